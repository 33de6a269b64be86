/** Legal requests, as the page shows them and its forms change them. */
import { error, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { listAccounts } from './accounts.ts';
import { requireSignedIn } from './auth/signed-in.ts';
import { authorize } from './authorize.ts';
import { findMessage, findNamedMessage, type FoundMessage } from './erased-message.ts';
import {
	decideErasure,
	listErasures,
	requestErasure,
	type ErasureRequest,
	type ErasureScope,
} from './erasures.ts';
import { readForm } from './form-fields.ts';
import { database } from './runtime.ts';
import { idSchema, NOTHING_HERE } from './text.ts';

const MAX_REASON = 1000;
const MAX_REFERENCE = 120;
const wordsSchema = (missing: string, max: number) =>
	v.pipe(
		v.string(missing),
		v.trim(),
		v.nonEmpty(missing),
		v.maxLength(max, `At most ${max} characters fit here.`),
	);
const requestForm = v.object({
	kind: v.picklist(['message', 'person']),
	message: v.optional(v.string(), ''),
	user: v.optional(v.string(), ''),
	reason: wordsSchema('The reason is missing.', MAX_REASON),
	reference: wordsSchema('The legal reference is missing.', MAX_REFERENCE),
});
const decisionForm = v.object({
	number: v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/), v.transform(Number)),
	decision: v.picklist(['approve', 'decline']),
});

export type ErasureState = 'waiting' | 'lapsed' | 'declined' | 'withdrawn' | 'running' | 'done';

export interface ShownErasure extends Omit<ErasureRequest, 'scope'> {
	state: ErasureState;
	about:
		{ kind: 'person'; user: string } | { kind: 'message'; reference: string; found: FoundMessage | null };
	mayApprove: boolean;
	mayDecline: boolean;
	isMine: boolean;
	/** Requests that wait, or were decided on, with this one: for its forwards. */
	forwards: number[];
}

export async function loadErasures({ locals }: Pick<RequestEvent, 'locals'>) {
	const self = requireSignedIn(locals);
	const { organisation, user } = self;
	if (!authorize(self, 'erasure.list', { organisation })) error(404, NOTHING_HERE);
	const requests: ShownErasure[] = [];
	const listed = await listErasures(database(), organisation);
	for (const { scope, ...request } of listed) {
		const { requestedBy } = request;
		const state = stateOf(request);
		const waits = state === 'waiting';
		requests.push({
			...request,
			state,
			about: await aboutOf(organisation, scope),
			isMine: requestedBy === user,
			forwards: listed
				.filter(({ forwardOf, decision }) => forwardOf === request.number && (!waits || !decision))
				.map(({ number }) => number)
				.reverse(),
			mayApprove: waits && authorize(self, 'erasure.approve', { organisation, requestedBy }),
			mayDecline: waits && authorize(self, 'erasure.decline', { organisation, requestedBy }),
		});
	}
	const accounts = await listAccounts(database(), organisation);
	return {
		requests,
		people: accounts.map(({ id, name, closedAt }) => ({ id, name, active: closedAt === null })),
		mayRequest: authorize(self, 'erasure.request', { organisation }),
	};
}

/** Fields: kind, message or user, reason, reference. */
export async function request({ request: sent, locals }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(sent, requestForm);
	if (!parsed.ok) return parsed.failure;
	const { kind, message, user, reason, reference } = parsed.fields;
	if (!authorize(subject, 'erasure.request', { organisation: subject.organisation }))
		return parsed.refuse('Your role does not allow this.', undefined, 403);
	let scope: ErasureScope;
	if (kind === 'person') {
		if (!v.is(idSchema, user)) return parsed.refuse('Choose a person.', 'user');
		scope = { kind, user };
	} else {
		const found = await findNamedMessage(database(), subject.organisation, message);
		if (!found.ok) return parsed.refuse(found.words, 'message');
		scope = { kind, document: found.message.document, ref: found.message.ref };
	}
	const done = await database().transaction((tx) =>
		requestErasure(tx, subject, { scope, reason, reference }),
	);
	if (!done.ok) return parsed.refuse(done.words, undefined, 403);
	const and = done.forwards.length === 0 ? '' : `, and ${requestsWords(done.forwards)} for its forwards,`;
	return {
		done: `Request ${done.number}${and} ${and ? 'wait' : 'waits'} for a second person.`,
	};
}

/** Fields: number, and decision: approve or decline. */
export async function decide({ request: sent, locals }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(sent, decisionForm);
	if (!parsed.ok) return parsed.failure;
	const { number, decision } = parsed.fields;
	const approved = decision === 'approve';
	const done = await database().transaction((tx) => decideErasure(tx, subject, number, approved));
	if (!done.ok) return parsed.refuse(done.words, undefined, 409);
	if (!approved) return { done: `Request ${number} is closed.` };
	const and = done.forwards.length === 0 ? '' : ` with ${requestsWords(done.forwards)} for its forwards`;
	const missed =
		done.missed === 0
			? ''
			: ` It was forwarded ${done.missed === 1 ? 'once' : `${done.missed} times`} since it was asked for: those are other requests.`;
	return { done: `Request ${number} is being carried out${and}.${missed}` };
}

/** "request 8", "requests 8, 9" */
function requestsWords(numbers: readonly number[]): string {
	return `${numbers.length === 1 ? 'request' : 'requests'} ${numbers.join(', ')}`;
}

function stateOf({
	decision,
	finishedAt,
	expiresAt,
	requestedBy,
}: Omit<ErasureRequest, 'scope'>): ErasureState {
	if (finishedAt !== null) return 'done';
	if (decision?.approved) return 'running';
	if (decision) return decision.by === requestedBy ? 'withdrawn' : 'declined';
	return expiresAt < Date.now() ? 'lapsed' : 'waiting';
}

async function aboutOf(organisation: string, scope: ErasureScope): Promise<ShownErasure['about']> {
	if (scope.kind === 'person') return scope;
	const { document, ref } = scope;
	const found = (await findMessage(database(), organisation, document, ref)) ?? null;
	return { kind: 'message', reference: `${document}@${ref.join(':')}`, found };
}
