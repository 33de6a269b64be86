import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import { digestEvents } from '#lib/domain/digest.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { RelayHarness } from '../tests/support/relay-harness.ts';
import { wrapLog } from '../tests/support/wrap-log.ts';
import type { Log } from './log.ts';
import { decodePayload, firstBrokenRow } from './row.ts';

async function withMembers(...users: string[]): Promise<RelayHarness> {
	const relay = new RelayHarness();
	for (const user of users) relay.addMember(user);
	return relay;
}

describe('delivering', () => {
	test('[W3, R12] what one writes the other reads, in the order of the ledger', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.say('one');
		await relay.settle();
		ben.say('two', 'three');
		ada.say('four');
		await relay.settle();
		expect(ben.timeline).toEqual(ada.timeline);
		expect([...ada.timeline].sort()).toEqual(['four', 'one', 'three', 'two']);
		expect(Y.encodeStateVector(ada.doc)).toEqual(Y.encodeStateVector(ben.doc));
	});

	test('[W5] of two connections that send parts of one log, as after a restore, each gets what it lacks', async () => {
		const relay = await withMembers('ada');
		const written = new Y.Doc();
		written.clientID = clientIdOf(relay.deviceOf('ada'), 0);
		appendEvents(written, [{ k: 'm', at: 1, b: 'one' }]);
		const short = Y.encodeStateAsUpdate(written);
		appendEvents(written, [{ k: 'm', at: 1, b: 'two' }]);
		const [behind, ahead] = [
			await relay.connect('ada', { session: 1 }),
			await relay.connect('ada', { session: 2 }),
		];
		Y.applyUpdate(behind.doc, short);
		Y.applyUpdate(ahead.doc, Y.encodeStateAsUpdate(written));
		await relay.settle();
		expect([behind.timeline, ahead.timeline]).toEqual([
			['one', 'two'],
			['one', 'two'],
		]);
	});

	test('[W5] the sender gets the ledger entries and not his own structs', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.received = [];
		ben.received = [];
		ada.say('a long text that would be seen in the bytes');
		await relay.settle();
		expect(ada.received.length).toBe(1);
		expect(Buffer.from(ada.received[0]!).includes('long text')).toBe(false);
		expect(Buffer.from(ben.received[0]!).includes('long text')).toBe(true);
		expect(ada.timeline).toEqual(ben.timeline);
	});

	test('[R11, R12] a failed append reaches nobody, and ends the connections with a retriable code', async () => {
		const relay = await withMembers('ada', 'ben');
		let isFailing = false;
		relay.start(
			beforeCommit(relay.log, async () => {
				if (isFailing) throw new Error('on purpose');
			}),
		);
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ben.received = [];
		isFailing = true;
		ada.say('lost?');
		await relay.settle();
		expect([ada.socket.closedWith, ben.socket.closedWith]).toEqual([4500, 4500]);
		expect(ben.received).toEqual([]);
		expect(await relay.log.rows(relay.document, 0)).toEqual([]);
		isFailing = false;
		ada.connect();
		ben.connect();
		await relay.settle();
		expect(ben.timeline).toEqual(['lost?']);
		expect(ada.timeline).toEqual(['lost?']);
	});

	test('[R11] a failed append is told to who submitted without a socket', async () => {
		const relay = await withMembers('ada');
		relay.start(beforeCommit(relay.log, () => Promise.reject(new Error('on purpose'))));
		const outcome = relay.core.submit({
			document: relay.document,
			speaker: relay.speaker('ada'),
			client: relay.deviceOf('ada') * 65_536,
			events: [{ k: 'm', at: 1, b: 'x' }],
		});
		await relay.settle();
		expect(await outcome).toEqual({ ok: false, code: 'APPEND_FAILED' });
		expect(relay.errors).toEqual(['an append failed']);
	});

	test('[R12] nobody joins into the middle of an append', async () => {
		const relay = await withMembers('ada', 'ben');
		let commit: () => void = () => {};
		relay.start(beforeCommit(relay.log, () => new Promise((resolve) => (commit = resolve))));
		const ada = await relay.connect('ada');
		ada.say('not yet');
		await relay.settle();
		const ben = await relay.connect('ben');
		expect(ben.received).toEqual([]);
		commit();
		await relay.settle();
		expect(ben.timeline).toEqual(['not yet']);
	});

	test('[L1, L3] the rows are a chain from which another relay gives the same document', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		for (let i = 0; i < 20; i++) {
			(i % 3 ? ada : ben).say(`message ${i}`);
			await relay.settle();
		}
		ada.write({ k: 'd', at: 1, of: [ada.doc.clientID, 2] });
		await relay.settle();
		expect(firstBrokenRow(await relay.log.audit(relay.document))).toBe(null);
		relay.start();
		const fresh = await relay.connect('ada', { session: 9 });
		expect(fresh.timeline).toEqual(ada.timeline);
		expect(Y.encodeStateVector(fresh.doc)).toEqual(Y.encodeStateVector(ben.doc));
	});

	test('several relays over one log: each delivers what the other appended', async () => {
		const relay = await withMembers('ada', 'ben');
		const first = relay.core;
		const ada = await relay.connect('ada');
		const second = relay.start();
		const ben = await relay.connect('ben');
		ada.say('from the first');
		await relay.settle();
		second.refresh([relay.document]);
		await relay.settle();
		expect(ben.timeline).toEqual(['from the first']);
		ben.say('from the second');
		await relay.settle();
		// Without being told: the next append reads forward under the lock.
		ada.say('and back');
		await relay.settle();
		first.refresh();
		second.refresh();
		await relay.settle();
		expect(ada.timeline).toEqual(['from the first', 'from the second', 'and back']);
		expect(ben.timeline).toEqual(ada.timeline);
		expect(firstBrokenRow(await relay.log.audit(relay.document))).toBe(null);
	});
});

