/** Makes a ZIP as a stream (SPEC E1): each file is deflated by itself, so that no more than one is held. */
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);
const VERSION = 20;
const DEFLATED = 8;
/** Names are UTF-8. */
const FLAGS = 1 << 11;
/** Beyond these a ZIP needs ZIP64, which a pack has not. */
const MAX_FILES = 65_534;
const MAX_BYTES = 2 ** 32 - 2;

/** The export is larger than a pack may be: to be made in parts. */
export class PackTooLarge extends Error {}

export class ZipWriter {
	readonly #time: number;
	readonly #directory: Buffer[] = [];
	#offset = 0;

	/** @param at ms since 1970: the time of every file */
	constructor(at: number) {
		const date = new Date(at);
		const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
		const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
		this.#time = day * 65_536 + time;
	}

	/** The bytes of the file's entry. */
	async add(name: string, content: string | Uint8Array): Promise<Uint8Array> {
		const bytes = typeof content === 'string' ? Buffer.from(content) : content;
		const packed = await deflate(bytes);
		const encoded = Buffer.from(name);
		const sum = crc32(bytes);
		const head = Buffer.alloc(30);
		head.writeUInt32LE(0x04034b50, 0);
		writeCommon(head, 4, this.#time, sum, packed.length, bytes.length, encoded.length);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(VERSION, 4);
		writeCommon(entry, 6, this.#time, sum, packed.length, bytes.length, encoded.length);
		entry.writeUInt32LE(this.#offset, 42);
		this.#directory.push(entry, encoded);
		this.#offset += head.length + encoded.length + packed.length;
		if (this.#directory.length / 2 > MAX_FILES || this.#offset > MAX_BYTES) throw new PackTooLarge();
		return Buffer.concat([head, encoded, packed]);
	}

	/** The list of the files, with which the ZIP ends. */
	end(): Uint8Array {
		const directory = Buffer.concat(this.#directory);
		const count = this.#directory.length / 2;
		const end = Buffer.alloc(22);
		end.writeUInt32LE(0x06054b50, 0);
		end.writeUInt16LE(count, 8);
		end.writeUInt16LE(count, 10);
		end.writeUInt32LE(directory.length, 12);
		end.writeUInt32LE(this.#offset, 16);
		return Buffer.concat([directory, end]);
	}
}

/** The fields that an entry and the list have in common, from the version that is needed on. */
function writeCommon(
	into: Buffer,
	at: number,
	time: number,
	sum: number,
	packed: number,
	size: number,
	nameLength: number,
): void {
	into.writeUInt16LE(VERSION, at);
	into.writeUInt16LE(FLAGS, at + 2);
	into.writeUInt16LE(DEFLATED, at + 4);
	into.writeUInt32LE(time, at + 6);
	into.writeUInt32LE(sum, at + 10);
	into.writeUInt32LE(packed, at + 14);
	into.writeUInt32LE(size, at + 18);
	into.writeUInt16LE(nameLength, at + 22);
}
