import * as encoding from 'lib0/encoding';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventBytes } from '#lib/domain/digest.ts';
import { RelayHarness, type Peer } from '../tests/support/relay-harness.ts';

let relay: RelayHarness;
let ada: Peer;
let mal: Peer;
/** Of the victim and of the attacker. */
let victim: number;
let own: number;

beforeEach(async () => {
	relay = new RelayHarness();
	for (const user of ['ada', 'mal']) relay.addMember(user);
	ada = await relay.connect('ada');
	mal = await relay.connect('mal');
	({ clientID: victim } = ada.doc);
	({ clientID: own } = mal.doc);
	ada.say('one', 'two', 'three');
	mal.say('mine');
	await relay.settle();
	ada.received = [];
	mal.received = [];
});

const message = (b: string): object => ({ k: 'm', at: 1, b });

interface StructSpec {
	info: number;
	/** Of the item to the left. */
	origin?: [number, number];
	right?: [number, number];
	root?: string;
	/** Its parent is this item. */
	parent?: [number, number];
	sub?: string;
	content: Uint8Array;
}

/** An update of one section, as bytes, whatever it says. */
function update(
	client: number,
	clock: number,
	structs: StructSpec[],
	deletes: [number, number, number][] = [],
) {
	const encoder = encoding.createEncoder();
	const write = (...values: number[]) => values.forEach((value) => encoding.writeVarUint(encoder, value));
	write(structs.length > 0 ? 1 : 0);
	if (structs.length > 0) write(structs.length, client, clock);
	for (const { info, origin, right, root, parent, sub, content } of structs) {
		encoding.writeUint8(encoder, info | (origin ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32));
		if (origin) write(...origin);
		if (right) write(...right);
		if (root !== undefined) {
			write(1);
			encoding.writeVarString(encoder, root);
		}
		if (parent) write(0, ...parent);
		if (sub !== undefined && !origin && !right) encoding.writeVarString(encoder, sub);
		encoding.writeUint8Array(encoder, content);
	}
	write(deletes.length);
	for (const [of, from, length] of deletes) write(of, 1, from, length);
	return encoding.toUint8Array(encoder);
}

const varUint = (value: number): Uint8Array => {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, value);
	return encoding.toUint8Array(encoder);
};
const values = (...events: object[]): Uint8Array =>
	Buffer.concat([varUint(events.length), ...events.map(eventBytes)]);
const ANY = 8;
const append = (clock: number, ...events: object[]): Uint8Array =>
	update(own, clock, [{ info: ANY, origin: [own, clock - 1], content: values(...events) }]);

/** What must be true after any refusal: the log's rows, the neighbour's replica, and that she can go on. */
async function attack(bytes: Uint8Array): Promise<{ codes: string[]; newRows: string[] }> {
	const before = await relay.log.audit(relay.document);
	const texts = ada.timeline;
	mal.sendUpdate(bytes);
	await relay.settle();
	const after = await relay.log.audit(relay.document);
	expect(after.slice(0, before.length)).toEqual(before);
	expect(ada.timeline).toEqual(texts);
	if (after.length === before.length) expect(ada.received).toEqual([]);
	ada.say('still here');
	await relay.settle();
	expect(ada.timeline).toEqual([...texts, 'still here']);
	expect(mal.timeline).toEqual(ada.timeline);
	return {
		codes: mal.refusals.map((reason) => reason.split(' ')[0]!),
		newRows: after.slice(before.length).map(({ kind }) => kind),
	};
}

