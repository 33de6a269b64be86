/** Makes the snapshot of a conversation document's rows anew (SPEC L12), for who holds it against the one that is stored. */
import type { DecodedPayload } from '../row-payload.ts';
import { encodeSnapshot, type SnapshotLog } from '../snapshot.ts';

/** lib0's `null`: of a refused clock. */
const NULL = 126;

export class SnapshotReplay {
	readonly #document: string;
	#seq = 0;
	readonly #logs = new Map<number, { count: number; parts: Uint8Array[]; length: number }>();

	constructor(document: string) {
		this.#document = document;
	}

	/** The next row's. */
	take({ epoch, entries, entryBytes, run }: DecodedPayload): void {
		this.#seq++;
		this.#append(epoch, entries.length, entryBytes);
		// What an erasure says of itself is for the log alone (SPEC G3).
		if (!run || run.client === 0) return;
		const isRefused = entries.some(([tag]) => tag === 'x');
		if (isRefused) this.#append(run.client, run.length, new Uint8Array(run.length).fill(NULL));
		else this.#append(run.client, run.count, run.values);
	}

	#append(client: number, count: number, bytes: Uint8Array): void {
		let log = this.#logs.get(client);
		if (!log) this.#logs.set(client, (log = { count: 0, parts: [], length: 0 }));
		log.count += count;
		log.length += bytes.length;
		log.parts.push(bytes);
	}

	/** @param rowHash that of the last row that was taken */
	snapshot(rowHash: Uint8Array): Uint8Array {
		const logs = [...this.#logs].map(([client, log]): SnapshotLog => {
			const bytes = new Uint8Array(log.length);
			let at = 0;
			for (const part of log.parts) {
				bytes.set(part, at);
				at += part.length;
			}
			log.parts = [bytes];
			return { client, count: log.count, bytes };
		});
		return encodeSnapshot({ document: this.#document, seq: this.#seq, rowHash, logs });
	}
}
