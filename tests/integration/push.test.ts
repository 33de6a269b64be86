/** Web push from a committed message to a browser that decrypts it (SPEC B), over real routes, relay, Postgres and HTTP. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { clientIdOf } from '../../src/lib/domain/client-id.ts';
import type { AuthoredEvent } from '../../src/lib/domain/events.ts';
import { conversationDocument } from '../../src/lib/protocol/document-name.ts';
import { PushPost } from '../../src/lib/server/push/post-push.ts';
import { PushService } from '../../src/lib/server/push/push-service.ts';
import { vapidKeys } from '../../src/lib/server/push/vapid.ts';
import { createRelay } from '../../sync-server/relay.ts';
import type { Browser } from '../support/browser.ts';
import { aDirectMessage, aRoom, commandsOf, OK } from '../support/commands.ts';
import { aClient, anOrganisation, aPerson, signedIn, type TestPerson } from '../support/organisation.ts';
import { PushReceiver, type ReceivingBrowser } from '../support/push-receiver.ts';
import { SILENT, until } from '../support/relay-server.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
const { sql } = app.stored;
const { run, made } = commandsOf(app);
const receiver = await PushReceiver.start();
const relay = await createRelay({ databaseUrl: app.stored.serviceUrl, origins: [app.origin], log: SILENT });
const keys = vapidKeys(
	generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey,
	'mailto:a@example.org',
);
const allowed = [receiver.origin];
const post = new PushPost(keys, allowed);
const warnings: string[] = [];
const service = new PushService({
	sql: app.database.$client,
	keys,
	allowed,
	post,
	log: { warn: (fields, message) => warnings.push(`${message} ${JSON.stringify(fields)}`) },
	pace: { settleMs: 150, apartMs: 150 },
});
await service.start();
app.configure({ push: { serverKey: keys.publicKey, allowed, post } });
afterAll(async () => {
	await service.stop();
	await relay.close();
	await receiver.stop();
	await app.stop();
	expect(warnings).toEqual([]);
});

let ann: TestPerson;
let ben: TestPerson;
let room: string;
let device: number;
let session: Browser;
let phone: ReceivingBrowser;
let clock: number;

/** A browser of this person's that takes pushes. */
async function subscribed(person: TestPerson): Promise<{ session: Browser; browser: ReceivingBrowser }> {
	const session = await signedIn(app, person);
	const browser = receiver.browser();
	const answer = await put(session, browser.subscription(keys.publicKey));
	expect(answer.status).toBe(200);
	return { session, browser };
}

function put(session: Browser, body: unknown): Promise<Response> {
	const headers = { origin: session.origin, 'content-type': 'application/json' };
	return session.request('/api/push', { method: 'PUT', body: JSON.stringify(body), headers });
}

beforeEach(async () => {
	ann = await anOrganisation(app);
	ben = await aPerson(app, ann.organisation);
	({ device } = await aClient(app, ann));
	room = (await made(ann, aRoom({ name: 'Rota', members: [ben.id] }))).conversation;
	await relay.drainOutbox();
	({ session, browser: phone } = await subscribed(ben));
	clock = 0;
});

/** Ann writes; answers the message's key. */
async function write(event: Partial<AuthoredEvent> & { b?: string }, conversation = room): Promise<string> {
	const document = conversationDocument(conversation, 0);
	const full = { k: 'm', at: Date.now(), ...event } as AuthoredEvent;
	const client = clientIdOf(device, 7);
	const speaker = {
		organisation: ann.organisation,
		user: ann.id,
		device,
		role: 'OWNER',
		session: null,
	} as const;
	const outcome = await relay.submit({ document, speaker, client, events: [full] });
	expect(outcome).toMatchObject({ ok: true });
	clock = (outcome as { clock: number }).clock;
	return `0:${client}:${clock}`;
}

/** Everything that was written so far was looked at, and nothing is left to be sent. */
async function quiet(): Promise<void> {
	await until(async () => {
		const [waiting] = await sql<{ behind: number; due: number }[]>`
			select (select count(*) from document_heads h left join push_progress p on p.document = h.document
				where h.document like 'c/%' and h.seq > coalesce(p.seq, 0))::int as behind,
				(select count(*) from push_notices where state <> 'shown')::int as due`;
		return waiting!.behind === 0 && waiting!.due === 0;
	});
}

async function positionOf(conversation = room): Promise<number> {
	const [head] = await sql<{ length: number }[]>`
		select ledger_length as length from document_heads where document = ${conversationDocument(conversation, 0)}`;
	return head!.length - 1;
}

const read = async (person: TestPerson, position?: number) =>
	expect(
		await run(person, {
			kind: 'read.mark',
			conversation: room,
			mark: 0,
			volume: 0,
			position: position ?? (await positionOf()),
		}),
	).toEqual(OK);

