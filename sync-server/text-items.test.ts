import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeStructs, joinUpdate, NO_DELETES, partFrom } from './text-encode.ts';
import { cutText, NO_LIMITS, TextItems, type ItemId, type NewItem, type TextLimits } from './text-items.ts';

const ROOTS = ['one', 'other'];
const isRoot = (name: string) => ROOTS.includes(name);
const CLIENT = 70_000;

function item(change: Partial<NewItem> = {}): NewItem {
	const one = { client: CLIENT, clock: 0, text: 'x', origin: null, rightOrigin: null, ...change };
	const root = one.origin || one.rightOrigin ? null : 'one';
	return { root, length: one.text?.length ?? 1, ...one };
}

/** Places texts of one client id behind each other, at places that do not let them become one. */
function filled(count: number, limits: TextLimits = NO_LIMITS): TextItems {
	const items = new TextItems();
	for (let i = 0; i < count; i++) items.place(item({ clock: i, root: 'one' }), isRoot, limits);
	return items;
}

const codeOf = (items: TextItems, change: Partial<NewItem>, limits: Partial<TextLimits> = {}) => {
	const placed = items.place(item(change), isRoot, { ...NO_LIMITS, ...limits });
	return placed.ok ? 'ok' : placed.code;
};

/** Random numbers from a seed. */
function randomFrom(seed: number): (below: number) => number {
	return (below) => {
		seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
		return Math.floor((seed / 0x8000_0000) * below);
	};
}

/** The clocks of a root in their order, as Yjs has them. */
function orderIn(doc: Y.Doc, root: string): string[] {
	const order: string[] = [];
	for (let at = doc.get(root, Y.Text)._start; at; at = at.right)
		for (let i = 0; i < at.length; i++) order.push(`${at.id.client}:${at.id.clock + i}`);
	return order;
}

const PIECES = ['a', 'bc', 'words', '😀', 'é😀x', '\n'];

test.each(Array.from({ length: 12 }, (_, i) => i + 1))(
	'[X6] whatever places are named, the order is that of Yjs, or there is none: seed %i',
	(seed) => {
		const random = randomFrom(seed);
		const items = new TextItems();
		const doc = new Y.Doc({ gc: false });
		const known: { id: ItemId; root: string }[] = [];
		const pick = () => (random(4) === 0 || known.length === 0 ? null : known[random(known.length)]!);
		let refused = 0;
		for (let step = 0; step < 150; step++) {
			const client = CLIENT + random(4);
			if (random(5) === 0 && items.nextClock(client) > 0) {
				const clock = random(items.nextClock(client));
				const length = 1 + random(Math.min(4, items.nextClock(client) - clock));
				const living = items.delete(client, clock, length, NO_LIMITS)!;
				const before = doc.get('one', Y.Text).length + doc.get('other', Y.Text).length;
				Y.applyUpdate(doc, Uint8Array.of(0, 1, ...varUints(client, 1, clock, length)));
				const after = doc.get('one', Y.Text).length + doc.get('other', Y.Text).length;
				expect(living.reduce((sum, [, size]) => sum + size, 0)).toBe(before - after);
				continue;
			}
			const text = random(6) === 0 ? null : PIECES[random(PIECES.length)]!;
			const [left, right] = [pick(), pick()];
			const clock = items.nextClock(client);
			const placed: NewItem = item({
				client,
				clock,
				text,
				length: text?.length ?? 1 + random(3),
				origin: left?.id ?? null,
				rightOrigin: right?.id ?? null,
				root: left || right ? null : ROOTS[random(2)]!,
			});
			const root = left?.root ?? right?.root ?? placed.root!;
			const order = orderIn(doc, root);
			const at = (id: ItemId | null | undefined, none: number) => (id ? order.indexOf(id.join(':')) : none);
			const expected =
				left && right && left.root !== right.root
					? 'CONTAINER_NOT_YOURS'
					: at(left?.id, -1) < at(right?.id, order.length)
						? 'ok'
						: 'NOT_AN_APPEND';
			const result = items.place(placed, isRoot, NO_LIMITS);
			expect(result.ok ? 'ok' : result.code).toBe(expected);
			if (!result.ok) {
				refused++;
				continue;
			}
			for (let i = 0; i < placed.length; i++) known.push({ id: [client, clock + i], root });
			Y.applyUpdate(doc, joinUpdate([encodeStructs([placed])], NO_DELETES));
			for (const name of ROOTS) expect(items.textOf(name)).toBe(doc.get(name, Y.Text).toString());
		}
		expect(refused).toBeGreaterThan(5);
		expect(refused).toBeLessThan(100);
		let [count, units] = [0, 0];
		for (const [client, all] of items.clients) {
			let next = 0;
			for (const one of all) {
				expect([one.client, one.clock]).toEqual([client, next]);
				next = one.end;
				count++;
				if (one.text !== null) units += one.length;
			}
			expect([next, items.nextClock(client)]).toEqual(Array(2).fill(Y.getState(doc.store, client)));
		}
		expect([items.count, items.units]).toEqual([count, units]);
		expect(units).toBe(ROOTS.reduce((sum, root) => sum + doc.get(root, Y.Text).length, 0));
		expect(items.roots().sort()).toEqual(ROOTS);
	},
);

