/** What # grants-committee talked about in the year before. */
export const GRANTS_YEAR = `
== grants-committee a=ruth b=emma,sarah c=tom
a 09:50: {^funder} {opens|has opened} a round: up to £{x=4000-40000/500} for {project}, closing on {date+26}. {Do we try?|I think that is us.}
b +18: {Yes.|If it does not eat the week.|What do they want to see?} {Who writes?|How many pages?}
a +5: {Four pages, a budget and one letter.|Six questions, 300 words each.|A video. I am joking, it is a form.}
c? +12: {I will take the story part.|I can do questions 1 to 3.|Let me read their last report first.}
a +3: Draft 1 by {wd+6}, then.
  + 👍 *2

== grants-committee a=ruth b=sarah,emma
a 11:10: For {funder} I need by {wd+2}: {number of people|number of households|visits}, {month-2} to {month-1}, split by {area|age|new and known}. {One table is enough.|Rounded is fine, wrong is not.}
b +40: {n=94-310} in all, {m=31-88} new. {Table is in the folder.|The split is at https://files.larkfield.example/figures-{r=100-980}.pdf}
a +7: {thanks}. {It matches what we said in the spring.|One cell is empty on purpose?}
b? +4: {Yes, we do not ask that.|Filled.}

== grants-committee a=ruth b=tom,emma
a 14:40: {^funder}: {yes!|they said yes.} £{x=3000-28000/500} {over {n=1-2} year|for {project}}, {first half in {month+1}|to be spent by next {month-1}}.
  + 🎉 *3
b +4: {I am dancing.|Oh, well done all of you.|That is the post until the summer.}
a +9: {Report due in six months, I have put three reminders.|They liked page {m=2-6}.|The condition is a photo. We will find a photo.}

== grants-committee a=ruth b=emma,tom
a 16:10: {^funder}: no, this time. "{Very many strong applications.|High standard.}" {They offer five minutes on the phone.|We came {n=4-9}th of {m=61-140}.}
b +7: {Take the five minutes.|A pity. It was good.|We send it to {funder2} with a new first page.}
a next 10:40: The five minutes: {budget clear, need clear, "why you" not clear|they had two from our town and took the smaller one|we should come back in the autumn}. {Useful.|I wrote it down.}
  + 👍 b

== grants-committee a=tom b=ruth,sarah
a 13:00: Draft {n=1-3} for {funder} is in the folder. {I am in love with page 2 and worried about page 4.|It is {x=60-240/20} words too long.|Be honest.}
b +50: {Page 4: say the number first.|Honest: the second paragraph is about us and not about them.|Cut everything before "When".}
a +12: {Done.|Ouch. Better.|It is now {y=10-40} words too short, I did not know that was possible.}
b? +6: {Now it is good.|Send it.}
  + 👍 b

== grants-committee a=emma b=ruth
a 17:00: {trustee} asks whether {we may move £{x=400-2400/100} from {project} to {project2}|the underspend on {project} must go back}. {What does the letter say?|Do we need to ask {funder}?}
b +15: {Up to ten per cent we may, above we ask.|It must be asked, and they always say yes if one asks before.|I have the letter here: "in writing".} {I write today.|I will ring them first.}
b next 12:15: {They agree.|Allowed, with a line in the report.}
  + 👍 a

== grants-committee a=ruth b=sarah c=tom,emma
a 10:30: Report for {funder} is due on {wd+5}. {Missing: two quotes and one photo without faces.|I have the money side, I need the people side.}
b +25: {Quotes by {tomorrow}.|"I can plan a week now." Will that do?|I have three sentences from {place}.}
a +4: {That will do very well.|Exactly what they like.} {thanks}.
c? +30: {Photo: hands and a kettle, {volunteer} took it.|I have crates in the sun, nobody in it.}
  + 👍 a

== grants-committee a=ruth b=tom,sarah
a 09:15: {^funder} is coming to see {project} on {wd+4}, two people, one hour. {No show, please, an ordinary day.|They want to speak to somebody who uses it.}
b +11: {I ask {person}, she says what she thinks.|Ordinary we can do.|I will keep the kettle busy.}
a next 16:30: {That went well.|They stayed for two hours.} {The older one sorted tins.|{person} told them what is wrong with the form. They wrote it down.}
  + 🎉 *2

== grants-committee a=tom b=ruth
a 15:25: {Is {funder} still giving to {project}?|Did we ever hear from {funder}?|What was the reference for {funder}?}
b +20: {Until next {month}.|They answer in {month+1}.|LT/{n=18-26}/{r=104-890}.} {It is in the table, green tab.|I have it in red on the wall.}
a +2: {thanks}. {I looked in the blue tab.|I should look at your wall more often.}

== grants-committee a=sarah b=ruth,emma
a 12:45: {Could the next one pay for {training}, for all of us?|I would like to ask {funder} for a second interpreter line.|Is there anybody who funds boring things, such as tyres?}
b +13: {{^funder2} likes boring things.|Put a number on it and I find somebody.|Yes, under "core costs", which is a beautiful phrase.}
a next 10:05: {£{x=900-4200/100} a year.|Here are the numbers, half a page.}
b +22: {That is affordable.|In it goes.|I will try it on the next one.}
  + 👍 *1
`;
