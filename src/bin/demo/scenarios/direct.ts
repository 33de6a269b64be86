/** What people wrote to each other directly in the year before. */
export const DIRECT_YEAR = `
== dm a=emma b=* max=4
a 08:55: Do you have ten minutes {this morning|before lunch|at four}? {Nothing bad.|About {place}.|I want your opinion on something.}
b +7: {After ten.|Now is good.|Yes, in the kitchen?|I come up.}
a? +55: {That helped.|Thank you for being frank.|I will sleep on it and then do what you said.}
  + 🙏 b

== dm a=* b=* max=3
a 17:50: {q~You left your {charger|flask|scarf} here.|Is this your {umbrella|notebook|lunchbox} on the window sill?} {I put it in your drawer.|It is with me.}
b +20: {q~I was looking for that in two vans.|It is. You are kind.} {w~{thanks}.||}

== dm a=* b=* max=3
a 10:05: {Could you read this before I send it?|Am I too sharp here?} "{q~We expect an answer by {wd+3}, and we would be glad of one before.|With respect, nobody here has been informed of this.|We have asked three times, this is the fourth.}"
b +9: {q~Not sharp, clear. Send it.|Take out "with respect", it never means it.|I would add their name, then it is a letter and not a wall.}
a +3: {Changed and sent.|Sent.} {w~{thanks}.||}

== dm a=* b=* max=3
a 18:50: {Are you still awake enough for a question?|Not urgent:} {q~did {family} get the letter?|do you have the {place} key?|who has {van} in the morning?}
b +25: {q~Yes, on {wd-1}, and they rang to say so.|In the safe, on the second hook.|I do, from seven.} {Now go home.|Good night.|Now close the laptop.}
a? +2: {q~Good night!|I am home. In spirit.|Then I sleep until eight.}

== dm a=* b=* max=4
a 12:20: {How did it go with {person}?|How was {place}?}
b +16: {q~Better than I feared.|Long. But there was talking, and I mostly did not do it.|Hard. I am having tea and then I write it up.}
a +4: {q~What had you feared?|That is the skill.|Do you want to talk about it?}
b +5: {q~That the door would stay shut. It did not.|It is a skill to sit on one's hands.|Tea first, then yes.}
  + ❤️ a

== dm a=* b=* max=1
a 09:30: {Happy birthday!|Is it true that it is your birthday?} {There may be something with candles at three.|I will not tell anybody. I have told everybody.}
b +12: {Oh no. Thank you.|Who talked?|How do you know these things?}
a +2: {The rota knows.|I have my sources.}

== dm a=mitch,jamie,nadia,sarah b=* max=4
a 08:05: Running {n=10-30/5} minutes late, {road} is {blocked|a car park|under water again}. {q~Can you open up?|Could you tell my first one?}
b +3: {q~Open, and the kettle is on.|Told. They have brought a book.} {Drive carefully.|No hurry.|}
a? +25: {Here.|Parking.} {w~{thanks}.|}

== dm a=ruth b=* max=4
a 11:40: {q~Your claim of {wd-2}: £{x=12-96}.{p=10-95}, and the receipt says £{y=11-95}.{p2=10-95}.|I have a receipt for {snack} from you. For which budget line?|What is "misc." for £{x=12-96}?}
b +22: {q~The receipt is right, I read my own writing wrong.|Morale.|Parking, and a balloon. It was for a child.}
a +3: {q~Booked as it says.|I accept that.|There is no line for balloons. There is now.}

== dm a=kenji b=* max=3
a 15:15: Your {laptop|phone} has not been updated for {n=21-60} days. {May I have it for half an hour?|Could you leave it with me at lunch?}
b +18: {Today at one?|You can have it now, it is slow anyway.|I was hiding from you.}
a +50: It is on your desk again. {It had {m=48-212} tabs open. I have closed none.|It is faster, I also cleaned the keys.}
  + 😄 b

== dm a=sarah,emma b=* max=3
a 16:35: {q~I have given you {wd+3} afternoon off, because of the long {wd-1}.|You have {n=2-5} days of leave left that die in {month+1}.} {Please take it.|It is in the rota already.}
b +14: {You notice everything.|I will go to the sea.|Then I shall learn what my garden looks like.} {thanks}.
  + ❤️ a

== dm a=tom b=* max=4
a 14:50: {q~Would you say "fewer" or "less" volunteers?|Is "{event}, with soup" a good title?|Which photo for the poster: crates or kettle?|Blue or the other blue?} {w~The printer waits.|I have looked at it for too long.|Quick, before I like the wrong one.|}
b +8: {q~Fewer. And never less.|With soup, always.|Kettle. Crates look like work.|The other blue.}
a? +2: {You are my grammar.|I knew it.|I wanted you to be right.}

== dm a=nadia b=* max=3
a 13:25: I promised {person} a call at six and I am at the school then. Could you do it? {^person.he} only picks up {if it is a number that is known|after the third ring}.
b +6: {q~Of course, what do I say?|Happy to. In English?}
a +3: {q~That the form has arrived and that all is well.|Slowly, and begin with the grandson.}
b +230: {q~Done. There was a long silence and then a very long thank you.|Done. The grandson has a tooth.}
  + ❤️ a

== dm a=jamie,tom b=* max=4
a 12:50: {q~I have two tickets for the concert at {venue} on Saturday and nobody to go with.|Do you want half a sandwich? It is larger than it looked.|There is a new place by {venue} that does dumplings.}
b +10: {q~I cannot on Saturday, but {volunteer} would carry you there.|What sort of sandwich?|I am putting my coat on.}
a? +2: {q~Asked! Carried.|Cheese. Serious cheese.|Half past twelve, by the gate.}

== dm a=* b=* max=4
a 16:15: {q~Thank you for stepping in {yesterday}.|You were very good with {person} {yesterday}.|I heard what you did for {family}.} {I owe you one.|I learned something.|That is all I wanted to say.}
b +12: {You would have done the same.|It was nothing. It was a bit of something.|That means a lot, today.}
  + ❤️ a

== dm a=* b=* max=3
a 09:50 #q: {q~What is the code of the side gate now?|Who is the contact at {venue}?|Which form is it for a bus pass?|Do we still have an account at {supplier}?}
b +9 >q: {q~Not in writing, ask me in the corridor.|Mr Teague, after two, and speak up.|The green one, second page only.|Yes, but only Ruth may say its name.}
a? +3: {q~Right, of course.|I will shout.|Green. {thanks}.|Then I ask Ruth.}

== dm a=* b=* max=4
a 15:55: {q~Are you going by {place} {tomorrow}?|Could you take a parcel to {place}?|Is there space in the car on {wd+1}?} It is {item}{, wrapped| and it is light|, and I am sorry}.
b +13: {q~I can be. After ten.|If it fits on a lap.|There is, if it sits in the back and does not talk.}
a +2: {q~You are good. Second floor, they know.|Two laps.|It is by the door.} {w~{thanks}.||}

== dm a=sarah,emma b=* max=3
a 11:25: {person} complained about us, in writing, a page and a half. {q~Half of it is fair.|It is about {wd-3}, and it has your name in it.}
b +10: {q~Which half?|I thought it might come. Can I read it?}
a +5: {q~That nobody rang back. I would like to answer that we should have.|Of course, it is in my drawer. You kept to the rule, and the rule is not pretty.}
b? next 14:15: {q~I rang. We spoke about the weather and then about it. It is good now.|I would like to write the answer myself, if I may. You read it before.}
  + 🙏 a

== dm a=mitch,kenji b=* max=3
a 13:05: {q~Do you know how one gets a wardrobe through a door that is 4 cm too narrow?|You said once that you can solder.|Would you hold the other end of something for ten minutes?}
b +7: {q~By the window, or by being patient with the hinges.|Badly, but with conviction. What is it?|What is at my end?}
a +70: {q~It was the hinges.|The bell of {person}. It rings again, a bit lower.|Nothing sharp, I checked. {thanks}.}
  + 👍 b

== dm a=* b=* max=3
a 08:30: {q~Is the meeting at ten or at half past?|Are we upstairs or downstairs today?|Did you get the papers for {wd+1}?}
b +6: {q~Half past, it moved because of {trustee}'s train.|Downstairs, upstairs smells of paint.|Yes, 40 pages. Read 3, 9 and the last.}
a? +2: {q~Then I have time for a second coffee.|Down it is.|You save me an evening.}

== dm a=ruth,tom b=* max=3
a 17:15: {q~I said something stupid in the meeting.|I think that I was short with you at lunch.|I forgot to say it in front of the others: that was your idea.} {w~Did it show?|I am sorry, it was the figures.|And a good one.}
b +11: {q~To me, perhaps. To nobody else.|I had not noticed, and now I shall always remember how kindly you said sorry.|It is enough that it is being done.}
  + ❤️ a

== dm a=jamie,nadia b=* max=3
a 18:05: {q~How do you do that, leave work at work?|Does it get easier, the part with the children?|Do you ever dream of the forms?}
b +22: {q~I change my shoes. It sounds like nothing. It is everything.|No. One gets better at it, that is not the same.|Once, they were very small and I could not sort them.}
a +4: {q~I will buy shoes.|Thank you for not saying yes.|I feel less alone.}
  + ❤️ b

== dm a=* b=* max=3
a 14:25: I have {person} on the phone, {q~who asks for you and nobody else|who says that you promised to ring|with a question about {training}, of all things}. {q~Are you in?|Did you?|What do I say?}
b +3: {q~Two minutes, I am on the stairs.|I did, at three. It is not three yet.|That I ring back in an hour, with pleasure.}
a? +2: {q~Told. There is humming.|Now it is explained.|Noted on a yellow thing on your screen.}

== dm a=kenji,ruth b=* max=3
a 10:40: {q~I found £20 in the pocket of the coat that we all use for the bins.|There are two invoices with your name on, both from {supplier}, both for the same {month-1}.|Your signature has changed. The bank has noticed before I did.}
b +17: {q~Not mine, sadly. The tin?|One is a copy. They are proud of it and send it often.|I broke a finger nail. Does that count?}
a +3: {q~Into the tin. It says "found" on the list.|I have put the copy to the other copies.|I shall tell them that it counts.}
  + 😄 b

== dm a=emma,sarah b=* max=3
a 09:10: {q~Could you take the new person under your wing on {wd+1}?|Would you do the talk at {venue} with me?|I would like you to chair on {wd+3}, I would only sit there.} {w~An hour is enough.|Ten minutes each, no slides.|It would be good for me to be quiet.}
b +19: {q~Gladly. Does {volunteer} know that I talk a lot?|If I may begin, I only get more nervous.|Me? All right. Me.}
a +3: {q~It is why I asked you.|You begin.|You.}
  + 👍 b

== dm a=* b=* max=2
a 16:50: {q~Look out of the window.|Have you seen the sky over {road}?|There is a heron on the roof of {van}.}
b +4: {q~Oh.|I have stopped the car for it. Safely.|It is looking at me as if I were late.}
  + ❤️ a

== dm a=mitch,jamie,kenji b=* max=3
a 12:10: {q~What did we agree about {place}, in the end?|Was it you who spoke to {family} last?|Is {wd+2} still the day for the {supply}?} {w~I was there and I have forgotten.||}
b +15: {q~Every second week, and you bring the list.|Yes, on {wd-2}. It is in the sheet, line {n=14-80}.|It moved to {wd+3}. I was going to tell you and then there was cake.}
a? +3: {q~I do bring the list.|Line found.|Cake is a reason.} {w~{thanks}.||}

== dm a=* b=* max=2
a 20:40: {q~I cannot stop thinking about {family}.|Did you see that the light at {place} is finally on?|I have just understood what {person} meant.}
b +14: {q~Nor can I. I rang, they are all right tonight. Sleep.|I drove past on purpose. It is on.|Tell me tomorrow, with tea. I want to hear it properly.}
  + ❤️ a
`;
