/** More of # field-ops in the year before: days that became longer than planned. */
export const FIELD_DAYS = `
== field-ops a=mitch,jamie b=sarah c=nadia,emma
a 09:20: {place} {tomorrow}: {family} move to {place2}, third attempt. {van} from nine, {volunteer} and I carry. Is the new key there?
b +8: The agency {says|promises} eleven o'clock. I would begin at {place2} only when {c} has the key in the hand.
c +5: I fetch it at half past ten and send you one word.
a +2: Which word?
c +1: {Key.|Herring.|Yes, with an exclamation mark.}
  + 😄 a b
c next 10:50: {The key is in my hand, I repeat, in my hand.|Agency is shut, a note says "back soon".|I have it, and a second one for the cellar.}
a +170: {^family} are in. {item} went up last, and {volunteer} had the idea with the blanket.
b? +6: Thank you, all of you. Council tax, school and surgery get the new address from me today.
  + 🎉 *2

== field-ops a=sarah b=mitch,jamie c=nadia
a 10:45: A call from {venue}: somebody has left {n=6-18} bags of clothes in front of the door{ with our name on|, "for Larkfield"}. They open at {t=12:00-14:00} and would like their door back.
b +7: I am at {place}, I could be there in {m=20-45} minutes. Is it dry?
a +2: {Dry.|Damp on top.|They have put the bags under the roof.}
b +80: Collected. {Half of it is very good, half is a theatre costume.|All washed and folded, with a note inside each.|Children's things mostly, sizes 4 to 8.}
c +12: Sizes 6 and 8 I take, for {family} and {family2}.
  + 👍 *2

== field-ops a=jamie b=sarah,emma c=mitch
a 15:30: At {place} the {lift|front door|hall light} has {n=3-9} different notes on it. One is from {wd-4}, one says "see other note".
b +9: Is there a phone number on any of them?
a +3: On one. It is the number of a pizzeria.
b +14: I have the right one, and a name. {^wd+1} before noon, in writing, reference {r=10000-29999}.
c +25: If not, I bring the ladder. I mean as a threat.
  + 😄 *2
a next 12:10: Repaired at {place}, and they took all the notes with them. The pizzeria has called back too.

== field-ops a=nadia b=sarah c=mitch,jamie
a 11:10: {person} has {a hearing|an interview at the job centre|a parents' evening} on {wd+2} at {t=09:00-15:00} and nothing to wear that is not for the garden. {Size {n=12-20}|Shoes are {m=4-10}}.
b +6: There is a rail in the store, behind the prams, "for important days". Take {person.him} there, not only the clothes.
a +3: That is a nicer idea than mine.
c? +9: The mirror is behind the {prams|fridge}, turned to the wall. I will dust it.
a next 15:20: {Grey suit, brown shoes.|A blue dress with a collar.|A jacket that could have been made for it.} {^person.he} stood differently at once.
  + ❤️ *3

== field-ops a=mitch b=jamie,kenji c=sarah
a 08:10: {road} is closed for {a film|a burst main|the cycling|a wedding with horses}, until {t=12:00-16:00}. All of today's stops at {place} go by {road2}.
b +6: That adds {n=12-35} minutes each way. Shall I ring them?
c +3: I do it, I have the list open. {place2} first, they will have the kettle on already.
a +190: Through. {I waved at a horse.|Nobody was late by more than ten minutes.|{person} had made sandwiches for the delay.}
  + 👍 *2

== field-ops a=sarah b=nadia c=jamie,mitch
a 09:35: The shelter asks if we can take over {family}, two adults and {n=2-5} children, from {wd+3}. {They are leaving with two suitcases.|They have a flat at {place}, empty.} Start pack, please.
b +8: I know the mother from the phones. She will say that they need nothing, so do not ask, bring.
c +10: Start pack is {item}, {item2}, pots, bulbs, and the box with paper and pens. I can have it ready by {wd+2}.
a +3: And {supply}, and a map with the school on it.
c next 14:30: Packed, label 0{r=470-560}. {volunteer} has drawn a cat on the box with the pens.
  + ❤️ a b

== field-ops a=emma b=mitch,jamie,nadia c=sarah
a 16:45: I went along to {place} today, to see it for myself after your notes. You were right about {q~the stairs|the landlord|the smell|the distance to the bus}, and too polite.
b +9: {q~One hundred and four of them. I stopped writing it down.|I left out two adjectives.|We have got used to it, that is the bad thing.|In winter it is longer.}
c +4: I move {place} to two people and a longer slot.
a +2: And I write to the county tonight, while I am still angry.
  + 👍 *3
a? next 11:00: They have {answered before nine|rung}. Somebody comes on {wd+4}, and {b} goes with them and shows them everything.

== field-ops a=jamie b=mitch c=ruth
a 10:30: The tip wants £{n=12-48} for the {mattress|fridge|sofa} from {place}. "Trade waste". I said that we are not a trade.
b +5: Ask for {volunteer2}'s cousin, the one with the beard, and say "charity ticket".
a +28: Beard found. Free, and he helped to carry.
c +9: I am going to frame that ticket. What is his name, for the thank-you letter?
a +2: {Dougie.|Everybody calls him Chief.|Terrence, with two r.}
  + 😄 b

== field-ops a=nadia b=sarah,emma
a 12:35: {person} has received {a parcel for the neighbour who moved|three thousand pounds by mistake, from the council|a visit from a man "from the water"}. {person.his} question: what is the honest thing to do?
b +11: Keep it as it is, touch nothing, and we ring together. {I have half an hour at three.|I come along {tomorrow}.}
a +4: I had said the same. {^person.he} was relieved that there was a second opinion.
b next 16:05: Cleared up for {person}. {They said that hardly anybody rings.|It was not the water company, of course. Police have it.|The neighbour cried on the phone.}
  + 👍 *2

== field-ops a=mitch b=sarah c=jamie,kenji
a 13:25: {volunteer} and I have cleared the {garden|cellar|balcony} at {person}'s. {n=9-26} bags, one {bicycle|sewing machine|box of letters} kept.
b +10: And {person}? Was it too much?
a +5: We did it in {person.his} speed. Each thing was allowed to be told about once.
c? +8: That must be why you are only back now.
a? +2: The story of the {kettle|wheelbarrow|radio} alone took half an hour. It was worth it.
  + ❤️ *3

== field-ops a=sarah b=mitch,nadia,jamie
a 14:40: New on the list today: {n=3-8} households, {m=2-3} of them urgent. {place}, {place2}, {place3}. Whoever has air on {wd+1}, raise a hand.
b +13: I have from {t=13:00-15:00}. {place2} is on my way, and {place} nearly.
a +3: Take those two then, and {place3} waits for {wd+2}, I have rung to say so.
b next 16:35: Both seen. {place2} needs {item} soon, {place} needs somebody who listens, more than once.
  + 👍 a

== field-ops a=kenji b=mitch,sarah
a 11:55: The freezer in the store sent me an alarm at {t=03:00-05:30}: -{n=6-9} degrees. {The door had not shut because of a bag of peas.|It is old and tired.|Somebody had turned the wheel to the sun.} I have put it right.
b +10: Was anything lost?
a +4: {One box of fish fingers, which I have given a decent end.|Nothing, it was still hard.|I have thrown away the top layer, to be safe.} I have set the alarm to -12, then we know earlier.
  + 🙏 *2
`;
