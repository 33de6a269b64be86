import type { RefusalCode } from '#lib/protocol/refusals.ts';

/** Thrown while decoding, caught by the decoder's entry points; reaches nobody else. No stack: a flood of bad frames must stay cheap. */
export class Refused {
	readonly code: RefusalCode;
	constructor(code: RefusalCode) {
		this.code = code;
	}
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads lib0's primitives, and only the one encoding of each that lib0 writes. */
export class ByteReader {
	readonly bytes: Uint8Array;
	position: number;

	constructor(bytes: Uint8Array, position = 0) {
		this.bytes = bytes;
		this.position = position;
	}

	get left(): number {
		return this.bytes.length - this.position;
	}

	byte(): number {
		if (this.position >= this.bytes.length) throw new Refused('MALFORMED');
		return this.bytes[this.position++]!;
	}

	/** An unsigned integer below 2^53 in its shortest form. */
	varUint(): number {
		const first = this.byte();
		if (first < 0x80) return first;
		let value = first & 0x7f;
		let unit = 128;
		for (;;) {
			const byte = this.byte();
			value += (byte & 0x7f) * unit;
			if (value > Number.MAX_SAFE_INTEGER) throw new Refused('MALFORMED');
			if (byte < 0x80) {
				if (byte === 0) throw new Refused('MALFORMED');
				return value;
			}
			unit *= 128;
		}
	}

	/** `length` bytes, as a view. */
	take(length: number): Uint8Array {
		if (length > this.left) throw new Refused('MALFORMED');
		return this.bytes.subarray(this.position, (this.position += length));
	}

	/** `varUint length`, then that many bytes, as a view. */
	varBytes(): Uint8Array {
		return this.take(this.varUint());
	}

	string(): string {
		const length = this.varUint();
		if (length > this.left) throw new Refused('STRING_TOO_LONG');
		return this.text(length);
	}

	/** `length` bytes of UTF-8; the caller has made sure that they are there. */
	text(length: number): string {
		const { bytes, position } = this;
		this.position += length;
		if (length <= SHORT) {
			let text = '';
			let i = position;
			for (; i < position + length && bytes[i]! < 0x80; i++) text += ASCII[bytes[i]!];
			if (i === position + length) return text;
		}
		try {
			return utf8.decode(bytes.subarray(position, position + length));
		} catch {
			throw new Refused('BAD_UTF8');
		}
	}
}

/** Below this length a loop is faster than the decoder's call. */
const SHORT = 12;
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
