/** Makes a checkpoint each minute in which anything was stored, and keeps it in the database, in a folder beside it and wherever else copies go (SPEC L9). */
import type { Sql } from 'postgres';
import { hashBody, NO_BODY, signCheckpoint, treeOf, type Checkpoint, type Stand } from './checkpoint.ts';
import { newestCopy, type CheckpointCopies } from './checkpoint-copies.ts';
import { checkpointText, newestFile, writeCheckpointFile } from './checkpoint-files.ts';
import { insertStands } from './checkpoint-stands.ts';
import type { Clock, Logger, TimerHandle } from './ports.ts';
import type { ServerKeys } from './server-keys.ts';

export const CHECKPOINT_INTERVAL_MS = 60_000;
/** Those that are read at a time, when the folder lacks many. */
const PAGE = 500;

export class Checkpoints {
	readonly #sql: Sql;
	readonly #keys: ServerKeys;
	readonly #folder: string;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #copies: CheckpointCopies | undefined;
	/** The newest of the copies; unknown at first. */
	#copied: number | null = null;
	#timer: TimerHandle | null = null;
	#running: Promise<unknown> = Promise.resolve();
	#isStopped = false;

	constructor(
		sql: Sql,
		keys: ServerKeys,
		folder: string,
		clock: Clock,
		logger: Logger,
		copies?: CheckpointCopies,
	) {
		this.#sql = sql;
		this.#keys = keys;
		this.#folder = folder;
		this.#clock = clock;
		this.#logger = logger;
		this.#copies = copies;
	}

	start(): void {
		this.#timer = this.#clock.setTimeout(() => {
			this.#running = this.make(CHECKPOINT_INTERVAL_MS / 2)
				.catch((error) => this.#logger.error({ error: String(error) }, 'a checkpoint failed'))
				.finally(() => this.#isStopped || this.start());
		}, CHECKPOINT_INTERVAL_MS);
	}

	async stop(): Promise<void> {
		this.#isStopped = true;
		if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
		await this.#running;
	}

	/**
	 * The number of the new checkpoint; null when nothing was stored since the last one, or that one is not as old as this.
	 * @param age ms: of several processes that make them one is enough
	 */
	async make(age = 0): Promise<number | null> {
		const made = (await this.#sql.begin(async (tx) => {
			// Of several processes one at a time.
			await tx`select pg_advisory_xact_lock(hashtextextended('checkpoints', 0))`;
			const stands = await tx<(Stand & { isNew: boolean })[]>`
				select h.document, h.seq::float8 as rows, encode(h.hash, 'hex') as hash,
					(h.seq, h.hash) is distinct from (c.seq, c.hash) as "isNew"
				from document_heads h left join checkpoint_heads c on c.document = h.document where h.seq > 0`;
			const changed = stands.filter(({ isNew }) => isNew);
			if (changed.length === 0) return null;
			const [last] = await tx<{ number: number; body: string }[]>`
				select number::float8, body from checkpoints order by number desc limit 1`;
			if (last && this.#clock.now() - timeOf(last.body) < age) return null;
			const { root, placed } = treeOf(stands, changed);
			const statement = {
				checkpoint: (last?.number ?? 0) + 1,
				at: this.#clock.now(),
				previous: last ? hashBody(last.body) : NO_BODY,
				root,
				documents: stands.length,
			};
			const checkpoint = signCheckpoint(this.#keys, statement, changed);
			const { number, body, key, signature } = checkpoint;
			await tx`
				insert into checkpoints (number, body, changed, key, signature)
				values (${number}, ${body}, ${checkpoint.changed}, ${key}, ${signature})`;
			await tx`
				insert into checkpoint_heads (document, seq, hash)
				select c.document, c.seq, decode(c.hash, 'hex') from unnest(${changed.map((one) => one.document)}::text[],
					${changed.map((one) => one.rows)}::bigint[], ${changed.map((one) => one.hash)}::text[]) as c(document, seq, hash)
				on conflict (document) do update set seq = excluded.seq, hash = excluded.hash`;
			await insertStands(tx, number, placed);
			return number;
		})) as number | null;
		await this.#writeFiles();
		await this.#writeCopies();
		return made;
	}

	/** Those that the folder lacks: after a crash between the commit and the file, too. */
	async #writeFiles(): Promise<void> {
		for await (const one of this.#after(newestFile(this.#folder)))
			writeCheckpointFile(this.#folder, one.number, checkpointText(one));
	}

	/** What could not be copied is when the place answers again. */
	async #writeCopies(): Promise<void> {
		if (!this.#copies) return;
		this.#copied ??= await newestCopy(this.#copies, newestFile(this.#folder));
		for await (const one of this.#after(this.#copied)) {
			await this.#copies.write(one.number, checkpointText(one));
			this.#copied = one.number;
		}
	}

	async *#after(number: number): AsyncIterable<Checkpoint> {
		const later = this.#sql<Checkpoint[]>`
			select number::float8, body, changed, key, signature from checkpoints where number > ${number} order by number`;
		for await (const page of later.cursor(PAGE)) yield* page;
	}
}

/** Of a body that this program wrote. */
function timeOf(body: string): number {
	return (JSON.parse(body) as { at: number }).at;
}
