/**
 * One document of one person on this device: reading it, writing one's own log, and bringing it back into step when the stored copy and the relay
 * disagree (SPEC D9). Own text is never lost on the way: it is in the document, among the rescued events, or in the tray.
 */
import type { AuthoredEvent, EventRef } from '#lib/domain/events.ts';
import type { Fold } from '#lib/domain/fold.ts';
import { refusalWords } from '#lib/client/refusal-words.ts';
import type { Locks } from './environment.ts';
import { unnamedIn, type OwnEvent } from './own-events.ts';
import type { ReceiptBook } from './receipt-book.ts';
import { carryOver, recordsToKeep, restartStored, retireDevice, rewriteRescued } from './recovery.ts';
import {
	ReplicaInstance,
	type InstanceOptions,
	type RefusalFrame,
	type Trouble,
} from './replica-instance.ts';
import type { LedgerReach } from './replica-store.ts';
import { shownItems } from './shown-items.ts';
import type { ShownItem } from './summaries.ts';
import { emptiedRecord, type TrayEntry } from './tray.ts';
import { Typing } from './typing.ts';

export interface ReplicaOptions extends Omit<
	InstanceOptions,
	'onTrouble' | 'onRefusal' | 'onClosed' | 'onChange'
> {
	locks: Locks;
	/** Before this tab's first event goes into the document: whatever must be on disk to find it again. */
	beforeFirstWrite?(): Promise<void>;
	onChange?(): void;
	/** The relay ended the document for good (protocol/close-codes.ts). */
	onClosed?(code: number): void;
}

export type ReplicaWrite =
	{ ok: true; ref: EventRef } | { ok: false; error: 'no-device' | 'not-saved' | 'closed' };

export class Replica {
	readonly document: string;
	readonly volume: number;
	readonly #options: ReplicaOptions;
	#instance: ReplicaInstance;
	#wanted = false;
	#closed = false;
	#writes: Promise<unknown> = Promise.resolve();
	#recovery: Promise<void> | null = null;
	#rewriting = false;
	#readable = true;
	#loaded = false;
	#present = false;
	#refusedWhole: string | null = null;
	#refusals = new Map<number, RefusalFrame>();
	#shown: readonly ShownItem[] = [];
	#stale = true;
	/** Who else is typing. */
	readonly typing: Typing;
	/** Resolves when the device's copy is in the document. */
	readonly whenLoaded: Promise<void>;

	constructor(options: ReplicaOptions) {
		this.#options = options;
		this.document = options.document;
		this.volume = options.volume;
		this.typing = new Typing(options.self, options.clock);
		this.#instance = this.#open();
		this.whenLoaded = this.#load(this.#instance);
	}

	get fold(): Fold {
		return this.#instance.fold;
	}

	/** Has the device's copy been read? */
	get loaded(): boolean {
		return this.#loaded;
	}

	/** Completed an exchange on the present connection, and has nothing to put right. */
	get synced(): boolean {
		return this.#instance.synced && this.#recovery === null;
	}

	/** What of the ledger is on this device's disk. */
	get held(): LedgerReach {
		return this.#instance.store?.held ?? { epoch: 0, entries: 0 };
	}

	/** Own events that the ledger does not name yet. */
	get unsent(): number {
		return this.#instance.unsent;
	}

	get tray(): ReadonlyMap<string, TrayEntry> {
		return this.#instance.tray;
	}

	/** Is something of this document on no disk? */
	get failure(): { full: boolean } | null {
		return this.#instance.store?.failure ?? (this.#readable ? null : { full: false });
	}

	/** Does it show on a screen? Then others may know that I am here. */
	set present(present: boolean) {
		if (!present) this.typing.stop();
		this.#present = this.#instance.present = present;
	}

	/** The conversation itself was refused: nothing of this document will be sent. Completes "Not delivered: …" */
	set refusedWhole(words: string | null) {
		this.#refusedWhole = words;
		this.#stale = true;
	}

