/** What the private # clinic-rota and the group Kitchen refit talked about in the year before. */
export const GROUPS_YEAR = `
== clinic-rota a=sarah b=mitch,jamie c=nadia,emma
a 09:05: Runs this week: {wd+1} {n=3-7} people, {wd+3} {m=2-5}. {Both mornings.|First one starts at 08:30.} {Who drives?|Drivers?}
b +8: {Both.|I can do the first.|{wd+1} is fine, {wd+3} only with the Caddy.}
c +11: {I sit in on {wd+1}.|Then I take the other one.|I come along for {person}.}
  + 👍 a

== clinic-rota a=mitch,jamie b=sarah
a 13:10: {n=4-7} there, {m=3-6} back{, one collected by her son|, one kept for tests}. {Waiting time {x=20-95/5} minutes.|Short wait today.} {The lift was out, they came down to us.|Parking was a fight.}
b +12: {thanks}. {Who was kept?|How was {person}?}
a +4: {person}, {cheerful|only for one night|the daughter knows}. {I have the bag.|She asked for her crossword.}

== clinic-rota a=sarah b=nadia,emma c=mitch
a 16:20: The clinic has moved {person} from {wd+1} to {wd+3}, {t=09:00-14:00}. {Can the car move too?|Who tells her?}
b +6: {I tell her.|I ring after five, she is at work until then.}
c +15: {Car is fine.|Not with me, I am at {place}. Jamie?|Moved.}
b? +70: {Told. She wrote it on her hand.|She is glad, the other day was her birthday.}
  + 🙏 a

== clinic-rota a=nadia b=sarah
a 11:35: {person} would like {a woman doctor|somebody with her who is not family|the letter in large print}. {She asked me to ask.|I said that I would ask, not that it works.}
b +18: {The clinic says yes, from {wd+2} on.|They can, if we come on {wd+3}.|Done, it is in her notes there.}
a +3: {thanks}. {She will sleep better.|I ring her now.}
  + ❤️ b

== clinic-rota a=emma b=sarah,mitch
a 17:25: {Quarter: {n=71-98} trips, {m=3-9} no-shows, {k=0-2} late by our fault.|The clinic counted: no-shows are down by {n=21-38} % since we drive.} {I am proud of that number.|Well done, all of you.}
  + 🎉 *3
b? +9: {May I use it for a grant?|It is mostly ringing the evening before.|And spare coats in the van.}

== clinic-rota a=jamie b=sarah,nadia
a 08:10: {person} just rang, {sick in the night|no childcare}. {One seat free at nine.|Do we have somebody from the waiting list?}
b +5: {^person2}, {two streets away|she has been ready since Monday}. {I ring her.|Ringing.}
b +7: {She is putting on her coat.|Yes! Ring the bell twice.}
  + 👍 a

== kitchen a=ruth b=mitch,emma c=tom
a 10:40: {The hall committee wants|Marsh Lane asks for} {a drawing|two references|dates} before {they say yes|the {month+1} meeting}. {Who has time?|I can do the money, not the drawing.}
b +14: {I draw it, on squared paper.|Give me until {wd+3}.} {What is the width of the hatch?|With or without the serving hatch?}
c? +6: {With. The hatch is the soul of it.|184 cm, I lay down in front of it.}
  + 😄 b

== kitchen a=mitch b=ruth c=emma,tom
a 15:30: Looked at {the pipes|the cooker|the wiring|the floor} at Marsh Lane: {older than me, in worse shape|it will last another year if nobody sneezes|this cannot stay}. {Guess: £{x=400-2600/100}.|I would get two opinions.}
b +20: {supplier} and one other, please. {In writing.|I need numbers by {wd+5}.}
a next 14:10: {supplier}: £{y=500-2900/50}. The other: {£{z=500-2900/50}|did not come|laughed}.
c? +10: {The first one, then.|The one who came.|What did he laugh about?}
  + 👍 b

== kitchen a=tom b=emma,ruth
a 12:00: {The choir|The toddler group|The bowls club} {needs|need} to know when the kitchen is closed. {I said "a fortnight" in a confident voice.|Can I give them a date?}
b +9: {Not before {month+1}.|Say three weeks and be early.|I tell you on {wd+3}.}
a +2: {Understood.|They will bring flasks.} {thanks}.

== kitchen a=emma b=ruth,mitch
a 16:50: {Could the new worktop be at two heights? Half of our cooks are tiny.|A window that opens, please, I beg.|Three sockets are not enough for Saturdays.}
b +11: {It costs £{x=60-240/10} more and is worth it.|Yes, that is the moment to ask.|Five, then, and one for the radio.}
  + 👍 *2
`;
