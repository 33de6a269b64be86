/** What # general talked about in the year before. */
export const GENERAL_YEAR = `
== general a=emma b=sarah,ruth,tom c=jamie,nadia
a 09:00: {Good morning.|Morning, everybody.|Happy {wd}.} {This week: {trustee} visits on {wd+2}, the {fire drill|window cleaner|auditor} is here on {wd+3}, and I am out on {wd+4}.|Two things: the {fire drill|boiler man|auditor} comes on {wd+1}, and desks by the window must be clear on {wd+2}.}
b +11: {What time?|Do we need to be here for it?|Should somebody meet them downstairs?}
a +4: {t=09:30-15:00}{, and there will be coffee|, half an hour at most|. I will meet them}.
c? +7: {Noted.|Thanks for the warning.|I will hide the crates.}
  + 👍 *2

== general a=jamie,tom,nadia b=mitch,kenji,ruth
a 11:20: There {is|are} {snack} in the kitchen, {from {donor}|because it is {wd}|I could not stop baking|from {family}, with a hug to everybody}.
b +6: {I was wondering what the smell was.|Coming down.|Are there any without nuts?|How many each?}
a +2: {The plate on the left.|One each until noon, then it is anarchy.|Enough for all if {b} counts honestly.}
  + 😄 *2
b? +55: {I can report that it was good.|There is one left and nobody dares.|Gone. I regret nothing.}

== general a=kenji,sarah,ruth b=tom,jamie,nadia
a 16:15: Found {in the meeting room|on the stairs|by the front desk|in {van}}: {lost}. {It is at the front desk.|With me.}
b +22: {Mine!|That is mine, I think.|Could be {volunteer}'s, I will ask.} {thanks}.
b? +70: {It was hers.|It was not, but now two people want it.|Reunited.}

== general a=emma b=mitch,nadia,tom c=sarah
a +0: {person} rang to say that {nobody had listened to her for months, and then {c} did|the heater works and the cat has moved in front of it|her boy passed his exam and that we should know}. {I pass it on as I heard it.|Word for word.}
  + ❤️ *3
b +9: {That is my week made.|I will think of that on the stairs of {place}.|Thank you for passing it on.}
c? +15: {I only made tea.|It was a nice conversation for me too.|She did the hard part.}

== general a=tom,jamie b=kenji,sarah,ruth
a 12:40: {Does anybody have|Who has} {the good stapler|a ruler longer than 30 cm|string|a birthday card without a cat on it|four AA batteries|a black marker that works}?
b +5: {Second drawer, under the envelopes.|Me. I guard it.|In the tin that says "not sewing".}
a +1: {thanks}. {Back in ten.|You saved a poster.}

== general a=ruth b=tom,mitch,jamie
a 10:00: Expenses for {month-1}: closing on {wd+2} at noon. {Receipts, not stories.|A photo is enough if one can read it.} {Missing so far: {b}.|I am waiting for {b} and one other, who knows.}
b +25: {In your tray.|They are in the other jacket, tonight.|I thought that I had given them to you, and I had given them to the bin.} {sorry}.
a +5: {It happens.|Then tell me what it was and I believe you once.|Tonight is fine.}
  + 😄 *2

== general a=sarah b=nadia,jamie,mitch
a 15:30: Rota for the week of {date+5} is up. {Gaps: phones {wd+2} afternoon, front desk {wd+4} morning.|One gap, the front desk on {wd+3}.} https://larkfield.example/rota
b +13: {I take the {front desk|phones}.|Mine.|Put me down for the {morning|afternoon}.}
a? +4: {thanks}. {That fills it.|Then we are complete.}
  + 👍 a

== general a=kenji b=emma,tom,ruth months=1-12
a 09:20: {Tonight between 20:00 and 21:00|On Saturday before ten} {the shared folder|the phones|the website|the calendar} will be {slow|away for a few minutes|offline}. {It is an update.|It is a new disk.} {Nobody needs to do anything.|Save your work before you go.}
b +16: {thanks}. {Will the {phones|forms} work?|And the form on the website?}
a +3: {Yes.|Those are somewhere else, they do not notice.}
a? next 08:40: {Done, eleven minutes.|It went well.|It took longer than I said, but it is done.}

== general a=emma b=tom,nadia,jamie,kenji
a 17:15: {The board was kind {today|tonight}.|Trustees' meeting is over.} {trustee} asked {about the waiting list|how many hours the volunteers give|whether we are all sleeping enough}, and I could {answer|answer with figures}, thanks to {the sheet you keep|your {month-1} numbers}.
b +8: {And are we sleeping enough?|Did they like the report?|What did they say about money?}
a +6: {They suggested that I go home.|They liked it, page 4 above all.|That there is some, and that {ruth} is to be listened to.}
  + 👍 *2

== general a=tom b=mitch,sarah,kenji c=emma
a 14:05: {^event} is on {date+18}. {Who can sell tickets?|I need two people for the door and one for the till.|Who bakes?}
b +11: {I can do the door.|Put me on the till, I like the bell.|One cake, not pretty.}
c? +20: {And me, until nine.|I will bring a neighbour and her voice.}
a +3: {You are wonderful people.|That is all I needed to hear.|Written down, with ink.}
  + 🎉 *1

== general a=nadia,jamie b=sarah,emma
a 13:45: Is the {small|meeting|quiet} room free {tomorrow} from {t=10:00-15:00}? {A family of five needs a table.|I have a first talk that needs a door.|For an interview, one hour.}
b +7: {It is yours.|Until three.|{tom} has it, but he can sit with me.}
a +1: {thanks}.

== general a=mitch b=jamie,ruth,kenji
a 08:15: {The lock of the {back door|side gate} is stiff again.|The gutter over the back door is {dripping|singing}.|The light on the stairs is out.} {Push and then turn.|Mind your step.|I have put a bucket.}
b +20: {I can {oil it|bring a bulb} at lunch.|{supplier} can come on {wd+2}.|Thank you for the bucket.}
b? +240: {Done.|Better now.} {It only wanted oil.|The bucket may retire.|Let there be light.}

== general a=sarah b=ruth,nadia c=tom,jamie
a 09:35: {volunteer} has had {the baby, a girl, 3.{n=1-8} kilos|her hip done and is already bored}. {There is a card on my desk.|Card on the front desk, please sign.}
b +9: {How lovely.|Signed.|Signed, with a drawing.}
c +14: {Is there a collection? I am in.|I will add a bad rhyme.|Flowers or food?}
a? +6: {Food. She said so.|A tin on the desk, no pressure.}
  + ❤️ *3

== general a=ruth,kenji b=emma,tom
a 16:40: A {person who calls himself a lawyer|company that "verifies entries"|friendly voice} {rang|has written} and wants {£{x=240-890/10} for a directory|us to confirm our bank details}. {It is a trick.|Nobody pays that.}
b +7: {He rang me too.|Thanks, I nearly said yes to be nice.|What do I say if he rings again?}
a +4: {That you will look into it, and then do not.|"In writing, please." They never write.|Give him to me. I enjoy it.}
  + 😄 *2

== general a=jamie b=tom,nadia,mitch months=5-9
a 15:50: {It is {n=26-33} degrees in here.|The sun has reached the printer.} {There are ice lollies in the freezer, behind the peas.|I have opened everything that opens.}
b +4: {You are a good person.|Dibs on a green one.|Is the fan still in {van}?}
a +2: {Green is gone.|Two each.|Yes, but it has been promised to {place}.}
  + 🎉 *2

== general a=emma b=ruth,sarah,mitch months=12-12
a 11:10: We close on the 23rd at noon and are back on the 2nd. {The emergency phone goes round: {b} first, then me.|The list for the emergency phone is on the wall.} {Rest, please. That is an instruction.|Nobody reads mail.}
  + ❤️ *3
b +12: {What about the hampers on the 22nd?|And the heating in the store?}
a +5: {They go out as planned, and then we lock the door.|On frost. {mitch} looks in once.}

== general a=sarah,tom b=jamie,kenji months=1-2
a 08:50: {The heating is off on the first floor.|The boiler has gone to sleep.} {Coats on, the man comes at ten.|There are blankets, but they are labelled, ask first.}
b +10: {I am typing in gloves.|I can see my breath, it is quite pretty.|May I work in the kitchen?}
a +70: {He is here.|It is a fuse, he says.} {Warm by noon.|And he likes tea with three sugars.}
  + 🎉 b

== general a=nadia b=emma,jamie,tom
a 09:15: {Eid Mubarak to everybody who celebrates. There is a plate in the kitchen for everybody who does not.|It is Nowruz on {wd+1}, the Rahimis have sent us sprouted wheat and an instruction not to eat it.|My mother has sent ma’amoul, two kilos. Help me.}
  + 🎉 *3
b +8: {Eid Mubarak!|Happy new year, then!|Helping.} {thanks}.

== general a=ruth b=emma,sarah c=tom,kenji
a 10:50: The annual report is at the printer: {n=24-32} pages, {one photo of each of us|your figures on page {m=6-14}}. {Last chance for spelling.|If your name is wrong, speak now.}
b +30: {Page {k=3-19}: it is Hollin Bridge with two l.|All good from me.|"Volunteers" has lost a letter on page {k=3-19}.}
a +4: {Good eyes.|Corrected.}
c? +9: {Do I really look like that?|May I have a photo in which I blink less?}
  + 😄 a

== general a=kenji,mitch b=nadia,sarah
a 12:05: {A cat has moved into the bike shed.|There is a pigeon in the stairwell.|A hedgehog is asleep under the bins.} {Please do not feed it, I have.|The window is open, give it time.|I put a sign.}
b +5: {What does the sign say?|Is it the grey one? That is {person}'s, from across the road.|Poor thing. Does it need water?}
a +3: {"Occupied."|Then I will ring her.|It has a saucer.}
  + ❤️ *2

== general a=emma b=ruth,jamie
a 16:00: {Thank you for today.|A word of thanks.} {Nine visitors, two in tears, all of them left with a plan.|The phones did not stop and nobody raised a voice.|Inspection without a single remark, that has not happened since I am here.}
  + 🙏 *3
b +10: {The new leaflet helped.|It was the tea.|Team effort, and {sarah}'s lists.}

== general a=jamie b=kenji,ruth,tom
a 17:30: {Who is last out?|I am going, {n=2-3} people still upstairs.} {Please check the {iron|oven|back window}.|The alarm wants to be asked twice.}
b +25: {Me. All dark, all shut.|Checked. Good night.|Locked. It asked me three times.}
`;
