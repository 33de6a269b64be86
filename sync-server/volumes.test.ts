import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { RelayHarness } from '../tests/support/relay-harness.ts';
import { decodePayload } from './row.ts';

async function entriesOf(relay: RelayHarness, volume: number): Promise<(readonly (string | number)[])[]> {
	const rows = await relay.log.rows(conversationDocument(relay.conversation, volume), 0);
	return rows.flatMap(({ payload }) => decodePayload(payload).entries.map((entry) => [...entry]));
}

test('[D11] whatever an older volume accepts, of any kind, is entered in the newest, also after two more were opened', async () => {
	const relay = new RelayHarness({ limits: { volumeEvents: 2 } });
	for (const user of ['ada', 'ben']) relay.addMember(user);
	const ada = await relay.connect('ada');
	const clock = ada.say('one', 'two');
	await relay.settle();
	const second = await relay.connect('ben', { document: conversationDocument(relay.conversation, 1) });
	second.say('three', 'four');
	await relay.settle();
	expect(relay.tables.volumeOf(relay.conversation)).toBe(2);
	const { clientID: client } = ada.doc;
	ada.write({ k: 'r', at: 1, of: [client, clock], e: '👍', on: true });
	await relay.settle();
	ada.write({ k: 'e', at: 1, of: [client, clock], b: 'one, mended' });
	await relay.settle();
	ada.write({ k: 'd', at: 1, of: [client, clock + 1] });
	await relay.settle();
	ada.say('did not know');
	await relay.settle();
	const old = await entriesOf(relay, 0);
	const runs = old.flatMap(([tag, from], position) =>
		typeof tag === 'number' && Number(from) >= 2 ? [position] : [],
	);
	expect(runs.length).toBe(4);
	const late = (await entriesOf(relay, 2))
		.filter(([tag]) => tag === 'l')
		.map(([, volume, entry]) => [volume, entry]);
	expect(late).toEqual(runs.map((position) => [0, position]));
	expect((await entriesOf(relay, 1)).some(([tag]) => tag === 'l')).toBe(false);
});

test('[D11] a volume is full by its bytes', async () => {
	const relay = new RelayHarness({ limits: { volumeBytes: 1000 } });
	relay.addMember('ada');
	const ada = await relay.connect('ada');
	ada.say('x'.repeat(900));
	await relay.settle();
	expect(relay.tables.volumeOf(relay.conversation)).toBe(0);
	ada.say('x'.repeat(100));
	await relay.settle();
	expect(relay.tables.volumeOf(relay.conversation)).toBe(1);
});

test('[D11] what is refused fills a volume too: its ledger is what everybody syncs', async () => {
	const relay = new RelayHarness({ limits: { volumeEvents: 10 } });
	relay.addMember('mal');
	const mal = await relay.connect('mal');
	for (let i = 0; i < 10; i++) {
		appendEvents(mal.doc, [{ k: 'm', at: 'never' } as never]);
		await relay.settle();
	}
	expect(relay.tables.volumeOf(relay.conversation)).toBe(1);
});

test('[D11] a volume that is full in the midst of a backlog takes the rest of it as late', async () => {
	const relay = new RelayHarness({ limits: { volumeEvents: 700 } });
	for (const user of ['ada', 'ben']) relay.addMember(user);
	const doc = new Y.Doc();
	doc.clientID = clientIdOf(relay.deviceOf('ada'), 0);
	const bodies = Array.from({ length: 1800 }, (_, i) => `message ${i}`);
	doc.getArray(String(doc.clientID)).push(bodies.map((b) => ({ k: 'm', at: 1, b })));
	const ada = await relay.connect('ada', { doc });
	expect(ada.timeline).toEqual(bodies);
	const named = (await entriesOf(relay, 0)).flatMap(([tag, clock, length]) =>
		typeof tag === 'number' ? [[clock, length]] : [],
	);
	const late = (await entriesOf(relay, 1)).filter(([tag]) => tag === 'l');
	expect(named.length).toBeGreaterThan(2);
	// All that came after the append in which the volume became full.
	expect(late.length).toBe(named.length - 2);
});

test('[D11] a volume takes 5,000 events, and the next opens with the last of them', async () => {
	const relay = new RelayHarness();
	relay.addMember('ada');
	const ada = await relay.connect('ada');
	const most = LIMITS.volumeEvents;
	expect(most).toBe(5000);
	const bodies = Array.from({ length: most }, (_, i) => `message ${i}`);
	for (let i = 0; i < most - 1; i += 100) {
		ada.say(...bodies.slice(i, Math.min(i + 100, most - 1)));
		await relay.pass(1000);
	}
	expect(ada.refusals).toEqual([]);
	expect(relay.tables.volumeOf(relay.conversation)).toBe(0);
	ada.say(bodies[most - 1]!);
	await relay.settle();
	expect(relay.tables.volumeOf(relay.conversation)).toBe(1);
	expect(ada.timeline).toEqual(bodies);
	const entries = await entriesOf(relay, 0);
	expect(entries.at(-1)!.slice(0, 2)).toEqual(['v', 1]);
	const second = await relay.connect('ada', { document: conversationDocument(relay.conversation, 1) });
	second.say('the first of the next');
	await relay.settle();
	expect(second.timeline).toEqual(['the first of the next']);
});

test('[D11] a volume takes 400 client ids, and the next opens with the last of them', async () => {
	const relay = new RelayHarness();
	relay.addMember('ada');
	const most = LIMITS.volumeClients;
	expect(most).toBe(400);
	const bodies = Array.from({ length: most }, (_, i) => `from session ${i}`);
	for (const [session, body] of bodies.entries()) {
		expect(relay.tables.volumeOf(relay.conversation)).toBe(0);
		const ada = await relay.connect('ada', { session });
		ada.say(body);
		await relay.settle();
		ada.disconnect();
	}
	expect(relay.tables.volumeOf(relay.conversation)).toBe(1);
	const reader = await relay.connect('ada', { session: most });
	expect(reader.timeline).toEqual(bodies);
	const second = await relay.connect('ada', {
		session: most,
		document: conversationDocument(relay.conversation, 1),
	});
	second.say('the first of the next');
	await relay.settle();
	expect(second.timeline).toEqual(['the first of the next']);
});
