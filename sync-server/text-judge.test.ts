import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { nameOfDocument, type TextName } from '#lib/protocol/document-name.ts';
import {
	CONTENT,
	deleted,
	gc,
	message,
	section,
	skip,
	struct,
	update,
	values,
	type Part,
	type Place,
} from '../tests/attacks/bytes.ts';
import type { Right } from './access.ts';
import { decodeUpdate, type Update } from './decode.ts';
import type { Speaking } from './rules.ts';
import { TextIndex } from './text-index.ts';
import type { NewItem } from './text-items.ts';
import { TextJudge } from './text-judge.ts';
import { newItemOf } from './text-structs.ts';

const ADA = 101 * 65_536;
const MAL = 102 * 65_536;
const REVOKED = 103 * 65_536;
const LEASES = new Map([
	[101, { user: 'ada', revoked: false }],
	[102, { user: 'mal', revoked: false }],
	[103, { user: 'mal', revoked: true }],
]);
const WRITES: Right = {
	organisation: 'o',
	conversation: 'c',
	volume: 0,
	level: 'write',
	moderates: false,
	muted: null,
};

function words(place: Place, text: Part): Uint8Array {
	return struct(CONTENT.string, place, text);
}

function decoded(...sections: Uint8Array[]): Update {
	const result = decodeUpdate(update(sections), 'text');
	if (!result.ok) throw new Error(result.code);
	return result.update;
}

/** Ada wrote `Fish`, Mal a `!` behind it. */
function aText(): TextIndex {
	const index = new TextIndex(nameOfDocument(`d/${randomUUID()}/notes`) as TextName);
	for (const { client, structs } of decoded(
		section(ADA, 0, words({ root: 'text' }, 'Fish')),
		section(MAL, 0, words({ origin: [ADA, 3] }, '!')),
	).sections)
		for (const one of structs) index.place(newItemOf(client, one)!);
	return index;
}

interface Judging {
	index?: TextIndex;
	right?: Partial<Right> | null;
	epoch?: number;
	/** Structs that may still be taken. */
	turn?: number;
}

/** What became of it, in words, in the order in which it happened, and the text. */
function judge(
	sections: Uint8Array[],
	{ index = aText(), right = {}, epoch = 1, turn = Infinity }: Judging = {},
) {
	const speaking: Speaking = {
		user: 'mal',
		right: right === null ? undefined : { ...WRITES, ...right },
		epoch,
		lease: (device) => LEASES.get(device),
	};
	const said: string[] = [];
	const used: [number, number][] = [];
	let left = turn;
	const taken = (item: NewItem) => void said.push(`${item.client}:${item.clock}+${item.length}`);
	const { ends, isMore } = new TextJudge(index, speaking, taken, (structs, length) => {
		if (structs > 0) used.push([structs, length]);
		if (structs > 0) left--;
		return left > 0;
	}).judge(decoded(...sections).sections);
	for (const end of ends)
		said.push(
			end.kind === 'gap'
				? `${end.client} gap ${end.expected}`
				: `${end.client}:${end.clock}+${end.length} ${end.code}`,
		);
	if (isMore) said.push('more');
	return { said, text: index.textOf('text'), used };
}

const said = (sections: Uint8Array[], judging?: Judging) => judge(sections, judging).said;
const mine = (...structs: Uint8Array[]) => [section(MAL, 1, ...structs)];
const END: Place = { origin: [MAL, 0] };

test('[X5] what is next is taken, what is known is stripped', () => {
	expect(judge(mine(words(END, 'ab')))).toMatchObject({ said: [`${MAL}:1+2`], text: 'Fish!ab' });
	expect(said([section(MAL, 0, words({ origin: [ADA, 3] }, '!'))])).toEqual([]);
	expect(judge([section(MAL, 0, words({ origin: [ADA, 3] }, '!ab'))])).toMatchObject({
		said: [`${MAL}:1+2`],
		text: 'Fish!ab',
	});
	expect(said([section(ADA, 0, words({ root: 'text' }, 'Fish'))])).toEqual([]);
	expect(said([section(MAL, 0, words({ origin: [ADA, 3] }, '!'), words(END, 'x'))])).toEqual([`${MAL}:1+1`]);
});

test('[X5] a Skip ends the section', () => {
	expect(said(mine(skip(3), words(END, 'x')))).toEqual([]);
	expect(said(mine(words(END, 'x'), skip(1), words(END, 'y')))).toEqual([`${MAL}:1+1`]);
	expect(said([section(MAL, 0, skip(2), words(END, 'y'))])).toEqual([]);
});

