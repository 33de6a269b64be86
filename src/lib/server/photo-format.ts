/** What a picture is, by its own bytes: whoever uploads it may say anything about them. Pure. */

export interface PhotoFormat {
	type: 'image/webp' | 'image/jpeg';
	width: number;
	height: number;
}

/** Undefined for anything but a whole WebP or JPEG with one picture. */
export function photoFormat(bytes: Uint8Array): PhotoFormat | undefined {
	return webp(bytes) ?? jpeg(bytes);
}

function webp(bytes: Uint8Array): PhotoFormat | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 30 || text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WEBP') return undefined;
	// Nothing may follow the picture: a file can be two things at once.
	if (view.getUint32(4, true) + 8 !== bytes.length) return undefined;
	const of = (width: number, height: number): PhotoFormat => ({ type: 'image/webp', width, height });
	switch (text(bytes, 12, 4)) {
		case 'VP8 ':
			if (bytes[23] !== 0x9d || bytes[24] !== 0x01 || bytes[25] !== 0x2a) return undefined;
			return of(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
		case 'VP8L': {
			if (bytes[20] !== 0x2f) return undefined;
			const bits = view.getUint32(21, true);
			return of((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
		}
		case 'VP8X': {
			// Animations and what cameras and programs write about themselves: a canvas makes none of it, but for a profile of its colours.
			if ((bytes[20]! & 0b0000_1110) !== 0) return undefined;
			const uint24 = (at: number) => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
			return of(uint24(24) + 1, uint24(27) + 1);
		}
		default:
			return undefined;
	}
}

function jpeg(bytes: Uint8Array): PhotoFormat | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
	if (view.getUint16(bytes.length - 2) !== 0xffd9) return undefined;
	let at = 2;
	while (at + 9 < bytes.length) {
		if (bytes[at] !== 0xff) return undefined;
		const marker = bytes[at + 1]!;
		const length = view.getUint16(at + 2);
		if (length < 2) return undefined;
		// Exif and whatever else programs add; JFIF (APP0) says only how dense the pixels are, a profile (APP2) what its colours mean.
		const isProfile = marker === 0xe2 && text(bytes, at + 4, 11) === 'ICC_PROFILE';
		if ((marker > 0xe0 && marker <= 0xef && !isProfile) || marker === 0xfe) return undefined;
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
		if (marker === 0xda) return undefined;
		at += 2 + length;
	}
	return undefined;
}

function text(bytes: Uint8Array, at: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + length));
}
