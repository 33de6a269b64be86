/**
 * One document of one person on this device: reading it, writing one's own log, and bringing it back into step when the stored copy and the relay
 * disagree (SPEC D9). Own text is never lost on the way: it is in the document, among the rescued events, or in the tray.
 */
import type { AuthoredEvent, EventRef } from '#lib/domain/events.ts';
import type { Fold } from '#lib/domain/fold.ts';
import { nextClock } from '#lib/domain/conversation-document.ts';
import { refusalWords } from '#lib/protocol/refusals.ts';
import type { Locks } from './environment.ts';
import {
	copiesOf,
	forgetRescued,
	isThere,
	rescuedIn,
	rescueRecords,
	unnamedIn,
	type OwnEvent,
} from './own-events.ts';
import { Superseded, type DiskRecord } from './replica-disk.ts';
import {
	ReplicaInstance,
	type InstanceOptions,
	type RefusalFrame,
	type Trouble,
} from './replica-instance.ts';
import { shownItems } from './shown-items.ts';
import type { ShownItem } from './summaries.ts';
import { emptiedRecord, trayEntry, trayRecord, type TrayEntry } from './tray.ts';

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

export type ReplicaWrite = { ok: true; ref: EventRef } | { ok: false; error: 'no-device' | 'closed' };

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

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
	/** Resolves when the device's copy is in the document. */
	readonly whenLoaded: Promise<void>;

	constructor(options: ReplicaOptions) {
		this.#options = options;
		this.document = options.document;
		this.volume = options.volume;
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
			if (!(await this.#hasClient(instance))) return { ok: false, error: 'no-device' };
			if (instance !== this.#instance || this.#recovery || this.#closed) continue;
			const { clientID } = instance.doc;
			return { ok: true, ref: [clientID, instance.append(events)] };
		}
	}

	async #hasClient(instance: ReplicaInstance): Promise<boolean> {
		const { ids, beforeFirstWrite } = this.#options;
		if (instance.client !== null && ids.mayWrite(instance.client)) return true;
		const client = ids.takeNow() ?? (await ids.take());
		if (client === undefined) return false;
		await beforeFirstWrite?.();
		instance.adopt(client);
		return true;
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
		if (trouble.kind === 'mismatch') await ids.retire(trouble.mismatch.client, 'cloned').catch(() => {});
		if (trouble.kind === 'refused' && trouble.refusal.code === 'CLIENT_UNLEASED')
			await ids.retire(trouble.refusal.client, 'revoked').catch(() => {});
		let records: DiskRecord[] = [];
		let carried = false;
		for (let attempt = 0; !this.#closed; attempt++) {
			records = this.#recordsOf(old, trouble);
			try {
				await old.disk.restart(records);
				break;
			} catch (error) {
				// Another tab was faster. What is this tab's own goes with it into the new generation.
				carried = error instanceof Superseded;
				if (carried) break;
			}
			const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
			await new Promise<void>((resolve) => clock.after(delay, resolve));
		}
		if (this.#closed) return;
		await old.close();
		this.#refusals.clear();
		this.#instance = this.#open();
		await this.#load(this.#instance);
		if (carried) {
			const { store, rescued } = this.#instance;
			this.#instance.rescued = merge(rescued, rescuedIn(asMap(records)));
			store?.save(records);
		} else tabs?.post({ type: 'restarted', document: this.document });
	}

	#recordsOf(old: ReplicaInstance, trouble: Trouble): DiskRecord[] {
		const from: EventRef | undefined =
			trouble.kind === 'mismatch' ? [trouble.mismatch.client, trouble.mismatch.clock] : undefined;
		const own = [...unnamedIn(old.doc, old.fold, this.#isOwn, from), ...old.stranded];
		if (trouble.kind !== 'refused') return rescueRecords(own);
		const { client, clock, code } = trouble.refusal;
		const isRefused = (event: OwnEvent) => event.client === client && event.clock >= clock;
		const entries = own.filter(isRefused).flatMap((event) => trayEntry(event, code) ?? []);
		return [...entries.map(trayRecord), ...rescueRecords(own.filter((event) => !isRefused(event)))];
	}

	/** After a completed exchange: what the relay has is forgotten, the rest is written again, by one tab. */
	async #rewriteRescued(): Promise<void> {
		if (this.#rewriting) return;
		this.#rewriting = true;
		try {
			await this.#options.locks.hold(`${this.#options.storeName}/rescued`, () => this.#rewriteNow());
		} finally {
			this.#rewriting = false;
		}
	}

	async #rewriteNow(): Promise<void> {
		const instance = this.#instance;
		await instance.store?.idle();
		// Another tab may have written them again meanwhile. Where nothing can be stored, memory has to do.
		const onDisk = instance.store?.failure
			? instance.rescued
			: await instance.disk.records().then(rescuedIn, () => instance.rescued);
		if (!instance.synced || instance !== this.#instance || this.#closed) return;
		const missing = onDisk.filter((event) => !isThere(instance.doc, event));
		if (missing.length > 0 && !(await this.#hasClient(instance))) return;
		if (instance !== this.#instance || this.#closed) return;
		instance.rescued = [];
		const { clientID } = instance.doc;
		if (missing.length === 0) instance.store?.save(forgetRescued(onDisk));
		else
			instance.append(copiesOf(missing, clientID, nextClock(instance.doc, clientID)), forgetRescued(onDisk));
		this.#changed();
		await instance.store?.idle();
	}

	/** Another tab began the stored replica anew. */
	superseded(): void {
		this.#recover({ kind: 'superseded' });
	}
}

function asMap(records: readonly DiskRecord[]): Map<string, unknown> {
	return new Map(records.map(({ key, value }) => [key, value]));
}

function merge(one: readonly OwnEvent[], other: readonly OwnEvent[]): OwnEvent[] {
	const known = new Set(one.map(({ client, clock }) => `${client}:${clock}`));
	return [...one, ...other.filter(({ client, clock }) => !known.has(`${client}:${clock}`))];
}
