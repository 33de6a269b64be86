import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { connect } from '../../../drizzle/connect.ts';

export type Database = PostgresJsDatabase & { $client: Sql };
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Where a query may run: by itself, or as part of a transaction. */
export type Queries = Database | Transaction;

/** A row's own time, ms since 1970; without one the column's default, which is the present. Only a made-up history says another. */
export function timestamp(at: number | undefined): Date | undefined {
	return at === undefined ? undefined : new Date(at);
}

/** Opens the server routes' own pool of connections. Whoever opens it closes it. */
export function openDatabase(url: string): { database: Database; close(): Promise<void> } {
	const client = connect(url, { max: 10 });
	return { database: drizzle(client), close: () => client.end({ timeout: 3 }) };
}
