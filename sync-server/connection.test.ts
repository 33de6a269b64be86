import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import { MultiplexedPeer, RelayHarness } from '../tests/support/relay-harness.ts';
import { encodeAwareness } from './awareness-guard.ts';
import { awarenessMessage, step1Message } from './messages.ts';

async function withMembers(...users: string[]): Promise<RelayHarness> {
	const relay = new RelayHarness();
	for (const user of users) relay.addMember(user);
	return relay;
}

const hello = step1Message([]);

/** The updates among the frames of a channel, applied to an empty document. */
function documentOf(peer: MultiplexedPeer, channel: number, doc = new Y.Doc()): Y.Doc {
	for (const frame of peer.frames) {
		if (frame.op !== 'data' || frame.channel !== channel) continue;
		const [type, kind] = frame.message;
		if (type === 0 && kind !== 0) Y.applyUpdate(doc, readBytes(frame.message.subarray(2)));
	}
	return doc;
}

function readBytes(bytes: Uint8Array): Uint8Array {
	let position = 0;
	while (bytes[position]! >= 0x80) position++;
	return bytes.subarray(position + 1);
}

describe('a multiplexed socket', () => {
	test('[W1] carries documents on channels, and answers pings', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const peer = new MultiplexedPeer(relay, 'ben');
		peer.open(1, relay.document);
		peer.send(1, hello);
		peer.connection.receive(encodeClientFrame({ op: 'ping' }));
		await relay.settle();
		expect(peer.frames.map(({ op }) => op)).toEqual(['pong', 'opened', 'data', 'data']);
		expect(peer.frames[1]).toEqual({ op: 'opened', channel: 1, caughtUp: false });
		ada.say('hello');
		await relay.settle();
		expect(documentOf(peer, 1).getArray(String(ada.doc.clientID)).length).toBe(1);
		peer.connection.receive(encodeClientFrame({ op: 'close', channel: 1 }));
		const before = peer.frames.length;
		ada.say('not any more');
		await relay.settle();
		expect(peer.frames.length).toBe(before);
	});

	test('[W4] a replica that says how far it is gets the rest, and the redactions, in one frame', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		ada.say('one', 'two', 'three');
		await relay.settle();
		ada.fold.advance();
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada.doc));
		const cursor = ada.fold.epochLength;
		ada.say('four');
		ada.write({ k: 'd', at: 1, of: [ada.doc.clientID, 0] });
		await relay.settle();
		const peer = new MultiplexedPeer(relay, 'ben');
		peer.open(1, relay.document, 1, cursor);
		await relay.settle();
		expect(peer.frames.map(({ op }) => op)).toEqual(['opened', 'data']);
		expect(peer.frames[0]).toMatchObject({ caughtUp: true });
		documentOf(peer, 1, doc);
		expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(ada.doc));
		expect(doc.getArray(String(ada.doc.clientID)).toJSON().length).toBe(
			ada.doc.getArray(String(ada.doc.clientID)).length,
		);
		expect(Buffer.from(Y.encodeStateAsUpdate(doc)).includes('one')).toBe(false);
	});

	test.each([
		['another epoch', 2, 3],
		['a longer ledger', 1, 99],
	])('[W4] a replica with %s is answered by state vectors', async (_what, epoch, length) => {
		const relay = await withMembers('ada');
		const ada = await relay.connect('ada');
		ada.say('one');
		await relay.settle();
		const peer = new MultiplexedPeer(relay, 'ada');
		peer.open(1, relay.document, epoch, length);
		await relay.settle();
		expect(peer.frames[0]).toMatchObject({ op: 'opened', caughtUp: false });
	});

	test('[W8] forbidden, unknown, not opened yet and no name at all are the same 4403', async () => {
		const relay = await withMembers('ada');
		const peer = new MultiplexedPeer(relay, 'eve');
		const names = [
			relay.document,
			conversationDocument('00000000-0000-7000-8000-000000000000', 0),
			conversationDocument(relay.conversation, 1),
			`${relay.document}/`,
			`o/${relay.organisation}`,
			'',
		];
		names.forEach((name, i) => peer.open(i + 1, name));
		await relay.settle();
		const channelOf = (frame: object) => ('channel' in frame ? Number(frame.channel) : 0);
		expect(peer.frames.sort((a, b) => channelOf(a) - channelOf(b))).toEqual(
			names.map((_, i) => ({ op: 'closed', channel: i + 1, code: 4403, reason: 'noAccess' })),
		);
		expect(peer.socket.closedWith).toBe(null);
		const member = new MultiplexedPeer(relay, 'ada');
		member.open(1, conversationDocument(relay.conversation, 1));
		await relay.settle();
		expect(member.frames).toMatchObject([{ op: 'closed', code: 4403 }]);
	});

	test.each<[string, (peer: MultiplexedPeer, document: string) => void]>([
		['a text frame', (peer) => peer.connection.receiveText()],
		['a frame that is none', (peer) => peer.connection.receive(new Uint8Array([1, 99]))],
		['a channel twice', (peer, document) => [1, 1].forEach((channel) => peer.open(channel, document))],
	])('[W1] %s closes the socket', async (_what, speak) => {
		const relay = await withMembers('ada');
		const peer = new MultiplexedPeer(relay, 'ada');
		speak(peer, relay.document);
		await relay.settle();
		expect(peer.socket.closedWith).toBe(4400);
	});

	test('[W1] a message that is none ends its document alone', async () => {
		const relay = await withMembers('ada');
		const peer = new MultiplexedPeer(relay, 'ada');
		peer.open(1, relay.document);
		peer.open(2, relay.document);
		peer.send(1, new Uint8Array([77]));
		await relay.settle();
		expect(peer.frames.filter(({ op }) => op === 'closed')).toMatchObject([{ channel: 1, code: 4400 }]);
		expect(peer.socket.closedWith).toBe(null);
	});

	test('more documents than a socket may carry', async () => {
		const relay = await withMembers('ada');
		const peer = new MultiplexedPeer(relay, 'ada');
		for (let channel = 1; channel <= 2001; channel++) peer.open(channel, relay.document);
		expect(peer.frames).toEqual([{ op: 'closed', channel: 2001, code: 4429, reason: 'tooMany' }]);
	});

	test('[R9] a refusal says whether the document has a tombstone', async () => {
		const relay = await withMembers('ada');
		const peer = new MultiplexedPeer(relay, 'ada');
		peer.open(1, relay.document);
		const doc = new Y.Doc();
		doc.clientID = relay.deviceOf('ada') * 65_536;
		doc.getArray(String(doc.clientID)).push([{ k: 'm', at: 'bad, and long enough' }]);
		const message = encoding.createEncoder();
		encoding.writeVarUint(message, 0);
		encoding.writeVarUint(message, 2);
		encoding.writeVarUint8Array(message, Y.encodeStateAsUpdate(doc));
		peer.send(1, encoding.toUint8Array(message));
		await relay.settle();
		expect(peer.frames.at(-1)).toEqual({
			op: 'refusal',
			channel: 1,
			client: doc.clientID,
			clock: 0,
			length: 1,
			code: 'SCHEMA',
			tombstoned: true,
		});
	});
});

