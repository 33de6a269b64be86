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
