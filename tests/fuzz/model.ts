/** A Yjs v1 update as an attacker takes it apart: every number may be replaced by any bytes. Written on lib0, not on the relay's decoder. */
import * as decoding from 'lib0/decoding';
import { bytes, CONTENT, raw, struct, type Part, type Place } from '../attacks/bytes.ts';

/** A number, or the bytes that stand where it should. */
export type Num = number | Uint8Array;

export interface StructModel {
	ref: number;
	place: Place;
	/** How many the content says that it has; null: as many as there are. */
	length: Num | null;
	/** Of `ContentAny`: the bytes of each value. */
	values: Uint8Array[];
	/** Of what is neither values nor a length. */
	content?: Part[];
}

export interface SectionModel {
	count: Num | null;
	client: Num;
	clock: Num;
	structs: StructModel[];
}

export interface DeleteModel {
	client: Num;
	count: Num | null;
	ranges: [clock: Num, length: Num][];
}

export interface UpdateModel {
	sectionCount: Num | null;
	sections: SectionModel[];
	deleteCount: Num | null;
	deletes: DeleteModel[];
	tail: Uint8Array;
}

const EMPTY = new Uint8Array(0);

/** Takes an honest update apart. Throws for what Yjs would not have written. */
export function takeApart(update: Uint8Array): UpdateModel {
	const decoder = decoding.createDecoder(update);
	const number = () => decoding.readVarUint(decoder);
	const list = <Element>(length: number, read: () => Element): Element[] => Array.from({ length }, read);
	const sections = list(number(), (): SectionModel => {
		const count = number();
		const [client, clock] = [number(), number()];
		return { count: null, client, clock, structs: list(count, () => readStruct(decoder)) };
	});
	const deletes = list(number(), (): DeleteModel => {
		const client = number();
		return { client, count: null, ranges: list(number(), (): [number, number] => [number(), number()]) };
	});
	return { sectionCount: null, sections, deleteCount: null, deletes, tail: EMPTY };
}

function readStruct(decoder: decoding.Decoder): StructModel {
	const number = () => decoding.readVarUint(decoder);
	const info = decoding.readUint8(decoder);
	const ref = info & 31;
	const place: Place = {};
	if (ref === CONTENT.gc || ref === CONTENT.skip) return { ref, place, length: number(), values: [] };
	if (info & 128) place.origin = [number(), number()];
	if (info & 64) place.right = [number(), number()];
	if (!(info & 192)) {
		if (number() === 1) place.root = decoding.readVarString(decoder);
		else place.parent = [number(), number()];
		if (info & 32) place.sub = decoding.readVarString(decoder);
	}
	if (ref === CONTENT.string)
		return { ref, place, length: null, values: [], content: [decoding.readVarString(decoder)] };
	const length = number();
	if (ref === CONTENT.deleted) return { ref, place, length, values: [] };
	if (ref !== CONTENT.any) throw new Error(`content ${ref} in an honest update`);
	const values = Array.from({ length }, () => {
		const start = decoder.pos;
		decoding.readAny(decoder);
		return decoder.arr.slice(start, decoder.pos);
	});
	return { ref, place, length: null, values };
}

export function putTogether({ sectionCount, sections, deleteCount, deletes, tail }: UpdateModel): Uint8Array {
	return bytes(
		sectionCount ?? sections.length,
		...sections.flatMap(({ count, client, clock, structs }) => [
			count ?? structs.length,
			client,
			clock,
			...structs.map(structBytes),
		]),
		deleteCount ?? deletes.length,
		...deletes.flatMap(({ client, count, ranges }) => [client, count ?? ranges.length, ...ranges.flat()]),
		tail,
	);
}

function structBytes({ ref, place, length, values, content }: StructModel): Uint8Array {
	if (ref === CONTENT.gc || ref === CONTENT.skip) return bytes(raw(ref), length ?? 1);
	if (content) return struct(ref, place, ...content);
	if (ref === CONTENT.any) return struct(ref, place, length ?? values.length, ...values);
	return struct(ref, place, length ?? 1);
}

/** Clocks that the struct says it takes, where that can be said. */
export function lengthOf({ ref, length, values, content }: StructModel): number {
	if (ref === CONTENT.string && typeof content?.[0] === 'string') return content[0].length;
	if (typeof length === 'number') return length;
	return ref === CONTENT.any ? values.length : 1;
}
