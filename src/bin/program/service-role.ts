/**
 * The role that routes and relay connect as (SPEC L4): it reads and writes the tables, but of the log it may only read and append. Migrations are
 * the owner's, who connects for them alone.
 */
import postgres from 'postgres';

export const SERVICE_ROLE = 'parley_service';

/** Tables that are only ever added to. */
const EVIDENCE = [
	'log_rows',
	'log_payloads',
	'log_snapshots',
	'log_snapshot_bytes',
	'checkpoints',
	'checkpoint_stands',
	'erasure_requests',
	'erasure_decisions',
	'erasure_outcomes',
	'erased_values',
	'erased_events',
];
/** What only the function that erases adds to (SPEC G6). */
const OF_ERASURES = 'erased_values';

/** Makes the role on a server of ours, unless it is there. It has no password: only we reach the socket. */
export async function createServiceRole(adminUrl: string): Promise<void> {
	const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
	try {
		const [found] = await sql`select 1 from pg_roles where rolname = ${SERVICE_ROLE}`;
		if (!found) await sql`create role ${sql(SERVICE_ROLE)} login`;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** Gives the role, where there is one, what it needs in a database that was just migrated: new tables too. */
export async function grantService(sql: postgres.Sql): Promise<void> {
	const [found] =
		await sql`select 1 from pg_roles where rolname = ${SERVICE_ROLE} and rolname <> current_user`;
	if (!found) return;
	const role = sql(SERVICE_ROLE);
	await sql`grant usage on schema public to ${role}`;
	await sql`grant select, insert, update, delete on all tables in schema public to ${role}`;
	await sql`grant usage, select, update on all sequences in schema public to ${role}`;
	for (const table of EVIDENCE) await sql`revoke update, delete, truncate on ${sql(table)} from ${role}`;
	await sql`revoke insert on ${sql(OF_ERASURES)} from ${role}`;
	await sql`revoke all on text_rewritings from ${role}`;
	await sql`grant execute on function erase_values, rewrite_text to ${role}`;
}
