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
export type FoundBytes = { kind: 'here'; blob: Blob } | { kind: Absence };
/** An address that a page's player may read. */
export type FoundAddress = { kind: 'here'; url: string; onDevice: boolean } | { kind: Absence };

export interface FileSourceOptions {
	/** Null where nothing is kept. */
	cache: MediaCache | null;
	/** The bytes of what this device sends; null for everything else. */
	staged(id: string): Promise<Blob | null>;
	fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** So many addresses of bytes live at once: pages show them again while one scrolls. */
const MAX_ADDRESSES = 80;

export class FileSource {
	readonly #options: FileSourceOptions;
	/** By id: asked for once, however many show it. */
	readonly #asked = new Map<string, Promise<FoundBytes>>();
	/** Addresses of blobs, the last used last. */
	readonly #addresses = new Map<string, { blob: Blob; url: string }>();
	/** The server said that it has them. */
	readonly #stored = new Set<string>();

	constructor(options: FileSourceOptions) {
		this.#options = options;
	}

	/** All of it, with the type that its own first bytes say; never one that could run anything. */
	bytes(named: NamedFile): Promise<FoundBytes> {
		const [id] = named.file;
		const known = this.#addresses.get(id);
		if (known) return Promise.resolve({ kind: 'here', blob: known.blob });
		let asked = this.#asked.get(id);
		if (!asked) {
			asked = this.#find(named).finally(() => this.#asked.delete(id));
			this.#asked.set(id, asked);
		}
		return asked;
	}

	/** For a player: the bytes that are here, else the server's address, of which it reads what it plays. */
	async address(named: NamedFile): Promise<FoundAddress> {
		const here = this.addressHere(named) ?? (await this.#onDevice(named));
		if (here)
			return {
				kind: 'here',
				url: typeof here === 'string' ? here : this.#addressOf(named, here),
				onDevice: true,
			};
		const there = await this.isThere(named);
		return there === 'here' ? { kind: 'here', url: serverAddress(named), onDevice: false } : { kind: there };
	}

	/** Is it to be had at all? */
	async isThere(named: NamedFile): Promise<'here' | Absence> {
		const [id] = named.file;
		if (this.#addresses.has(id) || this.#stored.has(id)) return 'here';
		if (await this.#onDevice(named)) return 'here';
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

	/** An address of bytes that are in memory already; undefined otherwise. */
	addressHere({ file: [id] }: NamedFile): string | undefined {
		const known = this.#addresses.get(id);
		if (!known) return undefined;
		this.#addresses.delete(id);
		this.#addresses.set(id, known);
		return known.url;
	}

	/** Downloads the file as it was sent, under its name. */
	async save(named: NamedFile): Promise<Absence | 'here'> {
		const here = this.addressHere(named) ?? (await this.#onDevice(named));
		const there = here ? 'here' : await this.isThere(named);
		if (there !== 'here') return there;
		const link = document.createElement('a');
		link.href = typeof here === 'string' ? here : here ? this.#addressOf(named, here) : serverAddress(named);
		link.download = named.file[1];
		link.click();
		return 'here';
	}

	/** Keeps for later what a player has read from the server. */
	async keep(named: NamedFile): Promise<void> {
		if (named.file[3] <= MAX_CACHED_FILE_BYTES) await this.bytes(named);
	}

	addressOf(named: NamedFile, blob: Blob): string {
		return this.addressHere(named) ?? this.#addressOf(named, blob);
	}

	/** Nobody may see these any more. */
	forget(ids: readonly string[]): void {
		for (const id of ids) {
			this.#stored.delete(id);
			const known = this.#addresses.get(id);
			if (known) URL.revokeObjectURL(known.url);
			this.#addresses.delete(id);
		}
	}

	async #find(named: NamedFile): Promise<FoundBytes> {
		const here = await this.#onDevice(named);
		if (here) return { kind: 'here', blob: here };
		let response: Response;
		let blob: Blob;
		try {
			response = await this.#options.fetch(serverAddress(named), { cache: 'no-store' });
			if (!response.ok) return { kind: response.status >= 500 ? 'unreachable' : 'missing' };
			blob = await typed(await response.blob());
		} catch {
			return { kind: 'unreachable' };
		}
		const { conversation, message, file } = named;
		this.#stored.add(file[0]);
		// A disk that takes no more costs nothing but the next download.
		await this.#options.cache?.put({ id: file[0], conversation, message }, blob).catch(() => {});
		return { kind: 'here', blob };
	}

	async #onDevice({ file: [id] }: NamedFile): Promise<Blob | undefined> {
		const { staged, cache } = this.#options;
		const found = (await staged(id).catch(() => null)) ?? (await cache?.get(id).catch(() => undefined));
		return found && typed(found);
	}

	#addressOf({ file: [id] }: NamedFile, blob: Blob): string {
		const url = URL.createObjectURL(blob);
		this.#addresses.set(id, { blob, url });
		const [oldest] = this.#addresses;
		if (oldest && this.#addresses.size > MAX_ADDRESSES) this.forget([oldest[0]]);
		return url;
	}
}

export function serverAddress({ conversation, file: [id] }: NamedFile): string {
	return filePath(conversation, id);
}

/** A browser believes the type of a blob, so it has that of its bytes (threats 7). */
async function typed(blob: Blob): Promise<Blob> {
	const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
	return blob.slice(0, blob.size, contentTypeOf(head));
}
