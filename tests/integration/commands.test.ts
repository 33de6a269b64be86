import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { directMessageId } from '../../src/lib/domain/conversation-id.ts';
import type { Workspace } from '../../src/lib/protocol/workspace.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { aChannel, aDirectMessage, aRoom, commandsOf, members, OK } from '../support/commands.ts';
import { hearNotifications } from '../support/notifications.ts';
import { anOrganisation, aPerson, signedIn, type TestPerson } from '../support/organisation.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
const { sql } = app.stored;
const { run, runAll, made, conversation, lines } = commandsOf(app);
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

test('over HTTP: a command runs once, and sent again gives the recorded outcome', async () => {
	const browser = await signedIn(app, alice);
	const command = aRoom({ members: [bob.id] });
	const answers = await Promise.all([1, 2, 3].map(() => browser.post('/api/commands', command)));
	for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([200, OK]);
	const renamed = await (await browser.post('/api/commands', { ...command, name: 'Another name' })).json();
	expect(renamed).toEqual(OK);
	expect(await lines(command.conversation)).toEqual([
		{ a: 'created', by: alice.id, name: 'Winter appeal' },
		{ a: 'added', by: alice.id, who: bob.id },
	]);
	const workspace = (await (await browser.get('/api/workspace')).json()) as Workspace;
	expect(workspace.conversations.find(({ id }) => id === command.conversation)).toMatchObject({
		name: 'Winter appeal',
		members: [
			{ user: alice.id, role: 'ADMIN' },
			{ user: bob.id, role: 'MEMBER' },
		],
		read: { mark: 0, volume: 0, position: -1 },
	});
});

test('a refusal is recorded too, and an id belongs to its first sender', async () => {
	const command = aChannel({ name: 'general' });
	const refusal = { ok: false, code: 'NAME_TAKEN', words: '#general exists already' };
	expect(await run(alice, command)).toEqual(refusal);
	expect(await run(alice, { ...command, name: 'free' })).toEqual(refusal);
	expect(await run(bob, { ...command, name: 'free' })).toMatchObject({ ok: false, code: 'CONFLICT' });
});

test('what is no command is INVALID, and leaves nothing', async () => {
	const room = aRoom({});
	const wrong: unknown[] = [
		null,
		[],
		'x',
		{},
		{ ...room, kind: 'conversation.destroy' },
		{ ...room, id: 'x' },
		{ ...room, id: room.id.toUpperCase() },
		{ ...room, conversation: '1' },
		{ ...room, type: 'session' },
		{ ...room, name: '  ' },
		{ ...room, name: 'a\u202Eb' },
		{ ...room, name: 'x'.repeat(81) },
		{ ...room, topic: 'x'.repeat(251) },
		{ ...room, members: Array<string>(501).fill(bob.id) },
		{ ...room, members: ['nobody'] },
		{ ...room, at: -1 },
		{ ...room, conversation: crypto.randomUUID() },
		{ ...room, visibility: 'public' },
		{ ...room, channel: true, name: 'Not A Channel' },
		{ id: newId(), at: 1, kind: 'read.mark', conversation: newId(), mark: 0, volume: 0, position: 2 ** 40 },
	];
	for (const body of wrong)
		expect([body, (await run(alice, body)) as object]).toEqual([
			body,
			expect.objectContaining({ code: 'INVALID' }),
		]);
	expect(await sql`select 1 from conversations where created_by = ${alice.id}`).toHaveLength(0);
});

