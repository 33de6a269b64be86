/**
 * The strict decoder of a Yjs v1 update (SPEC R1, D5): one pass, no Yjs, nothing allocated that the bytes do not pay for.
 * It knows the format, not the rules: whether a struct may stand where it stands is for rules.ts.
 */
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import { ByteReader, Refused } from './byte-reader.ts';
import { ValueReader } from './value-reader.ts';

/** Where an item says that it stands. */
export interface Placement {
	/** The item to its left when it was made: `[client, clock]`. */
	origin: readonly [number, number] | null;
	/** The item to its right when it was made. */
	rightOrigin: readonly [number, number] | null;
	/** Name of the root that holds it, when it is said (then there is no origin). */
	root: string | null;
	/** Its parent is another item. */
	isNested: boolean;
	hasParentSub: boolean;
}

export type Struct =
	/**
	 * JSON values. Value `i` stands in the bytes from `offsets[i]` to `offsets[i + 1]`; `NOT_CANONICAL` stands for one whose encoding is not the one
	 * that lib0 writes.
	 */
	| {
			kind: 'values';
			clock: number;
			length: number;
			placement: Placement;
			values: unknown[];
			offsets: number[];
	  }
	/** SPEC X4; `length` in UTF-16 units. */
	| { kind: 'text'; clock: number; length: number; placement: Placement; text: string }
	| { kind: 'deleted'; clock: number; length: number; placement: Placement }
	| { kind: 'gc'; clock: number; length: number }
	| { kind: 'skip'; clock: number; length: number };

/** The structs of one client id, contiguous from `clock` on. */
export interface Section {
	client: number;
	clock: number;
	/** The clock after the last struct. */
	end: number;
	structs: Struct[];
}

export interface ClockRange {
	client: number;
	clock: number;
	length: number;
}

export interface Update {
	bytes: Uint8Array;
	sections: Section[];
	deletes: ClockRange[];
}

export type Decoded = { ok: true; update: Update } | { ok: false; code: RefusalCode };

/** A document has at most some hundred client ids; whoever sends it whole sends them all. */
export const MAX_SECTIONS = 4096;
/** Honest logs are one struct, cut only where something was redacted. */
const MAX_STRUCTS = 20_000;
const MAX_DELETE_RANGES = 20_000;
/** No event has fewer bytes: a reaction or a message of one letter at a time below 64 has 17. */
const MIN_EVENT_BYTES = 16;
/** The shortest ledger entry, `v`. */
const MIN_ENTRY_BYTES = 9;

const CONTENT = 0b0001_1111;
const HAS_PARENT_SUB = 0b0010_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_ORIGIN = 0b1000_0000;
const GC = 0;
const DELETED = 1;
const STRING = 4;
const ANY = 8;
const SKIP = 10;

/** What the documents of a kind are made of (SPEC R1, X4). */
export type Holds = 'events' | 'text';

/** Decodes a whole update. Never throws. */
export function decodeUpdate(bytes: Uint8Array, holds: Holds = 'events'): Decoded {
	return new UpdateDecoder(bytes, holds).step(Infinity)!;
}

/** Decodes in steps, so that a backlog of megabytes does not hold up everybody else. */
export class UpdateDecoder {
	readonly #bytes: Uint8Array;
	/** The one content that this document may have. */
	readonly #content: typeof ANY | typeof STRING;
	readonly #reader: ByteReader;
	readonly #values: ValueReader;
	readonly #clients = new Set<number>();
	readonly #sections: Section[] = [];
	#sectionsLeft = -1;
	#structsLeft = 0;
	#structCount = 0;
	#section: Section | null = null;
	/** The struct whose values are being read. */
	#open: (Struct & { kind: 'values' }) | null = null;

	constructor(bytes: Uint8Array, holds: Holds = 'events') {
		this.#bytes = bytes;
		this.#content = holds === 'text' ? STRING : ANY;
		this.#reader = new ByteReader(bytes);
		this.#values = new ValueReader(this.#reader);
	}

