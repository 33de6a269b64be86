import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendEvents, readLog } from '#lib/domain/conversation-document.ts';
import { FakeClock, settle } from '../../../tests/support/fake-clock.ts';
import { MemoryDisk, Platter } from './memory-disk.ts';
import { ReplicaStore } from './replica-store.ts';

const CLIENT = 9 * 65_536;
type Fate = 'write' | 'abort' | 'full';

class Bench {
	readonly clock = new FakeClock();
	readonly platter = new Platter();
	readonly doc = new Y.Doc();
	readonly disk: MemoryDisk;
	readonly store: ReplicaStore;
	superseded = 0;
	/** Stands for the ledger: an entry for each event. */
	said = 0;
	#waiting: ((fate: Fate) => void)[] = [];

	constructor() {
		this.doc.clientID = CLIENT;
		this.disk = new MemoryDisk(this.platter, this.doc, {
			beforeWrite: () => new Promise((resolve) => this.#waiting.push(resolve)),
		});
		this.store = new ReplicaStore({
			doc: this.doc,
			disk: this.disk,
			clock: this.clock,
			ledger: () => ({ epoch: 1, entries: this.said }),
			onChange: () => {},
			onSuperseded: () => this.superseded++,
		});
	}

	say(text: string): number {
		this.said++;
		return appendEvents(this.doc, [{ k: 'm', at: 1, b: text }]);
	}

	/** Lets the oldest write end so. */
	async end(fate: Fate): Promise<void> {
		await settle();
		this.#waiting.shift()!(fate);
		await settle();
	}

	get writing(): number {
		return this.#waiting.length;
	}

	/** What a new start would find. */
	async onDisk(): Promise<string[]> {
		const doc = new Y.Doc();
		await new MemoryDisk(this.platter, doc).loaded;
		return readLog(doc, CLIENT, 0, 50).flatMap((slot) =>
			slot.state === 'present' ? [(slot.value as { b: string }).b] : [],
		);
	}
}

describe('ReplicaStore', () => {
	test('[W11] of the ledger the device holds what a completed write has, however much came in the meantime', async () => {
		const bench = new Bench();
		const held = () => bench.store.held.entries;
		bench.say('one');
		bench.say('two');
		expect(held()).toBe(0);
		await bench.end('write');
		expect(held()).toBe(1);
		bench.say('three');
		await bench.end('full');
		expect(held()).toBe(1);
		await bench.clock.advance(1_000);
		await bench.end('write');
		expect(held()).toBe(3);
	});

	test('an event is saved when its write has completed, and not before', async () => {
		const bench = new Bench();
		const clock = bench.say('one');
		await settle();
		expect(bench.store.durabilityOf(CLIENT, clock)).toBe('saving');
		await bench.end('write');
		expect(bench.store.durabilityOf(CLIENT, clock)).toBe('saved');
		expect(await bench.onDisk()).toEqual(['one']);
	});

	test('what comes during a write goes into the next one together', async () => {
		const bench = new Bench();
		bench.say('one');
		await settle();
		bench.say('two');
		bench.say('three');
		await settle();
		expect(bench.writing).toBe(1);
		await bench.end('write');
		expect(bench.writing).toBe(1);
		expect(bench.store.durabilityOf(CLIENT, 2)).toBe('saving');
		await bench.end('write');
		expect(await bench.onDisk()).toEqual(['one', 'two', 'three']);
	});

	test('after an aborted write the whole state is written: what follows is never saved without what went before', async () => {
		const bench = new Bench();
		bench.say('one');
		await bench.end('full');
		expect(bench.store.failure).toEqual({ full: true });
		expect(bench.store.durabilityOf(CLIENT, 0)).toBe('not-saved');
		bench.say('two');
		await bench.end('write');
		expect(bench.store.failure).toBeNull();
		expect([0, 1].map((clock) => bench.store.durabilityOf(CLIENT, clock))).toEqual(['saved', 'saved']);
		expect(await bench.onDisk()).toEqual(['one', 'two']);
	});

	test('it is tried again by itself, later and later', async () => {
		const bench = new Bench();
		bench.say('one');
		await bench.end('abort');
		await bench.clock.advance(999);
		expect(bench.writing).toBe(0);
		await bench.clock.advance(1);
		await bench.end('abort');
		await bench.clock.advance(1_999);
		expect(bench.writing).toBe(0);
		await bench.clock.advance(1);
		await bench.end('write');
		expect(await bench.onDisk()).toEqual(['one']);
		expect(bench.store.failure).toBeNull();
	});

	test('[D12] records go with the update of their transaction, and again when that was aborted', async () => {
		const bench = new Bench();
		bench.store.attach([{ key: 'tray/1:0', value: 'kept' }]);
		bench.say('one');
		await bench.end('abort');
		expect(bench.platter.records.size).toBe(0);
		await bench.clock.advance(1_000);
		await bench.end('write');
		expect(bench.platter.records.get('tray/1:0')).toBe('kept');
	});

	test('a replica that another tab began anew writes no more', async () => {
		const bench = new Bench();
		bench.platter.generation++;
		bench.say('one');
		await bench.end('write');
		expect(bench.superseded).toBe(1);
		expect(await bench.onDisk()).toEqual([]);
		bench.say('two');
		await settle();
		expect(bench.writing).toBe(0);
	});

	test('500 rows become one', async () => {
		const bench = new Bench();
		for (let index = 0; index < 501; index++) {
			bench.say(`text ${index}`);
			await bench.end('write');
		}
		expect(bench.platter.updates.size).toBe(1);
		bench.say('after');
		await bench.end('write');
		expect(bench.platter.updates.size).toBe(2);
	});
});
