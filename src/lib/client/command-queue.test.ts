import { describe, expect, test } from 'vitest';
import type { Command, CommandOutcome } from '#lib/protocol/commands.ts';
import { FakeClock, fakeLocks, settle } from '../../../tests/support/fake-clock.ts';
import { CommandQueue, type CommandReply } from './command-queue.ts';
import { MemoryKeyValue } from './memory-key-value.ts';
import { WriteAborted } from './replica-disk.ts';

const CONVERSATION = '0190a000-0000-7000-8000-000000000001';

function join(id: string): Command {
	return { id, at: 1, kind: 'conversation.join', conversation: CONVERSATION };
}

class Bench {
	readonly clock = new FakeClock();
	readonly entries = new Map<string, unknown>();
	readonly sent: string[] = [];
	readonly outcomes: CommandOutcome[] = [];
	replies: CommandReply[] = [];
	/** So many writes are aborted. */
	fullWrites = 0;
	readonly #locks = fakeLocks();

	#store(): MemoryKeyValue {
		const store = new MemoryKeyValue(this.entries);
		const write = store.write.bind(store);
		store.write = (changes) =>
			this.fullWrites-- > 0 ? Promise.reject(new WriteAborted(true)) : write(changes);
		return store;
	}

	async tab(): Promise<CommandQueue> {
		const queue = new CommandQueue({
			user: 'ann',
			store: this.#store(),
			locks: this.#locks,
			clock: this.clock,
			send: async ({ id }) => {
				this.sent.push(id);
				return this.replies.shift() ?? { kind: 'outcome', outcome: { ok: true } };
			},
			decided: (command, outcome) =>
				outcome.ok ? [] : [{ key: `notice/${command.id}`, value: outcome.words }],
			onChange: (outcome) => outcome && this.outcomes.push(outcome),
		});
		await queue.load();
		return queue;
	}
}

describe('CommandQueue', () => {
	test('what was queued offline survives the tab and is sent in order, once', async () => {
		const bench = new Bench();
		const first = await bench.tab();
		await first.enqueue(join('a'));
		await first.enqueue(join('b'));
		expect(bench.sent).toEqual([]);
		const second = await bench.tab();
		expect(second.pending.map(({ id }) => id)).toEqual(['a', 'b']);
		second.start();
		await settle();
		expect(bench.sent).toEqual(['a', 'b']);
		expect(second.pending).toEqual([]);
		expect([...bench.entries.keys()]).toEqual([]);
	});

	test('it shows at once and is sent after it is on disk', async () => {
		const bench = new Bench();
		const queue = await bench.tab();
		queue.start();
		const saved = queue.enqueue(join('a'));
		expect(queue.pending.map(({ id }) => id)).toEqual(['a']);
		expect(bench.sent).toEqual([]);
		await saved;
		await settle();
		expect(bench.sent).toEqual(['a']);
	});

	test('an aborted write is tried again, and nothing is sent before it is on disk', async () => {
		const bench = new Bench();
		bench.fullWrites = 2;
		const queue = await bench.tab();
		queue.start();
		let notSaved = 0;
		const saved = queue.enqueue(join('a'), () => notSaved++);
		await bench.clock.advance(500);
		expect(notSaved).toBe(1);
		expect(queue.pending.map(({ id }) => id)).toEqual(['a']);
		expect(bench.sent).toEqual([]);
		await bench.clock.advance(10_000);
		await saved;
		await settle();
		expect(bench.sent).toEqual(['a']);
	});

	test('without an answer the same command is sent again, later and later; nothing overtakes it', async () => {
		const bench = new Bench();
		const queue = await bench.tab();
		bench.replies = [{ kind: 'later' }, { kind: 'later' }];
		queue.start();
		await queue.enqueue(join('a'));
		await queue.enqueue(join('b'));
		await bench.clock.advance(500);
		expect(new Set(bench.sent)).toEqual(new Set(['a']));
		await bench.clock.advance(10_000);
		expect(bench.sent.at(-1)).toBe('b');
		expect(bench.sent.filter((id) => id === 'b')).toHaveLength(1);
		expect(queue.pending).toEqual([]);
	});

	test('a refusal leaves the queue together with what is stored about it', async () => {
		const bench = new Bench();
		const queue = await bench.tab();
		bench.replies = [{ kind: 'outcome', outcome: { ok: false, code: 'FORBIDDEN', words: 'no' } }];
		queue.start();
		await queue.enqueue(join('a'));
		await settle();
		expect(Object.fromEntries(bench.entries)).toEqual({ 'notice/a': 'no' });
		expect(bench.outcomes).toMatchObject([{ ok: false }]);
	});

	test('under another sign-in nothing more is sent', async () => {
		const bench = new Bench();
		const queue = await bench.tab();
		bench.replies = [{ kind: 'stop' }];
		queue.start();
		await queue.enqueue(join('a'));
		await bench.clock.advance(600_000);
		expect(bench.sent).toEqual(['a']);
		expect(queue.pending).toHaveLength(1);
	});

	test('of two tabs one sends', async () => {
		const bench = new Bench();
		const left = await bench.tab();
		await left.enqueue(join('a'));
		const right = await bench.tab();
		left.start();
		right.start();
		await settle();
		expect(bench.sent).toEqual(['a']);
		expect([left.pending, right.pending]).toEqual([[], []]);
	});
});
