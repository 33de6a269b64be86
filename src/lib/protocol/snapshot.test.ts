import { expect, test } from 'vitest';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot.ts';

const snapshot: Snapshot = {
	document: 'c/00000000-0000-7000-8000-000000000000/0',
	seq: 3,
	rowHash: new Uint8Array(32).fill(7),
	logs: [
		{ client: 1, count: 2, bytes: Uint8Array.of(126, 126) },
		{ client: 2 ** 52, count: 1, bytes: Uint8Array.of(126) },
	],
};

test('[L12] a snapshot is read as it was written, whatever order its logs came in', () => {
	const bytes = encodeSnapshot(snapshot);
	expect(decodeSnapshot(bytes)).toEqual(snapshot);
	expect(encodeSnapshot({ ...snapshot, logs: snapshot.logs.toReversed() })).toEqual(bytes);
});

test('[L12] bytes that are no snapshot, or one of another format, are not read', () => {
	const bytes = encodeSnapshot(snapshot);
	expect(() => decodeSnapshot(Uint8Array.of(2, ...bytes.subarray(1)))).toThrow('format 2');
	expect(() => decodeSnapshot(bytes.subarray(0, bytes.length - 1))).toThrow();
	expect(() => decodeSnapshot(Uint8Array.of(...bytes, 0))).toThrow('after its end');
});
