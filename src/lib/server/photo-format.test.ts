import { expect, test } from 'vitest';
import { aJpeg, aWebp } from '../../../tests/support/pictures.ts';
import { photoFormat } from './photo-format.ts';

test('[A03] a picture is what its bytes say, with the edges that stand in them', () => {
	for (const kind of ['VP8 ', 'VP8L', 'VP8X'] as const)
		expect(photoFormat(aWebp({ kind, width: 256, height: 255 }))).toEqual({
			...{ type: 'image/webp', width: 256, height: 255 },
		});
	expect(photoFormat(aJpeg({ width: 256, height: 255 }))).toEqual({
		...{ type: 'image/jpeg', width: 256, height: 255 },
	});
});

test('[A03] a canvas may say what its colours mean, as Chromium’s does', () => {
	expect(photoFormat(aWebp({ kind: 'VP8X', flags: 0b10_0000 }))).toMatchObject({ type: 'image/webp' });
	expect(photoFormat(aJpeg({ profile: true }))).toMatchObject({ type: 'image/jpeg' });
});

test.each<[string, Uint8Array]>([
	['nothing', new Uint8Array()],
	['text', Buffer.from('<svg onload=alert(1)>'.repeat(9))],
	['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452000001000000010008060000005c72a866', 'hex')],
	['a WebP with something behind it', Buffer.concat([aWebp({}), Buffer.from('<script>')])],
	['a WebP that was cut off', aWebp({}).subarray(0, 28)],
	['a WebP of no known kind', aWebp({ kind: 'ANMF' })],
	['a WebP with what a camera wrote', aWebp({ kind: 'VP8X', flags: 0b1000 })],
	['a WebP that moves', aWebp({ kind: 'VP8X', flags: 0b10 })],
	['a JPEG with what a camera wrote', aJpeg({ segments: [0xe1] })],
	['a JPEG with a segment that is no profile', aJpeg({ segments: [0xe2] })],
	['a JPEG with a comment', aJpeg({ segments: [0xfe] })],
	['a JPEG with something behind it', Buffer.concat([aJpeg({}), Buffer.from('<script>')])],
	['a JPEG without a picture', aJpeg({ frame: 0xda })],
])('[A03] %s is no picture of a person', (_, bytes) => {
	expect(photoFormat(bytes)).toBe(undefined);
});
