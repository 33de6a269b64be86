/** More of what people wrote to each other directly in the year before. */
export const MORE_DIRECT = `
== dm a=* b=* max=3
a 10:20: I am putting together the {list for {place}|plan for {month+1}|pages for {trustee}}. {q~Would you look at the second half?|What am I forgetting?|Is it too long?}
b +18: {q~Looked. The second half is better than the first.|{person}, and the keys. You always forget the keys.|It is exactly as long as my attention.}
a +5: {q~Then I swap them.|The keys! Line one, now.|I cut it to half of your attention.} {w~{thanks}.||}

== dm a=* b=* max=3
a 13:40: {volunteer} said something nice about you at {place}: "{q~that one listens with the whole face|always comes back when it was promised|never makes one feel like a number}".
b +12: {q~I was trying to hear over the fan.|I write it on my hand.|Then I shall not tell anybody how many numbers I write.} {But thank you.|That is good to hear today.|}
  + ❤️ a

== dm a=* b=* max=2
a 08:40: I have not slept much. If I am {short|odd|quiet} today, it is not you.
b +6: Thank you for saying it. I take the phone until {t=11:00-12:30}{, then we see|}.
a next 09:10: Slept. {The world has its colours back.|Nine hours.} I owe you a phone.

== dm a=* b=* max=3
a 14:10: {family} have asked me {q~to the wedding, on {date+20}|for a reference, as if I were somebody|whether I would be the godmother of the cat}. {w~May one go?|What may I write?|I have said that I would think about it.}
b +15: {q~One may, with a small present and without a camera. Dance.|What you have seen, and only that. It is a lot.|Ask what the cat expects.}
a +4: {q~I will dance.|I have seen {n=3-9} months of somebody never giving up. I will write that.|Tuna, I fear.}
  + 😄 b

== dm a=* b=* max=3
a 11:15: What was the name of {q~the electrician who did {place}|the lady at the council who picks up|the book that you told me about}?
b +20: {q~Rowan, of {supplier}. Say that it is for us, then he comes before lunch.|Mrs {n2=Lockwood|Pell|Anand|Strand}. Ring at ten past, never on the hour.|"{The Long Field|A Room for Rain|Nine Kettles}". I bring it {tomorrow}.}
a? +3: {q~Before lunch, as you said.|She picked up!|You will get it back with tea on it, I know myself.}

== dm a=* b=* max=3
a 16:05: Can we swap? You {wd+1}, I {wd+3}. {q~The school has moved the play.|The plumber has offered me a date, and one does not say no to a plumber.|I would like to see the end of the case with {person}.}
b +9: {q~Swapped. What is the role?|Swapped. What is it this time?|Of course. I have changed the rota.}
a +3: {q~A tree. The second tree. The important one.|The same tap. We know each other.|Then you have my biscuits on {wd+3}.}
  + 👍 b

== dm a=* b=* max=3
a 09:35: There is somebody at the front desk with {a pram and a letter|a dog and no appointment|a cake, and asks for you by name}. {person}, I think.
b +2: I come down. {q~Is there a chair?|Two minutes.|Say that the kettle is on.}
b +65: {q~It took an hour, and it was worth it: the letter was good news, nobody had dared to open it.|There will be a visit at {place} on {wd+2}. And the dog has been fed, by whom?|I have a cake. You have half a cake.}
  + ❤️ a

== dm a=* b=* max=3
a 15:30: Do you think that we should {q~ask for more chairs in the small room|ring {person} once more before {wd+2}|put the {supply} by the door, so that nobody has to ask}?
b +11: {q~Different ones, without arms. I have been thinking it for a year.|No. I think that it is allowed not to be rung.|Yes! Asking is the hard part.}
a +6: {q~I write it down as your idea.|You are right. I put the number away.|I do it now, before somebody holds a meeting about it.}

== dm a=* b=* max=2
a 17:25: I am last. {q~Where does one turn off the pump?|The alarm says "zone 4". What is zone 4?|There is a light on in the cellar and I do not like the cellar.}
b +4: {q~Behind the door that does not look like a door.|The window in the loft. It is the wind. Pull it towards you.|It is the freezer's. It is a friendly light.}
a +7: {q~Found it. It looks like a wall.|Pulled. Zone 4 is quiet.|I waved at it.}
  + 😄 b

== dm a=* b=* max=3
a 12:35: {q~Did you hear that {family} have the flat?|They have given {person} the job at {supplier}.|The appeal of {person} has gone through.} {I wanted you to know before the meeting.|You did the first half of that.|I am telling you first.}
b +7: {q~I am standing in a car park and smiling at a wall.|No! I mean, yes! I had stopped asking.|Read it to me. All of it.}
a +3: {q~{place}, two rooms, from the first of {month+1}.|From Monday, with a jacket.|"We find in favour." Page two is only stamps.}
  + ❤️ b
`;
