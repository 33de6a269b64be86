import { expect, test } from 'vitest';
import { LIMITS } from '#lib/protocol/limits.ts';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import { FakeSocket, ManualClock, RelayHarness } from '../tests/support/relay-harness.ts';
import { Budget, Budgets } from './budget.ts';

const { workMs, bytes, frames } = LIMITS.userBudget;

/** A clock whose thread works when told to. */
class WorkingClock extends ManualClock {
	worked = 0;
	readonly workTime = (): number => this.worked;
}

test('[R13] a burst is free; what goes beyond it is paid for in time', () => {
	const clock = new ManualClock();
	const budget = new Budget(clock);
	for (let i = 0; i < frames.burst; i++) budget.frame(0);
	expect(budget.restMs).toBe(0);
	for (let i = 0; i < frames.perSecond; i++) budget.frame(0);
	expect(budget.restMs).toBe(1000);
	clock.time += 400;
	expect(budget.restMs).toBe(600);
	clock.time += 600;
	expect(budget.restMs).toBe(0);
});

test('[R13] bytes and work count as frames do', () => {
	const clock = new WorkingClock();
	const byBytes = new Budget(clock);
	byBytes.frame(bytes.burst + bytes.perSecond);
	expect(byBytes.restMs).toBe(1000);
	const byWork = new Budget(clock);
	byWork.charge(() => (clock.worked += workMs.burst + workMs.perSecond));
	expect(byWork.restMs).toBe(1000);
});

test('[R13] work within work is counted once, also of work that throws', () => {
	const clock = new WorkingClock();
	const budget = new Budget(clock);
	const work = () =>
		budget.charge(() => {
			budget.charge(() => (clock.worked += workMs.burst));
			throw new Error('on purpose');
		});
	expect(work).toThrow('on purpose');
	expect(budget.restMs).toBe(0);
	budget.charge(() => (clock.worked += workMs.perSecond));
	expect(budget.restMs).toBe(1000);
});

test('[R13] a debt outlives its connections, and is forgotten once it is paid', () => {
	const clock = new ManualClock();
	const budgets = new Budgets(clock);
	const before = budgets.of('mal');
	before.frame(bytes.burst + bytes.perSecond);
	budgets.forget(new Set());
	expect(budgets.of('mal')).toBe(before);
	clock.time += 1000 * (1 + bytes.burst / bytes.perSecond);
	budgets.forget(new Set(['mal']));
	expect(budgets.of('mal')).toBe(before);
	budgets.forget(new Set());
	expect(budgets.of('mal')).not.toBe(before);
});

class PausableSocket extends FakeSocket {
	isPaused = false;
	pause(): void {
		this.isPaused = true;
	}
	resume(): void {
		this.isPaused = false;
	}
}

const PING = encodeClientFrame({ op: 'ping' });

test('[R13] who floods is not read until his debt is paid, on any of his sockets; others are', async () => {
	const relay = new RelayHarness();
	const [one, other, honest] = [new PausableSocket(), new PausableSocket(), new PausableSocket()];
	const flooding = relay.core.connect(one, relay.speaker('mal'), null);
	const again = relay.core.connect(other, relay.speaker('mal'), null);
	const ada = relay.core.connect(honest, relay.speaker('ada'), null);
	for (let i = 0; i < frames.burst + frames.perSecond * 2; i++) flooding.receive(PING);
	again.receive(PING);
	ada.receive(PING);
	expect([one.isPaused, other.isPaused, honest.isPaused]).toEqual([true, true, false]);
	await relay.pass(1000);
	expect(one.isPaused).toBe(true);
	await relay.pass(2000);
	expect([one.isPaused, other.isPaused]).toEqual([false, false]);
	expect([one.closedWith, other.closedWith]).toEqual([null, null]);
});

test('[R13] a user has so many sockets, and another has his own', () => {
	const relay = new RelayHarness();
	const sockets = Array.from({ length: LIMITS.socketsPerUser + 1 }, () => new FakeSocket());
	const connections = sockets.map((socket) => relay.core.connect(socket, relay.speaker('mal'), null));
	expect(sockets.filter(({ closedWith }) => closedWith === 4429)).toEqual([sockets.at(-1)]);
	const ada = new FakeSocket();
	relay.core.connect(ada, relay.speaker('ada'), null);
	expect(ada.closedWith).toBe(null);
	connections[0]!.closed();
	const next = new FakeSocket();
	relay.core.connect(next, relay.speaker('mal'), null);
	expect(next.closedWith).toBe(null);
});
