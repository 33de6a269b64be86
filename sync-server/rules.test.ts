import { expect, test } from 'vitest';
import { eventBytes } from '#lib/domain/digest.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import {
	deleted,
	endOf,
	gc,
	message,
	section,
	skip,
	struct,
	update,
	values,
	type Place,
} from '../tests/attacks/bytes.ts';
import type { Right } from './access.ts';
import { ClockRanges } from './clock-ranges.ts';
import { decodeUpdate, type Update } from './decode.ts';
import { factsOfBytes } from './event-facts.ts';
import { RoomIndex } from './room-index.ts';
import { isKnown, judgeDeletes, judgeSection, ROW_BYTES, TURN_BYTES, type Progress } from './rules.ts';

const ADA = 101 * 65_536;
const MAL = 102 * 65_536;
const REVOKED = 103 * 65_536;
const SYSTEM = 65_536;
const LEASES = new Map([
	[1, { user: 'system', revoked: false }],
	[101, { user: 'ada', revoked: false }],
	[102, { user: 'mal', revoked: false }],
	[103, { user: 'mal', revoked: true }],
]);

/** Ada said three things and edited the first; Mal said two, and his third was refused. */
function aRoom(epoch = 1): RoomIndex {
	const index = new RoomIndex();
	index.take({ epoch, entries: [{ kind: 'epoch', previous: 0, cut: 0, at: 0 }], run: null }, 0);
	say(index, ADA, message('one'), message('two'), message('three'), edit([ADA, 0]));
	say(index, MAL, message('mine'), message('mine too'));
	refuse(index, MAL, 2, 1);
	return index;
}

function say(index: RoomIndex, client: number, ...events: object[]): void {
	const bytes = Buffer.concat(events.map(eventBytes));
	const clock = index.nextClock(client);
	const facts = factsOfBytes(bytes, events.length);
	const entries =
		index.writerNumber(client) === undefined ? [{ kind: 'writer', client, member: 0 } as const] : [];
	index.take({ epoch: index.epoch, entries, run: { client, clock, values: bytes, facts } }, 0);
}

function refuse(index: RoomIndex, client: number, clock: number, length: number): void {
	const writer = index.writerNumber(client)!;
	const entry = { kind: 'refused', writer, clock, length, elapsed: 0, code: 'SCHEMA' } as const;
	index.take({ epoch: index.epoch, entries: [entry], run: null }, 0);
}

function redact(index: RoomIndex, client: number, clock: number, length: number): void {
	const writer = index.writerNumber(client)!;
	const entry = { kind: 'redacted', writer, clock, length, elapsed: 0, target: true } as const;
	index.take({ epoch: index.epoch, entries: [entry], run: null }, 0);
}

const edit = (of: readonly number[]): object => ({ k: 'e', at: 1, of, b: 'x' });
const remove = (of: readonly number[], mod = {}): object => ({ k: 'd', at: 1, of, ...mod });
const MOD = { mod: true };

const WRITES: Right = {
	organisation: 'o',
	conversation: 'c',
	volume: 0,
	level: 'write',
	moderates: false,
	muted: null,
};

interface Speaking {
	index?: RoomIndex;
	right?: Partial<Right> | null;
	user?: string;
	limit?: number;
	progress?: Progress;
}

function decoded(bytes: Uint8Array): Update {
	const result = decodeUpdate(bytes);
	if (!result.ok) throw new Error(result.code);
	return result.update;
}

/** `clock+length code` of each run, then what ended it. */
function judge(bytes: Uint8Array, speaking: Speaking = {}): string[] {
	const { index = aRoom(), right = {}, user = 'mal', limit = 1000 } = speaking;
	const { sections } = decoded(bytes);
	const [only] = sections;
	const progress = speaking.progress ?? { next: index.nextClock(only!.client), refused: null };
	const { runs, end } = judgeSection(
		only!,
		bytes,
		index,
		progress,
		{
			user,
			right: right ? { ...WRITES, ...right } : undefined,
			epoch: index.epoch,
			lease: (device) => LEASES.get(device),
		},
		limit,
	);
	const words = runs.map(({ client, clock, length, code, values: kept, facts }) => {
		expect(client).toBe(only!.client);
		expect(facts.length).toBe(code === null ? length : 0);
		return `${clock}+${length} ${code ?? `accepted ${kept.length}`}`;
	});
	if (end.kind === 'refused') return [...words, `${end.client}:${end.clock}+${end.length} ${end.code}`];
	if (end.kind === 'gap') return [...words, `gap ${end.client}:${end.expected}`];
	return end.kind === 'done' ? words : [...words, end.kind];
}

