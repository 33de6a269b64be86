/** The last three weeks of # field-ops. */
export const FIELD_OPS = `
== field-ops @-14
sarah 08:41: Visits for the week are in the folder. Mitch has Penmore and Ridgeway, Jamie has Weir Street, Nadia and I take Tarn Valley on {wd+2}.
mitch 08:47: Penmore is four stops if the Carvers are back. Anybody know?
nadia 08:52: They are back since Sunday. Ring the bell twice, the first ring only wakes the dog.
  + 😄 mitch emma sarah
mitch 08:53: Noted. Two rings, one dog.
jamie 15:20: Weir Street done. Five doors, four open. Number 31 has moved out, the neighbour thinks to her sister in Netherby. I have left a card.
sarah 15:34: I have a number for the sister from the spring. I will try it tonight and update the sheet.
jamie 15:35: You are a marvel.

== field-ops @-13
mitch 09:05: Who had the long van last? The fuel card is not in the sleeve.
kenji 09:18: I took it to the tip on {wd-1} with the old monitors. The card is in my coat, and my coat is at home. I am very sorry. I can bring it at lunchtime.
mitch 09:19: No drama. I can pay and claim it back. Ruth, is that all right?
ruth 09:31: With a receipt, and the registration written on it. Not "van stuff" like last time.
  + 😄 mitch sarah emma
mitch 13:12: £64.20, receipt in the tray, registration written on it, in capitals.
  + 🙏 ruth
nadia 16:48 #tarn: Tarn Valley, for {wd+1}: the school has asked whether we can bring the uniforms to the office and not to the houses. Two of the mothers prefer that nobody sees the van.
sarah 16:55 >tarn: Of course. That is quieter for everyone. I will ring the secretary so that she has a cupboard free.
emma 17:02: Good call by the school. Let us offer that as the default from now on.
  + 👍 sarah nadia jamie mitch

== field-ops @-12
nadia 11:20 ~10:05: At the school now. Eleven bags handed over, all the right sizes except one pair of shoes (a 2 instead of a 12, somebody swallowed a digit).
sarah 11:31: That somebody was me. I will swap them on {wd+2}.
nadia 14:15: On the way back we stopped at Mrs Haile's. The boiler man had come, so that case can close. She made us take bread.
emma 14:20: How is the bread?
nadia 14:21: There was bread.
  + 😄 emma sarah mitch jamie kenji
mitch 16:10: Ridgeway moved to {wd+10}, the residents' meeting is in the hall that week anyway and half the block will be in. Six households instead of three in one go.
sarah 16:22: Good. I will move the slots. Do you want a second person?
mitch 16:24: For the paperwork, yes. I can talk or I can write.

== field-ops @-11
jamie 09:40: Delivery from Hartwell came an hour early and there was nobody at the gate. The driver was kind and left 14 crates behind the bins. All in the store now, nothing warm.
emma 09:52: Thank you for carrying 14 crates. Shall we put the early number on the gate?
jamie 09:54: Already taped up, in a freezer bag in case it rains.
ruth 10:05: The invoice says 16 crates.
jamie 10:20: Counted again: 14. Two of tinned fish are missing. Photo of the delivery note is at https://files.larkfield.example/hartwell-note.jpg
ruth 10:41: Credit note requested. They answered in four minutes, which must be a record.
  + 🎉 jamie kenji emma

== field-ops @-10
mitch 08:58: Netherby run today with Callum. Back by two. If anybody wants anything from that side, now is the moment.
nadia 09:03: Could you drop an envelope at Mr Abdi's? It is the appeal letter, he needs to sign page 3 and keep page 4.
mitch 09:04: On the dashboard with it, please. I leave in ten.
mitch 14:20: Signed, page 3. He read me all of page 4 to be sure I had not kept the wrong one.
  + 😄 nadia sarah
sarah 14:40: And is he well?
mitch 14:44: Thinner, I thought. He says he is fine. The fridge has milk and one onion in it. I would put him on the parcel list for a month and not ask him about it.
sarah 14:46: Done, from Saturday.
  + 🙏 mitch nadia

== field-ops @sat-2
jamie 10:35: Marsh Lane is open, queue to the corner, 34 households so far. We have bread but no fruit left. If anybody passes the orchard people's stall…
emma 10:52: I am ten minutes from it. How many crates?
jamie 10:53: As many as the Skoda swallows!
emma 11:40: The Skoda swallows six.
  + 🎉 jamie sarah mitch
jamie 13:15: Closed. 61 households, 9 of them new. Everything wiped, keys back on the hook.

== field-ops @-9
mitch 08:36 #noise: The white van makes a noise when it brakes. Not squeaking. Grinding.
emma 08:38 >noise: Then nobody drives it. Can Ashcombe look today?
mitch 08:51: Rang them. They can have it at 11, and they will send somebody to fetch it so that I do not have to drive it down the hill.
ruth 09:10: What does "fetch" cost?
mitch 09:12: Nothing, he says. We have bought him a lot of brakes over the years.
mitch 14:25 #quote: Verdict: front discs and pads, both sides, and a pipe that "wants doing". £486 with the VAT. Two days when the parts are in.
ruth 14:33 >quote: Go ahead. It is in the repairs line, just. Could you ask for the old parts? The insurer wanted to see them last time.
mitch 14:34: Will do.
sarah 14:50: So we are one van short until {wd+3}. I will put Penmore's furniture off to next week. The Wirths know already that it may slip.
jamie 15:01: And the furniture day?
sarah 15:04: The furniture day needs two vans. Emma?
emma 15:12: Let us hire one. Millway had a long one for £58 a day in the spring.
  + 👍 ruth sarah jamie

== field-ops @-8
emma 09:20: Millway: long van on {wd+3} from noon, back the next evening, £87, because they count half days. Booked in Mitch's and Jamie's names, bring licences.
jamie 09:22: I have my licence on me always. It has my best photo.
mitch 09:30: It has your only photo with combed hair.
  + 😄 emma nadia kenji
nadia 13:45: From Quarry Bank: the lift is out again in the north block, third time this month. Mrs Teague has not been down since {wd-3}. I carried her shopping up, but she has an eye appointment on {wd+3}.
sarah 13:52: I will ring the housing office today and ask for a date in writing. If there is none by {wd+2} we book the two volunteers with the carry chair.
sarah 16:37: They have given me a date: {wd+1}, "before noon". I have it by email. https://files.larkfield.example/quarry-lift.eml
nadia 16:40: I will believe it when I hear the bell.

== field-ops @-7
nadia 12:25: I hear the bell! The lift runs. Mrs Teague went down and up twice, for pleasure.
  + 🎉 sarah mitch emma jamie
emma 12:31: Best news of the week.
mitch 16:05: Ashcombe: one of the discs is on a lorry somewhere. {^wd+2} now, not {wd+1}. The bill stays the same.
sarah 16:09: Then the hire earns its money. Thanks for telling us today and not on the morning itself.

== field-ops @-6
jamie 10:15: Uniform bank: we are out of trousers in 9 and 10, and there are three children on the list who start on Monday.
nadia 10:22: The sixth form has a collection box. I can fetch what is there this afternoon.
ruth 10:40: And there is £140 left in the uniform line. Buy what the box does not have, please keep the labels until they are tried on.
jamie 16:20: Box: 4 pairs, 3 of them good. Bought 2, £23.80. All three children sorted, one with a jumper as well because it was lovely.
  + ❤️ nadia emma sarah
sarah 16:31: Ringing the parents now.

== field-ops @-5
mitch 09:02: Picking up the hire van at noon. Is there anything that does not fit the Caddy and has been waiting? I have two free hours after.
sarah 09:11: Yes: the Novaks' bunk beds, in the furniture store, front left, label 0417. They are on Cowslip Lane, first floor, no lift, two people.
mitch 09:13: I need a second pair of arms from 13:00 to 15:00.
kenji 09:20: Mine are free. They are not strong, but they are accurate.
  + 😄 mitch sarah emma nadia
mitch 15:25: Beds up. Accurate arms are exactly what you want on a bend in the stairs. No wall was touched.
kenji 15:40: One screw is left over. The manual says there should be one left over. I checked twice.

jamie 15:58: The hire van has a radio that only gets one station, and the station only has bagpipes.
mitch 16:02: That is why it was £58.
  + 😄 jamie emma kenji

== field-ops @sat-1
jamie 09:05: Marsh Lane: doors open, Wanda on the list, Femi on bread. It smells of coffee and cardboard.
jamie 12:50: 57 households. Three asked about school meals, I have their numbers for Nadia. We gave out the last nappies, size 4, at half past eleven.
nadia 13:30: I will ring the three on Monday.
== field-ops @-4
mitch 09:08: White van is back. It stops. Old discs are in a bag by the door, they weigh more than you think.
emma 09:15: Thank you. Invoice? I am Ruth until {wd+2}.
mitch 09:16: In the bag with the discs, for safety.
emma 09:41: It was. I now have a greasy invoice. £486.00 to the penny, paid.
  + 😄 mitch sarah nadia
sarah 10:02: So the Wirths on {wd+1}, 10:00, and Penmore's wardrobe after. Mitch, can you?
mitch 10:05: Both. I will take Deepak, he likes wardrobes.
jamie 15:30: Nappies: the cash and carry has size 4 at £5.10 if we take 24. It was £6.40 in the autumn.
emma 15:42: Take 48, I will sign for it.
  + 👍 jamie sarah

== field-ops @-3
mitch 12:40 ~11:15: Wirths done. The wardrobe went round the corner with a centimetre to spare. No signal out here, so you read this late.
nadia 14:05: Mrs Wirth just rang to say thank you and that "the tall one" left his tape measure.
mitch 14:11: The tall one is coming back for it.
emma 16:20: Ridgeway on {wd+2}: six households, Mitch and Jamie, 13:00 to 16:00, residents' hall. Sarah has made one sheet per flat. If somebody raises something medical, write down the words they use, not ours.
  + 👍 mitch jamie sarah
jamie 16:24: Their words, not ours. Got it.

== field-ops @-2
sarah 09:30: Reminder for {wd+1}: Ridgeway sheets are printed and in the blue folder. One household has asked for Arabic, flat 14. Nadia, could you be on the phone between two and three?
nadia 09:34: Yes, I keep the hour free.
mitch 11:15: Fuel this week: £71.80 with the hire van, which went back to Millway clean. They looked under the seats. I had too.
  + 🙏 emma
jamie 15:55: Does anybody know how long the roadworks at Hollin Bridge last?
kenji 16:01: The county's page says until {date+9}, with lights by day. https://roads.county.example/hollin-bridge
jamie 16:02: Via Stonebeck then. Twelve minutes more, prettier.

== field-ops @-1
mitch 08:50: Leaving for Ridgeway at 12:15 via Stonebeck. Jamie, I pick you up at the crossing.
jamie 08:52: I will be the one with the blue folder and the sandwich.
sarah 15:05: How is it going over there?
jamie 15:22: Five of six seen. Flat 14 was on the phone with Nadia for half an hour and is still smiling. Last one now.
mitch 16:20 #notes: Ridgeway visit notes: https://files.larkfield.example/ridgeway-visit-notes.pdf (6 pages). Six households. Four are fine with what we have. Two need the clinic this week if it can be done: flat 9, the boy's chest again, and flat 22, an ulcer on the leg that he has dressed himself since the summer.
  + 👍 emma sarah jamie nadia
  + 🙏 sarah nadia
emma 16:31 >notes: Thank you. I’ll open a ticket for each of the two.
nadia 16:44: Flat 14 also mentioned damp behind the cot. She thought it was too small to say. It is on page 5 now.
mitch 16:52: It is not small. I put my hand on that wall.
emma 16:55: Then that is a third ticket, for the housing office, with your hand in it.
  + 👍 mitch nadia

== field-ops @0
sarah 09:11 >notes: I rang the clinic about the two. They can come on {wd+1}, 08:30 to 16:00.
  edit +6: I rang the clinic about the two. They can come on {wd+1}, 08:30 to 15:00.
  + 🙏 mitch emma
  + ✅ jamie
jamie 09:24: Flat 22 would rather not go alone. He did not say so, but he asked three times how long the drive is.
sarah 09:31: Then somebody sits in with him. I will ask in clinic-rota.
nadia 09:48: Damp at flat 14: the housing office has a reference now, 20417. They have ten working days to look at it, I have put day eight in my calendar.
  + 👍 sarah emma mitch
ruth 10:20: For whoever is at Ridgeway next: please bring me the hall receipt. £18, in cash, from the tin.
jamie 10:26: I have it. It is in the sandwich bag. It is dry, I promise.
  + 😄 ruth emma
kenji 10:58: The tablet that was at Ridgeway is back and charged. All six forms have synced, I compared them with the paper.
emma 11:21: I’ll drive the first family, 08:30. No signal in the valley until noon.
sarah 11:27: And Mitch the second, at 11? Then both are back by three, and the van is free for Penmore.
mitch 11:40 ~09:12: Receipts from {wd-3} are in the folder.
jamie 11:43: I can be at flat 22 at half past ten and wait with him.
mitch 13:35: Van for {wd+1}: the white one, tank is full, booster seat is in. Keys in the safe, new code is with Sarah.
sarah 13:41: The code is not the year. Thank you, Kenji.
  + 😄 kenji mitch
nadia 15:10: I rang flat 9 with the time. The boy asked if Emma's car has a radio. I said the van has a better one.
emma 15:22: It has bagpipes, if Jamie has not lied.
mitch 16:30: All in for today. Hollin Bridge was quick, the lights were off.
== field-ops @sat0
jamie 09:50: Marsh Lane open, 22 in the first half hour. Harold brought his own apron.
sarah 12:55: 59 households. Thanks, all of you. Crates are back in the store and the freezer is at -18.
`;
