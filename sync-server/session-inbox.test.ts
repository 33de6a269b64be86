import { expect, test } from 'vitest';
import { LIMITS } from '#lib/protocol/limits.ts';
import { append } from '../tests/attacks/bytes.ts';
import { ManualClock } from '../tests/support/relay-harness.ts';
import { Background } from './background.ts';
import { Budget } from './budget.ts';
import { step1Message, updateMessage } from './messages.ts';
import { SessionInbox } from './session-inbox.ts';

function inbox(): { inbox: SessionInbox; heard: string[]; clock: ManualClock } {
	const heard: string[] = [];
	const clock = new ManualClock();
	const reader = {
		update: (decoded: { ok: boolean }, kind: string, release: () => void) => {
			heard.push(`${kind} ${decoded.ok}`);
			release();
		},
		other: ({ kind }: { kind: string }) => void heard.push(kind),
		malformed: () => void heard.push('malformed'),
		overflow: () => void heard.push('overflow'),
	};
	return { inbox: new SessionInbox(new Background(clock), reader), heard, clock };
}

const EMPTY_UPDATE = updateMessage(new Uint8Array([0, 0]));

test('[R13] messages are held until the session is open, and then read in order', () => {
	const { inbox: one, heard } = inbox();
	one.receive(EMPTY_UPDATE);
	one.receive(step1Message([]));
	expect(heard).toEqual([]);
	one.open();
	one.receive(EMPTY_UPDATE);
	expect(heard).toEqual(['update true', 'step 1', 'update true']);
});

test('[R13] more than two backlogs waiting is no honest client', () => {
	const { inbox: one, heard } = inbox();
	for (let i = 0; i < 3; i++) one.receive(new Uint8Array(LIMITS.frameBytes));
	expect(heard).toEqual(['overflow']);
});

test('[R13] after its end nothing is read', () => {
	const { inbox: one, heard } = inbox();
	one.receive(EMPTY_UPDATE);
	one.stop();
	one.open();
	one.receive(EMPTY_UPDATE);
	expect(heard).toEqual([]);
});

test('[R13] a long update is read in steps, and what came behind it after that, a hundred at a time', () => {
	const { inbox: one, heard, clock } = inbox();
	one.open();
	const events = Array.from({ length: 4000 }, (_, i) => ({ k: 'm', at: i, b: 'long enough' }));
	one.receive(updateMessage(append(65_536 * 5, 0, ...events)));
	for (let i = 0; i < 250; i++) one.receive(EMPTY_UPDATE);
	expect(heard).toEqual([]);
	let steps = 0;
	while (heard.length === 0) {
		expect(clock.runDue()).toBe(true);
		steps++;
	}
	expect(steps).toBeGreaterThan(3);
	expect(heard.length).toBe(101);
	clock.runDue();
	expect(heard.length).toBe(201);
	clock.runDue();
	expect(heard.length).toBe(251);
	expect(clock.runDue()).toBe(false);
});

test('[R13] of several long updates one step is read between two turns', () => {
	const clock = new ManualClock();
	const background = new Background(clock);
	const order: number[] = [];
	const work = (who: number, steps: number): void => {
		order.push(who);
		if (steps > 1) background.next(() => work(who, steps - 1));
	};
	for (const who of [1, 2]) background.next(() => work(who, 3));
	const turns: number[] = [];
	while (clock.runDue()) turns.push(order.length);
	expect(turns).toEqual([1, 2, 3, 4, 5, 6]);
	expect(order).toEqual([1, 2, 1, 2, 1, 2]);
});

test('[R13] while a user’s long update waits for its append, his next is not decoded, on any of his documents', () => {
	const clock = new ManualClock();
	const background = new Background(clock);
	const budget = new Budget(clock);
	const decoded: string[] = [];
	const releases: (() => void)[] = [];
	const open = (name: string): SessionInbox => {
		const one = new SessionInbox(
			background,
			{
				update: (_decoded, _kind, release) => {
					decoded.push(name);
					releases.push(release);
				},
				other: ({ kind }) => void decoded.push(`${name} ${kind}`),
				malformed: () => undefined,
				overflow: () => undefined,
			},
			budget,
		);
		one.open();
		return one;
	};
	const [first, second, third] = [open('first'), open('second'), open('third')];
	const long = updateMessage(append(65_536 * 5, 0, { k: 'm', at: 1, b: 'x'.repeat(1_200_000) }));
	first.receive(long);
	while (clock.runDue());
	expect(decoded).toEqual(['first']);
	second.receive(EMPTY_UPDATE);
	second.receive(step1Message([]));
	third.receive(EMPTY_UPDATE);
	while (clock.runDue());
	expect(decoded).toEqual(['first']);
	// Who goes away while he waits is not waited for.
	second.stop();
	releases[0]!();
	releases[0]!();
	while (clock.runDue());
	expect(decoded).toEqual(['first', 'third']);
});
