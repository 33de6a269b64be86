/** The ledger's entries (SPEC D7): shapes, and the one parser. */

export type LedgerEntry =
	| { kind: 'epoch'; previous: number; cut: number; at: number }
	| { kind: 'member'; user: string }
	| { kind: 'writer'; client: number; member: number }
	| {
			kind: 'run';
			writer: number;
			clock: number;
			length: number;
			elapsed: number;
			digest: number;
			/** Of one that was given back after a restore: when it was first accepted. */
			at?: number;
	  }
	/** Who gives back the runs that follow (SPEC P9). */
	| { kind: 'giver'; member: number; elapsed: number }
	| { kind: 'refused'; writer: number; clock: number; length: number; elapsed: number; code: string }
	| { kind: 'redacted'; writer: number; clock: number; length: number; elapsed: number; target: boolean }
	/** By legal request `request` (SPEC G). */
	| {
			kind: 'erased';
			writer: number;
			clock: number;
			length: number;
			elapsed: number;
			target: boolean;
			request: number;
	  }
	| { kind: 'volume'; next: number; elapsed: number }
	/** `erased`: whoever holds a copy of that volume has to fetch it, also when nobody reads there. */
	| { kind: 'late'; volume: number; entry: number; elapsed: number; erased: boolean };

/** An entry as it stands in the array. */
export type StoredEntry = readonly (string | number)[];

export function storeEntry(entry: LedgerEntry): StoredEntry {
	switch (entry.kind) {
		case 'epoch':
			return ['e', entry.previous, entry.cut, entry.at];
		case 'member':
			return ['m', entry.user];
		case 'writer':
			return ['w', entry.client, entry.member];
		case 'run': {
			const run = [entry.writer, entry.clock, entry.length, entry.elapsed, entry.digest];
			return entry.at === undefined ? run : ['r', ...run, entry.at];
		}
		case 'giver':
			return ['b', entry.member, entry.elapsed];
		case 'refused':
			return ['x', entry.writer, entry.clock, entry.length, entry.elapsed, entry.code];
		case 'redacted':
			return ['d', entry.writer, entry.clock, entry.length, entry.elapsed, entry.target ? 1 : 0];
		case 'erased': {
			const { writer, clock, length, elapsed, target, request } = entry;
			return ['g', writer, clock, length, elapsed, target ? 1 : 0, request];
		}
		case 'volume':
			return ['v', entry.next, entry.elapsed];
		case 'late':
			return ['l', entry.volume, entry.entry, entry.elapsed, ...(entry.erased ? [1] : [])];
	}
}

/** Reads one element of a ledger; undefined for whatever is none. Never throws. */
export function parseEntry(value: unknown): LedgerEntry | undefined {
	if (!Array.isArray(value)) return undefined;
	const [tag, ...rest] = value as unknown[];
	if (typeof tag === 'number') {
		if (!areCounts(value, 5)) return undefined;
		const [writer, clock, length, elapsed, digest] = value;
		return { kind: 'run', writer, clock, length, elapsed, digest };
	}
	switch (tag) {
		case 'e':
			return areCounts(rest, 3) ? { kind: 'epoch', previous: rest[0], cut: rest[1], at: rest[2] } : undefined;
		case 'm':
			return rest.length === 1 && typeof rest[0] === 'string' ? { kind: 'member', user: rest[0] } : undefined;
		case 'w':
			return areCounts(rest, 2) ? { kind: 'writer', client: rest[0], member: rest[1] } : undefined;
		case 'b':
			return areCounts(rest, 2) ? { kind: 'giver', member: rest[0], elapsed: rest[1] } : undefined;
		case 'r': {
			if (!areCounts(rest, 6)) return undefined;
			const [writer, clock, length, elapsed, digest, at] = rest;
			return { kind: 'run', writer, clock, length, elapsed, digest, at };
		}
		case 'x': {
			const code = rest.pop();
			if (typeof code !== 'string' || !areCounts(rest, 4)) return undefined;
			return { kind: 'refused', writer: rest[0], clock: rest[1], length: rest[2], elapsed: rest[3], code };
		}
		case 'd': {
			if (!areCounts(rest, 5)) return undefined;
			const [writer, clock, length, elapsed, target] = rest;
			return { kind: 'redacted', writer, clock, length, elapsed, target: target === 1 };
		}
		case 'g': {
			if (!areCounts(rest, 6)) return undefined;
			const [writer, clock, length, elapsed, target, request] = rest;
			return { kind: 'erased', writer, clock, length, elapsed, target: target === 1, request };
		}
		case 'v':
			return areCounts(rest, 2) ? { kind: 'volume', next: rest[0], elapsed: rest[1] } : undefined;
		case 'l':
			if (areCounts(rest, 3))
				return { kind: 'late', volume: rest[0], entry: rest[1], elapsed: rest[2], erased: false };
			if (!areCounts(rest, 4) || rest[3] !== 1) return undefined;
			return { kind: 'late', volume: rest[0], entry: rest[1], elapsed: rest[2], erased: true };
	}
	return undefined;
}

interface Counts {
	2: [number, number];
	3: [number, number, number];
	4: [number, number, number, number];
	5: [number, number, number, number, number];
	6: [number, number, number, number, number, number];
}

function areCounts<Length extends keyof Counts>(values: unknown[], length: Length): values is Counts[Length] {
	return (
		values.length === length && values.every((value) => Number.isSafeInteger(value) && (value as number) >= 0)
	);
}
