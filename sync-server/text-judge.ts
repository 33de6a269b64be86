/**
 * The rules X5, X6 and X8 of SPEC.md: one update's structs are judged and placed one after the other, those that name each other in the order in which they can
 * stand. Under the locks of the append, as rules.ts.
 */
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { ClockRange, Section, Struct } from './decode.ts';
import { judgeWriter, type Speaking } from './rules.ts';
import { partBefore, partFrom, type TextStruct } from './text-encode.ts';
import type { TextIndex } from './text-index.ts';
import type { ItemId, NewItem } from './text-items.ts';
import { newItemOf } from './text-structs.ts';

export type TextEnd =
	{ kind: 'gap'; client: number; expected: number } | ({ kind: 'refused'; code: RefusalCode } & ClockRange);

export interface TextJudgement {
	/** Why nothing more was taken of a section. */
	ends: TextEnd[];
	/** The limit was reached: the rest waits for its next turn. */
	isMore: boolean;
}

interface Cursor {
	section: Section;
	/** Number of the struct that is next. */
	at: number;
	/** What has to be here before. */
	awaits: ItemId | null;
}

/** Walking past so many items costs about as much as a struct. */
const STEPS_PER_STRUCT = 64;

export class TextJudge {
	readonly #index: TextIndex;
	readonly #speaking: Speaking;
	/** @param isErased its words were not taken: a legal erasure has taken them before (SPEC G10) */
	readonly #accepted: (item: NewItem, isErased: boolean) => void;
	/** Takes so many units of work and bytes; false when no more may be taken. */
	readonly #use: (structs: number, bytes: number) => boolean;
	readonly #ends: TextEnd[] = [];
	#isOver = false;

	constructor(
		index: TextIndex,
		speaking: Speaking,
		accepted: (item: NewItem, isErased: boolean) => void,
		use: (structs: number, bytes: number) => boolean,
	) {
		this.#index = index;
		this.#speaking = speaking;
		this.#accepted = accepted;
		this.#use = use;
	}

	judge(sections: readonly Section[]): TextJudgement {
		const waiting = new Map<number, Cursor[]>();
		const ready: Cursor[] = [];
		for (const section of sections) {
			const first = firstUnknown(section, this.#index.nextClock(section.client));
			if (first !== null && this.#mayWrite(section, first)) ready.push({ section, at: first, awaits: null });
		}
		for (let cursor = ready.shift(); cursor && !this.#isOver; cursor = ready.shift()) {
			this.#advance(cursor);
			if (cursor.awaits) push(waiting, cursor.awaits[0], cursor);
			const { client } = cursor.section;
			const woken = waiting.get(client) ?? [];
			waiting.set(
				client,
				woken.filter((other) => !this.#isHere(other.awaits!)),
			);
			for (const other of woken) if (this.#isHere(other.awaits!)) ready.push(other);
		}
		if (this.#isOver) return { ends: this.#ends, isMore: true };
		for (const [client, cursors] of waiting)
			if (cursors.length > 0) this.#gap(client, this.#index.nextClock(client));
		return { ends: this.#ends, isMore: false };
	}

	#mayWrite({ client, structs }: Section, first: number): boolean {
		const next = this.#index.nextClock(client);
		const struct = structs[first]!;
		const code = judgeWriter(client, this.#speaking);
		if (code === 'ignored') return false;
		if (code) this.#refuse(client, struct, code);
		else if (struct.clock > next) this.#gap(client, next);
		else return true;
		return false;
	}

	/** As far as it can be judged now. */
	#advance(cursor: Cursor): void {
		const { client, structs } = cursor.section;
		cursor.awaits = null;
		while (cursor.at < structs.length) {
			const struct = structs[cursor.at]!;
			if (struct.kind === 'skip') return;
			const code = this.#faultOf(client, struct);
			if (code) return this.#refuse(client, struct, code);
			const { item, isErased } = this.#firstPart(
				partFrom(newItemOf(client, struct)!, this.#index.nextClock(client)),
			);
			cursor.awaits = [item.origin, item.rightOrigin].find((id) => id && !this.#isHere(id)) ?? null;
			if (cursor.awaits) return;
			if (!this.#use(0, 0)) {
				this.#isOver = true;
				return;
			}
			const placed = this.#index.place(item);
			if (!placed.ok) {
				this.#use(1 + (placed.steps ?? 0) / STEPS_PER_STRUCT, 0);
				return this.#refuse(client, struct, placed.code);
			}
			this.#accepted(item, isErased);
			this.#use(1 + placed.steps / STEPS_PER_STRUCT, item.text?.length ?? 0);
			if (this.#index.nextClock(client) >= struct.clock + struct.length) cursor.at++;
		}
	}

	/** As much of an item as is erased throughout, or not at all. */
	#firstPart(item: TextStruct): { item: TextStruct; isErased: boolean } {
		const [first] = item.text === null ? [] : this.#index.erased.within(item);
		if (!first) return { item, isErased: false };
		const [clock, length] = first;
		if (clock > item.clock) return { item: partBefore(item, clock), isErased: false };
		return { item: { ...partBefore(item, clock + length), text: null }, isErased: true };
	}

	/** What can be said of a struct whatever else is here. */
	#faultOf(client: number, struct: Struct): RefusalCode | null {
		if (struct.kind !== 'text' && struct.kind !== 'deleted') return 'FORBIDDEN_CONTENT';
		const { origin, rightOrigin, isNested, hasParentSub } = struct.placement;
		if (isNested) return 'CONTAINER_NOT_YOURS';
		if (hasParentSub) return 'MAP_KEY_IN_FEED';
		const namesItself = [origin, rightOrigin].some((id) => id?.[0] === client && id[1] >= struct.clock);
		return namesItself ? 'MISSING_DEPENDENCY' : null;
	}

	#isHere([client, clock]: ItemId): boolean {
		return clock < this.#index.nextClock(client);
	}

	#refuse(client: number, struct: Struct, code: RefusalCode): void {
		const clock = Math.max(struct.clock, this.#index.nextClock(client));
		const length = struct.clock + struct.length - clock;
		this.#ends.push({ kind: 'refused', client, clock, length, code });
	}

	#gap(client: number, expected: number): void {
		this.#ends.push({ kind: 'gap', client, expected });
	}
}

/** Number of the first struct of which anything is unknown; null when there is none, or only what a Skip stands for. */
function firstUnknown({ structs, end }: Section, next: number): number | null {
	if (end <= next) return null;
	const first = structs.findIndex(({ clock, length }) => clock + length > next);
	return structs[first]!.kind === 'skip' ? null : first;
}

function push(waiting: Map<number, Cursor[]>, client: number, cursor: Cursor): void {
	const others = waiting.get(client);
	if (others) others.push(cursor);
	else waiting.set(client, [cursor]);
}