test('[X5] a later clock than the next is a gap', () => {
	expect(said([section(MAL, 2, words(END, 'x'))])).toEqual([`${MAL} gap 1`]);
	expect(said([section(MAL + 1, 1, words(END, 'x'))])).toEqual([`${MAL + 1} gap 0`]);
});

test('[X5] whose client id it is comes first', () => {
	const of = (client: number, clock = 0) => [section(client, clock, words(END, 'forged'))];
	expect(said(of(ADA, 4))).toEqual([`${ADA}:4+6 CLIENT_NOT_YOURS`]);
	expect(said(of(ADA, 2))).toEqual([`${ADA}:4+4 CLIENT_NOT_YOURS`]);
	expect(said(of(ADA, 9))).toEqual([`${ADA}:9+6 CLIENT_NOT_YOURS`]);
	expect(said(of(ADA, 4), { epoch: 2 })).toEqual([]);
	expect(said(of(REVOKED))).toEqual([`${REVOKED}:0+6 CLIENT_UNLEASED`]);
	expect(said(of(1))).toEqual(['1:0+6 CLIENT_NOT_YOURS']);
	expect(said(of(MAL, 1), { right: { level: 'read' } })).toEqual([`${MAL}:1+6 NOT_ALLOWED_HERE`]);
	expect(said(of(MAL, 1), { right: null })).toEqual([`${MAL}:1+6 REVOKED`]);
	// Beside it his own goes on.
	expect(said([...of(ADA, 4), ...mine(words(END, 'x'))])).toEqual([
		`${MAL}:1+1`,
		`${ADA}:4+6 CLIENT_NOT_YOURS`,
	]);
});

test.each<[what: string, content: Uint8Array, code: string]>([
	['nothing', gc(2), 'FORBIDDEN_CONTENT'],
	['inside an item', words({ parent: [ADA, 0] }, 'xx'), 'CONTAINER_NOT_YOURS'],
	['under a key', words({ root: 'text', sub: 'key' }, 'xx'), 'MAP_KEY_IN_FEED'],
	['under a key behind an item', words({ origin: [MAL, 0], sub: 'key' }, 'xx'), 'MAP_KEY_IN_FEED'],
	['behind itself', words({ origin: [MAL, 1] }, 'xx'), 'MISSING_DEPENDENCY'],
	['behind what it will write', words({ origin: [MAL, 7] }, 'xx'), 'MISSING_DEPENDENCY'],
	['before itself', words({ origin: [MAL, 0], right: [MAL, 1] }, 'xx'), 'MISSING_DEPENDENCY'],
	['in another root', words({ root: 'title' }, 'xx'), 'CONTAINER_NOT_YOURS'],
	['right before left', words({ origin: [ADA, 2], right: [ADA, 1] }, 'xx'), 'NOT_AN_APPEND'],
])('[X5, X6] a struct %s is refused, and what follows it in the section', (_what, content, code) => {
	expect(judge(mine(content, words(END, 'y')))).toMatchObject({
		said: [`${MAL}:1+2 ${code}`],
		text: 'Fish!',
	});
});

test('[X5] what stands before a refused struct is taken', () => {
	expect(judge(mine(words(END, 'a'), gc(2), words(END, 'y')))).toMatchObject({
		said: [`${MAL}:1+1`, `${MAL}:2+2 FORBIDDEN_CONTENT`],
		text: 'Fish!a',
	});
});

test('[X5] values are no text', () => {
	const result = decodeUpdate(update([section(MAL, 1, values(END, message('an event')))]), 'text');
	expect(result).toEqual({ ok: false, code: 'FORBIDDEN_CONTENT' });
	expect(newItemOf(MAL, { kind: 'skip', clock: 0, length: 1 })).toBeNull();
	expect(newItemOf(MAL, { kind: 'gc', clock: 0, length: 1 })).toBeNull();
});

test('[X5] what was deleted before anybody saw it spends its clocks', () => {
	expect(judge(mine(deleted(END, 3), words({ origin: [MAL, 3] }, 'x')))).toMatchObject({
		said: [`${MAL}:1+3`, `${MAL}:4+1`],
		text: 'Fish!x',
	});
});

