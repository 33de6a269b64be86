/** Where the bytes of a file come from: what this device sends, then what was seen here before, then the server. Everybody who shows a file asks here. */
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { contentTypeOf, HEAD_BYTES } from '#lib/domain/content-type.ts';
import { filePath } from '#lib/protocol/files.ts';
import { MAX_CACHED_FILE_BYTES, type MediaCache } from './media-cache.ts';

/** A file as a message of a conversation names it. */
export interface NamedFile {
	conversation: string;
	/** The key of the message. */
	message: string;
	file: AttachedFile;
}

/** `missing`: the server has no such file (yet), or not for this person; `unreachable`: nobody could be asked. */
export type Absence = 'missing' | 'unreachable';
export type FoundBytes = { kind: 'here'; blob: Blob; url: string } | { kind: Absence };
/** An address that a page's player may read. */
export type FoundAddress = { kind: 'here'; url: string } | { kind: Absence };

export interface FileSourceOptions {
	/** Null where nothing is kept. */
	cache: MediaCache | null;
	/** The bytes of what this device sends; null for everything else. */
	staged(id: string): Promise<Blob | null>;
	fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** So many addresses of bytes live at once: pages show them again while one scrolls. */
const MAX_ADDRESSES = 80;
/** Larger pictures are fetched small, where the server has them so. */
const MAX_WHOLE_PICTURE = 300_000;
const PREVIEWED = /^image\/(?:png|jpeg|webp|avif)$/;

export class FileSource {
	readonly #options: FileSourceOptions;
	/** By key: asked for once, however many show it. */
	readonly #asked = new Map<string, Promise<FoundBytes>>();
	/** Addresses of blobs, the last used last. By id; of a small picture by `id/preview`. */
	readonly #addresses = new Map<string, { blob: Blob; url: string }>();
	/** The server said that it has them. */
	readonly #stored = new Set<string>();
	#closed = false;

	constructor(options: FileSourceOptions) {
		this.#options = options;
	}

	/** All of it, with the type that its own first bytes say; never one that could run anything. */
	bytes(named: NamedFile): Promise<FoundBytes> {
		const [id] = named.file;
		return this.#once(
			id,
			async () => (await this.#onDevice(id)) ?? this.#fetch(named, id, serverAddress(named)),
		);
	}

