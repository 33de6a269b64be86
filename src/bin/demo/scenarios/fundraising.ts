/** What # fundraising talked about in the year before. */
export const FUNDRAISING_YEAR = `
== fundraising a=tom b=ruth c=emma,sarah max=5
a 10:10: {^event}: {date+24}, {venue}. {Room is £{x=60-180/10}, tickets £{y=5-12}.|Costs £{x=60-180/10}, I hope for {n=50-90/5} people at £{y=5-12}.}
b +14: {q~What do you need to sell to be safe?|And the worst case?|Is food in that?}
a +6: {q~{m=18-34} tickets. I can sell that at my dentist's.|With rain, half of that, and then we lose £{z=10-40/5}.|Food is extra and from friends.}
b +3: {Good. Do it.|I like a plan with a worst case.|Then yes.}
c? +20: {I can do the door.|Count me in.|Please no raffle with a live animal this time.}
  + 👍 b

== fundraising a=tom b=emma,ruth c=jamie,sarah max=5
a 21:40: {^event} is over: £{x=420-1900/10} {before|after} costs, {n=48-112} people, {one broken chair|no injuries|a standing ovation for the soup}. {I am going to sleep in my coat.|Thank you, thank you.}
  + 🎉 *3
b next: {That is more than the year before.|Well done, all of you.|I have counted it again, it is £{y=3-19} more.} {Banked at ten.|I wrote to {venue}.}
c? +9: {It was a good night.|My feet agree.|People are still talking about it at {place}.}

== fundraising a=ruth b=tom,emma
a 11:30: A gift of £{x=250-2500/50} from {donor}{, with a card|, no message|, for "the heating thing"}. {It goes to {project}.|Who thanks?}
b +7: {I write today, by hand.|Me, with a photo of the store.|How kind.} {q~Do they want to be named?|Did they tick Gift Aid?}
a +4: {q~They wrote "no fuss", underlined.|They did, and added the date of birth.}
  + ❤️ *2

== fundraising a=tom b=sarah,jamie c=ruth max=6
a 14:00: I need one story for the {newsletter|website|spring letter}, {150 words|short}, about {project}. {No names, no tears.|Something with a door, a person and a change.}
b +25: {q~The lady from {place} who now runs the queue herself.|The man who came for a fan and stayed to mend {device}.|A family who returned {item}, because "somebody will need it more".|The boy who does the forms for the whole staircase, at fifteen.}
a +4: {That is it.|I have goose bumps.} {Would they mind?|Can you ask first?}
b next 13:15: {q~She says yes, without the street.|He laughed and said yes, if the machine is named too.|They would like two copies.|His mother says yes, he says "if I must". That is a yes.}
c? +10: {It will pay for itself.|Put the number of the line under it.}
  + 👍 *1

== fundraising a=tom b=kenji max=5
a 09:45: {q~The donate page says "thank you" twice.|Somebody gave £{x=1-4} forty times.|The form does not like an Irish postcode.|Could the page say what £{x=10-40/5} buys?}
b +18: {q~It is sincere, but I see what you mean.|That was somebody testing stolen cards. I have blocked it and told the bank.|It had never met one. Ten minutes.|I can do that by {wd+1}, with a picture.}
b +60: {q~Once, now.|All forty are paid back.|It likes them all now, also the Maltese.|It is live: https://larkfield.example/give}
a +3: {Lovely.|It reads like us.|Fast!} {thanks}.

== fundraising a=ruth b=tom max=6
a 16:20: Where we are at the end of {month-1}: £{x=9800-47900/10} of the year's target. {Ahead by a nose.|Behind by the price of a boiler.|On the line.}
b +9: {q~{^event} is still to come.|The letter goes out on {date+12}.|I have two lunches with people who own things.}
a +4: {q~Then I write the pencil column in pencil.|Good. I have put the stamps in.|I count lunches when they have been digested.}
  + 😄 b *1

== fundraising a=tom b=emma,jamie,sarah max=5
a 12:30: {The radio|The local paper|The parish magazine} wants {two minutes|somebody who can talk about {project}} on {wd+2}. {Who?|I would rather it were not me again.}
b +8: {q~I can, if I may bring {volunteer}.|Me. What will they ask?|If it is before eight I am awake, but not clever.}
a +5: {q~Bring two, they like voices.|Why, how many, and what it costs. They promise to be nice.|It is at half past nine, they have croissants.}
a? next 11:50: That was excellent. {Three calls since, one of them with money.|My mother has rung, she is proud of you.} https://news.penmore.example/{r=1000-9800}
  + 🎉 b

== fundraising a=jamie b=tom,ruth max=5
a 15:00: {supplier} {would match|offered|could give} {q~what we raise on one Saturday|£{x=200-900/50} in vouchers|us their window for a week}. {Whom do they talk to?|Shall I say yes?}
b +6: {q~To me, with joy. In writing, with less joy.|Yes. Vouchers for what?|Yes! The big one or the one with the mop?}
a +40: {q~In writing it is, up to £500.|Anything but tobacco and lottery.|The big one. The mop moves out.} {I did nothing but buy {supply} there.|He was here as a boy, he says.}
  + ❤️ *1

== fundraising a=tom b=ruth,emma months=10-12
a 10:50: Winter letter, first draft is in the folder. {Two pages, I want one and a half.|Opening line: "Last winter a heater came on in {place}."} {Red pen, please.|Be cruel.}
b +45: {The opening is right. Paragraph {n=3-5} can go.|Cruel: the third page does not exist, let us keep it so.|"Deserving" must go. Nobody else is undeserving.}
a +7: {You are right.|Ouch, and yes.}
  + 👍 *1

== fundraising a=tom b=jamie,sarah months=4-7
a 13:10: Sponsored walk: {n=22-41} walkers, {m=9-14} miles, {place} to {place2}. {Who stands at the halfway point with water?|I need two people with water and one with plasters.}
b +7: {Me, with oranges.|I have plasters.|I walk, so not me. {volunteer} would.}
a? +4: {Hats, everybody.|Forecast is kind.} {thanks}.

== fundraising a=ruth b=tom,kenji max=4
a 09:30: Gift Aid claim for {month-1} is in: £{x=380-1700/10}. {{n=3-9} forms had no postcode.|Two people have moved and told nobody.} Could somebody ring them?
b +16: {Give me the list.|I can match most by the old letters, the rest I ring.}
b next 15:20: All but one. {One lady talked for forty minutes and doubled her gift.|The last one is in Canada.|The last one wants to talk only to you.}
  + 🎉 a

== fundraising a=tom b=emma,ruth
a 11:15: {donor} asked today what we would do with £{x=1000-9000/500} "if it were there". {q~I said that I would ask the people who know.|I said {project}, and then I was not sure.}
b +18: {q~The boring thing: a year of diesel. Nobody gives diesel.|{^project} is right, but ask for two years. One year is a beginning without an end.}
a next 16:00: {q~They like diesel! They drove lorries.|Two years it is, they said, "one does not plant half a tree".}
  + 🎉 *2

== fundraising a=jamie,sarah b=tom
a 16:10: {q~A class at Penmore school has collected £{x=38-96}.{p=10-95}, in a sock.|A boy sold his card collection for us and brought £{x=12-31}.|The queue at Marsh Lane has collected for the people behind them in the queue. £{x=14-39}.}
b +5: {q~Where is the sock now?|I will write him a letter with a stamp, he shall have a letter.|I do not know what to say. Me!}
a +6: {q~With Ruth. She has not yet decided which line a sock goes into.|He asks what we buy for it. I said {supply}.|I did not either. I said thank you to everybody and then to the coffee machine.}
  + ❤️ *3

== fundraising a=tom b=kenji,sarah
a 10:20: Newsletter no. {n=31-44} is at https://files.larkfield.example/news-{r=31-44}.pdf, for a last look. {q~Is the picture on page 2 all right?|I am not sure about the joke on the last page.|Are the dates right?}
b +28: {q~One can read a name on the crate. Cut it at the top.|The joke is good, but it is about a dog that has since died.|{^wd+2} is not the {r2=3-28}th. One of the two is wrong.}
a +8: {q~Cut. Thank you for having eyes.|Oh no. The joke goes.|The day is right, I cannot do numbers after lunch.}
  + 👍 b
`;
