/** The keyboard: what there is, for the sheet and for the page that listens. Single letters can be turned off. */

export interface Shortcut {
	keys: string;
	does: string;
	/** A single letter outside text fields: it can be turned off. */
	letter: boolean;
}

export const SHORTCUTS: readonly { where: string; shortcuts: readonly Shortcut[] }[] = [
	{
		where: 'Anywhere',
		shortcuts: [
			{ keys: 'Ctrl K', does: 'Search or jump to', letter: false },
			{ keys: 'Alt ↑ ↓', does: 'Previous, next conversation', letter: false },
			{ keys: 'Alt Shift ↑ ↓', does: 'Previous, next unread conversation', letter: false },
			{ keys: 'G then T P A N Y', does: 'Go to Team, People, Audit, Notifications, You', letter: true },
			{ keys: 'N then M G C', does: 'New message, group, channel', letter: true },
			{ keys: 'F6', does: 'Next zone', letter: false },
			{ keys: 'Esc', does: 'Close, then to the composer', letter: false },
			{ keys: '?', does: 'This list', letter: true },
		],
	},
	{
		where: 'Timeline',
		shortcuts: [
			{ keys: '↑ ↓', does: 'Message', letter: false },
			{ keys: 'Home End', does: 'First, last message', letter: false },
			{ keys: 'Ctrl F', does: 'Find in this conversation', letter: false },
			{ keys: 'R', does: 'Reply', letter: true },
			{ keys: 'E', does: 'Edit', letter: true },
			{ keys: 'F', does: 'Forward', letter: true },
			{ keys: 'X', does: 'Select', letter: true },
			{ keys: '+', does: 'React', letter: true },
			{ keys: 'C', does: 'Copy', letter: true },
			{ keys: 'Del', does: 'Delete', letter: true },
			{ keys: 'U', does: 'Unread from here', letter: true },
			{ keys: 'G D', does: 'Jump to a date', letter: true },
		],
	},
	{
		where: 'Audit',
		shortcuts: [
			{ keys: '← →', does: 'Row', letter: false },
			{ keys: 'Shift ← →', does: 'Checkpoint', letter: false },
			{ keys: '[ ]', does: 'Edit or deletion', letter: false },
			{ keys: 'Space', does: 'Play, pause', letter: false },
			{ keys: 'Home End', does: 'First, last row', letter: false },
			{ keys: 'Enter', does: 'Inspector', letter: false },
		],
	},
	{
		where: 'Composer',
		shortcuts: [
			{ keys: 'Enter', does: 'Send', letter: false },
			{ keys: 'Shift Enter', does: 'New line', letter: false },
			{ keys: '↑', does: 'Edit the last message, when empty', letter: false },
		],
	},
];

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
