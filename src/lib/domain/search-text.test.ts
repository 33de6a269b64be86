import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	foldText,
	heldIn,
	markWords,
	occursIn,
	rangesOf,
	termsOfBody,
	termsOfWord,
	type MarkedPiece,
} from './search-text.ts';

/** Is a message with this body found by what is typed, by the index's terms and by the text? */
function finds(body: string, typed: string): boolean {
	const word = foldText(typed);
	const wanted = termsOfWord(word);
	if (!wanted) return false;
	const terms = termsOfBody(body);
	const inIndex =
		wanted.whole.every((term) => terms.includes(term)) &&
		(wanted.begins === null || terms.some((term) => term.startsWith(wanted.begins!))) &&
		true;
	const within = wanted.within !== null && terms.some((term) => term.includes(wanted.within!));
	const inText = occursIn(foldText(body), word);
	if (!wanted.doubtful) expect(inIndex || within, `${typed} in ${body}`).toBe(inText);
	else if (inText) expect(inIndex, `${typed} in ${body}`).toBe(true);
	return inText;
}

const marked = (pieces: MarkedPiece[]) =>
	pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

describe('[X7] texts of any script are found', () => {
	test.each([
		['Der Förderantrag ist raus', 'forderantrag'],
		['Der Förderantrag ist raus', 'FÖRDER'],
		['Der Förderantrag ist raus', 'antrag'],
		['São Paulo, naïve café', 'sao'],
		['São Paulo, naïve café', 'CAFE'],
		['Łódź and Ørsted and Straße', 'lodz'],
		['Łódź and Ørsted and Straße', 'orsted'],
		['Łódź and Ørsted and Straße', 'strasse'],
		['İstanbul', 'istanbul'],
		['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
		['Ｆｕｌｌ　ｗｉｄｔｈ', 'full'],
		['ﬁnal draft', 'final'],
		['السَّلَامُ عَلَيْكُم', 'السلام'],
		['مكتبة الجامعة', 'مكتبه'],
		['أحمد وصل', 'احمد'],
		['שָׁלוֹם', 'שלום'],
		['今晩の会議は中止です', '会議'],
		['今晩の会議は中止です', '議'],
		['今晩の会議は中止です', 'です'],
		['今晩の会議は中止です', 'す'],
		['ﾃﾞｰﾀを送りました', 'データ'],
		['下周三的会议改到四点', '会议改到'],
		['회의는 내일입니다', '내일'],
		['회의는 내일입니다', '의는'],
		['ประชุมพรุ่งนี้', 'พรุ่ง'],
		['कार्यक्रम कल है', 'कार्य'],
		['The 🚐 is booked', '🚐'],
		['GPT模型 is new', 'gpt模型'],
		['Call +44 20 7946', '7946'],
		['an e-mail came', 'e-mail'],
		['see https://example.org/report.pdf', 'example.org'],
	])('%s: %s', (body, typed) => {
		expect(finds(body, typed)).toBe(true);
	});

	test.each([
		['start of the party', 'art'],
		['The grant', 'grants'],
		['会中議', '会議'],
		['か', 'が'],
		['one two', '…'],
	])('%s is not found by %s', (body, typed) => {
		expect(finds(body, typed)).toBe(false);
	});

	test('a mention is found by the person, not by letters of the id', () => {
		const id = '0198c0de-0000-7000-8000-00000000beef';
		expect(termsOfBody(`Ask <@${id}> or <@everyone>`)).toEqual([`@${id}`, '@everyone', 'ask', 'or']);
	});
});

test('[C14] what is found is marked as it stands in the text', () => {
	expect(marked(markWords('Der FÖRDERANTRAG', ['antrag']))).toBe('Der FÖRDER[ANTRAG]');
	expect(marked(markWords('Cafe\u0301 or café', ['cafe']))).toBe('[Cafe\u0301] or [café]');
	expect(marked(markWords('今晩の会議', ['会議']))).toBe('今晩の[会議]');
	expect(marked(markWords('السَّلَام', ['السل']))).toBe('[السَّلَ]ام');
	expect(marked(markWords('ﬁnal', ['fin']))).toBe('[ﬁn]al');
	expect(marked(markWords('start art', ['art']))).toBe('start [art]');
	expect(marked(markWords('ab abc', ['ab', 'abc']))).toBe('[ab] [abc]');
	expect(marked(markWords('nothing', []))).toBe('nothing');
});

test('[C14] pieces are the whole text, and marking folds as the index does', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'grapheme' }),
			fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
			(text, word) => {
				const folded = foldText(word);
				expect(
					markWords(text, [folded])
						.map((piece) => piece.text)
						.join(''),
				).toBe(text);
				expect(rangesOf(text, [folded]).length > 0).toBe(folded !== '' && occursIn(foldText(text), folded));
			},
		),
	);
});

test('[X7] the terms miss nothing that the text holds', () => {
	const sign = fc.constantFrom(...'abcé ß会議の가나 กา.-🚐ا');
	const text = fc.string({ unit: sign, maxLength: 14 });
	fc.assert(
		fc.property(text, fc.nat(), fc.integer({ min: 1, max: 6 }), (body, from, length) => {
			const word = foldText(body)
				.slice(from % (body.length + 1))
				.slice(0, length)
				.trim();
			if (word.isWellFormed() && word !== '') finds(body, word);
		}),
		{ numRuns: 2000 },
	);
});

test('[C15] has: link, code, mention, file', () => {
	expect(heldIn('plain')).toBe(0);
	expect(heldIn('https://example.org')).toBe(1);
	expect(heldIn('run `npm start`')).toBe(2);
	expect(heldIn('<@everyone> come')).toBe(4);
	expect(heldIn('(see https://example.org/a/Report.PDF?x=1).')).toBe(9);
	expect(heldIn('report.pdf', 1)).toBe(8);
	expect(heldIn('https://example.org', 2)).toBe(9);
});