const one = (client: number, clock: number, ...structs: Uint8Array[]) =>
	update([section(client, clock, ...structs)]);
const append = (client: number, clock: number, ...events: object[]) =>
	one(client, clock, values(endOf(client, clock), ...events));
const placed = (place: Place, clock = 3) => one(MAL, clock, values(place, message('x')));
const size = (...events: object[]) => events.reduce((sum, event) => sum + eventBytes(event).length, 0);
const HELLO = message('hello');

test('[R7] an event at the end of one’s own log is accepted, with its bytes', () => {
	expect(judge(append(MAL, 3, HELLO))).toEqual([`3+1 accepted ${size(HELLO)}`]);
	expect(judge(append(MAL, 3, HELLO, HELLO))).toEqual([`3+2 accepted ${size(HELLO, HELLO)}`]);
	expect(judge(append(MAL + 1, 0, HELLO))).toEqual([`0+1 accepted ${size(HELLO)}`]);
});

test('[R3] what is known is stripped, in front of a struct and in the middle of one', () => {
	expect(judge(append(MAL, 0, HELLO, HELLO))).toEqual([]);
	expect(judge(append(MAL, 0, HELLO, HELLO, HELLO))).toEqual([]);
	expect(judge(append(MAL, 1, HELLO, HELLO, message('new')))).toEqual([
		`3+1 accepted ${size(message('new'))}`,
	]);
	expect(judge(append(ADA, 0, HELLO))).toEqual([]);
	const apart = one(
		MAL,
		0,
		values({ root: `${MAL}` }, HELLO),
		deleted(endOf(MAL, 1), 2),
		values(endOf(MAL, 3), HELLO),
	);
	expect(judge(apart)).toEqual([`3+1 accepted ${size(HELLO)}`]);
});

test('[R3][W6] what begins after the next clock is a gap; a Skip before it is the end', () => {
	expect(judge(append(MAL, 4, HELLO))).toEqual([`gap ${MAL}:3`]);
	expect(judge(one(MAL, 2, skip(2), values(endOf(MAL, 4), HELLO)))).toEqual([]);
	expect(judge(one(MAL, 3, skip(2), values(endOf(MAL, 5), HELLO)))).toEqual([]);
	expect(judge(one(MAL, 3, values(endOf(MAL, 3), HELLO), skip(2)))).toEqual([`3+1 accepted ${size(HELLO)}`]);
	expect(judge(one(MAL, 0, deleted(endOf(MAL, 0), 1), skip(3), values(endOf(MAL, 4), HELLO)))).toEqual([]);
});

test('[R3] of another’s log only what is not known is refused, and a Skip says nothing', () => {
	const first = values({ root: `${ADA}` }, HELLO, HELLO, HELLO);
	const last = values(endOf(ADA, 3), HELLO);
	const refused = [`${ADA}:4+1 CLIENT_NOT_YOURS`];
	expect(judge(one(ADA, 0, first, last, values(endOf(ADA, 4), HELLO)))).toEqual(refused);
	expect(judge(one(ADA, 0, first, last))).toEqual([]);
	expect(judge(one(ADA, 4, skip(2)))).toEqual([]);
	expect(judge(one(ADA, 4, skip(2), values(endOf(ADA, 6), HELLO)))).toEqual([]);
	expect(judge(one(MAL, 5, skip(2), values(endOf(MAL, 7), HELLO)))).toEqual([]);
});