function varUints(...numbers: number[]): number[] {
	return numbers.flatMap((number) => {
		const bytes: number[] = [];
		for (; number > 127; number = Math.floor(number / 128)) bytes.push(128 | (number % 128));
		return [...bytes, number];
	});
}

test('[X6] a struct stands in a root that the document may have', () => {
	const items = new TextItems();
	expect(codeOf(items, { root: 'elsewhere' })).toBe('CONTAINER_NOT_YOURS');
	expect(codeOf(items, { root: null })).toBe('CONTAINER_NOT_YOURS');
	expect([items.count, items.units, items.nextClock(CLIENT), items.roots()]).toEqual([0, 0, 0, []]);
	expect(codeOf(items, {})).toBe('ok');
	expect(codeOf(items, { clock: 1, root: 'other' })).toBe('ok');
	expect([items.textOf('one'), items.textOf('other'), items.textOf('elsewhere')]).toEqual(['x', 'x', '']);
	expect(codeOf(items, { clock: 2, origin: [CLIENT, 0], rightOrigin: [CLIENT, 1] })).toBe(
		'CONTAINER_NOT_YOURS',
	);
});

test('[X6] what it names stands in this order, within one item too', () => {
	const items = new TextItems();
	items.place(item({ text: 'abcdef' }), isRoot, NO_LIMITS);
	const between = (left: number, right: number) =>
		codeOf(items, { client: CLIENT + 1, origin: [CLIENT, left], rightOrigin: [CLIENT, right] });
	expect([between(3, 3), between(3, 2), between(5, 0)]).toEqual(Array(3).fill('NOT_AN_APPEND'));
	expect(items.count).toBe(1);
	expect(between(2, 3)).toBe('ok');
	expect(items.textOf('one')).toBe('abcxdef');
	expect(items.count).toBe(3);
});

test('[X6] at most so many items stand between what it names', () => {
	const most = { between: 3 };
	const ends = (count: number) => {
		const items = filled(count + 2);
		const order = [...items.from(CLIENT, 0)];
		let first = order[0]!;
		while (first.left) first = first.left;
		let last = first;
		while (last.right) last = last.right;
		return codeOf(
			items,
			{ clock: count + 2, origin: [CLIENT, first.clock], rightOrigin: [CLIENT, last.clock] },
			most,
		);
	};
	expect([ends(2), ends(3), ends(4)]).toEqual(['ok', 'ok', 'NOT_AN_APPEND']);
	// From the beginning, and to the end.
	const at = (count: number, change: Partial<NewItem>) =>
		codeOf(filled(count), { clock: count, ...change }, most);
	expect([at(3, {}), at(4, {})]).toEqual(['ok', 'NOT_AN_APPEND']);
});

