import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import { MultiplexedPeer, RelayHarness } from '../tests/support/relay-harness.ts';
import { ByteReader } from './byte-reader.ts';
import { decodeUpdate, type Update } from './decode.ts';

function read(bytes: Uint8Array): Update {
	const decoded = decodeUpdate(bytes);
	if (!decoded.ok) throw new Error(decoded.code);
	return decoded.update;
}

/** What a peer got since it was last asked. */
function updatesOf(peer: { received: Uint8Array[] }): Update[] {
	return peer.received.splice(0).map((message) => read(new ByteReader(message).varBytes()));
}

async function three(): Promise<{
	relay: RelayHarness;
	ada: Awaited<ReturnType<RelayHarness['connect']>>;
	ben: Awaited<ReturnType<RelayHarness['connect']>>;
}> {
	const relay = new RelayHarness();
	for (const user of ['ada', 'ben']) relay.addMember(user);
	const ada = await relay.connect('ada');
	const ben = await relay.connect('ben');
	ada.say('one', 'two', 'three');
	await relay.settle();
	updatesOf(ada);
	updatesOf(ben);
	return { relay, ada, ben };
}

test('[W5] a tombstone goes to everybody, its sender included: entry, Deleted structs and the delete set', async () => {
	const { relay, ada, ben } = await three();
	const client = ada.doc.clientID;
	appendEvents(ada.doc, [{ k: 'm', at: 'never' } as never]);
	await relay.settle();
	for (const peer of [ada, ben]) {
		const [update, ...more] = updatesOf(peer);
		expect(more).toEqual([]);
		expect(update!.deletes).toEqual([{ client, clock: 3, length: 1 }]);
		const section = update!.sections.find((one) => one.client === client)!;
		expect(section.structs.map(({ kind, clock, length }) => [kind, clock, length])).toEqual([
			['deleted', 3, 1],
		]);
		expect(update!.sections.some((one) => one.client === 1)).toBe(true);
	}
});

test('[W5] a redaction goes to everybody, its sender included: entries and the delete set', async () => {
	const { relay, ada, ben } = await three();
	const client = ada.doc.clientID;
	ada.write({ k: 'd', at: 1, of: [client, 1] });
	await relay.settle();
	for (const peer of [ada, ben]) {
		const [update, ...more] = updatesOf(peer);
		expect(more).toEqual([]);
		expect(update!.deletes).toEqual([{ client, clock: 1, length: 1 }]);
		expect(update!.sections.some((one) => one.client === 1)).toBe(true);
		expect(update!.sections.some((one) => one.client === client)).toBe(peer === ben);
		expect(Buffer.from(Y.encodeStateAsUpdate(peer.doc)).includes('two')).toBe(false);
	}
});

test('[W5] what is redacted in the append that accepts it never goes out', async () => {
	const { relay, ada, ben } = await three();
	const client = ada.doc.clientID;
	ada.doc.transact(() => ada.write({ k: 'm', at: 1, b: 'secret' }, { k: 'd', at: 1, of: [client, 3] }));
	await relay.settle();
	for (const update of updatesOf(ben)) expect(Buffer.from(update.bytes).includes('secret')).toBe(false);
	expect(ben.timeline).toEqual(['one', 'two', 'three', '-']);
	expect(ada.timeline).toEqual(ben.timeline);
});

test('[W4] a catch-up has the tombstones and redactions since the cursor, as structs and as deletes', async () => {
	const { relay, ada, ben } = await three();
	const client = ada.doc.clientID;
	const replica = new Y.Doc();
	Y.applyUpdate(replica, Y.encodeStateAsUpdate(ben.doc));
	ben.fold.advance();
	const cursor = ben.fold.epochLength;
	appendEvents(ada.doc, [{ k: 'm', at: 'never' } as never]);
	ada.write({ k: 'd', at: 1, of: [client, 0] });
	ada.say('after them');
	await relay.settle();
	const peer = new MultiplexedPeer(relay, 'ben');
	peer.open(1, relay.document, 1, cursor);
	await relay.settle();
	expect(peer.frames.map(({ op }) => op)).toEqual(['opened', 'data']);
	const frame = peer.frames[1]!;
	if (frame.op !== 'data') throw new Error(frame.op);
	const bytes = new ByteReader(frame.message, 2).varBytes();
	const update = read(bytes);
	const deletes = update.deletes.map((range) => [range.client, range.clock, range.length]);
	expect(deletes.sort()).toEqual([
		[client, 0, 1],
		[client, 3, 1],
	]);
	const section = update.sections.find((one) => one.client === client)!;
	expect(section.structs.map(({ kind, clock, length }) => [kind, clock, length])).toEqual([
		['deleted', 3, 1],
		['values', 4, 2],
	]);
	Y.applyUpdate(replica, bytes);
	expect([replica.store.pendingStructs, replica.store.pendingDs]).toEqual([null, null]);
	expect(Y.encodeStateVector(replica)).toEqual(Y.encodeStateVector(ada.doc));
	expect(Buffer.from(Y.encodeStateAsUpdate(replica)).includes('one')).toBe(false);
});
