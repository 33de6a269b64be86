/** More of # general in the year before. */
export const GENERAL_DAYS = `
== general a=emma b=jamie,tom,nadia c=sarah,ruth
a 10:20: {trustee} would like to know what a {wd} looks like here, as a text for the annual report. Five sentences. Who can write without making it prettier?
b +14: "{n=7-9} people, one kettle, {m=31-58} phone calls." That is sentence one.
c +6: "At eleven somebody always asks for the stapler." Sentence two.
a +3: You are hired. Three more by {wd+2}.
b next 09:50: Three: "{person} came to say that it had worked." Four: "Nobody knew any more what." Five: "We had biscuits."
  + ❤️ *3

== general a=ruth b=mitch,jamie,tom c=kenji,emma
a 09:45: The auditor would like to see {n=12-25} receipts of {month-2}, drawn at random. Mine to find, except: {q~one for £{x=11-48}.{p=10-95} from {supplier}|a taxi from {place}|something called "bits"}. Whose is that?
b +16: {q~Mine. It is the {supply} for Saturday, the till roll had ended.|Mine. {person} could not walk that day.|Mine. They were bits.}
a +4: {q~Then write it on the back, with the date.|That is a good reason, and I write it next to it.|Of what, dear?}
b +7: {q~Done, in your tray.|Thank you. I would do it again.|Hooks, putty, one hinge. For the door of the small room.}
c? +12: I learn so much in this channel.
  + 😄 *2

== general a=tom b=sarah,nadia,ruth c=mitch,kenji
a 13:15: Lunch {tomorrow}, together, one o'clock? I could do {a soup|a large omelette|something with lentils|pancakes, if somebody turns them}. Thumbs, please, so that I know how many eggs.
  + 👍 *4
b +12: I bring {bread|salad|plates that match|a cake, a small one}.
c +20: And I wash up{, in order|, I have a system|}.
c? next 13:55: {Washed.|The pan has won the first round.} That was good, {a}. Same again next month?

== general a=jamie b=kenji c=emma,sarah
a 12:10: Somebody has written "thank you" on the {fogged window|whiteboard|back of the door} of the small room, very small, in pencil. {It was not there {yesterday}.|I have no idea who.}
b +7: I will not clean that side.
c +4: Nor will anybody.
  + ❤️ *4

== general a=sarah b=emma c=tom,mitch,jamie
a 16:20: The council's survey about us is out, {n=48-212} answers. {m=84-96} % "would come again". One person wrote {q~"more chairs"|"the man with the van is very tall"|"they did not ask me why"}.
b +8: {q~Chairs we can do.|That is accurate.|That is the best sentence of the {k=40-90} pages.}
c? +6: {q~I know where there are chairs. {venue} has too many.|I can crouch.|I would like that over the entrance.}
  + 👍 *3

== general a=kenji b=ruth,tom,sarah c=jamie
a 10:05: I am replacing the {phone at the front desk|screen in the meeting room|door camera|clock in the kitchen} on {wd+1}, from {t=08:00-12:00}. The old one goes to {venue}, they have asked.
b +15: Does the new one do anything that the old one did not?
a +5: {It works.|It is quiet.|It has one button fewer.}
c +3: Sold.
  + 😄 *2

== general a=nadia b=sarah,jamie,emma c=tom
a 14:15: A question for all of you, from {person}: what do you say in English when somebody has {moved into a new house|passed the driving test|come out of hospital}? {person.he} would like to write a card to {person2}.
b +6: "{q~Happy new home!|Congratulations, drive safely!|Get well soon|So glad you are back}". {q~With bread and salt, if one is from there.|And mean the second part.|Or "welcome home".|}
c +9: Or a drawing. A drawing is never wrong.
a +11: {^person.he} chose the drawing, with your words under it.
  + ❤️ *2

== general a=emma b=kenji,mitch c=ruth,sarah
a 08:45: The heating engineer is coming on {wd+1}, about {the radiator that knocks|the thermostat in the stairwell|the pump}. He needs {the cellar key|somebody who knows where the valve is}. Who has been down there this year?
b +8: Me. It is behind the {Christmas tree|spare doors|second spare printer}, I will clear a path.
b next 11:30: Seen to. He said "who did that?" four times, and each time with more respect. {n=20-21} degrees everywhere.
c? +10: So it was possible all the time.
  + 👍 *3

== general a=sarah b=jamie,nadia c=ruth
a 17:00: This week in one line: {n=61-118} calls, {m=22-47} visits, {k=3-8} new families, and {q~no complaint|one marriage proposal (declined, kindly)|a hen in the waiting area|a baby who slept through everything}.
b +9: {q~Write that down, with the date.|She was very kind about it.|She was here with an owner. She had more patience than the owner.|I would like to be that baby.}
c? +12: And {y=1-4} receipts without a name. Otherwise a good week.
  + 👍 *3

== general a=mitch b=tom,kenji,nadia
a 15:20: I have {n=2-4} crates of {apples|plums|courgettes|tomatoes|pears} from {person}'s garden. They are by the stairs. {Take, or I have to make chutney again.|They do not keep.|One crate goes to {venue}.}
b +10: {q~What was wrong with the chutney?|I can make a cake for {wd+1}.|How many may one take without being talked about?}
a +3: {q~It is still there. That is what was wrong.|Then I carry you half a crate.|As many as you can carry without a bag.}
b? next 10:35: {q~I have tried it. It is good on toast and on nothing else.|The cake is in the kitchen.|I carried eleven.}
  + 😄 *2

== general a=ruth b=emma,tom
a 11:05: {^funder} has paid, £{x=2000-14000/500}, two weeks early. I have never seen that. {I checked the name twice.|I thought that it was a mistake and rang.}
b +6: What did they say?
a +4: {That our letter was clear.|That somebody there had a tidy week.|"We can be quick, you know."}
  + 🎉 *3

== general a=tom b=jamie,kenji c=emma,nadia
a 09:10: I have to talk for {n=5-12} minutes at {venue} on {wd+2}, "what is new at Larkfield". What IS new?
b +12: {q~The second line. One gets through now.|Saturday opens an hour earlier.|The form is two pages shorter.} And {volunteer} runs the {door|store|tea}.
c +8: Say that {person} has come back, this time to help.
a +5: You are better at my job than I am. {thanks}.
a? next 09:30: I said all of it. Somebody at the back {clapped|asked how one joins|gave me twenty pounds}.
  + 👍 *2
`;
