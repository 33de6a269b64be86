/** Features B05-B08, SPEC V: contacts decide who writes to whom directly, over the real routes, the real relay and PostgreSQL. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactCommand } from '../../src/lib/protocol/commands.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import {
	ClientOffice,
	dmOf,
	isCurrent,
	sayStored as stored,
	type Someone,
} from '../support/client-office.ts';
import { until } from '../support/relay-server.ts';

let office: ClientOffice;

beforeAll(async () => {
	office = await ClientOffice.start();
});
afterAll(() => office.stop());

const stateOf = ({ workspace }: Someone, { person }: Someone) =>
	workspace.contacts.all.find(({ user }) => user === person.id)?.state;

/** Gives the command, and waits until the server has decided. */
async function change(
	{ workspace }: Someone,
	kind: ContactCommand['kind'],
	{ person }: Someone,
): Promise<void> {
	workspace.changeContact(kind, person.id);
	await isCurrent(workspace);
}

const isApart = ({ workspace }: Someone, id: string) =>
	workspace.list().find((summary) => summary.id === id)?.apart === true;

/** A device that does not know yet is told by the relay: the text comes back. */
async function refusedText(
	{ workspace, profile }: Someone,
	id: string,
	body: string,
	change: () => Promise<void>,
) {
	profile.setOnline(false);
	await until(() => workspace.connection.state === 'offline');
	const conversation = workspace.openConversation(id)!;
	expect(await conversation.sendMessage({ body })).toMatchObject({ ok: true });
	await change();
	profile.setOnline(true);
	await until(() => conversation.refused.some((text) => text.body === body));
	return conversation.refused.find((text) => text.body === body)!.words;
}

test('[V1][V2] asked and accepted offline, both are contacts and have one direct message; declined, there is none', async () => {
	const [ann, ben, cara] = [await office.someone(), await office.someone(), await office.someone()];
	ann.profile.setOnline(false);
	await until(() => ann.workspace.connection.state === 'offline');
	ann.workspace.changeContact('contact.request', ben.person.id);
	expect(stateOf(ann, ben)).toBe('asked');
	ann.profile.setOnline(true);
	await until(() => stateOf(ben, ann) === 'asks');
	expect(ben.workspace.list().filter(({ kind }) => kind === 'dm')).toEqual([]);
	await change(ben, 'contact.accept', ann);
	await until(() => stateOf(ann, ben) === 'accepted' && stateOf(ben, ann) === 'accepted');
	await until(() => [ann, ben].every(({ workspace }) => workspace.list().some(({ kind }) => kind === 'dm')));

	await change(cara, 'contact.request', ann);
	await until(() => stateOf(ann, cara) === 'asks');
	await change(ann, 'contact.decline', cara);
	await until(() => stateOf(cara, ann) === undefined);
	expect(cara.workspace.list().filter(({ kind }) => kind === 'dm')).toEqual([]);
	const acts = await office.app.stored.sql`
		select outcome from commands where body->>'kind' like 'contact.%' and user_id = ${ann.person.id}`;
	expect(acts).toHaveLength(2);
});

test('[V3] who was removed reads on, and writes again only when both have agreed again', async () => {
	const [ann, ben] = [await office.someone(), await office.someone()];
	await change(ann, 'contact.request', ben);
	await until(() => stateOf(ben, ann) === 'asks');
	await change(ben, 'contact.accept', ann);
	const annSide = await dmOf(ann, ben);
	await stored(annSide, 'Good morning');
	await until(() => ben.workspace.list().some(({ id, unread }) => id === annSide.id && unread === 1));
	const words = await refusedText(ben, annSide.id, 'Too late', () => change(ann, 'contact.remove', ben));
	expect(words).toBe('you cannot write to this person now');
	await until(() => isApart(ann, annSide.id) && isApart(ben, annSide.id));
	expect(await annSide.sendMessage({ body: 'me neither' })).toEqual({ ok: false, error: 'not-allowed' });
	expect(annSide.items().some(({ body }) => body === 'Good morning')).toBe(true);

	await change(ben, 'contact.request', ann);
	await until(() => stateOf(ann, ben) === 'asks');
	expect(isApart(ben, annSide.id)).toBe(true);
	await change(ann, 'contact.accept', ben);
	await until(() => !isApart(ann, annSide.id) && !isApart(ben, annSide.id));
	await stored(annSide, 'Welcome back');
	expect((await verifyLog(office.app.stored.sql)).findings).toEqual([]);
});

test('[V2][V3] who is blocked cannot write and is not told; a request of his is not shown', async () => {
	const [ann, ben] = [await office.someone(), await office.someone()];
	const annSide = await dmOf(ann, ben);
	await stored(annSide, 'Good morning');
	await change(ann, 'contact.block', ben);
	await until(() => isApart(ben, annSide.id));
	expect(ben.workspace.contacts.blocked).toEqual([]);
	await change(ben, 'contact.request', ann);
	await until(() => stateOf(ben, ann) === 'asked');
	await isCurrent(ann.workspace);
	expect(stateOf(ann, ben)).toBe(undefined);
	await change(ann, 'contact.unblock', ben);
	await until(() => !isApart(ben, annSide.id) && stateOf(ann, ben) === 'asks');
});

test('[V1][V3] where contacts are needed strangers make no direct message, and those that there are stand still', async () => {
	const boss = await office.at(office.owner);
	const [ann, ben, cara] = [await office.someone(), await office.someone(), await office.someone()];
	const annSide = await dmOf(ann, ben);
	await stored(annSide, 'Good morning');
	boss.workspace.needContacts(true);
	await isCurrent(boss.workspace);
	await until(() => ann.workspace.contacts.needed && isApart(ann, annSide.id));
	const opened = ann.workspace.openDm(cara.person.id);
	await until(() => {
		const creation = ann.workspace.list().find(({ id }) => opened.ok && id === opened.id)?.creation;
		return typeof creation === 'object' && creation.refused === 'you are no contacts: ask first';
	});
	boss.workspace.needContacts(false);
	await until(() => !ann.workspace.contacts.needed && !isApart(ann, annSide.id));
	await stored(annSide, 'Again');
	ann.workspace.needContacts(true);
	await until(() => ann.workspace.notices.length === 1);
});
