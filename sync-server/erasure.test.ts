import { beforeEach, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { digestBytes } from '#lib/domain/digest.ts';
import { RelayHarness, type Peer } from '../tests/support/relay-harness.ts';
import type { Erasure } from './erasure.ts';

const SECRET = 'the secret itself';

let relay: RelayHarness;
let ada: Peer;
let ben: Peer;

beforeEach(async () => {
	relay = new RelayHarness();
	for (const user of ['ada', 'ben']) relay.addMember(user);
	ada = await relay.connect('ada');
	ben = await relay.connect('ben');
});

async function erase(what: Erasure['what'], document = relay.document): Promise<number> {
	const { organisation } = relay;
	const erased = relay.core.erase(document, { organisation, request: 1, by: 'ann', and: 'cleo', what });
	await relay.settle();
	return erased;
}

/** Does any stored row, or any replica, hold these words? */
async function holders(words: string, ...peers: Peer[]): Promise<string[]> {
	const rows = await relay.log.audit(relay.document);
	const isIn = (bytes: Uint8Array) => Buffer.from(bytes).includes(words);
	return [
		...rows.filter(({ payload }) => isIn(payload)).map(({ seq }) => `row ${seq}`),
		...peers.filter(({ doc }) => isIn(Y.encodeStateAsUpdate(doc))).map(({ user }) => user),
	];
}

test('[G10] a late edit of an erased message and a copy of it are refused, and kept nowhere', async () => {
	ada.say('Good morning.', SECRET, 'Good night.');
	await relay.settle();
	const client = ada.doc.clientID;
	const digest = digestBytes(
		encoding.encode((encoder) => encoding.writeAny(encoder, { k: 'm', at: 1, b: SECRET })),
	);
	expect(await erase({ kind: 'message', ref: [client, 1] })).toBe(1);
	// Another device of hers, which comes back only now.
	const phone = await relay.connect('ada', { session: 1 });
	const copy = phone.write({ k: 'm', at: 2, b: SECRET, was: [client, 1, digest] });
	phone.write({ k: 'e', at: 2, of: [client, 1], b: `${SECRET}, edited` });
	phone.write({ k: 'e', at: 2, of: [phone.doc.clientID, copy], b: `${SECRET}, copied and edited` });
	phone.say('Something new.');
	await relay.settle();
	expect(phone.refusals).toEqual([0, 1, 2].map((clock) => `ERASED ${phone.doc.clientID} ${clock} 1`));
	expect(await holders(SECRET, ada, ben, phone)).toEqual([]);
	const row = (await relay.log.audit(relay.document)).find(({ kind }) => kind === 'refused');
	expect(row!.salts.length).toBe(16);
	for (const peer of [ada, ben, phone])
		expect(peer.timeline).toEqual(['Good morning.', '-', 'Good night.', 'Something new.']);
	// Whoever reads it from the rows alone judges the same.
	relay.start();
	const fresh = await relay.connect('ada', { session: 2 });
	fresh.write({ k: 'e', at: 3, of: [client, 1], b: SECRET });
	await relay.settle();
	expect(fresh.refusals).toEqual([`ERASED ${fresh.doc.clientID} 0 1`]);
	expect(await holders(SECRET, ada, ben, fresh)).toEqual([]);
});

test('[G10] nobody else’s words are refused for an erasure, and reactions and deletes stay', async () => {
	ada.say(SECRET);
	await relay.settle();
	const client = ada.doc.clientID;
	await erase({ kind: 'message', ref: [client, 0] });
	ben.write({ k: 'r', at: 1, of: [client, 0], e: '👍', on: true });
	ben.write({ k: 'm', at: 1, b: 'What stood here?', re: [0, client, 0] });
	ada.write({ k: 'd', at: 2, of: [client, 0] });
	await relay.settle();
	expect([...ada.refusals, ...ben.refusals]).toEqual([]);
	ben.write({ k: 'e', at: 2, of: [client, 0], b: 'Not mine.' });
	await relay.settle();
	expect(ben.refusals[0]).toMatch(/^NOT_YOURS /);
});

test.each([
	['message', 2],
	['person', 3],
] as const)('[G10] a log that lost a %s and its erasure does not take it again', async (kind, count) => {
	ada.say('Kept.');
	await relay.settle();
	const backup = relay.log.snapshot();
	const client = ada.doc.clientID;
	ada.say(SECRET);
	ada.write({ k: 'e', at: 2, of: [client, 1], b: `${SECRET}, edited` });
	await relay.settle();
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada.doc));
	ada.disconnect();
	ben.disconnect();
	expect(await erase(kind === 'person' ? { kind, user: 'ada' } : { kind, ref: [client, 1] })).toBe(count);
	relay.log.restore(backup);
	await relay.log.beginEpochs(relay.clock.now());
	relay.start();
	// Her device never heard of the erasure.
	const back = await relay.connect('ada', { doc });
	back.say('And something new.');
	await relay.settle();
	expect(back.refusals).toEqual([`ERASED ${client} 1 2`]);
	expect(await holders(SECRET, back)).toEqual([]);
	const other = await relay.connect('ben', { session: 7 });
	for (const peer of [back, other]) expect(peer.timeline).toEqual(['Kept.', 'And something new.']);
});
