/** The last three weeks of the private # grants-committee. */
export const GRANTS = `
== grants-committee @-14
ruth 09:30: Pennant: stage two closes on {wd+18}. They ask for a budget over two years, three letters of support and "a theory of change, one page". £48,000 in all, clinic transport and one part-time post.
tom 09:36: I can write a page about change. I have changed.
emma 09:41: Sarah and I will do the page. You make it readable.
  + 👍 ruth tom
ruth 09:44: Then: letters Tom, page Emma and Sarah, budget me. Draft 1 by {wd+4}.
== grants-committee @-13
sarah 15:10: Clinic transport, last twelve months: 318 trips, 96 people, 41 missed appointments avoided by the clinic's own count. Driver hours 702, of which 560 by volunteers. Source is the rota, I can show each trip.
ruth 15:22: "By the clinic's own count" is worth gold. Can we have it on their paper?
sarah 15:24: I will ask the practice manager, she offered it once.
== grants-committee @-12
tom 12:05: Letters: the practice says yes, the school says yes, the councillor says "in principle", which is a no with a tie on.
emma 12:12: Ask the housing office instead. We know their lift very well.
tom 12:13: Ha. Asked.
== grants-committee @-10
ruth 16:45: Draft 1 is in the folder. The budget is short by £1,900 in year two, because the pay rise in April is not in it. I would rather take it from printing than from mileage.
emma 17:02: Not from mileage. Printing can go down to £600 if we stop the thick newsletter.
sarah 17:05: Nobody will weep for the thick newsletter.
tom 17:09: I will, a little. Then do it.
  + 👍 ruth emma
== grants-committee @-9
emma 11:25: The page. "If people reach the appointment, small things stay small." That is the first line. Everything else is how, with Sarah's figures.
ruth 11:40: It is very good. It is also 1.3 pages.
emma 11:41: It will be 1.0 by tonight.
emma 19:48: 1.0. I cut the part that I loved.
  + ❤️ sarah ruth
== grants-committee @-8
ruth 10:20: Millbrook: our report on the uniform bank is accepted, without questions. Second half, £6,250, comes on {date+10}.
  + 🎉 emma sarah tom
tom 10:24: Without questions! They once asked me what a blazer was for.
== grants-committee @-7
sarah 14:00: The practice manager's letter is here, on paper, with "at least 41" in it. Scan: https://files.larkfield.example/practice-letter.pdf
ruth 14:06: "At least". I could kiss her.
sarah 14:07: I will pass on your regards in a general form.
== grants-committee @-6
tom 09:45: Read all of it as if I were tired and on a train. Pages 2 and 5 say the same thing, page 3 does not say who drives. Otherwise I would give us the money.
emma 09:58: Page 5 goes. Who drives is now the first sentence of page 3.
ruth 10:30: Draft 2 is in the folder, with tracked changes so that nobody has to guess. I am away from {wd+2}, so comments before {wd+1}, 17:00.
== grants-committee @-5
emma 16:20: My comments are in. Only one that matters: the post is 18 hours, not 20, the job description says 18.
ruth 16:31: Changed, and that pays for the pay rise. We are balanced to £40.
  + 🎉 sarah tom
== grants-committee @-3
sarah 11:15: The housing office letter has come. It is two lines, and the second says that we "ring often". I think they mean it well.
tom 11:19: It is the truest letter of support I ever read. Keep it.
  + 😄 emma sarah
== grants-committee @-2
emma 17:10: The Hollis Fund asks whether we would take £5,000 for "something that is difficult to photograph". I said that we have many such things and would choose one by {wd+5}.
tom 17:15: The debt drop-in. Nobody has ever looked good next to an envelope.
ruth 17:32: Draft 3 is ready to read. It has the 18 hours, both letters and the practice's 41. I will be at my desk {tomorrow}, until then my mother's wifi is in charge.
  + 👍 emma sarah
== grants-committee @-1
emma 13:20: Read draft 3. No changes from me except a comma that I would die for. It is on page 2.
ruth 13:31: The comma is in. Two of four have read it, Sarah and Tom by {wd+2} please.
== grants-committee @0
sarah 10:12: Read. One question: on page 4 we say 96 people, in the annex 94. Which?
ruth 10:25: 96. The annex was printed before the two of {wd-6}. Well spotted, corrected.
  + 🙏 sarah
tom 13:20: Read, on a train, tired. I would give us the money.
ruth 13:28: Then it goes to the trustees tonight and out on {wd+3}, one day early. I do not believe in the last day.
  + 🎉 emma sarah tom
`;
