import { expect, test } from 'vitest';
import { TextCauses } from './text-causes.ts';
import { Item, List, type ItemId } from './text-items.ts';

const [A, B, C] = [70_000, 70_001, 70_002];
/** Writers whose past is remembered. */
const REMEMBERED = 16;
const list = new List('text');

function item(client: number, clock: number, length = 1, origin: ItemId | null = null): Item {
	return new Item({ client, clock, length, text: null, origin, rightOrigin: null, root: 'text' }, list);
}

test('[X6] who writes the first has seen nothing', () => {
	expect(new TextCauses(new Map()).seenBy(A, 0, [])).toEqual({ seen: new Map(), visited: 0 });
});

test('[X6] he has seen what he wrote, and what that names, no more', () => {
	const clients = new Map([
		[A, [item(A, 0), item(A, 1, 1, [B, 1]), item(A, 2, 1, [B, 4])]],
		[B, [item(B, 0), item(B, 1, 2), item(B, 3, 4), item(B, 7, 1, [C, 0])]],
		[C, [item(C, 0)]],
	]);
	expect(new TextCauses(clients).seenBy(A, 2, [])).toEqual({
		seen: new Map([
			[A, 2],
			[B, 2],
		]),
		visited: 4,
	});
	// The items that hold the clocks, each once; what stands behind them was not seen.
	const more = new TextCauses(clients).seenBy(A, 3, []);
	expect(more.seen).toEqual(
		new Map([
			[A, 3],
			[B, 5],
		]),
	);
});

test('[X6] what he names now is seen with its past, and is no part of what he had seen before', () => {
	const clients = new Map([
		[A, [item(A, 0)]],
		[B, [item(B, 0, 1, [C, 0])]],
		[C, [item(C, 0)]],
	]);
	const causes = new TextCauses(clients);
	const named = causes.seenBy(A, 1, [[B, 0]]);
	const own: [number, number] = [A, 1];
	expect(named).toEqual({ seen: new Map([own, [B, 1], [C, 1]]), visited: 3 });
	expect(causes.seenBy(A, 1, [])).toEqual({ seen: new Map([own]), visited: 0 });
});

test('[X6] what was looked at once is not looked at again', () => {
	const own = Array.from({ length: 10 }, (_, clock) => item(A, clock));
	const causes = new TextCauses(new Map([[A, own]]));
	expect(causes.seenBy(A, 10, []).visited).toBe(10);
	own.push(item(A, 10));
	expect(causes.seenBy(A, 11, []).visited).toBe(1);
});

test('[X6] of so many writers the past is remembered, and of the longest silent it is read again', () => {
	const writers = Array.from({ length: REMEMBERED + 1 }, (_, index) => A + index);
	const causes = new TextCauses(new Map(writers.map((client) => [client, [item(client, 0)]])));
	const visited = (client: number) => causes.seenBy(client, 1, []).visited;
	const remembered = writers.slice(0, REMEMBERED);
	expect(remembered.map(visited)).toEqual(remembered.map(() => 1));
	expect(remembered.map(visited)).toEqual(remembered.map(() => 0));
	expect(visited(writers[REMEMBERED]!)).toBe(1);
	expect(remembered.slice(1).map(visited)).toEqual(remembered.slice(1).map(() => 0));
	expect(visited(writers[0]!)).toBe(1);
});
