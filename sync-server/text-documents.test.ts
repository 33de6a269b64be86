import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { draftsDocument, internalDocument } from '#lib/protocol/document-name.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { MultiplexedPeer, RelayHarness, type Peer } from '../tests/support/relay-harness.ts';
import { step2Message, updateMessage } from './messages.ts';
import { encodeStructs, joinUpdate, NO_DELETES, type TextStruct } from './text-encode.ts';
import { updateOfRow } from './text-index.ts';

let relay: RelayHarness;
let notes: string;

beforeEach(() => {
	relay = new RelayHarness();
	notes = `d/${relay.conversation}/notes`;
	for (const user of ['ada', 'ben']) allow(user);
});

function allow(user: string, unit = `d/${relay.conversation}`, level: 'read' | 'write' = 'write'): void {
	relay.tables.allow(relay.organisation, unit, user, { level });
	relay.deviceOf(user);
}

function textIn(peer: Peer, root = TEXT_ROOT) {
	return textOf(peer.doc, root);
}

function open(user: string, session = 0, document = notes): Promise<Peer> {
	return relay.connect(user, { session, document });
}

async function type(peer: Peer, at: number, words: string): Promise<void> {
	textIn(peer).insert(at, words);
	await relay.settle();
}

/** A hand-made struct of Mal's client id. */
function struct(change: Partial<TextStruct> = {}, session = 0): TextStruct {
	const client = clientIdOf(relay.deviceOf('mal'), session);
	const one = {
		client,
		clock: 0,
		length: 1,
		text: 'x',
		origin: null,
		rightOrigin: null,
		root: TEXT_ROOT,
		...change,
	};
	return { ...one, length: change.length ?? one.text?.length ?? 1 };
}

function updateOf(...structs: TextStruct[]): Uint8Array {
	const clients = Map.groupBy(structs, ({ client }) => client);
	return joinUpdate([...clients.values()].map(encodeStructs), NO_DELETES);
}

test('[X11] what two write is stored in rows of theirs, and both have it', async () => {
	const ada = await open('ada');
	const ben = await open('ben');
	await type(ada, 0, 'Fish');
	await type(ben, 4, ' and chips');
	textIn(ada).delete(0, 4);
	await relay.settle();
	expect([textIn(ada).toString(), textIn(ben).toString()]).toEqual([' and chips', ' and chips']);
	const rows = await relay.log.audit(notes);
	expect(rows.map(({ kind, user, device }) => [kind, user, device])).toEqual([
		['text', 'ada', relay.deviceOf('ada')],
		['text', 'ben', relay.deviceOf('ben')],
		['text', 'ada', relay.deviceOf('ada')],
	]);
});

test('[X10] the rows alone give the text, and a relay that knows nothing answers from them', async () => {
	const ada = await open('ada');
	await type(ada, 0, 'kept, and gone');
	textIn(ada).delete(4, 10);
	await relay.settle();
	const replayed = new Y.Doc();
	for (const row of await relay.log.rows(notes, 0)) Y.applyUpdate(replayed, updateOfRow(row));
	expect(textOf(replayed, TEXT_ROOT).toString()).toBe('kept');
	relay.start();
	expect(textIn(await open('ben')).toString()).toBe('kept');
});

test('[X5] edits made apart are merged, whoever comes first', async () => {
	const ada = await open('ada');
	const ben = await open('ben');
	await type(ada, 0, 'one three');
	for (const peer of [ada, ben]) peer.disconnect();
	textIn(ada).insert(4, 'two ');
	textIn(ben).insert(9, ' four');
	textIn(ben).delete(0, 3);
	for (const peer of [ben, ada]) {
		peer.connect();
		await relay.settle();
	}
	expect(textIn(ada).toString()).toBe(' two three four');
	expect(textIn(ben).toString()).toBe(' two three four');
});

test('[X5] two sessions of one person that name each other are taken in one update', async () => {
	const one = new Y.Doc();
	const other = new Y.Doc();
	[one.clientID, other.clientID] = [0, 1].map((session) => clientIdOf(relay.deviceOf('ada'), session)) as [
		number,
		number,
	];
	for (let i = 0; i < 6; i++) {
		const [here, there] = i % 2 === 0 ? [one, other] : [other, one];
		textOf(here, TEXT_ROOT).insert(i, String(i));
		Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
	}
	const peer = await open('ada', 2);
	peer.sendUpdate(Y.encodeStateAsUpdate(one));
	await relay.settle();
	expect(peer.refusals).toEqual([]);
	expect(textIn(await open('ben')).toString()).toBe('012345');
});

