/** Small pictures of large ones (SPEC M9): made when somebody asks for one, and kept in a folder, from which they may go at any time. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkName, type BlobName, type BlobStore } from '../blobs/blob-store.ts';
import { describeError } from '../describe-error.ts';
import type { OpenedFile } from './open-file.ts';
import type { MakePreview } from './picture-maker.ts';

const SHOWN = /^image\/(?:png|jpeg|webp|avif)$/;
const MAX_BYTES = 64 * 2 ** 20;
/** Processes at once, and how many may wait for their turn. */
const MAX_AT_ONCE = 2;
const MAX_WAITING = 64;
/** What could not be made for want of memory, or of a disk, is tried again. */
export const AGAIN_MS = 10 * 60_000;
/** What is being written, beside the organisations. */
const INCOMING = 'incoming';
const ONLY_US = { recursive: true, mode: 0o700 } as const;

export interface PreviewsOptions {
	/** ms */
	now?(): number;
	log?: { warn(fields: object, message: string): void };
}

export class Previews {
	readonly #folder: string;
	readonly #blobs: BlobStore;
	readonly #make: MakePreview;
	readonly #options: PreviewsOptions;
	/** By path: however many ask, it is made once. */
	readonly #coming = new Map<string, Promise<Buffer | undefined>>();
	/** By path: until when it is not tried again, ms. The earliest first. */
	readonly #failed = new Map<string, number>();
	#running = 0;
	readonly #waiting: (() => void)[] = [];

	constructor(folder: string, blobs: BlobStore, make: MakePreview, options: PreviewsOptions = {}) {
		this.#folder = folder;
		this.#options = options;
		this.#blobs = blobs;
		this.#make = make;
		// A crash left it, perhaps of bytes that are erased.
		rmSync(join(folder, INCOMING), { recursive: true, force: true });
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
		if (this.#waiting.length >= MAX_WAITING || this.#hasFailed(path)) return undefined;
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
			await this.#keep(path, preview);
			// The bytes may have gone meanwhile, and asked for this to go with them before it was here.
			if ((await this.#blobs.size(file)) !== undefined) return preview;
			await this.remove(file);
			return undefined;
		} catch (error) {
			const { organisation, sha256 } = file;
			this.#options.log?.warn(
				{ organisation, sha256, error: describeError(error) },
				'a preview was not made',
			);
			this.#failed.set(path, this.#now() + AGAIN_MS);
			return undefined;
		} finally {
			this.#running--;
			this.#waiting.shift()?.();
		}
	}

	#hasFailed(path: string): boolean {
		const now = this.#now();
		for (const [failed, until] of this.#failed) {
			if (until > now) break;
			this.#failed.delete(failed);
		}
		return this.#failed.has(path);
	}

	#now(): number {
		return this.#options.now?.() ?? Date.now();
	}

	async #keep(path: string, preview: Buffer | undefined): Promise<void> {
		const incoming = join(this.#folder, INCOMING);
		for (const folder of [incoming, dirname(path)]) await mkdir(folder, ONLY_US);
		const written = join(incoming, randomUUID());
		try {
			await writeFile(written, preview ?? '', { mode: 0o600 });
			await rename(written, path);
		} finally {
			await rm(written, { force: true });
		}
	}

	#path({ organisation, sha256 }: BlobName): string {
		checkName({ organisation, sha256 });
		return join(this.#folder, organisation, `${sha256}.webp`);
	}
}
