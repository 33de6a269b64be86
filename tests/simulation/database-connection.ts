/**
 * One relay's connection to the log. Every call waits until the scheduler lets it through, and an append may be refused before it begins, rolled back after it was
 * built, or committed without the answer getting back.
 */
import {
	AppendFailed,
	type AppendNeeds,
	type Appending,
	type Locked,
	type Log,
} from '../../sync-server/log.ts';
import type { Head, LogRow, Opening, StoredRow, StoredSnapshot } from '../../sync-server/log.ts';
import { microtasksDone, runIn, type Host } from './virtual-time.ts';

export type AppendFate = 'commit' | 'refuse' | 'roll back' | 'lose answer';

interface Waiting {
	label: string;
	isAppend: boolean;
	run: (fate: AppendFate) => Promise<void>;
}

export class DatabaseConnection implements Log {
	readonly #log: Log;
	readonly #host: Host;
	#waiting: Waiting[] = [];

	constructor(log: Log, host: Host) {
		this.#log = log;
		this.#host = host;
	}

	/** Calls that wait, oldest first. */
	get waiting(): readonly { label: string; isAppend: boolean }[] {
		return this.#host.alive ? this.#waiting : [];
	}

	/** Lets one call through; resolves when all that follows from it at once has happened. */
	async release(index: number, fate: AppendFate): Promise<void> {
		const [call] = this.#waiting.splice(index, 1);
		if (!call) return;
		await call.run(fate);
		await microtasksDone();
	}

	/** The process died: what had reached the server may still commit, nobody is told. */
	async die(commits: (call: { label: string }) => boolean): Promise<void> {
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const call of waiting) if (call.isAppend && commits(call)) await call.run('lose answer');
	}

	append(needs: AppendNeeds, build: (locked: Locked) => Appending | Promise<Appending>): Promise<void> {
		const label = needs.documents.map(({ document }) => document).join(' ');
		return new Promise<void>((resolve, reject) => {
			const run = async (fate: AppendFate) => {
				if (fate === 'refuse') return reject(new AppendFailed('The simulated database refused.'));
				const appended = runIn(this.#host, () =>
					this.#log.append(needs, async (locked) => {
						const appending = await build(locked);
						if (fate === 'roll back') throw new AppendFailed('The simulated database rolled back.');
						return appending;
					}),
				);
				await appended.then(
					() => (fate === 'commit' ? resolve() : reject(new AppendFailed('The answer was lost.'))),
					reject,
				);
			};
			this.#waiting.push({ label: `append ${label}`, isAppend: true, run });
		});
	}

	rows(document: string, fromSeq: number): Promise<StoredRow[]> {
		return this.#read(`rows ${document} ${fromSeq}`, () => this.#log.rows(document, fromSeq));
	}

	head(document: string): Promise<Head> {
		return this.#read(`head ${document}`, () => this.#log.head(document));
	}

	open(document: string): Promise<Opening> {
		return this.#read(`rows ${document} 0`, () => this.#log.open(document));
	}

	snapshotBasis(document: string, seq: number): Promise<{ rowHash: Uint8Array; newest: number }> {
		return this.#read(`snapshot basis ${document}`, () => this.#log.snapshotBasis(document, seq));
	}

	keepSnapshot(snapshot: StoredSnapshot): Promise<void> {
		return this.#read(`snapshot ${snapshot.document} ${snapshot.seq}`, () =>
			this.#log.keepSnapshot(snapshot),
		);
	}

	audit(document: string, fromSeq = 0, limit = Infinity): Promise<LogRow[]> {
		return this.#read(`audit ${document} ${fromSeq}`, () => this.#log.audit(document, fromSeq, limit));
	}

	seqAt(document: string, time: number): Promise<number> {
		return this.#read(`seqAt ${document}`, () => this.#log.seqAt(document, time));
	}

	beginEpoch(document: string, now: number): Promise<number> {
		return this.#log.beginEpoch(document, now);
	}

	#read<Result>(label: string, read: () => Promise<Result>): Promise<Result> {
		return new Promise<Result>((resolve, reject) => {
			const run = async (fate: AppendFate) => {
				if (fate === 'refuse') return reject(new Error('The simulated database does not answer.'));
				await read().then(resolve, reject);
			};
			this.#waiting.push({ label, isAppend: false, run });
		});
	}
}
