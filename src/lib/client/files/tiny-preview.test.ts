import { expect, test } from 'vitest';
import { encodePreview } from './loudness.ts';
import { encodeThumbHash } from './thumb-hash.ts';
import { loudness, TINY_EDGE, tinyPicture } from './tiny-preview.ts';

/** The mean colour that stands in the head of a hash: everything else of it is 7.5 of 15, which is none. */
function plain(l: number, p: number, q: number): string {
	const header = l | (p << 6) | (q << 12);
	const bytes = [header & 255, (header >> 8) & 255, header >> 16, 7, 0, ...Array<number>(16).fill(0x88)];
	return Buffer.from(bytes).toString('base64url');
}

test('[D14] a tiny picture has the colours that its hash says', () => {
	const white = tinyPicture(plain(63, 31, 31))!;
	expect(white).toHaveLength(TINY_EDGE * TINY_EDGE * 4);
	for (const value of white.subarray(0, 3)) expect(value).toBeGreaterThan(235);
	const black = tinyPicture(plain(0, 31, 31))!;
	for (const value of black.subarray(0, 3)) expect(value).toBeLessThan(20);
	// More of q is more red than green.
	const [r, g] = tinyPicture(plain(31, 31, 50))!;
	expect(r! - g!).toBeGreaterThan(100);
});

test('[D14] a picture looks from afar as its sender saw it', () => {
	const [width, height] = [60, 40];
	const rgba = new Uint8ClampedArray(width * height * 4);
	// Red on the start side, blue on the other.
	for (let at = 0; at < width * height; at++)
		rgba.set(at % width < width / 2 ? [220, 40, 30, 255] : [30, 60, 200, 255], at * 4);
	const shown = tinyPicture(encodePreview(encodeThumbHash(width, height, rgba)))!;
	const at = (x: number) => [...shown.subarray((16 * TINY_EDGE + x) * 4, (16 * TINY_EDGE + x) * 4 + 3)];
	const [[startRed, , startBlue], [endRed, , endBlue]] = [at(4), at(TINY_EDGE - 5)] as [number[], number[]];
	expect(startRed! - startBlue!).toBeGreaterThan(100);
	expect(endBlue! - endRed!).toBeGreaterThan(100);
});

test('[D14] what is no hash shows nothing, and harms nobody', () => {
	for (const preview of ['', 'A', 'AAAA', '****']) expect(tinyPicture(preview)).toBeNull();
	for (let size = 6; size <= 72; size++) tinyPicture(Buffer.alloc(size, 255).toString('base64url'));
});

test('[D05] loudness is a byte each', () => {
	expect(loudness(Buffer.from([0, 255, 51]).toString('base64url'))).toEqual([0, 1, 0.2]);
	expect(loudness('')).toEqual([]);
});
