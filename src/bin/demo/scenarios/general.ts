/** What # general talked about in the year before. */
export const GENERAL_YEAR = `
== general a=emma b=sarah,ruth,tom c=jamie,nadia max=5
a 09:00: {Good morning.|Morning, everybody.|Happy {wd}.} {This week: {trustee} visits on {wd+2}, the {e=fire drill|window cleaner|auditor} is here on {wd+3}, and I am out on {wd+4}.|Two things: the {e=fire drill|auditor|boiler man} comes on {wd+1}, and desks by the window must be clear on {wd+2}.}
b +11: {q~What time?|Do we need to be here for the {e}?|Should somebody make tea?}
a +4: {q~At {t=09:30-15:00}, half an hour at most.|No, only to be reachable.|If you ask like that: yes, thank you.}
c? +7: {Noted.|Thanks for the warning.|I will hide the crates.}
  + 👍 *2

== general a=jamie,tom,nadia b=mitch,kenji,ruth
a 11:20: In the kitchen: {snack}, {from {donor}|because it is {wd}|I could not stop baking|from {family}, with a hug to everybody|left from {wd-1}, and better today}.
b +6: {q~I was wondering what the smell was.|Any without nuts?|How many each?|Coming down.}
a +2: {q~Now you know, and so does the whole street.|The plate on the left.|One until noon, then it is anarchy.|Take a plate, not a handful.}
  + 😄 *2
b? +55: {I can report that it was good.|There is one left and nobody dares.|Gone. I regret nothing.|A second round would not be refused.}

== general a=kenji,sarah,ruth b=tom,jamie,nadia max=6
a 16:15: Found {in the meeting room|on the stairs|by the front desk|in {van}}: {lost}. {It is at the front desk.|With me.}
b +22: {q~Mine! I had given up on it.|That could be {volunteer}'s, I will ask.|Not mine, but I would like it.} {w~{thanks}.|}
b?1 +70: {q~I have it, and it has me again.|It was. Reunited.|Whose was it in the end?}
a?1 +9: {q~Good. It looked sad.|The smile was worth the stairs.|{^volunteer2}'s. Nobody had missed it.}

== general a=emma b=mitch,nadia,tom c=sarah max=6
a +0: {person} rang to say that {q~nobody had listened for months, and then {c} did|the heater works and the cat has moved in front of it|the boy has passed his exam and that we should know|the forms have gone through, all four}. {I pass it on as I heard it.|Word for word.}
  + ❤️ *3
b +9: {That is my week made.|I will think of that on the stairs of {place}.|Thank you for passing it on.|Somebody write these down in a book.}
c? +15: {q~I only made tea.|That cat weighs seven kilos, it knows what it wants.|He learned at our desk in the corner, every {wd}.|All four! I had hoped for three.}

== general a=tom,jamie b=kenji,sarah,ruth max=4
a 12:40: {Does anybody have|Who has} {the good stapler|a ruler longer than 30 cm|string|a birthday card without a cat on it|four AA batteries|a black marker that works|a tape measure}?
b +5: {Second drawer, under the envelopes.|Me. I guard it.|In the tin that says "not sewing".|Front desk, left, behind the keys.}
a +1: {Back in ten.|You saved a poster.|I have it. It will come home.} {thanks}.

== general a=ruth b=tom,mitch,jamie max=6
a 10:00: Expenses for {month-1}: closing on {wd+2} at noon. {Receipts, not stories.|A photo is enough if one can read it.} {Missing so far: {b}.|I am waiting for {b} and one other, who knows.}
b +25: {q~In your tray.|They are in the other jacket, tonight.|I thought that I had given them to you, and I had given them to the bin.} {w~|{sorry}.|{sorry}.}
a +5: {q~Thank you, that was quick.|Tonight is fine.|Then tell me what it was and I believe you once.}
  + 😄 *2

== general a=sarah b=nadia,jamie,mitch
a 15:30: Rota for the week of {date+5} is up. {q~One gap, the front desk on {wd+3}.|Two gaps: phones {wd+2} afternoon, front desk {wd+4} morning.|No gaps, I only mention it because it has never happened.} https://larkfield.example/rota
b +13: {q~I take the front desk.|I take both, they are five metres apart.|I would like to have this framed.}
a? +4: {q~That fills it.|Then we are complete.|It will not last, somebody will sneeze.} {w~{thanks}.||}
  + 👍 a

== general a=kenji b=emma,tom,ruth max=5
a 09:20: {Tonight between 20:00 and 21:00|On Saturday before ten} {q~the shared folder|the phones|the website|the calendar} will be {slow|away for a few minutes}. {It is an update.|It is a new disk.} {Nobody needs to do anything.|Save your work before you go.}
b +16: {q~Will the forms work?|And the emergency number?|And the donate button?|Does it know my dentist on {wd+2}?}
a +3: {q~Yes, they are somewhere else and do not notice.|It goes to the mobile in the meantime, I tried it.|It will say "back in a minute", kindly.|It knows everything that it knew before.}
a? next 08:40: {All done, eleven minutes.|It went well.|It took longer than I said, but it is done.}

== general a=emma b=tom,nadia,jamie,kenji max=4
a 17:15: {The board was kind {today|tonight}.|Trustees' meeting is over.} {trustee} asked {about the waiting list|how many hours the volunteers give|what a van costs us in a year}, and I could {answer|answer with figures}, thanks to {the sheet you keep|your {month-1} numbers}.
b +8: {q~And the report, did they like it?|What did they say about money?|Is there a date for the summer party?}
a +6: {q~They did, page 4 above all.|That there is some, and that Ruth is to be listened to.|There is a date when there is a garden. Who has a garden?}
  + 👍 *2

== general a=tom b=mitch,sarah,kenji c=emma max=4
a 14:05: {^event} is on {date+18}. {q~Who can sell tickets?|I need somebody for the till.|Who bakes?}
b +11: {q~I can sell ten, to the same ten people as always.|Put me on the till, I like the bell.|One cake, not pretty.}
c? +20: {q~Two for me.|And me, until nine.|I will do the one with poppy seed.}
a +3: {You are wonderful people.|That is all I needed to hear.|Written down, with ink.}
  + 🎉 *1

== general a=nadia,jamie b=sarah,emma max=4
a 13:45: Is the {small|meeting|quiet} room free {tomorrow} from {t=10:00-15:00}? {A family of five needs a table.|I have a first talk that needs a door.|For an interview, one hour.}
b +7: {It is yours.|Until three.|Tom has it, but he can sit with me.|Yes, and I will see to water and tissues.}
a? +1: {thanks}.

== general a=mitch b=jamie,ruth,kenji max=6
a 08:15: {q~The lock of the back door is stiff again.|The gutter over the side door is singing.|The light on the stairs is out.|The bin store has been locked from the inside, by nobody.} {w~Push and then turn.|I have put a bucket.|Mind your step.|I climbed. Do not ask.}
b +20: {q~I bring oil at lunch.|{supplier} can come on {wd+2}. Thank you for the bucket.|I have a bulb in my drawer for such days.|I have the other key, at eleven.}
b? +200: {q~It only wanted oil.|The bucket may retire.|Let there be light.|Unlocked. There was a football in it.}

== general a=sarah b=ruth,nadia c=tom,jamie max=4
a 09:35: {q~{volunteer} has had the baby, a girl, 3.{n=1-8} kilos.|{volunteer} has had the operation and is already bored.|{volunteer} is moving to the coast in {month+1}, after nine years.} {There is a card on my desk.|Card on the front desk, please sign.}
b +9: {q~How lovely.|Bored is a good sign.|Nine years! Signed, twice.}
c +14: {Is there a collection? I am in.|I will add a bad rhyme.|Flowers or food?}
a? +6: {Food, always food.|A tin on the desk, no pressure.}
  + ❤️ *3

== general a=ruth,kenji b=emma,tom max=4
a 16:40: {q~A person who calls himself a lawyer rang|A company that "verifies entries" has written|A friendly voice rang} and wants {£{x=240-890/10} for a directory|us to confirm our bank details}. It is a trick.
b +7: {q~He rang me too.|I nearly said yes, to be done with it.|It was a very friendly voice.} What do I say {next time|if they try again}?
a +4: {That you will look into it, and then do not.|"In writing, please." They never write.|Give them to me. I enjoy it.}
  + 😄 *2

== general a=jamie b=tom,nadia,mitch months=6-8
a 15:50: {It is {n=27-33} degrees in here.|The sun has reached the printer.} {q~There are ice lollies in the freezer, behind the peas.|I have opened everything that opens.|I am working in the cellar, with the potatoes.}
b +4: {q~Dibs on a green one.|Is the big fan still in {van}?|Is there room among the potatoes?}
a +2: {q~Green is gone. Orange is a colour too.|It is, and it has been promised to {place}.|One chair, and it is mine.}
  + 🎉 *2

== general a=emma b=ruth,sarah,mitch months=12-12 max=1
a 11:10: We close on the 23rd at noon and are back on the 2nd. {The emergency phone goes round: {b} first, then me.|The list for the emergency phone is on the wall.} Rest. That is an instruction.
  + ❤️ *3
b +12: {q~What about the last hampers?|And the heating in the store?}
a +5: {q~They go out on the 22nd, and then we lock the door.|On frost. Mitch looks in once.}

== general a=sarah,tom b=jamie,kenji months=1-2
a 08:50: {The heating is off on the first floor.|The boiler has gone to sleep.} {Coats on, the man comes at ten.|There are blankets, but they are labelled, ask first.}
b +10: {I am typing in gloves.|I can see my breath, it is quite pretty.|May I work in the kitchen?}
a +70: He is here. {It is a fuse, he says.|Warm by noon, he says.|He likes tea with three sugars.}
  + 🎉 b

== general a=nadia b=emma,jamie,tom months=3-3 max=1
a 09:15: It is Nowruz this week. The Rahimis have sent us sprouted wheat and an instruction not to eat it.
  + 🎉 *3
b +8: Sprouted wheat stands next to the printer now. It helps.

== general a=nadia b=emma,jamie,tom max=2
a 09:15: {q~My mother has sent ma’amoul, two kilos. Help me.|A father from {place} brought bread, still warm, and would not come in. He said صحة وعافية, health to you all.}
  + 🎉 *3
b +8: {q~I am helping. I am helping again.|I met him at the gate. He said it to the cat too.}

== general a=ruth b=emma,sarah c=tom,kenji months=5-7 max=1
a 10:50: The annual report is at the printer: 28 pages, one photo of each of us. Last chance for spelling.
b +30: {Page {k=3-19}: it is Hollin Bridge with two l.|"Volunteers" has lost a letter on page {k=3-19}.}
a +4: {Good eyes.|Corrected.}
c? +9: {Do I really look like that?|May I have a photo in which I blink less?}
  + 😄 a

== general a=kenji,mitch b=nadia,sarah max=3
a 12:05: {q~A cat has moved into the bike shed.|There is a pigeon in the stairwell.|A hedgehog is asleep under the bins.} {w~I put a sign: "occupied".|The window is open, give it time.|Please do not feed it, I have.}
b +5: {q~Is it the grey one? That is {person}'s, from across the road.|Does it know about the window?|Does it need water?}
a +3: {q~It is grey. I will ring.|I pointed.|It has a saucer. It has two.}
  + ❤️ *2

== general a=emma b=ruth,jamie max=4
a 16:00: {Thank you for today.|A word of thanks.} {Nine visitors, two in tears, all of them left with a plan.|The phones did not stop and nobody raised a voice.|An inspection without a single remark, that has not happened since I am here.|I saw three people stay late for one form.}
  + 🙏 *3
b? +10: {The new leaflet helped.|It was the tea.|Team effort, and Sarah's lists.}

== general a=jamie b=kenji,ruth,tom max=4
a 17:30: {q~Who is last out?|I am going, {n=2-3} people still upstairs.|The alarm has beeped at me twice.} {Please check the {oven|back window|iron}.|The side gate wants to be asked twice.}
b +25: {All dark, all shut.|Checked. Good night.|Locked. It asked me three times.}

== general a=sarah,emma b=tom,jamie,kenji max=3
a 10:35: Visitors from {the council|a school in {place}|a trust in the north} on {wd+2}, {n=4-9} people. {q~They want to see how we do the intake.|They ask for an hour and some honesty.}
b +12: {q~Shall I show them the list without the names?|About what goes wrong, too?}
a +4: {q~Yes, and the one from three years ago next to it.|About that most of all.}
b next 16:20: {They wrote everything down.|One of them asked whether we are hiring.|They laughed at the right places.}
  + 👍 *2

== general a=ruth b=mitch,tom,nadia max=4
a 11:45: {q~Who printed 80 pages in colour?|Who has ordered a kilo of glitter on the trust's account?|Somebody has paid for the same train twice.} {It is not a question of guilt, it is one of £{x=12-38}.|I ask for a friend, who is the treasurer.}
b +9: {q~Me. It was the school list, I had not seen the little box.|Me, for the children's corner. It was meant to be a hundred grams.|Me. The first time it said "failed".} {sorry}.
a +3: {q~The little box is now ticked for everybody.|Glitter is for ever. So is this receipt.|It had not failed. I get it back for you.}
  + 😄 *3

== general a=tom,nadia b=emma,kenji,sarah
a 08:30: {q~The trains are not running. I am on the bus with the rest of the county.|My child has a temperature, I work from home until noon.|I have locked myself out, in slippers.} {w~Half past nine, perhaps.|Phone me, do not wave.|The neighbour has a key, at ten.}
b +5: {q~Nothing before ten anyway. Do not run.|Get well, small person. I take your first call.|Do you need a coat? I pass your street.}
a? +60: {q~Here. I know everybody on that bus now.|Asleep, at last. I can do the afternoon.|In again. The slippers held.}
  + 👍 *1

== general a=kenji b=tom,sarah,ruth max=3
a 13:30: {q~The clock in the hall is seven minutes fast. I have corrected it.|I have labelled the switches in the fuse box. Number 9 does nothing.|The plant in the server room has flowers. I did not know that it could.}
b +8: {q~That explains why I was always early for you and late for everybody else.|Number 9 is the old bell. It rings in a cupboard.|Is it allowed to have a plant in there?}
a +4: {q~I am sorry to have taken your excuse.|Now it is labelled "bell, in a cupboard".|It does not drink more than I do.}
  + 😄 *2
`;
