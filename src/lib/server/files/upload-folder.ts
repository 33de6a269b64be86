/** Where the bytes of an upload wait until they are all there: a file for each, as long as what has come. Its length is the offset, also after a crash. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export class UploadFolder {
	readonly #folder: string;
	/** One request at a time writes to an upload. */
	readonly #busy = new Set<string>();

	/** @param folder made when it is missing */
	constructor(folder: string) {
		this.#folder = folder;
		mkdirSync(folder, { recursive: true, mode: 0o700 });
	}

	/** @param upload what is fit for a file's name */
	path(upload: string): string {
		return join(this.#folder, upload);
	}

	/** Bytes that have come. */
	async offset(upload: string): Promise<number> {
		const found = await stat(this.path(upload)).catch((error: NodeJS.ErrnoException) => {
			if (error.code === 'ENOENT') return undefined;
			throw error;
		});
		return found?.size ?? 0;
	}

	/** Undefined when another request has it. */
	async alone<T>(upload: string, work: () => Promise<T>): Promise<T | undefined> {
		if (this.#busy.has(upload)) return undefined;
		this.#busy.add(upload);
		try {
			return await work();
		} finally {
			this.#busy.delete(upload);
		}
	}

	/**
	 * Adds bytes at the end, and answers where that is then. What came before the source broke off stays, on the disk. More than `most` bytes in all
	 * are not taken: the answer is undefined then, and the upload as long as before.
	 */
	async append(upload: string, bytes: AsyncIterable<Uint8Array>, most: number): Promise<number | undefined> {
		const file = await open(this.path(upload), 'a', 0o600);
		try {
			const before = (await file.stat()).size;
			let size = before;
			for await (const some of untilItBreaks(bytes)) {
				size += some.length;
				if (size > most) {
					await file.truncate(before);
					return undefined;
				}
				await file.writeFile(some);
			}
			return size;
		} finally {
			await file.sync().finally(() => file.close());
		}
	}

	async sha256(upload: string): Promise<string> {
		const hash = createHash('sha256');
		await pipeline(createReadStream(this.path(upload), { highWaterMark: 256 * 1024 }), hash);
		return hash.digest('hex');
	}

	/** The first bytes, by which a file's type is told. */
	async head(upload: string, length: number): Promise<Uint8Array> {
		const file = await open(this.path(upload), 'r');
		const { buffer, bytesRead } = await file
			.read({ buffer: new Uint8Array(length), position: 0 })
			.finally(() => file.close());
		return buffer.subarray(0, bytesRead);
	}

	async remove(upload: string): Promise<void> {
		await rm(this.path(upload), { force: true });
	}
}

/** A sender that is gone is no failure of the server's: he asks how far it came. */
async function* untilItBreaks(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	try {
		yield* bytes;
	} catch {
		// What a consumer throws does not come here.
	}
}
