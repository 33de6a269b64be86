/**
 * A text document row by row (SPEC X10): what each writer wrote and took away, and how the text stands. Written from Yjs' rules and not from the relay's index,
 * one character a node, so that a mistake there is found here.
 */
import type { TextStruct, TextUpdate } from './text-update.ts';

export interface TextChange {
	/** What was written, in pieces as they were written. */
	written: string;
	/** What lived and was taken away. */
	removed: string;
}

interface Character {
	client: number;
	clock: number;
	origin: Character | null;
	rightOrigin: Character | null;
	/** A UTF-16 unit; null for one that nobody ever saw. */
	unit: string | null;
	isDeleted: boolean;
	left: Character | null;
	right: Character | null;
	list: List;
}
interface List {
	start: Character | null;
}

export class TextFold {
	readonly #lists = new Map<string, List>();
	/** By client id, in the order of their clocks. */
	readonly #known = new Map<number, Character[]>();

	/** The next row's, which was judged: what it names is there once all of it is. */
	take({ sections, deletes }: TextUpdate): TextChange {
		let written = '';
		const waiting = sections.map(({ client, structs }) => ({ client, structs: [...structs] }));
		for (let isMoving = true; isMoving;) {
			isMoving = false;
			for (const { client, structs } of waiting)
				for (let struct = structs[0]; struct && this.#isPlaced(struct); struct = structs[0]) {
					written += this.#place(client, struct);
					structs.shift();
					isMoving = true;
				}
		}
		let removed = '';
		for (const { client, clock, end } of deletes)
			for (let at = clock; at < end; at++) {
				const character = this.#known.get(client)?.[at];
				if (!character || character.isDeleted) continue;
				character.isDeleted = true;
				removed += character.unit ?? '';
			}
		return { written, removed };
	}

	text(root: string): string {
		let text = '';
		for (let at = this.#lists.get(root)?.start ?? null; at; at = at.right)
			if (!at.isDeleted) text += at.unit ?? '';
		return text;
	}

	#isPlaced({ origin, rightOrigin }: TextStruct): boolean {
		return [origin, rightOrigin].every((name) => !name || name[1] < (this.#known.get(name[0])?.length ?? 0));
	}

	#place(client: number, { origin, rightOrigin, root, length, text }: TextStruct): string {
		const known = this.#known.get(client) ?? [];
		this.#known.set(client, known);
		let before = this.#find(origin);
		const after = this.#find(rightOrigin);
		const list = before?.list ?? after?.list ?? this.#list(root ?? '');
		for (let i = 0; i < length; i++) {
			const character: Character = {
				...{ client, clock: known.length, origin: before, rightOrigin: after, list },
				...{ unit: text?.[i] ?? null, isDeleted: text === null, left: null, right: null },
			};
			link(character, leftOf(character));
			known.push(character);
			before = character;
		}
		return text ?? '';
	}

	#find(name: TextStruct['origin']): Character | null {
		return (name && this.#known.get(name[0])?.[name[1]]) ?? null;
	}

	#list(root: string): List {
		let list = this.#lists.get(root);
		if (!list) this.#lists.set(root, (list = { start: null }));
		return list;
	}
}

/** Yjs' conflict resolution: the character to whose right this one goes. */
function leftOf({ client, origin, rightOrigin, list }: Character): Character | null {
	let left = origin;
	const passed = new Set<Character | null>();
	const conflicting = new Set<Character | null>();
	for (let at = origin ? origin.right : list.start; at !== null && at !== rightOrigin; at = at.right) {
		passed.add(at);
		conflicting.add(at);
		const isRival = at.origin === origin;
		if (isRival && at.client >= client) {
			if (at.rightOrigin === rightOrigin) break;
			continue;
		}
		if (!isRival && !(at.origin && passed.has(at.origin))) break;
		if (!isRival && conflicting.has(at.origin)) continue;
		left = at;
		conflicting.clear();
	}
	return left;
}

function link(character: Character, left: Character | null): void {
	character.left = left;
	character.right = left ? left.right : character.list.start;
	if (character.right) character.right.left = character;
	if (left) left.right = character;
	else character.list.start = character;
}
