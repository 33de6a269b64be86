import { expect, test } from 'vitest';
import { boundedQueue, QueueFull } from './bounded-queue.ts';

test('no more than the given number run at once, and all run in order', async () => {
	const run = boundedQueue(2, 10);
	const started: number[] = [];
	const finish: (() => void)[] = [];
	const task = (id: number) =>
		run(() => {
			started.push(id);
			return new Promise<void>((resolve) => finish.push(resolve));
		});
	const all = [1, 2, 3, 4].map(task);
	expect(started).toEqual([1, 2]);
	finish[0]!();
	await all[0];
	expect(started).toEqual([1, 2, 3]);
	finish[1]!();
	await all[1];
	expect(started).toEqual([1, 2, 3, 4]);
	finish[2]!();
	finish[3]!();
	await Promise.all(all);
});

test('one that finds no room to wait is refused, and a failed task gives its place back', async () => {
	const run = boundedQueue(1, 1);
	const fail = run(() => Promise.reject(new Error('no')));
	const second = run(() => Promise.resolve('ran'));
	await expect(run(() => Promise.resolve())).rejects.toThrow(QueueFull);
	await expect(fail).rejects.toThrow('no');
	await expect(second).resolves.toBe('ran');
	await expect(run(() => Promise.resolve('again'))).resolves.toBe('again');
});
