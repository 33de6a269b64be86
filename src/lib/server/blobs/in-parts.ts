/** Cuts a stream into parts of this many bytes each, the last one shorter. Nothing comes of an empty stream. */
export async function* inParts(
	source: AsyncIterable<Uint8Array>,
	partBytes: number,
): AsyncGenerator<Uint8Array, undefined> {
	let held: Uint8Array[] = [];
	let size = 0;
	for await (let bytes of source) {
		while (size + bytes.length >= partBytes) {
			const fill = partBytes - size;
			yield Buffer.concat([...held, bytes.subarray(0, fill)]);
			[held, size, bytes] = [[], 0, bytes.subarray(fill)];
		}
		held.push(bytes);
		size += bytes.length;
	}
	if (size > 0) yield Buffer.concat(held);
	return undefined;
}