describe('backlogs and gaps', () => {
	test('[W6] a write before the exchange is answered arrives once, with its backlog', async () => {
		const relay = await withMembers('ada', 'ben');
		const doc = new Y.Doc();
		const ada = await relay.connect('ada', { doc });
		ada.say('known');
		await relay.settle();
		ada.disconnect();
		ada.say('offline one', 'offline two');
		ada.connect();
		// Sent at once: it begins after clocks that the relay has not got yet.
		ada.say('eager');
		await relay.settle();
		expect(ada.timeline).toEqual(['known', 'offline one', 'offline two', 'eager']);
		// One for each connection: the eager one's gap was dropped in silence.
		expect(ada.step1s).toBe(2);
		const ben = await relay.connect('ben');
		expect(ben.timeline).toEqual(ada.timeline);
		expect(relay.security).toEqual([]);
	});

	test('[W6] after the exchange a gap is asked about, once for a clock', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		await relay.settle();
		const before = ada.step1s;
		// The socket loses the first of three updates.
		const held = Y.encodeStateVector(ada.doc);
		ada.disconnect();
		ada.say('lost on the way');
		const rest = Y.encodeStateVector(ada.doc);
		ada.say('then this');
		const late = Y.encodeStateAsUpdate(ada.doc, rest);
		expect(held).not.toEqual(rest);
		ada.connect();
		ada.sendUpdate(late);
		await relay.settle();
		expect(ada.timeline).toEqual(['lost on the way', 'then this']);
		const bogus = new Y.Doc();
		bogus.clientID = ada.doc.clientID;
		bogus
			.getArray(String(bogus.clientID))
			.push([1, 2, 3, 4, 5, 6, 7, 8].map((at) => ({ k: 'm', at, b: 'x' })));
		const gap = Y.encodeStateAsUpdate(bogus, Y.encodeStateVectorFromUpdate(prefixOf(bogus, 6)));
		const asked = ada.step1s;
		ada.sendUpdate(gap);
		ada.sendUpdate(gap);
		await relay.settle();
		expect(ada.step1s).toBe(asked + 1);
		expect(before).toBe(1);
		expect(ada.refusals).toEqual([]);
	});

	test('[R10] a long backlog becomes rows of at most 500 events, in order', async () => {
		const relay = await withMembers('ada', 'ben');
		const doc = new Y.Doc();
		doc.clientID = relay.deviceOf('ada') * 65_536;
		const bodies = Array.from({ length: 3300 }, (_, i) => `message ${i}`);
		doc.getArray(String(doc.clientID)).push(bodies.map((b) => ({ k: 'm', at: 1, b })));
		const ben = await relay.connect('ben');
		const ada = await relay.connect('ada', { doc });
		expect(ada.timeline).toEqual(bodies);
		expect(ben.timeline).toEqual(bodies);
		const lengths = (await relay.log.rows(relay.document, 0)).map(
			({ payload }) => decodePayload(payload).run?.count ?? 0,
		);
		expect(lengths).toEqual([0, 500, 500, 500, 500, 500, 500, 300]);
	});
});

