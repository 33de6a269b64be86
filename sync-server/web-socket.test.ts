import { expect, test } from 'vitest';
import { frameOf } from './web-socket.ts';

test.each([
	[0, [0x82, 0]],
	[125, [0x82, 125]],
	[126, [0x82, 126, 0, 126]],
	[65_535, [0x82, 126, 255, 255]],
	[65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
])('[W1] a frame of %i bytes begins as RFC 6455 says, and holds the bytes', (length, head) => {
	const bytes = new Uint8Array(length).fill(7);
	const frame = frameOf(bytes);
	expect([...frame.subarray(0, head.length)]).toEqual(head);
	expect(Buffer.compare(frame.subarray(head.length), bytes)).toBe(0);
});

test('[W1] of the same bytes it is made once, of others anew', () => {
	const bytes = Uint8Array.of(1, 2);
	expect(frameOf(bytes)).toBe(frameOf(bytes));
	expect([...frameOf(Uint8Array.of(3))]).toEqual([0x82, 1, 3]);
});
