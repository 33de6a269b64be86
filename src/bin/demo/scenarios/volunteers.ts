/** What # volunteers talked about in the year before. */
export const VOLUNTEERS_YEAR = `
== volunteers a=jamie b=sarah c=mitch,nadia,tom
a 09:10: Saturday at {Marsh Lane|St Brides}: {n=5-7} on the list, {we need {m=8-10}|I would like {m=8-10}}. {Who knows somebody?|Any takers for the early hour?}
b +14: {volunteer} and {volunteer2} {said that they could|owe me one}. {I will ring them.|Shall I ask?}
a +3: {yes}!
b +60: {Both yes, {volunteer} from ten.|{volunteer} yes, {volunteer2} has a wedding.}
c? +9: {Then add me until noon.|I can do the lorry.}
a? +4: {Full.|That does it.} {thanks}.
  + 🎉 b

== volunteers a=jamie b=sarah,nadia
a 14:20: New: {volunteer}, {retired teacher|nurse on nights|studies law|was a baker|drove buses for thirty years|looks after two grandchildren until three}. {Wants {wd+2}s.|Would like to drive.|Happy with anything that is not phones.|Speaks Portuguese.}
b +10: {Lovely.|Yes please.} {References asked for?|Have the checks gone off?|Has she had the welcome pack?}
a +5: {All sent.|Today.|Signed, with a question about page 2, which was a good question.}
a next 15:10: {Checks for {volunteer} are back, all clear.|{volunteer} can start on Saturday.}
  + 👍 b

== volunteers a=sarah b=jamie,mitch,tom
a 11:00: {training}: {date+15}, {t=09:00-10:00} to {u=13:00-16:00}, upstairs. {Ten places.|Eight places, bring a pen.} {Who of you knows somebody who needs it?|It is due for everybody with a certificate from before the spring.}
b +17: {{volunteer}, {volunteer2} and me.|{volunteer} please.|Me, mine ran out in {month-1}.}
a? +40: {n=2-4} places left.
a? +500: {Full, with a waiting list of two.|Closed. I will send the list.}

== volunteers a=jamie b=sarah c=emma,tom
a 13:30: {volunteer} has done {n=100-600/50} hours. {Exactly, last Saturday.|I only noticed because I was adding.} {What do we do?|A card?}
b +8: {A card, and something with lavender.|She hates fuss. A card and a bad joke.|Cake. It is always cake.}
c +12: {I write the joke.|I can bake on {wd+1}.|Put my name in it.}
a next 16:00: {Done. There was some crying, mostly mine.|She said "is that all?" and hugged the crate.}
  + ❤️ *3

== volunteers a=sarah b=jamie,nadia
a 09:40: {volunteer} has {flu|a bad back|exams}, so the {wd+1} {phones|front desk|drive to {place}} {is|are} open. {Anybody?|Who steps in?}
b +9: {I ask {volunteer2}, {he|she} likes to be asked.|I do it myself this once.|Me, if somebody takes my {wd+2}.}
a +5: {thanks}. {Say get well from us.|I have changed the list.}

== volunteers a=mitch b=jamie,sarah
a 16:10: Drove with {volunteer} today. {Calm, looks twice, knows where north is.|Good with the van, better with people.|A bit fast on {road}, we talked about it.} {Signed off.|One more time and then alone.|Signed off for the Caddy.}
b +7: {thanks}. {Then {he|she} can have {wd+3}.|That makes {n=6-11} drivers.}
  + 👍 *1

== volunteers a=nadia,sarah b=jamie,emma
a 12:15: {volunteer} asked me today what to do when {somebody cries|somebody offers money|a child will not leave}. {I said|My answer was}: {sit down first, everything else after|say no with both hands and a smile|find the grown-up, then a biscuit}. {Is that what we teach?|Should that be in the pack?}
b +13: {It should be on page 1.|Better than what we teach.|I would sign that.}
  + ❤️ *2

== volunteers a=jamie b=tom,mitch,sarah
a 17:20: Hours for {month-1}: {n=318-455}, from {m=29-41} people. {Longest: {volunteer}, who says that it was nothing.|That is {k=12-58} more than the month before.}
  + 🎉 *2
b? +6: {Can I quote that?|I will put it in the newsletter.|That is ten full weeks of work.}

== volunteers a=tom b=jamie,sarah
a 10:30: {The building society|The sixth form|A firm from the ring road|The running club} {offers|would like to send} {n=6-14} people for one {afternoon|day}. {What could they do?|Ideas that are not painting?}
b +10: {Sort coats.|The store needs labels, all of it.|Paint. It is always painting, because the fence needs it.|Pack {n=80-150/10} parcels, with music.}
a +4: {They will love it.|Sold.} {^date+20}?
b +3: {Yes.|Not that day, the one after.}

== volunteers a=sarah b=jamie
a +0 #q: {May volunteers give out their own phone number?|Somebody asked if they may drive a family in their own car.|May a volunteer take photos on Saturdays?}
b +6 >q: {No, and it is on page 2.|Only with the form from Ruth and the right insurance.|Only of crates.} {I will say it again on Saturday.|Who asked? I explain it in person.}
a +3: {thanks}. {{volunteer}, kindly.|Nobody bad, only new.}

== volunteers a=jamie b=sarah,mitch weekend
a 09:40: {Marsh Lane|St Brides} is open. {n=18-31} in the first half hour, {sun|drizzle|wind}, {volunteer} on the door.
b? +25: {Do you need anything?|I am near, shall I bring {supply}?}
a? +5: {Bread, if you pass the bakery.|Nothing, we are flying.|Two more hands until eleven.}
a +170: Closed. {m=44-66} households, {k=3-11} new. {Thank you to all {x=8-11}.|Everything wiped, {volunteer2} has the key.}
  + ❤️ *2

== volunteers a=emma b=jamie,sarah,tom months=6-6
a 10:10: Volunteers' week begins on {wd+3}. {Picnic on the Thursday behind the store, from five.|I would like each of us to write three cards by hand.} {Who brings what?|Names are in the folder.}
b +12: {Salad.|I bring the long table.|I write to the quiet ones.}
  + 👍 *2
`;
