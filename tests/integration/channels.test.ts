import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { newId } from '../../src/lib/server/new-id.ts';
import { aChannel, aRoom, commandsOf, members, OK } from '../support/commands.ts';
import { hearNotifications } from '../support/notifications.ts';
import { anOrganisation, aPerson, type TestPerson } from '../support/organisation.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
const { sql } = app.stored;
const { run, made, conversation, lines } = commandsOf(app);
afterAll(() => app.stop());

let owner: TestPerson;
let alice: TestPerson;
let bob: TestPerson;
let stranger: TestPerson;
beforeEach(async () => {
	owner = await anOrganisation(app);
	alice = await aPerson(app, owner.organisation);
	bob = await aPerson(app, owner.organisation);
	stranger = await anOrganisation(app);
});

describe('a public channel', () => {
	test('is seen by everybody of the organisation but a READER, joined by those who may speak, and left', async () => {
		const { conversation: id } = await made(alice, aChannel({ name: 'grants' }));
		const reader = await aPerson(app, owner.organisation, 'READER');
		const auditor = await aPerson(app, owner.organisation, 'AUDITOR');
		expect(members(await conversation(bob, id))).toEqual([alice.id]);
		expect(await conversation(auditor, id)).toBeDefined();
		expect(await conversation(reader, id)).toBeUndefined();
		expect(await conversation(stranger, id)).toBeUndefined();

		const join = { kind: 'conversation.join', conversation: id };
		expect(await run(bob, join)).toEqual(OK);
		expect(await run(bob, join)).toEqual(OK);
		expect(await run(reader, join)).toMatchObject({ code: 'NOT_FOUND' });
		expect(await run(auditor, join)).toMatchObject({ code: 'FORBIDDEN' });
		expect(await run(bob, { kind: 'member.add', conversation: id, user: owner.id })).toEqual(OK);
		expect(await run(bob, { kind: 'conversation.leave', conversation: id })).toEqual(OK);
		expect(await run(bob, { kind: 'conversation.leave', conversation: id })).toEqual(OK);
		expect((await lines(id)).map(({ a }) => a)).toEqual(['created', 'joined', 'added', 'left']);
	});

	test('has a name of its own, when two take it at once too', async () => {
		const outcomes = await Promise.all(
			[alice, bob, owner].map((who) => run(who, aChannel({ name: 'volunteers' }))),
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await run(stranger, aChannel({ name: 'volunteers' }))).toEqual(OK);
		const { conversation: other } = await made(alice, aChannel({ name: 'other' }));
		const renamed = await run(alice, {
			kind: 'conversation.rename',
			conversation: other,
			name: 'volunteers',
			topic: '',
		});
		expect(renamed).toMatchObject({ code: 'NAME_TAKEN' });
		expect(
			await run(alice, { kind: 'conversation.rename', conversation: other, name: 'Not So', topic: '' }),
		).toMatchObject({ code: 'INVALID' });
	});

	test('is made by a MEMBER as long as the organisation lets members', async () => {
		await sql`update organisations set settings = settings || '{"membersMayCreateChannels": false}' where id = ${owner.organisation}`;
		expect(await run(alice, aChannel({ name: 'fields' }))).toMatchObject({ code: 'FORBIDDEN' });
		expect(await run(owner, aChannel({ name: 'fields' }))).toEqual(OK);
		expect(await run(alice, { ...aChannel({ name: 'quiet' }), visibility: 'private' })).toEqual(OK);
	});

	test('counts as read up to the moment of joining', async () => {
		const { conversation: id } = await made(alice, aChannel({ name: 'history' }));
		await sql`insert into document_heads (document, organisation, epoch, seq, hash, ledger_length, ledger_time)
			values (${`c/${id}/0`}, ${owner.organisation}, 1, 7, '\\x00', 41, 0)`;
		await run(bob, { kind: 'conversation.join', conversation: id });
		expect((await conversation(bob, id))!.read).toEqual({ mark: 0, volume: 0, position: 40 });
	});
});

test('read marks merge: the further one stands, in whatever order they come, and only a further one is told', async () => {
	const { conversation: id } = await made(alice, aRoom({}));
	const mark = (mark: number, volume: number, position: number) => ({
		kind: 'read.mark',
		conversation: id,
		mark,
		volume,
		position,
	});
	const heard = await hearNotifications(sql, async () => {
		for (const command of [
			mark(0, 0, 5),
			mark(0, 0, 3),
			mark(1, 0, 2),
			mark(0, 9, 9),
			mark(1, 1, 0),
			mark(1, 1, 0),
		]) {
			expect(await run(alice, command)).toEqual(OK);
		}
	});
	expect((await conversation(alice, id))!.read).toEqual({ mark: 1, volume: 1, position: 0 });
	const told = heard.filter(({ type }) => type === 'read');
	expect(told.map((note) => 'position' in note && note.position)).toEqual([5, 2, 0]);
	expect(await sql`select 1 from commands where body->>'kind' = 'read.mark'`).toHaveLength(0);
});

