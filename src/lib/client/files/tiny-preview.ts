/** What shows of a file before its bytes are there (SPEC D14): by the word of its sender, so whatever cannot be read is nothing. */

/** Edge of the picture that comes of it, px. */
export const TINY_EDGE = 32;

function bytesOf(preview: string): Uint8Array | null {
	try {
		return Uint8Array.from(atob(preview.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
			sign.charCodeAt(0),
		);
	} catch {
		return null;
	}
}

/**
 * A ThumbHash (Evan Wallace's format) as RGBA of TINY_EDGE by TINY_EDGE px, whatever the picture's shape: who shows it knows that. Null for what is none.
 * What is transparent is shown as it would be on nothing.
 */
export function tinyPicture(preview: string): Uint8ClampedArray<ArrayBuffer> | null {
	const hash = bytesOf(preview);
	if (!hash || hash.length < 6) return null;
	const at = (index: number) => hash[index] ?? 0;
	const header = at(0) | (at(1) << 8) | (at(2) << 16);
	const more = at(3) | (at(4) << 8);
	const hasAlpha = header >> 23 === 1;
	const isLandscape = more >> 15 === 1;
	const long = hasAlpha ? 5 : 7;
	const columns = Math.max(3, isLandscape ? long : more & 7);
	const rows = Math.max(3, isLandscape ? more & 7 : long);

	let nibble = (hasAlpha ? 6 : 5) * 2;
	const channel = (dc: number, nx: number, ny: number, scale: number): Channel => {
		const waves: Channel['waves'] = [];
		for (let y = 0; y < ny; y++)
			for (let x = y === 0 ? 1 : 0; x * ny < nx * (ny - y); x++) {
				const value = (at(nibble >> 1) >> ((nibble & 1) * 4)) & 15;
				nibble++;
				waves.push([x, y, (value / 7.5 - 1) * scale]);
			}
		return { dc, waves };
	};
	const light = channel((header & 63) / 63, columns, rows, ((header >> 18) & 31) / 31);
	// Saturation that quantisation took.
	const boost = 1.25 / 63;
	const yellow = channel(((header >> 6) & 63) / 31.5 - 1, 3, 3, ((more >> 3) & 63) * boost);
	const red = channel(((header >> 12) & 63) / 31.5 - 1, 3, 3, ((more >> 9) & 63) * boost);

	const pixels = new Uint8ClampedArray(TINY_EDGE * TINY_EDGE * 4);
	for (let y = 0; y < TINY_EDGE; y++)
		for (let x = 0; x < TINY_EDGE; x++) {
			const [l, p, q] = [light, yellow, red].map((each) => valueAt(each, x, y)) as [number, number, number];
			const b = l - (2 / 3) * p;
			const r = (3 * l - b + q) / 2;
			pixels.set([255 * r, 255 * (r - q), 255 * b, 255], (y * TINY_EDGE + x) * 4);
		}
	return pixels;
}

/** A constant, and cosines of so many half waves across and down. */
interface Channel {
	dc: number;
	waves: [x: number, y: number, amplitude: number][];
}

const COSINES = Array.from({ length: 8 }, (_, waves) =>
	Array.from({ length: TINY_EDGE }, (_, at) => Math.cos((Math.PI / TINY_EDGE) * (at + 0.5) * waves)),
);

function valueAt({ dc, waves }: Channel, x: number, y: number): number {
	let value = dc;
	for (const [across, down, amplitude] of waves)
		value += amplitude * COSINES[across]![x]! * COSINES[down]![y]! * 2;
	return value;
}

/** Loudness from 0 to 1, in the order of time; empty for what has none. */
export function loudness(preview: string): number[] {
	return [...(bytesOf(preview) ?? [])].map((byte) => byte / 255);
}
