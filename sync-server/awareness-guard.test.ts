import { expect, test } from 'vitest';
import { LIMITS } from '#lib/protocol/limits.ts';
import { bytes, overlong, raw, type Part } from '../tests/attacks/bytes.ts';
import type { Lease } from './access.ts';
import { encodeAwareness, ownAwareness } from './awareness-guard.ts';

const OWN = 102 * 65_536;
const LEASES = new Map<number, Lease>([
	[101, { user: 'ada', revoked: false }],
	[102, { user: 'mal', revoked: false }],
	[103, { user: 'mal', revoked: true }],
]);

function heard(...parts: Part[]): Promise<unknown[]> {
	return ownAwareness(bytes(...parts), 'mal', { lease: async (device) => LEASES.get(device) });
}

const said = (json: string, clock = 1) => heard(1, OWN, clock, json);
const state = (json: string) => ({
	client: OWN,
	clock: 1,
	state: { ...(JSON.parse(json) as object), user: 'mal' },
});

test('[A1] what somebody says of himself is heard, with his name in it', async () => {
	expect(await said('{"typing":true}')).toEqual([state('{"typing":true}')]);
	expect(await said('{"user":"ada"}')).toEqual([state('{}')]);
	expect(await said('null')).toEqual([{ client: OWN, clock: 1, state: null }]);
	expect(await heard(2, OWN, 1, '{}', OWN + 1, 2, '{}')).toEqual([
		state('{}'),
		{ client: OWN + 1, clock: 2, state: { user: 'mal' } },
	]);
});

test('[A1] of others’ client ids, and of those that are revoked or nobody’s, nothing is heard', async () => {
	for (const client of [101 * 65_536, 103 * 65_536, 104 * 65_536, 1, 65_536])
		expect(await heard(1, client, 1, '{}')).toEqual([]);
	expect(await heard(2, 101 * 65_536, 1, '{}', OWN, 1, '{}')).toEqual([state('{}')]);
});

test('[A1] the clock of an honest session is bounded', async () => {
	expect(await said('{}', 2 ** 31)).toEqual([{ client: OWN, clock: 2 ** 31, state: { user: 'mal' } }]);
	expect(await said('{}', 2 ** 31 + 1)).toEqual([]);
});

test('[A1] so many states at a time, and so many bytes', async () => {
	const many = (count: number) => [
		count,
		...Array.from({ length: count }, (_, i) => [OWN + i, 1, '{}']).flat(),
	];
	expect((await heard(...many(32))).length).toBe(32);
	expect(await heard(...many(33))).toEqual([]);
	const room = LIMITS.awarenessBytes - bytes(1, OWN, 1, `{"a":"${'x'.repeat(200)}"}`).length + 200;
	expect((await said(`{"a":"${'x'.repeat(room)}"}`)).length).toBe(1);
	expect(await said(`{"a":"${'x'.repeat(room + 1)}"}`)).toEqual([]);
});

test.each(['7', '"text"', 'true', '[]', '[{}]', '{', ''])('[A1] %j is no state', async (json) => {
	expect(await said(json)).toEqual([]);
});

test('[A1] states are no deeper than events, and hold no key that objects inherit', async () => {
	const nested = (depth: number): string => (depth === 0 ? '1' : `{"a":${nested(depth - 1)}}`);
	expect(await said(nested(4))).toEqual([state(nested(4))]);
	expect(await said(nested(5))).toEqual([]);
	expect(await said('{"a":[[[1]]]}')).toEqual([state('{"a":[[[1]]]}')]);
	expect(await said('{"a":[[[[1]]]]}')).toEqual([]);
	for (const key of ['__proto__', 'constructor', 'prototype']) {
		expect(await said(`{"${key}":1}`)).toEqual([]);
		expect(await said(`{"b":2,"a":{"${key}":1}}`)).toEqual([]);
	}
	expect(await said('{"a":null,"b":[null,1,"x"]}')).toEqual([state('{"a":null,"b":[null,1,"x"]}')]);
});

test('[A1] what is cut short, goes on, or is not in its shortest form is dropped in silence', async () => {
	expect(await heard()).toEqual([]);
	expect(await heard(0)).toEqual([]);
	expect(await heard(2, OWN, 1, '{}')).toEqual([]);
	expect(await heard(1, OWN, 1, '{}', raw(0))).toEqual([]);
	expect(await heard(1, OWN, overlong(1), '{}')).toEqual([]);
});

test('[A1] what is passed on can be read again', async () => {
	const states = [
		{ client: OWN, clock: 3, state: { typing: true } },
		{ client: OWN + 1, clock: 4, state: null },
	];
	expect([...encodeAwareness(states)]).toEqual([...bytes(2, OWN, 3, '{"typing":true}', OWN + 1, 4, 'null')]);
});
