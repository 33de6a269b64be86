import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { concatenate, pushAscii, varUints } from './byte-writer.ts';

function lib0(write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder();
	write(encoder);
	return encoding.toUint8Array(encoder);
}

test.each([0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER])(
	'[R12] %d is written as lib0 writes it',
	(number) => {
		expect(varUints(number)).toEqual(lib0((encoder) => encoding.writeVarUint(encoder, number)));
	},
);

test('[R12] texts and pieces are written as lib0 writes them', () => {
	const bytes: number[] = [];
	pushAscii(bytes, '65536000');
	expect(Uint8Array.from(bytes)).toEqual(lib0((encoder) => encoding.writeVarString(encoder, '65536000')));
	expect(concatenate([varUints(1), new Uint8Array(0), Uint8Array.of(2, 3)])).toEqual(Uint8Array.of(1, 2, 3));
});
