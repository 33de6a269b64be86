/** What # field-ops talked about in the year before: vehicles, deliveries, supplies. */
export const FIELD_SUPPLIES = `
== field-ops a=mitch b=emma,sarah c=ruth
a 08:35: {^van}: {fault} {has gone|is on its way out|gave up on {road}}. {Safe to drive, not nice to drive.|I would not put anybody in it.}
b +5: {Can {garage} see it this week?|Where can it go today?}
a +22: {garage} {have a slot|can fit it in} {wd+1} at {t=08:00-11:00}. {Guess: £{x=60-380/10}.|They say £{x=60-380/10} if nothing else is hiding.}
c +12: {Fine.|Go ahead.} {Up to £400 you need not ask.|Please get the invoice made out to the trust and not to you.}
a next 15:40: {Fixed.|Done.} £{x}{ on the dot|, and they washed it|, he threw in a bulb}. {Keys in the safe.|It is back in the yard.}
  + 👍 *2

== field-ops a=ruth b=mitch c=jamie
a 10:20: {The insurance|The tax|The breakdown cover} for {van} runs out on {date+16}. {Renewal is £{x=240-890/10}, last year £{y=220-840/10}.|They want £{x=240-890/10} this time.} {Mileage please, somebody.|I need the mileage.}
b +30: {n=61-148},{m=102-987}. {I wiped the glass to be sure.|And a half.}
a +5: {thanks}. {I will ask two others before I pay that.|I will ring them and sound disappointed.}
a next 11:10: Sounding disappointed was worth £{z=35-120/5}. {Renewed.|Paid and filed.}
  + 🎉 b c

== field-ops a=jamie b=mitch
a 17:05: Parked {van} {at {place}|by the gate|two streets away, there is a market}. {Half a tank.|A quarter left, somebody fill it please.|Full.} {Left the ramp in.|The rear door sticks, lift and pull.}
b +9: {thanks}. {I take it at seven.|I need it {tomorrow} for {place2}.}
b? next 07:20: {Who eats crisps in this van?|There is sand in it. Why is there sand in it?|The radio was at full volume. I am awake now.}
  + 😄 a *1
a? +15: {The crisps are mine, the shame too.|The sand is from the sandpit at the school. Long story.|It was a good song.}

== field-ops a=jamie,sarah b=ruth c=mitch
a 11:15: We are {low on|nearly out of|down to the last box of} {supply} and {supply2}. {Saturday will finish them.|That is {n=2-5} days at most.}
b +20: {supplier} {has|have} them {this week at {x=5-15} % off|in stock}. {Budget for it is there: £{y=90-260/10}.|Up to £{y=90-260/10}, no more this month.}
a +5: {Ordering now.|I will ring them.}
a +55: {^wd+2}, before {noon|ten}. {Total £{z=70-240}.{p=10-95}.|They throw in a box of {supply3}.}
c? +6: {I can be there to unload.|Put it left of the door, the right side is beds.}
  + 🙏 a

== field-ops a=sarah b=jamie,mitch
a 13:20: {donor} {offer|have offered|would like to give} {item}{ and {item2}|}. {Does somebody want to look at it first?|Do we take it?}
b +10: {Photo?|Is it clean and does it close?|How old, roughly?}
a +35: {Looks hardly used.|It is spotless. I have seen the photos.|One scratch, honest about it.}
b +4: {Then yes.|Yes please, {family} {have|need} been waiting for exactly that.} {I can fetch it on {wd+2}.|On {wd+1}, with {van}.}
b next 12:50: {Fetched.|It is in the store, label 0{n=312-468}.} {They gave us cake as well.|They had polished it.}
  + ❤️ *2

== field-ops a=mitch b=jamie,kenji c=sarah
a 09:30: {item} for {family}, {wd+1}. {First|Second|Third} floor, {no lift|a lift made for two thin people}. {I need one more.|Who has arms?}
b +5: {Me.|I have arms.|I can, until {t=12:00-14:00}.}
c +8: {Ring before you go, the baby sleeps at eleven.|They are home from ten.}
a next 13:05: {Up and standing.|Done, nobody squashed.} {The stairs were the problem, the item was innocent.|It went in at the third try, through the window.|{b} talked to it and then it fitted.}
  + 👍 c
  + 😄 *1

== field-ops a=jamie b=ruth
a 12:10: {supplier} delivered {today|this morning}: {n=9-22} crates, {one|two} short, and {the wrong size of {supply}|a box of {supply} that nobody ordered}.
b +8: {Keep the note.|Which number is on the note?} {I will not pay for what did not come.|I will ring them after lunch.}
a +3: {r=30210-48890}. {The driver signed for the gap.|He was sorry, it is his first week.}
b +70: {Credit note for £{x=14-68}.{p=10-95} is in.|They bring the rest on {wd+2} and we keep the odd box.}
  + 🎉 a

== field-ops a=mitch,jamie b=sarah
a 16:20: {place} food hub: {n=31-58} households {today|this time}, {m=4-12} new. {supply} went first, {supply2} is still here in towers.
b +10: {Then we order less of it.|Send the towers to {place2}, they asked for it.} {How was the queue?|Was it calm?}
a +4: {Calm. Somebody brought a guitar.|Long until eleven, then gentle.|Fine. Children drew on the crates and we let them.}
  + 👍 *2

== field-ops a=mitch b=emma,ruth
a 18:10: {A parking ticket at {place}, £{x=35-70/5}.|A flash on {road}. I think 34 in a 30.} {I was carrying {item} up the stairs.|My fault, no story.}
b +12: {The trust does not pay those, I am afraid.|Stairs are a good reason, I will write to them.} {Send me the picture.|Put it in my tray.}
a next: {In your tray.|Sent.} {I have paid it, it hurts and that is what it is for.|I also drew the stairs.}
  + 😄 *2

== field-ops a=mitch b=jamie,nadia months=4-9
a 08:20: It will be {n=27-34} degrees. Water in every van, {and nobody waits in one|no visits between one and four at {place}}. {The long van has no air.|Windows down.}
b +6: {Fans?|Do we have fans for {place2}?} {person} is on the top floor{ under the roof|}.
a +4: {Four in the store. Take two.|I can bring one at noon.}
b +120: {Delivered.|There and running.} {She had hung wet sheets and looked like a sailor.|He did not want it and then he did.}
  + 🙏 a

== field-ops a=mitch b=sarah months=9-10
a 09:10: {Checked all the heaters before the season: {n=14-19} work, {m=2-4} go to the tip.|Heater day: cleaned, tested, labelled. {n=14-19} are good.}
b +7: {Who is first on the list?|We have {k=8-12} names already.} {I start with the ones with babies.|In order of the coldest flats, please.}
a +5: {Makes sense.|Then {place} before {place2}.}
  + 👍 *2

== field-ops a=sarah b=mitch,jamie months=8-9
a 10:00: Uniform week. {n=41-66} children on the list, {m=28-40} bags packed. {Missing: {x=4-9} jumpers, age 7.|No shoes in 13 and 1.}
b +15: {The sixth form has a box of lost property.|I pass {venue}, they collect for us.} {Shall I look?|I can be there at three.}
b +200: {Found {y=3-8}, all washed.|A full bag, somebody had ironed it.}
  + 🎉 a *1
a +5: {thanks}. {Bags go out on {wd+1}.|That makes {place} complete.}

== field-ops a=sarah b=jamie,mitch months=12-12
a 09:45: {Hampers: {n=118-164} names, {m=96-117} packed.|We have {n=118-164} names for hampers and {m=96-117} boxes so far.} {Short of {supply}, long on mince pies.|The tinned fish ran out, the crackers never will.}
b +9: {I can get {supply2} from {supplier} today.|{donor} bring {x=12-30} more on {wd+1}.}
a +4: {That would do it.|Then we can close the list.} Vans leave on {wd+2} at nine, {place} and {place2} first.
  + 👍 *3

== field-ops a=kenji,ruth b=mitch
a 14:00: {The tracker|The logbook} of {van} says {n=38-97} miles on {wd-1} and the sheet says {m=21-36}. {Which is right?|Is there a page missing?}
b +18: {There was a second run to {place} in the evening, I forgot to write it.|The sheet. The other is the trip to {garage}.}
a +3: {thanks}. {Corrected.|I have added a line.}

== field-ops a=jamie b=mitch,sarah
a 10:05: {The key for {the furniture store|the side gate|the roof box} is not on its hook.|Who has the {trolley|sack barrow|long ladder}?}
b +12: {In my pocket. In {place}.|{volunteer} has it, back at two.|Under the blankets in {van}. I know because I put it there.}
a +2: {Of course.|As long as it exists.|I am laughing, but only a little.}
  + 😄 b
`;
