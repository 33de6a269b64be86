/**
 * The files that the person sends from this device: chosen into the tray of a conversation, named by a message, uploaded beside it. Whatever a message names
 * is on this device's disk before the message is written.
 */
import { MAX_FILES, type AttachedFile } from '#lib/domain/attached-file.ts';
import { cleanFileName } from '#lib/domain/file-name.ts';
import type { Tabs } from '../tabs.ts';
import type { ShownItem } from '../summaries.ts';
import type { Described } from './describe-file.ts';
import { isUnsettled, standingOf } from './file-standing.ts';
import type { StagedFile, StagedFiles } from './staged-files.ts';
import type { NotTaken, TrayFile } from './tray-file.ts';
import type { UploadQueue } from './upload-queue.ts';

export interface FileDeskOptions {
	files: StagedFiles;
	queue: UploadQueue;
	tabs: Tabs;
	now(): number;
	newId(): string;
	digest(bytes: Blob): Promise<string>;
	describe(bytes: Blob): Promise<Described>;
	/** The largest file that the server takes, bytes. */
	most(): number;
	/** Null until the conversation's own copy is read. */
	itemsOf(conversation: string): readonly ShownItem[] | null;
	/** The tray of this conversation is another. */
	onTray(conversation: string): void;
	/** How a file stands is another. */
	onChange(id: string): void;
}

/** Bytes that were sent stay here for a while, so that what one has just sent need not be fetched. */
const CACHE_BYTES = 128 * 1024 * 1024;
/** What began to be staged and has not ended after this time is left over from a page that ended. */
const LEFT_OVER_MS = 24 * 60 * 60 * 1000;
/** So long a message may take to be in its document after its files were given to it, by this page, and by another one while this began. */
const UNNAMED_MS = 10_000;
const BETWEEN_TABS_MS = 2_000;

interface Chosen {
	conversation: string;
	place: number;
	file: TrayFile;
}

export class FileDesk {
	readonly #options: FileDeskOptions;
	/** Chosen in this page, as long as it is in the tray; of what could not be written nothing else is left. */
	readonly #chosen = new Map<string, Chosen>();
	readonly #staging = new Map<string, Promise<void>>();
	readonly #trays = new Map<string, readonly TrayFile[]>();
	/** Given to a message that is being written. */
	readonly #given = new Set<string>();
	/** Conversations with files whose message the server may not have yet. */
	#unsettled = new Set<string>();
	#place = 0;
	readonly #begun: number;

	constructor(options: FileDeskOptions) {
		this.#options = options;
		this.#begun = options.now();
	}

	async load(): Promise<void> {
		const { files, now } = this.#options;
		await files.load();
		const left = [...files.all].filter(({ file, at }) => !file && at < now() - LEFT_OVER_MS);
		if (left.length > 0) await files.remove(...left.map(({ id }) => id)).catch(() => {});
		this.#countUnsettled();
	}

