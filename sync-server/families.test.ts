import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { digestEvents } from '#lib/domain/digest.ts';
import type { AuthoredEvent, EventRef, Was } from '#lib/domain/events.ts';
import { RelayHarness, type Peer } from '../tests/support/relay-harness.ts';
import { Families, type KnownEvents, type Redaction } from './families.ts';
import type { EventFacts } from './event-facts.ts';

/** Events of one log as the index would know them. */
class Log implements KnownEvents {
	readonly #events: (EventFacts & { digest: number })[] = [];
	readonly #gone = new Set<number>();
	readonly families = new Families(this);

	isMessage([client, clock]: EventRef): boolean {
		return client === 1 && this.#events[clock]?.kind === 'm';
	}
	isGone(_client: number, clock: number): boolean {
		return this.#gone.has(clock);
	}
	digestOf([, clock]: EventRef): number {
		return this.#events[clock]?.digest ?? 0;
	}

	add(facts: Partial<EventFacts> & { digest?: number }): Redaction[] {
		const event = { kind: 'm' as const, of: null, was: null, digest: 100 + this.#events.length, ...facts };
		const ref: EventRef = [1, this.#events.push(event) - 1];
		this.families.take(ref, event);
		const redactions = this.families.redactionsAfter(ref, event);
		for (const { ref: gone, target } of redactions) {
			this.#gone.add(gone[1]);
			if (target) this.families.showed(gone[0], gone[1], 1);
		}
		return redactions;
	}
}

const clocks = (redactions: Redaction[]): string[] =>
	redactions.map(({ ref, target }) => `${ref[1]}${target ? ' shown' : ''}`).sort();
const was = (clock: number, digest = 100 + clock): Was => [1, clock, digest];
const remove = (clock: number): Partial<EventFacts> => ({ kind: 'd', of: [1, clock] });
const edit = (clock: number): Partial<EventFacts> => ({ kind: 'e', of: [1, clock] });

describe('[D10] a delete takes with it', () => {
	test('the message and its edits, earlier and later', () => {
		const log = new Log();
		log.add({});
		log.add({});
		log.add(edit(0));
		expect(clocks(log.add(remove(0)))).toEqual(['0 shown', '2']);
		expect(clocks(log.add(edit(0)))).toEqual(['4']);
		expect(log.add(edit(1))).toEqual([]);
		expect(log.add(remove(0))).toEqual([]);
	});

	test('the copies of an original, whichever of them it names, and their edits', () => {
		for (const named of [0, 1, 2]) {
			const log = new Log();
			log.add({});
			log.add({ was: was(0) });
			log.add({ was: was(0) });
			log.add(edit(2));
			expect(clocks(log.add(remove(named)))).toEqual(
				['0', '1', '2', '3'].map((clock) => (clock === `${named}` ? `${clock} shown` : clock)),
			);
			expect(clocks(log.add({ was: was(0) }))).toEqual(['5']);
		}
	});

	test('copies of copies', () => {
		const log = new Log();
		log.add({});
		log.add({ was: was(0) });
		log.add({ was: was(1) });
		expect(clocks(log.add(remove(2)))).toEqual(['0', '1', '2 shown']);
	});

	test('not what another copy of the profile had said under the same clock', () => {
		const log = new Log();
		log.add({});
		log.add({ was: was(0, 7) });
		expect(clocks(log.add(remove(0)))).toEqual(['0 shown']);
		expect(clocks(log.add(remove(1)))).toEqual(['1 shown']);
	});

	test('the copies of an original that is not here, the edits that name it, and itself when it comes', () => {
		const log = new Log();
		log.add({ was: was(4, 104) });
		log.add(edit(4));
		expect(clocks(log.add(remove(0)))).toEqual(['0 shown', '1']);
		expect(clocks(log.add(edit(4)))).toEqual(['3']);
		expect(clocks(log.add({ digest: 104 }))).toEqual(['4']);
	});

	test('what comes after it: the message that it names, and the edits of one that never comes', () => {
		const log = new Log();
		log.add(remove(2));
		expect(clocks(log.add(edit(2)))).toEqual(['1']);
		expect(clocks(log.add({}))).toEqual(['2 shown']);
	});

	test('a missing original’s first copy, when two claim it in different words', () => {
		const log = new Log();
		log.add({ was: was(3, 7) });
		log.add({ was: was(3, 103) });
		log.add({});
		expect(log.add({ digest: 103 })).toEqual([]);
		expect(clocks(log.add(remove(3)))).toEqual(['1', '3 shown']);
	});
});

test('[R13] ten thousand copies of one message, deleted again and again, cost what their number costs', () => {
	const log = new Log();
	log.add({});
	const began = performance.now();
	for (let i = 0; i < 10_000; i++) log.add({ was: was(0) });
	for (let i = 0; i < 10_000; i++) log.add(i % 2 ? { was: was(0) } : remove(0));
	expect(performance.now() - began).toBeLessThan(1000);
});

describe('[D10] in the relay', () => {
	const copyOf = (peer: Peer, clock: number, event: AuthoredEvent): AuthoredEvent =>
		({ ...event, was: [peer.doc.clientID, clock, digestEvents([event])] }) as AuthoredEvent;

	test('a rewritten message goes with its original, also for a relay that reads it from the log', async () => {
		const relay = new RelayHarness();
		relay.addMember('ada');
		relay.addMember('ben');
		const ada = await relay.connect('ada');
		const secret: AuthoredEvent = { k: 'm', at: 1, b: 'secret' };
		const clock = ada.write(secret);
		const again = await relay.connect('ada', { session: 1 });
		again.write(copyOf(ada, clock, secret));
		again.write({ k: 'e', at: 2, of: [again.doc.clientID, 0], b: 'secret, mended' });
		again.write(copyOf(ada, clock, { k: 'm', at: 3, b: 'another thing at the same clock' }));
		await relay.settle();
		relay.start();
		const ben = await relay.connect('ben');
		const later = await relay.connect('ada', { session: 2 });
		later.write({ k: 'd', at: 4, of: [ada.doc.clientID, clock] });
		await relay.settle();
		for (const peer of [ben, await relay.connect('ben', { session: 1 })]) {
			expect(peer.timeline).toEqual(['-', 'another thing at the same clock']);
			expect(Buffer.from(Y.encodeStateAsUpdate(peer.doc)).includes('secret')).toBe(false);
		}
	});
});
