/** What # it-help talked about in the year before. */
export const IT_HELP_YEAR = `
== it-help a=tom,ruth,nadia,sarah,jamie b=kenji
a 09:25: {^device} {symptom}. {I have switched it off and on.|I have not touched it.|It did this on {wd-1} too.}
b +8: {Thank you for saying what you see.|Does a light blink, and in which colour?|I come and look, two minutes.}
a +3: {Amber.|Red, twice, then nothing.|It is thinking about it.}
b +18: {Solved, it was the cable behind the cupboard.|It wanted paper of the other size.|I have taken it apart and put it together, now it is ashamed and works.|The update was waiting for somebody to say yes. I said yes.}
  + 🙏 a
a? +4: {thanks}. {You are a wizard.|I shall say sorry to it.}

== it-help a=jamie,sarah,ruth b=kenji
a 10:15: {I cannot get into {the shared folder|the calendar|my mail}.|My password has stopped being my password.} {It says "try later".|Three tries, then it was cross.}
b +6: {Is the large-letter light on?|Did you change it on the phone and not on the laptop?|You are locked out for ten minutes, then it forgives.}
a +3: {… yes.|I did. On the phone.|Ten minutes. I will make tea.} {sorry}
b +12: {It should be well now.|Try again, slowly.} {Nothing to be sorry for.|The list of people who did this is long and I am on it.}
  + 😄 *1

== it-help a=kenji b=tom,emma,nadia
a 11:00: {This month's update is on all laptops but {n=2-4}.|Please restart once today, it has been {n=9-24} days for some of you.} {It takes six minutes.|Do it at lunch, then it does not hurt.}
b +20: {Mine is one, I am restarting.|Does "close the lid" count?|I was afraid of losing my windows.}
a +2: {It does not count.|It remembers them.|Thank you.}
  + 👍 *2

== it-help a=mitch b=kenji
a 16:45: {The tablet of {van}|My phone} {fell into a bucket|has a crack like a spider|does not know where it is}. {It still works, upside down.|It is dry on the outside.}
b +7: {Please do not charge it.|Bring it tomorrow, there is a spare in my drawer.|Is anything on it that has not synced?}
a +4: {Two forms from {place}.|Nothing, I was at the end of the day.|I think one photo.}
b next 10:20: {The forms are safe.|Everything was on it and is now also somewhere else.} {New glass on {wd+3}, £{x=24-58}.|It is yours again.}
  + 🎉 a

== it-help a=nadia,emma b=kenji
a 14:30: {How do I send something to a family without their surname in the subject?|Can I take a name out of a PDF?|Is there a way to write to ten families without showing them to each other?}
b +9: {Yes.|There is.} {I have made a template, it is called "quiet".|Use the second address line, the one with the B.|Draw over it is not enough. I wrote half a page: https://wiki.larkfield.example/names}
a +5: {thanks}. {That is just what I meant.|It works.}

== it-help a=ruth b=kenji
a 15:10: {The spreadsheet is {n=14-40} MB and takes a minute to open.|A formula says #REF and I have done nothing.|The total of {month-1} is £{x=11-98} off and only on my computer.}
b +15: {There are {m=3-9} hidden copies in it.|Somebody has deleted column H with love.|Yours rounds, mine does not. One setting.}
b +25: {Fixed, please check the total.|It opens in two seconds now.}
a +6: {To the penny.|I am a happy woman.} {thanks}.
  + ❤️ b

== it-help a=kenji b=jamie,sarah,tom
a 09:05: A mail is going round {about a parcel|in the name of {trustee}|with an invoice from {supplier}}. {It is not real.|The address has one letter too many.} {If you pressed it, tell me, it is no shame.|Forward it to me and forget it.}
b +11: {I had it too.|It asked me for gift cards. {trustee} would never.|I nearly did.}
a? +3: {Thank you for asking first.|"Nearly" is the best word of the day.}
  + 👍 *2

== it-help a=jamie b=kenji
a 13:00: {volunteer} needs {a login for Saturdays|a laptop for two weeks|the large keyboard}. {Is that possible?|Until {wd+3}?}
b +10: {Yes, for what exactly? I give the smallest key that opens the door.|Ready by {wd+1}.|The large one is in use, but I can make the letters large instead.}
a +4: {Only the rota.|Perfect.|{thanks}, {that is kinder than I asked|you think of everything}.}

== it-help a=sarah,emma b=kenji
a 12:25: {Where do deleted files go?|I have deleted a folder. It was not mine.|Can you bring back the list as it was on {wd-1}?}
b +5: {To a place where they wait {n=30-60/30} days. Which one?|Which one, and roughly when?}
a +2: {"{place}, {month-1}".|The rota, before ten.|It began with "final".}
b +9: {It is back.|Here it is again, with everything in it.} {They all begin with "final".|Nobody has noticed.}
  + 🙏 a
  + 😄 *1

== it-help a=kenji b=ruth,emma
a 17:00: {Backup test of the quarter|I have restored a backup, as an exercise}: {n=96-99}.{m=1-9} % in {k=38-71} minutes, {the rest were files that somebody had open|nothing missing}. {I sleep well.|I write the date on the disk.}
  + 👍 *2
b? +12: {The auditor will love you.|Thank you for doing what nobody sees.}
`;