	/** Reads on for about `budget` bytes. Undefined while there is more to read. Never throws. */
	step(budget: number): Decoded | undefined {
		const until = this.#reader.position + budget;
		try {
			if (this.#sectionsLeft < 0) this.#sectionsLeft = this.#readSectionCount();
			while (this.#open || this.#structsLeft > 0 || this.#sectionsLeft > 0) {
				if (this.#reader.position >= until) return undefined;
				if (this.#open) this.#readValues(this.#open, until);
				else if (this.#structsLeft > 0) this.#readStruct(this.#section!);
				else this.#beginSection();
			}
			const deletes = this.#readDeletes();
			if (this.#reader.left > 0) throw new Refused('TRAILING_BYTES');
			return { ok: true, update: { bytes: this.#bytes, sections: this.#sections, deletes } };
		} catch (error) {
			if (error instanceof Refused) return { ok: false, code: error.code };
			throw error;
		}
	}

	#readSectionCount(): number {
		const count = this.#reader.varUint();
		// A section has a struct count, a client id, a clock and at least one struct of two bytes.
		if (count > MAX_SECTIONS || count * 5 > this.#reader.left) throw new Refused('TOO_MANY_CLIENTS');
		return count;
	}

	#beginSection(): void {
		const count = this.#reader.varUint();
		this.#structCount += count;
		if (this.#structCount > MAX_STRUCTS || count * 2 > this.#reader.left)
			throw new Refused('TOO_MANY_STRUCTS');
		const client = this.#reader.varUint();
		const clock = this.#reader.varUint();
		if (count === 0) throw new Refused('MALFORMED');
		if (this.#clients.has(client)) throw new Refused('DUPLICATE_SECTION');
		this.#clients.add(client);
		this.#section = { client, clock, end: clock, structs: [] };
		this.#sections.push(this.#section);
		this.#structsLeft = count;
		this.#sectionsLeft--;
	}

	#readStruct(section: Section): void {
		const info = this.#reader.byte();
		const clock = section.end;
		const content = info & CONTENT;
		if ((content === ANY || content === STRING) && content !== this.#content)
			throw new Refused('FORBIDDEN_CONTENT');
		switch (content) {
			case GC:
			case SKIP:
				if (info !== GC && info !== SKIP) throw new Refused('MALFORMED');
				this.#add(section, { kind: info === GC ? 'gc' : 'skip', clock, length: this.#readLength(clock) });
				return;
			case DELETED: {
				const placement = this.#readPlacement(info);
				this.#add(section, { kind: 'deleted', clock, length: this.#readLength(clock), placement });
				return;
			}
			case STRING: {
				const placement = this.#readPlacement(info);
				const text = this.#reader.string();
				const { length } = text;
				if (length === 0 || clock + length > Number.MAX_SAFE_INTEGER) throw new Refused('MALFORMED');
				this.#add(section, { kind: 'text', clock, length, placement, text });
				return;
			}
			case ANY: {
				const placement = this.#readPlacement(info);
				const length = this.#readLength(clock);
				const least = section.client < 65_536 ? MIN_ENTRY_BYTES : MIN_EVENT_BYTES;
				if (length * least > this.#reader.left && length > 1) throw new Refused('TOO_MANY_NODES');
				const offsets = [this.#reader.position];
				this.#open = { kind: 'values', clock, length, placement, values: [], offsets };
				return;
			}
			default:
				throw new Refused('FORBIDDEN_CONTENT');
		}
	}

	#add(section: Section, struct: Struct): void {
		section.structs.push(struct);
		section.end = struct.clock + struct.length;
		this.#structsLeft--;
	}

	#readLength(clock: number): number {
		const length = this.#reader.varUint();
		if (length === 0 || clock + length > Number.MAX_SAFE_INTEGER) throw new Refused('MALFORMED');
		return length;
	}

	#readValues(struct: Struct & { kind: 'values' }, until: number): void {
		const { values, offsets, length } = struct;
		while (values.length < length && this.#reader.position < until) {
			values.push(this.#values.read());
			offsets.push(this.#reader.position);
		}
		if (values.length < length) return;
		this.#open = null;
		this.#add(this.#section!, struct);
	}

	#readPlacement(info: number): Placement {
		const reader = this.#reader;
		const origin = (info & HAS_ORIGIN) !== 0 ? ([reader.varUint(), reader.varUint()] as const) : null;
		const rightOrigin =
			(info & HAS_RIGHT_ORIGIN) !== 0 ? ([reader.varUint(), reader.varUint()] as const) : null;
		const hasParentSub = (info & HAS_PARENT_SUB) !== 0;
		let root: string | null = null;
		let isNested = false;
		if (!origin && !rightOrigin) {
			const parentKind = reader.varUint();
			if (parentKind > 1) throw new Refused('MALFORMED');
			if (parentKind === 1) root = reader.string();
			else {
				isNested = true;
				reader.varUint();
				reader.varUint();
			}
			if (hasParentSub) reader.string();
		}
		return { origin, rightOrigin, root, isNested, hasParentSub };
	}

	#readDeletes(): ClockRange[] {
		const reader = this.#reader;
		const ranges: ClockRange[] = [];
		const clientCount = reader.varUint();
		if (clientCount > MAX_SECTIONS || clientCount * 4 > reader.left) throw new Refused('TOO_MANY_CLIENTS');
		const clients = new Set<number>();
		for (let i = 0; i < clientCount; i++) {
			const client = reader.varUint();
			if (clients.has(client)) throw new Refused('DUPLICATE_SECTION');
			clients.add(client);
			const count = reader.varUint();
			if (count === 0) throw new Refused('MALFORMED');
			if (ranges.length + count > MAX_DELETE_RANGES || count * 2 > reader.left)
				throw new Refused('TOO_MANY_STRUCTS');
			for (let j = 0; j < count; j++) {
				const clock = reader.varUint();
				ranges.push({ client, clock, length: this.#readLength(clock) });
			}
		}
		return ranges;
	}
}