	/** Of a picture what is enough to see it in a conversation. */
	async picture(named: NamedFile): Promise<FoundBytes> {
		const [id, , type, size] = named.file;
		if (size <= MAX_WHOLE_PICTURE || !PREVIEWED.test(type) || this.#addresses.has(id))
			return this.bytes(named);
		const key = previewOf(id);
		const found = await this.#once(
			key,
			async () =>
				(await this.#onDevice(id)) ??
				(await this.#onDevice(key)) ??
				this.#fetch(named, key, `${serverAddress(named)}/preview`),
		);
		// Perhaps there is none of this one.
		return found.kind === 'missing' ? this.bytes(named) : found;
	}

	/** For who reads no further than so many bytes: of a file too large to be kept no more than those are fetched. */
	head(named: NamedFile, length: number): Promise<FoundBytes> {
		const [id, , , size] = named.file;
		if (size <= MAX_CACHED_FILE_BYTES || this.#addresses.has(id)) return this.bytes(named);
		const key = `${id}/head`;
		const headers = { range: `bytes=0-${length - 1}` };
		return this.#once(
			key,
			async () =>
				(await this.#onDevice(id)) ??
				(await this.#onDevice(key)) ??
				this.#fetch(named, key, serverAddress(named), { headers }),
		);
	}

	/** For a player: the bytes that are here, else the server's address, of which it reads what it plays. */
	async address(named: NamedFile): Promise<FoundAddress> {
		const [id] = named.file;
		const here = this.addressHere(named) ?? (await this.#addressOnDevice(id));
		if (here) return { kind: 'here', url: here };
		const there = await this.isThere(named);
		return there === 'here' ? { kind: 'here', url: serverAddress(named) } : { kind: there };
	}

	/** Is it to be had at all? */
	async isThere(named: NamedFile): Promise<'here' | Absence> {
		const [id] = named.file;
		if (this.#addresses.has(id) || this.#stored.has(id) || (await this.#onDevice(id))) return 'here';
		if (this.#closed) return 'unreachable';
		try {
			const { status } = await this.#options.fetch(serverAddress(named), {
				method: 'HEAD',
				cache: 'no-store',
			});
			if (status !== 200) return status >= 500 ? 'unreachable' : 'missing';
		} catch {
			return 'unreachable';
		}
		this.#stored.add(id);
		return 'here';
	}

	/** The address of bytes that are in memory already; undefined otherwise. */
	addressHere({ file: [id] }: NamedFile): string | undefined {
		return this.#use(id)?.url;
	}

	/** The same; a small picture will do. */
	pictureHere({ file: [id] }: NamedFile): string | undefined {
		return (this.#use(id) ?? this.#use(previewOf(id)))?.url;
	}

	/** Downloads the file as it was sent, under its name. */
	async save(named: NamedFile): Promise<Absence | 'here'> {
		const found = await this.address(named);
		if (found.kind !== 'here') return found.kind;
		const link = document.createElement('a');
		link.href = found.url;
		link.download = named.file[1];
		link.click();
		return 'here';
	}

	/** Keeps for later what a player has read from the server. */
	async keep(named: NamedFile): Promise<void> {
		if (named.file[3] <= MAX_CACHED_FILE_BYTES) await this.bytes(named);
	}

	/** Nobody may see these any more. @param keys as the cache has them */
	forget(keys: readonly string[]): void {
		for (const key of keys) {
			this.#stored.delete(key);
			const known = this.#addresses.get(key);
			if (known) URL.revokeObjectURL(known.url);
			this.#addresses.delete(key);
		}
	}

	/** The person is not signed in here any more: nothing that was read can be read again, and nothing new. */
	close(): void {
		this.#closed = true;
		this.forget([...this.#addresses.keys()]);
		this.#stored.clear();
	}

	async #once(key: string, find: () => Promise<Blob | Absence>): Promise<FoundBytes> {
		const known = this.#use(key);
		if (known) return { kind: 'here', ...known };
		let asked = this.#asked.get(key);
		if (!asked) {
			asked = find()
				.then((found): FoundBytes =>
					typeof found === 'string' ? { kind: found } : { kind: 'here', ...this.#take(key, found) },
				)
				.finally(() => this.#asked.delete(key));
			this.#asked.set(key, asked);
		}
		return asked;
	}

	async #fetch(
		{ conversation, message }: NamedFile,
		key: string,
		path: string,
		init?: RequestInit,
	): Promise<Blob | Absence> {
		if (this.#closed) return 'unreachable';
		let blob: Blob;
		try {
			const response = await this.#options.fetch(path, { ...init, cache: 'no-store' });
			if (!response.ok) return response.status >= 500 ? 'unreachable' : 'missing';
			blob = await typed(await response.blob());
		} catch {
			return 'unreachable';
		}
		// A disk that takes no more costs nothing but the next download.
		await this.#options.cache?.put({ id: key, conversation, message }, blob).catch(() => {});
		return blob;
	}

	async #onDevice(key: string): Promise<Blob | undefined> {
		if (this.#closed) return undefined;
		const { staged, cache } = this.#options;
		const found = (await staged(key).catch(() => null)) ?? (await cache?.get(key).catch(() => undefined));
		return found && typed(found);
	}

	async #addressOnDevice(id: string): Promise<string | undefined> {
		const blob = await this.#onDevice(id);
		return blob && (this.#use(id) ?? this.#take(id, blob)).url;
	}

	#use(key: string): { blob: Blob; url: string } | undefined {
		const known = this.#addresses.get(key);
		if (!known) return undefined;
		this.#addresses.delete(key);
		this.#addresses.set(key, known);
		return known;
	}

	#take(key: string, blob: Blob): { blob: Blob; url: string } {
		const taken = { blob, url: URL.createObjectURL(blob) };
		this.#addresses.set(key, taken);
		const [oldest] = this.#addresses.keys();
		if (oldest !== undefined && this.#addresses.size > MAX_ADDRESSES) this.forget([oldest]);
		if (this.#closed) this.forget([key]);
		return taken;
	}
}

function previewOf(id: string): string {
	return `${id}/preview`;
}

export function serverAddress({ conversation, file: [id] }: NamedFile): string {
	return filePath(conversation, id);
}

/** A browser believes the type of a blob, so it has that of its bytes (threats 7). */
async function typed(blob: Blob): Promise<Blob> {
	const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
	return blob.slice(0, blob.size, contentTypeOf(head));
}
