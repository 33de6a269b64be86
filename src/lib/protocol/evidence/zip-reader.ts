/** Reads the files of a ZIP as SPEC E1 allows them: stored or deflated, nothing encrypted, no ZIP64. Whatever else it is, is an error in words. */

/** Bytes that can be read anywhere: a file on a disk, or one that was dropped on a page. */
export interface Bytes {
	size: number;
	read(from: number, length: number): Promise<Uint8Array>;
}
/** Must throw when there is more than `size` bytes in it. */
export type Inflate = (bytes: Uint8Array, size: number) => Promise<Uint8Array>;

export interface PackFiles {
	readonly names: readonly string[];
	/** Throws a PackError for what is not there, or cannot be read. */
	read(name: string): Promise<Uint8Array>;
}

/** What is wrong with the pack as a file, in words. */
export class PackError extends Error {}

/** Of one file, unpacked. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;

interface Entry {
	method: number;
	packed: number;
	size: number;
	offset: number;
}

export async function openZip(bytes: Bytes, inflate: Inflate): Promise<PackFiles> {
	const entries = await readDirectory(bytes);
	return {
		names: [...entries.keys()],
		async read(name) {
			const entry = entries.get(name);
			if (!entry) throw new PackError(`The pack has no file ${name}.`);
			const { method, packed, size, offset } = entry;
			if (Math.max(size, packed) > MAX_FILE_BYTES) throw new PackError(`${name} is too large.`);
			const head = view(await bytes.read(offset, 30));
			if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50)
				throw new PackError(`${name} is not where the pack says.`);
			const from = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
			const data = await bytes.read(from, packed);
			if (data.length !== packed) throw new PackError(`${name} is cut off.`);
			try {
				const whole = method === 0 ? data : await inflate(data, size);
				if (whole.length === size) return whole;
			} catch {
				// Named below, whatever the decompression says.
			}
			throw new PackError(`${name} cannot be unpacked.`);
		},
	};
}

async function readDirectory(bytes: Bytes): Promise<Map<string, Entry>> {
	const from = Math.max(0, bytes.size - END_BYTES - MAX_COMMENT);
	const tail = view(await bytes.read(from, bytes.size - from));
	let end = tail.byteLength - END_BYTES;
	while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
	if (end < 0) throw new PackError('This is no ZIP.');
	const count = tail.getUint16(end + 10, true);
	const size = tail.getUint32(end + 12, true);
	const offset = tail.getUint32(end + 16, true);
	if (count === 0xffff || offset === 0xffffffff || offset + size > bytes.size)
		throw new PackError('This ZIP is of a form that no pack has.');
	const data = await bytes.read(offset, size);
	const directory = view(data);
	const entries = new Map<string, Entry>();
	for (let at = 0, i = 0; i < count; i++) {
		if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50)
			throw new PackError('The list of the files in this ZIP is damaged.');
		const nameLength = directory.getUint16(at + 28, true);
		const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + nameLength));
		const method = directory.getUint16(at + 10, true);
		const isPlain = (directory.getUint16(at + 8, true) & 1) === 0 && (method === 0 || method === 8);
		// Two of one name, and readers differ on which is meant.
		if (!isPlain || entries.has(name))
			throw new PackError(`${name} is of a form that no file of a pack has.`);
		if (!name.endsWith('/'))
			entries.set(name, {
				method,
				packed: directory.getUint32(at + 20, true),
				size: directory.getUint32(at + 24, true),
				offset: directory.getUint32(at + 42, true),
			});
		at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
	}
	return entries;
}

function view(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
