/** The beginnings of pictures, as far as `photoFormat` looks: no browser shows them. */

export function aWebp({ kind = 'VP8L', width = 256, height = 256, flags = 0, size = 64 }): Uint8Array {
	const bytes = Buffer.alloc(size);
	bytes.write('RIFF', 0, 'latin1');
	bytes.writeUInt32LE(size - 8, 4);
	bytes.write(`WEBP${kind}`, 8, 'latin1');
	bytes.writeUInt32LE(size - 20, 16);
	if (kind === 'VP8 ') {
		bytes.set([0x9d, 0x01, 0x2a], 23);
		bytes.writeUInt16LE(width, 26);
		bytes.writeUInt16LE(height, 28);
	} else if (kind === 'VP8L') {
		bytes[20] = 0x2f;
		bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
	} else {
		bytes[20] = flags;
		bytes.writeUIntLE(width - 1, 24, 3);
		bytes.writeUIntLE(height - 1, 27, 3);
	}
	return bytes;
}

const COLOUR_PROFILE = [...Buffer.from('ICC_PROFILE\0'), 1, 1];

/** @param segments markers of what stands before the frame, after JFIF's own */
export function aJpeg({
	width = 256,
	height = 256,
	segments = [] as number[],
	profile = false,
	frame = 0xc0,
}): Uint8Array {
	const segment = (marker: number, content: readonly number[]) => [
		...[0xff, marker, 0, content.length + 2],
		...content,
	];
	const size = (value: number) => [value >> 8, value & 0xff];
	return Uint8Array.from([
		...[0xff, 0xd8],
		...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		...(profile ? segment(0xe2, COLOUR_PROFILE) : []),
		...segments.flatMap((marker) => segment(marker, [1, 2, 3, 4])),
		...segment(frame, [8, ...size(height), ...size(width), 1, 1, 0x11, 0]),
		...[0, 0, 0, 0, 0xff, 0xd9],
	]);
}
