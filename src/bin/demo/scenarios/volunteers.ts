/** What # volunteers talked about in the year before. */
export const VOLUNTEERS_YEAR = `
== volunteers a=jamie b=sarah c=mitch,nadia,tom
a 09:10: Saturday at {Marsh Lane|St Brides}: {n=5-7} on the list, {we need {m=8-10}|I would like {m=8-10}}. {Who knows somebody?|Any takers for the early hour?}
b +14: {volunteer} and {volunteer2} {said that they could|owe me one}. I will ring them.
b +60: {q~Both yes, {volunteer} from ten.|{volunteer} yes, {volunteer2} has a wedding.|Yes from both, and {volunteer2} brings a nephew.}
c?1 +9: {Then add me until noon.|I can do the lorry.}
a?1 +4: {Full.|That does it.} {thanks}.
  + 🎉 b

== volunteers a=jamie b=sarah,nadia
a 14:20: New: {volunteer}, {retired teacher|nurse on nights|studies law|was a baker|drove buses for thirty years|looks after two grandchildren until three|between two jobs and restless}. {Wants {wd+2}s.|Would like to drive.|Happy with anything that is not phones.|Speaks Portuguese.|Asked for the heavy things.}
b +10: {q~References asked for?|Have the checks gone off?|And the welcome pack?}
a +5: {q~Yes, both, one has answered already.|This morning.|Read and signed, with a question about page 2, which was a good question.}
a next 15:10: Checks for {volunteer} are back, all clear. {First Saturday is this one.|I told {volunteer.him}, there was a cheer on the phone.}
  + 👍 b

== volunteers a=sarah b=jamie,mitch,tom max=5
a 11:00: {training}: {date+15}, {t=09:00-10:00} to {u=13:00-16:00}, upstairs. {Ten places.|Eight places, bring a pen.} {Who of you knows somebody who needs it?|It is due for everybody with a certificate from before the spring.}
b +17: {{volunteer}, {volunteer2} and me.|{volunteer}, who has asked twice.|Me, mine ran out in {month-1}.}
a? +120: {n=2-4} places left.
a? next: {training} is full, with a waiting list of two.

== volunteers a=jamie b=sarah c=emma,tom max=4
a 13:30: {volunteer} has done {n=100-600/50} hours. {Exactly, last Saturday.|I only noticed because I was adding.} What do we do?
b +8: {q~A card, and something with lavender.|Nothing big, {volunteer.he} hates fuss. A card and a bad joke.|Cake. It is always cake.}
c +12: {q~I have lavender.|I write the joke.|I can bake on {wd+1}.}
a next 16:00: {There was some crying, mostly mine.|All {volunteer} said was "is that all?", and hugged the crate.|{^volunteer.he} counted on {volunteer.his} fingers and did not believe it.}
  + ❤️ *3

== volunteers a=sarah b=jamie,nadia
a 09:40: {volunteer} has {flu|a bad back|exams}, so {q~the phones on {wd+1}|the front desk on {wd+1}|the drive to {place}} {w~are|is|is} open. {Who steps in?|Anybody?}
b +9: {I ask {volunteer2}, who likes to be asked.|I do it myself this once.|Me, if somebody takes my {wd+2}.}
a +5: {I have changed the list.|Say get well from us.} {thanks}.

== volunteers a=mitch b=jamie,sarah max=6
a 16:10: Drove with {volunteer} today. {q~Calm, looks twice, knows where north is. Signed off.|Good with the van, better with people. Signed off for the Caddy.|A bit fast on {road}, we talked about it. One more time and then alone.}
b +7: {q~Then {wd+3} is {volunteer.his} first run.|That makes {n=6-11} drivers.|Fair. I will tell {volunteer.him} that it was not a no.}
  + 👍 *1

== volunteers a=nadia,sarah b=jamie,emma max=4
a 12:15: {volunteer} asked me what to do when {q~somebody cries|somebody offers money|a child will not leave|two people want the same coat}. I said: {q~sit down first, everything else after|no with both hands and a smile|find the grown-up, then a biscuit|ask who is colder, they always tell the truth}.
b +13: {It should be on page 1 of the pack.|Better than what we teach.|I would sign that.|That is what you would do. Not everybody is you. But yes.}
  + ❤️ *2

== volunteers a=jamie b=tom,mitch,sarah max=5
a 17:20: Hours for {month-1}: {n=318-455}, from {m=29-41} people. {Longest: {volunteer}, who says that it was nothing.|That is {k=12-58} more than the month before.}
  + 🎉 *2
b? +6: {Can I quote that?|I will put it in the newsletter.|That is ten full weeks of work.}

== volunteers a=tom b=jamie,sarah max=3
a 10:30: {The building society|The sixth form|A firm from the ring road|The running club} {offers|would like to send} {n=6-14} people for one {afternoon|day}. {What could they do?|Ideas that are not painting?}
b +10: {Sort coats.|The store needs labels, all of it.|Paint. It is always painting, because the fence needs it.|Pack a hundred parcels, with music.}
a +4: {They will love it.|Sold.} {^date+20}?
b +3: {Yes.|Not that day, the one after.}

== volunteers a=mitch,tom b=jamie,sarah max=3
a +0 #q: {q~Somebody asked if they may drive a family in their own car.|May volunteers give out their own phone number?|May one take photos on Saturdays?}
b +6 >q: {q~Only with the form from Ruth and the right insurance.|No, and it is on page 2.|Only of crates.} {I will say it again on Saturday.|Who asked? I explain it in person.}
a +3: {Nobody bad, only new.|{volunteer}, kindly.} {thanks}.

== volunteers a=jamie b=sarah,mitch weekend
a 09:40: {Marsh Lane|St Brides} is open. {n=18-31} in the first half hour, {sun|drizzle|wind|frost on the crates}, {volunteer} on the door.
b?1 +25: I am near, {shall I bring {supply}?|do you need anything?}
a?1 +5: {Two more hands until eleven.|Bread, if you pass the bakery.|Only yourself.}
a +150: Closed. {m=44-66} households, {k=3-11} new. {Thank you to all {x=8-11}.|Everything wiped, {volunteer2} has the key.}
  + ❤️ *2

== volunteers a=emma b=jamie,sarah,tom months=5-6 max=1
a 10:10: Volunteers' week begins on the first of June. {Picnic behind the store, from five.|I would like each of us to write three cards by hand.} Who brings what?
b +12: {Salad.|I bring the long table.|I write to the quiet ones.}
  + 👍 *2

== volunteers a=sarah,jamie b=emma,nadia max=3
a 15:45: {volunteer} wants to stop{ after the summer|, the knees|, and does not know how to say it}. {q~I said that there is no wrong way.|Who talks to {volunteer.him}?}
b +10: {q~Is there something to do while sitting down? Nobody knows the families better.|Let me. We have known each other for ten years.}
a next 14:40: {q~The phones, on {wd+1}s. {^volunteer.he} has asked for a cushion and a bell.|{^volunteer} stays, for one morning a month. The relief was on both sides.}
  + ❤️ *3

== volunteers a=tom b=jamie,mitch
a 11:40: The new {aprons|name badges|T-shirts|gloves} are here. {q~They are greener than in the catalogue.|Two are for giants.|They say "Larkfeild".}
b +9: {q~One sees us from far away, that is good.|{volunteer} is a giant.|How many?}
a +3: {q~From space.|Then one is left for somebody who grows.|All 60. They come back on {wd+2}, spelled.}
  + 😄 *2

== volunteers a=jamie b=sarah,tom
a 10:50: {volunteer} and {volunteer2} {q~do not speak to each other since Saturday. It is about the order of the tins.|would like to be on the same shift. Always.|have swapped three times without telling the list.}
b +8: {q~Put one on bread and one on the door. In two weeks it was never so.|Is that a romance or a car?|I talk to them. The list is there so that nobody stands alone at the gate.}
a +4: {q~It was so, two years ago, with beans.|A car. I asked.|They mean well, the two of them.}
  + 😄 *2

== volunteers a=nadia,mitch b=sarah,jamie
a 17:00: {volunteer} was {q~wonderful today. A man shouted, and {volunteer.he} asked if he had eaten.|a bit pale today. I sent {volunteer.him} home with soup.|at {place} with me and now wants to learn {Arabic|Turkish|to drive}.}
b +6: {q~And had he?|Good. I ring tonight.|I know somebody who teaches that.}
a +2: {q~No. That was all it was.|Say that I asked.|I thought that you would.}
  + ❤️ *2
`;