describe('refused without a trace in the document', () => {
	const cases: [rule: string, what: string, bytes: () => Uint8Array, code: string][] = [
		[
			'R4',
			'a run under another’s client id',
			() => update(victim, 3, [{ info: ANY, origin: [victim, 2], content: values(message('forged')) }]),
			'CLIENT_NOT_YOURS',
		],
		[
			'R4',
			'a client id of a device that nobody leased',
			() =>
				update(77 * 65_536, 0, [
					{ info: ANY, root: String(77 * 65_536), content: values(message('forged')) },
				]),
			'CLIENT_UNLEASED',
		],
		[
			'R3',
			'an entry in the ledger',
			() => update(1, 99, [{ info: ANY, origin: [1, 98], content: values(['m', 'mal']) }]),
			'CLIENT_NOT_YOURS',
		],
		[
			'R3',
			'a ledger of an epoch that is not',
			() => update(2, 0, [{ info: ANY, root: '2', content: values(['e', 1, 0, 5]) }]),
			'CLIENT_NOT_YOURS',
		],
		[
			'R6',
			'a delete set over another’s messages',
			() => update(0, 0, [], [[victim, 0, 2]]),
			'DELETE_NOT_YOURS',
		],
		['R6', 'a delete set over one’s own', () => update(0, 0, [], [[own, 0, 1]]), 'DELETE_NOT_YOURS'],
		['R6', 'a delete set over clocks to come', () => update(0, 0, [], [[victim, 3, 50]]), 'DELETE_NOT_YOURS'],
		['R6', 'a delete set over the ledger', () => update(0, 0, [], [[1, 0, 3]]), 'DELETE_NOT_YOURS'],
		[
			'R5',
			'a struct that would spend all clocks',
			() => update(own, 1, [{ info: 0, content: varUint(2 ** 50) }]),
			'FORBIDDEN_CONTENT',
		],
		['R1', 'bytes that are no update', () => new Uint8Array([9, 9, 9, 9]), 'TOO_MANY_CLIENTS'],
		[
			'R1',
			'an update and three bytes',
			() => Buffer.concat([append(1, message('x')), new Uint8Array(3)]),
			'TRAILING_BYTES',
		],
		[
			'R1',
			'a nested type',
			() => update(own, 1, [{ info: 7, origin: [own, 0], content: varUint(1) }]),
			'FORBIDDEN_CONTENT',
		],
	];
	test.each(cases)('[%s] %s', async (_rule, _what, bytes, code) => {
		expect(await attack(bytes())).toEqual({ codes: [code], newRows: [] });
	});

	test('[W6] a gap: the relay asks for what is missing, and nothing waits', async () => {
		expect(await attack(append(1_000_000, message('x')))).toEqual({ codes: [], newRows: [] });
		expect(mal.step1s).toBe(2);
	});

	test('[R3, R5] known structs with another content are stripped, without a word', async () => {
		expect(
			await attack(update(own, 0, [{ info: ANY, root: String(own), content: values(message('rewritten')) }])),
		).toEqual({ codes: [], newRows: [] });
	});

	test('[R3] the whole state again is known', async () => {
		expect(await attack(Y.encodeStateAsUpdate(mal.doc))).toEqual({ codes: [], newRows: [] });
	});

	test('[R9] the same refusal is told once on a connection', async () => {
		const bytes = update(victim, 3, [{ info: ANY, origin: [victim, 2], content: values(message('forged')) }]);
		mal.sendUpdate(bytes);
		mal.sendUpdate(bytes);
		expect((await attack(bytes)).codes).toEqual(['CLIENT_NOT_YOURS']);
		expect(relay.security.map(({ code }) => code)).toEqual(['CLIENT_NOT_YOURS']);
	});

	test('[R9] so is the same delete set', async () => {
		const bytes = update(0, 0, [], [[victim, 0, 2]]);
		mal.sendUpdate(bytes);
		mal.sendUpdate(update(0, 0, [], [[own, 0, 1]]));
		expect((await attack(bytes)).codes).toEqual(['DELETE_NOT_YOURS']);
	});

	test('[R3] one client id’s section does not spoil another’s', async () => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(mal.doc));
		doc.clientID = own;
		doc.getArray(String(own)).push([message('honest')]);
		doc.clientID = victim;
		doc.getArray(String(victim)).push([message('forged')]);
		mal.sendUpdate(Y.encodeStateAsUpdate(doc));
		await relay.settle();
		expect(ada.timeline.at(-1)).toBe('honest');
		expect(mal.refusals).toEqual([`CLIENT_NOT_YOURS ${victim} 3 1`]);
	});

	test('[R4] a revoked device', async () => {
		relay.tables.revoke(relay.deviceOf('mal'));
		expect(await attack(append(1, message('x')))).toEqual({ codes: ['CLIENT_UNLEASED'], newRows: [] });
	});

	test('[R2] a reader of a public channel', async () => {
		relay.addMember('mal', { level: 'read' });
		expect(await attack(append(1, message('x')))).toEqual({ codes: ['NOT_ALLOWED_HERE'], newRows: [] });
	});

	test('[R2] who was removed a moment ago, and has not heard: nothing is stored, and his session ends', async () => {
		relay.tables.forbid(relay.conversation, 'mal');
		mal.sendUpdate(append(1, message('x')));
		await relay.settle();
		expect(mal.socket.closedWith).toBe(4403);
		expect(ada.received).toEqual([]);
	});

	test('[R1] after many frames that cannot be read nothing more is', async () => {
		for (let i = 0; i < 20; i++) mal.sendUpdate(new Uint8Array([9]));
		await relay.settle();
		expect(mal.socket.closedWith).toBe(4400);
		expect(mal.refusals.length).toBe(10);
	});
});