test('[R2-R4] whose log it is', () => {
	expect(judge(append(MAL, 3, HELLO), { right: null })).toEqual([`${MAL}:3+1 REVOKED`]);
	expect(judge(append(MAL, 3, HELLO), { right: { level: 'read' } })).toEqual([`${MAL}:3+1 NOT_ALLOWED_HERE`]);
	expect(judge(append(ADA, 4, HELLO))).toEqual([`${ADA}:4+1 CLIENT_NOT_YOURS`]);
	expect(judge(append(ADA, 3, HELLO, HELLO))).toEqual([`${ADA}:4+1 CLIENT_NOT_YOURS`]);
	expect(judge(append(ADA, 9, HELLO))).toEqual([`${ADA}:9+1 CLIENT_NOT_YOURS`]);
	expect(judge(append(ADA, 4, HELLO), { right: { level: 'read' } })).toEqual([`${ADA}:4+1 NOT_ALLOWED_HERE`]);
	expect(judge(append(SYSTEM, 0, HELLO))).toEqual([`${SYSTEM}:0+1 CLIENT_NOT_YOURS`]);
	expect(judge(append(REVOKED, 0, HELLO))).toEqual([`${REVOKED}:0+1 CLIENT_UNLEASED`]);
	expect(judge(append(104 * 65_536, 0, HELLO))).toEqual([`${104 * 65_536}:0+1 CLIENT_UNLEASED`]);
	expect(judge(append(1, 9, HELLO))).toEqual(['1:9+1 CLIENT_NOT_YOURS']);
	expect(judge(append(1, 9, HELLO), { right: { level: 'read' } })).toEqual(['1:9+1 NOT_ALLOWED_HERE']);
	expect(judge(append(2, 0, HELLO))).toEqual(['2:0+1 CLIENT_NOT_YOURS']);
});

test('[R3] in a later epoch others’ clocks are ignored, those of that epoch and later ones are refused', () => {
	const index = aRoom(7);
	expect(judge(append(ADA, 4, HELLO), { index })).toEqual([]);
	expect(judge(append(6, 0, HELLO), { index })).toEqual([]);
	expect(judge(append(7, 9, HELLO), { index })).toEqual(['7:9+1 CLIENT_NOT_YOURS']);
	expect(judge(append(8, 0, HELLO), { index })).toEqual(['8:0+1 CLIENT_NOT_YOURS']);
	expect(judge(append(MAL, 3, HELLO), { index })).toEqual([`3+1 accepted ${size(HELLO)}`]);
	expect(judge(append(REVOKED, 0, HELLO), { index })).toEqual([`${REVOKED}:0+1 CLIENT_UNLEASED`]);
});

test.each<[place: Place, code: string]>([
	[{ root: `${MAL}` }, 'NOT_AN_APPEND'],
	[{ root: `${ADA}` }, 'CONTAINER_NOT_YOURS'],
	[{ root: 'm' }, 'CONTAINER_NOT_YOURS'],
	[{ parent: [ADA, 0] }, 'CONTAINER_NOT_YOURS'],
	[{ parent: [MAL, 0] }, 'CONTAINER_NOT_YOURS'],
	[{ origin: [ADA, 0] }, 'CONTAINER_NOT_YOURS'],
	[{ origin: [ADA, 3] }, 'CONTAINER_NOT_YOURS'],
	[{ origin: [ADA, 4] }, 'MISSING_DEPENDENCY'],
	[{ origin: [MAL + 9, 0] }, 'MISSING_DEPENDENCY'],
	[{ origin: [MAL, 2], sub: 'key' }, 'MAP_KEY_IN_FEED'],
	[{ root: `${MAL}`, sub: 'key' }, 'MAP_KEY_IN_FEED'],
	[{ origin: [MAL, 2], right: [MAL, 0] }, 'NOT_AN_APPEND'],
	[{ origin: [MAL, 0] }, 'NOT_AN_APPEND'],
	[{ right: [MAL, 0] }, 'NOT_AN_APPEND'],
	[{ origin: [MAL, 3] }, 'MISSING_DEPENDENCY'],
	[{ origin: [MAL, 8] }, 'MISSING_DEPENDENCY'],
])('[R5] %j is no append to one’s own log', (place, code) => {
	expect(judge(placed(place))).toEqual([`3+1 ${code}`]);
});

