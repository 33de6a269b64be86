/** The organisation's record, the newest first: what its hash-chained log says, the commands that people sent, and what the relay refused. */
import { and, desc, eq, gte, lt, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { AuditAct } from '#lib/protocol/audit-acts.ts';
import type { OrganisationRecord, RecordEntry, RecordGroup } from '#lib/protocol/audit.ts';
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { organisationLog } from '#lib/protocol/document-name.ts';
import { decodeFacts, type OrganisationFact } from '#lib/protocol/organisation-facts.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { commands, logPayloads, logRows, securityEvents } from '../../../../drizzle/schema.ts';
import type { Queries } from '../database.ts';

export interface RecordFilter {
	groups: readonly RecordGroup[];
	/** A user id. */
	person?: string | undefined;
	/** ms; entries at or after. */
	from?: number | undefined;
	/** ms; entries before. */
	before?: number | undefined;
}

const PAGE = 100;
/** Rows of the log that one answer looks at: a person who did little costs no walk through years. */
const MOST_ROWS = 5_000;

/** Who may see it, the caller has decided. */
export async function readRecord(
	queries: Queries,
	organisation: string,
	filter: RecordFilter,
): Promise<OrganisationRecord> {
	const wants = (group: RecordGroup) => filter.groups.includes(group);
	const log = await readLog(queries, organisation, filter);
	// What the log's walk did not reach is asked for next, of the other tables too.
	const reached = { ...filter, from: Math.max(filter.from ?? 0, log.reached) };
	const entries = [
		...log.entries,
		...(wants('commands') ? await readCommands(queries, organisation, reached) : []),
		...(wants('refusals') ? await readRefusals(queries, organisation, reached) : []),
	].sort((one, other) => other.at - one.at);
	if (entries.length <= PAGE) return { entries, before: log.reached > 0 ? log.reached : null };
	// Whole milliseconds, so that nothing of the last one is left out.
	const last = entries[PAGE - 1]!.at;
	return { entries: entries.filter(({ at }) => at >= last), before: last };
}

/** Groups of the log's facts. */
export function groupOf(fact: OrganisationFact): RecordGroup | null {
	switch (fact.f) {
		case 'lease':
		case 'revoke':
			return 'sessions';
		case 'audit':
			return ACT_GROUPS[fact.act] ?? null;
		default:
			return 'accounts';
	}
}

const ACT_GROUPS: Record<AuditAct, RecordGroup> = {
	read: 'reads',
	'read-log': 'reads',
	export: 'reads',
	'sign-in': 'sessions',
	'sign-out': 'sessions',
	'sign-out-everywhere': 'sessions',
	'end-session': 'sessions',
	'revoke-device': 'sessions',
	password: 'sessions',
	rename: 'accounts',
	invite: 'accounts',
	'take-back-invitation': 'accounts',
	'create-account': 'accounts',
	'change-role': 'accounts',
	'close-account': 'accounts',
	contact: 'accounts',
	organisation: 'accounts',
};

/** `reached`: the time down to which everything was looked at; 0 for all. */
async function readLog(
	queries: Queries,
	organisation: string,
	filter: RecordFilter,
): Promise<{ entries: RecordEntry[]; reached: number }> {
	const document = organisationLog(organisation);
	const entries: RecordEntry[] = [];
	if (!filter.groups.some((group) => group !== 'commands' && group !== 'refusals'))
		return { entries, reached: 0 };
	let below = Number.MAX_SAFE_INTEGER;
	for (let looked = 0; looked < MOST_ROWS; looked += PAGE * 5) {
		const rows = await queries
			.select({ seq: logRows.seq, at: logRows.receivedAt, payload: logPayloads.payload })
			.from(logRows)
			.innerJoin(
				logPayloads,
				and(eq(logPayloads.document, logRows.document), eq(logPayloads.seq, logRows.seq)),
			)
			.where(
				and(
					eq(logRows.document, document),
					lt(logRows.seq, below),
					filter.before === undefined ? undefined : lt(logRows.receivedAt, filter.before),
					filter.from === undefined ? undefined : gte(logRows.receivedAt, filter.from),
				),
			)
			.orderBy(desc(logRows.seq))
			.limit(PAGE * 5);
		for (const row of rows) entries.push(...entriesOf(row, filter));
		const last = rows.at(-1);
		if (!last || rows.length < PAGE * 5) return { entries, reached: 0 };
		if (entries.length > PAGE) return { entries, reached: last.at };
		below = last.seq;
		if (looked + PAGE * 5 >= MOST_ROWS) return { entries, reached: last.at };
	}
	return { entries, reached: 0 };
}

function entriesOf(
	{ seq, at, payload }: { seq: number; at: number; payload: Uint8Array },
	{ groups, person }: RecordFilter,
): RecordEntry[] {
	const facts = factsOf(payload);
	return facts.flatMap((fact, index): RecordEntry[] => {
		const group = groupOf(fact);
		const by = fact.f === 'audit' ? fact.by : 'user' in fact ? fact.user : null;
		const concerned = [by, fact.f === 'audit' ? fact.on : null];
		if (group === null || !groups.includes(group)) return [];
		if (person !== undefined && !concerned.includes(person)) return [];
		const act = fact.f === 'audit' ? fact.act : null;
		return [{ id: `row ${seq} ${index}`, of: 'log', at, by, row: seq, fact, act }];
	});
}

/** Nothing of a row that was tampered with: the verification names it. */
function factsOf(payload: Uint8Array): OrganisationFact[] {
	try {
		const { run } = decodePayload(payload);
		return run ? decodeFacts(run.values, run.count) : [];
	} catch {
		return [];
	}
}

/** Rows of a table that says whose and when. */
function filtered(
	table: { organisation: PgColumn; user: PgColumn; at: PgColumn },
	organisation: string,
	{ person, from, before }: RecordFilter,
): SQL | undefined {
	return and(
		eq(table.organisation, organisation),
		person === undefined ? undefined : eq(table.user, person),
		from === undefined ? undefined : gte(table.at, new Date(from)),
		before === undefined ? undefined : lt(table.at, new Date(before)),
	);
}

async function readCommands(
	queries: Queries,
	organisation: string,
	filter: RecordFilter,
): Promise<RecordEntry[]> {
	const rows = await queries
		.select()
		.from(commands)
		.where(
			filtered(
				{ organisation: commands.organisation, user: commands.user, at: commands.receivedAt },
				organisation,
				filter,
			),
		)
		.orderBy(desc(commands.receivedAt))
		.limit(PAGE + 1);
	return rows.map(({ id, user, body, outcome, receivedAt }) => {
		const refusal = outcome as CommandOutcome;
		return {
			id: `command ${id}`,
			of: 'command',
			at: receivedAt.getTime(),
			by: user,
			command: body as { kind: string },
			refused: refusal.ok ? null : refusal.words,
		};
	});
}

async function readRefusals(
	queries: Queries,
	organisation: string,
	filter: RecordFilter,
): Promise<RecordEntry[]> {
	const rows = await queries
		.select()
		.from(securityEvents)
		.where(filtered(securityEvents, organisation, filter))
		.orderBy(desc(securityEvents.id))
		.limit(PAGE + 1);
	return rows.map(({ id, user, device, document, code, alert, count, at }) => ({
		id: `refusal ${id}`,
		of: 'refusal',
		at: at.getTime(),
		by: user,
		code,
		device,
		document,
		alert,
		count,
	}));
}

const ALERT_DAYS = 30;
const MOST_ALERTS = 100;

export async function readAlerts(
	queries: Queries,
	organisation: string,
): Promise<{ id: number; at: number; user: string | null; code: string }[]> {
	const rows = await queries
		.select()
		.from(securityEvents)
		.where(
			and(
				eq(securityEvents.organisation, organisation),
				eq(securityEvents.alert, true),
				gte(securityEvents.at, sql`now() - make_interval(days => ${ALERT_DAYS})`),
			),
		)
		.orderBy(desc(securityEvents.id))
		.limit(MOST_ALERTS);
	return rows.map(({ id, at, user, code }) => ({ id, at: at.getTime(), user, code }));
}