test('[X6] the rest of a long item counts as one that stands between', () => {
	const items = () => {
		const made = new TextItems();
		made.place(item({ text: 'abcdef' }), isRoot, NO_LIMITS);
		made.place(item({ client: CLIENT + 1, text: 'ghi', origin: [CLIENT, 5] }), isRoot, NO_LIMITS);
		return made;
	};
	const steps = (origin: ItemId | null, rightOrigin: ItemId | null) => {
		const placed = items().place(item({ client: CLIENT + 2, origin, rightOrigin }), isRoot, NO_LIMITS);
		return placed.ok ? placed.steps : placed.code;
	};
	expect(steps([CLIENT, 5], [CLIENT + 1, 0])).toBe(0);
	expect(steps([CLIENT, 4], [CLIENT + 1, 0])).toBe(1);
	expect(steps([CLIENT, 4], [CLIENT + 1, 1])).toBe(2);
	expect(steps([CLIENT, 5], [CLIENT + 1, 2])).toBe(1);
	expect(steps([CLIENT, 2], [CLIENT, 3])).toBe(0);
	expect(steps([CLIENT, 2], [CLIENT, 4])).toBe(1);
	expect(steps([CLIENT, 0], [CLIENT, 5])).toBe(1);
	expect(steps(null, [CLIENT, 0])).toBe(0);
	expect(steps(null, [CLIENT, 1])).toBe(1);
	expect(steps([CLIENT + 1, 2], null)).toBe(0);
	expect(steps([CLIENT + 1, 1], null)).toBe(1);
	expect(steps(null, null)).toBe(2);
	expect(steps([CLIENT, 4], null)).toBe(2);
});

test('[X8] a document is full by its units, its items and its client ids', () => {
	const items = filled(3);
	const next = { clock: 3, root: 'one' };
	expect(codeOf(items, next, { items: 3 })).toBe('DOCUMENT_FULL');
	expect(codeOf(items, { ...next, text: 'xx' }, { units: 4 })).toBe('DOCUMENT_FULL');
	expect(codeOf(items, { client: CLIENT + 1 }, { clients: 1 })).toBe('DOCUMENT_FULL');
	expect(codeOf(items, { ...next, text: null, length: 5 }, { units: 4 })).toBe('DOCUMENT_FULL');
	expect([items.count, items.units]).toEqual([3, 3]);
	expect(codeOf(items, { ...next, text: null, length: 4 }, { units: 4, items: 4, clients: 1 })).toBe('ok');
	expect(codeOf(items, { ...next, clock: 7 }, { units: 4, items: 5, clients: 1 })).toBe('ok');
	expect(codeOf(items, { client: CLIENT + 1 }, { units: 5, items: 6, clients: 2 })).toBe('ok');
	expect([items.count, items.units]).toEqual([6, 5]);
});

test('[X8] to delete a part takes room for what is left', () => {
	const items = new TextItems();
	items.place(item({ text: 'abcdef' }), isRoot, NO_LIMITS);
	const room = (most: number): TextLimits => ({ ...NO_LIMITS, items: most });
	for (const [clock, length] of [
		[0, 2],
		[4, 2],
		[2, 2],
	] as const)
		expect(items.delete(CLIENT, clock, length, room(1))).toBeNull();
	expect([items.textOf('one'), items.count, items.units]).toEqual(['abcdef', 1, 6]);
	expect(items.delete(CLIENT, 2, 2, room(2))).toEqual([[2, 2]]);
	expect([items.textOf('one'), items.count, items.units]).toEqual(['abef', 3, 4]);
	// Whole items need none, and what is gone is passed over.
	expect(items.delete(CLIENT, 0, 6, room(1))).toEqual([
		[0, 2],
		[4, 2],
	]);
	expect([items.textOf('one'), items.count, items.units]).toEqual(['', 1, 0]);
	expect(items.delete(CLIENT, 1, 3, room(1))).toEqual([]);
});

