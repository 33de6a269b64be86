import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { clientIdOf } from './client-id.ts';
import { appendEvents } from './conversation-document.ts';
import { digestEvents } from './digest.ts';
import type { AuthoredEvent } from './events.ts';
import { Fold } from './fold.ts';
import { storeEntry, type LedgerEntry } from './ledger.ts';
import { countUnread, isLate } from './timeline.ts';

/** A relay in miniature: writes ledgers by hand, so that the fold is tested against the rules and not against the relay. */
class Script {
	readonly doc = new Y.Doc({ gc: true });
	epoch = 1;
	#writers = new Map<number, number>();
	#members = new Map<string, number>();
	#redacted = new Map<number, number[]>();

	constructor() {
		this.ledger({ kind: 'epoch', previous: 0, cut: 0, at: 1000 });
	}

	write(client: number, ...events: AuthoredEvent[]): number {
		return this.#as(client, () => appendEvents(this.doc, events));
	}

	ledger(...entries: LedgerEntry[]): void {
		this.#as(this.epoch, () =>
			this.doc.getArray(String(this.epoch)).push(entries.map((entry) => [...storeEntry(entry)])),
		);
	}

	writer(client: number, user: string): number {
		const known = this.#writers.get(client);
		if (known !== undefined) return known;
		let member = this.#members.get(user);
		if (member === undefined) {
			member = this.#members.size;
			this.#members.set(user, member);
			this.ledger({ kind: 'member', user });
		}
		const index = this.#writers.size;
		this.#writers.set(client, index);
		this.ledger({ kind: 'writer', client, member });
		return index;
	}

	accept(client: number, user: string, clock: number, events: object[], elapsed = 1): void {
		const writer = this.writer(client, user);
		this.ledger({ kind: 'run', writer, clock, length: events.length, elapsed, digest: digestEvents(events) });
	}

	say(client: number, user: string, ...events: AuthoredEvent[]): number {
		const clock = this.write(client, ...events);
		this.accept(client, user, clock, events);
		return clock;
	}

	redact(client: number, clock: number, length = 1, target = true): void {
		const root = this.doc.getArray(String(client));
		const gone = this.#redacted.get(client)?.filter((other) => other < clock).length ?? 0;
		this.#as(this.epoch, () => root.delete(clock - gone, length));
		for (let at = clock; at < clock + length; at++)
			this.#redacted.set(client, [...(this.#redacted.get(client) ?? []), at]);
		this.ledger({ kind: 'redacted', writer: this.#writers.get(client)!, clock, length, elapsed: 1, target });
	}

	#as<Result>(client: number, act: () => Result): Result {
		const before = this.doc.clientID;
		this.doc.clientID = client;
		const result = act();
		this.doc.clientID = before;
		return result;
	}
}

const ANN = clientIdOf(7, 1);
const BEN = clientIdOf(8, 1);
const message = (b: string, more: object = {}): AuthoredEvent =>
	({ k: 'm', at: 5, b, ...more }) as AuthoredEvent;

function fold(doc: Y.Doc, self = 'ann', own: number[] = [ANN]): Fold {
	const result = new Fold(doc, { volume: 0, self, isOwn: (client) => own.includes(client) });
	result.advance();
	return result;
}
const bodies = (folded: Fold) => folded.items().map((item) => item.body);

