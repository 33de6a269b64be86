/** What # grants-committee talked about in the year before. */
export const GRANTS_YEAR = `
== grants-committee a=ruth b=emma,sarah c=tom
a 09:50: {^funder} {opens|has opened} a round: up to £{x=4000-40000/500} for {project}, closing on {date+26}. {Do we try?|I think that is us.}
b +18: {q~If it does not eat the week. How many pages?|Yes. What do they want to see?|We have three open already. Is it worth a fourth?}
a +5: {q~Four pages, a budget and one letter.|Numbers before and after, and somebody who says it in their own words.|At that sum, and with what we have from the last one: two evenings.}
c? +12: {I will take the story part.|I can do questions 1 to 3.|Let me read their last report first.}
a +3: Draft 1 by {wd+6}, then.
  + 👍 *2

== grants-committee a=ruth b=sarah,emma
a 11:10: For {funder} I need by {wd+2}: {number of people|number of households|visits}, {month-2} to {month-1}, split by {area|age|new and known}. {One table is enough.|Rounded is fine, wrong is not.}
b +40: {n=94-310} in all, {m=31-88} new. {Table is in the folder.|The split is at https://files.larkfield.example/figures-{r=100-980}.pdf}
a?1 +7: {q~One cell is empty on purpose?|It is more than in the spring, do we know why?}
b?1 +4: {q~Yes, that is a thing we do not ask.|The phones. We pick up now.}

== grants-committee a=ruth b=tom,emma
a 14:40: {^funder}: {yes!|they said yes.} £{x=3000-28000/500} {over two years|for {project}}, {first half in {month+1}|to be spent by next {month-1}}.
  + 🎉 *3
b +4: {I am dancing.|Oh, well done all of you.|That is the post until the summer.|On the stairs I made a noise.}
a +9: {Report due in six months, I have put three reminders.|They liked page {m=2-6}.|The condition is a photo. We will find a photo.}

== grants-committee a=ruth b=emma,tom
a 16:10: {^funder}: no, this time. "{Very many strong applications.|High standard.}" {They offer five minutes on the phone.|We came {n=4-9}th of {m=61-140}, and may ring them.}
b +7: {Take the five minutes.|A pity. It was good.|We send it to {funder2} with a new first page.}
a next 10:40: Five minutes with {funder}: {"budget clear, need clear, why you not clear"|they had two from our town and took the smaller one|we should come back in the autumn}. {Useful.|I wrote it down.}
  + 👍 b

== grants-committee a=tom b=ruth,sarah
a 13:00: Draft {n=1-3} for {funder} is in the folder. {q~I am in love with page 2 and worried about page 4.|It is {x=60-240/20} words too long.|Be honest.}
b +50: {q~Page 4: say the number first. Page 2 may stay in love.|Cut everything before "When".|Honest: the second paragraph is about us and not about them.}
a +12: {q~Done, and page 4 can look page 2 in the eye.|Now it is {y=10-40} too short, I did not know that was possible.|Ouch. Better.}
b? +6: {Send it.|Now it is good.}
  + 👍 b

== grants-committee a=emma b=ruth max=5
a 17:00: {trustee} asks whether {q~we may move £{x=400-2400/100} from {project} to {project2}|the underspend on {project} must go back}. What does the letter say?
b +15: {q~Up to ten per cent we may, above we ask.|It must be asked, and they say yes if one asks before.} {I write today.|I will ring them first.}
b next 12:15: They agree{, with a line in the report|, in two words and a signature|}.
  + 👍 a

== grants-committee a=ruth b=sarah c=tom,emma max=6
a 10:30: Report for {funder} is due on {wd+5}. {q~Missing: two quotes.|I have the money side, I need the people side.|A photo without faces, has anybody one?}
b +25: {q~"I can plan a week now." And: "Nobody asked me to say thank you." Will that do?|I have three sentences from {place}, and each is from somebody else.|Hands and a kettle, {volunteer} took it.}
a +4: That will do very well. {thanks}.
c? +30: I have read it all. {Page 2 is lovely.|There are two full stops after "households".|Send it before somebody improves it.}
  + 👍 a

== grants-committee a=ruth b=tom,sarah max=4
a 09:15: {^funder} is coming to see {project} on {wd+4}, two people, one hour. {No show, please, an ordinary day.|They want to speak to somebody who uses it.}
b +11: {I ask {person}, who says what needs to be said.|Ordinary we can do.|I will keep the kettle busy.}
a? next 16:30: They have a second question already: {what it would cost twice as large|how we know when somebody no longer needs it}. I like people like that.
  + 🎉 *2

== grants-committee a=tom b=ruth
a 15:25: {q~Is {funder} still giving to {project}?|Did we ever hear from {funder}?|What was the reference for {funder}?}
b +20: {q~Until next {month}, it is in the table, green tab.|They answer in {month+1}, it is in red on my wall.|LT/{n=18-26}/{r=104-890}. Green tab.}
a +2: {q~I looked in the blue tab.|I should look at your wall more often.|One day I will find the green tab.} {thanks}.

== grants-committee a=sarah b=ruth,emma max=5
a 12:45: {q~Could the next one pay for {training}, for all of us?|I would like to ask {funder} for a second interpreter line.|Is there anybody who funds boring things, such as tyres?}
b +13: {q~Under "core costs", which is a beautiful phrase. Put a number on it.|They like lines. What does it cost a month?|{^funder2} likes boring things. How many tyres?}
a next 10:05: {q~£{x=900-2400/100} for the year.|£{x=85-190/5} a month, with weekends.|Eight, £{x=540-760/20} with fitting.}
b +22: {That is affordable.|In it goes.|I will try it on the next one.}
  + 👍 *1

== grants-committee a=ruth b=emma,tom,sarah
a 10:50: {^funder} has sent questions: {q~"What happens when the money ends?"|"How do you choose whom to help first?"|"Who else does this in your area?"} {n=100-200/50} words, by {wd+2}.
b +35: {q~Honest answer: it becomes smaller, and here is by how much.|By what happens if we do not. That is a table, and I have it.|Two others, one with beds and one with lawyers, and we send people to each other every week.}
a +6: {q~That is braver than what I had. I take it.|A table is 40 words. Wonderful.|Good. I add the letters that they wrote for us.}
  + 👍 *2

== grants-committee a=tom b=ruth,emma
a 16:45: I met somebody from {funder} at {venue}. {q~They said that our last report was the only one that made them laugh.|They are going to change what they give to, from {month+2} on.|They asked how to say no to people more kindly.}
b +9: {q~Was it supposed to?|To what, and does it say so anywhere?|What did you say?}
a +4: {q~The footnote about the piano. I stand by it.|To "places, not projects". We are quite a place.|Quickly, and with a reason. They wrote it on a napkin.}
  + 😄 *2

== grants-committee a=emma b=ruth c=sarah,tom
a 09:35: Salaries for next year: {n=2-3} per cent, if {funder} renews. {q~If not, we talk again in {month+1}.|What does that do to the {project} budget?}
b +22: {q~Then I put both in: one line with, one without, and nobody is surprised.|£{x=1400-3900/100} over the year. It fits, if printing does not grow.}
c? +14: I would rather have the two hours for {volunteer} than the per cent.
a? +6: Both is the plan. I will say when it is not.
  + 🙏 *2
`;
