import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import * as Y from 'yjs';
import { Fold } from '#lib/domain/fold.ts';
import { countUnread, isLate, type TimelineItem } from '#lib/domain/timeline.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { Workspace, WorkspaceConversation } from '#lib/protocol/workspace.ts';
import { verifyPassword } from '#lib/server/auth/password.ts';
import type { Subject } from '#lib/server/authorize.ts';
import { openDatabase } from '#lib/server/database.ts';
import { addOrganisation } from '#lib/server/setup.ts';
import { readWorkspace } from '#lib/server/workspace.ts';
import { CAST, DEMO_PASSWORD, ORGANISATION, ROOMS, type RoomPlan } from '../../src/bin/demo/cast.ts';
import { generateDemo } from '../../src/bin/demo/generate.ts';
import type { DemoPlan, PlannedMessage } from '../../src/bin/demo/plan.ts';
import { DEMO_SEED, seedDemo } from '../../src/bin/demo.ts';
import { emptyDatabase } from '../../src/bin/program/database.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { RoomContent } from '../../sync-server/room-content.ts';
import { RoomIndex } from '../../sync-server/room-index.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { firstBrokenRow } from '../../sync-server/row.ts';
import { startTestDatabase } from '../support/test-database.ts';

const NOW = new Date(2026, 2, 13, 11, 46).getTime();
const stored = await startTestDatabase();
const { database, close } = openDatabase(stored.url);
const log = new PostgresLog(stored.sql);
const options = { database, databaseUrl: stored.url, log: pino({ level: 'silent' }), now: NOW };
afterAll(async () => {
	await close();
	await stored.stop();
});

let plan: DemoPlan;
let workspace: Workspace;
/** What a device shows that has each room whole, by the room's key. */
const timelines = new Map<string, readonly TimelineItem[]>();
const shares: number[] = [];

beforeAll(async () => {
	plan = generateDemo({ seed: DEMO_SEED, now: NOW });
	await seedDemo({ ...options, progress: (share) => shares.push(share) });
	workspace = await workspaceOf('emma');
	const ids = new Map<string, string>();
	for (const room of ROOMS) ids.set(room.key, (await findConversation(room)).id);
	for (const [key, id] of ids) timelines.set(key, await replay(conversationDocument(id, 0)));
}, 120_000);

async function subjectOf(key: string): Promise<Subject> {
	const [row] = await stored.sql<Subject[]>`
		select organisation, id as user, role from users where email = ${`${key}@larkfield.example`}`;
	if (!row) throw new Error(`${key} has no account.`);
	return row;
}

async function workspaceOf(key: string): Promise<Workspace> {
	return readWorkspace(database, await subjectOf(key));
}

async function findConversation(room: RoomPlan): Promise<WorkspaceConversation> {
	const { conversations } = await workspaceOf(room.creator);
	const other = room.kind === 'dm' ? (await subjectOf(room.others[0] ?? '')).user : '';
	const found = conversations.find((conversation) =>
		room.kind === 'dm'
			? conversation.kind === 'dm' && conversation.members.some(({ user }) => user === other)
			: conversation.name === room.name,
	);
	if (!found) throw new Error(`${room.key} is not there.`);
	return found;
}

async function replay(document: string): Promise<readonly TimelineItem[]> {
	const index = new RoomIndex();
	const content = new RoomContent();
	for (const row of await log.rows(document, 0)) {
		index.takeStored(row);
		content.take(decodePayload(row.payload));
	}
	const doc = new Y.Doc();
	Y.applyUpdate(doc, content.since(index, new Map()));
	const fold = new Fold(doc, { volume: 0, self: '', isOwn: () => false });
	fold.advance();
	expect(fold).toMatchObject({ malformed: 0, blocked: false, refusals: [], late: [], nextVolume: null });
	return fold.items();
}

function plannedIn(room: string): PlannedMessage[] {
	return plan.events.filter(
		(event): event is PlannedMessage => event.kind === 'message' && event.room === room,
	);
}

const userOf = (key: string) =>
	workspace.people.find(({ email }) => email === `${key}@larkfield.example`)?.id;