describe('Fold', () => {
	test('[D8] shows runs in ledger order, whatever their clocks, and one’s own unnamed ones after them as pending', () => {
		const script = new Script();
		const late = script.write(ANN, message('written first'));
		script.say(BEN, 'ben', message('stored first'));
		script.accept(ANN, 'ann', late, [message('written first')]);
		script.write(ANN, message('unsent'));
		const folded = fold(script.doc);
		expect(bodies(folded)).toEqual(['stored first', 'written first', 'unsent']);
		expect(folded.items().map((item) => item.state)).toEqual(['stored', 'stored', 'pending']);
		expect(folded.pendingCount).toBe(1);
	});

	test('[D8] never shows another’s event that no ledger names', () => {
		const script = new Script();
		script.write(BEN, message('not accepted'));
		expect(bodies(fold(script.doc))).toEqual([]);
	});

	test('[D8] gives the same incrementally as at once', () => {
		const script = new Script();
		const replica = new Y.Doc();
		script.doc.on('update', (update: Uint8Array) => Y.applyUpdate(replica, update));
		Y.applyUpdate(replica, Y.encodeStateAsUpdate(script.doc));
		const folded = fold(replica);
		const clock = script.say(ANN, 'ann', message('one'));
		for (const step of [
			() => script.say(BEN, 'ben', message('two')),
			() => script.say(ANN, 'ann', { k: 'e', at: 6, of: [ANN, clock], b: 'one!' }),
			() => script.say(BEN, 'ben', { k: 'r', at: 6, of: [ANN, clock], e: '👍', on: true }),
			() => script.say(BEN, 'ben', { k: 'd', at: 7, of: [BEN, 0] }),
			() => script.redact(BEN, 0),
		]) {
			step();
			folded.advance();
			expect(folded.items()).toEqual(fold(replica).items());
		}
		expect(bodies(folded)).toEqual(['one!', '']);
	});

	test('[D8] counts an edit only from the author, and keeps every text', () => {
		const script = new Script();
		const clock = script.say(ANN, 'ann', message('one'));
		script.say(BEN, 'ben', { k: 'e', at: 6, of: [ANN, clock], b: 'forged' });
		script.say(ANN, 'ann', { k: 'e', at: 7, of: [ANN, clock], b: 'two' });
		script.say(ANN, 'ann', { k: 'e', at: 9, of: [ANN, clock], b: 'three' });
		const item = fold(script.doc).items()[0]!;
		expect(item.body).toBe('three');
		expect(item.history).toEqual([
			{ body: 'one', at: 5 },
			{ body: 'two', at: 7 },
		]);
	});

	test('[D14] a message shows its files until it is deleted, and an edit leaves them', () => {
		const script = new Script();
		const file = [
			'0191e1a0-0000-7000-8000-00000000000a',
			'a.png',
			'image/png',
			5,
			'a'.repeat(64),
			1,
			1,
			0,
			'',
		];
		const clock = script.say(ANN, 'ann', message('a.png', { fi: [file] }));
		expect(fold(script.doc).items()[0]).toMatchObject({ body: 'a.png', files: [file] });
		script.say(ANN, 'ann', { k: 'e', at: 6, of: [ANN, clock], b: 'A caption' });
		expect(fold(script.doc).items()[0]).toMatchObject({ body: 'A caption', files: [file] });
		script.say(ANN, 'ann', { k: 'd', at: 7, of: [ANN, clock] });
		expect(fold(script.doc).items()[0]).toMatchObject({ deleted: true, files: [] });
	});

	test('[D8] lets an edit wait for a target that comes later in the ledger', () => {
		const script = new Script();
		const second = clientIdOf(7, 2);
		script.say(second, 'ann', { k: 'e', at: 6, of: [ANN, 0], b: 'edited' });
		script.say(ANN, 'ann', message('one'));
		expect(bodies(fold(script.doc, 'ann', [ANN, second]))).toEqual(['edited']);
	});

	test('[D8] takes a delete from the author or a moderator and from nobody else', () => {
		const script = new Script();
		script.say(ANN, 'ann', message('one'), message('two'), message('three'));
		script.say(BEN, 'ben', { k: 'd', at: 6, of: [ANN, 0] });
		script.say(BEN, 'ben', { k: 'd', at: 6, of: [ANN, 1], mod: true });
		script.say(ANN, 'ann', { k: 'd', at: 6, of: [ANN, 2] });
		expect(
			fold(script.doc)
				.items()
				.map((item) => item.deleted),
		).toEqual([false, true, true]);
	});

	test('[D10] shows the same on a replica that saw the text and on one that did not', () => {
		const script = new Script();
		script.say(
			ANN,
			'ann',
			message('secret'),
			{ k: 'e', at: 6, of: [ANN, 0], b: 'secret 2' },
			message('stays'),
		);
		const saw = fold(script.doc);
		script.say(ANN, 'ann', { k: 'd', at: 7, of: [ANN, 0] });
		script.redact(ANN, 0, 1);
		script.redact(ANN, 1, 1, false);
		saw.advance();
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, Y.encodeStateAsUpdate(script.doc));
		expect(fold(fresh).items()).toEqual(saw.items());
		expect(saw.items().map(({ body, deleted }) => ({ body, deleted }))).toEqual([
			{ body: '', deleted: true },
			{ body: 'stays', deleted: false },
		]);
	});

	test('[D8] stops at an entry whose events are missing and goes on when they come', () => {
		const script = new Script();
		const elsewhere = new Script();
		elsewhere.write(BEN, message('late to this replica'));
		script.accept(BEN, 'ben', 0, [message('late to this replica')]);
		script.say(ANN, 'ann', message('after'));
		const folded = fold(script.doc, 'cat', []);
		expect(folded.blocked).toBe(true);
		expect(bodies(folded)).toEqual([]);
		Y.applyUpdate(script.doc, Y.encodeStateAsUpdate(elsewhere.doc));
		folded.advance();
		expect(folded.blocked).toBe(false);
		expect(bodies(folded)).toEqual(['late to this replica', 'after']);
	});

	test('[D9] says which run differs from the relay’s, and does not call it stored', () => {
		const script = new Script();
		const clock = script.write(ANN, message('mine'));
		script.accept(ANN, 'ann', clock, [message('the other copy’s')]);
		const folded = fold(script.doc);
		expect(folded.mismatch).toEqual({ client: ANN, clock: 0, length: 1 });
		expect(folded.items().map((item) => item.state)).toEqual(['pending']);
	});

	test('[D8][D9] shows one of an original and its rewritten copy, whichever order they are stored in', () => {
		const original = message('hello');
		const copy = message('hello', { was: [ANN, 0, digestEvents([original])] });
		const second = clientIdOf(7, 2);
		for (const order of ['original first', 'copy first']) {
			const script = new Script();
			const say = [() => script.say(ANN, 'ann', original), () => script.say(second, 'ann', copy)];
			if (order === 'copy first') say.reverse();
			for (const act of say) act();
			script.say(BEN, 'ben', { k: 'r', at: 6, of: [ANN, 0], e: '👍', on: true });
			const items = fold(script.doc, 'ann', [ANN, second]).items();
			expect(items.map((item) => item.body)).toEqual(['hello']);
			expect(items[0]!.reactions).toEqual([{ emoji: '👍', users: ['ben'] }]);
		}
	});

	test('[R7][D8] another’s `was` redirects nothing', () => {
		const script = new Script();
		script.say(BEN, 'ben', message('decoy', { was: [ANN, 0, 1] }));
		script.say(ANN, 'ann', message('pay 10'));
		script.say(ANN, 'ann', { k: 'e', at: 6, of: [ANN, 0], b: 'pay 100' });
		script.say(BEN, 'ben', { k: 'r', at: 6, of: [ANN, 0], e: '👍', on: true });
		const items = fold(script.doc).items();
		expect(items.map((item) => item.body)).toEqual(['decoy', 'pay 100']);
		expect(items[1]!.reactions).toHaveLength(1);
	});

	test('[D9] a copy of a copy and a copied edit count once', () => {
		const script = new Script();
		const was = [ANN, 0, digestEvents([message('hello')])] as const;
		const editWas = [ANN, 1, 77] as const;
		const [second, third] = [clientIdOf(7, 2), clientIdOf(7, 3)];
		script.say(second, 'ann', message('hello', { was }));
		script.say(second, 'ann', { k: 'e', at: 6, of: [second, 0], b: 'v1', was: editWas });
		script.say(second, 'ann', { k: 'e', at: 7, of: [second, 0], b: 'v2' });
		script.say(third, 'ann', message('hello', { was }));
		script.say(third, 'ann', { k: 'e', at: 6, of: [third, 0], b: 'v1', was: editWas });
		const items = fold(script.doc, 'ann', [ANN, second, third]).items();
		expect(items.map((item) => item.body)).toEqual(['v2']);
		expect(items[0]!.history).toHaveLength(2);
	});

	test('[D8] what waits for an original reaches its copy', () => {
		const script = new Script();
		script.say(BEN, 'ben', { k: 'r', at: 6, of: [ANN, 0], e: '👍', on: true });
		script.say(
			clientIdOf(7, 2),
			'ann',
			message('hello', { was: [ANN, 0, digestEvents([message('hello')])] }),
		);
		expect(fold(script.doc).items()[0]!.reactions).toEqual([{ emoji: '👍', users: ['ben'] }]);
	});

	test('[D10] a redaction without a delete event shows the same on every replica', () => {
		const script = new Script();
		script.say(ANN, 'ann', message('erased by law'));
		const saw = fold(script.doc);
		script.redact(ANN, 0);
		saw.advance();
		expect(saw.items().map((item) => item.deleted)).toEqual([true]);
		expect(fold(script.doc).items()).toEqual(saw.items());
	});

	test('[D8] lays pending edits, deletes and reactions over the stored message', () => {
		const script = new Script();
		script.say(ANN, 'ann', message('one'), message('two'));
		script.write(
			ANN,
			{ k: 'e', at: 8, of: [ANN, 0], b: 'one!' },
			{ k: 'r', at: 8, of: [ANN, 0], e: '🙏', on: true },
			{ k: 'd', at: 8, of: [ANN, 1] },
		);
		const [one, two] = fold(script.doc).items();
		expect(one).toMatchObject({
			body: 'one!',
			changePending: true,
			reactions: [{ emoji: '🙏', users: ['ann'] }],
		});
		expect(two).toMatchObject({ deleted: true, changePending: true, state: 'stored' });
	});

	test('[R9] lists refused runs of one’s own and goes on after them', () => {
		const script = new Script();
		script.write(ANN, message('refused'));
		script.ledger({
			kind: 'refused',
			writer: script.writer(ANN, 'ann'),
			clock: 0,
			length: 1,
			elapsed: 1,
			code: 'NOT_ALLOWED_HERE',
		});
		script.say(ANN, 'ann', message('fine'));
		const folded = fold(script.doc);
		expect(folded.refusals).toMatchObject([{ client: ANN, clock: 0, length: 1, code: 'NOT_ALLOWED_HERE' }]);
		expect(bodies(folded)).toEqual(['fine']);
	});

	test('[D8, P8] what was deleted before a restore shows as deleted, where its author’s delete names it, and an edit does not', () => {
		const script = new Script();
		const refuse = (clock: number, code: string) => {
			const writer = script.writer(ANN, 'ann');
			script.ledger({ kind: 'refused', writer, clock, length: 1, elapsed: 1, code });
		};
		script.write(ANN, message('deleted'), message('its edit'), message('refused'));
		refuse(0, 'GAP');
		refuse(1, 'GAP');
		refuse(2, 'NOT_ALLOWED_HERE');
		script.say(BEN, 'ben', { k: 'd', at: 1, of: [ANN, 1] });
		const folded = fold(script.doc);
		expect(folded.items()).toEqual([]);
		script.say(ANN, 'ann', { k: 'd', at: 1, of: [ANN, 0] }, { k: 'd', at: 1, of: [ANN, 2] }, message('fine'));
		folded.advance();
		expect(folded.items().map(({ body, deleted, author, clock }) => [body, deleted, author, clock])).toEqual([
			['', true, 'ann', 0],
			['fine', false, 'ann', 5],
		]);
	});

	test('[D7][D8] a new epoch cuts the old ledger; what it cut and is one’s own is pending again', () => {
		const script = new Script();
		script.say(ANN, 'ann', message('kept'));
		const cut = 4;
		script.say(ANN, 'ann', message('lost by the server'));
		const folded = fold(script.doc);
		script.epoch = 2;
		script.ledger({ kind: 'epoch', previous: 1, cut, at: 2000 });
		folded.advance();
		expect(folded.items().map(({ body, state }) => [body, state])).toEqual([
			['kept', 'stored'],
			['lost by the server', 'pending'],
		]);
		script.accept(ANN, 'ann', 1, [message('lost by the server')]);
		folded.advance();
		expect(folded.items().map((item) => item.state)).toEqual(['stored', 'stored']);
		expect(folded.epoch).toBe(2);
	});

	test.each([
		['of which the backup knew a part', { previous: 1, cut: 1 }],
		['that the backup did not know at all', { previous: 0, cut: 0 }],
	])('[D9] other words at the same clocks contradict a replica of a document %s', (_, chain) => {
		const script = new Script();
		script.say(BEN, 'ben', message('before the backup was put back'));
		const folded = fold(script.doc);
		expect(folded.contradicted).toBe(false);
		script.epoch = 2;
		script.ledger({ kind: 'epoch', ...chain, at: 2000 }, { kind: 'member', user: 'ben' });
		script.ledger({ kind: 'writer', client: BEN, member: 0 });
		const digest = digestEvents([message('of his device, put back too')]);
		script.ledger({ kind: 'run', writer: 0, clock: 0, length: 1, elapsed: 1, digest });
		folded.advance();
		expect(folded.contradicted).toBe(true);
	});

	test('counts as unread what others wrote after the read position, without deleted ones', () => {
		const script = new Script();
		script.say(BEN, 'ben', message('one'));
		const read = fold(script.doc).items()[0]!.position!;
		script.say(BEN, 'ben', message('two'), message('three'));
		script.say(ANN, 'ann', message('mine'));
		script.say(BEN, 'ben', { k: 'd', at: 6, of: [BEN, 1] });
		expect(countUnread(fold(script.doc).items(), read, 'ann')).toBe(1);
	});

	test('says of a message that came long after it was written that it is late', () => {
		const script = new Script();
		const clock = script.write(BEN, { k: 'm', at: 1000, b: 'from the valley' });
		script.accept(BEN, 'ben', clock, [{ k: 'm', at: 1000, b: 'from the valley' }], 3_600_000);
		expect(isLate(fold(script.doc).items()[0]!)).toBe(true);
	});

	test('[D8] a malformed event or entry is counted and skipped', () => {
		const script = new Script();
		script.say(ANN, 'ann', { k: 'm', at: 1, b: 'x', role: 'system' } as AuthoredEvent);
		script.say(BEN, 'ben', { k: 's', at: 1, a: 'created' } as never);
		script.say(ANN, 'ann', message('fine'));
		const folded = fold(script.doc);
		expect(folded.malformed).toBe(2);
		expect(bodies(folded)).toEqual(['fine']);
	});
});
