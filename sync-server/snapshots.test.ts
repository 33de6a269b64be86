import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { decodeSnapshot } from '#lib/protocol/snapshot.ts';
import { RelayHarness, type Peer } from '../tests/support/relay-harness.ts';
import { wrapLog } from '../tests/support/wrap-log.ts';
import { RoomContent } from './room-content.ts';
import { RoomIndex } from './room-index.ts';
import { decodePayload, sha256 } from './row.ts';
import { indexOfSnapshot } from './snapshot-index.ts';

async function snapshotsOf(relay: RelayHarness, document = relay.document) {
	const { snapshot } = await relay.log.open(document);
	return snapshot;
}

describe('[L12] a snapshot is made', () => {
	test('after so many rows, and names the last of them and its own bytes', async () => {
		const relay = new RelayHarness({ snapshotRows: 4 });
		relay.addMember('ada');
		const ada = await relay.connect('ada');
		ada.say('one');
		await relay.settle();
		expect(await snapshotsOf(relay)).toBe(undefined);
		for (const text of ['two', 'three', 'four', 'five']) {
			ada.say(text);
			await relay.settle();
		}
		const rows = await relay.log.audit(relay.document);
		const snapshot = (await snapshotsOf(relay))!;
		expect(snapshot).toMatchObject({ seq: 4, rowHash: rows[3]!.hash, hash: sha256(snapshot.bytes) });
		expect(decodeSnapshot(snapshot.bytes)).toMatchObject({ document: relay.document, seq: 4 });
	});

	test('when the last one leaves, if a quarter of these came since', async () => {
		const relay = new RelayHarness({ snapshotRows: 8 });
		relay.addMember('ada');
		const ada = await relay.connect('ada');
		ada.say('one');
		await relay.settle();
		ada.disconnect();
		await relay.settle();
		expect((await snapshotsOf(relay))?.seq).toBe(2);
		ada.connect();
		await relay.settle();
		ada.disconnect();
		await relay.settle();
		expect((await snapshotsOf(relay))?.seq).toBe(2);
	});

	test('when the volume has opened the next', async () => {
		const relay = new RelayHarness({ limits: { volumeEvents: 2 } });
		relay.addMember('ada');
		const ada = await relay.connect('ada');
		ada.say('one', 'two');
		await relay.settle();
		expect((await snapshotsOf(relay))?.seq).toBe((await relay.log.head(relay.document)).seq);
		expect(await snapshotsOf(relay, conversationDocument(relay.conversation, 1))).toBe(undefined);
	});

	test('and nobody hears of it when it cannot be kept', async () => {
		const relay = new RelayHarness({ snapshotRows: 2 });
		let tries = 0;
		relay.start(wrapLog(relay.log, { keepSnapshot: () => Promise.reject(new Error(`full ${++tries}`)) }));
		relay.addMember('ada');
		const ada = await relay.connect('ada');
		for (const text of ['one', 'two', 'three', 'four']) {
			ada.say(text);
			await relay.settle();
		}
		// Once for each number of rows, not at every message.
		expect(tries).toBe(2);
		expect(ada.timeline).toEqual(['one', 'two', 'three', 'four']);
		expect(ada.socket.closedWith).toBe(null);
	});
});

test('[L12] a document opens by its snapshot and the rows after it, and not by one that is not what it says', async () => {
	const relay = new RelayHarness({ snapshotRows: 4 });
	relay.addMember('ada');
	const ada = await relay.connect('ada');
	for (const text of ['one', 'two', 'three', 'four', 'five']) {
		ada.say(text);
		await relay.settle();
	}
	const asked: number[] = [];
	const noted = wrapLog(relay.log, {
		async open(document) {
			const opening = await relay.log.open(document);
			asked.push(...opening.rows.map(({ seq }) => seq));
			return opening;
		},
	});
	relay.start(noted);
	expect((await relay.connect('ada', { session: 1 })).timeline).toEqual(ada.timeline);
	expect(asked).toEqual([4, 5]);
	expect(relay.errors).toEqual([]);

	const changed = wrapLog(relay.log, {
		async open(document) {
			const opening = await relay.log.open(document);
			const bytes = Uint8Array.from(opening.snapshot!.bytes);
			bytes[bytes.length - 1]! ^= 1;
			return { ...opening, snapshot: { ...opening.snapshot!, bytes } };
		},
	});
	relay.start(changed);
	expect((await relay.connect('ada', { session: 2 })).timeline).toEqual(ada.timeline);
	expect(relay.errors).toEqual(['a snapshot is not what its hashes say']);
});