test('[X5] sections wait for each other, whatever their order', () => {
	const one = section(MAL, 1, words({ origin: [MAL + 1, 0] }, 'b'), words({ origin: [MAL + 1, 1] }, 'd'));
	const other = section(MAL + 1, 0, words(END, 'a'), words({ origin: [MAL, 1] }, 'c'));
	for (const sections of [
		[one, other],
		[other, one],
	]) {
		const { text, said } = judge(sections);
		expect(text).toBe('Fish!abcd');
		expect([...said].sort()).toEqual([`${MAL}:1+1`, `${MAL}:2+1`, `${MAL + 1}:0+1`, `${MAL + 1}:1+1`]);
	}
	// By what stands to its right, and three of them.
	const third = section(MAL + 2, 0, words({ right: [MAL, 2] }, 'e'));
	for (const sections of [
		[third, one, other],
		[one, third, other],
	])
		expect(judge(sections).said).toHaveLength(5);
	const two = [
		section(MAL + 2, 0, words({ origin: [MAL, 1] }, 'y')),
		section(MAL + 1, 0, words({ origin: [MAL, 1] }, 'z')),
		...mine(words(END, 'x')),
	];
	expect(judge(two)).toMatchObject({ text: 'Fish!xzy' });
});

test('[X5] what waits in the end is a gap, once for each client id', () => {
	const never = [
		section(MAL + 1, 0, words({ origin: [MAL + 2, 0] }, 'x')),
		section(MAL + 2, 0, words({ origin: [MAL + 1, 0] }, 'x')),
		section(MAL + 3, 0, words({ origin: [MAL + 2, 4] }, 'x')),
	];
	expect(said(never).sort()).toEqual([`${MAL + 1} gap 0`, `${MAL + 2} gap 0`]);
	expect(said([section(MAL + 1, 0, words({ origin: [ADA, 4] }, 'x')), ...mine(words(END, 'y'))])).toEqual([
		`${MAL}:1+1`,
		`${ADA} gap 4`,
	]);
	// Part of what it waits for is not enough.
	expect(said([section(MAL + 1, 0, words({ origin: [MAL, 2] }, 'x')), ...mine(words(END, 'y'))])).toEqual([
		`${MAL}:1+1`,
		`${MAL} gap 2`,
	]);
	expect(said(mine(words({ origin: [MAL, 0], right: [ADA, 9] }, 'x')))).toEqual([`${ADA} gap 4`]);
});

test('[R13] a turn ends between two structs, and the next one goes on', () => {
	const index = aText();
	const sections = mine(words(END, 'ab'), words({ origin: [MAL, 2] }, 'c'), words({ origin: [MAL, 3] }, 'd'));
	expect(said(sections, { index, turn: 2 })).toEqual([`${MAL}:1+2`, `${MAL}:3+1`, 'more']);
	expect(judge(sections, { index })).toMatchObject({ said: [`${MAL}:4+1`], text: 'Fish!abcd' });
	expect(said(sections, { turn: 0 })).toEqual(['more']);
	// What is over is over for the others, too.
	const both = [...sections, section(MAL + 1, 0, words({ root: 'text' }, 'x'))];
	expect(said(both, { turn: 1 })).toEqual([`${MAL}:1+2`, 'more']);
	// Nobody is told of a gap before all of it was judged.
	const waits = [section(MAL + 1, 0, words({ origin: [ADA, 9] }, 'x')), ...sections];
	expect(said(waits, { turn: 1 })).toEqual([`${MAL}:1+2`, 'more']);
});

test('[R13] a struct costs its text and a part of its way', () => {
	const index = aText();
	expect(judge(mine(words(END, 'abc'), deleted({ origin: [MAL, 3] }, 2)), { index }).used).toEqual([
		[1, 3],
		[1, 0],
	]);
	const passed = judge([section(MAL + 1, 0, words({ root: 'text' }, 'x'))], { index }).used;
	// `Fish`, `!abc` and what is deleted stand between the places that it names, and whoever writes here first has seen nothing.
	expect(passed).toEqual([[1 + 3 / 64, 1]]);
});

test('[X6, R13] what was seen between what a struct names refuses it, and finding that out costs what it took', () => {
	const index = aText();
	const { said, used } = judge(mine(words({ origin: [ADA, 1] }, 'x')), { index });
	expect(said).toEqual([`${MAL}:1+1 NOT_AN_APPEND`]);
	// The rest of `Fish` and the `!` stand between, and two items were looked at to see whose they are.
	expect(used).toEqual([[1 + 4 / 64, 0]]);
	expect(judge(mine(words({ origin: [ADA, 2], right: [ADA, 1] }, 'x'))).used).toEqual([[1, 0]]);
});
