import type { ByteReader } from './byte-reader.ts';
import { Refused } from './byte-reader.ts';
import { LIMITS } from '#lib/protocol/limits.ts';

/** Stands for a value that was not encoded as lib0's `writeAny` does (SPEC D5). No schema accepts it. */
export const NOT_CANONICAL: unique symbol = Symbol('not canonical');

/** An event has at most 120 values in it, with ten files; a ledger entry 8. */
const MAX_NODES = 128;
export const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_INTEGER = 0x7fff_ffff;

/** Reads the values of a `ContentAny`: plain data, with objects that inherit nothing. */
export class ValueReader {
	readonly #reader: ByteReader;
	#nodes = 0;
	#canonical = true;
	readonly #scratch = new DataView(new ArrayBuffer(8));

	constructor(reader: ByteReader) {
		this.#reader = reader;
	}

	/** One value, or NOT_CANONICAL when only its encoding is at fault. */
	read(): unknown {
		this.#nodes = 0;
		this.#canonical = true;
		const value = this.#value(1);
		return this.#canonical ? value : NOT_CANONICAL;
	}

	#value(depth: number): unknown {
		if (++this.#nodes > MAX_NODES) throw new Refused('TOO_MANY_NODES');
		const reader = this.#reader;
		const type = reader.byte();
		switch (type) {
			case 126:
				return null;
			case 125:
				return this.#integer();
			case 124:
				return this.#float(4);
			case 123:
				return this.#float(8);
			case 121:
				return false;
			case 120:
				return true;
			case 119:
				return reader.string();
			case 118:
				return this.#object(depth);
			case 117:
				return this.#array(depth);
			case 127:
				return this.#notCanonical();
			case 122:
				reader.take(8);
				return this.#notCanonical();
			case 116:
				reader.varBytes();
				return this.#notCanonical();
			default:
				throw new Refused('MALFORMED');
		}
	}

	#notCanonical(): null {
		this.#canonical = false;
		return null;
	}

	#integer(): number {
		const reader = this.#reader;
		const first = reader.byte();
		let value = first & 0x3f;
		if ((first & 0x80) !== 0) {
			let unit = 64;
			for (;;) {
				const byte = reader.byte();
				value += (byte & 0x7f) * unit;
				if (value > Number.MAX_SAFE_INTEGER) throw new Refused('MALFORMED');
				if (byte < 0x80) {
					if (byte === 0) this.#canonical = false;
					break;
				}
				unit *= 128;
			}
		}
		if (value > MAX_INTEGER) this.#canonical = false;
		return (first & 0x40) !== 0 ? -value : value;
	}

	#float(size: 4 | 8): number {
		const bytes = this.#reader.take(size);
		const scratch = this.#scratch;
		for (let i = 0; i < size; i++) scratch.setUint8(i, bytes[i]!);
		const value = size === 4 ? scratch.getFloat32(0) : scratch.getFloat64(0);
		const isInteger = Number.isInteger(value) && Math.abs(value) <= MAX_INTEGER;
		if (isInteger || (size === 8) === (Math.fround(value) === value)) this.#canonical = false;
		else if (Number.isNaN(value)) {
			// One of the many: that which JavaScript writes.
			scratch.setFloat64(0, NaN);
			for (let i = 0; i < size; i++) if (scratch.getUint8(i) !== bytes[i]) this.#canonical = false;
		}
		return value;
	}

	#object(depth: number): object {
		const reader = this.#reader;
		const count = this.#count(depth, 2);
		const object = { __proto__: null } as unknown as Record<string, unknown>;
		for (let i = 0; i < count; i++) {
			const key = reader.string();
			if (FORBIDDEN_KEYS.has(key)) throw new Refused('FORBIDDEN_KEY');
			// A key twice, or a number (which JavaScript would move to the front): not what `writeAny` writes.
			if (key in object || isIndex(key)) this.#canonical = false;
			object[key] = this.#value(depth + 1);
		}
		return object;
	}

	#array(depth: number): unknown[] {
		const count = this.#count(depth, 1);
		const array: unknown[] = [];
		for (let i = 0; i < count; i++) array.push(this.#value(depth + 1));
		return array;
	}

	/** Number of members, each of which has at least `least` bytes. */
	#count(depth: number, least: number): number {
		if (depth > LIMITS.valueDepth) throw new Refused('TOO_DEEP');
		const count = this.#reader.varUint();
		if (count > MAX_NODES || count * least > this.#reader.left) throw new Refused('TOO_MANY_NODES');
		return count;
	}
}

function isIndex(key: string): boolean {
	const first = key.charCodeAt(0);
	return first >= 48 && first <= 57 && /^(?:0|[1-9][0-9]*)$/.test(key);
}
