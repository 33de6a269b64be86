/**
 * The files that this device sends: what each is, how far it has come, and its bytes. All of it is in a store of its own beside the documents, so that a
 * restart goes on where the last page ended, and signing out takes it away with everything else.
 */
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import type { Change, KeyValueStore } from '../key-value-store.ts';

/** Why an upload does not go on by itself. */
export type UploadProblem =
	| 'too-large'
	/** There is no room for more of this person's, or of this organisation's. */
	| 'person-full'
	| 'organisation-full'
	/** What came is not what was announced, twice. */
	| 'altered'
	/** One may not send there (any more). */
	| 'no-access'
	/** Its id is somebody else's. */
	| 'taken'
	/** The bytes are not on this device any more. */
	| 'gone'
	/** The virus scanner has found something, or does not look into files of this size (SPEC M8). */
	| 'infected'
	| 'unscannable'
	/** The server says no, and not why. */
	| 'refused';

export interface StagedFile {
	id: string;
	conversation: string;
	/** When it was chosen, ms. */
	at: number;
	/** As its message says it; null until the bytes are on the disk and were read through. */
	file: AttachedFile | null;
	/** Orders those of one message. */
	place: number;
	/** `tray`: not sent; `cancelled`: the server has still to be told. */
	upload: 'tray' | 'waiting' | 'paused' | 'failed' | 'stored' | 'cancelled';
	problem: UploadProblem | null;
	/** The key of its message, once that was written. */
	message: string | null;
	/** The server has its message too: the bytes here are a mere copy. */
	settled: boolean;
}

const RECORD = 'file/';
const BYTES = 'bytes/';

export class StagedFiles {
	readonly #store: KeyValueStore;
	#files = new Map<string, StagedFile>();
	/** Changed here and not written yet: what a read finds meanwhile is older. */
	readonly #writing = new Map<string, number>();

	constructor(store: KeyValueStore) {
		this.#store = store;
	}

	get all(): Iterable<StagedFile> {
		return this.#files.values();
	}

	get(id: string): StagedFile | undefined {
		return this.#files.get(id);
	}

	/** In their order. */
	of(conversation: string): StagedFile[] {
		const found = [...this.#files.values()].filter((file) => file.conversation === conversation);
		return found.sort((one, other) => one.place - other.place);
	}

	/** Reads what is stored; also when another tab changed it. */
	async load(): Promise<void> {
		const stored = await this.#store.entries(RECORD);
		const files = new Map(stored.map(([key, value]) => [key.slice(RECORD.length), value as StagedFile]));
		for (const id of this.#writing.keys()) {
			const own = this.#files.get(id);
			if (own) files.set(id, own);
			else files.delete(id);
		}
		this.#files = files;
	}

	/** Null for what is not here. */
	async bytes(id: string): Promise<Blob | null> {
		const bytes = await this.#store.get(BYTES + id);
		return bytes instanceof Blob ? bytes : null;
	}

	/** Resolves when it is on the disk, and rejects with the store's error. */
	async add(file: StagedFile, bytes: Blob): Promise<void> {
		await this.#write([file], [{ key: BYTES + file.id, value: bytes }]);
	}

	/** Shows at once; resolves when it is on the disk. When that fails it is as before. */
	async put(...files: readonly StagedFile[]): Promise<void> {
		await this.#write(files, []);
	}

	/** Record and bytes. */
	async remove(...ids: readonly string[]): Promise<void> {
		for (const id of ids) this.#files.delete(id);
		await this.#guarded(ids, () =>
			this.#store.write(
				ids.flatMap((id) => [RECORD, BYTES].map((each) => ({ key: each + id, value: undefined }))),
			),
		);
	}

	/** The bytes alone. */
	async removeBytes(id: string): Promise<void> {
		await this.#store.write([{ key: BYTES + id, value: undefined }]);
	}

	close(): void {
		this.#store.close();
	}

	async #write(files: readonly StagedFile[], changes: readonly Change[]): Promise<void> {
		const before = files.map(({ id }) => this.#files.get(id));
		for (const file of files) this.#files.set(file.id, file);
		const ids = files.map(({ id }) => id);
		try {
			const records = files.map((file) => ({ key: RECORD + file.id, value: file as unknown }));
			await this.#guarded(ids, () => this.#store.write([...records, ...changes]));
		} catch (error) {
			files.forEach((file, index) => {
				if (this.#files.get(file.id) !== file) return;
				const old = before[index];
				if (old) this.#files.set(file.id, old);
				else this.#files.delete(file.id);
			});
			throw error;
		}
	}

	async #guarded(ids: readonly string[], write: () => Promise<void>): Promise<void> {
		for (const id of ids) this.#writing.set(id, (this.#writing.get(id) ?? 0) + 1);
		try {
			await write();
		} finally {
			for (const id of ids) {
				const left = this.#writing.get(id)! - 1;
				if (left > 0) this.#writing.set(id, left);
				else this.#writing.delete(id);
			}
		}
	}
}
