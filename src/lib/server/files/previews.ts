/** Small pictures of large ones (SPEC M9): made when somebody asks for one, and kept in a folder, from which they may go at any time. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { checkName, type BlobName, type BlobStore } from '../blobs/blob-store.ts';
import type { OpenedFile } from './open-file.ts';
import type { MakePreview } from './picture-maker.ts';

const SHOWN = /^image\/(?:png|jpeg|webp|avif)$/;
const MAX_BYTES = 64 * 2 ** 20;
/** Processes at once, and how many may wait for their turn. */
const MAX_AT_ONCE = 2;
const MAX_WAITING = 64;

export class Previews {
	readonly #folder: string;
	readonly #blobs: BlobStore;
	readonly #make: MakePreview;
	/** By path: however many ask, it is made once. */
	readonly #coming = new Map<string, Promise<Buffer | undefined>>();
	#running = 0;
	readonly #waiting: (() => void)[] = [];

	constructor(folder: string, blobs: BlobStore, make: MakePreview) {
		this.#folder = folder;
		this.#blobs = blobs;
		this.#make = make;
	}

	/** Undefined for what has none; the original is there then. */
	async of(file: OpenedFile): Promise<Buffer | undefined> {
		if (!SHOWN.test(file.contentType) || file.size > MAX_BYTES) return undefined;
		const path = this.#path(file);
		const kept = await readFile(path).catch(() => undefined);
		// An empty one says that none could be made.
		if (kept) return kept.length > 0 ? kept : undefined;
		const coming = this.#coming.get(path);
		if (coming) return coming;
		if (this.#waiting.length >= MAX_WAITING) return undefined;
		const made = this.#makeAt(path, file).finally(() => this.#coming.delete(path));
		this.#coming.set(path, made);
		return made;
	}

	/** Goes with the bytes that it was made of. */
	async remove(name: BlobName): Promise<void> {
		await rm(this.#path(name), { force: true });
	}

	async #makeAt(path: string, file: OpenedFile): Promise<Buffer | undefined> {
		if (this.#running >= MAX_AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		this.#running++;
		try {
			const bytes = await this.#blobs.read(file);
			if (!bytes) return undefined;
			const preview = await this.#make(bytes);
			await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
			const beside = `${path}.${randomUUID()}`;
			await writeFile(beside, preview ?? '', { mode: 0o600 });
			await rename(beside, path);
			return preview;
		} finally {
			this.#running--;
			this.#waiting.shift()?.();
		}
	}

	#path({ organisation, sha256 }: BlobName): string {
		checkName({ organisation, sha256 });
		return join(this.#folder, organisation, `${sha256}.webp`);
	}
}
