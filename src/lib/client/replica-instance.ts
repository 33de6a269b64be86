/**
 * One life of a replica: a Y.Doc, its fold, its store and its provider. When the replica has to be begun anew it gets another one; nothing here survives that.
 */
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { appendEvents, hasGap, nextClock, OWN_WRITE, writersOf } from '#lib/domain/conversation-document.ts';
import type { AuthoredEvent, EventRef } from '#lib/domain/events.ts';
import { Fold, type Mismatch } from '#lib/domain/fold.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { ServerFrame } from '#lib/protocol/wire.ts';
import type { ClientIds } from './client-ids.ts';
import type { Clock, Storage } from './environment.ts';
import { rescuedIn, rescueRecords, strandedIn, type OwnEvent } from './own-events.ts';
import { piecesOf } from './own-runs.ts';
import type { DiskRecord, ReplicaDisk } from './replica-disk.ts';
import { ReplicaStore } from './replica-store.ts';
import { ReceiptBook } from './receipt-book.ts';
import type { ServerTrust } from './server-trust.ts';
import type { Tabs } from './tabs.ts';
import {
	deletedOwn,
	emptiedRecord,
	isMismatched,
	trayIn,
	trayRecord,
	undeliveredOf,
	type TrayEntry,
} from './tray.ts';
import { unverifiedRun } from './unverified-run.ts';
import { virtualSocketClass, type Carrier, type DocumentLink } from './virtual-socket.ts';

export type RefusalFrame = Extract<ServerFrame, { op: 'refusal' }>;

/** Why this replica cannot go on as it is. */
export type Trouble =
	/** Another copy of this profile used a client id of ours (SPEC D9). */
	| { kind: 'mismatch'; mismatch: Mismatch }
	/** Events of ours were named in a way that does not tell whether they are the relay's. */
	| { kind: 'unverified'; from: EventRef }
	/** Something is missing that a completed exchange did not bring: entries' events, or what our own stranded events follow. */
	| { kind: 'incomplete' }
	/** The relay asked for it. */
	| { kind: 'told' }
	/** The relay takes nothing more of this log, and will not after a reconnect. */
	| { kind: 'refused'; refusal: RefusalFrame }
	/** Another tab began the stored replica anew. */
	| { kind: 'superseded' };

export interface InstanceOptions {
	document: string;
	volume: number;
	/** The person's user id. */
	self: string;
	/** Name of the database. */
	storeName: string;
	ids: ClientIds;
	storage: Pick<Storage, 'openReplica'>;
	carrier: Carrier;
	clock: Clock;
	tabs: Tabs | null;
	/** Anything that shows changed. */
	onChange(): void;
	onTrouble(trouble: Trouble): void;
	/** The relay ended the document for good (protocol/close-codes.ts). */
	onClosed(code: number): void;
	onRefusal(refusal: RefusalFrame): void;
	/** Checks receipts; without it none are kept. */
	trust?: ServerTrust;
}

/** Origin of what another tab sent. */
const FROM_TAB = Symbol('from another tab');
/** Providers' own delay; what a lost socket needs is the multiplexer's. */
const MAX_PROVIDER_BACKOFF_MS = 2_500;

export class ReplicaInstance implements DocumentLink {
	readonly document: string;
	readonly doc = new Y.Doc();
	readonly fold: Fold;
	readonly disk: ReplicaDisk;
	/** Rejects when the device's store cannot be read; the instance then works in memory. */
	readonly loaded: Promise<void>;
	present = false;
	/** Completed an exchange on the present connection. */
	synced = false;
	tray = new Map<string, TrayEntry>();
	/** Own events out of an earlier life, not written again yet. */
	rescued: OwnEvent[] = [];
	store: ReplicaStore | null = null;
	receipts: ReceiptBook | null = null;
	readonly #options: InstanceOptions;
	readonly #awareness: Awareness;
	#provider: WebsocketProvider | null = null;
	/** The leased id that this document writes under; null before the first write. */
	#client: number | null = null;
	#stranded: { of: Uint8Array | null; events: readonly OwnEvent[] } = { of: null, events: [] };
	#unverified: EventRef | undefined;
	#unsubscribe: (() => void)[] = [];
	#closed = false;

	constructor(options: InstanceOptions) {
		this.#options = options;
		this.document = options.document;
		const isOwn = (client: number) => options.ids.isOwn(client);
		this.fold = new Fold(this.doc, { volume: options.volume, self: options.self, isOwn });
		this.#awareness = new Awareness(this.doc);
		this.#awareness.setLocalState(null);
		this.disk = options.storage.openReplica(options.storeName, this.doc);
		this.loaded = this.disk.loaded.then(
			(records) => this.#begin(records),
			(error: unknown) => {
				this.#begin(new Map());
				throw error;
			},
		);
	}