describe('the demo', () => {
	test('has eight people who can sign in with the printed password', async () => {
		expect(workspace.organisation.name).toBe(ORGANISATION);
		expect(workspace.people.map(({ name }) => name).sort()).toEqual(CAST.map(({ name }) => name).sort());
		const rows = await stored.sql<{ hash: string }[]>`select password_hash as hash from users`;
		for (const { hash } of rows) expect(await verifyPassword(hash, DEMO_PASSWORD)).toBe(true);
	});

	test.each(ROOMS.map((room) => [room.key, room] as const))(
		'%s: all messages in order, with their authors and times',
		async (_key, room) => {
			const items = timelines.get(room.key)?.filter(({ kind }) => kind === 'message') ?? [];
			const planned = plannedIn(room.key);
			const deleted = new Set(plan.events.flatMap((event) => (event.kind === 'delete' ? [event.of] : [])));
			const edited = new Map(
				plan.events.flatMap((event) => (event.kind === 'edit' ? [[event.of, event.text] as const] : [])),
			);
			expect(
				items.map(({ body, author, receivedAt, deleted }) => ({ body, author, receivedAt, deleted })),
			).toEqual(
				planned.map(({ id, by, text, receivedAt }) => ({
					body: deleted.has(id) ? '' : (edited.get(id) ?? text),
					author: userOf(by),
					receivedAt,
					deleted: deleted.has(id),
				})),
			);
			for (const [i, item] of items.entries()) if (!item.deleted) expect(item.at).toBe(planned[i]?.at);
		},
	);

	test('has replies, reactions, edits, deletions, late messages and system lines, at their times', () => {
		const all = [...timelines.values()].flat();
		const reactions = all.flatMap((item) => item.reactions.flatMap(({ users }) => users));
		expect(reactions.length).toBeGreaterThan(500);
		expect(all.filter(({ re }) => re !== null).length).toBeGreaterThan(50);
		expect(all.filter(({ history }) => history.length > 0).length).toBeGreaterThan(10);
		expect(all.filter(({ deleted }) => deleted).length).toBeGreaterThan(3);
		expect(all.filter(isLate).length).toBeGreaterThan(3);
		const lines = all.flatMap(({ system }) => (system ? [system] : []));
		for (const action of ['created', 'added', 'joined', 'renamed']) {
			expect(
				lines.some(({ a }) => a === action),
				action,
			).toBe(true);
		}
		for (const { kind, at, receivedAt } of all) if (kind === 'system') expect(receivedAt).toBe(at);
		const first = Math.min(...all.map(({ receivedAt }) => receivedAt ?? 0));
		expect(first).toBe(plan.startedAt);
	});

	test('its chains verify, nothing was refused, and nothing waits', async () => {
		const documents = await stored.sql<{ document: string }[]>`select document from document_heads`;
		expect(documents.filter(({ document }) => document.startsWith('c/')).length).toBe(ROOMS.length);
		for (const { document } of documents) expect(firstBrokenRow(await log.audit(document))).toBeNull();
		const [counts] = await stored.sql`
			select (select count(*) from log_rows where kind = 'refused')::int as refused,
				(select count(*) from security_events)::int as events,
				(select count(*) from outbox where appended_at is null)::int as waiting`;
		expect(counts).toEqual({ refused: 0, events: 0, waiting: 0 });
	});

	test('each person has the unread messages of the plan', async () => {
		for (const { key } of CAST) {
			const { conversations, self } = await workspaceOf(key);
			for (const { room, through } of plan.read.filter(({ who }) => who === key)) {
				const roomPlan = ROOMS.find((each) => each.key === room);
				if (!roomPlan) throw new Error(room);
				const { id } = await findConversation(roomPlan);
				const read = conversations.find((conversation) => conversation.id === id)?.read;
				const planned = plannedIn(room);
				const unread = planned.length - 1 - planned.findIndex((message) => message.id === through);
				expect(
					countUnread(timelines.get(room) ?? [], read?.position ?? -1, self.id),
					`${key} in ${room}`,
				).toBe(unread);
			}
		}
	});

	test('is written once, with its progress shown', async () => {
		expect(shares.at(-1)).toBe(1);
		expect(shares).toEqual([...shares].sort((one, other) => one - other));
		const rows = () => stored.sql`select count(*)::int as rows from log_rows`;
		const before = await rows();
		await seedDemo({ ...options, progress: () => expect.unreachable() });
		expect(await rows()).toEqual(before);
	});
});

test('after a stop half-way it is written anew, unless the database may hold something else', async () => {
	const half = await startTestDatabase();
	const opened = openDatabase(half.url);
	const again = { ...options, ...opened, databaseUrl: half.url };
	try {
		const stop = (share: number) => {
			if (share > 0.05) throw new Error('Ctrl-C');
		};
		await expect(seedDemo({ ...again, progress: stop })).rejects.toThrow('Ctrl-C');
		await expect(seedDemo({ ...again, progress: () => undefined })).rejects.toThrow(
			'stopped while it was written',
		);
		const shares: number[] = [];
		const startOver = () => emptyDatabase(half.url);
		await seedDemo({ ...again, startOver, progress: (share) => shares.push(share) });
		expect(shares.at(-1)).toBe(1);
		const [users] = await half.sql`select count(*)::int as count from users`;
		expect(users).toEqual({ count: CAST.length });
	} finally {
		await opened.close();
		await half.stop();
	}
}, 60_000);

test('the demo does not write into a real organisation’s database', async () => {
	const real = await startTestDatabase();
	const opened = openDatabase(real.url);
	try {
		await addOrganisation(opened.database, 'Real', { email: 'real@larkfield.example', name: 'Real' });
		const seeding = seedDemo({
			...options,
			...opened,
			databaseUrl: real.url,
			progress: () => expect.unreachable(),
		});
		await expect(seeding).rejects.toThrow('There is an organisation here already');
	} finally {
		await opened.close();
		await real.stop();
	}
});
