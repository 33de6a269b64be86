/** What is read of a text: more would be slow to colour, and nobody reads it in a chat. */
export const MAX_READ_BYTES = 512 * 1024;

/** Null for what is no text. `whole`: nothing of it is left out. */
export async function readText(blob: Blob): Promise<{ text: string; whole: boolean } | null> {
	const bytes = new Uint8Array(await blob.slice(0, MAX_READ_BYTES).arrayBuffer());
	const whole = blob.size <= MAX_READ_BYTES;
	const [first, second] = bytes;
	const utf16 =
		first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
	if (utf16 === null && bytes.includes(0)) return null;
	return { text: new TextDecoder(utf16 ?? 'utf-8').decode(bytes), whole };
}
