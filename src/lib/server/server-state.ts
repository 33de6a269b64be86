import { eq, sql } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { serverState } from '../../../drizzle/schema.ts';
import type { Queries } from './database.ts';

/** A secret of the server: made at its first use, the same for every process afterwards. */
export async function serverSecret(queries: Queries, name: string): Promise<Buffer> {
	await queries
		.insert(serverState)
		.values({ name, value: randomBytes(32).toString('base64') })
		.onConflictDoNothing();
	const [row] = await queries.select().from(serverState).where(eq(serverState.name, name));
	return Buffer.from(String(row!.value), 'base64');
}

/** The next number of a sequence (1, 2, …), never given twice to transactions that commit. */
export async function nextInSequence(queries: Queries, name: string): Promise<number> {
	const [row] = await queries
		.insert(serverState)
		.values({ name, value: 1 })
		.onConflictDoUpdate({
			target: serverState.name,
			set: { value: sql`to_jsonb((${serverState.value} #>> '{}')::bigint + 1)` },
		})
		.returning();
	return Number(row!.value);
}

export async function readServerState(queries: Queries, name: string): Promise<unknown> {
	const [row] = await queries.select().from(serverState).where(eq(serverState.name, name));
	return row?.value;
}

export async function writeServerState(queries: Queries, name: string, value: unknown): Promise<void> {
	await queries
		.insert(serverState)
		.values({ name, value })
		.onConflictDoUpdate({ target: serverState.name, set: { value } });
}

export async function removeServerState(queries: Queries, name: string): Promise<void> {
	await queries.delete(serverState).where(eq(serverState.name, name));
}