test('[X12] what could have been written as one is one, and nothing else', () => {
	const merged = (change: Partial<NewItem>, first: Partial<NewItem> = {}) => {
		const items = new TextItems();
		items.place(item({ text: 'ab', ...first }), isRoot, NO_LIMITS);
		items.place(item({ clock: 2, ...change }), isRoot, NO_LIMITS);
		return [items.count, items.textOf('one')];
	};
	expect(merged({ origin: [CLIENT, 1] })).toEqual([1, 'abx']);
	expect(merged({ origin: [CLIENT, 0] })).toEqual([3, 'axb']);
	expect(merged({ clock: 0, client: CLIENT + 1, origin: [CLIENT, 1] })).toEqual([2, 'abx']);
	expect(merged({ origin: [CLIENT, 1], text: null })).toEqual([2, 'ab']);
	expect(merged({ origin: [CLIENT, 1], text: null }, { text: null, length: 2 })).toEqual([1, '']);
	expect(merged({ origin: [CLIENT, 1] }, { text: null, length: 2 })).toEqual([2, 'x']);
	expect(merged({ rightOrigin: [CLIENT, 0] })).toEqual([2, 'xab']);
	// Written before something else: another right origin.
	const items = new TextItems();
	items.place(item({ text: 'z' }), isRoot, NO_LIMITS);
	items.place(item({ client: CLIENT + 1, text: 'ab', rightOrigin: [CLIENT, 0] }), isRoot, NO_LIMITS);
	items.place(
		item({ client: CLIENT + 1, clock: 2, origin: [CLIENT + 1, 1], rightOrigin: [CLIENT, 0] }),
		isRoot,
		NO_LIMITS,
	);
	expect([items.count, items.textOf('one')]).toEqual([2, 'abxz']);
	items.place(item({ client: CLIENT + 1, clock: 3, origin: [CLIENT + 1, 2] }), isRoot, NO_LIMITS);
	expect([items.count, items.textOf('one')]).toEqual([3, 'abxxz']);
});

test('[X10] items are told from a clock on, and a part of one by itself', () => {
	const items = filled(3);
	expect([...items.from(CLIENT, 1)].map(({ clock }) => clock)).toEqual([1, 2]);
	expect([...items.from(CLIENT, 3)]).toEqual([]);
	expect([...items.from(CLIENT + 1, 0)]).toEqual([]);
	const whole = item({ clock: 4, text: 'abc', rightOrigin: [CLIENT, 0] });
	expect(partFrom(whole, 4)).toBe(whole);
	expect(partFrom(whole, 3)).toBe(whole);
	expect(partFrom(whole, 6)).toEqual({
		client: CLIENT,
		clock: 6,
		length: 1,
		text: 'c',
		origin: [CLIENT, 5],
		rightOrigin: [CLIENT, 0],
		root: null,
	});
	expect(partFrom(item({ text: null, length: 3 }), 1)).toMatchObject({ clock: 1, length: 2, text: null });
});

