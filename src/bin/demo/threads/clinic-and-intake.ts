/** The last three weeks of the private # clinic-rota and of the group Autumn intake. */
export const CLINIC_AND_INTAKE = `
== clinic-rota @-14
sarah 09:15: Clinic runs this week: {wd+1} 9 to 12 (Mitch, six people), {wd+3} 13 to 16 (Jamie, four). Sit-ins: Nadia on {wd+1}, I on {wd+3}.
mitch 09:20: Six in the white van means one child on a lap, and that is not allowed. Can one of the six go with Nadia?
nadia 09:23: Yes, Mrs Rahimi comes with me, we go early for the forms anyway.
== clinic-rota @-13
mitch 13:10: Five there, five back. The waiting room has new chairs, they squeak.
nadia 13:31: Mrs Rahimi's results are good. She asked me to say the word twice, in both languages.
  + ❤️ sarah emma mitch
== clinic-rota @-11
jamie 16:35: Four there, three back: Mr Lowe was kept for the night, his daughter is with him. I have his hat.
sarah 16:40: I will ring the ward at nine {tomorrow} and tell you. Keep the hat.
== clinic-rota @-10
sarah 09:12: Mr Lowe may go home at two. Who is near?
jamie 09:14: Me and the hat.
jamie 15:05: Delivered, both.
  + 😄 sarah mitch nadia
== clinic-rota @-9
emma 09:30: White van is out of service, see field-ops. {^wd+1}'s run is then the Caddy twice. Is that possible, Mitch?
mitch 09:36: If the second lot can be seen at half past ten and not at ten.
sarah 09:52: The clinic says yes. I have told all five.
== clinic-rota @-7
nadia 17:05: The clinic wants to move our block from {wd+1} to {wd+3} from next month, because of a new doctor. Mornings as before.
sarah 17:11: That is the day of the language café, we would lose Ivy. I will ask them to leave us where we are.
== clinic-rota @-6
sarah 12:05: We keep our day. The new doctor has taken the other one. She is called Dr Brandt, and is no relation, she has been asked already.
  + 👍 emma nadia mitch jamie
== clinic-rota @-4
sarah 09:05: This week: {wd+1} 9 to 12, seven people, white van plus Skoda. {^wd+3} nothing, the clinic has training.
emma 09:10: I take the Skoda.
== clinic-rota @-3
mitch 12:55: Seven there, seven back. The clinic saw 22 people today, nine of them through us. The receptionist said that she now hears our van before she sees it. I will look at the exhaust.
  + 😄 sarah nadia jamie
== clinic-rota @-1
sarah 17:05: From the Ridgeway notes: flat 9 (the boy, with his mother) and flat 22 (Mr Dunmore) need to be seen. I ring them in the morning.
nadia 17:12: The mother speaks French better than English, if the doctor wants details.
== clinic-rota @0
sarah 09:14: {^wd+1}, 08:30 for flat 9, 11:00 for Mr Dunmore, both with Dr Brandt. They can come until 15:00 if anything slips.
emma 09:20: Flat 9 with me.
sarah 09:33: Mr Dunmore would like company. Jamie has offered to wait with him from half past ten, who sits in?
nadia 09:40: I can come from the first to the second, then the mother has her French and he has an arm.
  + 🙏 sarah emma
mitch 10:02: And I drive him. He has already told me how my brakes should sound.
sarah 10:08: Settled. One sheet per person, in the glove box, no names on the outside.
  + 👍 mitch nadia emma jamie
nadia 14:25: Flat 9's inhaler was refused because the form had last year's dose. The pharmacist told me in one minute what three letters did not say. I take the new form along.
  + 👍 sarah emma
== intake @-14
jamie 11:00: Autumn intake, three weeks of forms still to come: 12 in, 3 of them missing something. I put the missing ones in yellow.
emma 11:08: Good. Who calls the yellow ones?
nadia 11:10: I do, after ten.
== intake @-13
nadia 12:20: All three called. Two will bring the paper by {wd+2}, the third had sent it to our old address, where a very nice hairdresser collects our post.
  + 😄 jamie sarah emma
== intake @-11
jamie 15:45: 17 in, 4 yellow. It is page 3 each time. "Household income before" - before what?
sarah 15:52: Before housing costs. It used to be on the line below and fell off when the page was made nicer.
emma 15:55: For this round: whoever takes a form in reads that line aloud. For the next: we make the page uglier.
  + 👍 jamie nadia
== intake @-9
sarah 10:40: First appointments: I have blocked {wd+11} to {wd+14}, mornings, two rooms, half an hour each. That makes 48 slots.
jamie 10:44: We may need 45. I like the margin.
== intake @-8
nadia 16:10: Two of the families cannot come in the morning, they clean offices until eleven. May I give them the end of my day?
sarah 16:14: Yes, and take the time back in the morning.
== intake @-6
jamie 13:05: 26 in, 5 yellow. One form is filled in beautifully, in green ink, by a nine-year-old for her grandmother. All correct.
emma 13:09: Is the nine-year-old looking for work?
  + 😄 sarah nadia mitch
== intake @-5
mitch 11:35: I carry four blank forms in each van now. Gave out two at Cowslip Lane.
== intake @-4
jamie 09:50: 30 in, 5 yellow, and a letter with a stamp on it like in a film.
sarah 09:58: Is the one from Harrow Hill among them? They rang three times, they are worried.
jamie 10:01: It is. I have just called to say so. She breathed out for a very long time.
== intake @-3
nadia 15:10: The Aziz family sent two forms, from two aunts, with different numbers of children. Four is right. The fifth is a cousin who is always there.
jamie 15:14: Merged. I put the cousin in the notes, with love.
  + 😄 emma sarah
== intake @-2
jamie 16:45: 35 in, 6 yellow. I expect a rush until it closes, last time ten came on the last day.
emma 16:49: The phones are double until then. I will be on one of them.
== intake @-1
sarah 12:30: The rooms for the appointments are confirmed, with tea. Kenji puts a tablet in each.
jamie 17:20: 38 at the end of the day. The seventh yellow turned green: proof of address was on the back.
== intake @0
jamie 09:40: Three in the letter box this morning, one with a biscuit taped to it. I have logged the form and not the biscuit.
  + 😄 nadia sarah mitch
jamie 09:58: 41 forms, 6 incomplete.
nadia 13:50: Of the six: two will come by today, three I reach tonight after work, one has no phone. I can walk past, it is Weir Street.
sarah 13:55: Then we hold that one open until {wd+1}, noon. It is in the rules: "reasonable steps". You are the reasonable steps.
  + ❤️ nadia jamie
jamie 16:10: 47. The rush was six.
`;