describe('a direct message', () => {
	test('[N2] made by both at once, offline, is one', async () => {
		const id = directMessageId(owner.organisation, alice.id, bob.id);
		const outcomes = await Promise.all([
			run(alice, aDirectMessage(alice, bob)),
			run(bob, aDirectMessage(bob, alice, id)),
		]);
		expect(outcomes).toEqual([OK, OK]);
		expect(await run(alice, aDirectMessage(alice, bob, id))).toEqual(OK);
		expect(members(await conversation(bob, id))).toEqual([alice.id, bob.id].sort());
		expect(await lines(id)).toEqual([]);
	});

	test('[N2] has the id of its two people, and no room can take that id first', async () => {
		const id = directMessageId(owner.organisation, alice.id, bob.id);
		expect(await run(alice, aDirectMessage(alice, bob, newId()))).toMatchObject({ code: 'INVALID' });
		expect(await run(owner, { ...aRoom({}), conversation: id })).toMatchObject({ code: 'INVALID' });
		expect(await run(owner, aDirectMessage(owner, bob, id))).toMatchObject({ code: 'INVALID' });
	});

	test('is with one other, open account of the organisation that takes part', async () => {
		const closed = await aPerson(app, owner.organisation);
		await sql`update users set closed_at = now() where id = ${closed.id}`;
		const reader = await aPerson(app, owner.organisation, 'READER');
		for (const other of [stranger, closed, reader]) {
			const id = directMessageId(owner.organisation, alice.id, other.id);
			expect(await run(alice, aDirectMessage(alice, other, id))).toMatchObject({ code: 'NOT_FOUND' });
		}
		expect(await run(alice, { ...aDirectMessage(alice, bob), members: [alice.id] })).toMatchObject({
			code: 'INVALID',
		});
		expect(await run(alice, { ...aDirectMessage(alice, bob), members: [bob.id, owner.id] })).toMatchObject({
			code: 'INVALID',
		});
	});

	test('takes nobody else in and nobody leaves it', async () => {
		const id = directMessageId(owner.organisation, alice.id, bob.id);
		await run(alice, aDirectMessage(alice, bob));
		expect(await run(alice, { kind: 'member.add', conversation: id, user: owner.id })).toMatchObject({
			code: 'FORBIDDEN',
		});
		expect(await run(alice, { kind: 'member.remove', conversation: id, user: bob.id })).toMatchObject({
			code: 'FORBIDDEN',
		});
		expect(await run(alice, { kind: 'conversation.leave', conversation: id })).toMatchObject({
			code: 'FORBIDDEN',
		});
		expect(
			await run(alice, { kind: 'conversation.rename', conversation: id, name: 'x', topic: '' }),
		).toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('a room', () => {
	test('is not made with anybody of another organisation', async () => {
		const command = aRoom({ members: [bob.id, stranger.id] });
		expect(await run(alice, command)).toMatchObject({ code: 'NOT_FOUND' });
		expect(await conversation(alice, command.conversation)).toBeUndefined();
	});

	test('of a taken id, in whatever organisation, is refused', async () => {
		const command = aRoom({});
		await run(alice, command);
		expect(await run(bob, { ...command, id: newId() })).toMatchObject({ code: 'CONFLICT' });
		expect(await run(stranger, { ...command, id: newId() })).toMatchObject({ code: 'CONFLICT' });
	});

	test('of another organisation or not shared is not there, as one that is missing', async () => {
		const { conversation: id } = await made(alice, aRoom({}));
		const gone = newId();
		const attempts = (conversation: string) => [
			{ kind: 'conversation.rename', conversation, name: 'mine', topic: '' },
			{ kind: 'conversation.join', conversation },
			{ kind: 'conversation.leave', conversation },
			{ kind: 'member.add', conversation, user: bob.id },
			{ kind: 'member.remove', conversation, user: alice.id },
			{ kind: 'read.mark', conversation, mark: 0, volume: 0, position: 1 },
		];
		for (const outsider of [bob, stranger, owner]) {
			const missing = await runAll(outsider, attempts(gone));
			expect(await runAll(outsider, attempts(id))).toEqual(missing);
			for (const outcome of missing) expect(outcome).toMatchObject({ ok: false, code: 'NOT_FOUND' });
			expect(await conversation(outsider, id)).toBeUndefined();
		}
	});

	test('that is private: its ADMIN adds and removes, a member does neither', async () => {
		const { conversation: id } = await made(alice, aRoom({ members: [bob.id] }));
		expect(await run(bob, { kind: 'member.add', conversation: id, user: owner.id })).toMatchObject({
			code: 'FORBIDDEN',
		});
		expect(await run(alice, { kind: 'member.add', conversation: id, user: owner.id })).toEqual(OK);
		expect(await run(bob, { kind: 'member.remove', conversation: id, user: owner.id })).toMatchObject({
			code: 'FORBIDDEN',
		});
		const heard = await hearNotifications(sql, () =>
			run(alice, { kind: 'member.remove', conversation: id, user: bob.id }),
		);
		expect(heard).toContainEqual(
			expect.objectContaining({
				type: 'conversation',
				conversation: id,
				users: expect.arrayContaining([bob.id]),
			}),
		);
		expect(await conversation(bob, id)).toBeUndefined();
		expect(await run(alice, { kind: 'member.add', conversation: id, user: bob.id })).toEqual(OK);
		expect(await conversation(bob, id)).toBeDefined();
		expect((await lines(id)).map(({ a }) => a)).toEqual(['created', 'added', 'added', 'removed', 'added']);
	});

	test('keeps an ADMIN: when the last one leaves, the oldest member becomes it', async () => {
		const { conversation: id } = await made(alice, aRoom({}));
		await run(alice, { kind: 'member.add', conversation: id, user: bob.id });
		await run(alice, { kind: 'member.add', conversation: id, user: owner.id });
		expect(await run(alice, { kind: 'conversation.leave', conversation: id })).toEqual(OK);
		expect((await conversation(bob, id))!.members).toEqual([
			{ user: bob.id, role: 'ADMIN' },
			{ user: owner.id, role: 'MEMBER' },
		]);
		expect(await run(alice, { kind: 'conversation.leave', conversation: id })).toMatchObject({
			code: 'NOT_FOUND',
		});
	});

	test('is renamed by its ADMIN, with one line that says so', async () => {
		const { conversation: id } = await made(alice, aRoom({ members: [bob.id] }));
		expect(
			await run(bob, { kind: 'conversation.rename', conversation: id, name: 'Mine', topic: '' }),
		).toMatchObject({ code: 'FORBIDDEN' });
		expect(
			await run(alice, { kind: 'conversation.rename', conversation: id, name: 'Spring', topic: 'Plans' }),
		).toEqual(OK);
		expect(
			await run(alice, { kind: 'conversation.rename', conversation: id, name: 'Spring', topic: 'Other' }),
		).toEqual(OK);
		expect(await conversation(bob, id)).toMatchObject({ name: 'Spring', topic: 'Other' });
		expect((await lines(id)).at(-1)).toEqual({ a: 'renamed', by: alice.id, name: 'Spring' });
	});
});
