/** What the private # clinic-rota and the group Kitchen refit talked about in the year before. */
export const GROUPS_YEAR = `
== clinic-rota a=sarah b=mitch,jamie c=nadia,emma
a 09:05: Runs this week: {wd+1} {n=3-7} people, {wd+3} {m=2-5}. {Both mornings.|First one starts at 08:30.} {Who drives?|Drivers?}
b +8: {Both.|I can do the first.|{^wd+1} is fine, {wd+3} only with the Caddy.}
c +11: {I sit in on {wd+1}.|Then I take the other one.|I come along for {person}.}
  + 👍 a

== clinic-rota a=mitch,jamie b=sarah
a 13:10: {n=4-7} there, all back{ but one, who was collected by her son| but one, kept for tests|}. {Waiting time {x=20-95/5} minutes.|Short wait today.} {The lift was out, they came down to us.|Parking was a fight.|New magazines in the waiting room, from this decade.}
b +12: How was {person}?
a +4: {Cheerful.|Quiet on the way there, loud on the way back.|Asked for the crossword and knew more of it than I did.|Asleep before {road}.}

== clinic-rota a=sarah b=nadia,emma c=mitch max=6
a 16:20: The clinic has moved {person} from {wd+1} to {wd+3}, {t=09:00-14:00}. {Can the car move too?|Who says it to {person.him}?}
b +6: {I do.|I ring after five, there is nobody home before.}
c +15: {Car is fine.|Not with me, I am at {place}. Jamie?|Moved.}
b? +70: {q~Told. {^person.he} wrote it on {person.his} hand.|{^person.he} is glad, the other day was a birthday.}
  + 🙏 a

== clinic-rota a=nadia b=sarah max=6
a 11:35: {person} would like {q~the younger doctor, the one who explains|somebody there who is not family|the letter in large print}. I said that I would ask, not that it works.
b +18: {q~It works, if we come on {wd+3}.|Then you, if you can. It is at {t=09:00-14:00}.|Done, it is in the notes there.}
a +3: {q~Then {wd+3}. {thanks}.|I can. {^person.he} knows my cough by now.|{^person.he} will sleep better.}
  + ❤️ b

== clinic-rota a=emma b=sarah,mitch max=3
a 16:55: {Quarter: {n=171-198} trips, {m=3-9} no-shows, none late by our fault.|The clinic counted: no-shows are down by {n=21-38} % since we drive.} {I am proud of that number.|Well done, all of you.}
  + 🎉 *3
b? +9: {May I use it for a grant?|It is mostly ringing the evening before.|And spare coats in the van.}

== clinic-rota a=jamie b=sarah,nadia max=5
a 08:10: {person} just rang, {sick in the night|no childcare}. One seat free at nine. {Do we have somebody from the waiting list?|Who is next?}
b +5: {^person2}, {two streets away|ready since Monday}. I ring.
b +7: {The coat is being put on.|Yes! Ring the bell twice.}
  + 👍 a

== clinic-rota a=sarah b=mitch,jamie
a 10:20: For {wd+1}: {person} comes with {q~a walking frame|an interpreter|a very small dog, for the nerves}. {The clinic knows.|I have told the clinic.}
b +6: {q~Then the white van, it has the low step.|One more seat, then. The Skoda is full, I take the van.|Does the dog need a seat?}
a? +3: {q~Thank you for knowing our steps.|{thanks}.|It has its own basket. It asked for the window.}
  + 😄 *1

== clinic-rota a=nadia,emma b=sarah
a 12:50: Sat in with {person}. {q~The word was "benign". I had it said twice.|New tablets, the leaflet is in English only.|They want to see {person.him} again in {month+1}, nothing urgent.}
b +7: {q~Oh, good. Good.|Can you do a page by hand? I type it up.|Into the list, with the name of the doctor.}
a? +9: {q~We sat in the car for a while and then had cake.|By {wd+1}. It is three a day and not with milk.|Done.}
  + ❤️ *2

== kitchen a=ruth b=mitch,emma c=tom max=4
a 10:40: {The hall committee wants|Marsh Lane asks for} {q~a drawing|two references|dates} before {they say yes|the {month+1} meeting}. I can do the money, not that.
b +14: {q~I draw it, on squared paper. What is the width of the hatch?|St Brides and the bowls club owe me one each.|Not before we know the plumber's. Give me until {wd+3}.}
c? +6: {q~184 cm, I lay down in front of it.|The bowls club exaggerates, that is good here.|The choir has a concert on {date+19}. Only so that you know.}
  + 😄 b

== kitchen a=mitch b=ruth c=emma,tom max=4
a 15:30: Looked at {the pipes|the cooker|the wiring|the floor} at Marsh Lane: {older than me, in worse shape|it will last another year if nobody sneezes|this cannot stay}. Guess: £{x=400-2600/100}.
b +20: {supplier} and one other, please. {In writing.|I need numbers by {wd+5}.}
a next 14:10: {supplier}: £{y=500-2900/50}. The other {q~wants £{z=500-2900/50}|did not come|laughed}.
c? +10: {q~The nicer one, then, whichever that is.|The one who came.|What did he laugh about?}
  + 👍 b

== kitchen a=tom b=emma,ruth max=3
a 12:00: The {choir|toddler group|bowls club} would like to know when the kitchen is closed. {I said "a fortnight" in a confident voice.|Can I give them a date?}
b +9: {Not before {month+1}.|Say three weeks and be early.|I tell you on {wd+3}.}
a +2: {Understood.|They will bring flasks.} {thanks}.

== kitchen a=emma b=ruth,mitch max=4
a 16:50: {q~Could the new worktop be at two heights? Half of our cooks are tiny.|A window that opens, I beg.|Three sockets are not enough for Saturdays.|Is there a tap that one can turn with an elbow?}
b +11: {q~It costs £{x=60-240/10} more and is worth it.|Yes, this is the moment to ask.|Five, then, and one for the radio.|There is, the surgery has it. £{x=60-140/10}.}
  + 👍 *2
`;