test('[R5] the origin may be the last one before what was refused, now or earlier', () => {
	const accepted = [`3+1 accepted ${size(message('x'))}`];
	expect(judge(placed({ origin: [MAL, 2] }))).toEqual(accepted);
	expect(judge(placed({ origin: [MAL, 1] }))).toEqual(accepted);
	const refused = new ClockRanges();
	refused.add(3, 2);
	const progress = { next: 5, refused };
	const at5 = [`5+1 accepted ${size(message('x'))}`];
	expect(judge(placed({ origin: [MAL, 4] }, 5), { progress })).toEqual(at5);
	expect(judge(placed({ origin: [MAL, 2] }, 5), { progress })).toEqual(at5);
	expect(judge(placed({ origin: [MAL, 1] }, 5), { progress })).toEqual(at5);
	expect(judge(placed({ origin: [MAL, 0] }, 5), { progress })).toEqual(['5+1 NOT_AN_APPEND']);
	// Accepted in the same append: it stands there.
	const after = { next: 5, refused: null };
	expect(judge(placed({ origin: [MAL, 2] }, 5), { progress: after })).toEqual(['5+1 NOT_AN_APPEND']);
	const half = new ClockRanges();
	half.add(4, 1);
	expect(judge(placed({ origin: [MAL, 2] }, 5), { progress: { next: 5, refused: half } })).toEqual([
		'5+1 NOT_AN_APPEND',
	]);
	const fresh = new ClockRanges();
	fresh.add(0, 2);
	const root = one(MAL + 1, 2, values({ root: `${MAL + 1}` }, message('x')));
	expect(judge(root, { progress: { next: 2, refused: fresh } })).toEqual([
		`2+1 accepted ${size(message('x'))}`,
	]);
	expect(judge(root, { progress: { next: 2, refused: null } })).toEqual(['2+1 NOT_AN_APPEND']);
});

test('[R5] what was redacted may stand between an event and its origin, and nothing else', () => {
	const index = aRoom();
	say(index, MAL, message('fourth'), message('fifth'), message('sixth'));
	const at6 = (clock: number) => judge(placed({ origin: [MAL, clock] }, 6), { index });
	expect(at6(4)).toEqual(['6+1 NOT_AN_APPEND']);
	redact(index, MAL, 5, 1);
	const accepted = [`6+1 accepted ${size(message('x'))}`];
	expect([5, 4, 3].map(at6)).toEqual([accepted, accepted, ['6+1 NOT_AN_APPEND']]);
	redact(index, MAL, 3, 2);
	expect([4, 3, 2, 1].map(at6)).toEqual([accepted, accepted, accepted, accepted]);
	expect(at6(0)).toEqual(['6+1 NOT_AN_APPEND']);
});

test('[R5][R9] what has no content is spent, and what follows it is judged by itself', () => {
	const rest = values(endOf(MAL, 5), HELLO);
	const accepted = `5+1 accepted ${size(HELLO)}`;
	expect(judge(one(MAL, 3, gc(2), rest))).toEqual(['3+2 FORBIDDEN_CONTENT', accepted]);
	expect(judge(one(MAL, 3, deleted(endOf(MAL, 3), 2), rest))).toEqual(['3+2 FORBIDDEN_CONTENT', accepted]);
	expect(judge(one(MAL, 2, gc(3), rest))).toEqual(['3+2 FORBIDDEN_CONTENT', accepted]);
	const index = aRoom(7);
	expect(judge(one(MAL, 3, deleted(endOf(MAL, 3), 2), rest), { index })).toEqual(['3+2 GAP', accepted]);
	expect(judge(one(MAL, 3, gc(2), rest), { index })).toEqual(['3+2 FORBIDDEN_CONTENT', accepted]);
});

test('[R5] no struct without content spends more clocks than a volume has', () => {
	const most = LIMITS.volumeEvents;
	expect(judge(one(MAL, 3, gc(most)))).toEqual([`3+${most} FORBIDDEN_CONTENT`]);
	expect(judge(one(MAL, 3, gc(most + 1)))).toEqual([`${MAL}:3+${most + 1} FORBIDDEN_CONTENT`]);
	expect(judge(one(MAL, 3, deleted(endOf(MAL, 3), most + 1)), { index: aRoom(7) })).toEqual([
		`${MAL}:3+${most + 1} GAP`,
	]);
	expect(judge(one(MAL, 3, values(endOf(MAL, 3), HELLO), gc(most + 1)))).toEqual([
		`3+1 accepted ${size(HELLO)}`,
		`${MAL}:4+${most + 1} FORBIDDEN_CONTENT`,
	]);
});