	/** In ledger order, then one's own pending ones. The array is replaced when anything changed. */
	items(): readonly ShownItem[] {
		if (!this.#stale) return this.#shown;
		this.#stale = false;
		const instance = this.#instance;
		const kept = [...instance.rescued, ...instance.stranded];
		this.#shown = shownItems(instance.fold.items(), kept, {
			self: this.#options.self,
			volume: this.volume,
			durabilityOf: (client, clock) =>
				this.#readable ? (instance.store?.durabilityOf(client, clock) ?? 'saving') : 'not-saved',
			reasonOf: (client, clock) => {
				const refusal = this.#refusals.get(client);
				if (refusal && clock >= refusal.clock) return refusalWords(refusal.code);
				return this.#refusedWhole ?? undefined;
			},
			before: this.#shown,
		});
		return this.#shown;
	}

	/** Own events that are nowhere but here. */
	ownUnsent(): OwnEvent[] {
		const { doc, fold, rescued, stranded } = this.#instance;
		return [...rescued, ...unnamedIn(doc, fold, this.#isOwn), ...stranded];
	}

	/** From now on it syncs whenever there is a connection. */
	connect(): void {
		this.#wanted = true;
		void this.whenLoaded.then(() => {
			if (this.#wanted && !this.#closed && !this.#recovery) this.#instance.connect();
		});
	}

	disconnect(): void {
		this.#wanted = false;
		this.#instance.disconnect();
	}

	/** Exchanges anew: the relay has something that it did not send by itself. */
	resync(): void {
		if (!this.#wanted || this.#recovery) return;
		this.#instance.disconnect();
		this.connect();
	}

	/** A key was pressed. What follows is written under the client id under which this is said. */
	async sayTyping(): Promise<void> {
		const instance = this.#instance;
		if (!this.#loaded || this.#closed || this.#recovery) return;
		if (instance.client === null && (await this.#prepare(instance)) !== 'ready') return;
		if (instance === this.#instance && this.#present) this.typing.say();
	}

	/** What the server has signed about rows that are held here; null where nobody checks. */
	get receipts(): ReceiptBook | null {
		return this.#instance.receipts;
	}

	/** Appends to one's own log in one run. They show at once; what became of them is in `items()`. */
	write(events: readonly AuthoredEvent[]): Promise<ReplicaWrite> {
		const done = this.#writes.then(() => this.#write(events));
		this.#writes = done.catch(() => {});
		return done;
	}

	/** Resolves when nothing is being written to disk or put right. */
	async idle(): Promise<void> {
		await this.whenLoaded;
		await this.#writes;
		await this.#recovery;
		await this.#instance.store?.idle();
	}

	/** The person has dealt with an undelivered text. */
	async emptyTray(ref: string): Promise<void> {
		this.#instance.tray.delete(ref);
		this.#instance.store?.save([emptiedRecord(ref)]);
		this.#changed();
		await this.#instance.store?.idle();
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#instance.close();
	}

	/** Closes and deletes the device's copy. */
	async erase(): Promise<void> {
		this.#closed = true;
		await this.#instance.erase();
	}

	readonly #isOwn = (client: number): boolean => this.#options.ids.isOwn(client);

	#open(): ReplicaInstance {
		const instance: ReplicaInstance = new ReplicaInstance({
			...this.#options,
			onChange: () => {
				if (instance !== this.#instance || this.#closed) return;
				this.#changed();
				if (instance.synced && instance.rescued.length > 0) void this.#rewriteRescued();
			},
			onTrouble: (trouble) => {
				if (instance === this.#instance) this.#recover(trouble);
			},
			onRefusal: (refusal) => this.#takeRefusal(refusal),
			onClosed: (code) => this.#options.onClosed?.(code),
		});
		instance.present = this.#present;
		this.typing.attach(instance.awareness);
		return instance;
	}

	async #load(instance: ReplicaInstance): Promise<void> {
		try {
			await instance.loaded;
		} catch {
			// The device's store does not work: everything stays in memory, and says so.
			this.#readable = false;
		}
		this.#loaded = true;
		this.#changed();
	}

	#changed(): void {
		this.#stale = true;
		this.#options.onChange?.();
	}

	async #write(events: readonly AuthoredEvent[]): Promise<ReplicaWrite> {
		await this.whenLoaded;
		for (;;) {
			await this.#recovery;
			if (this.#closed) return { ok: false, error: 'closed' };
			const instance = this.#instance;
			const prepared = await this.#prepare(instance);
			if (prepared !== 'ready') return { ok: false, error: prepared };
			if (instance !== this.#instance || this.#recovery || this.#closed) continue;
			const { clientID } = instance.doc;
			return { ok: true, ref: [clientID, instance.append(events)] };
		}
	}

	/** Gives the instance a client id to write under. `not-saved`: the device did not store that it was taken. */
	async #prepare(instance: ReplicaInstance): Promise<'ready' | 'no-device' | 'not-saved'> {
		const { ids, beforeFirstWrite } = this.#options;
		if (instance.client !== null && ids.mayWrite(instance.client)) return 'ready';
		try {
			const client = ids.takeNow() ?? (await ids.take());
			if (client === undefined) return 'no-device';
			await beforeFirstWrite?.();
			instance.adopt(client);
			return 'ready';
		} catch {
			return 'not-saved';
		}
	}

	#takeRefusal(refusal: RefusalFrame): void {
		// With a tombstone the ledger says it too, and so does the tray. A removed member's texts are kept by whoever is told of the removal.
		if (refusal.tombstoned || !this.#isOwn(refusal.client)) return;
		this.#refusals.set(refusal.client, refusal);
		this.#changed();
		if (refusal.code !== 'REVOKED' && refusal.code !== 'GAP') this.#recover({ kind: 'refused', refusal });
	}

	#recover(trouble: Trouble): void {
		if (this.#closed || this.#recovery) return;
		this.#recovery = this.#beginAnew(trouble).finally(() => {
			this.#recovery = null;
			this.#changed();
			if (this.#wanted) this.connect();
		});
	}

	/** Gives the stored replica up for what the relay has; one's own unsettled events are kept beside it, in the same write. */
	async #beginAnew(trouble: Trouble): Promise<void> {
		const { ids, clock, tabs } = this.#options;
		const old = this.#instance;
		old.disconnect();
		await retireDevice(ids, trouble);
		const records = () => recordsToKeep(old, trouble, this.#isOwn);
		const done = await restartStored(old, records, clock, () => this.#closed);
		if (this.#closed) return;
		const kept = records();
		await old.close();
		this.#refusals.clear();
		this.#instance = this.#open();
		await this.#load(this.#instance);
		if (done) tabs?.post({ type: 'restarted', document: this.document });
		else carryOver(this.#instance, kept);
	}

	async #rewriteRescued(): Promise<void> {
		if (this.#rewriting) return;
		this.#rewriting = true;
		const instance = this.#instance;
		const isCurrent = () => instance === this.#instance && !this.#closed;
		try {
			await this.#options.locks.hold(`${this.#options.storeName}/rescued`, () =>
				rewriteRescued(instance, isCurrent, async () => (await this.#prepare(instance)) === 'ready'),
			);
		} finally {
			this.#rewriting = false;
			this.#changed();
		}
	}

	/** Another tab began the stored replica anew. */
	superseded(): void {
		this.#recover({ kind: 'superseded' });
	}
}
