/** The last three weeks of # it-help. */
export const IT_HELP = `
== it-help @-14
tom 09:35: The printer has printed one page of my letter and then nineteen pages with a single heart on each.
kenji 09:41: That is the wrong driver, it thinks that it is a different printer. I am coming down.
kenji 10:02: Solved. If it offers to "improve" itself again, say no.
tom 10:04: I have kept the hearts.
  + 😄 ruth jamie sarah
== it-help @-13
sarah 14:20: My phone shows the rota of last week until I pull it down three times.
kenji 14:26: Which one of the two icons do you use, the blue or the grey?
sarah 14:27: There are two?
kenji 14:29: The grey one is from before the summer. Hold it, remove it, use the blue. Then it will be right at once.
sarah 14:33: It is right at once. You may add "two icons" to the list of things people misread.
== it-help @-12
ruth 11:15: The spreadsheet says that somebody else has it open. The somebody is me.
kenji 11:19: On the old laptop at the front desk, since {wd-2}. I have closed it there. It was saved.
ruth 11:20: I have been waiting for myself. Thank you.
  + 😄 emma tom nadia
== it-help @-11
jamie 09:10: Laptop for Yusra: do we have one, or do I look for one?
kenji 09:22: There is one with a new battery and an old dent. I can have it ready by {wd+2}. Arabic keyboard too?
jamie 09:25: Ask her. I think yes.
kenji 09:50: She says: Arabic to write, English to swear at it. Both are on it now.
  + 😄 jamie nadia sarah
== it-help @-9
mitch 08:40: Tablet in the van will not charge. It was in the rain for about a minute, in a bag, in a box.
kenji 08:55: Please switch it off and leave it in rice until I am there. No, not in rice, that is a legend. Only off, and on a towel.
mitch 08:57: I had already bought the rice.
kenji 08:58: Then we have rice.
  + 😄 jamie emma nadia
kenji 15:30: The tablet is well. The cable was not. There is a new one in each van, they are orange and they are not to be borrowed.
== it-help @-8
nadia 13:25: When I paste Arabic into the letter template, the full stop goes to the wrong side.
kenji 13:40: Put the cursor in the paragraph and press Ctrl and the right Shift key. The paragraph then knows in which direction it runs.
nadia 13:44: It works! الحمد لله. Years of my life had gone into that full stop.
  + 🎉 kenji sarah
== it-help @-7
emma 16:20: Can somebody outside see who opened a file in the shared folder? A trustee asked.
kenji 16:35: No. I can see who has access, and in the log who changed something. Opening alone is not recorded. I have written down how it is, in four sentences, so that you can forward it: https://wiki.larkfield.example/who-sees-what
emma 16:38: Four sentences, forwarded. Tack.
== it-help @-6
jamie 10:50: The front-desk screen has turned itself on its side.
tom 10:51: Lie down.
kenji 10:53: Ctrl, Alt and the arrow up.
jamie 10:54: Straight again. Somebody small was sitting on my knee and on the keys.
  + 😄 nadia sarah
== it-help @-5
kenji 12:00: Tonight from 20:00 I move the files to the new disk. You can work, but the shared folder is slow until about 22:00. If you see a folder called "old, do not use", please do as it says.
  + 👍 emma sarah ruth jamie
kenji 22:15: Finished. 214 GB, every file compared. The folder "old, do not use" goes on {date+14}.
== it-help @-4
kenji 08:50: After the fan on {wd-2}: I have ordered two, £38 for both. The spare in there now is on loan from my own computer, which is resting.
emma 08:58: Please give your computer our regards, and me the receipt.
== it-help @-3
kenji 10:15: About the mailbox mail: two people have pressed the button and told me at once. Both passwords are changed and nothing has happened. This is how it should go. Thank you to the two.
  + 👍 emma sarah ruth nadia jamie mitch
sarah 10:18: One of the two was me. It looked so blue.
  delete +25
== it-help @-2
ruth 15:45: From my phone, with one finger: the bank wants a "new method". Is it real?
kenji 15:49: Do not answer it. Send me a picture of it, without the number.
kenji 15:58: It is real, for once. They are ending the little card reader. I will set it up with you when you are here, it takes ten minutes.
ruth 16:01: I liked the little card reader. It had buttons.
== it-help @-1
kenji 09:30: Ruth's bank method is set up, on two phones, and the sealed envelope in the safe has the third way. The little card reader has been allowed to stay on the desk.
  + ❤️ ruth
  + 😄 emma tom
nadia 14:35: Sound on the small room's phone is very low. My mother with twins had to shout, so the twins joined in.
kenji 14:50: It has a wheel underneath, somebody had turned it to 1. It is on 7 now, with tape over it.
== it-help @0
tom 08:35: The ticket page says "sold out" to everybody except me, for me it says "0 of 60 left, buy now".
kenji 08:50: That is your browser remembering. Ctrl and F5. You were a little early too, three minutes ago it was not sold out.
  edit +2: That is your browser remembering. Ctrl and F5.
tom 09:06: NOW it is sold out.
kenji 11:05: At noon I restart the phones. Two minutes of silence, then everything rings as before.
  + 👍 sarah jamie emma
kenji 12:06: Four minutes. I had forgotten that they say hello to each other first.
ruth 15:20: The scanner sends me my own pages twice.
kenji 15:31: You are in its address book twice, as Ruth and as Treasurer. Which of you shall I remove?
ruth 15:32: Ruth. The Treasurer does the work.
  + 😄 tom emma sarah
`;
