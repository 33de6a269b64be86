/** The trust's world: what the older history's scripts are filled with. Every list is one kind of thing, with its article where it needs one. */
const list = (text: string): readonly string[] => text.split(';').map((word) => word.trim());

export const WORDS: Record<string, readonly string[]> = {
	van: list('the white van; the long van; the Caddy; the grey Transit'),
	place: list(
		'Ridgeway; Penmore; Ashcombe; Hollin Bridge; Stonebeck; Eastbrook; Weir Street; Coldharbour; Tarn Valley; Upper Marsh; Quarry Bank; Fenwick Road; St Brides; Milldale; Cowslip Lane; Harrow Hill; Old Station; Netherby; Thornley; Beacon Row; Saltgate; Lower Hallow; Orchard Close; Brindle Moor',
	),
	road: list(
		'the A617; the bypass; the valley road; Hollin Bridge; the ring road; Station Approach; the level crossing; Quarry Bank hill; the moor road; Weir Street',
	),
	family: list(
		'the Hassans; the Brandts; the Kellers; the Novaks; the Okonkwos; the Petrovs; the Silvas; the Mensahs; the Rahimis; the Duarte family; the Bellos; the Wirths; the Doyles; the Tran family; the Aziz family; the Lowes; the Marchettis; the Popescus; the Ferreiras; the Nairs; the Kovacs family; the Abdis; the Whitlocks; the Sorensens; the Yusufs; the Carvers; the Haile family; the Zielinskis; the Oduyas; the Pritchards',
	),
	person: list(
		'Mrs Hassan; Mr Keller; Mrs Brandt; Ms Novak; Mr Petrov; Mrs Silva; Mr Mensah; Mrs Rahimi; Mrs Bello; Mr Wirth; Ms Doyle; Mr Tran; Mrs Aziz; Mr Lowe; Mrs Marchetti; Ms Popescu; Mr Ferreira; Mrs Kovacs; Mr Abdi; Mrs Whitlock; Mr Yusuf; Mrs Carver; Ms Haile; Mr Zielinski; Mrs Pritchard; Mr Dunmore; Mrs Teague; Ms Oduya',
	),
	volunteer: list(
		'Priya; Callum; Beatrix; Femi; Soraya; Dennis; Wanda; Theo; Lucia; Graham; Peggy; Anton; Rosalind; Deepak; Maureen; Luca; Cyril; Farida; Owen; Bridget; Samir; Joan; Nell; Rashid; Tamsin; Boris; Agnes; Winston; Mei; Lorna; Pavel; Edith; Kofi; Sunita',
	),
	trustee: list('Margaret; Lionel; Dr Achebe; Philippa; Clive'),
	item: list(
		'two oil heaters; a cot and mattress; a fridge; a school uniform, age 9; a pushchair; four duvets; a washing machine; a kettle and toaster; winter coats for three; a single bed; a microwave; a walking frame; blackout curtains; a fan heater; a desk and chair; a box of baby clothes; a carpet offcut, 3 by 4; two bunk beds; a slow cooker; a wheelchair ramp; an electric blanket; a bike, 20 inch; a sofa bed; six food parcels',
	),
	supply: list(
		'nappies, size 4; tinned tomatoes; long-life milk; rice; washing powder; pasta; cereal; shampoo; tinned fish; baby formula; cooking oil; tea bags; toothpaste; lentils; toilet roll; school socks; bin liners; hot-water bottles; dried fruit; gloves',
	),
	supplier: list(
		'Hartwell Foods; Bexley Tyres; Northgate Print; Dale & Sons; Cope Catering; Ashcombe Garage; Millway Hire; Tarn Paper; Carrow Electrical; the cash and carry; Fenwick Timber; Oldfield Linen; Brook Plumbing; Weir Street Bakery; Quarry Skips',
	),
	garage: list('Ashcombe Garage; Bexley Tyres; Penmore Motors; the garage at Old Station; Dale Autos'),
	fault: list(
		'the rear brake light; the sliding door; the clutch; the heater fan; a slow puncture; the wing mirror; the tail lift; the battery; the wiper motor; the handbrake cable; the fuel cap; the seat belt in the second row',
	),
	funder: list(
		'the Pennant Foundation; the Millbrook Trust; the Hollis Fund; the Carrow Community Fund; the county; the Ostler Charity; the Beacon Fund; the Wardle Bequest; the lottery; the Dyers’ Benevolent; the Rotary; the Thornley Estate',
	),
	project: list(
		'hot meals; clinic transport; the school uniform bank; winter warmth; the debt drop-in; volunteer training; the second van; the language café; the holiday club; the furniture store; the phone line; the Ridgeway hub',
	),
	venue: list(
		'Marsh Lane hall; St Brides; the library; the Fox and Anchor; Penmore school; the bowls club; the Quaker house; the fire station; the garden centre; the leisure centre; the Thornley pavilion; the corn exchange',
	),
	event: list(
		'the quiz night; the spring fair; the sponsored walk; the jumble sale; the carol evening; the bake sale; the five-a-side; the plant sale; the supper club; the open garden; the book stall; the charity swim',
	),
	donor: list(
		'a retired teacher in Penmore; the bakery on Weir Street; the bowls club; a family in Thornley; the building society; the bell-ringers; Mr Teague’s estate; the sixth form; a couple from Ashcombe; the running club; a lady who never gives her name; the orchard people',
	),
	device: list(
		'the printer; the front-desk laptop; the label printer; the card reader; the scanner; the shared tablet; the meeting-room screen; the office phone; the door buzzer; the old projector; the wifi upstairs; the backup disk',
	),
	symptom: list(
		'prints every second page blank; says it is offline; asks for an update and then does nothing; is stuck on the logo; gets hot and switches off; shows last week’s list; loses its connection every ten minutes; will not charge; makes a noise like a kettle; has forgotten the password; freezes when two people use it; beeps three times',
	),
	snack: list(
		'lemon cake; samosas; a tray of baklava; flapjacks; cheese scones; plum jam; a bag of pears; gingerbread; date biscuits; cinnamon buns; leftover quiche; apple turnovers',
	),
	lost: list(
		'a blue umbrella; reading glasses in a brown case; one child’s glove, green; a set of keys with a fish on it; a charger; a tartan flask; a library book about bees; a bicycle pump; a lunchbox with a dinosaur; half a crutch; a grey scarf',
	),
	paper: list(
		'proof of address; the tenancy agreement; the second payslip; the school letter; the birth certificate; the doctor’s note; the bank statement; the signed consent; page 3; the GP’s stamp; the benefit letter; the photo',
	),
	training: list(
		'first aid; safeguarding, level 2; food hygiene; manual handling; minibus driving; data protection; mental health first aid; de-escalation; fire warden; lone working',
	),
	thanks: list(
		'Thank you; Thanks; Many thanks; Thank you very much; Thanks again; Lovely, thank you; Great, thanks; Perfect, thank you; You are a star; Much appreciated',
	),
	yes: list(
		'Yes; I can; Happy to; No problem; Sure; Will do; Of course; Fine by me; Consider it done; On it; Yes, I’ll take it; Put me down; Yep; I’m free',
	),
	sorry: list('Sorry; Apologies; My mistake; Sorry about that; That was me, sorry; Ah, sorry'),
};

/** Those of the volunteers of whom one says "he". */
export const MEN: ReadonlySet<string> = new Set(
	list(
		'Callum; Femi; Dennis; Theo; Graham; Anton; Deepak; Luca; Cyril; Owen; Samir; Rashid; Boris; Winston; Pavel; Kofi',
	),
);
