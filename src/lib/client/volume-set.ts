/** The volumes of one conversation on this device: the newest, and of the older ones those that somebody reads, or that have something to send or to fetch. */
import { captionOf } from '#lib/domain/attached-file.ts';
import { countUnread } from '#lib/domain/timeline.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { ReadPosition } from '#lib/protocol/workspace.ts';
import { itemsOfEntry, mergeVolumes, type VolumeTimeline } from './merged-timeline.ts';
import type { Replica } from './replica.ts';
import type { LastMessage, ShownItem } from './summaries.ts';

export interface VolumeSetOptions {
	conversation: string;
	self: string;
	newest: number;
	openReplica(document: string, volume: number, callbacks: ReplicaCallbacks): Replica;
	/** Has this device a copy of the volume? */
	holds(volume: number): boolean;
	onChange(): void;
	onClosed(code: number): void;
}

export interface ReplicaCallbacks {
	onChange(): void;
	onClosed(code: number): void;
}

/** Unread messages are counted through this many volumes; whoever is further behind has 5,000 and more to read. */
const MAX_UNREAD_VOLUMES = 3;
const PREVIEW_LENGTH = 140;

export class VolumeSet {
	readonly conversation: string;
	readonly #options: VolumeSetOptions;
	readonly #replicas = new Map<number, Replica>();
	#newest: number;
	/** The first volume of the timeline that is shown. */
	#oldestShown: number;
	#connected = false;
	#closed = false;
	#shown: readonly ShownItem[] | null = null;
	/** Older volumes that are brought up to date although nobody reads there. */
	readonly #fetching = new Set<number>();
	/** Late entries of the newest ledger that were dealt with. */
	#lateSeen = 0;
	#erasedSeen = 0;
	/** The last position that was looked at; null until the device's copy is read. */
	#seen: number | null = null;
	/** Others' messages that arrived since the set was opened. */
	received = 0;

	constructor(options: VolumeSetOptions) {
		this.#options = options;
		this.conversation = options.conversation;
		this.#newest = this.#oldestShown = options.newest;
		this.open(options.newest);
	}

	get newest(): number {
		return this.#newest;
	}