test('[B3][B7][F01] a message reaches the other member’s browser, encrypted, with its text and the way to it; its author’s none', async () => {
	const own = await subscribed(ann);
	const key = await write({ b: 'The van is  at\nthe depot' });
	await until(() => phone.shown.length === 1);
	const [{ headers, size }] = phone.received as [(typeof phone.received)[0]];
	expect(phone.shown).toEqual([
		{
			conversation: room,
			key,
			title: expect.stringMatching(/^Person \d+ in Rota$/) as string,
			body: 'The van is at the depot',
			count: 1,
			kind: 'message',
		},
	]);
	expect(headers).toMatchObject({ ttl: '86400', urgency: 'normal', 'content-encoding': 'aes128gcm' });
	expect(headers.topic).toMatch(/^[A-Za-z0-9_-]{32}$/);
	expect(size).toBeGreaterThan(1_024);
	await quiet();
	expect(own.browser.received).toEqual([]);
});

test('[B3] a mention, an answer and a direct message say so; an addition by another too; an edit and a reaction nothing', async () => {
	await run(ben, { kind: 'notifications.set', level: 'mentions', showText: true });
	await write({ b: 'to everybody in general' });
	const key = await write({ b: `<@${ben.id}> the keys?` });
	await until(() => phone.shown.length === 1);
	expect(phone.shown[0]).toMatchObject({
		key,
		kind: 'mention',
		body: expect.stringMatching(/^@Person \d+ the keys\?$/) as string,
	});
	expect(phone.received[0]!.headers.urgency).toBe('high');
	await write({ k: 'e', of: [clientIdOf(device, 7), clock], b: `<@${ben.id}> the keys, then?` });
	await write({ k: 'r', of: [clientIdOf(device, 7), clock - 1], e: '👍', on: true });
	await quiet();
	expect(phone.shown).toHaveLength(1);

	const dm = aDirectMessage(ann, ben);
	await made(ann, dm);
	await write({ b: 'only to you' }, dm.conversation);
	await until(() => phone.shown.length === 2);
	expect(phone.shown[1]).toMatchObject({
		kind: 'direct',
		body: 'only to you',
		title: expect.stringMatching(/^Person \d+$/) as string,
	});

	const other = await made(ann, aRoom({ name: 'Vans' }));
	await relay.drainOutbox();
	await run(ann, { kind: 'member.add', conversation: other.conversation, user: ben.id });
	await relay.drainOutbox();
	await until(() => phone.shown.length === 3);
	expect(phone.shown[2]).toMatchObject({
		kind: 'added',
		title: 'Vans',
		body: expect.stringMatching(/added you\.$/) as string,
	});
});

test('[F01] nothing of what is muted, nor at the level none', async () => {
	await run(ben, { kind: 'conversation.mute', conversation: room, on: true });
	await write({ b: `<@${ben.id}> loud` });
	await quiet();
	await run(ben, { kind: 'conversation.mute', conversation: room, on: false });
	await run(ben, { kind: 'notifications.set', level: 'none', showText: true });
	await write({ b: `<@${ben.id}> louder` });
	await quiet();
	expect(phone.received).toEqual([]);
});

test('[B5][F02] nothing while the person looks at Parley on any device; afterwards, unless it was read meanwhile', async () => {
	const tab = '0198c0de-0000-4000-8000-000000000001';
	const desk = await signedIn(app, ben);
	expect((await desk.post('/api/attention', { tab, on: true })).status).toBe(200);
	await write({ b: 'while he looks' });
	await until(
		async () => (await sql`select 1 from push_notices where due_at > now() + interval '5 s'`).length === 1,
	);
	expect(phone.received).toEqual([]);
	await desk.post('/api/attention', { tab, on: false });
	await until(() => phone.shown.length === 1);

	await desk.post('/api/attention', { tab, on: true });
	await write({ b: 'read on the desk' });
	await read(ben);
	await desk.post('/api/attention', { tab, on: false });
	await quiet();
	expect(phone.shown.map(({ body }) => body)).toEqual(['while he looks']);
});

test('[B6][F02] what was shown is closed everywhere when it is read anywhere; what was not sent yet never is', async () => {
	const tablet = await subscribed(ben);
	await write({ b: 'first' });
	await until(() => phone.shown.length === 1 && tablet.browser.shown.length === 1);
	await read(ben);
	await until(() => phone.closed.length === 1 && tablet.browser.closed.length === 1);
	expect(phone.closed).toEqual([room]);
	expect(phone.received[1]!.headers).toMatchObject({
		topic: phone.received[0]!.headers.topic,
		urgency: 'low',
	});

	await read(ben, 1_000);
	await write({ b: 'read before it came' });
	await quiet();
	expect(phone.received).toHaveLength(2);
});

