/**
 * Sends what is staged, part by part, one part at a time, by one tab (SPEC M). Of several files that with the least left is next, so that a picture does not
 * wait for a film. The server's offset is the only one: after anything uncertain it is asked, so nothing that it has is sent again.
 */
import { MAX_PART_BYTES } from '#lib/protocol/files.ts';
import type { Clock, Locks, Randomness } from '../environment.ts';
import type { StagedFile, StagedFiles } from './staged-files.ts';
import type { UploadAnswer, UploadLink } from './upload-link.ts';

export interface UploadQueueOptions {
	user: string;
	files: StagedFiles;
	locks: Locks;
	clock: Clock;
	randomness: Randomness;
	link: UploadLink;
	/** Does the server know this conversation yet? */
	isThere(conversation: string): boolean;
	/** How a file stands is another now: here, or by the word of the tab that sends. */
	onChange(id: string): void;
	/** This tab sends it, and is that far; null: it is done with it for now. */
	onProgress(id: string, sent: number | null): void;
	/** A record was written. */
	onStored(): void;
}

/** How far one is, as long as this tab lives. */
interface Transit {
	/** Null: the server has to be asked. */
	offset: number | null;
	sent: number;
	tries: number;
	notBefore: number;
	/** How often all of it came and was not what was announced. */
	altered: number;
}

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;
const LEAST_PART_BYTES = 256 * 1024;
/** A part that takes longer is followed by a smaller one, and one that takes half as long by a larger one: progress shows, and little is lost. */
const PART_MS = 2_000;
const PART_PATIENCE_MS = 120_000;

export class UploadQueue {
	readonly #options: UploadQueueOptions;
	readonly #transits = new Map<string, Transit>();
	#part = 4 * LEAST_PART_BYTES;
	/** What is on its way just now, here or in another tab. */
	#active: string | null = null;
	#abort: AbortController | null = null;
	/** The bytes of the last one. */
	#bytes: { id: string; blob: Blob } | null = null;
	#running = false;
	#stopped = true;
	#cancelRetry: (() => void) | null = null;

	constructor(options: UploadQueueOptions) {
		this.#options = options;
	}

	/** Is there a connection, under this person's sign-in? */
	get connected(): boolean {
		return !this.#stopped;
	}

	isActive(id: string): boolean {
		return this.#active === id;
	}

	/** Bytes that the server has answered for, as far as this tab knows. */
	sent(id: string): number {
		return this.#transits.get(id)?.sent ?? 0;
	}