describe('one append', () => {
	test('[R3] stores a frame once that came twice', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.say('once');
		ada.sendUpdate(Y.encodeStateAsUpdate(ada.doc));
		ada.sendUpdate(Y.encodeStateAsUpdate(ada.doc));
		await relay.settle();
		expect(ben.timeline).toEqual(['once']);
		expect((await relay.log.rows(relay.document, 0)).length).toBe(2);
	});

	test('[R9, R10] joins what one client id sent in several frames, and takes what follows a refused run', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.say('one');
		ada.say('two');
		ada.doc.getArray(String(ada.doc.clientID)).push([{ k: 'm', at: 'never' }]);
		ada.say('three');
		ada.say('four');
		await relay.settle();
		expect(ben.timeline).toEqual(['one', 'two', 'three', 'four']);
		expect(ada.timeline).toEqual(ben.timeline);
		const rows = await relay.log.rows(relay.document, 0);
		expect(rows.map(({ kind, payload }) => [kind, decodePayload(payload).run?.length])).toEqual([
			['epoch', undefined],
			['run', 2],
			['refused', 1],
			['run', 2],
		]);
	});

	test('[D7] events with received times of their own stand in that order, each log in its own', async () => {
		const relay = await withMembers('ada', 'ben');
		const submit = (user: string, b: string, receivedAt: number) =>
			relay.core.submit({
				document: relay.document,
				speaker: relay.speaker(user),
				client: relay.deviceOf(user) * 65_536,
				events: [{ k: 'm', at: receivedAt, b }],
				receivedAt,
			});
		const outcomes = Promise.all([
			submit('ada', 'third', 3000),
			submit('ben', 'first', 1000),
			submit('ben', 'second', 2000),
			submit('ada', 'after her third, whatever it says', 500),
		]);
		await relay.settle();
		expect(await outcomes).toEqual([0, 0, 1, 1].map((clock) => ({ ok: true, clock })));
		const ben = await relay.connect('ben', { session: 1 });
		expect(ben.timeline).toEqual(['first', 'second', 'third', 'after her third, whatever it says']);
		expect(ben.fold.items().map(({ receivedAt }) => receivedAt)).toEqual([1000, 2000, 3000, 3000]);
	});

	test('what may not be written is refused to a submission too', async () => {
		const relay = await withMembers('ada', 'ben');
		const submission = {
			document: relay.document,
			speaker: relay.speaker('ada'),
			client: relay.deviceOf('ben') * 65_536,
			events: [{ k: 'm' as const, at: 1, b: 'as ben' }],
		};
		const outcome = relay.core.submit(submission);
		const elsewhere = relay.core.submit({ ...submission, speaker: relay.speaker('eve') });
		await relay.settle();
		expect(await outcome).toEqual({ ok: false, code: 'CLIENT_NOT_YOURS' });
		expect(await elsewhere).toEqual({ ok: false, code: 'NO_ACCESS' });
		expect(await relay.log.rows(relay.document, 0)).toEqual([]);
	});
});

