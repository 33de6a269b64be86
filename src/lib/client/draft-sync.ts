/**
 * Keeps the drafts of this tab and those of the person's other devices in step (SPEC X2, X9, X16). A client id is taken up again by the next page of the device, and
 * a replica that the relay refuses is given up for one that the relay has filled before anything is written into it.
 */
import { draftsDocument } from '#lib/protocol/document-name.ts';
import type { ClientIds } from './client-ids.ts';
import type { Drafts } from './drafts.ts';
import type { Clock, Locks } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { SharedDrafts } from './shared-drafts.ts';
import { TextSync } from './text-sync.ts';
import type { Carrier } from './virtual-socket.ts';

export interface DraftSyncOptions {
	user: string;
	drafts: Drafts;
	ids: Pick<ClientIds, 'take' | 'mayWrite' | 'retire'>;
	store: KeyValueStore;
	locks: Locks;
	/** Of the drafts; each client id has one of its own below it. */
	lockName: string;
	carrier: Carrier;
	clock: Clock;
}

/** The client ids that pages of this device have used for the drafts as they are stored. */
export const DRAFT_CLIENTS = 'draft-clients';
/** The first replica that is refused is replaced at once; whatever is refused again is none that a fresh client id would cure. */
const AGAIN_MS = [0, 15_000, 120_000, 900_000];
/** After so long a refusal is a new one. */
const PATIENCE_MS = 3_600_000;

export class DraftSync {
	readonly #options: DraftSyncOptions;
	#sync: TextSync | null = null;
	#beginning: Promise<void> | null = null;
	/** Of the client ids that this page holds. */
	#held = new Map<number, () => void>();
	#refusals = 0;
	#refusedAt = 0;
	#stopped = false;
	#cancelRenewal: (() => void) | null = null;

	constructor(options: DraftSyncOptions) {
		this.#options = options;
		options.drafts.onSuperseded = () => void this.#beginAgain();
	}

	/** Everything that was drafted here is on the server's disk. */
	get isStored(): boolean {
		return this.#sync?.isStored ?? false;
	}

	/** Without a device the drafts stay this browser's own; call again when there may be one. Resolves when it has tried. */
	start(): Promise<void> {
		return (this.#beginning ??= this.#begin().catch(() => void (this.#beginning = null)));
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelRenewal?.();
		this.#sync?.stop();
		this.#letGo();
	}

	async #begin(): Promise<void> {
		const { drafts } = this.#options;
		for (;;) {
			const client = await this.#take();
			if (this.#stopped) return;
			const shared = await drafts.share(client);
			// Another tab has begun the document anew meanwhile: what this id wrote may not be in what was read.
			if (this.#held.has(client) && !(await this.#listed()).includes(client)) continue;
			this.#attach(shared);
			return;
		}
	}

	async #beginAgain(): Promise<void> {
		this.#sync?.stop();
		this.#sync = null;
		this.#beginning = null;
		this.#letGo();
		if (!this.#stopped) await this.start();
	}

	#attach(shared: SharedDrafts, onExchanged?: () => void): void {
		const { user, drafts, carrier, clock } = this.#options;
		const sync: TextSync = new TextSync(draftsDocument(user), shared.doc, carrier, clock, {
			whenStored: () => drafts.whenStored(),
			onRefused: (refusal) => {
				if (sync !== this.#sync) return;
				if (refusal.code === 'CLIENT_UNLEASED')
					void this.#options.ids.retire(refusal.client, 'revoked').catch(() => {});
				this.#renew();
			},
			...(onExchanged ? { onExchanged } : {}),
		});
		this.#sync = sync;
		shared.onTakenOver = () => {
			sync.stop();
			if (sync === this.#sync) this.#renew();
		};
	}

	/** The relay does not take this replica. What is in it stays on the device until the relay has filled another one. */
	#renew(): void {
		const { clock } = this.#options;
		if (clock.now() - this.#refusedAt > PATIENCE_MS) this.#refusals = 0;
		this.#refusedAt = clock.now();
		const delay = AGAIN_MS[this.#refusals++];
		if (this.#stopped || delay === undefined) return;
		this.#cancelRenewal = clock.after(delay, () => void this.#replace().catch(() => this.#renew()));
	}

	async #replace(): Promise<void> {
		const { drafts } = this.#options;
		const client = await this.#takeFresh();
		if (this.#stopped) return;
		const fresh = drafts.prepare(client);
		let isFilled = false;
		this.#attach(fresh, () => {
			if (isFilled) return;
			isFilled = true;
			const listed = this.#held.has(client) ? [client] : [];
			void drafts.replace(fresh, [{ key: DRAFT_CLIENTS, value: listed }]).then(
				(done) => {
					if (done) this.#letGo(client);
					// Another tab was faster: this one goes on with what that has stored.
					else void drafts.load().catch(() => {});
				},
				() => this.#renew(),
			);
		});
	}

	/** A client id that no other page holds: of an earlier page, whose whole writing is on this disk (SPEC X16), or a fresh one. */
	async #take(): Promise<number> {
		const { ids, locks, lockName, store } = this.#options;
		for (const client of await this.#listed()) {
			if (!ids.mayWrite(client)) continue;
			const release = await locks.keep?.(`${lockName}/${client}`);
			if (!release) continue;
			this.#held.set(client, release);
			return client;
		}
		const client = await this.#takeFresh();
		// Without locks that end with their page nobody could tell whether it is free.
		if (this.#held.has(client))
			await locks.hold(lockName, async () =>
				store.write([{ key: DRAFT_CLIENTS, value: [...(await this.#listed()), client] }]),
			);
		return client;
	}

	async #takeFresh(): Promise<number> {
		const { ids, locks, lockName } = this.#options;
		const client = await ids.take();
		if (client === undefined) throw new Error('No device yet.');
		const release = await locks.keep?.(`${lockName}/${client}`);
		if (release) this.#held.set(client, release);
		return client;
	}

	async #listed(): Promise<readonly number[]> {
		return ((await this.#options.store.get(DRAFT_CLIENTS)) as number[] | undefined) ?? [];
	}

	/** Lets other pages have the client ids, but this one. */
	#letGo(but?: number): void {
		for (const [client, release] of this.#held) {
			if (client === but) continue;
			this.#held.delete(client);
			release();
		}
	}
}
