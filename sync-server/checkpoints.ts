/** Makes a checkpoint each minute in which anything was stored, and keeps it in the database and in a folder beside it (SPEC L9). */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { hashBody, NO_BODY, signCheckpoint, treeOf, type Checkpoint, type Stand } from './checkpoint.ts';
import { insertStands } from './checkpoint-stands.ts';
import type { Clock, Logger, TimerHandle } from './ports.ts';
import type { ServerKeys } from './server-keys.ts';

export const CHECKPOINT_INTERVAL_MS = 60_000;
/** Files that are written at a time, when the folder lacks many. */
const PAGE = 500;

export class Checkpoints {
	readonly #sql: Sql;
	readonly #keys: ServerKeys;
	readonly #folder: string;
	readonly #clock: Clock;
	readonly #logger: Logger;
	#timer: TimerHandle | null = null;
	#running: Promise<unknown> = Promise.resolve();
	#isStopped = false;

	constructor(sql: Sql, keys: ServerKeys, folder: string, clock: Clock, logger: Logger) {
		this.#sql = sql;
		this.#keys = keys;
		this.#folder = folder;
		this.#clock = clock;
		this.#logger = logger;
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
		return made;
	}

	/** Those that the folder lacks: after a crash between the commit and the file, too. */
	async #writeFiles(): Promise<void> {
		if (!existsSync(this.#folder)) mkdirSync(this.#folder, { mode: 0o700 });
		const newest = Math.max(0, ...readdirSync(this.#folder).map((name) => Number.parseInt(name) || 0));
		const missing = this.#sql<Checkpoint[]>`
			select number::float8, body, changed, key, signature from checkpoints where number > ${newest} order by number`;
		for await (const page of missing.cursor(PAGE)) for (const one of page) writeFile(this.#folder, one);
	}
}

/** Of a body that this program wrote. */
function timeOf(body: string): number {
	return (JSON.parse(body) as { at: number }).at;
}

function writeFile(folder: string, { number, body, changed, key, signature }: Checkpoint): void {
	let file: number;
	try {
		// Never over another: a file that is there already is evidence.
		file = openSync(join(folder, fileName(number)), 'wx', 0o600);
	} catch (error) {
		// Another process over the same folder writes it.
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
		throw error;
	}
	const kept = { body, changed, key, signature: Buffer.from(signature).toString('base64') };
	writeSync(file, `${JSON.stringify(kept)}\n`);
	fsyncSync(file);
	closeSync(file);
}

/** Sorted by name they are sorted by number. */
export function fileName(number: number): string {
	return `${String(number).padStart(10, '0')}.json`;
}
