/** Position after the value that begins at `position`, in bytes that lib0's `writeAny` wrote, or that were read strictly before. */
export function skipValue(bytes: Uint8Array, position: number): number {
	const type = bytes[position++]!;
	switch (type) {
		case 125:
			while (bytes[position++]! >= 0x80);
			return position;
		case 124:
			return position + 4;
		case 123:
		case 122:
			return position + 8;
		case 119:
		case 116:
			return skipBytes(bytes, position);
		case 118:
		case 117: {
			let count = 0;
			for (let unit = 1; ; unit *= 128) {
				const byte = bytes[position++]!;
				count += (byte & 0x7f) * unit;
				if (byte < 0x80) break;
				if (position >= bytes.length) throw new RangeError('A count without an end.');
			}
			// Of damaged bytes the count may be anything.
			if (count > bytes.length) throw new RangeError('More members than bytes.');
			for (; count > 0; count--) {
				if (type === 118) position = skipBytes(bytes, position);
				position = skipValue(bytes, position);
			}
			return position;
		}
		default:
			return position;
	}
}

/** After a varUint and as many bytes as it says. */
function skipBytes(bytes: Uint8Array, position: number): number {
	let length = 0;
	for (let unit = 1; ; unit *= 128) {
		const byte = bytes[position++]!;
		length += (byte & 0x7f) * unit;
		if (byte < 0x80) return position + length;
		if (position >= bytes.length) throw new RangeError('A length without an end.');
	}
}