test('a room of 500 is told to the relays in notifications that Postgres takes', async () => {
	const rows = Array.from({ length: 500 }, (_, i) => ({
		organisation: owner.organisation,
		id: newId(),
		email: `many-${i}-${newId()}@larkfield.example`,
		name: `Many ${i}`,
		role: 'MEMBER',
		password_hash: '-',
	}));
	await sql`insert into users ${sql(rows)}`;
	const command = aRoom({ members: rows.map(({ id }) => id) });
	const heard = await hearNotifications(sql, () => run(alice, command));
	const told = heard.flatMap((note) => (note.type === 'conversation' ? note.users : []));
	expect(told.sort()).toEqual([alice.id, ...command.members].sort());
});

describe('what an ADMIN of a room may do', () => {
	test('[E09] roles are given and taken by an ADMIN, stand in the organisation’s log, and one ADMIN always stays', async () => {
		const { conversation: id } = await made(alice, { ...aChannel({ name: 'roles' }), members: [bob.id] });
		const role = (user: TestPerson, given: string) => ({
			kind: 'member.role',
			conversation: id,
			user: user.id,
			role: given,
		});
		expect(await run(bob, role(bob, 'ADMIN'))).toMatchObject({ code: 'FORBIDDEN' });
		expect(await run(alice, role(alice, 'MEMBER'))).toMatchObject({ code: 'CONFLICT' });
		expect(await run(alice, role(owner, 'ADMIN'))).toMatchObject({ code: 'NOT_FOUND' });
		expect(await run(alice, role(bob, 'OWNER'))).toMatchObject({ code: 'INVALID' });
		expect(await run(alice, role(bob, 'ADMIN'))).toEqual(OK);
		expect(await run(alice, role(alice, 'MEMBER'))).toEqual(OK);
		expect((await conversation(bob, id))!.members).toEqual(
			expect.arrayContaining([
				{ user: bob.id, role: 'ADMIN' },
				{ user: alice.id, role: 'MEMBER' },
			]),
		);
		expect(await run(stranger, role(bob, 'MEMBER'))).toMatchObject({ code: 'NOT_FOUND' });
	});

	test('[E12] a deleted channel is gone for everybody, its members are told, its rows stay and its name is free', async () => {
		const { conversation: id } = await made(alice, { ...aChannel({ name: 'old' }), members: [bob.id] });
		const close = { kind: 'conversation.close', conversation: id };
		expect(await run(bob, close)).toMatchObject({ code: 'FORBIDDEN' });
		const heard = await hearNotifications(sql, async () => expect(await run(alice, close)).toEqual(OK));
		expect(heard.flatMap((note) => (note.type === 'conversation' ? note.users : [])).sort()).toEqual(
			[alice.id, bob.id].sort(),
		);
		for (const who of [alice, bob, owner]) expect(await conversation(who, id)).toBeUndefined();
		expect(await run(bob, { kind: 'conversation.join', conversation: id })).toMatchObject({
			code: 'NOT_FOUND',
		});
		expect(await sql`select 1 from conversations where id = ${id}`).toHaveLength(1);
		expect(await run(bob, aChannel({ name: 'old' }))).toEqual(OK);
	});
});

test('[A02, E15] a mute or a pin is the person’s own, on all his devices, and leaves what he has read', async () => {
	const { conversation: id } = await made(alice, aRoom({ members: [bob.id] }));
	await run(bob, { kind: 'read.mark', conversation: id, mark: 0, volume: 0, position: 7 });
	const mute = (on: boolean) => ({ kind: 'conversation.mute', conversation: id, on });
	const heard = await hearNotifications(sql, async () => expect(await run(bob, mute(true))).toEqual(OK));
	expect(heard.flatMap((note) => (note.type === 'conversation' ? note.users : []))).toEqual([bob.id]);
	expect(await conversation(bob, id)).toMatchObject({ muted: true, read: { position: 7 } });
	expect(await conversation(alice, id)).toMatchObject({ muted: false });
	expect(await run(bob, mute(false))).toEqual(OK);
	expect(await conversation(bob, id)).toMatchObject({ muted: false, read: { position: 7 } });
	expect(await run(owner, mute(true))).toMatchObject({ code: 'NOT_FOUND' });

	expect(await run(bob, { kind: 'conversation.pin', conversation: id, on: true })).toEqual(OK);
	expect(await conversation(bob, id)).toMatchObject({ pinned: true, muted: false, read: { position: 7 } });
	expect(await conversation(alice, id)).toMatchObject({ pinned: false });
});
