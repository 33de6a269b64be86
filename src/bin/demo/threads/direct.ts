/** The last three weeks of the direct messages. */
export const DIRECT = `
== emma+mitch @-13
emma 16:10: How are you, really? You have done four long days in a row.
mitch 16:22: Tired in the back, fine in the head. I take {wd+3} afternoon off if nobody minds.
emma 16:24: Somebody would mind if you did not. Me.
== emma+mitch @-10
mitch 15:05: Mr Abdi gave me a look when I mentioned the parcels. I said it was a trial and that he would do me a favour.
emma 15:12: You are better at this than you let on.
mitch 15:13: Do not tell Jamie.
== emma+mitch @-8
mitch 10:02: If Ashcombe finds one more thing on the white van, we should talk about a newer one. 187,000 miles.
emma 10:15: I will bring it to the trustees with numbers. Can you send me what we paid on it in two years?
mitch 17:20: £3,912. Without the battery that I paid myself because I was embarrassed.
emma 17:26: Send me that receipt too.
== emma+mitch @-3
mitch 18:05: Are you still in the office?
emma 18:07: Leaving. Why?
mitch 18:08: Your light is on and I have the gate key.
  delete +4
emma 18:09: Two minutes.
== emma+mitch @-1
emma 17:30: Thank you for the notes. "He has dressed himself since the summer" stayed with me.
mitch 17:41: He did it properly, you know. Clean edges. He used to be a cook on a ship, they learn that.
emma 17:43: I will drive the first one myself.
== emma+mitch @0
mitch 08:20: Clinic gate on {wd+1}: use the side one, the main one is shut for the drains until {date+11}. The code for the barrier is the usual.
emma 08:31: Side gate. Tack.
mitch 11:38: Went past it just now: https://files.larkfield.example/clinic-gate.jpg. You can turn the van there, but only if the blue car is gone.
== emma+sarah @-14
sarah 17:15: May I move our talk to {wd+1}, ten? My mother's boiler has opinions.
emma 17:18: Of course. I know that boiler by name.
== emma+sarah @-12
sarah 18:20: About the trustees: I would like to show the missed appointments as one number and not as a chart. The chart makes it look like weather.
emma 18:26: One number. And the name of the street where it was highest.
sarah 18:27: Weir Street. Yes.
== emma+sarah @-9
sarah 12:40: Jamie is brilliant and is doing two jobs. I would like to give the phones on {wd+2} to somebody else, before he notices that he is tired.
emma 12:48: Nadia asked for mornings anyway. I will write it to everybody as a general thing.
  + 🙏 sarah
== emma+sarah @-5
emma 17:05: The rota looks kind this week. I saw what you did with the {wd+1}.
sarah 17:09: I did nothing. I only put people next to people they laugh with.
== emma+sarah @-2
sarah 13:15: The clinic's new doctor asked for our procedure when somebody does not turn up. We do not have one on paper, we have Mitch.
emma 13:19: Mitch, on paper: knock, wait ten minutes, ring you, never say the reason through the door. Can you write that down in his words?
sarah 13:50: Done. It is half a page. He approved it with one correction: fifteen minutes.
== emma+sarah @0
sarah 08:45: Flat 9: the mother asked if somebody could write to the school too. I said that we ask before we promise.
emma 08:52: Good. I will ask her in the car, it is easier to say things side by side.
sarah 10:20: I have moved your eleven o'clock to {wd+2}, so that the papers for {wd+1} get done. You had two things at eleven and had accepted both.
emma 10:23: I had. Thank you.
== jamie+emma @-12
jamie 12:15: Could I have the Skoda on {wd+2} for the schools? Four in one morning, all on the hill.
emma 12:20: Yes. It likes third gear there.
== jamie+emma @-8
jamie 18:30: Is it normal to think about page 3 in bed?
emma 18:41: No. Close the laptop, page 3 will still be wrong tomorrow.
jamie 18:42: 😄 Closing.
== jamie+emma @-4
emma 16:50: The trustees asked who had the idea with the early number on the gate. I said your name.
jamie 16:55: You told the TRUSTEES about my freezer bag?
emma 16:56: They loved the freezer bag.
== jamie+emma @0
jamie 09:35: Saturday: could you open Marsh Lane at eight? I pick up Gwen's keys first, so I am there at half past.
jamie 09:36: I mean her key for the freezer, hers is the only one.
emma 10:02: Saturday works for me.
== ruth+emma @-11
ruth 09:20: Reserves policy: we say three months and hold 3.4. The auditor will ask why not more. I would answer: because of people.
emma 09:31: That, in one sentence with a number.
== ruth+emma @-8
ruth 16:00: While I am away: the blue folder has the four payments, in order, with what they are. Nobody else may be paid, however charming.
emma 16:05: I will be made of stone.
== ruth+emma @-4
emma 10:55: Ashcombe is paid, £486. Number two in the blue folder has a wrong reference, it says the year before. I rang them, it is a misprint, paid with the right one.
ruth 20:10: From under a roof: correct. I knew that you would ring.
== ruth+emma @-1
ruth 08:55: All four in order, to the penny. I brought you something that is not a dumpling. It is on your chair.
emma 09:02: It is a roof tile.
ruth 09:03: From 1911. It kept my grandmother dry.
emma 09:04: Ruth. Thank you.
== ruth+emma @0
ruth 10:50: Can you look at line 14 of the budget before tonight? I have mileage at 45p, the trustees may ask why it is not 40.
emma 10:57: Because it is 45p. I will look at noon.
== kenji+emma @-9
kenji 17:00: The log of the shared folder would fit on the new disk for two years instead of three months. It costs nothing. Would you like that?
emma 17:08: Who could read it?
kenji 17:09: You and I, and it is written down when we do.
emma 17:12: Then yes, and tell everybody that it exists.
== kenji+emma @-4
emma 09:05: Take the hour back. I look at you when I say it.
kenji 09:12: On {wd+2}, from four. I will go to the garden centre and not think about fans.
== kenji+emma @0
kenji 09:08: I asked Mr Watanabe from the shop about paper for the Nagoya letter. He gave me ten sheets of washi and will not take money. Is that a gift that Ruth must book?
emma 09:12: She will want to. Let her.
== mitch+jamie @-13
jamie 17:40: What do I wear for a roof rack?
mitch 17:42: Gloves.
jamie 17:42: Only gloves?
mitch 17:43: I walk into these.
== mitch+jamie @-9
mitch 18:05: The booster seat is in my shed, the straps were wet. It is dry by {wd+1}.
jamie 18:07: Do you iron straps?
mitch 18:08: I hang them, like a person.
== mitch+jamie @-5
jamie 12:20: I am at Millway. They want a deposit of £200 on a card, and mine has £11 on it.
mitch 12:23: Put me on, I will give him the trust's number.
jamie 12:31: He says hello. He says you once returned a van with a full tank and a thank-you card.
mitch 12:32: It was a good van.
== mitch+jamie @-1
mitch 12:02: Leaving now. Are you at the crossing?
jamie 12:04: At it, in it, a train is coming.
jamie 12:05: BESIDE it.
  + 😄 mitch
== mitch+jamie @0
jamie 08:10: Thank you for {wd-1}. I would not have asked him about the leg.
mitch 08:16: You asked about the ship. That is how we got to the leg.
  + ❤️ jamie
== sarah+nadia @-13
nadia 09:05: The secretary at Tarn Valley asks if we could also take coats. She has six on a list and a cupboard.
sarah 09:11: Yes. Put them under "school, by name of school", never by child.
== sarah+nadia @-10
sarah 11:50: Your note on Mr Abdi's appeal is the clearest I have read here. May I use it, without the names, to show how it is done?
nadia 11:58: You may. I learned it from a judge who hated adjectives.
== sarah+nadia @-6
nadia 15:35: A mother asked me today whether we tell the school if she misses a payment. I said no, never. Was that right?
sarah 15:37: Exactly right. We tell nobody anything, unless a child is in danger, and then we tell her first.
== sarah+nadia @-1
sarah 14:50: How is flat 14?
nadia 14:58: Better since she knows that damp is allowed to be said. She apologised for the wall, imagine. I told her: الحيطان لا تخجل. Walls are not ashamed.
  + ❤️ sarah
== sarah+nadia @0
sarah 08:40: Thank you for the hour on the phone {yesterday}. Take it from this afternoon if you can.
nadia 08:50: I will keep it for a day with sun.
nadia 11:15: The mother of flat 9 has agreed that I am in the room. She asked if I could wear the yellow scarf, the boy knows it from the phone picture.
  + ❤️ sarah
== tom+ruth @-12
tom 19:30: Found it! The ticket. £31.40, it was in the book about trains.
ruth 19:52: I admire the filing.
== tom+ruth @-7
ruth 10:15: May I see the quiz budget before I go? I would like to sleep under the roof.
tom 10:31: Room £150, chilli £90, prizes £0 because I beg, flyers £22. Break-even is 33 tickets.
ruth 10:33: I will sleep.
== tom+ruth @-1
tom 11:20: Welcome home! Did the roof hold?
ruth 11:24: The roof, yes. My brother's opinion of roofs, less.
== tom+ruth @0
tom 11:10: Hypothetically, if the chilli were to feed 75.
ruth 11:14: Hypothetically it stays at £90.
tom 11:15: Beans it is.
== nadia+emma @-10
nadia 17:20: I would like to try the diploma in the evenings. It is one night a week. Would the trust write me a letter?
emma 17:28: The trust would write you two. Which night?
nadia 17:29: Tuesdays. So no late phones then.
emma 17:30: Done.
  + 🙏 nadia
== nadia+emma @-2
nadia 10:40: They have taken me! It begins next month. Je suis tellement contente.
emma 10:44: Grattis! I knew it. May I tell the others?
nadia 10:45: Let me have it for one day for myself.
  + ❤️ emma
== jamie+kenji @-11
jamie 12:50: Could the intake list turn yellow by itself when something is missing?
kenji 13:05: Yes. What shall it be when something is wrong?
jamie 13:06: Orange? A calm orange.
kenji 16:40: It is a calm orange.
== jamie+kenji @-1
kenji 16:20: Your list about page 3 has 23 points. I have read all of them. Number 17 made me sit down.
jamie 16:22: The lady who thought "dependants" meant people she can depend on?
kenji 16:23: She put three neighbours. I think her version is better.
  + ❤️ jamie
== jamie+kenji @0
jamie 10:12: Two tablets for the open day AND two for the appointments, do we have four?
kenji 10:20: We have five. One of them was in the rain, but it does not speak about it.
`;
