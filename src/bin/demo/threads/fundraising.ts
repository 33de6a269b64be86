/** The last three weeks of # fundraising. */
export const FUNDRAISING = `
== fundraising @-14
tom 10:00: Where we stand: £38,410 of the £52,000 for the year, four months to go. Appeal letter, quiz, the Ostler match. If all three go as last time, we are at £53,600.
ruth 10:14: If. Last time the quiz made £1,140 before the chilli and £890 after it.
tom 10:15: The chilli was an investment.
  + 😄 emma jamie kenji
emma 10:22: I like the table. Could you add what is certain in one column and what is hope in another?
tom 10:40: Certain: 38,410. Hope: all my life.
== fundraising @-12
tom 14:30: Northgate Print: 2,400 letters, two colours, folded, £312. With the picture on the envelope £347.
ruth 14:38: What does the picture bring?
tom 14:41: Last year's test: 6.1 % answered with, 4.8 % without. On 2,400 letters that is 31 people. They give £27 on average, so about £840 for £35.
ruth 14:44: Then take the picture, and keep explaining things to me like that.
  + 👍 emma tom kenji
== fundraising @-10
jamie 09:50: For the letter: Mrs Haile is happy to be quoted, with her first name and no photo. Her words: "They came when they said they would."
tom 09:58: That is the headline. That is the whole letter.
emma 10:05: Please read her the final text before it goes to print.
jamie 10:06: I will, in person, with the bread risk that this implies.
  + 😄 ruth sarah tom
== fundraising @-9
tom 16:20: Proof 1: https://files.larkfield.example/appeal-proof-1.pdf. Look at the second paragraph, I think it says "we" nine times.
emma 16:45: Eleven. And "Ridgway" needs its e.
sarah 17:05: The phone number is the old one.
tom 17:06: This is why I love you all and fear you.
== fundraising @-8
tom 12:10: Proof 2, same link with a 2. "We": three times. The e is back, the number rings on Sarah's desk, I tried it.
sarah 12:12: It did ring.
ruth 12:30: The Gift Aid box is under the fold. Up, please, or half of them will miss it.
tom 12:33: Up it goes. Proof 3 {tomorrow}, then print.
== fundraising @-7
jamie 15:15: Mrs Haile has heard the letter. She changed one word: "helped" is now "asked". "They asked what we needed." She is right.
  + ❤️ tom emma sarah
tom 15:18: She is so right that I am annoyed. Printing.
== fundraising @-6
tom 09:15: A gift of 50,000 yen has come in from Nagoya, from somebody whose aunt lived in Ashcombe. The message is in Japanese. Kenji?
kenji 09:31: 「叔母が生前大変お世話になりました。少しですが、お役立てください。」⏎"My aunt was very well looked after by you while she lived. It is only a little; please put it to use." It is a very polite letter. I will draft an answer, if I may.
  + ❤️ tom emma ruth sarah jamie
ruth 09:44: About £260 after the bank. I will book it as unrestricted. The answer should go by post, on good paper.
kenji 09:46: I have good paper.
== fundraising @-5
tom 13:00: 2,400 letters left Northgate at noon. I hugged the pallet.
emma 13:04: Now we wait ten days and do not refresh the page.
tom 13:05: I have refreshed it twice.
== fundraising @-4
tom 15:30: First answers to the letter: 14 gifts, £402, and one man who wants to know why we do not have a boat.
jamie 15:34: Why DON'T we have a boat?
sarah 15:36: Let us not.
  + 😄 emma tom
== fundraising @-3
tom 11:40: Quiz prizes so far: a ham, a haircut, two nights in a caravan (out of season), a signed cricket bat, signature unknown.
kenji 11:52: I can look the signature up, if you send me a picture.
kenji 14:20: It is the signature of the shop.
  + 😄 tom ruth emma jamie
== fundraising @-2
tom 16:10: Letters: 61 gifts, £1,688. Average £27.67, so last year's figure holds. The picture is earning its keep.
emma 16:14: Send this to Philippa with one line about the envelope.
== fundraising @-1
ruth 10:10: Back at the books. Letters stand at 83 gifts, £2,301, of which £640 with Gift Aid still to come on top. The yen arrived as £262.14.
tom 10:15: You make numbers sound like a hymn.
ruth 10:16: They are.
tom 15:50: The Ostler match is confirmed in writing: they double everything that comes in during the week that begins on {wd+4}, up to £5,000.
  + 🎉 emma ruth sarah jamie kenji
emma 15:58: Then the quiz falls into it, does it not?
tom 16:00: It does NOT, it falls just before. I have asked them whether a week can be bent.
== fundraising @0
tom 09:20: The week has been bent. The quiz counts. Somebody at Ostler likes quizzes.
  + 🎉 ruth emma sarah jamie
ruth 09:34: So the 60 tickets at £8 count twice: £960 before chilli.
tom 09:36: BEFORE chilli. You are learning.
jamie 10:31: Harold will run the raffle, if he may wear the waistcoat.
tom 10:33: I would not dare to stop the waistcoat.
tom 14:05: Running order and the list of who brings what: https://files.larkfield.example/quiz-order.pdf. Sarah, question 31 is about a bridge.
sarah 14:12: I did not read that.
  + 😄 tom kenji
`;