describe('redaction', () => {
	test('[D10] a deleted message and its edits, earlier and later, leave the replicas; the log keeps them', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		const clock = ada.say('secret one');
		ada.say('stays');
		ada.write({ k: 'e', at: 2, of: [ada.doc.clientID, clock], b: 'secret two' });
		await relay.settle();
		expect(ben.timeline).toEqual(['secret two', 'stays']);
		ada.write({ k: 'd', at: 3, of: [ada.doc.clientID, clock] });
		await relay.settle();
		ben.received = [];
		ada.write({ k: 'e', at: 4, of: [ada.doc.clientID, clock], b: 'secret three' });
		await relay.settle();
		// It never reached anybody.
		expect(ben.received.length).toBe(1);
		expect(Buffer.from(ben.received[0]!).includes('secret')).toBe(false);
		for (const peer of [ada, ben, await relay.connect('ben', { session: 1 })]) {
			expect(peer.timeline).toEqual(['-', 'stays']);
			expect(Buffer.from(Y.encodeStateAsUpdate(peer.doc)).includes('secret')).toBe(false);
		}
		const rows = await relay.log.rows(relay.document, 0);
		for (const text of ['secret one', 'secret two', 'secret three'])
			expect(rows.some(({ payload }) => Buffer.from(payload).includes(text))).toBe(true);
	});

	test('[D10] a moderator deletes anybody’s message, another member does not', async () => {
		const relay = await withMembers('ada', 'ben');
		relay.addMember('mia', { moderates: true });
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		const mia = await relay.connect('mia');
		const clock = ada.say('rude');
		await relay.settle();
		ben.write({ k: 'd', at: 3, of: [ada.doc.clientID, clock], mod: true });
		await relay.settle();
		expect(mia.timeline).toEqual(['rude']);
		expect(ben.refusals).toEqual([`NOT_YOURS ${ben.doc.clientID} 0 1`]);
		mia.write({ k: 'd', at: 3, of: [ada.doc.clientID, clock], mod: true });
		await relay.settle();
		expect(ada.timeline).toEqual(['-']);
	});

	test('[D10, D9] a deleted message takes its copy under another client id with it', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		const event = { k: 'm', at: 1, b: 'secret' } as const;
		const clock = ada.write(event);
		await relay.settle();
		const again = await relay.connect('ada', { session: 1 });
		again.write({ ...event, was: [ada.doc.clientID, clock, digestEvents([event])] });
		await relay.settle();
		expect(ben.timeline).toEqual(['secret']);
		ada.write({ k: 'd', at: 2, of: [ada.doc.clientID, clock] });
		await relay.settle();
		for (const peer of [ben, await relay.connect('ben', { session: 1 })]) {
			expect(peer.timeline).toEqual(['-']);
			expect(Buffer.from(Y.encodeStateAsUpdate(peer.doc)).includes('secret')).toBe(false);
		}
	});

	test('[D10] a delete that comes before its target takes it when it comes', async () => {
		const relay = await withMembers('ada', 'ben');
		const laptop = new Y.Doc();
		laptop.clientID = relay.deviceOf('ada') * 65_536 + 1;
		const ben = await relay.connect('ben');
		const phone = await relay.connect('ada', { session: 2 });
		phone.write({ k: 'd', at: 1, of: [laptop.clientID, 1] });
		await relay.settle();
		laptop.getArray(String(laptop.clientID)).push(['stays', 'goes'].map((b) => ({ k: 'm', at: 1, b })));
		await relay.connect('ada', { session: 1, doc: laptop });
		expect(ben.timeline).toEqual(['stays', '-']);
		expect(Buffer.from(Y.encodeStateAsUpdate(ben.doc)).includes('goes')).toBe(false);
	});
});

describe('volumes', () => {
	test('[D11] a full volume opens the next, and what it accepts late is entered there', async () => {
		const relay = new RelayHarness({ limits: { volumeEvents: 3 } });
		for (const user of ['ada', 'ben']) relay.addMember(user);
		const ada = await relay.connect('ada');
		ada.say('one', 'two');
		await relay.settle();
		expect(ada.fold.nextVolume).toBe(null);
		ada.say('three');
		await relay.settle();
		ada.fold.advance();
		expect(ada.fold.nextVolume).toBe(1);
		expect(relay.tables.volumeOf(relay.conversation)).toBe(1);
		const next = conversationDocument(relay.conversation, 1);
		const ben = await relay.connect('ben', { document: next });
		ada.say('did not know');
		await relay.settle();
		expect(ada.timeline).toEqual(['one', 'two', 'three', 'did not know']);
		ben.fold.advance();
		expect(ben.fold.late).toMatchObject([{ volume: 0, entry: ada.fold.epochLength - 1 }]);
	});

	test('[D11] another relay opens the next volume between planning and locking', async () => {
		const relay = new RelayHarness({ limits: { volumeEvents: 2 } });
		for (const user of ['ada', 'ben']) relay.addMember(user);
		const ada = await relay.connect('ada');
		relay.start();
		const ben = await relay.connect('ben');
		ben.say('one', 'two');
		await relay.settle();
		expect(relay.tables.volumeOf(relay.conversation)).toBe(1);
		ada.say('late');
		await relay.settle();
		expect(ada.isClosed).toBe(false);
		expect(ada.timeline).toEqual(['one', 'two', 'late']);
		const rows = await relay.log.rows(conversationDocument(relay.conversation, 1), 0);
		expect(rows.map(({ kind }) => kind)).toEqual(['epoch', 'late']);
	});
});

