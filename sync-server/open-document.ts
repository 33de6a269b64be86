/** What documents of every kind have in common while they are in memory: who is connected, what waits, and whether the index says what is committed. */
import type { CloseName } from '#lib/protocol/close-codes.ts';
import type { DocumentName } from '#lib/protocol/document-name.ts';
import type { Holds, Update } from './decode.ts';
import type { StoredRow } from './log.ts';
import type { Queued, QueuedErasure } from './queued.ts';
import { RoomAwareness } from './room-awareness.ts';

/** One document on one connection, as the room sees it. */
export interface Member {
	readonly user: string;
	/** By which its submissions are known (`Queued.source`). */
	readonly source?: unknown;
	/** It has no other way to learn that its own text is stored (SPEC X11). */
	readonly hearsOwn?: boolean;
	/** A message with committed rows, in ledger order. */
	deliver(message: Uint8Array): void;
	/** For rows of its own that were just delivered (SPEC P4); null when it has no word for it. */
	readonly receipt?: ((bytes: Uint8Array, asked?: boolean) => void) | null;
	end(reason: CloseName): void;
}

/** What a replica lacks, as an update. */
export interface Answers {
	since(stateVector: ReadonlyMap<number, number>): Uint8Array;
	/** SPEC W4; null where there is no ledger. */
	sinceEntry(from: number): Uint8Array | null;
}

export abstract class OpenDocument {
	readonly document: string;
	abstract readonly name: DocumentName;
	abstract readonly holds: Holds;
	readonly organisation: string;
	/** Connected replicas that have had their first answer: from then on they get every row. */
	readonly members = new Set<Member>();
	readonly awareness = new RoomAwareness();
	/** Submissions that wait for the next append. */
	queue: Queued[] = [];
	/** Legal erasures that wait for the next append. */
	erasures: QueuedErasure[] = [];
	/** Sessions that have it open, whether answered yet or not. An idle room may be dropped. */
	users = 0;
	#isBusy = false;
	#hasFailed = false;
	#waiting: (() => void)[] = [];

	constructor(document: string, organisation: string) {
		this.document = document;
		this.organisation = organisation;
	}

	/** An append or a refresh is under way: the index may be ahead of what is committed. */
	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** The index is of no use any more; nobody may go on with this room. */
	get hasFailed(): boolean {
		return this.#hasFailed;
	}

	/** Of what may be dropped and read again. */
	abstract get contentBytes(): number;
	abstract dropContent(): void;
	/** Rows that the index has. */
	abstract get seq(): number;
	/** Every client id with its next clock. */
	abstract stateVector(): [client: number, next: number][];
	/** True when the update holds nothing that the index does not have. Safe outside the locks: what is known stays known. */
	abstract isKnown(update: Update): boolean;
	/** Gives the task what it needs to answer, at a moment at which the index says what is committed. */
	abstract withAnswers(task: (answers: Answers) => void, failed: (error: unknown) => void): void;
	/** Takes and delivers rows that another relay committed. The room must be occupied. */
	abstract refresh(rows: readonly StoredRow[]): void;

	/** Takes the room for one append or refresh; `release` or `fail` must follow. */
	occupy(): void {
		this.#isBusy = true;
	}

	release(): void {
		this.#isBusy = false;
		this.#goOn();
	}

	/** SPEC R11: the connections end, and whoever comes next reads the log anew. */
	fail(): void {
		this.#hasFailed = true;
		this.#isBusy = false;
		for (const member of [...this.members]) member.end('appendFailed');
		this.#goOn();
	}

	/** Runs the task as soon as the index says what is committed: now, or after what is under way. */
	whenSettled(task: () => void): void {
		if (this.#isBusy) this.#waiting.push(task);
		else task();
	}

	#goOn(): void {
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const task of waiting) task();
	}
}