	start(): void {
		this.#stopped = false;
		for (const transit of this.#transits.values()) transit.notBefore = transit.tries = 0;
		this.run();
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelRetry?.();
		this.#cancelRetry = null;
	}

	/** For good: what is under way ends here. */
	close(): void {
		this.stop();
		this.#abort?.abort();
	}

	/** Something was staged, resumed, paused or cancelled, here or in another tab. */
	run(): void {
		const active = this.#active === null ? undefined : this.#options.files.get(this.#active);
		if (this.#abort && active?.upload !== 'waiting') this.#abort.abort();
		if (this.#running || this.#stopped || !this.#next()) return;
		this.#running = true;
		this.#cancelRetry?.();
		this.#cancelRetry = null;
		const { locks, user, clock } = this.#options;
		void locks
			.hold(`parley/${user}/uploads`, () => this.#work())
			.catch(() => undefined)
			.then(() => {
				this.#running = false;
				this.#bytes = null;
				const next = this.#nextTime();
				if (next !== null && !this.#stopped)
					this.#cancelRetry = clock.after(Math.max(50, next - clock.now()), () => this.run());
			});
	}

	/** Another tab is that far. */
	heard(id: string, sent: number | null): void {
		if (this.#abort) return;
		this.#active = sent === null ? null : id;
		if (sent !== null) this.#transitOf(id).sent = sent;
		this.#options.onChange(id);
	}

	/** Begins anew, as if it had just been staged. */
	forget(id: string): void {
		this.#transits.delete(id);
	}

	async #work(): Promise<void> {
		// Another tab may have sent some while this one waited for its turn.
		await this.#options.files.load();
		const { onChange, onProgress } = this.#options;
		let before: string | null = null;
		for (let file = this.#next(); file && !this.#stopped; file = this.#next()) {
			const { id } = file;
			const transit = this.#transitOf(id);
			this.#active = before = id;
			this.#abort = new AbortController();
			onChange(id);
			onProgress(id, transit.sent);
			const answer = await this.#step(file, transit, this.#abort);
			this.#active = this.#abort = null;
			if (file.upload === 'cancelled') await this.#takeCancelled(id, transit, answer);
			else await this.#take(id, transit, answer);
			onChange(id);
		}
		if (before !== null) onProgress(before, null);
	}

	async #step(file: StagedFile, transit: Transit, abort: AbortController): Promise<UploadAnswer> {
		const { link, files, clock } = this.#options;
		const { id, conversation } = file;
		if (file.upload === 'cancelled') return link.cancel(conversation, id);
		// With all of it there and not stored, the server finishes it when it is begun again (SPEC M8).
		if (transit.offset === null || (transit.offset > 0 && transit.offset >= file.file![3]))
			return link.begin(conversation, file.file!);
		if (this.#bytes?.id !== id) {
			const blob = await files.bytes(id);
			if (blob?.size !== file.file![3]) return { kind: 'problem', problem: 'gone' };
			this.#bytes = { id, blob };
		}
		const { offset } = transit;
		const part = this.#bytes.blob.slice(offset, offset + this.#part);
		const begun = clock.now();
		const late = clock.after(PART_PATIENCE_MS, () => abort.abort());
		const answer = await link.append(conversation, id, offset, part, abort.signal);
		late();
		const took = clock.now() - begun;
		if (took > PART_MS) this.#part = Math.max(LEAST_PART_BYTES, this.#part / 2);
		else if (took < PART_MS / 2 && part.size === this.#part)
			this.#part = Math.min(MAX_PART_BYTES, this.#part * 2);
		return answer;
	}

	async #take(id: string, transit: Transit, answer: UploadAnswer): Promise<void> {
		const { files, clock } = this.#options;
		// It may have been paused or cancelled meanwhile, here or elsewhere.
		const file = files.get(id);
		if (!file) return;
		if (file.upload === 'cancelled') return void (transit.offset = null);
		switch (answer.kind) {
			case 'at': {
				const moved = answer.offset > transit.sent;
				transit.offset = transit.sent = answer.offset;
				// An offset that stands still is asked for at a slower pace.
				if (moved) transit.tries = 0;
				else if (transit.tries++ > 2) this.#later(transit);
				return;
			}
			case 'stored':
				transit.sent = file.file![3];
				return this.#put({ ...file, upload: 'stored', problem: null });
			case 'altered':
				transit.offset = null;
				transit.sent = 0;
				return transit.altered++ === 0 ? undefined : this.#fail(file, 'altered');
			case 'missing':
				// The offset was of an upload that is gone there: it is begun anew before anything is given up.
				if (transit.offset !== null) return void (transit.offset = null);
				return this.#fail(file, 'no-access');
			case 'problem':
				return this.#fail(file, answer.problem);
			case 'later':
				transit.offset = null;
				if (file.upload === 'waiting') this.#later(transit);
				return;
			case 'stop':
				transit.notBefore = clock.now() + MAX_RETRY_MS;
				return this.stop();
		}
	}

	async #takeCancelled(id: string, transit: Transit, answer: UploadAnswer): Promise<void> {
		if (answer.kind === 'stop') return this.stop();
		if (answer.kind === 'later') return this.#later(transit);
		await this.#options.files.remove(id);
		this.#transits.delete(id);
		this.#options.onStored();
	}

	async #fail(file: StagedFile, problem: StagedFile['problem']): Promise<void> {
		this.#transits.delete(file.id);
		await this.#put({ ...file, upload: 'failed', problem });
	}

	async #put(file: StagedFile): Promise<void> {
		await this.#options.files.put(file);
		this.#options.onStored();
	}

	#later(transit: Transit): void {
		const { clock, randomness } = this.#options;
		const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(transit.tries++, 10));
		transit.notBefore = clock.now() + delay * (0.75 + randomness.fraction() / 2);
	}

	#transitOf(id: string): Transit {
		const known = this.#transits.get(id);
		if (known) return known;
		const made = { offset: null, sent: 0, tries: 0, notBefore: 0, altered: 0 };
		this.#transits.set(id, made);
		return made;
	}

	get #waiting(): StagedFile[] {
		const { files, isThere } = this.#options;
		return [...files.all].filter(
			({ upload, conversation }) => upload === 'cancelled' || (upload === 'waiting' && isThere(conversation)),
		);
	}

	#next(): StagedFile | undefined {
		const now = this.#options.clock.now();
		const left = ({ id, file, upload }: StagedFile) =>
			upload === 'cancelled' || !file ? 0 : file[3] - this.sent(id);
		return this.#waiting
			.filter(({ id }) => (this.#transits.get(id)?.notBefore ?? 0) <= now)
			.sort((one, other) => left(one) - left(other))[0];
	}

	#nextTime(): number | null {
		const times = this.#waiting.map(({ id }) => this.#transits.get(id)?.notBefore ?? 0);
		return times.length === 0 ? null : Math.min(...times);
	}
}
