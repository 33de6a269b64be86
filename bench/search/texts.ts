/** Invented messages in which words occur as they do in people's: few of them often, most of them hardly ever. */
import { Prng } from '../../tests/simulation/prng.ts';

const SYLLABLES = 'ta re mi kon do sel va ri nu pa lo be gra tion ing er an sch ül que ó ñe wo'.split(' ');
const SIGNS = '今晩会議中止時間確認明日午前後送信資料担当者連絡場所変更了解病院車両鍵';
const ARABIC = 'اجتماع غدا السيارة مفاتيح العيادة رسالة صباحا موعد جديد شكرا'.split(' ');
const VOCABULARY = 30_000;

export class Texts {
	readonly #random: Prng;
	readonly #words: string[];

	constructor(seed: number) {
		this.#random = new Prng(seed);
		this.#words = Array.from({ length: VOCABULARY }, () =>
			Array.from({ length: this.#random.between(1, 4) }, () => this.#random.pick(SYLLABLES)).join(''),
		);
	}

	word(): string {
		return this.#words[Math.floor(this.#random.next() ** 3 * VOCABULARY)]!;
	}

	signs(length: number): string {
		return Array.from({ length }, () => this.#random.pick([...SIGNS])).join('');
	}

	/** 5 to 29 words; one in twenty is Chinese, one in twenty Arabic. */
	message(): string {
		const script = this.#random.below(20);
		if (script === 0) return this.signs(this.#random.between(6, 40));
		const words = this.#random.between(5, 29);
		return Array.from({ length: words }, () => (script === 1 ? this.#random.pick(ARABIC) : this.word())).join(
			' ',
		);
	}

	/** What somebody types: a word, the beginning of one, what is within one, two words, two signs, a word by one person. */
	query(kind: QueryKind): string {
		const word = this.word();
		switch (kind) {
			case 'word':
				return word;
			case 'beginning':
				return word.slice(0, this.#random.between(2, 3));
			case 'two words':
				return `${word} ${this.word()}`;
			case 'within a word':
				return word.length > 6 ? word.slice(2, 7) : `${word}tion`;
			case 'two signs':
				return this.signs(2);
			case 'nothing':
				return `${word}xyz`;
		}
	}
}

export const QUERY_KINDS = [
	'word',
	'beginning',
	'two words',
	'within a word',
	'two signs',
	'nothing',
] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];
