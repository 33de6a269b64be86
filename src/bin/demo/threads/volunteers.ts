/** The last three weeks of # volunteers. */
export const VOLUNTEERS = `
== volunteers @-14
sarah 10:10: Welcome pack, version 4: two pages instead of nine. What to wear, where to stand, whom to ask, what never to promise. https://files.larkfield.example/welcome-4.pdf
jamie 10:18: "What never to promise" is the best page. Can we hang it in the hall?
emma 10:25: In large type.
  + 👍 sarah tom nadia
== volunteers @-13
jamie 13:30: Three new people came to the taster: Ivy (retired nurse), Marcus (nights at the bakery, mornings free) and Yusra (student, Arabic and Turkish). All three want Saturdays. I could cry.
  + 🎉 sarah emma nadia tom
sarah 13:41: Ivy for the clinic runs as well? Ask her gently, she may be glad to be rid of hospitals.
jamie 13:50 #ivy: Asked. She said "I miss the corridors". So yes.
nadia 14:02 >ivy: And may I borrow Yusra one afternoon for the phones? I will train her myself.
jamie 14:03: Borrow away.
== volunteers @-12
sarah 09:20: Checks for the three are in. References for Marcus came back the same day, from his grandmother's priest and his boss, who both wrote "punctual".
  + 😄 jamie emma
mitch 12:35: Can one of them drive?
jamie 12:39: Marcus, a bread van, since he was 19. I will ask for his licence.
== volunteers @-11
jamie 16:00: Licence is clean. Mitch, will you do the half hour in the yard with him?
mitch 16:04: {^wd+2}, 14:00. He should bring shoes with a sole.
== volunteers @-10
tom 11:05: The sixth form wants to send six people for one afternoon, with a teacher. What do we have for six young people that is not sorting tins?
sarah 11:14: Sorting coats.
tom 11:15: That is sorting.
jamie 11:20: They could phone all 80 volunteers and ask what size T-shirt they want. It needs doing, and it needs people who are not afraid of Harold.
  + 😄 sarah emma mitch tom
tom 11:24: I am afraid of Harold. Perfect.
== volunteers @-9
mitch 14:40: Marcus can drive. He reversed into the gate bay in one go, with the radio on. Signed off for the Caddy and the white van, once it has brakes.
  + 🎉 jamie sarah
jamie 14:45: One go! It took me a week.
mitch 14:46: It took the gate a week too.
== volunteers @-8
sarah 15:10: First aid on {wd+8}, 9 to 4, upstairs. Ten places, seven taken: Ivy does not need it, but would like to "see what they teach now". Three left.
nadia 15:15: One for Yusra please.
tom 15:22: One for me. I fainted at the last one, so I know it from both sides.
emma 15:30: Last one for Harold. He asked in person.
  + 👍 sarah jamie
== volunteers @-7
jamie 10:05: Hettie is 80 on {wd+4}. She has done every second Saturday for eleven years. What do we do?
sarah 10:12: A card that everybody signs. Cake. No speech, she would leave.
emma 10:15: I will bake. She likes poppy seed.
nadia 10:20: I bring the card around on {wd+2}. Do not let her see it, she sees everything.
== volunteers @-6
jamie 11:30: T-shirt sizes: 73 of 80 answered. One person wants "none, thank you, I have a waistcoat".
tom 11:33: Harold.
jamie 11:33: Harold.
  + 😄 sarah emma nadia mitch
== volunteers @-5
nadia 12:10: Card is full, both sides. Somebody has drawn the van on it, rather well.
emma 12:12: Kenji did that, while he was waiting for the label printer. He says it is not to scale.
nadia 12:13: I did not know Kenji drew!
  + ❤️ jamie emma
sarah 15:02: Numbers for the month so far: 412 hours, 38 people, 4 first-timers. That is 60 hours more than last month.
== volunteers @sat-1
jamie 14:05: Today: 11 of us on the floor, nobody sat down until noon. Ivy reorganised the first-aid shelf and took somebody's blood pressure, at their request.
sarah 14:20: Of course she did. Thank you, all eleven.
== volunteers @-4
sarah 09:40: For Saturday: Marsh Lane 9 to 1, eight on the list, I would like ten. Heavy delivery from Hartwell at half past eight.
tom 09:52: I can lift until eleven, then I have to collect a ham. It is for the quiz.
jamie 09:58: Nine with Tom.
== volunteers @-3
emma 16:05: Hettie's cake was found by Hettie before it was hers. She said nothing, cut it into 24 and served it to us. The card made her sit down.
  + ❤️ jamie sarah nadia tom mitch
nadia 16:12: She whispered to me "who drew the van".
emma 16:15: And you said?⏎(Nobody tell Kenji, he will stop.)
== volunteers @-2
sarah 11:10: First aid is on {wd+1} instead of {wd+2}, the trainer has swapped. All ten can. Bring your own lunch and a cushion.
tom 11:12: Cushion. Noted. For kneeling or for fainting?
sarah 11:13: Yes.
  + 😄 jamie emma nadia
== volunteers @-1
tom 16:30: First aid: passed, upright. Harold put me in the recovery position and I have rarely felt so recovered.
  + 🎉 sarah jamie emma nadia
sarah 16:41: Ten certificates. They are valid for three years, so put the date in your calendar now, I will not remember it either.
== volunteers @0
jamie 08:58: Saturday: still nine. Who is number ten? Half past eight for the lorry, tea and Hettie's leftover cake at eleven.
nadia 09:15: Yusra asked whether she can come twice in one week. I said that is not an offence.
jamie 09:16: TEN. Closed. Thank you.
  + 🎉 sarah emma tom
mitch 10:40: Marcus takes the Caddy then, I bring the long van. Meet at the store at eight.
sarah 10:44: The list with phone numbers is at https://larkfield.example/rota, second tab.
sarah 14:50: Gwen is in hospital with her hip, planned, all went well. Ward 6, visitors from three. She says no flowers, crosswords.
  + ❤️ jamie nadia emma
jamie 14:55: I will take a book of them tonight.
`;