describe('[X6] between what a struct names stands nothing that its writer has seen', () => {
	const APART: TextLimits = { ...NO_LIMITS, isApart: true };
	const [ADA, BEN, CLEO] = [CLIENT, CLIENT + 1, CLIENT + 2];

	/** Who writes what, behind what, before what; `a3` is clock 3 of Ada. */
	function written(...lines: string[]): { items: TextItems; last: string } {
		const items = new TextItems();
		const idOf = (name: string): ItemId | null =>
			name === '-' ? null : [CLIENT + 'abc'.indexOf(name[0]!), Number(name.slice(1))];
		let last = '';
		for (const line of lines) {
			const [who, text, left, right] = line.split(' ');
			const client = CLIENT + 'abc'.indexOf(who!);
			const [origin, rightOrigin] = [idOf(left!), idOf(right!)];
			const root = origin || rightOrigin ? null : 'one';
			const placed = items.place(
				item({ client, clock: items.nextClock(client), text, origin, rightOrigin, root }),
				isRoot,
				APART,
			);
			last = placed.ok ? items.textOf('one') : placed.code;
		}
		return { items, last };
	}
	const last = (...lines: string[]) => written(...lines).last;

	test.each<[what: string, lines: string[], outcome: string]>([
		['neighbours', ['a one - -', 'b X a0 a1'], 'oXne'],
		['what others wrote meanwhile', ['a one - -', 'b X a0 a1', 'c Y a0 a1'], 'oXYne'],
		['what others wrote meanwhile, at the end', ['a one - -', 'b X a2 -', 'c Y a2 -'], 'oneXY'],
		['what others wrote meanwhile, first', ['a one - -', 'b two - -'], 'onetwo'],
		['a part of an item', ['a one - -', 'b X a0 a2'], 'NOT_AN_APPEND'],
		[
			'the rest of an item that he names by its end elsewhere',
			['a one - -', 'b X a2 -', 'b Y a0 b0'],
			'NOT_AN_APPEND',
		],
		['what he wrote himself', ['a one - -', 'b X a0 a1', 'b Y a0 a1'], 'NOT_AN_APPEND'],
		['what he wrote himself, at the end', ['a one - -', 'b X a2 -', 'b Y a2 -'], 'NOT_AN_APPEND'],
		['what he named before', ['a one - -', 'b X a0 a1', 'c Y b0 a1', 'c Z a0 a1'], 'NOT_AN_APPEND'],
		[
			'what stands behind what he names',
			['a one - -', 'b X a0 a1', 'c Y b0 a1', 'a Z a0 c0'],
			'NOT_AN_APPEND',
		],
		[
			'what the writer of what he names had named',
			['a one - -', 'b X a0 a1', 'c Y b0 a1', 'c - a0 a1'],
			'NOT_AN_APPEND',
		],
		['the beginning of the item that he names by its middle', ['a one - -', 'b X - a2'], 'NOT_AN_APPEND'],
		[
			'the rest of an item of which he has seen the beginning',
			['a one - -', 'b two a2 -', 'c X b0 -'],
			'onetwoX',
		],
	])('%s', (_what, lines, outcome) => {
		expect(last(...lines)).toBe(outcome);
	});

	test('by whatever way he has seen it', () => {
		// Cleo names Ben's second item, which was made after his first; the first stands between.
		const two = ['a one - -', 'b X a0 a1', 'b Z a2 -'];
		expect(last(...two, 'c Y a0 a1')).toBe('oXYneZ');
		expect(last(...two, 'c Q b1 -', 'c Y a0 a1')).toBe('NOT_AN_APPEND');
		// Ada names Cleo, who named Ben.
		const chain = [...two, 'c Q b1 -'];
		expect(last(...chain, 'a W a0 a1')).toBe('oWXneZQ');
		expect(last(...chain, 'a V c0 -', 'a W a0 a1')).toBe('NOT_AN_APPEND');
		// By what stands to the right as well.
		expect(last('a one - -', 'b X a0 a1', 'b Z - a0', 'c Y - b1', 'c W a0 a1')).toBe('NOT_AN_APPEND');
	});

	test('however many write, and what is refused is forgotten', () => {
		const { items } = written('a one - -', 'b X a0 a1');
		const place = (client: number, left: ItemId, right: ItemId) =>
			items.place(
				item({ client, clock: items.nextClock(client), origin: left, rightOrigin: right }),
				isRoot,
				APART,
			);
		// Names Ben's, and is refused for what stands between; then she has seen nothing of it.
		expect(place(CLEO, [BEN, 0], [ADA, 2]).ok).toBe(false);
		expect(place(CLEO, [ADA, 0], [ADA, 1]).ok).toBe(true);
		for (let i = 0; i < 40; i++) expect(place(CLIENT + 10 + i, [ADA, 0], [ADA, 1]).ok).toBe(true);
		for (let i = 0; i < 40; i++) expect(place(CLIENT + 10 + i, [ADA, 0], [ADA, 1]).ok).toBe(false);
		expect(place(CLEO, [ADA, 0], [ADA, 1]).ok).toBe(false);
		expect(place(CLEO, [ADA, 1], [ADA, 2]).ok).toBe(true);
	});
});

test('[X6] half of a character is none', () => {
	expect(cutText('a😀b', 1)).toEqual(['a', '😀b']);
	expect(cutText('a😀b', 2)).toEqual(['a\ufffd', '\ufffdb']);
	expect(cutText('a😀b', 3)).toEqual(['a😀', 'b']);
	expect(cutText('ab', 1)).toEqual(['a', 'b']);
});