test('[B4] several messages are one notice with their count', async () => {
	for (const b of ['one', 'two', 'three']) await write({ b });
	await until(() => phone.shown.length > 0);
	await quiet();
	expect(phone.shown.at(-1)).toMatchObject({ body: 'three', count: 3 });
	expect(phone.shown.length).toBeLessThan(3);
});

test('[B6] a message that was deleted is closed', async () => {
	await write({ b: 'a slip' });
	await until(() => phone.shown.length === 1);
	await write({ k: 'd', of: [clientIdOf(device, 7), clock] });
	await until(() => phone.closed.length === 1);
});

test('[B7] texts stay out where the person or the organisation says so', async () => {
	await run(ben, { kind: 'notifications.set', level: 'all', showText: false });
	await write({ b: 'secret' });
	await until(() => phone.shown.length === 1);
	expect(phone.shown[0]!.body).toBe('New message');
	await run(ben, { kind: 'notifications.set', level: 'all', showText: true });
	await sql`update organisations set settings = settings || '{"textInNotifications": false}' where id = ${ann.organisation}`;
	await write({ b: 'secret too' });
	await until(() => phone.shown.length === 2);
	expect(phone.shown[1]!.body).toBe('New message');
});

test('[B1] who was removed, signed out or moved to another session gets nothing', async () => {
	await run(ann, { kind: 'member.remove', conversation: room, user: ben.id });
	await write({ b: 'without him' });
	await quiet();
	expect(phone.received).toEqual([]);

	const dm = aDirectMessage(ann, ben);
	await made(ann, dm);
	const again = await signedIn(app, ben);
	expect((await put(again, phone.subscription(keys.publicKey))).status).toBe(200);
	expect(await sql`select 1 from push_subscriptions where endpoint = ${phone.endpoint}`).toHaveLength(1);
	expect(await (await session.get('/api/push')).json()).toEqual({
		serverKey: keys.publicKey,
		endpoint: null,
	});
	await again.post('/api/sign-out', {});
	expect(await sql`select 1 from push_subscriptions where user_id = ${ben.id}`).toHaveLength(0);
	await write({ b: 'after he signed out' }, dm.conversation);
	await quiet();
	expect(phone.received).toEqual([]);
});

test('[B9] a subscription that is gone is removed; a busy service is asked again', async () => {
	phone.answers.push({ status: 503, headers: { 'retry-after': '1' } });
	await write({ b: 'again' });
	await until(
		async () =>
			(await sql`select 1 from push_notices where tries = 1 and due_at > now() + interval '25 s'`).length ===
			1,
	);
	await sql`update push_notices set due_at = now()`;
	await write({ b: 'and more' });
	await until(() => phone.shown.length > 0);
	phone.answers.push({ status: 410 });
	await write({ b: 'too late' });
	await until(
		async () => (await sql`select 1 from push_subscriptions where user_id = ${ben.id}`).length === 0,
	);
	expect(await sql`select 1 from push_notices where user_id = ${ben.id}`).toHaveLength(0);
});

test('[B1][B8] a subscription elsewhere, for another key, or of a client with a token is refused', async () => {
	const good = receiver.browser().subscription(keys.publicKey);
	for (const endpoint of ['http://127.0.0.1:1/x', 'https://169.254.169.254/x', 'https://localhost/x'])
		expect((await put(session, { ...good, endpoint })).status).toBe(400);
	expect((await put(session, { ...good, serverKey: 'another' })).status).toBe(400);
	expect((await put(session, { ...good, p256dh: 'short' })).status).toBe(400);
	const client = await aClient(app, ben);
	expect((await client.post('/api/push/test', { test: crypto.randomUUID() })).status).toBe(403);
});

test('[B7] the settings page’s test says what the push service answered', async () => {
	const test = crypto.randomUUID();
	expect(await (await session.post('/api/push/test', { test })).json()).toMatchObject({ status: 201 });
	expect(phone.received.at(-1)!.payload).toEqual({ v: 1, test });
	phone.answers.push({ status: 410 });
	expect(await (await session.post('/api/push/test', { test })).json()).toMatchObject({ status: 410 });
	expect(await (await session.get('/api/push')).json()).toMatchObject({ endpoint: null });
});

test('[B2] what was committed while no program looked is sent by the next one', async () => {
	await quiet();
	await sql`update push_progress set seq = 0 where document = ${conversationDocument(room, 0)}`;
	await write({ b: 'after the crash' });
	await until(() => phone.shown.length === 1);
	expect(phone.shown[0]).toMatchObject({ body: 'after the crash', count: 1 });
});