test('[X2, X3] drafts: a root for each conversation, on all devices of one user and of nobody else', async () => {
	const user = randomUUID();
	const document = draftsDocument(user);
	allow(user, `u/${user}`);
	const phone = await open(user, 0, document);
	const desk = await open(user, 1, document);
	textIn(phone, relay.conversation).insert(0, 'half a sentence');
	await relay.settle();
	expect(textIn(desk, relay.conversation).toString()).toBe('half a sentence');
	textIn(desk, 'elsewhere').insert(0, 'x');
	await relay.settle();
	expect(desk.refusals[0]).toMatch(/^CONTAINER_NOT_YOURS /);
	expect((await open('ben', 0, document)).socket.closedWith).toBe(4403);
});

test('[X1] an internal document has its own ledger and its own access', async () => {
	const document = internalDocument(relay.conversation, 0);
	relay.addMember('cat');
	expect((await open('cat', 0, document)).socket.closedWith).toBe(4403);
	for (const user of ['ada', 'ben']) allow(user, `i/${relay.conversation}`);
	const ada = await open('ada', 0, document);
	const ben = await open('ben', 0, document);
	ada.say('between us');
	await relay.settle();
	expect(ben.timeline).toEqual(['between us']);
	expect(ada.timeline).toEqual(['between us']);
});

describe('[X4-X8] refused, and nothing is stored', () => {
	test.each<[title: string, structs: () => TextStruct[], refusal: string | null]>([
		['[X6] another root', () => [struct({ root: 'title' })], 'CONTAINER_NOT_YOURS'],
		[
			'[X6] its own clock to the left',
			() => [struct({ origin: [struct().client, 0], root: null })],
			'MISSING_DEPENDENCY',
		],
		[
			'[X5] another’s client id',
			() => [struct({ client: clientIdOf(relay.deviceOf('ada'), 0), clock: 4 })],
			'CLIENT_NOT_YOURS',
		],
		['[X5] a client id of nobody', () => [struct({ client: 2 ** 50 })], 'CLIENT_UNLEASED'],
		['[X5] an epoch', () => [struct({ client: 1 })], 'CLIENT_NOT_YOURS'],
		['[X5] a later clock', () => [struct({ clock: 7 })], null],
		['[X5] an unknown left', () => [struct({ origin: [struct().client + 9, 5], root: null })], null],
		['[X8] too long', () => [struct({ text: 'x'.repeat(LIMITS.textUnits + 1) })], 'DOCUMENT_FULL'],
		['[X8] clocks without end', () => [struct({ text: null, length: 2 ** 50 })], 'DOCUMENT_FULL'],
		[
			'[X6] right before left',
			() => {
				const ada = clientIdOf(relay.deviceOf('ada'), 0);
				return [struct({ origin: [ada, 2], rightOrigin: [ada, 1], root: null })];
			},
			'NOT_AN_APPEND',
		],
	])('%s', async (_, structs, refusal) => {
		allow('mal');
		const ada = await open('ada');
		await type(ada, 0, 'Fish');
		const mal = await open('mal');
		const before = await relay.log.audit(notes);
		const heard = ada.received.length;
		const asked = mal.step1s;
		mal.sendUpdate(updateOf(...structs()));
		await relay.settle();
		expect(mal.refusals.map((reason) => reason.split(' ')[0])).toEqual(refusal ? [refusal] : []);
		if (!refusal) expect(mal.step1s).toBe(asked + 1);
		expect(await relay.log.audit(notes)).toEqual(before);
		expect(ada.received.length).toBe(heard);
		await type(mal, 4, ' from an honest replica');
		if (!refusal) expect(textIn(ada).toString()).toBe('Fish from an honest replica');
	});

	test('[X4] formats, embeds, types and values', async () => {
		allow('mal');
		const mal = await open('mal');
		textIn(mal).insert(0, 'x', { bold: true });
		textIn(mal).insertEmbed(0, { image: 'x' });
		mal.doc.getArray('text2').push([1]);
		await relay.settle();
		expect(mal.refusals.map((reason) => reason.split(' ')[0])).toEqual([
			'FORBIDDEN_CONTENT',
			'FORBIDDEN_CONTENT',
			'FORBIDDEN_CONTENT',
		]);
		expect(await relay.log.rows(notes, 0)).toEqual([]);
	});

	test('[X7] a delete set reaches nothing that is still to be written', async () => {
		allow('mal');
		const ada = await open('ada');
		await type(ada, 0, 'Fish');
		const mal = await open('mal');
		await type(mal, 4, '!');
		const victim = ada.doc.clientID;
		mal.sendUpdate(
			encoding.encode((encoder) => {
				for (const number of [0, 1, victim, 1, 2, 1000]) encoding.writeVarUint(encoder, number);
			}),
		);
		await relay.settle();
		await type(ada, 2, ' and chips');
		expect(textIn(ada).toString()).toBe('Fi and chips!');
		expect((await relay.log.audit(notes)).map(({ user }) => user)).toEqual(['ada', 'mal', 'mal', 'ada']);
	});

	test('[X3] a reader hears and writes nothing, neither text nor deletions', async () => {
		allow('mal', undefined, 'read');
		const ada = await open('ada');
		await type(ada, 0, 'Fish');
		const mal = await open('mal');
		expect(textIn(mal).toString()).toBe('Fish');
		textIn(mal).insert(0, 'x');
		textIn(mal).delete(2, 2);
		await relay.settle();
		expect(mal.refusals.map((reason) => reason.split(' ')[0])).toEqual([
			'NOT_ALLOWED_HERE',
			'NOT_ALLOWED_HERE',
		]);
		expect(textIn(ada).toString()).toBe('Fish');
	});

	test('[X9] a refusal is told once, and the client ids beside it go on', async () => {
		allow('mal');
		const mal = await open('mal');
		mal.sendUpdate(updateOf(struct({ root: 'title' }), struct({ text: 'good' }, 7)));
		mal.sendUpdate(updateOf(struct({ text: 'again' })));
		await relay.settle();
		expect(mal.refusals).toEqual([`CONTAINER_NOT_YOURS ${struct().client} 0 1`]);
		expect(textIn(await open('ben')).toString()).toBe('good');
	});
});