	/** Has this document a client id to write under? */
	get client(): number | null {
		return this.#client === this.doc.clientID ? this.#client : null;
	}

	/** What this device says of its person here, and hears of others. */
	get awareness(): Awareness {
		return this.#awareness;
	}

	get unsent(): number {
		return this.fold.pendingCount + this.rescued.length + this.stranded.length;
	}

	/** Own events on the disk that nothing shows, because what they follow is missing. */
	get stranded(): readonly OwnEvent[] {
		const pending = this.doc.store.pendingStructs?.update ?? null;
		if (this.#stranded.of !== pending)
			this.#stranded = {
				of: pending,
				events: strandedIn(this.doc, (client) => this.#options.ids.isOwn(client)),
			};
		return this.#stranded.events;
	}

	/** From now on the document writes under this id, leased and never used before. */
	adopt(client: number): void {
		const state = this.#awareness.getLocalState();
		this.#client = this.doc.clientID = client;
		this.#awareness.clientID = client;
		this.#awareness.setLocalState(state);
	}

	/** Writes under the adopted id; the records are stored in the same write. Returns the clock of the first. */
	append(events: readonly AuthoredEvent[], records: readonly DiskRecord[] = []): number {
		this.store?.attach(records);
		return appendEvents(this.doc, events);
	}

	connect(): void {
		if (this.#provider || this.#closed) return;
		const provider = new WebsocketProvider('wss://multiplexed', this.document, this.doc, {
			awareness: this.#awareness,
			disableBc: true,
			maxBackoffTime: MAX_PROVIDER_BACKOFF_MS,
			WebSocketPolyfill: virtualSocketClass(this.#options.carrier, this),
		});
		provider.on('sync', (synced: boolean) => {
			this.synced = synced;
			if (synced) this.#examine(true);
			this.#options.onChange();
		});
		provider.on('connection-close', (event) => {
			if (event?.code === CLOSE.rebuild.code) this.#options.onTrouble({ kind: 'told' });
		});
		provider.on('closed', ({ code }) => this.#options.onClosed(code));
		this.#provider = provider;
	}

	disconnect(): void {
		this.#provider?.destroy();
		this.#provider = null;
		this.receipts?.disconnected();
		this.synced = false;
	}

	/** Lets go of document, provider and store. The disk is closed when it resolves. */
	async close(): Promise<void> {
		this.#detach();
		await this.disk.close();
	}

	async erase(): Promise<void> {
		this.#detach();
		await this.disk.erase();
	}

	cursor(): { epoch: number; ledgerLength: number } | null {
		const { fold, doc } = this;
		const { epoch } = fold;
		if (epoch === 0 || fold.blocked || fold.mismatch || hasGap(doc)) return null;
		if (nextClock(doc, epoch) !== fold.epochLength) return null;
		for (const [client, next] of this.ownLogs()) if (fold.namedThrough(client) < next) return null;
		// Something is to be given back, which an exchange by state vectors does (SPEC P7).
		if (this.receipts?.owes) return null;
		return { epoch, ledgerLength: fold.epochLength };
	}

	ownLogs(): Map<number, number> {
		const logs = new Map<number, number>();
		for (const client of writersOf(this.doc))
			if (this.#options.ids.isOwn(client)) logs.set(client, nextClock(this.doc, client));
		return logs;
	}

	namedThrough(client: number): number {
		return this.fold.namedThrough(client);
	}

	get presentAs(): number | null {
		return this.present ? this.client : null;
	}

	piecesOf(client: number, clock: number): ReturnType<typeof piecesOf> {
		return piecesOf(this.doc, client, clock);
	}

	refused(refusal: RefusalFrame): void {
		this.#options.onRefusal(refusal);
	}

	opened(askReceipts: (seq: number) => void): void {
		this.receipts?.connected(askReceipts);
	}

	giftsFor(vector: ReadonlyMap<number, number>): Uint8Array[] {
		return this.receipts?.giftsFor(vector) ?? [];
	}

	receipt(bytes: Uint8Array, asked: boolean): void {
		void this.receipts?.take(bytes, asked);
	}

	#begin(records: ReadonlyMap<string, unknown>): void {
		if (this.#closed) return;
		const { clock, onChange, onTrouble, trust } = this.#options;
		this.fold.advance();
		this.rescued = rescuedIn(records);
		this.tray = trayIn(records);
		this.store = new ReplicaStore({
			doc: this.doc,
			disk: this.disk,
			clock,
			ledger: () => ({ epoch: this.fold.epoch, entries: this.fold.length }),
			onChange,
			onSuperseded: () => onTrouble({ kind: 'superseded' }),
		});
		const { doc, document } = this;
		const save = (kept: readonly DiskRecord[]) => this.store?.save(kept);
		const options = { document, doc, clock, save, named: () => this.#named(), onDue: () => this.#exchange() };
		this.receipts = trust ? new ReceiptBook({ ...options, trust }, records) : null;
		this.store.save(this.#collectUndelivered([], () => 0));
		this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#advance(transaction));
		this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) =>
			this.#updated(update, origin, transaction),
		);
		this.#joinTabs();
		onChange();
	}

	/** Before the cleanup of the transaction, so that what it deletes can still be read. */
	#advance(transaction: Y.Transaction): void {
		const { ids } = this.#options;
		const named = new Map(
			[...this.ownLogs().keys()].map((client) => [client, this.fold.namedThrough(client)]),
		);
		// What the disk brings was dealt with by the tab that wrote it.
		const deleted =
			transaction.origin === this.disk ? [] : deletedOwn(transaction, (client) => ids.isOwn(client));
		this.fold.advance();
		this.store?.attach(this.#collectUndelivered(deleted, (client) => named.get(client) ?? 0));
		const overwritten = deleted.filter((own) => isMismatched(this.fold, own));
		this.rescued.push(...overwritten);
		this.store?.attach(rescueRecords(overwritten));
		if (transaction.origin !== this.disk) this.#unverified ??= unverifiedRun(transaction, this.fold, named);
	}

	#collectUndelivered(deleted: OwnEvent[], namedBefore: (client: number) => number): DiskRecord[] {
		const entries = undeliveredOf(this.doc, this.fold, deleted, namedBefore);
		const fresh = entries.filter((entry) => !this.tray.has(entry.ref));
		for (const entry of fresh) this.tray.set(entry.ref, entry);
		const erased = [...this.tray.keys()].filter((ref) => this.fold.erasedOwn.has(ref));
		for (const ref of erased) this.tray.delete(ref);
		return [...fresh.map(trayRecord), ...erased.map(emptiedRecord)];
	}

	#updated(update: Uint8Array, origin: unknown, transaction: Y.Transaction): void {
		if (origin !== OWN_WRITE && origin !== this.disk) {
			if (transaction.deleteSet.clients.size > 0) this.receipts?.forgetSalts();
			this.receipts?.news();
		}
		if (this.#client !== null && this.doc.clientID !== this.#client) {
			// Yjs saw somebody else's events under our id and changed it by itself: nothing more is written under either.
			this.adopt(this.doc.clientID);
			this.#client = null;
		}
		if (origin === OWN_WRITE)
			this.#options.tabs?.post({
				type: 'update',
				document: this.document,
				generation: this.disk.generation,
				update,
			});
		this.#examine(false);
		this.#options.onChange();
	}

	/** Is the replica consistent with what the relay has said? */
	#examine(afterExchange: boolean): void {
		const { fold } = this;
		if (fold.mismatch) return this.#options.onTrouble({ kind: 'mismatch', mismatch: fold.mismatch });
		if (this.#unverified) return this.#options.onTrouble({ kind: 'unverified', from: this.#unverified });
		if (!this.synced || !this.#isIncomplete()) return;
		if (afterExchange) return this.#options.onTrouble({ kind: 'incomplete' });
		// Something went missing on the way: exchange once more before believing that it is lost.
		queueMicrotask(() => {
			if (this.#isIncomplete()) this.#exchange();
		});
	}

	#exchange(): void {
		if (!this.#provider) return;
		this.disconnect();
		this.connect();
	}

	#named(): { epoch: number; through(client: number): number } {
		return { epoch: this.fold.epoch, through: (client) => this.fold.namedThrough(client) };
	}

	#isIncomplete(): boolean {
		const { blocked, contradicted } = this.fold;
		return blocked || contradicted || (hasGap(this.doc) && this.stranded.length > 0);
	}

	#joinTabs(): void {
		const { tabs, document } = this.#options;
		if (!tabs) return;
		const concerns = (message: { document: string; generation: number }) =>
			message.document === document && message.generation === this.disk.generation;
		this.#unsubscribe.push(
			tabs.on('update', (message) => {
				if (concerns(message)) Y.applyUpdate(this.doc, message.update, FROM_TAB);
			}),
			tabs.on('hello', (message) => {
				if (!concerns(message)) return;
				const known = Y.decodeStateVector(message.vector);
				const ahead = writersOf(this.doc).some(
					(client) => nextClock(this.doc, client) > (known.get(client) ?? 0),
				);
				if (!ahead) return;
				const update = Y.encodeStateAsUpdate(this.doc, message.vector);
				tabs.post({ type: 'update', document, generation: this.disk.generation, update });
			}),
		);
		tabs.post({
			type: 'hello',
			document,
			generation: this.disk.generation,
			vector: Y.encodeStateVector(this.doc),
		});
	}

	#detach(): void {
		this.#closed = true;
		this.disconnect();
		this.receipts?.end();
		this.store?.end();
		for (const unsubscribe of this.#unsubscribe) unsubscribe();
		this.doc.destroy();
	}
}