describe('access while connected', () => {
	test('[R2] a removed member’s session ends, his other documents go on', async () => {
		const relay = await withMembers('ada', 'ben');
		const other = '00000000-0000-7000-8000-000000000001';
		relay.tables.allow(relay.organisation, other, 'ada');
		const peer = new MultiplexedPeer(relay, 'ada');
		peer.open(1, relay.document);
		peer.open(2, conversationDocument(other, 0));
		const ben = await relay.connect('ben');
		relay.tables.forbid(relay.conversation, 'ada');
		relay.core.recheck(relay.conversation, ['ada']);
		await relay.settle();
		expect(peer.frames.filter(({ op }) => op === 'closed')).toMatchObject([{ channel: 1, code: 4403 }]);
		expect(ben.isClosed).toBe(false);
		ben.say('among us');
		await relay.settle();
		expect(documentOf(peer, 1).store.clients.size).toBe(0);
	});

	test('[R2] a reader who joins is asked again for what was refused', async () => {
		const relay = await withMembers('ada');
		relay.addMember('ben', { level: 'read' });
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.say('public');
		ben.say('refused at first');
		await relay.settle();
		expect(ben.timeline).toEqual(['public', '(refused at first)']);
		expect(ben.refusals).toEqual([`NOT_ALLOWED_HERE ${ben.doc.clientID} 0 1`]);
		relay.addMember('ben');
		relay.core.recheckAll();
		await relay.settle();
		expect(ada.timeline).toEqual(['public', 'refused at first']);
		expect(ben.timeline).toEqual(ada.timeline);
	});

	test('an ended session’s sockets are told and closed, another’s are not', async () => {
		const relay = await withMembers('ada');
		const [one, other] = [new MultiplexedPeer(relay, 'ada'), new MultiplexedPeer(relay, 'ada')];
		relay.core.signOut('ada', { session: 'another' });
		expect(one.socket.closedWith).toBe(null);
		relay.core.signOut('ada', {});
		expect(one.frames).toEqual([{ op: 'event', json: '{"type":"signed-out"}' }]);
		expect([one.socket.closedWith, other.socket.closedWith]).toEqual([4401, 4401]);
	});

	test('events of the inbox reach the users that they are for', async () => {
		const relay = await withMembers('ada', 'ben');
		const [ada, ben] = [new MultiplexedPeer(relay, 'ada'), new MultiplexedPeer(relay, 'ben')];
		relay.core.push({ type: 'workspace' }, { users: ['ben'] });
		expect([ada.frames.length, ben.frames.length]).toEqual([0, 1]);
		relay.core.push({ type: 'workspace' }, { organisation: relay.organisation });
		expect([ada.frames.length, ben.frames.length]).toEqual([1, 2]);
	});
});