describe('time', () => {
	test('[D7, R10] the ledger’s time never goes back, though the clock does', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		ada.say('one');
		await relay.settle();
		relay.clock.time -= 60_000;
		ada.say('two');
		await relay.settle();
		relay.clock.time += 61_000;
		ada.say('three');
		await relay.settle();
		const start = relay.clock.time - 1000;
		expect(ada.timeline).toEqual(['one', 'two', 'three']);
		expect(ada.fold.items().map(({ receivedAt }) => receivedAt! - start)).toEqual([0, 0, 1000]);
		const rows = await relay.log.rows(relay.document, 0);
		expect(rows.map(({ receivedAt }) => receivedAt - start)).toEqual([0, 0, 0, 1000]);
	});
});

describe('restores', () => {
	test('[R6] after a restore a replica’s knowledge of lost redactions is no attack', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		const clock = ada.say('deleted after the backup');
		await relay.settle();
		const backup = relay.log.snapshot();
		ada.write({ k: 'd', at: 1, of: [ada.doc.clientID, clock] });
		await relay.settle();
		for (const peer of [ada, ben]) peer.disconnect();
		relay.log.restore(backup);
		await relay.log.beginEpochs(relay.clock.now());
		relay.start();
		// Ada, who could delete it again, does not come back.
		ben.connect();
		ben.say('and on');
		await relay.settle();
		expect(ben.refusals).toEqual([]);
		expect(relay.security).toEqual([]);
		expect((await relay.connect('ben', { session: 1 })).timeline).toEqual([
			'deleted after the backup',
			'and on',
		]);
	});

	test('[D7, R3, R5] after a restore nothing honest is lost or refused, and replicas are equal', async () => {
		const relay = await withMembers('ada', 'ben');
		const ada = await relay.connect('ada');
		const ben = await relay.connect('ben');
		ada.say('in the backup');
		await relay.settle();
		const backup = relay.log.snapshot();
		const gone = ada.say('after it', 'deleted after it');
		ben.say('also after');
		await relay.settle();
		ada.write({ k: 'd', at: 1, of: [ada.doc.clientID, gone + 1] });
		await relay.settle();
		for (const peer of [ada, ben]) peer.disconnect();
		relay.log.restore(backup);
		await relay.log.beginEpochs(relay.clock.now());
		relay.start();
		for (const peer of [ada, ben]) peer.connect();
		await relay.settle();
		const fresh = await relay.connect('ben', { session: 5 });
		// Of the deleted message (-) all see that there was one (D8).
		expect(new Set(fresh.timeline)).toEqual(new Set(['in the backup', 'after it', 'also after', '-']));
		expect(ada.timeline).toEqual(fresh.timeline);
		expect(ben.timeline).toEqual(fresh.timeline);
		// Her deleted text has no content to bring back: its clock is spent, and that is no security event.
		expect([...ada.refusals, ...ben.refusals]).toEqual([`GAP ${ada.doc.clientID} 2 1`]);
		expect(ada.timeline.some((text) => text.startsWith('('))).toBe(false);
	});
});

/** The first `count` events of the document's only writer, as an update. */
function prefixOf(doc: Y.Doc, count: number): Uint8Array {
	const prefix = new Y.Doc();
	prefix.clientID = doc.clientID;
	const root = String(doc.clientID);
	prefix.getArray(root).push(doc.getArray(root).toArray().slice(0, count));
	return Y.encodeStateAsUpdate(prefix);
}

/** The same log, with something between building and committing. */
function beforeCommit(log: Log, happen: () => Promise<void>): Log {
	return wrapLog(log, {
		append: (needs, build) =>
			log.append(needs, async (locked) => {
				const appending = await build(locked);
				await happen();
				return appending;
			}),
	});
}
