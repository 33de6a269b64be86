/** What # fundraising talked about in the year before. */
export const FUNDRAISING_YEAR = `
== fundraising a=tom b=ruth c=emma,sarah
a 10:10: {^event}: {date+24}, {venue}. {Room is £{x=60-180/10}, tickets £{y=5-12}.|Costs £{x=60-180/10}, I hope for {n=50-90/5} people at £{y=5-12}.}
b +14: {What do you need to sell to be safe?|And the worst case?|Is food in that?}
a +6: {m=18-34} {tickets|people}. {I can sell that at my dentist's.|With rain, say half.|Food is extra and from friends.}
b +3: {Then yes.|Good. Do it.|I like a plan with a worst case.}
c? +20: {I can do the door.|Count me in.|Please no raffle with a live animal this time.}
  + 👍 b

== fundraising a=tom b=emma,ruth c=jamie,sarah
a 21:40: {^event} is over: £{x=420-1900/10} {before|after} costs, {n=48-112} people, {one broken chair|no injuries|a standing ovation for the soup}. {I am going to sleep in my coat.|Thank you, thank you.}
  + 🎉 *3
b next: {That is more than the year before.|Well done.|I have counted it again, it is £{y=3-19} more.} {Banked at ten.|I wrote to {venue}.}
c? +9: {It was a good night.|My feet agree.|People are still talking about it at {place}.}

== fundraising a=ruth b=tom,emma
a 11:30: A gift of £{x=250-2500/50} from {donor}{, with a card|, no message|, for "the heating thing"}. {Who thanks?|It goes to {project}.}
b +7: {I write today, by hand.|Me, with a photo of the store.|How kind.} {Do they want to be named?|Did they tick Gift Aid?}
a +4: {No name.|Yes.|They wrote "no fuss", underlined.}
  + ❤️ *2

== fundraising a=tom b=sarah,jamie c=ruth
a 14:00: I need one story for the {newsletter|website|spring letter}, {150 words|short}, about {project}. {No names, no tears.|Something with a door, a person and a change.}
b +25: {The lady from {place} who now runs the queue herself.|The man who came for a fan and stayed to mend {device}.|A family who returned {item} because they "do not need it any more, somebody will".}
a +4: {That is it.|I have goose bumps.} {Would they mind?|Can you ask them first?}
b next 13:15: {Asked. Yes, without the street.|They laughed and said yes.} {They would like two copies.|They want to see it before.}
c? +10: {It will pay for itself.|Put the number of the line under it.}
  + 👍 *1

== fundraising a=tom b=kenji
a 09:45: {The donate page says "thank you" twice.|Somebody gave £{x=1-9} forty times.|The form does not like the Irish eircode.|Could the page say what £{x=10-40/5} buys?}
b +18: {I see it.|It was somebody testing stolen cards. I have blocked it and told the bank.|I can do that by {wd+1}.} {Ten minutes.|It is not your fault.}
b +60: {Done, please look.|It is live.|There is a picture with it now.}
a +3: {thanks}! {Lovely.|It reads like us.}

== fundraising a=ruth b=tom
a 16:20: Where we are at the end of {month-1}: £{x=9800-47900/10} of £52,000. {Ahead by a nose.|Behind by the price of a boiler.|On the line.}
b +9: {{^event} is still to come.|The letter goes out on {date+12}.|I have two lunches with people who own things.}
a +4: {I count lunches when they have been digested.|Good.|Hope is not a column.}
  + 😄 b *1

== fundraising a=tom b=emma,jamie,sarah
a 12:30: {The radio|The local paper|The parish magazine} wants {two minutes|somebody who can talk about {project}} on {wd+2}. {Who?|I would rather it were not me again.}
b +8: {I can, if I may bring {volunteer}.|Let {jamie} do it, people believe that voice.|Me. What will they ask?}
a +5: {Why, how many, and what it costs.|Nothing cruel.|They promise to be nice.}
a? next 11:50: {That was excellent.|Three calls since, one of them with money.} https://news.penmore.example/{r=1000-9800}
  + 🎉 b

== fundraising a=jamie b=tom,ruth
a 15:00: {supplier} {would match|offer|could give} {what we raise on one Saturday|£{x=200-900/50} in vouchers|their window for a week}. {Whom do they talk to?|Shall I say yes?}
b +6: {To me, with joy.|Yes, and ask for it in writing.|Yes. Which window, the big one?}
a +40: {They are ringing you at three.|In writing it is.} {I did nothing but buy {supply} there.|He was here as a boy, he says.}
  + ❤️ *1

== fundraising a=tom b=ruth,emma months=10-12
a 10:50: Winter letter, first draft is in the folder. {Two pages, I want one and a half.|Opening line: "Last winter a heater came on in {place}."} {Red pen, please.|Be cruel.}
b +45: {The opening is right. Paragraph {n=3-5} can go.|Cruel: the third page does not exist, let us keep it so.|"Deserving" must go. Nobody else is undeserving.}
a +7: {You are right.|Gone.|Ouch, and yes.}
  + 👍 *1

== fundraising a=tom b=jamie,sarah months=4-7
a 13:10: Sponsored walk: {n=22-41} walkers, {m=9-14} miles, {place} to {place2}. {Who stands at the halfway point with water?|I need two people with water and one with plasters.}
b +7: {Me, with oranges.|I have plasters.|I walk, so not me. {volunteer} would.}
a? +4: {thanks}. {Hats, everybody.|Forecast is kind.}

== fundraising a=ruth b=tom,kenji
a 09:30: Gift Aid claim for {month-1} is in: £{x=380-1700/10}. {{n=3-9} forms had no postcode.|Two people have moved and told nobody.} {Could somebody ring them?|I have a list.}
b +16: {Give me the list.|I can match most by the old letters.}
b next 15:20: {All but one.|Done.} {One lady talked for forty minutes and doubled her gift.|The last one is in Canada.}
  + 🎉 a
`;
