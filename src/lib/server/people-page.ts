/** What owners and admins do with accounts, each the body of a form action. A role decides at once: it is read at every request. */
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { AuditAct } from '#lib/protocol/audit-acts.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import {
	changeRole,
	closeAccount,
	createAccount,
	lockAccount,
	type AccountResult,
	type AccountRow,
} from './accounts.ts';
import { recordAct } from './audit/record-act.ts';
import { requireSignedIn } from './auth/signed-in.ts';
import { authorize, type Subject } from './authorize.ts';
import type { Transaction } from './database.ts';
import { readForm } from './form-fields.ts';
import { createInvitation, revokeInvitation } from './invitations.ts';
import { makeTemporaryPassword, takePassword } from './new-password.ts';
import { lockOrganisationLog } from './organisation-log.ts';
import { database } from './runtime.ts';
import { emailSchema, idSchema, nameSchema, NOTHING_HERE, roleSchema, typedSchema } from './text.ts';

const inviteForm = v.object({
	role: roleSchema,
	email: v.optional(v.union([v.literal(''), emailSchema], 'This is not an email address.'), ''),
	name: v.optional(v.union([v.literal(''), nameSchema]), ''),
});
const createForm = v.object({ name: nameSchema, email: emailSchema, role: roleSchema });
const roleForm = v.object({ user: idSchema, role: roleSchema });
const closeForm = v.object({ user: idSchema });
const invitationForm = v.object({ token: typedSchema });
const FORBIDDEN = 'Your role does not allow this.';

/** Answers `{link}`: it is shown once and opens one account. */
export async function invite({ request, locals, url }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(request, inviteForm);
	if (!parsed.ok) return parsed.failure;
	const { role, email, name } = parsed.fields;
	const { organisation, user } = subject;
	if (!authorize(subject, 'account.invite', { organisation, role }))
		return parsed.refuse(FORBIDDEN, 'role', 403);
	const token = await database().transaction(async (tx) => {
		await recordAct(tx, subject, 'invite', '', [role, email].filter(Boolean).join(', '));
		return createInvitation(tx, { organisation, role, email, name, createdBy: user });
	});
	return { link: `${url.origin}/join/${token}` };
}

/** Answers `{temporaryPassword, email}`: it is shown once and has to be changed at the first sign-in. */
export async function create({ request, locals }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(request, createForm);
	if (!parsed.ok) return parsed.failure;
	const { name, email, role } = parsed.fields;
	const { organisation } = subject;
	if (!authorize(subject, 'account.create', { organisation, role }))
		return parsed.refuse(FORBIDDEN, 'role', 403);
	const temporaryPassword = makeTemporaryPassword();
	const taken = await takePassword(temporaryPassword, []);
	if (!taken.ok) return parsed.refuse(taken.words, undefined, 503);
	const account = { name, email, role, passwordHash: taken.passwordHash, passwordTemporary: true };
	const done = await database().transaction(async (tx) => {
		const created = await createAccount(tx, organisation, account);
		if (created.ok) await recordAct(tx, subject, 'create-account', created.value, role);
		return created;
	});
	return done.ok ? { temporaryPassword, email } : parsed.refuse(done.words, 'email', 409);
}

export async function setRole({ request, locals }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(request, roleForm);
	if (!parsed.ok) return parsed.failure;
	const { user, role: to } = parsed.fields;
	const done = await withAccount(subject.organisation, user, async (tx, account) =>
		authorize(subject, 'account.change-role', { ...reference(account), to })
			? recorded(tx, subject, 'change-role', account, to, await changeRole(tx, account, to))
			: { ok: false, words: FORBIDDEN },
	);
	return done.ok ? { done: 'Role changed.' } : parsed.refuse(done.words, 'role', statusOf(done.words));
}

export async function close({ request, locals }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(request, closeForm);
	if (!parsed.ok) return parsed.failure;
	const done = await withAccount(subject.organisation, parsed.fields.user, async (tx, account) =>
		authorize(subject, 'account.close', reference(account))
			? recorded(tx, subject, 'close-account', account, '', await closeAccount(tx, account))
			: { ok: false, words: FORBIDDEN },
	);
	return done.ok ? { done: 'Account closed.' } : parsed.refuse(done.words, undefined, statusOf(done.words));
}

export async function takeInvitationBack({ request, locals }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(request, invitationForm);
	if (!parsed.ok) return parsed.failure;
	const { organisation } = subject;
	if (!authorize(subject, 'account.invite', { organisation, role: 'MEMBER' }))
		return parsed.refuse(FORBIDDEN, undefined, 403);
	const revoked = await database().transaction(async (tx) => {
		await lockOrganisationLog(tx, organisation);
		const isRevoked = await revokeInvitation(tx, organisation, parsed.fields.token);
		if (isRevoked) await recordAct(tx, subject, 'take-back-invitation');
		return isRevoked;
	});
	return revoked ? { done: 'Invitation taken back.' } : parsed.refuse(NOTHING_HERE, undefined, 404);
}

type Change = (
	tx: Transaction,
	account: AccountRow,
) => AccountResult<undefined> | Promise<AccountResult<undefined>>;

/** Who did it, beside the fact of what came of it. */
async function recorded(
	tx: Transaction,
	subject: Subject,
	act: AuditAct,
	{ id }: AccountRow,
	note: string,
	result: AccountResult<undefined>,
): Promise<AccountResult<undefined>> {
	if (result.ok) await recordAct(tx, subject, act, id, note);
	return result;
}

function withAccount(organisation: string, user: string, change: Change): Promise<AccountResult<undefined>> {
	return database().transaction(async (tx) => {
		const account = await lockAccount(tx, organisation, user);
		return account ? change(tx, account) : { ok: false, words: NOTHING_HERE };
	});
}

function reference({ organisation, id, role }: AccountRow) {
	return { organisation, user: id, role: role as Role };
}

function statusOf(words: string): number {
	if (words === NOTHING_HERE) return 404;
	return words === FORBIDDEN ? 403 : 409;
}
