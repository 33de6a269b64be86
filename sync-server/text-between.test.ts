import { expect, test } from 'vitest';
import { sawBetween } from './text-between.ts';
import { Item, List, type NewItem } from './text-items.ts';

const CLIENT = 70_000;
const list = new List('text');
const inOne = (origin: number, rightOrigin: number): NewItem => ({
	...{ client: CLIENT + 1, clock: 0, length: 1, text: 'x', root: null },
	...{ origin: [CLIENT, origin], rightOrigin: [CLIENT, rightOrigin] },
});

test('[X6] between neighbours within one item stands nothing, and else what its writer had seen', () => {
	const place = { client: CLIENT, clock: 0, length: 6, text: 'abcdef', origin: null, rightOrigin: null };
	const long = new Item({ ...place, root: 'text' }, list);
	const saw = (origin: number, rightOrigin: number) =>
		sawBetween(list, inOne(origin, rightOrigin), long, long, new Map());
	expect([saw(2, 3), saw(0, 1), saw(2, 4), saw(0, 5)]).toEqual([false, false, true, true]);
});
