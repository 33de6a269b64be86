import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock.ts';
import { paced } from './paced.ts';

function aPaced() {
	const clock = new FakeClock();
	let calls = 0;
	return { clock, paced: paced(clock, 100, () => void calls++), calls: () => calls };
}

describe('paced', () => {
	test('is called at once after a calm', async () => {
		const { paced, calls, clock } = aPaced();
		paced.ask();
		expect(calls()).toBe(1);
		await clock.advance(1_000);
		expect(calls()).toBe(1);
		paced.ask();
		expect(calls()).toBe(2);
	});

	test('is called ten times a second, however often it is asked for', async () => {
		const { paced, calls, clock } = aPaced();
		for (let ms = 0; ms < 1_000; ms++) {
			for (let i = 0; i < 10; i++) paced.ask();
			await clock.advance(1);
		}
		await clock.advance(1_000);
		expect(calls()).toBe(11);
	});

	test('tells of the last change too, once', async () => {
		const { paced, calls, clock } = aPaced();
		paced.ask();
		paced.ask();
		await clock.advance(99);
		expect(calls()).toBe(1);
		await clock.advance(1);
		expect(calls()).toBe(2);
		await clock.advance(1_000);
		expect(calls()).toBe(2);
	});

	test('hurries when it must, and what waited is done with that', async () => {
		const { paced, calls, clock } = aPaced();
		paced.ask();
		paced.ask();
		paced.hurry();
		expect(calls()).toBe(2);
		await clock.advance(1_000);
		expect(calls()).toBe(2);
	});

	test('waits for no timer that a hidden page gets late', () => {
		let now = 0;
		let calls = 0;
		const late = paced({ now: () => now, after: () => () => {} }, 100, () => void calls++);
		late.ask();
		now = 99;
		late.ask();
		expect(calls).toBe(1);
		now = 100;
		late.ask();
		expect(calls).toBe(2);
	});

	test('is silent once stopped', async () => {
		const { paced, calls, clock } = aPaced();
		paced.ask();
		paced.ask();
		paced.stop();
		await clock.advance(1_000);
		expect(calls()).toBe(1);
	});
});
