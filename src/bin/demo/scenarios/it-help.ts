/** What # it-help talked about in the year before. */
export const IT_HELP_YEAR = `
== it-help a=tom,ruth,nadia,sarah,jamie b=kenji
a 09:25: {^device} {symptom}. {I have switched it off and on.|I have not touched it.|It did this on {wd-1} too.}
b +8: {q~Thank you for saying what you see. Does a light blink, and in which colour?|I come and look, two minutes.|Is the cable behind it warm?}
a +3: {q~Amber, slowly, like somebody who is thinking.|The door is open.|It is. And there is a smell of toast.}
b +18: {q~It wanted paper of the other size and was too polite to say so.|The update was waiting for somebody to say yes. I said yes.|Then I take it with me. There is another one in the cupboard, it is uglier and it works.}
  + 🙏 a
a? +4: {You are a wizard.|I shall say sorry to it.|Where would we be.} {thanks}.

== it-help a=jamie,sarah,ruth,emma b=kenji max=6
a 10:15: {q~I cannot get into the shared folder. It says "try later", and I have.|My password has stopped being my password.|Three tries, and now it does not speak to me.}
b +6: {q~Did you change it on the phone and not on the laptop?|Is the large-letter light on?|It forgives after ten minutes. Make tea.}
a +3: {q~I did. On the phone.|… it is.|Made. Earl Grey.}
b +12: {q~Then the new one, on both. It is well again.|You are in good company. It has happened to a trustee.|Now, slowly.} {Nothing to be sorry for.|The list of people who did this is long, and I am on it.}
  + 😄 *1

== it-help a=kenji b=tom,emma,nadia max=5
a 11:00: {This month's update is on all laptops but {n=2-4}.|Please restart once today, it has been {n=9-24} days for some of you.} {It takes six minutes.|Do it at lunch, then it does not hurt.}
b +20: {q~Mine is one of them, I am restarting.|Does "close the lid" count?|I am afraid of losing my windows.}
a +2: {q~Thank you. You will not notice anything, that is the idea.|It does not count.|It remembers them, all of them, even those that you have forgotten.}
  + 👍 *2

== it-help a=mitch b=kenji max=5
a 16:45: {q~The tablet of {van} fell into a bucket.|My phone has a crack like a spider.|The tablet of {van} does not know where it is. It says Norway.} {It still works, upside down.|It is dry on the outside.|I have been kind to it.}
b +7: Bring it tomorrow, there is a spare in my drawer. Is anything on it that has not synced?
a +4: {Two forms from {place}.|Nothing, I was at the end of the day.|One photo, of the meter at {place}.}
b next 10:20: {q~It has dried, and everything was on it and is now also somewhere else.|New glass on {wd+3}, £{x=24-58}. Until then the spare.|It is back from Norway.}
  + 🎉 a

== it-help a=nadia,emma b=kenji max=4
a 14:30: {q~How do I send something to a family without their surname in the subject?|Can I take a name out of a PDF, so that it is really gone?|Is there a way to write to ten families without showing them to each other?}
b +9: {q~There is a template for that, it is called "quiet".|Drawing over it is not enough. I wrote half a page: https://wiki.larkfield.example/names|Use the second address line, the one with the B.}
a +5: {That is just what I meant.|It works.} {thanks}.

== it-help a=ruth b=kenji max=5
a 15:10: {q~The {month-1} spreadsheet is {n=14-40} MB and takes a minute to open.|A formula says #REF and I have done nothing.|The total of {month-1} is £{x=11-98} off, and only on my computer.}
b +15: {q~There are {m=3-9} hidden copies of itself in it.|Somebody has deleted column H, with love.|Yours rounds, mine does not. It is one setting.}
b +25: {q~It opens in two seconds now.|Column H is back.|Now they agree.}
a +6: {To the penny.|I am a happy woman.} {thanks}.
  + ❤️ b

== it-help a=kenji b=jamie,sarah,tom max=5
a 09:05: A mail is going round {q~about a parcel|in the name of {trustee}|with an invoice from {supplier}}. It is not real{, the address has one letter too many|}. {If you pressed it, tell me, it is no shame.|Forward it to me and forget it.}
b +11: {q~I do expect a parcel, that is what is so mean.|It asked me for gift cards. {trustee} would never.|I nearly paid it. The amount was so plausible.}
a? +3: {"Nearly" is the best word of the day.|Thank you for asking first.}
  + 👍 *2

== it-help a=jamie b=kenji max=5
a 13:00: {volunteer} needs {q~a login for Saturdays|a laptop for two weeks|the large keyboard}. Is that possible?
b +10: {q~For what exactly? I give the smallest key that opens the door.|Yes, ready by {wd+1}.|It is in use, but I can make the letters large instead.}
a +4: {q~Only the rota.|Perfect.|Even better, I had not known that one can.} {thanks}.

== it-help a=sarah,emma b=kenji max=5
a 12:25: {q~I have deleted a folder. It was not mine.|Can you bring back the list as it was on {wd-1}?|Where do deleted files go?}
b +5: {q~Which one, and roughly when?|The rota? Before or after ten?|To a place where they wait for thirty days. Whom do you miss?}
a +2: {q~"{place}, {month-1}". Just now.|Before. After ten I was helpful.|A file that began with "final".}
b +9: {q~It is back, nobody has noticed.|Here it is again, before you were helpful.|They all begin with "final". I have put three on your desktop.}
  + 🙏 a
  + 😄 *1

== it-help a=kenji b=ruth,emma max=3
a 17:00: I have restored a backup, as an exercise: everything in {k=38-71} minutes, {nothing missing|and only what somebody had open was an hour older}. {I sleep well.|I write the date on the disk.}
  + 👍 *2
b? +12: {The auditor will love you.|Thank you for doing what nobody sees.}

== it-help a=tom,jamie b=kenji
a 11:40: {q~The screen in the meeting room shows only {trustee}'s ear.|The projector projects, but on the ceiling.|There is an echo in every call, I hear myself being wrong twice.}
b +6: {q~The camera is on the tripod for the tall. Turn the silver screw.|It has a switch for ceilings, left, small.|Two laptops in one room, both with the sound on.}
a +4: {q~Now we have both ears and a nose.|Who needs that switch?|There was a third one, in a bag.}
  + 😄 *2

== it-help a=sarah,nadia,mitch b=kenji
a 15:35: {q~The calendar shows my visits twice.|My phone says "storage full". It is all photos of meters.|The map sends me to {place} by way of a field.}
b +14: {q~You have subscribed to yourself. I take one of you away.|I move them to the folder of the cases and leave you the last month.|The bridge is closed on the map, and nobody has told it that it is open.}
b +20: {q~One of each, as it should be.|{n=11-24} GB of meters. You have been thorough.|I have told it. It may take a week to believe me.}
  + 🙏 a

== it-help a=kenji b=sarah,jamie,emma
a 16:30: {q~From {month+1} on, each of us has a second key for signing in: an app, a number of six digits.|The old phone app ends on {date+20}. The new one has the same picture in another blue.|I would like to retire the shared password for the front desk.} {I sit with everybody for five minutes, there is a list on my door.|Nobody has to understand it on the first day.}
b +18: {q~Does it work at {place}, with no signal?|Does mine do that by itself?|But what do the Saturday people do?}
a +4: {q~It does, the numbers come out of the phone and not out of the air.|If you say "update" on {wd+1}, yes.|They get a card, like at a swimming pool.}
  + 👍 *3

== it-help a=ruth,tom b=kenji
a 09:50: {q~What is the name of the wifi for guests?|Which cable is the one for {device}?|How does one make a list that others can tick?}
b +4: {q~"Larkfield-guest". The password is on the frame of the heron.|The flat one with the white end. Not the round one, the round one is for tea.|In the shared folder, "new", third line. I have made you one to begin with.}
a? +3: {q~All these years I thought that was the heron's name.|I had been using the one for tea.|It ticks!} {thanks}.
`;
