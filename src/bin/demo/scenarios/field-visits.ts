/** What # field-ops talked about in the year before: visits and what comes of them. */
export const FIELD_VISITS = `
== field-ops a=mitch,jamie,nadia b=sarah,emma
a 09:05: {Off to|Leaving for|On my way to} {place}, {n=4-6} {doors|households|stops}. Back {around|by} {t=12:30-15:30}.
b +6: {Could you|Would you} look in on {person} {while you are there|on the way}? {No answer on the phone since {wd-2}.|Two calls missed now.|The neighbour has not seen {person.him} since {wd-1}.}
a +3: {yes}. {q~Flat or house?|Which number?|Is the bell working again?}
b +2: {q~Flat {m=2-48}, second floor. Knock, there is no bell.|{m=2-88}, the blue door. The neighbour has a key.|No, knock loudly. Number {m=2-60}.}
a +150: {Back.|Done.} {person} is {fine, the phone was in the fridge|well, but the phone was off to save money|all right, and a little offended that anybody worried|in bed with a cold, the daughter is there}. {x=2-4} of the {n} were in.
  + 👍 *2
b? +9: {thanks}. I have put it in the sheet.

== field-ops a=nadia,jamie b=sarah c=mitch,emma
a +0: {^family} at {place} have {no hot water again|no heating since {wd-1}|a leak over the cooker|a window that does not shut}. The landlord says "{next week|somebody is coming|it is on the list}".
b +7: {q~Since when exactly? I would like it in writing before I ring the council.|How many are they in there?|Is there a baby in the flat?}
a +4: {q~Since {wd-3}, in the afternoon. I have a text message of theirs that says so.|Two adults, three children, and a grandmother at weekends.|{x=4-9} months old. They all sleep in the kitchen now.}
b +25: {Council has been told|I have rung the council}, reference {r=10000-29999}. They must {look at it|answer} {within 24 hours|by {wd+1}}.
c?1 +10: There {is a fan heater|are two oil heaters} in the store if {that helps tonight|they want to bridge the night}.
a?1 +8: {Yes please.|They would be glad.} I can {bring it round|drop it off} {at five|on the way home|after the {place2} visit}.
  + 🙏 b
a next: {The council was there this morning.|Council came.} {It is a valve, they fix it today.|The landlord has had a letter that he will not frame.|Somebody with a toolbox is there as I write.}
  + 🎉 *2

== field-ops a=jamie,mitch b=sarah,nadia
a 14:10: {person} at {place} {would not let me in today, we talked through the letter box|only opened the door on the chain}. {Polite, but tired.|Not angry, only tired.} I left the {leaflet|card} and {two tins|the parcel} on the step.
b +5: {That is right, no pushing.|Leave it at that.} {Same person next time, or somebody new?|I would send the same face again.}
a +3: {Same. I think it was the jacket, I looked like a bailiff.|Me again, without the clipboard.|Me. We had got as far as the weather.}
  + 😄 *2
b +90: {^wd+5}, then, at {t=10:00-14:00}. I have {pencilled|put} it in.
a next 15:00: Small update on {person}: {{person.he} rang the office just to say thank you for the tins|{person.he} was at the window today and waved|the parcel is gone, and there was a jar of jam in its place}.
  + ❤️ *2

== field-ops a=mitch b=sarah,emma months=12-2
a 07:45: {road} is {ice from top to bottom|white and not gritted|closed, a lorry is across it}. {I am turning round.|I am not taking the van up there.} {place} will have to {wait until it thaws|be {tomorrow}}.
b +8: {Right decision.|Turn round, nobody is cross.} I will ring the {n=3-5} and tell them. {Does anybody need something today that cannot wait?|Who is most urgent?}
a +4: {person}. {The heater there is the only one|The tablets run out today}. I can walk the last bit from {place2}, I have the boots.
b +3: {Only if you are careful, and ring me at both ends.|Take the torch and ring me when you are there.}
a +130: {There and back.|Done and down again.} {Dry feet, thank you for asking.|Was given soup. I have had worse days.}
  + 🙏 b
  + 👍 *1

== field-ops a=sarah b=mitch,jamie,nadia max=4
a 08:40: Visits this week: {place} {wd+1}, {place2} {wd+2}, {place3} {wd+3}. {The sheets are in the folder.|Sheets are printed.|Sheets follow by noon.}
b +10: Can {place2} be {the morning|before eleven}? {I have a dentist at two.|School ends at three and the mothers are gone by then.|There is a funeral at the church and no parking after.}
a +4: {Morning it is.|Yes, moved.} {^place3} then becomes the afternoon{, which they prefer anyway|}.
b? +3: {thanks}.

== field-ops a=nadia b=sarah,emma
a +0: {person} got a letter with {a red stripe|three dates on it and no sentence that ends} and {thought it was an eviction|was afraid to open it}. It is {a meter reading|a reminder for {x=18-64} pounds|the new bin calendar}. {I read it out loud, slowly.|We read it together.}
b +6: {What a way to write to people.|As if somebody had wanted it to frighten.} {q~Did {person.he} sleep?|Is somebody there now?}
a +5: {q~Hardly.|Yes, the sister.} {I have written what it means on top, in {Arabic|French|large letters}.|I put a yellow note on it: NOT BAD.}
  + ❤️ *2
b +20: {Could you keep a copy (without the name)?|May I have a copy with the name cut off?} I would like to {show it to the people who send these|take it to the {wd+3} meeting}.
a +4: {yes}.

== field-ops a=mitch,jamie b=sarah c=ruth max=4
a 15:05: Deposit for {family}: the agency wants £{x=350-900/50} by {d=wd+2} or the flat at {place} goes to the next in line.
b +4: {How much can they pay themselves?|What do they have?}
a +6: {£{y=80-240/20}, and the rest in instalments.|About a third. He starts work on Monday.}
b +15: The hardship line allows it up to the ceiling. {c}, what is left in it?
c +18: £{z=1200-2400/50}. I can pay {the agency directly|by transfer today}, not in cash. I need {the contract and the agency's account number|page 1 of the contract}.
a +9: {In your tray.|Sent just now.|On your desk with a paper clip.}
c next: Paid at {t=08:45-09:15}. {They have confirmed.|They have the keys for {wd+1}.}
  + 🎉 a b
  + 🙏 *1

== field-ops a=sarah b=nadia,jamie max=5
a +0: {The school at {place}|The health visitor at {place}|A neighbour in {place}} {rang|has been in touch} about a family that is new there, {two|three|four} children, {no beds yet|sleeping on coats}. {Who could go this week?|Can anybody go before {wd+2}?}
b +8: {I can, {tomorrow} at {t=10:00-15:00}.|Me. {^wd+1}, after the {place2} round.} Do we know {what they speak|which language}?
a +6: {Tigrinya and some Italian.|Romanian.|Portuguese.|Dari. I will book the phone interpreter.|Bulgarian, and the father some English.}
b next 14:30: Been. {Lovely people.|Kind, exhausted people.} List: {item}, {item2}, and {item3} if there is one. {The children wanted to know if I have a dog.|The eldest translates everything, also what she should not.}
a +12: The first of those I have in the store. The rest goes {on the list for {wd+3}|to the furniture people}.
  + 👍 b

== field-ops a=jamie,nadia,mitch b=emma,sarah max=5
a 11:40 ~85: At {person}'s in {place}. {q~Nobody has been here for a week. I am making tea and then we talk.|The stairs have no light, so I am changing the bulb first.} {No signal down here, this goes when I am up again.|You read this when I am back on the hill.}
b +6: {thanks}. {How did it look?|And?}
a +4: {Better than it smelled.|Lonely more than anything.} {q~{^person.he} would like somebody for cards, mostly for the talking.|The bulb had been dead since {month-2}. {^person.he} asked if we have large print books.}
b +9: {q~{volunteer} plays anything.|{volunteer} has a shelf of those.} I will ask.

== field-ops a=kenji b=sarah,jamie,mitch max=3
a 09:50: The visit form on the tablets has one new field: "{who else is in the home|how did they hear of us|best time to ring}". {It is optional.|It can stay empty.}
b +6: {q~Is it on all of them?|Does it work without signal?}
a +4: {q~On all but the one in {van}, which I have not seen since {wd-1}.|Yes, offline too, and it sends itself later as before.}
b? +45: {Tried it at {place}, fine.|Used it four times today, it is quick.}
  + 👍 a

== field-ops a=sarah b=mitch,nadia c=jamie,emma max=4
a 16:30: Figures for {month-1}: {n=84-141} visits, {m=19-37} new households, {k=6-14} referrals to the clinic. {Most from|The biggest share was} {place}.
b +11: {Is that more than last year?|Feels like more.}
a +5: {By about a tenth.|Nearly the same, but the visits are longer.|Eleven more, and one person fewer to do them.}
c? +8: {We should show this to somebody with money.|I would like that on a T-shirt.|Each of the {k} would have been an ambulance, some time.}
  + 👍 *2

== field-ops a=mitch,jamie b=sarah,emma max=4
a 15:15: Dog at {place}, number {n=3-60}: {large, loud, harmless|small and not harmless|sleeps on the step and will not move|steals gloves}. {Please add it to the sheet.|For the sheet.}
b +5: Added. {Does it have a name?|What do they call it?}
a +2: {Duchess.|Kevin.|They call it Minister.|Biscuit, which is misleading.}
  + 😄 *3

== field-ops a=sarah b=mitch,jamie max=5
a 09:20: {person} has the {eye|heart|knee} appointment on {wd+2} at {t=09:00-14:00}, and the daughter cannot come after all. {Is anybody free for two hours?|Who drives?}
b +7: I can. Pick up half an hour before?
a +3: {Forty minutes, {person.he} walks slowly and likes to be early.|Make it three quarters, there is a hat to choose.|Half an hour is fine, the coat will be on since breakfast.}
b next 16:10: {All went well with {person}.|{person} was early, so we both were.} {Next one in six weeks, {person.he} has my number now.|The doctor was pleased.}
  + ❤️ a

== field-ops a=sarah,emma b=mitch,jamie,nadia max=2
a +0: Reminder after {yesterday}: two people when the sheet says two. {If one is ill, the visit moves.|No exceptions because it is raining.}
b +14: {Fair. I was the one, it will not happen again.|Understood. It was me, I thought I would be quick.}
a +3: {Nobody is cross. I only like you in one piece.|Thank you for saying so. Quick is when it happens.}
  + 👍 *3

== field-ops a=jamie,mitch b=nadia,sarah c=sarah,emma max=4
a +0: Does anybody have the number of {the interpreter for {Farsi|Polish|Somali|Tamil}|the night shelter in {place}|the school nurse at {place}}? {The one in the list is dead.|Mine rings and rings.}
b +4: {0161 555 0{n=110-189}.|It changed in {month-1}: 0161 555 0{n=110-189}.} {After four is best.|Ask for Miriam.}
a +2: {Got her, she picked up at once.|Got through.} {thanks}.
c? +40: I have corrected the list. {Whoever finds another dead number, tell me, not the list.|It now has a date on top.}

== field-ops a=nadia,jamie b=mitch,kenji c=sarah
a +0: {family} moved {yesterday|on {wd-2}}, to {place}. {q~They left the cot behind, because it did not fit the car.|The new flat has four rooms and one lamp.|They have a garden now, two metres by three.}
b +8: {q~I can bring the cot on {wd+1}, the Caddy is free.|I have six lamps in the store room. Not pretty.|Two metres by three is beans for a family. I have seedlings.}
a +3: {They will dance.|You do not know how happy that makes them.|I tell them you are coming.}
c? +11: And I change the address, the school and the surgery. {^wd+3} it will all be in the sheet.
  + ❤️ *2

== field-ops a=mitch b=sarah,emma c=nadia
a 13:15: {place}: {q~a pipe has burst in the street and the whole row is without water|the bus to the surgery has been cut, nobody told anybody|three houses have the same rash on the kitchen wall}. {n=5-9} of ours live there.
b +7: {q~Water in bottles: how many can the van take?|Since when? I ring the county this minute.|Photos, please, one each, with a coin for the size.}
a +4: {q~Forty crates, if I leave the seats here.|Since {wd-1}. The driver knew it from the radio.|Taken. The coin is a tenpence.}
c +16: {q~I ring round who needs formula made up.|Four of ours use it for the clinic. I will book them the car for now.|It is not damp from outside, I think. The same pipe runs behind all three.}
b next 11:30: {q~Water is back since seven.|The county says: a mistake in the timetable. The bus is back from Monday.|The housing people opened the wall. It was the pipe, {c} was right.}
  + 🎉 *2

== field-ops a=sarah b=mitch,jamie,nadia
a 10:25: Who was at {person}'s last? {q~The daughter asks for a scarf.|There is a thank-you card here and I cannot read the name on it.|{^person.he} says that somebody promised a lamp.}
b +15: {q~Me. It is in the van, I thought it was Jamie's.|It will be for {volunteer}, who fixed the tap.|That was me, and I forgot. I take it along on {wd+1}.}
a +3: {q~One scarf found.|Then I pass it on, with the biscuits that came with it. Most of them.|Written down, so that it is no longer only in your head.}
  + 😄 *1

== field-ops a=nadia b=sarah
a 17:05: Long day at {place}. {q~{person} has decided to leave him. She has a bag at our front desk, please let nobody move it.|{person} was told today that the leave to stay is granted. Seven years.|{person} does not want to be visited any more. I said that this is allowed.}
b +6: {q~I have put it into the safe room and told nobody why. Does she have a place tonight?|Seven years! Did you cry?|It is. Did you leave a number?}
a +4: {q~Yes, with the sister, until {wd+2}. Then I have a room from the shelter.|Both of us, and the man from the corner shop, who had only come about the post.|On the fridge, under the magnet. One can change one's mind.}
b +5: {q~Go home, {a}. You did everything that there is to do today.|I will tell {family}, they had prayed for that.|Good. Write it up {tomorrow}, not tonight.}
  + ❤️ *3
`;
