/** ThumbHash (Evan Wallace, https://evanw.github.io/thumbhash/): what a picture looks like from afar, in some 25 bytes. */

/** @param rgba of a picture of at most 100 × 100: more is slow and says no more */
export function encodeThumbHash(width: number, height: number, rgba: Uint8ClampedArray): Uint8Array {
	const pixels = width * height;
	const average = [0, 0, 0];
	let opaque = 0;
	for (let at = 0; at < pixels * 4; at += 4) {
		const alpha = rgba[at + 3]! / 255;
		for (let part = 0; part < 3; part++) average[part]! += (alpha / 255) * rgba[at + part]!;
		opaque += alpha;
	}
	if (opaque > 0) for (let part = 0; part < 3; part++) average[part]! /= opaque;

	// Luminance, yellow to blue, red to green, alpha; over the average where it is transparent.
	const [l, p, q, a] = [0, 1, 2, 3].map(() => new Float64Array(pixels)) as [
		Channel,
		Channel,
		Channel,
		Channel,
	];
	for (let i = 0; i < pixels; i++) {
		const alpha = rgba[i * 4 + 3]! / 255;
		const [r, g, b] = [0, 1, 2].map(
			(part) => average[part]! * (1 - alpha) + (alpha / 255) * rgba[i * 4 + part]!,
		) as [number, number, number];
		l[i] = (r + g + b) / 3;
		p[i] = (r + g) / 2 - b;
		q[i] = r - g;
		a[i] = alpha;
	}

	const hasAlpha = opaque < pixels;
	const longest = Math.max(width, height);
	const most = hasAlpha ? 5 : 7;
	const lx = Math.max(1, Math.round((most * width) / longest));
	const ly = Math.max(1, Math.round((most * height) / longest));
	const terms = (channel: Channel, nx: number, ny: number) => cosines(channel, width, height, nx, ny);
	const light = terms(l, Math.max(3, lx), Math.max(3, ly));
	const [yellow, red] = [terms(p, 3, 3), terms(q, 3, 3)];
	const alpha = hasAlpha ? terms(a, 5, 5) : null;

	const isWide = width > height;
	const first =
		Math.round(63 * light.constant) |
		(Math.round(31.5 + 31.5 * yellow.constant) << 6) |
		(Math.round(31.5 + 31.5 * red.constant) << 12) |
		(Math.round(31 * light.scale) << 18) |
		(Number(hasAlpha) << 23);
	const second =
		(isWide ? ly : lx) |
		(Math.round(63 * yellow.scale) << 3) |
		(Math.round(63 * red.scale) << 9) |
		(Number(isWide) << 15);
	const hash = [first & 255, (first >> 8) & 255, first >> 16, second & 255, second >> 8];
	if (alpha) hash.push(Math.round(15 * alpha.constant) | (Math.round(15 * alpha.scale) << 4));
	const start = hash.length;
	[light, yellow, red, ...(alpha ? [alpha] : [])]
		.flatMap(({ varying }) => varying)
		.forEach((factor, index) => {
			const at = start + (index >> 1);
			hash[at] = (hash[at] ?? 0) | (Math.round(15 * factor) << ((index & 1) << 2));
		});
	return Uint8Array.from(hash);
}

type Channel = Float64Array;

/** The constant and the varying terms of a discrete cosine transform; the varying ones between 0 and 1. */
function cosines(channel: Channel, width: number, height: number, nx: number, ny: number) {
	let constant = 0;
	let scale = 0;
	const varying: number[] = [];
	for (let cy = 0; cy < ny; cy++)
		for (let cx = 0; cx * ny < nx * (ny - cy); cx++) {
			let factor = 0;
			for (let y = 0; y < height; y++) {
				const fy = Math.cos((Math.PI / height) * cy * (y + 0.5));
				for (let x = 0; x < width; x++)
					factor += channel[x + y * width]! * Math.cos((Math.PI / width) * cx * (x + 0.5)) * fy;
			}
			factor /= width * height;
			if (cx === 0 && cy === 0) constant = factor;
			else {
				varying.push(factor);
				scale = Math.max(scale, Math.abs(factor));
			}
		}
	return {
		constant,
		scale,
		varying: scale > 0 ? varying.map((factor) => 0.5 + (0.5 / scale) * factor) : varying,
	};
}
