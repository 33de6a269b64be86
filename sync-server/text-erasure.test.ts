/** SPEC G11, X15: words that go out of texts, over the relay's core and unmodified replicas. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { draftsDocument } from '#lib/protocol/document-name.ts';
import { readRow, type ChainEnd } from '#lib/protocol/row-chain.ts';
import { RelayHarness, type Peer } from '../tests/support/relay-harness.ts';
import { sha256 } from './row.ts';

let relay: RelayHarness;
let notes: string;

beforeEach(() => {
	relay = new RelayHarness();
	notes = `d/${relay.conversation}/notes`;
	for (const user of ['ada', 'ben']) {
		relay.tables.allow(relay.organisation, `d/${relay.conversation}`, user, { level: 'write' });
		relay.deviceOf(user);
	}
});

function open(user: string, session = 0, document = notes, doc = new Y.Doc()): Promise<Peer> {
	return relay.connect(user, { session, document, doc });
}

function textIn(peer: Peer, root = TEXT_ROOT) {
	return textOf(peer.doc, root);
}

async function erasePerson(user: string, document = notes): Promise<number> {
	const { organisation } = relay;
	const what = { kind: 'person', user } as const;
	const erased = relay.core.erase(document, { organisation, request: 1, by: 'ann', and: 'cleo', what });
	await relay.settle();
	return erased;
}

/** The bytes of all rows, whose chain still verifies. */
async function stored(document = notes): Promise<Buffer> {
	const rows = await relay.log.audit(document);
	let end: ChainEnd = { seq: 0, hash: new Uint8Array(32) };
	for (const row of rows) {
		expect(readRow(sha256, row, end)).not.toBeTypeOf('string');
		end = { seq: row.seq + 1, hash: row.hash };
	}
	return Buffer.concat(rows.map(({ payload }) => payload));
}

describe('[G11] a person’s words go out of a note, and everybody else’s stay where they are', () => {
	test.each(Array.from({ length: 12 }, (_, i) => i + 1))('seed %i', async (seed) => {
		let state = seed;
		const random = (below: number) => {
			state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
			return Math.floor((state / 0x8000_0000) * below);
		};
		const peers = [await open('ada'), await open('ben'), await open('ada', 1)];
		// Hers are capitals and a pair of surrogates, his are small.
		const words = (user: string) => (user === 'ada' ? ['A', 'BCD', '😀', 'EF😀G'] : ['a', 'bcd', 'efg\n']);
		// Whose device a deletion alone is of is known by what came before it.
		for (const peer of peers) textIn(peer).insert(0, words(peer.user)[0]!);
		await relay.settle();
		for (let step = 0; step < 120; step++) {
			const peer = peers[random(peers.length)]!;
			const text = textIn(peer);
			const kind = random(8);
			if (kind < 5) {
				const pieces = words(peer.user);
				text.insert(random(text.length + 1), pieces[random(pieces.length)]!);
			} else if (kind < 7 && text.length > 0) text.delete(random(text.length), 1);
			else await relay.settle();
		}
		await relay.settle();
		for (const peer of peers) expect(textIn(peer).toString()).toBe(textIn(peers[1]!).toString());
		const left = textIn(peers[1]!)
			.toString()
			.replace(/[A-G\ud800-\udfff\ufffd]/g, '');
		expect(await erasePerson('ada')).toBeGreaterThan(0);
		for (const peer of peers) expect(textIn(peer).toString()).toBe(left);
		expect((await stored()).toString('latin1')).not.toMatch(/BCD|EF\xf0\x9f/);
		expect(await erasePerson('ada')).toBe(0);
		relay.start();
		expect(textIn(await open('ben', 1)).toString()).toBe(left);
		// And they go on.
		const back = await open('ada', 2);
		textIn(back).insert(0, 'NEW');
		await relay.settle();
		expect(textIn(await open('ben', 2)).toString()).toBe(`NEW${left}`);
		expect(relay.errors).toEqual([]);
	});
});

