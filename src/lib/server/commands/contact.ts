import { and, eq } from 'drizzle-orm';
import { directMessageId } from '#lib/domain/conversation-id.ts';
import type { CommandOutcome, ContactCommand } from '#lib/protocol/commands.ts';
import { blocks } from '../../../../drizzle/schema.ts';
import { recordAct } from '../audit/record-act.ts';
import { authorize, type Subject } from '../authorize.ts';
import {
	dropRequest,
	hasBlocked,
	readContact,
	settleAll,
	settlePair,
	writeContact,
	type Pair,
} from '../contacts.ts';
import type { Transaction } from '../database.ts';
import { createConversation } from './create-conversation.ts';
import { setSettings } from '../organisations.ts';
import { DONE, NOT_FOUND, refused, type CommandOf } from './outcome.ts';
import { findParticipants } from './participants.ts';

/** SPEC V2. Each is recorded in the organisation's log, and whoever is blocked learns nothing of it. */
export async function changeContact(
	tx: Transaction,
	subject: Subject,
	command: ContactCommand,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const other = command.user;
	if (!authorize(subject, 'contact.change', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	if (other === user || (await findParticipants(tx, organisation, [other])).length !== 1) return NOT_FOUND;
	const pair: Pair = { organisation, one: user, other };
	const outcome = await CHANGES[command.kind](tx, pair, new Date(at ?? Date.now()));
	if (outcome !== DONE) return outcome;
	await recordAct(tx, subject, 'contact', other, command.kind.slice('contact.'.length));
	await settlePair(tx, pair);
	if (command.kind !== 'contact.accept') return DONE;
	// What they agreed on opens (B06).
	return createConversation(
		tx,
		subject,
		{
			...{ id: command.id, at: command.at, kind: 'conversation.create', type: 'dm' },
			...{ conversation: directMessageId(organisation, user, other), members: [other] },
			...{ visibility: 'private', channel: false, name: '', topic: '' },
		},
		at,
	);
}

type Change = (tx: Transaction, pair: Pair, now: Date) => Promise<CommandOutcome>;

/** `one` is who gives the command. */
const CHANGES: Record<ContactCommand['kind'], Change> = {
	async 'contact.request'(tx, pair, now) {
		const { organisation, one, other } = pair;
		if (await hasBlocked(tx, organisation, one, other)) return refused('CONFLICT', 'you have blocked them');
		const known = await readContact(tx, pair);
		if (known?.state === 'accepted') return DONE;
		// Both asked: they agree.
		if (known?.state === 'asked' && known.by !== one) await writeContact(tx, pair, 'accepted', one, now);
		else if (known?.state !== 'asked') await writeContact(tx, pair, 'asked', one, now);
		return DONE;
	},
	async 'contact.accept'(tx, pair, now) {
		const known = await readContact(tx, pair);
		if (known?.state === 'accepted') return DONE;
		if (known?.state !== 'asked' || known.by === pair.one)
			return refused('CONFLICT', 'they do not ask any more');
		await writeContact(tx, pair, 'accepted', pair.one, now);
		return DONE;
	},
	async 'contact.decline'(tx, pair) {
		const known = await readContact(tx, pair);
		if (known?.state !== 'asked' || known.by === pair.one)
			return refused('CONFLICT', 'they do not ask any more');
		await dropRequest(tx, pair);
		return DONE;
	},
	async 'contact.remove'(tx, pair, now) {
		const known = await readContact(tx, pair);
		if (known?.state === 'asked' && known.by === pair.one) await dropRequest(tx, pair);
		else await writeContact(tx, pair, 'removed', pair.one, now);
		return DONE;
	},
	async 'contact.block'(tx, { organisation, one, other }) {
		await tx.insert(blocks).values({ organisation, user: one, blocked: other }).onConflictDoNothing();
		return DONE;
	},
	async 'contact.unblock'(tx, { organisation, one, other }) {
		await tx
			.delete(blocks)
			.where(and(eq(blocks.organisation, organisation), eq(blocks.user, one), eq(blocks.blocked, other)));
		return DONE;
	},
};

/** The organisation's setting (SPEC V1). */
export async function needContacts(
	tx: Transaction,
	subject: Subject,
	{ on }: CommandOf<'contacts.need'>,
): Promise<CommandOutcome> {
	const { organisation } = subject;
	if (!authorize(subject, 'contacts.need', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	await setSettings(tx, organisation, { contactsNeeded: on });
	await recordAct(tx, subject, 'contact', '', on ? 'needed' : 'not needed');
	await settleAll(tx, organisation);
	return DONE;
}