const action = fc.oneof(
	fc.record({ do: fc.constant('say' as const), who: fc.nat(2), count: fc.integer({ min: 1, max: 3 }) }),
	fc.record({ do: fc.constant('edit' as const), who: fc.nat(2), nth: fc.nat(20) }),
	fc.record({ do: fc.constant('delete' as const), who: fc.nat(2), nth: fc.nat(20) }),
	fc.record({ do: fc.constant('react' as const), who: fc.nat(2), nth: fc.nat(20) }),
	fc.record({ do: fc.constant('copy' as const), who: fc.nat(2), nth: fc.nat(20) }),
	fc.record({ do: fc.constant('break a rule' as const), who: fc.nat(2) }),
);

function act(peer: Peer, { do: what, ...more }: typeof action extends fc.Arbitrary<infer A> ? A : never) {
	const { clientID: client } = peer.doc;
	const of = 'nth' in more ? ([client, more.nth] as const) : ([client, 0] as const);
	if (what === 'say')
		peer.say(...Array.from({ length: 'count' in more ? more.count : 1 }, (_, i) => `text ${i}`));
	if (what === 'edit') peer.write({ k: 'e', at: 1, of, b: 'mended' });
	if (what === 'delete') peer.write({ k: 'd', at: 1, of });
	if (what === 'react') peer.write({ k: 'r', at: 1, of, e: '👍', on: true });
	if (what === 'copy') peer.write({ k: 'm', at: 1, b: 'again', was: [client, of[1], 7] });
	if (what === 'break a rule') peer.doc.getArray(String(client)).push([{ k: 'm', at: 'noon' }]);
}

/** What the rules and the answers ask of an index, also what each further delete would take. */
function pictureOf(index: RoomIndex): unknown {
	const refs = [...index.clients].flatMap(([client, { next }]) =>
		Array.from({ length: next + 2 }, (_, clock) => [client, clock] as const),
	);
	const { seq, epoch, ledgerLength, ledgerTime, eventCount, refusedCount, valueBytes, nextVolume } = index;
	return {
		counts: { seq, epoch, ledgerLength, ledgerTime, eventCount, refusedCount, valueBytes, nextVolume },
		vector: index.stateVector().sort(([one], [other]) => one - other),
		writers: index.writerClients(),
		members: index.memberCount,
		events: refs.map((ref) => [index.isGone(...ref), index.isMessage(ref), index.digestOf(ref)]),
		redactions: refs.map((ref) => index.redactionsAfter([1, 0], { kind: 'e', of: ref, was: null })),
	};
}

test('[L12] the index and the contents of a snapshot are those of its rows, byte for byte what a replica gets', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
			const relay = new RelayHarness({ snapshotRows: 1 });
			const peers: Peer[] = [];
			for (const [i, user] of ['ada', 'ben', 'cleo'].entries()) {
				relay.addMember(user);
				peers.push(await relay.connect(user, { session: i }));
			}
			for (const one of actions) {
				act(peers[one.who]!, one);
				await relay.settle();
			}
			peers[0]!.say('the end');
			await relay.settle();
			const snapshot = decodeSnapshot((await snapshotsOf(relay))!.bytes);
			const index = new RoomIndex();
			const content = new RoomContent();
			for (const row of await relay.log.rows(relay.document, 0)) {
				index.takeStored(row);
				content.take(decodePayload(row.payload));
			}
			expect(snapshot.seq).toBe(index.seq);
			const opened = indexOfSnapshot(snapshot);
			const whole = content.since(index, new Map());
			expect(RoomContent.of(snapshot).since(opened, new Map())).toEqual(whole);
			expect(RoomContent.of(snapshot).sinceEntry(opened, 2)).toEqual(content.sinceEntry(index, 2));
			expect(pictureOf(opened)).toEqual(pictureOf(index));
			const doc = new Y.Doc();
			Y.applyUpdate(doc, whole);
			expect(doc.store.pendingStructs).toBe(null);
		}),
		{ numRuns: 60 },
	);
});

test('[L12] an answer to who has nothing is made once, until the next row', async () => {
	const relay = new RelayHarness();
	relay.addMember('ada');
	const ada = await relay.connect('ada');
	ada.say('one');
	await relay.settle();
	const index = new RoomIndex();
	const content = new RoomContent();
	const rows = await relay.log.rows(relay.document, 0);
	for (const row of rows.slice(0, -1)) {
		index.takeStored(row);
		content.take(decodePayload(row.payload));
	}
	const before = content.size;
	const first = content.since(index, new Map());
	expect(content.since(index, new Map())).toBe(first);
	expect(content.size).toBe(before + first.length);
	const last = rows.at(-1)!;
	index.takeStored(last);
	content.take(decodePayload(last.payload));
	const then = content.since(index, new Map());
	expect(then.length).toBeGreaterThan(first.length);
	expect(then).toEqual(content.since(index, new Map([[clientIdOf(99, 0), 0]])));
});
