/** Blobs in a folder: `<organisation>/<first two digits>/<sha256>`, and `incoming` for what is being written. One process has it for itself. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isUuid } from '#lib/protocol/document-name.ts';
import {
	checkName,
	type BlobName,
	type BlobStore,
	type ByteRange,
	type StoredBlob,
	type WriteResult,
} from './blob-store.ts';

const INCOMING = 'incoming';
const ONLY_US = { recursive: true, mode: 0o700 } as const;

/** @param folder made when it is missing; what a crash left unfinished in it goes */
export async function openFileBlobStore(folder: string): Promise<BlobStore> {
	await rm(join(folder, INCOMING), { recursive: true, force: true });
	await mkdir(join(folder, INCOMING), ONLY_US);
	return new FileBlobStore(folder);
}

class FileBlobStore implements BlobStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async write(
		name: BlobName,
		source: AsyncIterable<Uint8Array>,
		{ signal }: { signal?: AbortSignal } = {},
	): Promise<WriteResult> {
		checkName(name);
		const path = join(this.#folder, INCOMING, randomUUID());
		try {
			const { size, sha256 } = await writeFile(path, source, signal);
			if (sha256 !== name.sha256) return { ok: false, error: { kind: 'other digest' } };
			await this.#place(name, path);
			return { ok: true, size };
		} finally {
			await rm(path, { force: true });
		}
	}

	async takeFile(name: BlobName, path: string): Promise<void> {
		checkName(name);
		const file = await open(path, 'r+');
		await file.sync().finally(() => file.close());
		await this.#place(name, path);
	}

	async size(name: BlobName): Promise<number | undefined> {
		const found = await unlessMissing(stat(this.#path(name)));
		return found?.size;
	}

	async read(name: BlobName, range?: ByteRange): Promise<Readable | undefined> {
		// Opened here, so that what is removed meanwhile is still read to its end.
		const file = await unlessMissing(open(this.#path(name)));
		if (!file) return undefined;
		const bounds = range && { start: range.start, end: range.end - 1 };
		return createReadStream('', { fd: file, ...bounds, highWaterMark: 256 * 1024 });
	}

	async remove(name: BlobName): Promise<void> {
		const path = this.#path(name);
		await rm(path, { force: true });
		await unlessMissing(syncFolder(dirname(path)));
	}

	async *list(organisation?: string): AsyncIterable<StoredBlob> {
		for (const owner of organisation ? [organisation] : await namesIn(this.#folder)) {
			if (!isUuid(owner)) continue;
			for (const part of await namesIn(join(this.#folder, owner)))
				for (const sha256 of await namesIn(join(this.#folder, owner, part))) {
					const found = await unlessMissing(stat(join(this.#folder, owner, part, sha256)));
					if (found) yield { organisation: owner, sha256, size: found.size, storedAt: found.mtimeMs };
				}
		}
	}

	/** A name in a folder is durable when the folder is. */
	async #place(name: BlobName, from: string): Promise<void> {
		const path = this.#path(name);
		const folder = dirname(path);
		await mkdir(folder, ONLY_US);
		await rename(from, path);
		await syncFolder(folder);
		await syncFolder(dirname(folder));
		await syncFolder(this.#folder);
	}

	#path(name: BlobName): string {
		checkName(name);
		return join(this.#folder, name.organisation, name.sha256.slice(0, 2), name.sha256);
	}
}

async function writeFile(path: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
	const hash = createHash('sha256');
	let size = 0;
	const file = await open(path, 'wx', 0o600);
	try {
		for await (const bytes of source) {
			signal?.throwIfAborted();
			hash.update(bytes);
			size += bytes.length;
			await file.writeFile(bytes);
		}
		signal?.throwIfAborted();
		await file.sync();
	} finally {
		await file.close();
	}
	return { size, sha256: hash.digest('hex') };
}

async function syncFolder(path: string): Promise<void> {
	const folder = await open(path);
	await folder.sync().finally(() => folder.close());
}

async function namesIn(path: string): Promise<string[]> {
	const folder = await unlessMissing(opendir(path));
	const names: string[] = [];
	if (folder) for await (const entry of folder) names.push(entry.name);
	return names;
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
