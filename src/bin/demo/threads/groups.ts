/** The last weeks of the groups Kitchen refit and Open day. */
export const GROUPS = `
== kitchen @-13
ruth 13:05: Three quotes for Marsh Lane. Brook Plumbing with Carrow Electrical £8,940, Dale & Sons all in one £9,600, and a man called Pete £4,000 "depending".
mitch 13:09: Depending on what?
ruth 13:10: That is what I asked. He said on how it goes.
  + 😄 emma tom
emma 13:30: Brook and Carrow then, if they can keep out of Saturdays.
== kitchen @-12
mitch 15:40: They can. They start on a Monday and want the room empty by the Friday before. I measured: everything fits in the side room if the piano goes along the wall.
tom 15:44: I will tell the choir about the piano. Gently, with cake.
== kitchen @-10
ruth 11:50: Contract is signed, 30 % now, the rest when the water is hot. The grant covers £7,500, the hall committee £1,000, we £440.
  + 🎉 mitch emma tom
== kitchen @-8
mitch 16:35: Found behind the old cooker: eleven spoons, a rosary, £3.20 and a menu from a Women's Institute supper, beautifully typed.
emma 16:40: The menu goes into a frame.
tom 16:42: What did they have?
mitch 16:43: Tongue.
  + 😄 ruth tom emma
== kitchen @-6
ruth 09:50: The sink in the drawing is 80 wide. The one we ordered is 100. One of the two should give way.
mitch 10:05: The drawing. With 61 households you want the hundred. The cupboard beside it becomes a shelf.
emma 10:08: Agreed.
== kitchen @-3
mitch 17:00: Old units are out. The floor under them is a colour that nobody has seen since 1974.
tom 17:03: Avocado?
mitch 17:04: I would say regret.
  + 😄 emma tom
== kitchen @-2
emma 12:00: The worktop comes {tomorrow} between 8 and 18. Who can be there to wait?
mitch 12:06: I am at Ridgeway in the afternoon. Until 12 I can.
tom 12:10: I will do the afternoon, I have 31 quiz questions to write and no conscience about where.
== kitchen @-1
tom 15:35: Worktop is here. It is oak. I stroked it.
ruth 15:41: It is laminate, Tom. We paid for laminate.
tom 15:42: Then it is a very good laminate.
== kitchen @0
mitch 08:25: Water is on, cold. Hot after the electrician, who is "on his way from Thornley", which is what electricians say.
ruth 08:40: Hot water is when the 70 % goes. I have it ready.
mitch 15:05: Hot! 58 degrees at the tap. He was on his way from Thornley after all.
  + 🎉 ruth emma tom
== openday @-12
tom 10:30: Open day, {date+38}, 11 to 15. We need: something to see, something to eat, something to sign. Who has which?
jamie 10:36: To see: the store. People love shelves with labels.
sarah 10:41: To eat: Cope Catering did it well last time, £6.50 a head, and they take the plates back.
kenji 10:45: To sign: a form on two tablets, three fields, nothing more.
emma 10:50: You are too quick for me. I bring the chairs.
== openday @-9
jamie 14:15: Idea: a map on the wall where visitors put a pin where they come from. No names.
tom 14:18: Yes. And one colour for "I could help on a Saturday".
  + 👍 sarah kenji emma
== openday @-6
sarah 15:20: The fire brigade may bring the small engine, if nothing burns elsewhere. Children would come for that alone.
jamie 15:21: I would come for that alone.
  + 😄 tom kenji emma
== openday @-4
tom 13:40: Poster, first try: https://files.larkfield.example/open-day-1.png. The dog is a stand-in.
kenji 13:52: The date is last year's.
tom 13:53: The date is a stand-in too. Fixed.
sarah 14:10: Could "All welcome" be in five languages? Nadia has offered three, Kenji has one.
kenji 14:12: ようこそ. It is short, it will fit.
  + 👍 tom sarah jamie
== openday @-1
sarah 11:40: Cope is booked for 120, we can change the number until {date+30}.
jamie 11:43: 120! Last time we said 80 and ran out of egg.
tom 11:44: We will always have run out of egg.
== openday @0
kenji 10:15: The sign-up form is ready to try: https://larkfield.example/open-day. Three fields. Please be as careless with it as a visitor would be.
jamie 10:24: I wrote my phone number in the name and it asked me kindly whether I was sure. Lovely.
  + 🙏 kenji
tom 14:35: I signed up as a dog. It accepted the dog.
kenji 14:41: Dogs are welcome, it says so on the poster.
  + 😄 sarah jamie emma
`;
