/** What has to be done once after a database was put back from a backup, before anybody is served (SPEC L14). */
import type { Sql } from 'postgres';
import { readCheckpoint, type Checkpoint } from './checkpoint.ts';
import { newestFile, readCheckpointFiles } from './checkpoint-files.ts';
import { PostgresLog } from './postgres-log.ts';
import { readRestorations, writeRestoration, type Restoration } from './restorations.ts';
import type { ServerKeys } from './server-keys.ts';

/** Devices may have been leased since the backup; so many numbers are left out, that none of theirs is leased again (SPEC C2). */
const DEVICES_LEFT_OUT = 2 ** 20;

export interface RestoreFolders {
	checkpoints: string;
	restores: string;
}

export type LogRestore =
	| { ok: true; restoration: Restoration; lastSigned: number | null }
	/** A checkpoint of the folder is not one of this server's, so nothing was done. */
	| { ok: false; checkpoint: number };

/** How far the database is behind its checkpoints; null when it is not. */
export async function behindCheckpoints(
	sql: Sql,
	folder: string,
): Promise<{ database: number; folder: number } | null> {
	const newest = newestFile(folder);
	const database = await newestStored(sql);
	return database < newest ? { database, folder: newest } : null;
}

/** Why such a database is not served. */
export function behindWords({ database, folder }: { database: number; folder: number }): string {
	return `The database ends at checkpoint ${database}, and DATA_DIR/checkpoints at ${folder}: if you have put a backup back, run npm run log:restore once; if not, rows are missing.`;
}

/** @param sql as the tables' owner; nothing else may be running on the database */
export async function restoreLog(
	sql: Sql,
	keys: ServerKeys,
	folders: RestoreFolders,
	now: number,
): Promise<LogRestore> {
	const files = readCheckpointFiles(folders.checkpoints);
	const from = await newestStored(sql);
	const through = Math.max(from, ...files.keys());
	const later = [...files.values()].filter(({ number }) => number > from).sort((a, b) => a.number - b.number);
	for (const one of later) if (!readCheckpoint(keys, one)) return { ok: false, checkpoint: one.number };
	const before = readRestorations(folders.restores, keys);
	const epoch = await new PostgresLog(sql).beginEpochs(now, Math.max(0, ...before.map((one) => one.epoch)));
	await sql`
		update server_state set value = to_jsonb((value #>> '{}')::bigint + ${DEVICES_LEFT_OUT}::int) where name = 'device-sequence'`;
	const restore = Math.max(0, ...before.map((one) => one.restore)) + 1;
	const restoration = { restore, at: now, epoch, from, through };
	writeRestoration(folders.restores, keys, restoration);
	// Last: with these the database is not behind any more.
	await putBack(sql, later);
	const last = later.at(-1);
	return { ok: true, restoration, lastSigned: (last && readCheckpoint(keys, last)?.at) ?? null };
}

async function newestStored(sql: Sql): Promise<number> {
	const [row] = await sql<{ number: number | null }[]>`select max(number)::float8 as number from checkpoints`;
	return row?.number ?? 0;
}

function putBack(sql: Sql, checkpoints: readonly Checkpoint[]): Promise<unknown> {
	return sql.begin(async (tx) => {
		for (const { number, body, changed, key, signature } of checkpoints)
			await tx`
				insert into checkpoints (number, body, changed, key, signature)
				values (${number}, ${body}, ${changed}, ${key}, ${signature})`;
	});
}