test.each<[event: object, code: string | null, speaking?: Speaking]>([
	[{ k: 'x', at: 1 }, 'SCHEMA'],
	[message('x'.repeat(16_385)), 'UPDATE_TOO_LARGE'],
	[{ k: 's', at: 1, a: 'joined' }, 'SCHEMA'],
	[message('x', { was: [ADA, 0, 1] }), 'NOT_YOURS'],
	[message('x', { was: [MAL, 0, 1] }), null],
	[message('x', { was: [REVOKED, 0, 1] }), null],
	[message('x', { was: [999 * 65_536, 0, 1] }), 'NOT_YOURS'],
	[{ k: 'r', at: 1, of: [ADA, 0], e: '!', on: true }, null],
	[{ k: 'r', at: 1, of: [ADA, 0], e: '!', on: true, was: [ADA, 0, 1] }, 'NOT_YOURS'],
	[edit([ADA, 0]), 'NOT_YOURS'],
	[edit([MAL, 0]), null],
	[edit([MAL + 7, 70]), null],
	[edit([REVOKED, 0]), null],
	[remove([ADA, 0]), 'NOT_YOURS'],
	[remove([MAL, 0]), null],
	[remove([MAL, 99]), null],
	[remove([MAL, 2]), null],
	[remove([ADA, 0], MOD), 'NOT_YOURS'],
	[remove([MAL, 0], MOD), 'NOT_YOURS'],
	[remove([ADA, 0], MOD), null, { right: { moderates: true } }],
	[remove([MAL, 0], MOD), null, { right: { moderates: true } }],
	[remove([MAL, 99], MOD), null, { right: { moderates: true } }],
	[remove([ADA, 0]), 'NOT_YOURS', { right: { moderates: true } }],
	[remove([ADA, 3], MOD), 'SCHEMA', { right: { moderates: true } }],
	[remove([ADA, 4], MOD), 'NOT_YOURS', { right: { moderates: true } }],
	[remove([1, 0], MOD), 'SCHEMA', { right: { moderates: true } }],
	[message('x'), 'NOT_ALLOWED_HERE', { right: { muted: 'NOT_ALLOWED_HERE' } }],
	[edit([MAL, 0]), null, { right: { muted: 'NOT_ALLOWED_HERE' } }],
])('[R7][R8] %j: %s', (event, code, speaking) => {
	expect(judge(append(MAL, 3, event), speaking)).toEqual([`3+1 ${code ?? `accepted ${size(event)}`}`]);
});

test('[R7] a known target of one’s own delete is a message', () => {
	const index = aRoom();
	say(index, MAL, edit([MAL, 0]));
	expect(judge(append(MAL, 4, remove([MAL, 3])), { index })).toEqual(['4+1 SCHEMA']);
	expect(judge(append(MAL, 4, edit([MAL, 3])), { index })).toEqual([`4+1 accepted ${size(edit([MAL, 3]))}`]);
	expect(judge(append(MAL, 4, remove([MAL, 4])), { index })).toEqual([
		`4+1 accepted ${size(remove([MAL, 4]))}`,
	]);
});

test('[R7] the system says system events, and nothing else', () => {
	const joined = { k: 's', at: 1, a: 'joined' };
	expect(judge(append(SYSTEM, 0, joined), { user: 'system' })).toEqual([`0+1 accepted ${size(joined)}`]);
	expect(judge(append(SYSTEM, 0, HELLO), { user: 'system' })).toEqual(['0+1 SCHEMA']);
});

test('[R9] a section is cut where the fate of its events changes', () => {
	const bad = { k: 'x' };
	expect(judge(append(MAL, 3, HELLO, HELLO, bad, bad, HELLO, edit([ADA, 0])))).toEqual([
		`3+2 accepted ${size(HELLO, HELLO)}`,
		'5+2 SCHEMA',
		`7+1 accepted ${size(HELLO)}`,
		'8+1 NOT_YOURS',
	]);
});

