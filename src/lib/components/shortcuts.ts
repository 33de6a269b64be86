/** The keyboard, for the page that listens. What there is stands in the dictionary. Single letters can be turned off. */

const LETTERS_OFF = 'parley.letters-off';

/** Kept in this browser, because it depends on its keyboard and on who sits there. */
export function lettersAreOn(storage: Pick<Storage, 'getItem'>): boolean {
	return storage.getItem(LETTERS_OFF) === null;
}

export function turnLetters(storage: Pick<Storage, 'setItem' | 'removeItem'>, on: boolean): void {
	if (on) storage.removeItem(LETTERS_OFF);
	else storage.setItem(LETTERS_OFF, '1');
}

/** Is the person typing, so that letters are text? */
export function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
	);
}

/** How long the second letter of "G then T" may take. */
const SEQUENCE_MS = 1_500;

/** Recognises single letters and two-letter sequences. Feed it every key that is not typed into a field. */
export class LetterKeys {
	readonly #first: ReadonlySet<string>;
	#pending: { key: string; until: number } | null = null;

	/** @param first the letters that begin a sequence */
	constructor(first: readonly string[]) {
		this.#first = new Set(first);
	}

	/** "g t" for a finished sequence, "r" for a single letter, null while a sequence is open. */
	feed(key: string, now: number): string | null {
		const pending = this.#pending;
		this.#pending = null;
		const letter = key.length === 1 ? key.toLowerCase() : key;
		if (pending && now <= pending.until) return `${pending.key} ${letter}`;
		if (this.#first.has(letter)) {
			this.#pending = { key: letter, until: now + SEQUENCE_MS };
			return null;
		}
		return letter;
	}
}
