/** What # field-ops talked about in the year before: visits and what comes of them. */
export const FIELD_VISITS = `
== field-ops a=mitch,jamie,nadia b=sarah,emma
a 09:05: {Off to|Leaving for|On my way to} {place}, {n=3-6} {doors|households|stops}. Back {around|by} {t=12:30-15:30}.
b +6: {Could you|Would you} look in on {person} {while you are there|on the way}? {No answer on the phone since {wd-2}.|She has not picked up twice now.|They missed {wd-1}'s call.}
a +3: {yes}. {Flat or house?|Which number?|Is the bell working again?}
b +2: {m=2-48}, {second floor|ground floor|round the back|the blue door}. {Knock, the bell is dead.|Knock loudly.|The neighbour has a key.}
a +150: {Back.|Done.} {person} is {fine, the phone was in the fridge|well, but the phone was off to save money|all right and a little offended that anybody worried|in bed with a cold, the daughter is there}. {x=2-5} of the {n} were in.
  + 👍 *2
b? +9: {thanks}. I have put it in the sheet.

== field-ops a=nadia,jamie b=sarah c=mitch,emma
a +0: {^family} at {place} have {no hot water again|no heating since {wd-1}|a leak over the cooker|a window that does not shut}. The landlord says "{next week|somebody is coming|it is on the list}".
b +7: {Since when exactly?|How many are they in there?} {I would like it in writing before I ring the council.|Is there a baby in the flat?}
a +4: {Since {wd-3}. Four of them, the youngest is {n=2-9} months.|Day {n=4-9} today. Two adults, three children.}
b +25: Council has been told, reference {r=10000-29999}. They must {look at it|answer} {within 24 hours|by {wd+1}}.
c? +10: There {is a fan heater|are two oil heaters} in the store if {that helps tonight|they want to bridge the night}.
a +8: {Yes please.|They would be glad.} I can {bring it round|drop it off} {at five|on the way home|after the {place2} visit}.
  + 🙏 b
a next: {Council came.|The council was there this morning.} {It is a valve, they fix it today.|The landlord has had a letter that he will not frame.|Warm again since ten.}
  + 🎉 *2

== field-ops a=jamie,mitch b=sarah,nadia
a 14:10: {person} at {place} {would not let me in today, talked through the letter box|only opened the door on the chain}. {Polite, but tired.|Not angry, only tired.} I left the {leaflet|card} and {two tins|the parcel} on the step.
b +5: {That is right, no pushing.|Leave it at that.} {Same person next time, or somebody new?|I would send the same face again.}
a +3: {Same. I think it was the jacket, I looked like a bailiff.|Me again, without the clipboard.|Me. We had got as far as the weather.}
  + 😄 *2
b +90: {^wd+5}, then, {t=10:00-14:00}. I have {pencilled|put} it in.
a next 15:00: Small update on {person}: {she rang the office herself to say thank you for the tins|he was at the window and waved|the parcel was gone and there was a jar of jam in its place}.
  + ❤️ *2

== field-ops a=mitch b=sarah,emma months=11-3
a 07:45: {road} is {ice from top to bottom|white and not gritted|closed, a lorry is across it}. {I am turning round.|I am not taking the van up there.} {place} will have to {wait until it thaws|be {tomorrow}}.
b +8: {Right decision.|Turn round, nobody is cross.} I will ring the {n=3-5} and tell them. {Does anybody need something today that cannot wait?|Who is most urgent?}
a +4: {person}. {The heater there is the only one|The tablets run out today}. I can walk the last bit from {place2}, I have the boots.
b +3: {Only if you are careful, and ring me at both ends.|Take the torch and ring me when you are there.}
a +130: {There and back.|Done and down again.} {Dry feet, thank you for asking.|Was given soup. I have had worse days.}
  + 🙏 b
  + 👍 *1

== field-ops a=sarah b=mitch,jamie,nadia
a 08:40: Visits this week: {place} {wd+1}, {place2} {wd+2}, {place3} {wd+3}. {The sheets are in the folder.|Sheets are printed.|Sheets follow by noon.}
b +10: Can {place2} be {the morning|before eleven}? {I have a dentist at two.|School ends at three and the mothers are gone by then.|There is a funeral at the church and no parking after.}
a +4: {Morning it is.|Yes, moved.} {^place3} then becomes the afternoon{, which they prefer anyway|}.
b? +3: {thanks}.

== field-ops a=nadia b=sarah,emma
a +0: {person} got a letter with {a red stripe|three dates on it and no sentence that ends} and {thought it was an eviction|was afraid to open it}. It is {a meter reading|a reminder for {x=18-64} pounds|the new bin calendar}. {I have read it to her twice.|We read it together.}
b +6: {Poor thing.|What a way to write to people.} {Did she sleep?|Is somebody with her now?}
a +5: {Her sister is.|She laughed in the end.} {I have written what it means on top, in {Arabic|French|large letters}.|I put a yellow note on it: NOT BAD.}
  + ❤️ *2
b +20: {Could you keep a copy (without the name)?|May I have a copy with the name cut off?} I would like to {show it to the people who send these|take it to the {wd+3} meeting}.
a +4: {yes}.

== field-ops a=mitch,jamie b=sarah c=ruth
a 16:05: Deposit for {family}: the agency wants £{x=350-900/50} by {d=wd+2} or the flat at {place} goes to the next in line.
b +4: {How much can they pay themselves?|What do they have?}
a +6: {£{y=80-240/20}, and the rest in instalments.|About a third. He starts work on Monday.}
b +15: The hardship line allows it up to the ceiling. {c}, {do we have it?|what is left in it?}
c +18: {Left in it: £{z=1200-2400/50}.|Yes.} I can pay {the agency directly|by transfer today}, not in cash. I need {the contract and the agency's account number|page 1 of the contract}.
a +9: {In your tray.|Sent just now.|On your desk with a paper clip.}
c next: Paid, {t=08:45-09:45}. {They confirmed.|They have the keys for {wd+1}.}
  + 🎉 a b
  + 🙏 *1

== field-ops a=sarah b=nadia,jamie
a +0: {The school at {place}|The health visitor at {place}|A neighbour in {place}} {rang|has been in touch} about a family that is new there, {two|three|four} children, {no beds yet|sleeping on coats}. {Who could go this week?|Can anybody go before {wd+2}?}
b +8: {I can, {tomorrow} at {t=10:00-15:00}.|Me. {^wd+1}, after the {place2} round.} Do we know {what they speak|which language}?
a +6: {Tigrinya and some Italian.|Romanian.|Portuguese.|Dari. I will book the phone interpreter.}
b next 14:30: Been. {Lovely people.|Kind, exhausted people.} List: {item}, {item2}, and {item3} if there is one. {The children wanted to know if I have a dog.|The eldest translates everything, also what she should not.}
a +12: {item} {is|are} in the store. The rest goes {on the list for {wd+3}|to the furniture store}.
  + 👍 b

== field-ops a=jamie,nadia,mitch b=emma,sarah
a 11:40 ~85: At {person}'s in {place}. {Nobody has been here for a week.|The stairs have no light.} I am {changing the bulb|making tea} and then we talk. {No signal down here, this goes when I am up again.|You read this when I am back on the hill.}
b +6: {thanks}. {How did it look?|And?}
a +4: {Better than it smelled.|Lonely more than anything.} {He would like somebody for cards on {wd+3}s.|She asked if we have large print books.}
b +9: {volunteer} {plays anything|has a shelf of those}. I will ask.

== field-ops a=kenji b=sarah,jamie,mitch
a 09:50: The visit form on the tablets has one new field: "{who else is in the home|how did they hear of us|best time to ring}". {It is optional.|It can stay empty.}
b +6: {Is it on all of them?|Does it work without signal?}
a +4: On all {but the one in {van}|three}. It works offline {and sends itself later|as before}.
b? +45: {Tried it at {place}, fine.|Used it four times today, it is quick.}
  + 👍 a

== field-ops a=sarah b=mitch,nadia c=jamie,emma
a 16:30: Figures for {month-1}: {n=84-141} visits, {m=19-37} new households, {k=6-14} referrals to the clinic. {Most from|The biggest share was} {place}.
b +11: {Is that more than last year?|Feels like more.}
a +5: {By about a tenth.|Nearly the same, but the visits are longer.|Eleven more, and one person fewer to do them.}
c? +8: {We should show this to somebody with money.|I would like that on a T-shirt.}
  + 👍 *2

== field-ops a=mitch,jamie b=sarah,emma
a 15:15: Dog at {place}, number {n=3-60}: {large, loud, harmless|small and not harmless|sleeps on the step and will not move}. {Please add it to the sheet.|For the sheet.}
b +5: {Added.|Noted.} {Name of the dog?|Does it have a name?}
a +2: {Duchess.|Kevin.|They call it Minister.|Biscuit, which is misleading.}
  + 😄 *3

== field-ops a=nadia,sarah b=mitch,jamie
a 09:20: {person} has the {eye|heart|knee} appointment on {wd+2} at {t=09:00-14:00}, and the {son|daughter} cannot take her after all. {Is anybody free for two hours?|Who drives?}
b +7: {yes}. {Pick up at|I would collect her at} half an hour before?
a +3: {Forty minutes, she walks slowly and likes to be early.|Make it three quarters, there is a scarf to choose.}
b next 16:10: {She was early, we both were.|All went well.} {Next one in six weeks, she has my number now.|The doctor was pleased and so was the scarf.}
  + ❤️ a

== field-ops a=sarah,emma b=mitch,jamie,nadia
a +0: Reminder after {yesterday}'s {near miss|visit to {place}}: two people when the sheet says two. {If one is ill, the visit moves.|No exceptions because it is raining.}
b +14: {Understood.|Fair.} {I was the one, it will not happen again.|It was me, I thought I would be quick.}
a +3: {Nobody is cross. I only like you in one piece.|Thank you for saying so. Quick is when it happens.}
  + 👍 *3

== field-ops a=jamie b=nadia c=sarah
a +0: Does anybody have the number of {the interpreter for {Farsi|Polish|Somali|Tamil}|the night shelter in {place}|the school nurse at {place}}? {The one in the list is dead.|Mine rings and rings.}
b +4: {0161 555 0{n=110-189}.|It changed in {month-1}: 0161 555 0{n=110-189}.} {She answers after four.|Ask for Miriam.}
a +2: {thanks}! {Got her.|She picked up at once.}
c +40: I have corrected the list. {Whoever finds another dead number, tell me, not the list.|It now has a date on top.}
`;
