/** One document's part in an append, whatever its kind, as the pipeline sees it. */
import type { Right, Speaker } from './access.ts';
import type { Head, Locked, LogRow } from './log.ts';
import type { OpenDocument } from './open-document.ts';
import type { Queued } from './queued.ts';
import type { Allowance } from './turns.ts';

/** What is known under the locks. */
export interface JudgedBy {
	locked: Locked;
	rightOf(speaker: Speaker): Right | undefined;
	now: number;
	allowance: Allowance;
}

export interface DocumentAppend {
	readonly room: OpenDocument;
	readonly queue: readonly Queued[];
	readonly rows: readonly LogRow[];
	/** The head after these rows. */
	readonly head: Head;
	readonly answeredOutbox: readonly number[];
	/** Something of its queue had its turn. */
	readonly hasJudged: boolean;
	/** Brings the index to the locked head. */
	readForward(locked: Locked): Promise<void>;
	/** Judges what waits and makes rows. */
	judge(by: JudgedBy): void;
	/** After the commit. */
	deliver(): void;
	/** After the delivery: who waits is told, and what did not fit waits for the next append. */
	answer(): void;
	failed(): void;
}
