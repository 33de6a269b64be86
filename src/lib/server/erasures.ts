/**
 * Legal erasures (SPEC G1): one owner asks, somebody else decides. The relay carries out what was approved. Each step is a row that is never changed and a fact in the
 * organisation's log.
 */
import { and, count, desc, eq, sql } from 'drizzle-orm';
import type { EventRef } from '#lib/domain/events.ts';
import type { OrganisationFact } from '#lib/protocol/organisation-facts.ts';
import {
	erasedValues,
	erasureDecisions,
	erasureOutcomes,
	erasureRequests,
	users,
} from '../../../drizzle/schema.ts';
import { authorize, type Subject } from './authorize.ts';
import type { Queries, Transaction } from './database.ts';
import { notify } from './notify.ts';
import { findForwards, type Forward } from './forwards.ts';
import { lockOrganisationLog, recordFacts } from './organisation-log.ts';

/** A request that nobody decides on lapses. */
export const ERASURE_LAPSES_MS = 14 * 24 * 3600 * 1000;

export type ErasureScope =
	{ kind: 'message'; document: string; ref: EventRef } | { kind: 'person'; user: string };

export interface ErasureRequest {
	number: number;
	scope: ErasureScope;
	reason: string;
	reference: string;
	/** Of a forward: the number of the request for the message that it repeats (SPEC G12). */
	forwardOf: number | null;
	requestedBy: string;
	/** ms since 1970, as all times here */
	requestedAt: number;
	expiresAt: number;
	decision: { approved: boolean; by: string; at: number } | null;
	/** Values that are gone so far, and documents that held them. */
	erased: { values: number; documents: number };
	finishedAt: number | null;
}

export type ErasureResult =
	/** `forwards`: numbers of the requests for its forwards; `missed`: forwards since then that nobody asked for. */
	{ ok: true; number: number; forwards: number[]; missed: number } | { ok: false; words: string };

const FORBIDDEN = 'Your role does not allow this.';
const NOT_WAITING = 'This request does not wait for a decision any more.';

export async function requestErasure(
	tx: Transaction,
	subject: Subject,
	request: { scope: ErasureScope; reason: string; reference: string },
): Promise<ErasureResult> {
	const { organisation, user: by } = subject;
	if (!authorize(subject, 'erasure.request', { organisation })) return { ok: false, words: FORBIDDEN };
	const { scope, reason, reference } = request;
	if (scope.kind === 'person') {
		const [person] = await tx
			.select({ id: users.id })
			.from(users)
			.where(and(eq(users.organisation, organisation), eq(users.id, scope.user)));
		if (!person) return { ok: false, words: 'There is no such person here.' };
	}
	// Numbers are given one after the other.
	await lockOrganisationLog(tx, organisation);
	const [last] = await tx
		.select({ number: sql<number>`coalesce(max(${erasureRequests.number}), 0)::int` })
		.from(erasureRequests)
		.where(eq(erasureRequests.organisation, organisation));
	const number = last!.number + 1;
	const forwards = scope.kind === 'message' ? await findForwards(tx, organisation, scope) : [];
	const scopes = [scope, ...forwards.map((forward) => ({ kind: 'message', ...forward }) as const)];
	const facts: OrganisationFact[] = [];
	for (const [i, each] of scopes.entries()) {
		await tx.insert(erasureRequests).values({
			...columnsOf(each),
			organisation,
			number: number + i,
			reason,
			reference,
			forwardOf: i === 0 ? null : number,
			requestedBy: by,
			expiresAt: sql`now() + ${ERASURE_LAPSES_MS} * interval '1 millisecond'`,
		});
		facts.push({ f: 'erase-request', request: number + i, by, of: scopeWords(each), reason, reference });
	}
	await recordFacts(tx, organisation, facts);
	return { ok: true, number, forwards: forwards.map((_, i) => number + 1 + i), missed: 0 };
}

