import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readLog } from '#lib/domain/conversation-document.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import { Delivery } from './delivery.ts';
import { PLAIN_MESSAGE } from './event-facts.ts';
import { EMPTY_HEAD } from './log.ts';
import { RoomContent } from './room-content.ts';
import { RoomIndex } from './room-index.ts';
import { RowDraft } from './row-draft.ts';

/** What the relay may do to a document, and when a replica looks. */
const step = fc.oneof(
	fc.record({
		do: fc.constant('accept' as const),
		writer: fc.nat(3),
		count: fc.integer({ min: 1, max: 90 }),
	}),
	fc.record({ do: fc.constant('refuse' as const), writer: fc.nat(3), count: fc.integer({ min: 1, max: 4 }) }),
	fc.record({ do: fc.constant('redact' as const), writer: fc.nat(3), count: fc.nat(500) }),
	fc.record({ do: fc.constant('commit' as const) }),
	fc.record({ do: fc.constant('join' as const) }),
);

/** A document as the relay keeps it, beside replicas that joined at different moments. */
class Model {
	readonly index = new RoomIndex();
	readonly content = new RoomContent();
	readonly following: Y.Doc[] = [];
	readonly away: { doc: Y.Doc; ledgerLength: number }[] = [];
	#draft = new RowDraft('d', this.index, EMPTY_HEAD, randomBytes);

	constructor() {
		this.#draft.beginEpoch(1, 0);
		this.commit();
	}

	accept(writer: number, count: number): void {
		const client = (writer + 5) * 65_536;
		const clock = this.index.nextClock(client);
		const events = Array.from({ length: count }, (_, i) => ({
			k: 'm',
			at: clock + i,
			b: `${client} ${clock + i} ü`,
		}));
		const values = Buffer.concat(events.map(eventBytes));
		const facts = events.map(() => PLAIN_MESSAGE);
		this.#draft.accept({ user: `u${writer}`, device: 5 }, { client, clock, length: count, values }, facts, 1);
	}

	refuse(writer: number, count: number): void {
		const client = (writer + 5) * 65_536;
		const clock = this.index.nextClock(client);
		const values = Buffer.concat(Array.from({ length: count }, () => eventBytes({ secret: true })));
		const run = { client, clock, length: count, values };
		this.#draft.refuse({ user: `u${writer}`, device: 5 }, run, 'SCHEMA', 1);
	}

	redact(writer: number, nth: number): void {
		const client = (writer + 5) * 65_536;
		const clock = nth % (this.index.nextClock(client) || 1);
		if (clock >= this.index.nextClock(client) || this.index.isGone(client, clock)) return;
		this.#draft.redact([{ ref: [client, clock], target: true }], 1);
	}

	commit(): void {
		const { payloads, head } = this.#draft;
		for (const payload of payloads) this.content.take(payload);
		if (payloads.length > 0) {
			const { full } = new Delivery(payloads, this.index);
			const update = decoding.readVarUint8Array(decoding.createDecoder(full.subarray(2)));
			for (const doc of this.following) Y.applyUpdate(doc, update);
		}
		this.#draft = new RowDraft('d', this.index, head, randomBytes);
	}

	/** A new replica comes; one that followed goes away. */
	join(): void {
		this.commit();
		const gone = this.following.shift();
		if (gone) this.away.push({ doc: gone, ledgerLength: this.index.ledgerLength });
		const doc = new Y.Doc();
		Y.applyUpdate(doc, this.content.since(this.index, new Map()));
		this.following.push(doc);
	}
}

/** Everything that a replica shows of the logs. */
function pictureOf(doc: Y.Doc, index: RoomIndex): unknown {
	const logs = [...index.clients].map(([client, { next }]) => [client, readLog(doc, client, 0, next)]);
	return { logs, vector: Y.decodeStateVector(Y.encodeStateVector(doc)) };
}

test('[W3, W4, W5] joining, following and catching up by either cursor give equal replicas, without what is gone', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const model = new Model();
			for (const action of steps)
				if (action.do === 'commit' || action.do === 'join') model[action.do]();
				else model[action.do](action.writer, action.count);
			model.join();
			const { index, content } = model;
			const fresh = model.following.at(-1)!;
			const expected = pictureOf(fresh, index);
			expect(new Map(index.stateVector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(fresh)));
			const replicas = [...model.following];
			for (const { doc, ledgerLength } of model.away) {
				const copy = new Y.Doc();
				Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
				Y.applyUpdate(copy, content.sinceEntry(index, ledgerLength));
				const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
				Y.applyUpdate(doc, content.since(index, vector));
				replicas.push(doc, copy);
			}
			for (const replica of replicas) {
				expect(replica.store.pendingStructs).toBe(null);
				expect(replica.store.pendingDs).toBe(null);
				expect(pictureOf(replica, index)).toEqual(expected);
				expect(Buffer.from(Y.encodeStateAsUpdate(replica)).includes('secret')).toBe(false);
			}
		}),
		{ numRuns: 150 },
	);
});
