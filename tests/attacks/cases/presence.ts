/** Awareness: who types and who is here, which an ordinary relay passes on as it comes (SPEC A). */
import { NOTHING, type Attack, type Outcome } from '../attack.ts';
import { awarenessMessage, bytes, raw } from '../bytes.ts';
import type { Scene } from '../scene.ts';
import { until } from '../../support/until.ts';
import { addDevice } from '../../support/test-people.ts';

type State = Parameters<typeof awarenessMessage>[0];

function presence(
	name: string,
	states: (scene: Scene) => State[] | Promise<State[]>,
	outcome: Outcome = NOTHING,
	scene?: Attack['scene'],
): Attack {
	return {
		name: `awareness-${name}`,
		rule: 'A',
		...(scene && { scene }),
		attack: async (scene) => {
			scene.sendMessage(awarenessMessage(...(await states(scene))));
			if (outcome.heard) await until(() => scene.ben.awareness.length > 0 && scene.ada.awareness.length > 0);
			return undefined;
		},
		outcome,
	};
}

function rawPresence(
	name: string,
	content: (scene: Scene) => Uint8Array,
	outcome: Outcome = NOTHING,
): Attack {
	return {
		name: `awareness-${name}`,
		rule: 'A',
		attack: (scene) => {
			const state = content(scene);
			scene.sendMessage(bytes(1, state.length, state));
			return undefined;
		},
		outcome,
	};
}

const TYPING = '{"typing":true}';

export const PRESENCE: Attack[] = [
	presence('honest', ({ own }) => [{ client: own, clock: 1, json: TYPING }], { heard: ['"typing":true'] }),
	presence('with-a-foreign-id', ({ victim }) => [{ client: victim, clock: 9, json: TYPING }]),
	presence('with-an-unleased-id', () => [{ client: 2 ** 50, clock: 9, json: TYPING }]),
	presence('with-the-ledger’s-id', () => [{ client: 1, clock: 9, json: TYPING }]),
	presence('with-the-system’s-id', () => [{ client: 65_536, clock: 9, json: TYPING }]),
	presence('of-a-revoked-device', async ({ ground, mal }) => {
		const { device } = await addDevice(ground.sql, mal.organisation, mal.id);
		await ground.sql`update devices set revoked_at = now() where number = ${device}`;
		return [{ client: device * 65_536, clock: 1, json: TYPING }];
	}),
	presence('takes-another-away', ({ victim }) => [{ client: victim, clock: 2 ** 20, json: 'null' }]),
	presence('clock-of-2^40', ({ own }) => [{ client: own, clock: 2 ** 40, json: TYPING }]),
	presence(
		'identity-fields',
		({ own, ground }) => [{ client: own, clock: 1, json: `{"user":"${ground.ada.user.id}"}` }],
		{
			heard: ['"user":"'],
		},
	),
	presence('of-4kB', ({ own }) => [{ client: own, clock: 1, json: JSON.stringify({ x: 'x'.repeat(4000) }) }]),
	presence('that-is-text', ({ own }) => [{ client: own, clock: 1, json: '"typing"' }]),
	presence('that-is-an-array', ({ own }) => [{ client: own, clock: 1, json: '[1]' }]),
	presence('that-is-a-number', ({ own }) => [{ client: own, clock: 1, json: '1' }]),
	presence('that-is-no-JSON', ({ own }) => [{ client: own, clock: 1, json: '{typing}' }]),
	presence('key-proto', ({ own }) => [{ client: own, clock: 1, json: '{"__proto__":{"isModerator":true}}' }]),
	presence('key-constructor-deeper', ({ own }) => [
		{ client: own, clock: 1, json: '{"a":{"constructor":1}}' },
	]),
	presence('of-depth-500', ({ own }) => [
		{ client: own, clock: 1, json: `{"a":${'['.repeat(500)}${']'.repeat(500)}}` },
	]),
	presence('of-33-clients', (scene) =>
		Array.from({ length: 33 }, (_, i) => ({ client: scene.ownSession(i), clock: 1, json: '{}' })),
	),
	presence('of-a-reader', ({ own }) => [{ client: own, clock: 1, json: TYPING }], NOTHING, {
		role: 'none',
		visibility: 'public',
	}),
	rawPresence('with-trailing-bytes', ({ own }) => bytes(1, own, 1, TYPING, raw(0))),
	rawPresence('cut-short', ({ own }) => bytes(1, own, 1, 50, raw(1))),
	rawPresence('count-bomb', () => bytes(2 ** 40)),
	rawPresence('bad-utf8', ({ own }) => bytes(1, own, 1, 2, raw(0xc3, 0x28))),
	{ ...rawPresence('of-8MB', () => new Uint8Array(8_000_000)), isHeavy: true },
];
