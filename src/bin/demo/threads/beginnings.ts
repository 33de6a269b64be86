/** How rooms began, and the first days of those who came later. */
export const BEGINNINGS = `
== general @room+0
emma 09:30: So, this is it. One place for all of us, instead of four phones and the whiteboard. If something does not work, say it here, and if it works, say that too.
  + 🎉 mitch sarah ruth
ruth 09:41: It works.
mitch 09:55: Works in the van too. And at Tarn Valley, where nothing works: I wrote this at the bottom of the hill and it went when I was at the top.
  + 👍 emma sarah
jamie 10:02: What happens to the whiteboard?
emma 10:04: It may keep the birthdays.
tom 10:20: I have turned on dark. I feel like a submarine.
== general @room+2
sarah 09:10: Small rule, so that nobody misses anything: visits and vans go to field-ops, people who give time to volunteers, people who give money to fundraising. Everything else, and cake, here.
  + 👍 emma jamie ruth mitch tom
== general @kenji+0
emma 09:05: This is Kenji's first day. He looks after everything with a plug. Be nice, he has seen the server room already and has come back.
  + 🎉 sarah jamie ruth tom mitch
kenji 09:20: Good morning. 渡辺 健司, Watanabe Kenji, but Kenji is right. I have questions about the fan, but they can wait until you know me.
tom 09:24: Welcome! The printer hates me. You will see.
kenji 11:02: I have met the printer. It hates everybody equally.
  + 😄 tom ruth sarah emma jamie
== general @kenji+3
kenji 16:10: After four days, what I have understood: there are three wifi passwords, and two of them are rude. From next week there is one, and it is polite.
sarah 16:14: I will miss the second one.
  + 😄 emma mitch jamie
== general @nadia+0
sarah 09:00: Nadia starts today, casework, in the room with the good window. She speaks Arabic and French, and she has done this for six years in a larger place with worse tea.
  + 🎉 emma mitch jamie ruth kenji tom
nadia 09:12: Hello everybody. The tea is already better. I have a bell on my desk from my old job, ring it if you need me and cannot find me, I will be making tea.
jamie 09:15: Rang it. It is a very good bell.
nadia 09:16: I heard. Hello Jamie.
  + 😄 sarah mitch emma
== field-ops @nadia+1
nadia 15:40: First visits done, with Mitch. Ridgeway has more stairs than I expected, and better people.
mitch 15:44: She walked up to the eighth floor talking. I could only nod.
  + 😄 sarah jamie emma
== field-ops @room+0
emma 10:15: Visits, vehicles, supplies. Whoever goes out writes when they leave and when they are back, nothing more is needed.
mitch 10:20: Left.
mitch 15:05: Back.
  + 😄 emma sarah jamie ruth
== volunteers @room+0
sarah 10:00: For all who plan the rota and the training. Names of volunteers are fine, phone numbers are not, they are in the list.
jamie 10:08: 71 people in the list today. I want to be at 80 in a year.
tom 10:12: I will hold you to that with a cake.
== it-help @room+0
kenji 10:00: Here you can say when something does not work. Three things help me: what you did, what you saw, and what you expected to see. You need not say why.
  + 👍 emma sarah ruth jamie
tom 10:04: I pressed print. I saw nothing. I expected a page.
kenji 10:05: This is a perfect report.
  + 😄 tom sarah ruth
== fundraising @room+0
tom 11:00: My corner! Year's target is £46,000, we ended the last one on £44,310. I have ideas, some of them legal.
ruth 11:06: I read along.
  + 😄 tom emma sarah
== grants-committee @room+0
ruth 09:00: Only the four of us, because there are salaries in the budgets. One folder per funder, the newest draft has the highest number, and nothing is called "final".
tom 09:04: Not even when it is?
ruth 09:05: Then it is called "sent".
== clinic-rota @room+0
sarah 11:30: The clinic gives us two mornings a week from next month. This is where we say who drives and who sits in. No names of patients beyond what the driver needs.
  + 👍 emma mitch jamie
mitch 11:36: I am in for one of the two every week.
jamie 11:38: And I for the other, if I get the van with the radio.
== kitchen @room+0
ruth 13:10: The hall committee has said yes to a new kitchen at Marsh Lane "in principle and within reason". I would like to find out how much reason there is.
mitch 13:18: I have been under that sink. There is no reason there.
  + 😄 emma tom
emma 13:30: Let us aim for before the autumn is busy, and no closed Saturday.
== intake @room+0
jamie 09:45: New round, new group. Forms come in here from {date+21}, closing in nine weeks. Last time 44 families.
sarah 09:52: I would like to be quicker with the first appointment, three weeks was too long.
emma 09:58: Two, then. Say what you need for that.
nadia 10:05: A second room and somebody for the phones.
emma 10:07: Both exist. I will make them exist on the same days.
  + 🎉 nadia jamie sarah
== intake @room+9
jamie 11:10: Renamed this to what it is. There is another one in spring, and I want to find things again.
  + 👍 sarah emma
mitch 11:30: Do I get forms for the van?
jamie 11:31: As soon as the printer and I are friends.
== intake @room+22
sarah 10:20: Form is out: at the desk, on the website, at the school offices, the surgery and the library. Four pages. I know that page 3 is hard.
jamie 10:24: What is hard about page 3?
sarah 10:25: You will see.
== intake @room+36
jamie 16:00: First one back, from Beacon Row, complete.
  + 🎉 sarah nadia emma
nadia 16:04: Even page 3?
jamie 16:06: They left a question mark next to it. An honest answer, I counted it.
== openday @room+0
tom 12:05: The trustees want an open day again. I want one that is fun. You three are here because you said something at lunch.
sarah 12:09: I said "not in the rain".
tom 12:10: Exactly this kind of thinking.
  + 😄 jamie kenji emma
jamie 12:30: Can we show people the store? Last time they only saw the office and thought that we are an office.
== openday @room+6
kenji 14:20: I looked at the list of last year: 94 names, and 31 of them cannot be read. This time they type.
tom 14:22: One of the 31 was the mayor.
  + 😄 sarah jamie
`;