describe('[R9] refused with a tombstone, so that what follows is accepted', () => {
	const cases: [rule: string, what: string, struct: () => StructSpec, code: string][] = [
		[
			'R5',
			'an append to another’s log',
			() => ({ info: ANY, origin: [victim, 2], content: values(message('x')) }),
			'CONTAINER_NOT_YOURS',
		],
		[
			'R5',
			'a new root',
			() => ({ info: ANY, root: 'spam', content: values(message('x')) }),
			'CONTAINER_NOT_YOURS',
		],
		[
			'R5',
			'a place within another item',
			() => ({ info: ANY, parent: [own, 0], content: values(message('x')) }),
			'CONTAINER_NOT_YOURS',
		],
		[
			'R5',
			'a place after what is not there',
			() => ({ info: ANY, origin: [victim, 99], content: values(message('x')) }),
			'MISSING_DEPENDENCY',
		],
		[
			'R5',
			'an insert between',
			() => ({ info: ANY, origin: [own, 0], right: [own, 0], content: values(message('x')) }),
			'NOT_AN_APPEND',
		],
		[
			'R5',
			'an insert at the front',
			() => ({ info: ANY, root: String(own), content: values(message('x')) }),
			'NOT_AN_APPEND',
		],
		[
			'R5',
			'a key of a map',
			() => ({ info: ANY, root: String(own), sub: 'key', content: values(message('x')) }),
			'MAP_KEY_IN_FEED',
		],
		['R5', 'a GC', () => ({ info: 0, content: varUint(2) }), 'FORBIDDEN_CONTENT'],
		['R5', 'a Deleted', () => ({ info: 1, origin: [own, 0], content: varUint(2) }), 'FORBIDDEN_CONTENT'],
		[
			'R7',
			'a key too many',
			() => ({ info: ANY, origin: [own, 0], content: values({ ...message('x'), role: 'system' }) }),
			'SCHEMA',
		],
		[
			'R7',
			'a time that is text',
			() => ({ info: ANY, origin: [own, 0], content: values({ k: 'm', at: 'now', b: 'x' }) }),
			'SCHEMA',
		],
		[
			'R7',
			'a system event',
			() => ({ info: ANY, origin: [own, 0], content: values({ k: 's', at: 1, a: 'removed', who: 'ada' }) }),
			'SCHEMA',
		],
		[
			'R7',
			'a text of a megabyte',
			() => ({ info: ANY, origin: [own, 0], content: values(message('x'.repeat(1 << 20))) }),
			'UPDATE_TOO_LARGE',
		],
		[
			'R7',
			'an edit of another’s message',
			() => ({ info: ANY, origin: [own, 0], content: values({ k: 'e', at: 1, of: [victim, 0], b: 'x' }) }),
			'NOT_YOURS',
		],
		[
			'R7',
			'an edit of what can only be another’s',
			() => ({
				info: ANY,
				origin: [own, 0],
				content: values({ k: 'e', at: 1, of: [victim + 1, 50], b: 'x' }),
			}),
			'NOT_YOURS',
		],
		[
			'R7',
			'a delete of another’s message',
			() => ({ info: ANY, origin: [own, 0], content: values({ k: 'd', at: 1, of: [victim, 0] }) }),
			'NOT_YOURS',
		],
		[
			'R7',
			'a copy of another’s message',
			() => ({
				info: ANY,
				origin: [own, 0],
				content: values({ k: 'm', at: 1, b: 'x', was: [victim, 0, 7] }),
			}),
			'NOT_YOURS',
		],
	];
	test.each(cases)('[%s] %s', async (_rule, _what, struct, code) => {
		const result = await attack(update(own, 1, [struct()]));
		expect(result).toEqual({ codes: [code], newRows: ['refused'] });
		const [, client, clock, length] = mal.refusals[0]!.split(' ').map(Number);
		expect([client, clock]).toEqual([own, 1]);
		// Replicas are equal: the honest one took the tombstone, the refused one loses the content.
		expect(Y.getState(ada.doc.store, own)).toBe(1 + length!);
		expect(Y.getState(mal.doc.store, own)).toBe(1 + length!);
		const next = update(own, 1 + length!, [
			{ info: ANY, origin: [own, length!], content: values(message('good')) },
		]);
		mal.sendUpdate(next);
		await relay.settle();
		expect(ada.timeline.at(-1)).toBe('good');
	});

	test('[R7] a delete of what is known to be no message', async () => {
		mal.write({ k: 'r', at: 1, of: [victim, 0], e: '👍', on: true });
		await relay.settle();
		mal.write({ k: 'd', at: 1, of: [own, 1] });
		await relay.settle();
		expect(mal.refusals).toEqual([`SCHEMA ${own} 2 1`]);
	});

	test('[R8] where he may not speak: new messages, not edits', async () => {
		relay.addMember('mal', { muted: 'NOT_ALLOWED_HERE' });
		mal.say('pending');
		mal.write({ k: 'e', at: 1, of: [own, 0], b: 'mended' });
		await relay.settle();
		expect(mal.refusals).toEqual([`NOT_ALLOWED_HERE ${own} 1 1`]);
		expect(ada.timeline).toContain('mended');
		mal.fold.advance();
		expect(mal.fold.refusals).toMatchObject([{ client: own, clock: 1, length: 1, code: 'NOT_ALLOWED_HERE' }]);
		expect(mal.timeline).toEqual(ada.timeline);
	});

	test('[R9] a run is cut into what is accepted and what is refused; the content is in quarantine', async () => {
		mal.say('good one');
		mal.doc.getArray(String(own)).push([
			{ k: 'm', at: 'bad' },
			{ k: 'm', at: 'worse' },
		]);
		mal.say('good two');
		await relay.settle();
		expect(ada.timeline.slice(-2)).toEqual(['good one', 'good two']);
		expect(mal.timeline).toEqual(ada.timeline);
		expect(mal.refusals).toEqual([`SCHEMA ${own} 2 2`]);
		const refused = (await relay.log.rows(relay.document, 0)).filter(({ kind }) => kind === 'refused');
		expect(refused.length).toBe(1);
		expect(Buffer.from(refused[0]!.payload).includes('worse')).toBe(true);
		for (const peer of [ada, mal, await relay.connect('ada', { session: 3 })])
			expect(Buffer.from(Y.encodeStateAsUpdate(peer.doc)).includes('worse')).toBe(false);
	});
});
