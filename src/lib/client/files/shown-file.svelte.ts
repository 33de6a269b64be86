import { MAX_READ_BYTES } from './read-text.ts';
import type { Absence, FileSource, FoundBytes, NamedFile } from './source.ts';

/** The wait before it is asked for again, ms: twice as long each time. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/** What somebody waits for: the bytes, as many of them as are read of a text, a picture that may be smaller, an address for a player, or only whether it is there at all. */
export type Want = 'bytes' | 'head' | 'picture' | 'address' | 'presence';

/** A file on the screen: asks for it until it is there, and again as soon as there is a network. */
export class ShownFile {
	readonly named: NamedFile;
	readonly #source: FileSource;
	readonly #want: Want;
	#retry = FIRST_RETRY_MS;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;

	state: 'looking' | 'here' | Absence = $state('looking');
	url = $state('');
	blob: Blob | null = $state.raw(null);

	constructor(source: FileSource, named: NamedFile, want: Want) {
		this.#source = source;
		this.named = named;
		this.#want = want;
		const known = want === 'picture' ? source.pictureHere(named) : source.addressHere(named);
		const url = want === 'presence' ? undefined : known;
		if (url === undefined) return;
		this.state = 'here';
		this.url = url;
	}

	/** Call while it is on the screen; the answer ends it. */
	show(): () => void {
		this.#stopped = false;
		void this.look();
		const online = () => {
			if (this.state === 'here') return;
			this.#retry = FIRST_RETRY_MS;
			void this.look();
		};
		addEventListener('online', online);
		return () => {
			this.#stopped = true;
			clearTimeout(this.#timer);
			removeEventListener('online', online);
		};
	}

	async look(): Promise<void> {
		clearTimeout(this.#timer);
		const isRead = this.#want === 'bytes' || this.#want === 'head';
		if (this.state === 'here' && (!isRead || this.blob)) return;
		const state = await this.#ask();
		if (this.#stopped) return;
		this.state = state;
		if (state === 'here') return;
		this.#timer = setTimeout(() => void this.look(), this.#retry);
		this.#retry = Math.min(2 * this.#retry, LAST_RETRY_MS);
	}

	save(): void {
		void this.#source.save(this.named).then((state) => {
			if (state !== 'here') this.state = state;
		});
	}

	keep(): void {
		void this.#source.keep(this.named);
	}

	async #ask(): Promise<'here' | Absence> {
		if (this.#want === 'presence') return this.#source.isThere(this.named);
		if (this.#want === 'address') {
			const found = await this.#source.address(this.named);
			if (found.kind === 'here') this.url = found.url;
			return found.kind;
		}
		const found = await this.#find(this.#want);
		if (found.kind !== 'here') return found.kind;
		this.blob = found.blob;
		this.url = found.url;
		return 'here';
	}

	#find(want: 'bytes' | 'head' | 'picture'): Promise<FoundBytes> {
		if (want === 'picture') return this.#source.picture(this.named);
		// One more, which tells that it is not the whole.
		if (want === 'head') return this.#source.head(this.named, MAX_READ_BYTES + 1);
		return this.#source.bytes(this.named);
	}
}