test('[R2, X3] who was removed while his update waited has written nothing', async () => {
	const ada = await open('ada');
	const ben = await open('ben');
	textIn(ben).insert(0, 'too late');
	relay.tables.forbid(`d/${relay.conversation}`, 'ben');
	await relay.settle();
	expect(ben.socket.closedWith).toBe(4403);
	expect(textIn(ada).toString()).toBe('');
});

test('[X11] a multiplexed client is told how many of its messages are stored, once they are', async () => {
	const peer = new MultiplexedPeer(relay, 'ada');
	peer.open(1, notes);
	await relay.settle();
	const doc = new Y.Doc();
	doc.clientID = clientIdOf(relay.deviceOf('ada'), 0);
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	peer.send(1, step2Message(Uint8Array.of(0, 0)));
	textOf(doc, TEXT_ROOT).insert(0, 'one');
	textOf(doc, TEXT_ROOT).delete(0, 2);
	for (const update of [...updates, ...updates]) peer.send(1, updateMessage(update));
	await relay.settle();
	const counts = peer.frames.flatMap((frame) => (frame.op === 'stored' ? [frame.count] : []));
	expect(counts.at(-1)).toBe(5);
	expect(counts).toEqual([...counts].sort());
	expect(await relay.log.rows(notes, 0)).toHaveLength(1);
});

test('[X10] a deletion alone goes to the account of the connection’s device, and without one is refused', async () => {
	const ada = await open('ada');
	await type(ada, 0, 'Fish');
	const ben = await open('ben');
	textIn(ben).delete(0, 1);
	await relay.settle();
	expect(ben.refusals[0]).toMatch(/^CLIENT_UNLEASED /);
	expect(textIn(ada).toString()).toBe('Fish');
});

test('[X14] after a restore the author brings back what was lost, and nobody else is refused for knowing it', async () => {
	const ada = await open('ada');
	const ben = await open('ben');
	await type(ada, 0, 'kept');
	const backup = relay.log.snapshot();
	await type(ada, 4, ' and lost');
	for (const peer of [ada, ben]) peer.disconnect();
	relay.log.restore(backup);
	await relay.log.beginEpochs(relay.clock.now());
	relay.start();
	for (const peer of [ben, ada]) {
		peer.connect();
		await relay.settle();
	}
	expect(ben.refusals).toEqual([]);
	expect(textIn(await open('ben', 1)).toString()).toBe('kept and lost');
});

test('[X13] who writes may say where his caret is, in nobody else’s name', async () => {
	const ada = await open('ada');
	const ben = await open('ben');
	const said = (client: number) =>
		encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarUint8Array(
				encoder,
				encoding.encode((inner) => {
					for (const number of [1, client, 1]) encoding.writeVarUint(inner, number);
					encoding.writeVarString(inner, '{"caret":3,"user":"somebody"}');
				}),
			);
		});
	ada.sendRaw(said(ben.doc.clientID));
	ada.sendRaw(said(ada.doc.clientID));
	await relay.settle();
	expect(ben.awareness.map((bytes) => Buffer.from(bytes).toString('latin1'))).toEqual([
		expect.stringContaining('{"caret":3,"user":"ada"}'),
	]);
});
