/** What people wrote to each other directly in the year before. */
export const DIRECT_YEAR = `
== dm a=emma b=*
a 08:55: Do you have ten minutes {this morning|before lunch|at four}? {Nothing bad.|About {place}.|I want your opinion on something.}
b +7: {After ten.|Now is good.|Yes, in the kitchen?|I come up.}
a? +55: {That helped.|Thank you for being frank.|I will sleep on it and then do what you said.}
  + 🙏 b

== dm a=* b=*
a 17:50: {You left your {charger|flask|scarf|keys} here.|Is this your {charger|flask|umbrella|notebook} on the window sill?} {I put it in your drawer.|It is with me.}
b +20: {I was looking for that in two vans.|You are kind.|I will be grateful {tomorrow}.} {thanks}.

== dm a=* b=*
a 10:05: {Could you read this before I send it?|Am I too sharp here?} "{We expect an answer by {wd+3}, and we would be glad of one before.|With respect, nobody here has been informed of this.|We have asked three times, this is the fourth.}"
b +9: {Not sharp, clear.|Take out "with respect".|I would add their name, then it is a letter and not a wall.|Good. Send it after lunch, not hungry.}
a +3: {thanks}. {Sent.|Changed and sent.}

== dm a=* b=*
a 19:10: {Are you still awake enough for a question?|Not urgent, for {tomorrow}:} {did {family} get the letter?|do you have the {place} key?|who has {van} in the morning?}
b +30: {Yes, on {wd-1}.|It is in the safe.|I do, from seven.} {Now go home.|Good night.}
a? +2: {I am home. In spirit.|Good night!|thanks}

== dm a=* b=*
a 12:20: {How did it go with {person}?|How was {place}?}
b +16: {Better than I feared.|Long. But she talked, and I mostly did not.|Hard. I am having tea and then I write it up.}
a +4: {Do you want to talk about it?|Take your time with the writing.|I am here until five.}
b +5: {Not now, but thank you.|Tea first, then yes.|It helps that you asked.}
  + ❤️ a

== dm a=* b=*
a 09:30: {Happy birthday!|Is it true that it is your birthday?} {There may be something with candles at three.|I will not tell anybody. I have told everybody.}
b +12: {Oh no. Thank you.|Who talked?|How do you know these things?}
a +2: {The rota knows.|I have my sources.}

== dm a=mitch,jamie,nadia,sarah b=*
a 08:05: Running {n=10-30/5} minutes late, {road} is {blocked|a car park|under water again}. {Can you open up?|Could you tell the first one?}
b +3: {yes}. {Drive carefully.|The kettle is on.|I will talk about the weather until you are here.}
a? +25: {Here.|Parking.} {thanks}.

== dm a=ruth b=*
a 11:40: {Your claim of {wd-2}: £{x=12-96}.{p=10-95}, and the receipt says £{y=11-95}.{q=10-95}.|I have a receipt for {snack} from you. For which budget line?|What is "misc." for £{x=12-96}?}
b +22: {Ah. The second one is right.|Morale.|Parking, and a balloon. It was for a child.|I read my own writing wrong.} {sorry}
a +3: {Booked.|I accept that.|There is no line for balloons. There is now.}

== dm a=kenji b=*
a 15:15: Your {laptop|phone} has not been updated for {n=21-60} days. {May I have it for half an hour?|Could you leave it with me at lunch?}
b +18: {Today at one?|You can have it now, it is slow anyway.|I was hiding from you.}
a +50: {It is on your desk again.|Finished.} {It had {m=48-212} tabs open. I have closed none.|It is faster, I also cleaned the keys.}
  + 😄 b

== dm a=sarah,emma b=*
a 16:35: {I have given you {wd+3} afternoon off, because of the long {wd-1}.|You have {n=2-5} days of leave left that die in {month+1}.} {Please take it.|Shall I put it in the rota?}
b +14: {You notice everything.|Yes please.|I will go to the sea.} {thanks}.
  + ❤️ a

== dm a=tom b=*
a 14:50: {Would you say "fewer" or "less" volunteers?|Is "{event}, with soup" a good title?|Which photo: crates or kettle?} {It is for the poster.|The printer waits.}
b +8: {Fewer.|With soup, always.|Kettle. Crates look like work.|The first one.}
a +2: {thanks}. {You are my grammar.|I knew it.|You are right, I wanted you to be right.}

== dm a=nadia b=*
a 13:25: {I promised {person} a call at six and I am at the school then.|{person} only answers if it is a number she knows.} {Could you do it?|Would you ring for me?}
b +6: {Yes, what do I say?|Of course. In English?|Happy to.}
a +3: {That the form has arrived and that all is well.|Slowly, and begin with the grandson.|Only: Thursday, ten, bring nothing.}
b +290: {Done. The grandson has a tooth.|She was pleased. You are in her prayers and I am, too, now.}
  + ❤️ a

== dm a=jamie,tom b=*
a 12:50: {I have two tickets for {the match|the concert at {venue}} on Saturday and nobody to go with.|Do you want half a sandwich? It is larger than it looked.|There is a new place by {venue} that does dumplings.}
b +10: {Yes!|What sort of sandwich?|I cannot on Saturday, ask {volunteer}.|I am on my way.}
a? +2: {Cheese. Serious cheese.|Half past twelve, by the gate.|Another time, then.}

== dm a=* b=*
a 16:15: {Thank you for stepping in {yesterday}.|You were very good with {person} {yesterday}.|I heard what you did for {family}. Thank you.} {I owe you one.|I learned something.}
b +12: {You would have done the same.|It was nothing. It was a bit of something.|That means a lot, today.}
  + ❤️ a

== dm a=* b=*
a 09:50 #q: {What is the code of the {side gate|store|key safe} now?|Who is the contact at {venue}?|Which form is it for {a new cooker|a bus pass|school meals}?}
b +9 >q: {Not in writing, ask me in the corridor.|Mr Teague, after two.|The green one, second page only.|I will ring you.}
a? +3: {Right, of course.|thanks}
`;
