/** Since when a message is on the devices of others, and read (SPEC W9, W11). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/lib/server/new-id.ts';
import { MAX_STEPS } from '../../src/lib/server/position-steps.ts';
import { listMessageReaders, listReaders } from '../../src/lib/server/readers.ts';
import { aRoom, commandsOf, OK } from '../support/commands.ts';
import { hearNotifications } from '../support/notifications.ts';
import { anOrganisation, aPerson, type TestPerson } from '../support/organisation.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
let ann: TestPerson;
let ben: TestPerson;
let cara: TestPerson;
let dan: TestPerson;
let room: string;

beforeAll(async () => {
	ann = await anOrganisation(app);
	ben = await aPerson(app, ann.organisation);
	cara = await aPerson(app, ann.organisation);
	dan = await aPerson(app, ann.organisation);
});
afterAll(() => app.stop());

beforeEach(async () => {
	room = (await commandsOf(app).made(ann, aRoom({ members: [ben.id, cara.id] }))).conversation;
	await aDocument(room);
});

async function aDocument(conversation: string, epoch = 1): Promise<void> {
	await app.stored
		.sql`insert into document_heads (document, organisation, epoch, seq, hash, ledger_length, ledger_time)
		values (${`c/${conversation}/0`}, ${ann.organisation}, ${epoch}, 7, '\\x00', 41, 0)`;
}

const report = (who: TestPerson, ...places: { position: number; conversation?: string; epoch?: number }[]) =>
	commandsOf(app).run(who, {
		kind: 'held.report',
		held: places.map((place) => ({ conversation: room, volume: 0, epoch: 1, ...place })),
	});
const subject = ({ organisation, id, role }: TestPerson) => ({ organisation, user: id, role });
const delivered = async (who: TestPerson) =>
	(await listReaders(app.database, subject(who), room))!.delivered.map(({ position }) => position);
const people = async (who: TestPerson, position: number) => {
	const found = await listMessageReaders(app.database, subject(who), room, { volume: 0, position });
	return new Map(found!.map((one) => [one.user, one]));
};

test('[W11] what one’s own devices have is no delivery; what another’s has is, and the furthest stands', async () => {
	expect(await report(ann, { position: 9 })).toEqual(OK);
	expect(await delivered(ann)).toEqual([]);
	const before = Date.now();
	expect(await report(ben, { position: 5 })).toEqual(OK);
	expect(await report(ben, { position: 3 }, { position: 4 })).toEqual(OK);
	expect(await delivered(ann)).toEqual([5]);
	expect(await delivered(ben)).toEqual([9]);
	const known = await people(ann, 5);
	expect([...known.keys()].sort()).toEqual([ben.id, cara.id].sort());
	expect(known.get(ben.id)!.deliveredAt).toBeGreaterThanOrEqual(before);
	expect(known.get(ben.id)!.readAt).toBe(null);
	expect((await people(ann, 6)).get(ben.id)!.deliveredAt).toBe(null);
	expect(known.get(cara.id)).toEqual({ user: cara.id, deliveredAt: null, readAt: null });
});

test('[W11] nothing is taken of a room that one is not in, of one that is not there, or of another epoch', async () => {
	const { sql } = app.stored;
	const held = () => sql`select user_id from held_positions where conversation = ${room}`;
	expect(await report(dan, { position: 5 })).toEqual(OK);
	expect(await report(ben, { position: 5, conversation: newId() })).toEqual(OK);
	expect(await report(ben, { position: 5, epoch: 2 })).toEqual(OK);
	expect(await held()).toHaveLength(0);
	await commandsOf(app).run(ann, { kind: 'member.remove', conversation: room, user: cara.id });
	await report(cara, { position: 5 });
	expect(await held()).toHaveLength(0);
	expect(await report(ben, { position: 5, conversation: newId() }, { position: 6 })).toEqual(OK);
	expect(await held()).toHaveLength(1);
	expect(await sql`select 1 from commands where body->>'kind' = 'held.report'`).toHaveLength(0);
	expect(await listReaders(app.database, subject(dan), room)).toBe(undefined);
	expect(await listMessageReaders(app.database, subject(dan), room, { volume: 0, position: 0 })).toBe(
		undefined,
	);
});

test('[W11] the others are told of the first two who have it, and of nobody else’s', async () => {
	const heard = await hearNotifications(app.stored.sql, async () => {
		for (const who of [ben, ann, cara]) await report(who, { position: 5 });
		await report(ben, { position: 5 });
	});
	const told = heard.flatMap((note) => (note.type === 'held' ? [note] : []));
	expect(told.map(({ user }) => user)).toEqual([ben.id, ann.id]);
	expect(told[0]!.users.sort()).toEqual([ann.id, cara.id].sort());
	expect(told[0]).toMatchObject({ conversation: room, volume: 0, position: 5 });
});

test('[W9] since when somebody has read it is known of the last steps, and of none before them', async () => {
	const read = (position: number) =>
		commandsOf(app).run(ben, { kind: 'read.mark', conversation: room, mark: 0, volume: 0, position });
	const readAt = async (position: number) => (await people(ann, position)).get(ben.id)!.readAt;
	const before = Date.now();
	await read(0);
	expect(await readAt(0)).toBeGreaterThanOrEqual(before);
	expect(await readAt(1)).toBe(null);
	for (let position = 1; position <= MAX_STEPS; position++) await read(position);
	expect(await readAt(0)).toBe(0);
	expect(await readAt(1)).toBe(0);
	expect(await readAt(2)).toBeGreaterThanOrEqual(before);
	await commandsOf(app).run(ben, { kind: 'read.mark', conversation: room, mark: 1, volume: 0, position: 10 });
	expect(await readAt(11)).toBe(null);
	expect(await readAt(10)).toBeGreaterThanOrEqual(before);
});