test('[R9][L2] a run has no more events and bytes than a row', () => {
	const many = Array.from({ length: LIMITS.eventsPerRow + 1 }, () => HELLO);
	expect(judge(append(MAL, 3, ...many))).toEqual([
		`3+${LIMITS.eventsPerRow} accepted ${size(...many.slice(1))}`,
		`${3 + LIMITS.eventsPerRow}+1 accepted ${size(HELLO)}`,
	]);
	const large = message('x'.repeat(16_000));
	const fitting = Math.floor(ROW_BYTES / size(large));
	const larges = Array.from({ length: fitting + 1 }, () => large);
	expect(judge(append(MAL, 3, ...larges))).toEqual([
		`3+${fitting} accepted ${size(...larges.slice(1))}`,
		`${3 + fitting}+1 accepted ${size(large)}`,
	]);
	// Exactly full.
	const rest = ROW_BYTES - fitting * size(large);
	const filling = message('y'.repeat(rest - (size(message('y'.repeat(200))) - 200)));
	expect(size(...larges.slice(1), filling)).toBe(ROW_BYTES);
	expect(judge(append(MAL, 3, ...larges.slice(1), filling))).toEqual([
		`3+${fitting + 1} accepted ${ROW_BYTES}`,
	]);
});

test('[R13] a turn takes so many events and bytes, and says that there is more', () => {
	const three = append(MAL, 3, HELLO, HELLO, HELLO);
	expect(judge(three, { limit: 2 })).toEqual([`3+2 accepted ${size(HELLO, HELLO)}`, 'more']);
	expect(judge(three, { limit: 3 })).toEqual([`3+3 accepted ${size(HELLO, HELLO, HELLO)}`]);
	expect(judge(three, { limit: 0 })).toEqual(['more']);
	const structs = one(MAL, 3, values(endOf(MAL, 3), HELLO), gc(2), values(endOf(MAL, 6), HELLO));
	expect(judge(structs, { limit: 1 })).toEqual([`3+1 accepted ${size(HELLO)}`, 'more']);
	expect(judge(structs, { limit: 3 })).toEqual([
		`3+1 accepted ${size(HELLO)}`,
		'4+2 FORBIDDEN_CONTENT',
		'more',
	]);
	const two = one(MAL, 3, values(endOf(MAL, 3), HELLO, HELLO), values(endOf(MAL, 5), HELLO, HELLO, HELLO));
	expect(judge(two, { limit: 3 })).toEqual([
		`3+2 accepted ${size(HELLO, HELLO)}`,
		`5+1 accepted ${size(HELLO)}`,
		'more',
	]);
	const large = message('x'.repeat(16_000));
	const fitting = Math.ceil(TURN_BYTES / size(large));
	const larges = Array.from({ length: fitting + 2 }, () => large);
	const judged = judge(append(MAL, 3, ...larges));
	const taken = judged.slice(0, -1).reduce((sum, words) => sum + Number(/\+(\d+)/.exec(words)![1]), 0);
	expect([taken, judged.at(-1)]).toEqual([fitting, 'more']);
	const apart = one(MAL, 3, ...larges.map((event, i) => values(endOf(MAL, 3 + i), event)));
	expect(judge(apart).at(-1)).toBe('more');
	// Exactly a turn: nothing more is taken.
	const whole = Array.from({ length: fitting - 1 }, () => large);
	const rest = TURN_BYTES - size(...whole);
	const filling = message('y'.repeat(rest - (size(message('y'.repeat(200))) - 200)));
	expect(judge(append(MAL, 3, ...whole, filling, HELLO)).at(-1)).toBe('more');
	const end = 3 + whole.length + 1;
	const full = one(
		MAL,
		3,
		values(endOf(MAL, 3), ...whole, filling),
		gc(1),
		values(endOf(MAL, end + 1), HELLO),
	);
	expect(judge(full).filter((words) => words.includes('FORBIDDEN'))).toEqual([]);
});