/** The one who asked may decline (withdraw) it; approving is somebody else's. Either decides about the forwards that wait, too. */
export async function decideErasure(
	tx: Transaction,
	subject: Subject,
	number: number,
	approved: boolean,
): Promise<ErasureResult> {
	const { organisation, user: by } = subject;
	await lockOrganisationLog(tx, organisation);
	const [found] = await tx
		.select({
			request: erasureRequests,
			waits: sql<boolean>`${erasureRequests.expiresAt} > now() and ${erasureDecisions.number} is null`,
		})
		.from(erasureRequests)
		.leftJoin(
			erasureDecisions,
			and(
				eq(erasureDecisions.organisation, erasureRequests.organisation),
				eq(erasureDecisions.number, erasureRequests.number),
			),
		)
		.where(and(eq(erasureRequests.organisation, organisation), eq(erasureRequests.number, number)));
	const requestedBy = found?.request.requestedBy ?? '';
	const action = approved ? 'erasure.approve' : 'erasure.decline';
	if (!authorize(subject, action, { organisation, requestedBy })) return { ok: false, words: FORBIDDEN };
	if (!found?.waits) return { ok: false, words: NOT_WAITING };
	const forwards = await tx
		.select({ request: erasureRequests })
		.from(erasureRequests)
		.where(
			and(
				eq(erasureRequests.organisation, organisation),
				eq(erasureRequests.forwardOf, number),
				sql`not exists (select 1 from ${erasureDecisions} where ${erasureDecisions.organisation} = ${erasureRequests.organisation} and ${erasureDecisions.number} = ${erasureRequests.number})`,
			),
		)
		.orderBy(erasureRequests.number);
	const all = [found, ...forwards].map(({ request }) => request);
	await tx
		.insert(erasureDecisions)
		.values(all.map((request) => ({ organisation, number: request.number, approved, decidedBy: by })));
	await recordFacts(
		tx,
		organisation,
		all.map((request) => ({
			f: approved ? 'erase-approve' : 'erase-decline',
			request: request.number,
			by,
			of: scopeWords(scopeOf(request)),
		})),
	);
	if (!approved) return { ok: true, number, forwards: [], missed: 0 };
	await notify(tx, { type: 'erasure' });
	const missed = await newForwards(tx, organisation, scopeOf(found.request));
	return { ok: true, number, forwards: all.slice(1).map((request) => request.number), missed: missed.length };
}

/** Those that nobody asked for yet. */
async function newForwards(tx: Transaction, organisation: string, scope: ErasureScope): Promise<Forward[]> {
	if (scope.kind === 'person') return [];
	const asked = await tx
		.select({ request: erasureRequests })
		.from(erasureRequests)
		.where(eq(erasureRequests.organisation, organisation));
	const known = new Set(asked.map(({ request }) => scopeWords(scopeOf(request))));
	const found = await findForwards(tx, organisation, scope);
	return found.filter((forward) => !known.has(scopeWords({ kind: 'message', ...forward })));
}

/** The newest first. */
export async function listErasures(queries: Queries, organisation: string): Promise<ErasureRequest[]> {
	const rows = await queries
		.select({ request: erasureRequests, decision: erasureDecisions, outcome: erasureOutcomes })
		.from(erasureRequests)
		.leftJoin(
			erasureDecisions,
			and(
				eq(erasureDecisions.organisation, erasureRequests.organisation),
				eq(erasureDecisions.number, erasureRequests.number),
			),
		)
		.leftJoin(
			erasureOutcomes,
			and(
				eq(erasureOutcomes.organisation, erasureRequests.organisation),
				eq(erasureOutcomes.number, erasureRequests.number),
			),
		)
		.where(eq(erasureRequests.organisation, organisation))
		.orderBy(desc(erasureRequests.number));
	const erased = await queries
		.select({
			number: erasedValues.number,
			values: sql<number>`sum(cardinality(${erasedValues.leaves}))::int`,
			documents: sql<number>`count(distinct ${erasedValues.document})::int`,
			rows: count(),
		})
		.from(erasedValues)
		.where(eq(erasedValues.organisation, organisation))
		.groupBy(erasedValues.number);
	const erasedBy = new Map(erased.map(({ number, values, documents }) => [number, { values, documents }]));
	return rows.map(({ request, decision, outcome }) => ({
		number: request.number,
		scope: scopeOf(request),
		reason: request.reason,
		reference: request.reference,
		forwardOf: request.forwardOf,
		requestedBy: request.requestedBy,
		requestedAt: request.requestedAt.getTime(),
		expiresAt: request.expiresAt.getTime(),
		decision: decision && {
			approved: decision.approved,
			by: decision.decidedBy,
			at: decision.decidedAt.getTime(),
		},
		erased: erasedBy.get(request.number) ?? { values: 0, documents: 0 },
		finishedAt: outcome?.finishedAt.getTime() ?? null,
	}));
}

/** As the organisation's log says it (SPEC L6). */
export function scopeWords(scope: ErasureScope): string {
	return scope.kind === 'person'
		? `person ${scope.user}`
		: `message ${scope.document} ${scope.ref[0]} ${scope.ref[1]}`;
}

function columnsOf(scope: ErasureScope) {
	return scope.kind === 'person'
		? { user: scope.user }
		: { document: scope.document, client: scope.ref[0], clock: scope.ref[1] };
}

function scopeOf({ document, client, clock, user }: typeof erasureRequests.$inferSelect): ErasureScope {
	if (user !== null) return { kind: 'person', user };
	return { kind: 'message', document: document!, ref: [client!, clock!] };
}
