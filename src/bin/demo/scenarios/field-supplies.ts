/** What # field-ops talked about in the year before: vehicles, deliveries, supplies. */
export const FIELD_SUPPLIES = `
== field-ops a=mitch b=emma,sarah c=ruth
a 08:35: {^van}: {f=the brake light|the sliding door|the clutch|the heater fan|the wing mirror|the tail lift|the battery|the wiper motor|the handbrake cable} {has gone|is on its way out|gave up on {road}}. {Safe to drive, not nice to drive.|I would not put anybody in it.}
b +5: {Can {garage} see it this week?|Where can it go today?}
a +22: {garage} can {have a look|fit it in} {wd+1} at {t=08:00-11:00}. {Guess: £{x=60-380/10}.|They say £{x=60-380/10} if nothing else is hiding.}
c +12: {Fine.|Go ahead.} {Up to £400 you need not ask.|Please get the invoice made out to the trust and not to you.}
a next 15:40: {Fixed.|Mended.} £{x}{ on the dot|, and they washed it|, he threw in a bulb}. {Keys in the safe.|It is back in the yard.}
  + 👍 *2

== field-ops a=ruth b=mitch c=jamie max=3
a 10:20: The {insurance|tax|breakdown cover} for {van} runs out on {date+16}. {Renewal is £{x=540-890/10}, last year £{y=420-540/10}.|They want £{x=540-890/10} this time.} I need the mileage.
b +30: {n=61-148},{m=102-987}. {I wiped the glass to be sure.|And a half.}
a +5: I will {ring two others before I pay that|ring them and sound disappointed}.
a next 11:10: {Sounding disappointed|Being patient on the phone} was worth £{z=35-120/5}. {Renewed.|Paid and filed.}
  + 🎉 b c

== field-ops a=jamie b=mitch
a 17:05: Parked {van} {at {place}|by the gate|two streets away, there is a market}. {Half a tank.|A quarter left, somebody fill it please.|Full.} {Left the ramp in.|The rear door sticks, lift and pull.}
b +9: {I take it at seven.|I need it {tomorrow} for {place2}.} {thanks}.
b?1 next 07:20: {q~Who eats crisps in this van?|There is sand in it. Why is there sand in it?|The radio was at full volume. I am awake now.}
  + 😄 a *1
a?1 +15: {q~The crisps are mine, the shame too.|From the sandpit at the school. Long story, one child, one bucket.|It was a good song.}

== field-ops a=jamie,sarah b=ruth c=mitch
a 11:15: We are {low on|nearly out of|down to the last box of} {supply} and {supply2}. {Saturday will finish them.|That is {n=2-5} days at most.}
b +20: {supplier} {sell|have} them {this week at {x=5-15} % off|in stock}. {Budget for it is there: £{y=90-260/10}.|Up to £{y=90-260/10}, no more this month.}
a +40: Ordered. {^wd+2}, before {noon|ten}. {Total £{z=70-89}.{p=10-95}.|They throw in a box of {supply3}.}
c? +6: {I can be there to unload.|Put it left of the door, the right side is beds.}
  + 🙏 a

== field-ops a=sarah b=jamie,mitch max=5
a 13:20: {^donor} {offered|would like to give} us {item}{ and {item2}|}. {Does somebody want to look at it first?|Do we take it?}
b +10: {q~Photo?|Is it clean and does it close?|How old, roughly?}
a +35: {q~Here: https://files.larkfield.example/offer-{r=110-980}.jpg. Hardly used.|It is spotless, and it closes with a click.|Ten years, one owner, one scratch, honest about it.}
b +4: {Then yes, {family} have been waiting for exactly that.|Yes please.} {I can fetch it on {wd+2}.|On {wd+1}, with {van}.}
b next 12:50: {Fetched from {donor}.|The gift is in the store, label 0{n=312-468}.} {They gave us cake as well.|They had polished it.}
  + ❤️ *2

== field-ops a=mitch b=jamie,kenji c=sarah max=5
a 09:30: {^item} for {family}, {wd+1}. {First|Second|Third} floor, {no lift|a lift made for two thin people}. {I need one more pair of arms.|Who has arms?}
b +5: {Me.|I have arms.|I can, until {t=12:00-14:00}.}
c +8: {Ring before you go, the baby sleeps at eleven.|They are home from ten.}
a next 13:05: {q~All up and nobody squashed.|It went in at the third try, through the window.|It did not want to, then {b} talked to it.} {The stairs were the problem.|{family} made us sit on the floor and eat.|Two old screws left, two new friends.}
  + 👍 c
  + 😄 *1

== field-ops a=jamie b=ruth max=5
a 12:10: {supplier} delivered {today|this morning}: {n=9-22} crates, {q~two too few|with the wrong size of {supply}|and a box of {supply} that nobody ordered}.
b +8: {q~I will not pay for what did not come.|Then they can take it back.|How do they do that every time?} Which number is on the note?
a +3: {r=30210-48890}. {The driver signed for it.|He was sorry, it is his first week.}
b +70: {q~Credit note for £{x=14-68}.{p=10-95} is in.|They swap it on {wd+2}.|We may keep it. For free.}
  + 🎉 a

== field-ops a=mitch,jamie b=sarah
a 16:20: {place} food hub: {n=31-58} households {today|this time}, {m=4-12} new. First to go was the {supply}, and the {supply2} is still here in towers.
b +10: {Then we order less of it.|Send the towers to {place2}, they asked for it.} {q~How was the queue?|Was it calm?}
a +4: {q~Long until eleven, then gentle.|Calm. Somebody brought a guitar.} {Children drew on the crates and we let them.|Nobody went home with nothing.|I had help from {volunteer}, who never sits.}
  + 👍 *2

== field-ops a=mitch b=emma,ruth max=2
a 18:10: {q~A parking ticket at {place}, £{x=35-70/5}. I was carrying a bed up the stairs.|A flash on {road}. I think 34 in a 30. My fault, no story.}
b +12: {q~Stairs are a good reason, I will write to them. Send me the picture.|The trust does not pay those, I am afraid.}
a next: {q~Sent. I also drew the stairs.|I have paid it. It hurts, and that is what it is for.}
  + 😄 *2

== field-ops a=mitch b=jamie,nadia months=6-8
a 08:20: It will be {n=29-34} degrees. Water in every van{, and nobody waits in one|, and no visits between one and four at {place}}. {The long van has no air.|Windows down.}
b +6: Do we have fans for {place2}? {person} is on the top floor{ under the roof|}.
a +4: {Four in the store. Take two.|I can bring one at noon.}
b +120: {Delivered.|There and running.} {The wet sheets in the doorway made it look like a ship.|First "I do not need that", then the chair was moved in front of it.}
  + 🙏 a

== field-ops a=mitch b=sarah months=9-10 max=1
a 09:10: Checked all the heaters before the season: {n=14-19} work, {m=2-4} go to the tip.
b +7: {Who is first on the list?|We have {k=8-12} names already.} {I would start with the ones with babies.|In order of the coldest flats, please.}
a +5: Then {place} before {place2}.
  + 👍 *2

== field-ops a=sarah b=mitch,jamie months=8-9
a 10:00: Uniform week. {n=41-66} children on the list, {m=28-40} bags packed. {Missing: {x=4-9} jumpers, age 7.|No shoes in 13 and 1.}
b +15: {The sixth form has a box of lost property.|I pass {venue}, they collect for us.} {Shall I look?|I can be there at three.}
b +130: {Found {y=3-8}, all washed.|A full bag, somebody had ironed it.}
  + 🎉 a *1
a +5: {Bags go out on {wd+1}.|That makes {place} complete.}

== field-ops a=sarah b=jamie,mitch months=12-12
a 09:45: {Hampers: {n=118-164} names, {m=96-117} packed.|We have {n=118-164} names for hampers and {m=96-117} boxes so far.} {Short of {supply}, long on mince pies.|The tinned fish ran out, the crackers never will.}
b +9: {I can get {supply2} from {supplier} today.|{^donor} will have {x=12-30} more on {wd+1}.}
a +4: That would do it. Vans leave on {wd+2} at nine, {place} and {place2} first.
  + 👍 *3

== field-ops a=kenji,ruth b=mitch max=3
a 14:00: The logbook of {van} says {n=38-97} miles on {wd-1} and the sheet says {m=21-36}. Which is right?
b +18: {There was a second run to {place} in the evening, I forgot to write it.|The sheet. The other has the trip to {garage} in it.}
a +3: {Then I add a line.|Corrected.} {thanks}.

== field-ops a=jamie,sarah b=mitch,kenji max=4
a 10:05: {q~The key for the furniture store is not on its hook.|Who has the sack barrow?|The long ladder is gone.|Has anybody seen the straps, the orange ones?}
b +12: {In my pocket. In {place}.|{volunteer} has it, back at two.|Under the blankets in {van}. I know because I put it there.|On the roof of {van}. Still. Since {wd-1}.}
a +2: {Of course.|As long as it exists.|I am laughing, but only a little.}
  + 😄 b

== field-ops a=mitch b=sarah,emma c=ruth max=3
a 09:25: {supplier} {moved|have moved} our slot to {wd+2}, {t=07:30-10:00}. {q~Who opens?|Somebody must be there for about an hour.} They need the ramp clear.
b +14: {volunteer} lives next door and has a key. I {have asked, it is fine|will ask today}.
a +2: {Even better, they like each other.|Then I can still do {place}.}
c? +16: And please count before signing, not after.
  + 👍 a

== field-ops a=jamie,mitch b=nadia,sarah
a +0: The store has {n=2-5} {prams|cots|high chairs|single beds} and nobody on the list for them. {q~Who needs one?|They are in the way of the freezer.}
b +11: {family} do, since {wd-3}, I had not got round to writing it down.
b? +4: And {person}, for the grandchild.
a +5: {Two gone.|Then I take it along {tomorrow}.} {The rest gets a blanket over it.|I will send the others to {place}, they have a waiting list.}
  + 🎉 *1

== field-ops a=mitch b=kenji,jamie
a 07:50: {^van} does not start. {q~It makes a click.|It makes nothing at all.|It coughs like my uncle.}
b +6: {q~That is the battery. The charger is behind the printer paper.|Is it in gear? It was me, last night, I left it in gear.|Give it a minute with the key half round, then once, quickly.}
a +19: {q~Started. I leave it running until {place}.|It was in gear. I say nothing.|That worked, and I do not want to know why you know that.}
  + 😄 *2

== field-ops a=ruth b=mitch,jamie
a 15:35: Fuel for {month-1}: £{x=286-418}, {y=6-19} % {more|less} than the month before. {q~Is that the detour at {place}?|What happened there?}
b +13: {q~Yes, twelve miles each time, until the bridge is done.|Three runs to {place2} that nobody had planned. All three worth it.}
a +4: {I only want to be able to explain it.|Then I write that next to it.}
  + 👍 *1

== field-ops a=emma b=mitch c=jamie,sarah max=2
a 11:30: The insurer wants a photo of each side of each van{, clean|, with the date}. {By {wd+3}.|It is for the renewal.}
b +17: Clean is a big word for the Caddy. {I will do it behind the wash at {place}.|Give me until {wd+2} and a bucket.}
c? +6: I have a bucket.
b next 16:45: Sixteen photos, at https://files.larkfield.example/vans-{r=20-98}.zip. One has {c} in it, waving.
  + 😄 *2
`;
