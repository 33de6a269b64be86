/** More of the smaller channels in the year before. */
export const SMALLER_ROOMS = `
== volunteers a=sarah b=jamie c=tom,mitch,nadia
a 10:15: Thank-you evening on {date+17}, {venue}, from six. {n=50-70} will come, says the list. Three things are open: who greets, who cooks, who says something short.
b +9: I greet. I know all the names and most of the knees.
c +11: I say something short{ if somebody stops me|, and mean short|}.
a +4: Cooking: {supplier} does a {curry|stew|lasagne} for £{x=4-7}.50 a head. Ruth has nodded.
a next 09:05: Four hundred plates washed, by volunteers, at their own thank-you evening. I could not stop them. {volunteer} sang.
  + ❤️ *4

== volunteers a=jamie b=sarah,mitch
a 12:25: Who has {volunteer}'s number? {volunteer.he} was meant to be at {place} at {t=09:00-12:00}, and {person} is waiting with the coat on.
b +4: 07700 900{n=100-950}. Did you try the allotment?
a +9: At the allotment. The day was the wrong one in the text, so it is our fault. On the way now{, with leeks|}.
b +3: I ring {person}. And I look at who writes these texts. It may be me.
  + 😄 *2

== volunteers a=nadia b=jamie c=sarah
a 14:05: The language café had {n=14-31} people from {m=7-12} countries on {wd-1}. {volunteer} explained the offside rule with sugar cubes. {I understood it for the first time.|It took an hour and there was a vote.}
b +8: Do you need a second table?
a +3: And a second pot. {^volunteer2} has one, she says, "for weddings".
c? +15: I have moved you to the large room from {month+1} on.
  + 🎉 *3

== volunteers a=mitch b=jamie,sarah
a 08:25: {volunteer}'s licence check came back with {n=3-6} points, for speeding, two years ago. {^volunteer.he} told me before I saw it.
b +12: The rule says up to six with a talk. Did you have the talk?
a +4: Over tea. {It was a motorway, at night, to a hospital.|"I was late for a funeral, and then I was later."} I am fine with it.
b +2: Then so am I. I note the talk, not the reason.
  + 👍 *1

== it-help a=nadia,jamie,mitch b=kenji c=sarah,ruth
a 11:20: A family at {place} has been given an old laptop, and it asks for {a password of somebody called Brian|an update from another century|forty pounds}. Could it be saved?
b +9: Bring it. I put something free on it, in {Arabic|Portuguese|Romanian|Ukrainian}, if you tell me which.
a next 13:10: It stands on your chair.
b +180: It is like new, only slower. Brian's holiday pictures are gone, I did not look.
c? +10: You should be a channel of your own.
  + 🎉 a

== it-help a=sarah,tom b=kenji
a 14:50: Why do I get {n=14-60} mails a day from {device}?
b +6: It tells you each time that it is well. I had set that for {month-1}, when it was not.
a +2: Could it tell me only when it is ill?
b +5: From now on. And to me first.
  + 🙏 a

== it-help a=kenji b=emma,ruth c=tom
a 10:35: We have {n=38-61} old accounts, of people who left. I have asked each of the eight of you about names that I do not know. {Please answer by {wd+3}.|It is one click for each name.}
b +40: "{volunteer}" is the parrot of the front desk, from the time of the parrot. It may go.
a +3: I had wondered about the birthday.
c? +8: The parrot had an ACCOUNT?
a? +2: It could book rooms.
  + 😄 *3

== it-help a=ruth,emma b=kenji
a 16:20: How long do we keep the {visit forms|call lists|photos of meters|old rotas}? The auditor has asked, and I said "properly".
b +15: {n=2-7} years for what has a name in it, as the policy says, then they go by themselves on the first of the month. I can show {a} the list of what went.
a +4: That is better than properly. {thanks}.

== fundraising a=tom b=ruth c=emma,jamie,sarah
a 09:15: {donor} has left us something in a will. The solicitor writes "a residual share", which may be {£200 or a house|a lot or a clock}.
b +12: Do not spend it. Do not think about it. I will ring the solicitor.
b next 11:40: {It is a share of {n=3-8}, and there is a cottage.|It is £{x=1200-9800/100}, and a clock.|They do not know yet. It will be spring.} I have written to the family.
c +9: Did you say what it was for?
b +6: I said that we would ask them what would have pleased {the old lady|him|her}.
  + ❤️ *2

== fundraising a=jamie b=tom c=kenji,ruth
a 13:35: {supplier} have a tin of ours on the counter and it is full. {They rang to ask for a second.|It is so full that it does not rattle.}
b +5: I fetch it {tomorrow}. How full is full?
b next 12:20: £{x=61-188}.{p=10-95}, {n=2-5} buttons, one {Danish krone|tooth|note that says "from the dog"}.
c +7: For the dog I can make a receipt.
  + 😄 *3

== fundraising a=tom b=sarah,emma c=ruth
a 15:45: Photo day at Marsh Lane on {wd+3}, for the new leaflet. I need hands, backs, steam and laughter, no faces of visitors. Who can laugh from behind?
b +10: {volunteer} laughs with the whole coat.
c +4: What does the photographer cost?
a +2: Lunch. {She was here as a student.|He owes me one for a wedding.}
a next 17:05: {n=140-320} pictures, two are good, one is perfect: https://files.larkfield.example/steam-{r=10-99}.jpg
  + ❤️ *3

== grants-committee a=ruth b=emma c=sarah,tom
a 15:10: {^funder} would like a "logic model". It is a table with arrows. I have made one for {project}, and I do not believe in the third arrow.
b +20: The third arrow is hope. Make it dotted.
c +13: Can one submit dotted?
a +6: One can. There is a legend: "dotted: likely".
  + 😄 *3

== grants-committee a=sarah b=ruth c=emma,tom
a 11:20: For the {funder} visit I have asked {n=3-5} families whether somebody may speak to the panel. {person} says yes, "if I may also say what was bad".
b +8: What was bad?
a +4: {Three weeks without a call, last {month-2}.|The chair in the small room.|That one has to tell it from the beginning every time.}
c +10: Then that goes into the plan before they come, with a date, and {person} says it anyway.
  + 👍 *2

== grants-committee a=tom b=ruth,emma
a 10:40: I counted: this year {n=19-28} applications, {m=8-13} yes, {k=5-9} no, the rest asleep. £{x=96-164},000 in all. Per page that is about £{y=310-560}.
b +14: I shall think of that the next time somebody asks for an annex.
  + 🎉 *2

== clinic-rota a=sarah b=emma,mitch c=nadia,jamie
a 15:50: The surgery at {place} would like what the clinic has: a morning, a driver, somebody in the waiting room. From {month+2}, once a fortnight. Do we have the people?
b +18: With {volunteer} as a driver, yes. Without, no.
c +9: I would sit there with pleasure. They have a fish tank.
a next 10:25: Told them yes for {n=4-6} mornings, then we look. {volunteer} has said yes before I had finished the question.
  + 👍 *3

== clinic-rota a=mitch b=sarah c=jamie
a 11:25: {person} did not come to the door. Knocked, waited {fifteen minutes|a quarter of an hour}, as agreed. The curtains are open.
b +3: I ring the sister. Stay there, please.
b +11: {^person.he} is at the sister's, since {wd-2}, and had told the answering machine. The one that nobody listens to.
c? +8: Which answering machine?
b? +2: Exactly. From today I listen to it, at eight and at four.
  + 👍 *2

== kitchen a=mitch b=tom,emma c=ruth
a 10:10: {volunteer} used to fit kitchens, it turns out. Thirty years. {volunteer.he} looked at the plan, was silent for a while and then drew {one line|a second sink|the door the other way round}.
b +9: Is it better?
a +3: It is so much better that I am embarrassed. {n=60-110} cm more of worktop, for nothing.
c +12: For nothing is my favourite amount.
  + 🎉 *3

== kitchen a=ruth b=emma,tom,mitch
a 14:35: The lottery's small pot would pay for the {extractor|dishwasher|lowered worktop}, up to £{x=1800-3400/100}. They ask for one photo of the present state.
b +6: I have a photo that would make them cry.
a +2: Good. No, wait, is anybody in it?
b +1: Only {Mitch, under the sink|a mouse|the piano}.
  + 😄 *2

== kitchen a=tom b=mitch c=ruth,emma
a 16:15: The choir has agreed: piano along the wall, tuned afterwards at our cost. £{x=55-90/5}. And they would like {a hook for coats|a cupboard for the music|the kettle to stay out of the alto section}.
b +8: I can do that in an hour, from what is left over.
c +4: Tuned at our cost, in writing, once.
  + 👍 a
`;
