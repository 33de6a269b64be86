/** The last three weeks of # general. */
export const GENERAL = `
== general @-14
emma 09:00: Good morning. Three things this week: the trustees come on {wd+3} at 16:00, the intake forms close on {wd+14}, and the kettle upstairs is not the kettle downstairs, so please bring it back.
tom 09:04: It was me. It is a better kettle.
ruth 09:06: It is the same kettle. I bought both.
  + 😄 emma sarah mitch kenji
tom 09:07: Then it has a better soul.
kenji 12:10: The door buzzer will be off between two and three today, I am replacing the button. Knock, or ring me.
== general @-13
nadia 10:30: There is a tray of date biscuits in the kitchen from the Rahimis. The note says:⏎شكراً جزيلاً لكم على كل شيء. وصلت المدفأة والبيت دافئ.⏎Thank you very much for everything. The heater has come and the house is warm.
  + ❤️ emma sarah mitch jamie tom
sarah 10:36: I needed that note today. Thank you for putting it here.
jamie 10:50: The biscuits are going quickly, and by that I mean Mitch was here.
mitch 11:02: I had two.
jamie 11:03: Four.
  + 😄 nadia tom kenji
== general @-12
ruth 14:00: Expenses for last month: I have everything except Tom's train and Jamie's parking. Closing on {wd+2} at noon.
jamie 14:03: Parking in your tray in five minutes!
tom 14:20: Train tonight, it is in my other bag. The other bag is on the other train. I mean this as a joke, it is at home.
ruth 14:22: I had already aged a year.
== general @-11
emma 17:40: The trustees were happy. They liked the Weir Street figures and asked good questions about the vans. Philippa wants to spend a Saturday at Marsh Lane, so if you see somebody in very good boots, be kind and give her crates.
  + 🎉 ruth tom sarah jamie
  + 👍 mitch nadia kenji
jamie 17:44: She can have the potatoes.
tom 17:52: What did they say about the appeal?
emma 17:58: That the letter is good and the envelope is dull.
tom 17:59: The envelope IS dull. I have ideas.
== general @-10
kenji 08:45: From {wd+2} on, you sign in to the shared calendar with the same password as here. I have written one page with pictures: https://wiki.larkfield.example/calendar
sarah 08:57: One page with pictures is the right length for everything. Thank you.
tom 11:30: Found on the stairs: a silver earring, small, a leaf. With Ruth.
nadia 11:42: Mine! I had looked in the van, in the bin, and in the dog at the Carvers'.
  + 😄 mitch tom emma
== general @-9
emma 09:15: The fire alarm man is here until ten. It will ring twice. If it rings a third time, that is for us.
mitch 10:06: It rang four times.
emma 10:08: He says the fourth was him leaning on it.
  + 😄 jamie nadia sarah tom kenji
jamie 13:20: Lunch: soup day in the kitchen at one, leek and potato, bring a bowl.
== general @-8
ruth 10:10: I am away from {wd+4} for three days. Payments that must go out before then reach me by {wd+3} please. In an emergency Emma can sign, and she will want to know why it is one.
  + 👍 emma tom mitch
sarah 10:15: Where are you going?
ruth 10:17: To my mother's, to look at a roof. It is not a holiday, but there will be dumplings.
tom 16:45: The local paper has us on page 5, with a good picture of Marsh Lane and a bad one of me. https://news.penmore.example/marsh-lane
emma 16:52: "A hundred hands on a Saturday". I like that. Well done.
  + 👍 sarah jamie ruth
mitch 16:58: You look like a man who has been told to look natural.
tom 17:00: I HAD been told to look natural.
== general @-7
jamie 09:30: Does anybody have the good scissors? The ones with the red handle.
kenji 09:33: Second drawer, label printer. I used them on {wd-1}, I should have brought them back.
jamie 09:34: They live! Thank you.
emma 14:40: A word about phones: three visitors this week rang and got the engaged tone for ten minutes. The second line works again, and the rota for it is on the wall. Half an hour each, nobody more than twice a week.
nadia 14:47: Could I have mornings? The families who ring me do it before ten.
emma 14:48: Mornings are yours.
== general @-6
tom 12:15: Quiz night is {wd+8}, the Fox and Anchor. We need one more team of four from here, for honour.
kenji 12:22: I know a great deal about very few things.
tom 12:23: That is what a team is for. So: Kenji, Nadia, Mitch, and?
sarah 12:30: Me. I want to answer at least one about bridges.
  + 🎉 tom nadia
mitch 12:41: Name?
nadia 12:44: The Accurate Arms.
  + 😄 kenji mitch sarah emma jamie tom
== general @-5
sarah 15:30: Rota for next week is up. Two gaps: {wd+1} afternoon on the phones, {wd+4} morning at the front desk. https://larkfield.example/rota
jamie 15:33: Front desk is mine.
nadia 15:40: Phones: I can until four.
emma 15:42: And I take four to five. Full. Thank you both.
  + 👍 sarah jamie nadia
== general @-6
kenji 19:10: The server room was at 31 degrees, because the fan had stopped. I have put in the spare and it is back at 22. Nothing was lost and nobody needs to do anything.
emma 19:25: At ten past seven in the evening. Thank you. Take an hour back this week, I mean it.
  + 🙏 sarah ruth jamie
== general @-4
emma 09:02: Ruth is with her mother's roof until {wd+2}. Payments: me, before eleven, with a reason.
jamie 09:10: Philippa came on Saturday! She was in very good boots and carried potatoes for three hours. She asked if she can come again.
  + 🎉 emma tom sarah mitch
emma 09:12: She can always come again.
tom 11:25: Whoever put "Beware of the treasurer" on the stationery cupboard: she comes back.
mitch 11:27: That sign was there when I started.
== general @-3
kenji 10:05: A mail is going round that says your mailbox is full, with a blue button. Our mailboxes are never full. Do not press the button. If you have pressed it, tell me, I will not be cross.
  + 👍 sarah emma jamie nadia mitch
tom 10:09: I hovered.
kenji 10:10: Hovering is allowed.
  + 😄 tom emma
nadia 15:20: Is the small room free {tomorrow} at two? I have a mother with twins, she would like a door that closes.
sarah 15:24: Yours. I have moved my call.
== general @-2
tom 08:55: 41 tickets sold for the quiz. We need 60 to cover the room and the chilli. Tell your neighbours, tell your dentists.
nadia 09:10: My dentist asks if there are questions about teeth.
tom 09:11: There are now.
emma 13:05: Somebody has filled the biscuit tin and not said a word. Whoever you are, you are seen.
  + ❤️ jamie sarah nadia kenji
sarah 16:40: The new first-aid box is on the wall by the stairs. The old one had plasters from another century.
== general @-1
ruth 08:40: Back. The roof will live. I have brought dumplings, they are in the freezer, top drawer, and they are labelled with a number. I know how many there are.
  + 🎉 tom mitch nadia emma jamie
mitch 08:44: How many are there?
ruth 08:45: Enough, Mitch.
emma 12:20: Reminder that {wd+1} is the last day for the intake forms. The phone will ring. Be patient with page 3, page 3 is our fault.
jamie 12:24: I have started a list of everything people misread on page 3. It is a long list and they are all right.
kenji 16:15: I can change page 3 for the next round. Jamie, may I have the list?
jamie 16:16: It is yours, with love.
== general @0
tom 08:48: 57 tickets!!! Three to go.
emma 08:55: Two for me and my neighbour.
tom 08:56: 59. ONE to go.
kenji 09:02: 渡辺 from the paper shop asks whether one seat is left. He is not related to me, we have only the name in common, but he is very good at flags.
  + 🎉 tom emma sarah
tom 09:03: 60!!! Sold out. Tell Watanabe-san he sits with you.
  + 🎉 nadia jamie mitch ruth
sarah 09:30: Rota for next week is up. One gap: the front desk on {wd+3}, morning.
ruth 12:15: Lunch is dumplings, half past twelve, as far as they go. Forty-eight.
  + 🎉 mitch jamie tom kenji
mitch 12:16: Forty-eight!
nadia 14:20: There are none left. I report this as a fact.
tom 15:45: I will take the front desk on {wd+3}. I owe somebody for the dumplings.
sarah 15:47: Then the rota is full.
  + 👍 emma
`;
