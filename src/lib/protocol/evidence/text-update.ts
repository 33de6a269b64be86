/** Reads the update that a row of a text document holds (SPEC X10), strictly: for who judges or shows it, without Yjs. */
import * as decoding from 'lib0/decoding';

export type TextId = readonly [client: number, clock: number];

export interface TextStruct {
	clock: number;
	/** UTF-16 units. */
	length: number;
	/** Null for what was deleted before anybody saw it. */
	text: string | null;
	origin: TextId | null;
	rightOrigin: TextId | null;
	/** Where there is neither origin. */
	root: string | null;
}

export interface TextSection {
	client: number;
	clock: number;
	structs: TextStruct[];
}

export interface TextUpdate {
	sections: TextSection[];
	deletes: { client: number; clock: number; end: number }[];
}

const DELETED = 1;
const STRING = 4;
const HAS_PARENT_SUB = 0b0010_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_ORIGIN = 0b1000_0000;

/** Throws for whatever is no update of strings and deletions. */
export function readTextUpdate(value: Uint8Array): TextUpdate {
	const bytes: unknown = decoding.readAny(decoding.createDecoder(value));
	if (!(bytes instanceof Uint8Array)) throw new RangeError('no bytes');
	return readBareUpdate(bytes);
}

/** Of bytes that no value of lib0 holds. */
export function readBareUpdate(bytes: Uint8Array): TextUpdate {
	const decoder = decoding.createDecoder(bytes);
	const sections: TextSection[] = [];
	for (let left = decoding.readVarUint(decoder); left > 0; left--) sections.push(readSection(decoder));
	const deletes: TextUpdate['deletes'] = [];
	for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
		const client = decoding.readVarUint(decoder);
		for (let left = decoding.readVarUint(decoder); left > 0; left--) {
			const clock = decoding.readVarUint(decoder);
			deletes.push({ client, clock, end: clock + decoding.readVarUint(decoder) });
		}
	}
	if (decoding.hasContent(decoder)) throw new RangeError('trailing bytes');
	if (new Set(sections.map(({ client }) => client)).size < sections.length)
		throw new RangeError('a client twice');
	return { sections, deletes };
}

function readSection(decoder: decoding.Decoder): TextSection {
	const count = decoding.readVarUint(decoder);
	const client = decoding.readVarUint(decoder);
	const clock = decoding.readVarUint(decoder);
	const section: TextSection = { client, clock, structs: [] };
	let at = clock;
	for (let i = 0; i < count; i++) {
		const info = decoding.readUint8(decoder);
		const content = info & 0b0001_1111;
		if ((content !== DELETED && content !== STRING) || info & HAS_PARENT_SUB) throw new RangeError('no text');
		const origin = info & HAS_ORIGIN ? readId(decoder) : null;
		const rightOrigin = info & HAS_RIGHT_ORIGIN ? readId(decoder) : null;
		let root: string | null = null;
		if (!origin && !rightOrigin) {
			if (decoding.readVarUint(decoder) !== 1) throw new RangeError('no root');
			root = decoding.readVarString(decoder);
		}
		const text = content === STRING ? decoding.readVarString(decoder) : null;
		const length = text?.length ?? decoding.readVarUint(decoder);
		if (length === 0) throw new RangeError('an empty struct');
		section.structs.push({ clock: at, length, text, origin, rightOrigin, root });
		at += length;
	}
	return section;
}

function readId(decoder: decoding.Decoder): TextId {
	return [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
}