test('[G10] a log that lost the words and their erasure stores none of them again, and their device drops them', async () => {
	const ada = await open('ada');
	const ben = await open('ben');
	textIn(ben).insert(0, 'Kept. ');
	await relay.settle();
	const backup = relay.log.snapshot();
	textIn(ada).insert(6, 'Her secret.');
	await relay.settle();
	textIn(ben).insert(10, 'BEN');
	await relay.settle();
	const copies = [ada, ben].map(({ doc }) => Y.encodeStateAsUpdate(doc));
	for (const peer of [ada, ben]) peer.disconnect();
	await erasePerson('ada');
	relay.log.restore(backup);
	await relay.log.beginEpochs(relay.clock.now());
	relay.start();
	const [hers, his] = copies.map((copy) => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, copy);
		return doc;
	}) as [Y.Doc, Y.Doc];
	const adaBack = await open('ada', 0, notes, hers);
	const benBack = await open('ben', 0, notes, his);
	for (const peer of [adaBack, benBack]) expect(textIn(peer).toString()).toBe('Kept. BEN');
	expect(textIn(await open('ben', 3)).toString()).toBe('Kept. BEN');
	expect((await stored()).includes('secret')).toBe(false);
	expect(adaBack.refusals).toEqual([]);
});

describe('[X15] drafts are forgotten', () => {
	let user: string;
	let drafts: string;
	let phone: Peer;
	let desk: Peer;

	beforeEach(async () => {
		user = randomUUID();
		drafts = draftsDocument(user);
		relay.tables.allow(relay.organisation, `u/${user}`, user);
		phone = await open(user, 0, drafts);
		desk = await open(user, 1, drafts);
	});

	async function edit(peer: Peer, change: (text: Y.Text) => void, root = relay.conversation): Promise<void> {
		change(textIn(peer, root));
		await relay.settle();
	}

	test('a draft that was cleared is in no row any more, and the chain verifies', async () => {
		await edit(phone, (text) => text.insert(0, 'I quit, and you'));
		await edit(phone, (text) => text.delete(6, 9));
		await edit(desk, (text) => text.insert(6, ', Bob'));
		expect((await stored(drafts)).includes('and you')).toBe(true);
		await edit(phone, (text) => text.delete(0, text.length));
		const bytes = await stored(drafts);
		for (const words of ['quit', 'and you', 'Bob']) expect(bytes.includes(words)).toBe(false);
		const rows = await relay.log.audit(drafts);
		expect(rows.at(-1)).toMatchObject({ kind: 'forget', user: 'system', device: 0 });
		relay.start();
		const fresh = await open(user, 2, drafts);
		expect(textIn(fresh, relay.conversation).toString()).toBe('');
		await edit(fresh, (text) => text.insert(0, 'Next'));
		expect(textIn(await open(user, 3, drafts), relay.conversation).toString()).toBe('Next');
		expect(relay.errors).toEqual([]);
	});

	test('another draft of the same row stays, and goes when it is sent itself', async () => {
		const other = randomUUID();
		phone.doc.transact(() => {
			textIn(phone, relay.conversation).insert(0, 'to the one');
			textIn(phone, other).insert(0, 'to the other');
		});
		await relay.settle();
		await edit(phone, (text) => text.delete(0, text.length));
		let bytes = await stored(drafts);
		expect([bytes.includes('to the one'), bytes.includes('to the other')]).toEqual([false, true]);
		relay.start();
		const back = await open(user, 4, drafts);
		expect(textIn(back, other).toString()).toBe('to the other');
		await edit(back, (text) => text.insert(0, 'x'), other);
		await edit(back, (text) => text.delete(0, text.length), other);
		bytes = await stored(drafts);
		expect(bytes.includes('to the other')).toBe(false);
		expect((await relay.log.audit(drafts)).filter(({ kind }) => kind === 'forget')).toHaveLength(2);
	});

	test('notes are not', async () => {
		const ada = await open('ada');
		textIn(ada).insert(0, 'On the record');
		await relay.settle();
		textIn(ada).delete(0, 13);
		await relay.settle();
		expect((await stored()).includes('On the record')).toBe(true);
	});

	test('what a crash left to forget is forgotten by the next append', async () => {
		await edit(phone, (text) => text.insert(0, 'half a thought'));
		const appended = relay.core.settled();
		textIn(phone, relay.conversation).delete(0, 14);
		// One append, and the relay is gone.
		for (let turns = 0; turns < 12; turns++) {
			await new Promise((resolve) => setImmediate(resolve));
			if ((await relay.log.head(drafts)).seq === 2) break;
			relay.clock.runDue();
		}
		expect((await relay.log.head(drafts)).seq).toBe(2);
		relay.start();
		const back = await open(user, 5, drafts);
		await edit(back, (text) => text.insert(0, 'another'));
		expect((await stored(drafts)).includes('half a thought')).toBe(false);
		await appended;
	});
});