describe('sockets that are slow, silent or quiet', () => {
	test('a reader that falls behind is closed with a code to come back', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ben.socket.bufferedAmount = 9 * 1024 * 1024;
		ada.say('too much');
		await relay.settle();
		expect(ben.socket.closedWith).toBe(4508);
		expect(ada.timeline).toEqual(['too much']);
	});

	test('a silent socket is closed; a quiet one of a stock provider gets something to hear', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = new MultiplexedPeer(relay, 'ben');
		await relay.pass(20_000);
		expect(ada.awareness).toEqual([new Uint8Array([0])]);
		for (let i = 0; i < 9; i++) {
			await relay.pass(5000);
			ben.connection.receive(encodeClientFrame({ op: 'ping' }));
		}
		expect(ada.socket.closedWith).toBe(4501);
		expect(ben.socket.closedWith).toBe(null);
	});

	test('[R12] on closing everybody hears that the relay goes, and what was under way is committed', async () => {
		const relay = await withMembers('ada');
		const ada = await relay.connect('ada');
		ada.say('just in time');
		const closed = relay.core.close();
		await relay.settle();
		await closed;
		expect(ada.socket.closedWith).toBe(1001);
		expect((await relay.log.rows(relay.document, 0)).length).toBe(2);
	});
});

describe('[A] awareness', () => {
	const says = (client: number, clock: number, state: unknown): Uint8Array =>
		awarenessMessage(encodeAwareness([{ client, clock, state: state as null }]));
	const textOf = (update: Uint8Array | undefined): string => Buffer.from(update ?? []).toString();

	test('[A1] reaches the other members, with the user written in by the relay', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.sendRaw(says(ada.doc.clientID, 1, { typing: true, user: 'ben' }));
		await relay.settle();
		expect(textOf(ben.awareness[0])).toContain('{"typing":true,"user":"ada"}');
		expect(ada.awareness).toEqual([]);
		const late = await relay.connect('ben', { session: 1 });
		expect(textOf(late.awareness[0])).toContain('"user":"ada"');
	});

	test('[A1] of another’s client id, or too large, or no state, goes nowhere', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.sendRaw(says(ben.doc.clientID, 9, { typing: true }));
		ada.sendRaw(says(ada.doc.clientID, 1, { name: 'x'.repeat(4000) }));
		ada.sendRaw(says(ada.doc.clientID, 2 ** 40, { typing: true }));
		ada.sendRaw(says(ada.doc.clientID, 1, 'text'));
		ada.sendRaw(awarenessMessage(new Uint8Array([1, 2, 3])));
		await relay.settle();
		expect(ben.awareness).toEqual([]);
		expect(ada.isClosed).toBe(false);
	});

	test('[A2] ends with the connection', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.sendRaw(says(ada.doc.clientID, 1, { typing: true }));
		await relay.settle();
		ada.disconnect();
		expect(textOf(ben.awareness[1])).toContain('null');
	});

	test('[A3] is between members: a mere reader neither says nor hears anything', async () => {
		const relay = await withMembers('ada', 'ben');
		relay.addMember('eve', { level: 'read' });
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		const eve = await relay.connect('eve');
		ada.sendRaw(says(ada.doc.clientID, 1, { typing: true }));
		eve.sendRaw(says(eve.doc.clientID, 1, { typing: true }));
		await relay.settle();
		expect(eve.awareness).toEqual([]);
		expect(ben.awareness.length).toBe(1);
		expect(ada.awareness.length).toBe(0);
	});

	test('[A3] ends when a member becomes a mere reader', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.sendRaw(says(ada.doc.clientID, 1, { typing: true }));
		await relay.settle();
		relay.addMember('ada', { level: 'read' });
		relay.core.recheck(relay.conversation);
		await relay.settle();
		expect(textOf(ben.awareness[1])).toContain('null');
		ben.sendRaw(says(ben.doc.clientID, 1, { typing: true }));
		await relay.settle();
		expect(ada.awareness).toEqual([]);
	});

	test('[A3] a flood is thinned', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		for (let clock = 1; clock < 200; clock++) ada.sendRaw(says(ada.doc.clientID, clock, { clock }));
		await relay.settle();
		expect(ben.awareness.length).toBe(40);
	});
});
