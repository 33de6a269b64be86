/** A document in memory: its index always, its contents while there is room for them, and who is connected. */
import type { ConversationName } from '#lib/protocol/document-name.ts';
import type { CloseName } from '#lib/protocol/close-codes.ts';
import { Delivery } from './delivery.ts';
import type { Log, StoredRow } from './log.ts';
import type { Queued, QueuedErasure } from './room-append.ts';
import { RoomAwareness } from './room-awareness.ts';
import { RoomContent } from './room-content.ts';
import { RoomIndex } from './room-index.ts';
import { decodePayload, type DecodedPayload } from '#lib/protocol/row-payload.ts';

/** One document on one connection, as the room sees it. */
export interface Member {
	readonly user: string;
	/** A message with committed rows, in ledger order. */
	deliver(message: Uint8Array): void;
	end(reason: CloseName): void;
}

export class Room {
	readonly document: string;
	readonly name: ConversationName;
	readonly organisation: string;
	readonly index: RoomIndex;
	/** Connected replicas that have had their first answer: from then on they get every row. */
	readonly members = new Set<Member>();
	/** The conversation's newest volume, as far as the relay has heard. */
	newestVolume: number;
	readonly awareness = new RoomAwareness();
	/** Submissions that wait for the next append. */
	queue: Queued[] = [];
	/** Legal erasures that wait for it too. */
	erasures: QueuedErasure[] = [];
	/** Sessions that have it open, whether answered yet or not. An idle room may be dropped. */
	users = 0;
	#content: RoomContent | null = null;
	#loading: Promise<void> | null = null;
	#isBusy = false;
	#hasFailed = false;
	#waiting: (() => void)[] = [];
	readonly #log: Log;

	constructor(document: string, name: ConversationName, organisation: string, rows: StoredRow[], log: Log) {
		this.document = document;
		this.name = name;
		this.organisation = organisation;
		this.newestVolume = name.volume;
		this.index = new RoomIndex();
		this.#log = log;
		const content = new RoomContent();
		for (const row of rows) {
			this.index.takeStored(row);
			content.take(decodePayload(row.payload));
		}
		this.#content = content;
		if (this.index.nextVolume !== null) this.newestVolume = this.index.nextVolume;
	}

	/** An append or a refresh is under way: the index may be ahead of what is committed. */
	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** The index is of no use any more; nobody may go on with this room. */
	get hasFailed(): boolean {
		return this.#hasFailed;
	}

	get contentBytes(): number {
		return this.#content?.size ?? 0;
	}

	dropContent(): void {
		if (!this.#loading) this.#content = null;
	}

	/** Takes the room for one append or refresh; `release` or `fail` must follow. */
	occupy(): void {
		this.#isBusy = true;
	}

	release(): void {
		this.#isBusy = false;
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const task of waiting) task();
	}

	/** SPEC R11: the connections end, and whoever comes next reads the log anew. */
	fail(): void {
		this.#hasFailed = true;
		this.#isBusy = false;
		for (const member of [...this.members]) member.end('appendFailed');
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const task of waiting) task();
	}

	/** Runs the task as soon as the index says what is committed: now, or after what is under way. */
	whenSettled(task: () => void): void {
		if (this.#isBusy) this.#waiting.push(task);
		else task();
	}

	/** Gives the task the contents, complete up to the index, at a moment at which the index says what is committed. */
	withContent(task: (content: RoomContent) => void, failed: (error: unknown) => void): void {
		this.whenSettled(() => {
			if (this.#hasFailed) return failed(new Error('The document was dropped.'));
			if (this.#content?.seq === this.index.seq) return task(this.#content);
			this.#load().then(() => this.withContent(task, failed), failed);
		});
	}

	/** Reads on until the contents have every row that the index has. */
	#load(): Promise<void> {
		const load = async () => {
			const content = (this.#content ??= new RoomContent());
			const through = this.index.seq;
			for (const row of await this.#log.rows(this.document, content.seq))
				if (row.seq === content.seq && row.seq < through) content.take(decodePayload(row.payload));
		};
		return (this.#loading ??= load().finally(() => (this.#loading = null)));
	}

	/** Rows that another relay committed. The room must be occupied. */
	takeStored(rows: readonly StoredRow[]): DecodedPayload[] {
		const payloads: DecodedPayload[] = [];
		for (const row of rows) {
			if (row.seq !== this.index.seq) continue;
			this.index.takeStored(row);
			payloads.push(decodePayload(row.payload));
		}
		return payloads;
	}

	/**
	 * SPEC R12: committed rows, which the index has already, go into the contents and to everybody. `senders` says whose runs they were.
	 * @param firstSeq seq of the first of them
	 */
	deliver(
		firstSeq: number,
		payloads: readonly DecodedPayload[],
		senders: ReadonlyMap<Member, ReadonlySet<number>>,
	): void {
		if (payloads.length === 0) return;
		if (this.index.nextVolume !== null)
			this.newestVolume = Math.max(this.newestVolume, this.index.nextVolume);
		const content = this.#content;
		// Contents that are behind (or being read) catch up from the log when they are asked for.
		// Erased bytes stay in no cache (SPEC G4).
		if (payloads.some(({ entries }) => entries.some(([tag]) => tag === 'g'))) this.#content = null;
		else if (content?.seq === firstSeq && !this.#loading)
			for (const payload of payloads) content.take(payload);
		if (this.members.size === 0) return;
		const delivery = new Delivery(payloads, this.index);
		for (const member of [...this.members]) {
			const own = senders.get(member);
			member.deliver(own ? delivery.withoutLogsOf(own) : delivery.full);
		}
	}
}