	/** Another tab changed what is stored. */
	async reload(): Promise<void> {
		const { files, queue, onTray, onChange } = this.#options;
		await files.load();
		this.#countUnsettled();
		for (const conversation of [...this.#trays.keys()]) {
			this.#trays.delete(conversation);
			onTray(conversation);
		}
		for (const { id } of files.all) onChange(id);
		queue.run();
	}

	/** In the order in which they will be sent. Replaced when anything of it changed. */
	tray(conversation: string): readonly TrayFile[] {
		const known = this.#trays.get(conversation);
		if (known) return known;
		const shown = new Map<string, TrayFile & { place: number }>();
		for (const { conversation: of, place, file } of this.#chosen.values())
			if (of === conversation) shown.set(file.id, { ...file, place });
		for (const staged of this.#options.files.of(conversation)) {
			const { id, place, file } = staged;
			if (staged.upload !== 'tray' || !file) continue;
			const [, name, type, size, , , , duration, preview] = file;
			const { bytes, state } = this.#chosen.get(id)?.file ?? { bytes: null, state: 'ready' as const };
			shown.set(id, { id, name, type, size, duration, preview, bytes, state, place });
		}
		const tray = [...shown.values()].filter(({ id }) => !this.#given.has(id));
		tray.sort((one, other) => one.place - other.place);
		this.#trays.set(conversation, tray);
		return tray;
	}

	/**
	 * Takes these in, as many as a message carries and no larger than the server takes. Writing them to the disk has only begun then.
	 * @param known what whoever recorded it knows better than any reading
	 */
	add(conversation: string, chosen: readonly File[], known?: Partial<Described>): NotTaken {
		const most = this.#options.most();
		const fitting = chosen.filter(({ size }) => size <= most);
		const room = Math.max(0, MAX_FILES - this.tray(conversation).length);
		const taken = fitting.slice(0, room);
		for (const file of taken) this.#begin(conversation, file, known);
		if (taken.length > 0) this.#trayChanged(conversation);
		const tooLarge = chosen.flatMap(({ size, name }) => (size > most ? [cleanFileName(name)] : []));
		return { tooLarge, most, tooMany: fitting.length - taken.length };
	}

	/** Out of the tray, and off the disk. */
	async discard(conversation: string, id: string): Promise<void> {
		this.#chosen.delete(id);
		this.#trayChanged(conversation);
		await this.#staging.get(id);
		const removed = this.#options.files.remove(id);
		this.#trayChanged(conversation);
		await removed.catch(() => {});
		this.#stored();
	}

	/** @param to the place in the tray that it gets */
	async move(conversation: string, id: string, to: number): Promise<void> {
		const { files } = this.#options;
		const ids = this.tray(conversation).flatMap((each) => (files.get(each.id) ? each.id : []));
		const order = ids.filter((each) => each !== id);
		order.splice(to, 0, id);
		const places = ids.map((each) => files.get(each)!.place);
		const moved = order.map((each, index) => ({ ...files.get(each)!, place: places[index]! }));
		const written = files.put(...moved);
		this.#trayChanged(conversation);
		await written.catch(() => {});
		this.#stored();
	}

	/** Resolves when nothing of the tray is being written any more. */
	async settled(conversation: string): Promise<void> {
		await Promise.all(this.tray(conversation).map(({ id }) => this.#staging.get(id)));
	}

	/** The tray is empty; its files, in their order, are a message's. Give them back if that is not written. */
	give(conversation: string): AttachedFile[] {
		const { files } = this.#options;
		const given = this.tray(conversation).flatMap(({ id, state }) => {
			const file = files.get(id)?.file;
			return state === 'ready' && file ? [file] : [];
		});
		for (const [id] of given) this.#given.add(id);
		this.#trayChanged(conversation);
		return given;
	}

	/** Before the message is written: from now on they go up by themselves. Rejects when the device does not store it. */
	async send(given: readonly AttachedFile[]): Promise<void> {
		const { files, now } = this.#options;
		await files.put(...this.#of(given).map((each) => ({ ...each, upload: 'waiting' as const, at: now() })));
	}

	/** The message that names them is written: `key`. */
	async named(given: readonly AttachedFile[], key: string): Promise<void> {
		const { files, queue, onChange } = this.#options;
		// While it was written another page may have lost patience and put them into the tray.
		const sent = this.#of(given).map((each) =>
			each.upload === 'tray' ? { ...each, upload: 'waiting' as const } : each,
		);
		const written = files.put(...sent.map((each) => ({ ...each, message: key })));
		for (const [id] of given) {
			this.#given.delete(id);
			this.#chosen.delete(id);
		}
		this.#countUnsettled();
		for (const [id] of given) onChange(id);
		await written.catch(() => {});
		this.#stored();
		queue.run();
	}

	/** The message was not written: they are in the tray again. */
	async giveBack(conversation: string, given: readonly AttachedFile[]): Promise<void> {
		const back = this.#of(given).map((each) => ({ ...each, upload: 'tray' as const, message: null }));
		for (const [id] of given) this.#given.delete(id);
		const { files, queue } = this.#options;
		const written = files.put(...back);
		this.#trayChanged(conversation);
		this.#countUnsettled();
		await written.catch(() => {});
		this.#stored();
		queue.run();
	}

	/**
	 * Copies of a message's files go into the tray, under new ids: the old ones are that message's for ever. Answers those ids; null, and nothing is there,
	 * when the device does not store all of them.
	 */
	async takeOver(conversation: string, old: readonly StagedFile[]): Promise<readonly string[] | null> {
		const { files, newId, now } = this.#options;
		const copies: string[] = [];
		try {
			for (const { id, file } of old) {
				const bytes = file && (await files.bytes(id));
				if (!bytes) continue;
				const fresh = newId();
				const [, ...rest] = file;
				const staged = { ...this.#blank(conversation, fresh), at: now(), file: [fresh, ...rest] as const };
				await files.add(staged, bytes);
				copies.push(fresh);
			}
		} catch {
			await files.remove(...copies).catch(() => {});
			return null;
		} finally {
			this.#trayChanged(conversation);
			this.#stored();
		}
		return copies;
	}

	/** Of this message. */
	filesOf(conversation: string, key: string): StagedFile[] {
		return this.#options.files.of(conversation).filter(({ message }) => message === key);
	}

	/** Their bytes go, and the server is told to forget what came of them. */
	async drop(dropped: readonly StagedFile[]): Promise<void> {
		const { files, queue } = this.#options;
		await files.put(...dropped.map((each) => ({ ...each, upload: 'cancelled' as const }))).catch(() => {});
		queue.run();
		for (const { id } of dropped) await files.removeBytes(id).catch(() => {});
		for (const { id } of dropped) this.#options.onChange(id);
		this.#countUnsettled();
		this.#stored();
	}

	/** The conversation was never made, and is given up: nobody else has anything of it. */
	async erase(conversation: string): Promise<void> {
		const { files } = this.#options;
		for (const [id, chosen] of this.#chosen)
			if (chosen.conversation === conversation) this.#chosen.delete(id);
		await files.remove(...files.of(conversation).map(({ id }) => id)).catch(() => {});
		this.#trayChanged(conversation);
		this.#countUnsettled();
		this.#stored();
	}

	/** The person may not read there any more: what the server has goes from here. What it does not have is nowhere else. */
	async forget(conversation: string): Promise<void> {
		const { files } = this.#options;
		const copies = files.of(conversation).filter(({ upload, settled }) => settled || upload === 'stored');
		await files.remove(...copies.map(({ id }) => id)).catch(() => {});
		this.#countUnsettled();
	}

	/** Its documents changed: perhaps the server has a message now, or a message is gone. */
	conversationChanged(conversation: string): void {
		if (!this.#unsettled.has(conversation)) return;
		const items = this.#options.itemsOf(conversation);
		if (!items) return;
		const open = this.#options.files
			.of(conversation)
			.filter((each) => isUnsettled(each) && !this.#given.has(each.id));
		const patience = Math.max(this.#begun - BETWEEN_TABS_MS, this.#options.now() - UNNAMED_MS);
		const { settled, gone, unnamed, late } = standingOf(open, items, patience);
		if (settled.length > 0) void this.#settle(settled);
		if (gone.length > 0) void this.drop(gone);
		// The page ended before the message was on the disk; its text is in the box again, too.
		if (unnamed.length > 0)
			void this.giveBack(
				conversation,
				unnamed.map(({ file }) => file!),
			);
		if (late.size > 0) void this.#nameLate(late).catch(() => {});
	}

	/** A message names what is in the tray here. Mostly this page has only not read yet that it is sent; but a page may have ended that was slower to write it than this one was patient. */
	async #nameLate(late: ReadonlyMap<string, string>): Promise<void> {
		await this.reload();
		const { files, queue, onChange } = this.#options;
		const sent = [...late].flatMap(([id, message]): StagedFile[] => {
			const staged = files.get(id);
			return staged?.upload === 'tray' ? [{ ...staged, upload: 'waiting', message }] : [];
		});
		if (sent.length === 0) return;
		const written = files.put(...sent);
		for (const { id, conversation } of sent) {
			this.#chosen.delete(id);
			this.#trayChanged(conversation);
			onChange(id);
		}
		await written;
		this.#stored();
		queue.run();
	}

	#begin(conversation: string, chosen: File, known?: Partial<Described>): void {
		const id = this.#options.newId();
		const { size, type } = chosen;
		const name = cleanFileName(chosen.name);
		const staged = this.#blank(conversation, id);
		const file: TrayFile = { id, name, type, size, duration: 0, preview: '', state: 'saving', bytes: chosen };
		this.#chosen.set(id, { conversation, place: staged.place, file });
		const staging = this.#stage(staged, chosen, name, known).then(
			() => this.#became(id, { state: 'ready' }),
			(error: unknown) => {
				const full = error instanceof Error && error.name === 'QuotaExceededError';
				this.#became(id, { state: 'failed', problem: full ? 'device-full' : 'unreadable' });
				void this.#options.files.remove(id).catch(() => {});
			},
		);
		this.#staging.set(id, staging);
		void staging.then(() => this.#staging.delete(id));
	}

	/** The bytes are written first and read from the device then: what is sent is what is kept. */
	async #stage(staged: StagedFile, chosen: File, name: string, known?: Partial<Described>): Promise<void> {
		const { files, digest, describe } = this.#options;
		await files.add(staged, chosen);
		const kept = (await files.bytes(staged.id)) ?? chosen;
		const [sha256, described] = await Promise.all([digest(kept), describe(chosen)]);
		const { type, width, height, duration, preview } = { ...described, ...known };
		// It may have been taken out meanwhile, or moved.
		const now = files.get(staged.id);
		if (!now) return;
		const file = [staged.id, name, type, kept.size, sha256, width, height, duration, preview] as const;
		await files.put({ ...now, file });
	}

	#became(id: string, change: Pick<TrayFile, 'state' | 'problem'>): void {
		const chosen = this.#chosen.get(id);
		if (!chosen) return;
		this.#chosen.set(id, { ...chosen, file: { ...chosen.file, ...change } });
		this.#trayChanged(chosen.conversation);
		this.#stored();
	}

	#blank(conversation: string, id: string): StagedFile {
		const at = this.#options.now();
		this.#place = Math.max(at, this.#place + 1);
		return {
			...{ id, conversation, at, place: this.#place },
			...{ file: null, upload: 'tray', problem: null, message: null, settled: false },
		};
	}

	#of(given: readonly AttachedFile[]): StagedFile[] {
		return given.flatMap(([id]) => this.#options.files.get(id) ?? []);
	}

	async #settle(settled: readonly StagedFile[]): Promise<void> {
		const { files } = this.#options;
		await files.put(...settled).catch(() => {});
		this.#countUnsettled();
		let room = CACHE_BYTES;
		const copies = [...files.all].filter(({ settled, upload }) => settled && upload === 'stored');
		const tooMany = copies
			.sort((one, other) => other.at - one.at)
			.filter(({ file }) => (room -= file![3]) < 0);
		if (tooMany.length > 0) await files.remove(...tooMany.map(({ id }) => id)).catch(() => {});
		this.#stored();
	}

	#countUnsettled(): void {
		const all = [...this.#options.files.all].filter(isUnsettled);
		this.#unsettled = new Set(all.map(({ conversation }) => conversation));
	}

	#trayChanged(conversation: string): void {
		this.#trays.delete(conversation);
		this.#options.onTray(conversation);
	}

	#stored(): void {
		this.#options.tabs.post({ type: 'stored', prefix: 'file/' });
	}
}