test('[R6] a delete set is within what is gone', () => {
	const index = aRoom();
	const range = (client: number, clock: number, length: number) => ({ client, clock, length });
	expect(judgeDeletes([], index, 1)).toBe(null);
	expect(judgeDeletes([range(MAL, 2, 1)], index, 1)).toBe(null);
	expect(judgeDeletes([range(MAL, 2, 1), range(MAL, 1, 2)], index, 1)).toEqual({
		code: 'DELETE_NOT_YOURS',
		...range(MAL, 1, 2),
	});
	expect(judgeDeletes([range(MAL, 2, 2)], index, 1)?.code).toBe('DELETE_NOT_YOURS');
	expect(judgeDeletes([range(ADA, 0, 1)], index, 1)?.code).toBe('DELETE_NOT_YOURS');
	expect(judgeDeletes([range(ADA, 0, 1)], index, 2)).toBe(null);
});

test('[R3] an update is known when neither a clock nor a delete of it is new', () => {
	const index = aRoom();
	const knows = (bytes: Uint8Array) => isKnown(decoded(bytes), index);
	expect(knows(append(MAL, 0, HELLO, HELLO, HELLO))).toBe(true);
	expect(knows(append(MAL, 3, HELLO))).toBe(false);
	expect(
		knows(
			update([section(ADA, 0, values(endOf(ADA, 0), HELLO)), section(MAL, 3, values(endOf(MAL, 3), HELLO))]),
		),
	).toBe(false);
	expect(knows(one(MAL, 0, deleted(endOf(MAL, 0), 1), skip(9)))).toBe(true);
	expect(knows(update([], Uint8Array.of(1, ...varUint(MAL), 1, 2, 1)))).toBe(true);
	expect(knows(update([], Uint8Array.of(1, ...varUint(MAL), 1, 1, 1)))).toBe(false);
});

function varUint(value: number): Uint8Array {
	return struct(0, {}, value).subarray(1);
}

test('[G10] what would bring back something erased is refused, by whatever way it names it', () => {
	const index = aRoom();
	index.erased.add({ client: MAL, clock: 1, length: 1 });
	const copy = message('x', { was: [MAL, 1, 7] });
	const at = (...events: object[]) => judge(append(MAL, 3, ...events), { index });
	expect(at(edit([MAL, 1]))).toEqual(['3+1 ERASED']);
	expect(at(copy)).toEqual(['3+1 ERASED']);
	expect(at(edit([MAL, 0]))).toEqual([`3+1 accepted ${size(edit([MAL, 0]))}`]);
	// A copy that was refused for it is erased itself, also what names it in the same update, and in the same log alone.
	expect(at(copy, edit([MAL, 3]), edit([MAL, 5]))).toEqual([
		'3+2 ERASED',
		`5+1 accepted ${size(edit([MAL, 5]))}`,
	]);
	expect(at(copy, edit([MAL + 1, 3]))).toEqual(['3+1 ERASED', `4+1 accepted ${size(edit([MAL + 1, 3]))}`]);
	// Other refusals erase nothing.
	expect(at(edit([ADA, 0]), edit([MAL, 3]))).toEqual([
		'3+1 NOT_YOURS',
		`4+1 accepted ${size(edit([MAL, 3]))}`,
	]);
	// Its own clock, of a log that lost it.
	index.erased.add({ client: MAL, clock: 4, length: 1 });
	expect(at(HELLO, HELLO, HELLO)).toEqual([
		`3+1 accepted ${size(HELLO)}`,
		'4+1 ERASED',
		`5+1 accepted ${size(HELLO)}`,
	]);
});

test('[G10] what an append refused for an erasure before is erased for what follows', () => {
	const [refused, erased] = [new ClockRanges(), new ClockRanges()];
	for (const ranges of [refused, erased]) ranges.add(3, 1);
	const next = edit([MAL, 3]);
	expect(judge(append(MAL, 4, next), { progress: { next: 4, refused, erased } })).toEqual(['4+1 ERASED']);
	expect(judge(append(MAL, 4, next), { progress: { next: 4, refused } })).toEqual([
		`4+1 accepted ${size(next)}`,
	]);
});