	get newestReplica(): Replica {
		return this.open(this.#newest);
	}

	get oldestShown(): number {
		return this.#oldestShown;
	}

	/** Nothing stands in what is shown, as it does when the newest volume has just been begun, but in an older one something may. */
	get showsNothing(): boolean {
		if (this.#oldestShown === 0 || this.items().length > 0) return false;
		const { loaded, synced } = this.open(this.#oldestShown);
		return loaded && (synced || this.#options.holds(this.#oldestShown - 1));
	}

	get replicas(): Iterable<Replica> {
		return this.#replicas.values();
	}

	get loaded(): boolean {
		return this.newestReplica.loaded;
	}

	get synced(): boolean {
		for (const replica of this.#replicas.values()) if (!replica.synced) return false;
		return true;
	}

	get unsent(): number {
		let unsent = 0;
		for (const replica of this.#replicas.values()) unsent += replica.unsent;
		return unsent;
	}

	open(volume: number): Replica {
		const known = this.#replicas.get(volume);
		if (known) return known;
		const replica = this.#options.openReplica(conversationDocument(this.conversation, volume), volume, {
			onChange: () => this.#changed(volume),
			onClosed: this.#options.onClosed,
		});
		this.#replicas.set(volume, replica);
		if (this.#connected) replica.connect();
		return replica;
	}

	/** The server knows of this volume: new messages go there. */
	setNewest(volume: number): void {
		if (volume <= this.#newest) return;
		this.#newest = volume;
		this.#lateSeen = this.#erasedSeen = 0;
		this.#seen = -1;
		this.open(volume);
		this.#shown = null;
	}

	connect(): void {
		if (this.#closed) return;
		this.#connected = true;
		for (const replica of this.#replicas.values()) replica.connect();
	}

	/** The relay ended a document of this conversation, but the person may read it: ask again. */
	reconnect(): void {
		for (const replica of this.#replicas.values()) replica.resync();
	}

	/** The timeline as far back as it is shown. */
	items(): readonly ShownItem[] {
		if (this.#shown) return this.#shown;
		const timelines: VolumeTimeline[] = [];
		for (let volume = this.#oldestShown; volume <= this.#newest; volume++)
			timelines.push(timelineOf(this.open(volume)));
		this.#shown = mergeVolumes(timelines);
		return this.#shown;
	}

	/** Shows one volume more. Resolves when the device's copy is read. */
	async showOlder(): Promise<void> {
		if (this.#oldestShown === 0) return;
		const replica = this.open(this.#oldestShown - 1);
		await replica.whenLoaded;
		this.#oldestShown--;
		this.#shown = null;
		this.#options.onChange();
	}

	/** Nobody reads the older volumes any more. */
	showNewestOnly(): void {
		this.#oldestShown = this.#newest;
		this.#shown = null;
		for (const [volume, replica] of this.#replicas) {
			if (volume === this.#newest || replica.unsent > 0 || !replica.synced) continue;
			this.#replicas.delete(volume);
			void replica.close();
		}
	}

	/** The oldest volume in which anything counts as unread. */
	firstCounted(read: ReadPosition): number {
		return Math.max(read.volume, this.#newest - MAX_UNREAD_VOLUMES + 1, 0);
	}

	unread(read: ReadPosition): number {
		if (read.volume > this.#newest) return 0;
		const { self } = this.#options;
		let unread = 0;
		const first = this.firstCounted(read);
		for (let volume = first; volume <= this.#newest; volume++) {
			const replica = this.open(volume);
			const through = volume === read.volume ? read.position : -1;
			unread += countUnread(replica.items(), through, self);
			for (const late of replica.fold.late) {
				// What stands in a volume that is counted anyway, behind the read position, would count twice.
				if (late.position <= through || late.volume >= first) continue;
				const items = itemsOfEntry([timelineOf(this.open(late.volume))], late);
				unread += countUnread(items, -1, self);
			}
		}
		return unread;
	}

	/** The last message, also of what is not stored yet; null when this volume has none (yet). */
	lastMessage(): LastMessage | null {
		const items = mergeVolumes([timelineOf(this.newestReplica)]);
		const last = items.findLast((item) => item.kind === 'message');
		if (!last) return null;
		return {
			key: last.key,
			author: last.author,
			preview: last.deleted
				? ''
				: captionOf(last.body, last.files)
						.slice(0, PREVIEW_LENGTH * 2)
						.replace(/\s+/gu, ' ')
						.slice(0, PREVIEW_LENGTH),
			...(last.files.length > 0 && { files: last.files }),
			deleted: last.deleted,
			at: last.receivedAt ?? last.at,
			state: last.delivery,
		};
	}

	async close(): Promise<void> {
		this.#closed = true;
		await Promise.all([...this.#replicas.values()].map((replica) => replica.close()));
	}

	/** Deletes this conversation's copies from the device. */
	async erase(): Promise<void> {
		this.#closed = true;
		await Promise.all([...this.#replicas.values()].map((replica) => replica.erase()));
	}

	#changed(volume: number): void {
		if (this.#closed) return;
		this.#shown = null;
		const replica = this.#replicas.get(volume);
		if (replica && volume === this.#newest) {
			const { nextVolume } = replica.fold;
			if (nextVolume !== null && nextVolume > this.#newest) this.setNewest(nextVolume);
			else this.#takeNews(replica);
		}
		if (this.#fetching.size > 0) this.#closeFetched();
		this.#options.onChange();
	}

	/** Opens the volume until it is in step; then it is closed again, unless somebody reads there meanwhile. */
	fetch(volume: number): void {
		if (this.#closed || this.#replicas.has(volume)) return;
		this.#fetching.add(volume);
		this.open(volume);
	}

	#closeFetched(): void {
		for (const volume of this.#fetching) {
			const replica = this.#replicas.get(volume);
			if (replica && !replica.synced) continue;
			this.#fetching.delete(volume);
			if (!replica || volume >= this.#oldestShown || replica.unsent > 0) continue;
			void replica.idle().then(() => {
				if (volume >= this.#oldestShown || this.#replicas.get(volume) !== replica) return;
				this.#replicas.delete(volume);
				void replica.close();
			});
		}
	}

	#takeNews(replica: Replica): void {
		const { late } = replica.fold;
		// What was late before this start is fetched when its volume is opened or read into the index (SPEC D11).
		if (replica.synced)
			for (const { volume } of late.slice(this.#lateSeen)) {
				const open = this.#replicas.get(volume);
				if (open) open.resync();
				else if (this.#options.holds(volume)) this.fetch(volume);
			}
		// A copy that nobody reads must lose its content too (SPEC G4).
		if (replica.synced)
			for (const { volume, erased } of late.slice(this.#erasedSeen)) if (erased) this.fetch(volume);
		if (replica.synced) this.#erasedSeen = late.length;
		this.#lateSeen = late.length;
		if (!replica.loaded) return;
		const items = replica.items();
		for (let index = items.length - 1; index >= 0 && this.#seen !== null; index--) {
			const { position, mine, kind } = items[index]!;
			if (position === null) continue;
			if (position <= this.#seen) break;
			if (kind === 'message' && !mine) this.received++;
		}
		this.#seen = replica.fold.length - 1;
	}
}

function timelineOf(replica: Replica): VolumeTimeline {
	const { fold, volume } = replica;
	const positionOf = (epoch: number, entry: number) => fold.positionOf(epoch, entry);
	return { volume, items: replica.items(), late: fold.late, positionOf };
}
