/** Makes snapshots (SPEC L12), one after the other, beside the path of messages: what fails here is missed by nobody, and tried again later. */
import { encodeSnapshot } from '#lib/protocol/snapshot.ts';
import type { Background } from './background.ts';
import type { Log } from './log.ts';
import type { Clock, Logger } from './ports.ts';
import type { Room } from './room.ts';
import type { RoomContent } from './room-content.ts';
import { sha256 } from './row.ts';

/** Rows after the last snapshot. They are read in some 10 ms. */
export const SNAPSHOT_ROWS = 1000;
/** Of these, when nobody has the document open any more: the next who opens it begins cold, perhaps. */
const SHARE_WHEN_LEFT = 1 / 4;

export type Occasion = 'appended' | 'opened the next volume' | 'left';

export class Snapshots {
	readonly #log: Log;
	readonly #background: Background;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #every: number;
	readonly #waiting = new Set<Room>();
	#running: Promise<void> | null = null;
	#isStopped = false;

	constructor(log: Log, background: Background, clock: Clock, logger: Logger, every = SNAPSHOT_ROWS) {
		this.#log = log;
		this.#background = background;
		this.#clock = clock;
		this.#logger = logger;
		this.#every = every;
	}

	/** Something happened to the document after which a snapshot may be due. */
	consider(room: Room, occasion: Occasion): void {
		const since = room.index.seq - room.snapshotSeq;
		const needed = {
			appended: this.#every,
			left: this.#every * SHARE_WHEN_LEFT,
			'opened the next volume': 1,
		};
		if (since < needed[occasion] || room.hasFailed || this.#isStopped) return;
		this.#waiting.add(room);
		this.#running ??= this.#run().finally(() => (this.#running = null));
	}

	/** No further ones; resolves when the one under way is done. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		this.#waiting.clear();
		await this.#running;
	}

	async #run(): Promise<void> {
		for (const room of this.#waiting) {
			this.#waiting.delete(room);
			try {
				await this.#make(room);
			} catch (error) {
				const { document } = room;
				this.#logger.warn({ document, error: String(error) }, 'a snapshot was not made');
				room.snapshotSeq = room.index.seq;
			}
		}
	}

	async #make(room: Room): Promise<void> {
		const { document } = room;
		// The logs of one moment; whatever is appended from here on leaves them as they are.
		const { seq, logs } = await new Promise<ReturnType<typeof momentOf>>((resolve, reject) =>
			room.withContent((content) => resolve(momentOf(content)), reject),
		);
		const { rowHash, newest } = await this.#log.snapshotBasis(document, seq - 1);
		room.snapshotSeq = Math.max(room.snapshotSeq, newest);
		// Another relay that serves it has made one just now.
		if (newest > seq - this.#every * SHARE_WHEN_LEFT && room.index.nextVolume === null) return;
		const bytes = await new Promise<Uint8Array>((resolve) =>
			this.#background.next(() => resolve(encodeSnapshot({ document, seq, rowHash, logs }))),
		);
		const madeAt = this.#clock.now();
		await this.#log.keepSnapshot({ document, seq, rowHash, hash: sha256(bytes), bytes, madeAt });
		room.snapshotSeq = Math.max(room.snapshotSeq, seq);
	}
}

function momentOf(content: RoomContent) {
	return { seq: content.seq, logs: content.logs() };
}
