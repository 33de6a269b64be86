/** Delete sets, with which any client erases history on an ordinary relay (SPEC R6). */
import * as Y from 'yjs';
import { accepted, NOTHING, refused, type Attack } from '../attack.ts';
import {
	append,
	deleteSet,
	message,
	raw,
	section,
	endOf,
	update,
	values,
	type DeleteRange,
} from '../bytes.ts';
import type { Scene } from '../scene.ts';

function deleting(name: string, ...ranges: ((scene: Scene) => DeleteRange)[]): Attack {
	return {
		name,
		rule: 'R6',
		attack: (scene) => update([], deleteSet(...ranges.map((range) => range(scene)))),
		outcome: refused('DELETE_NOT_YOURS'),
	};
}

/** Clock 1 of the attacker's log was refused, so it is gone for everybody. */
async function withTombstone(scene: Scene): Promise<void> {
	scene.send(scene.append({ k: 'm', at: 'never' }));
	scene.send(append(scene.own, 2, message('after the refused one')));
	await scene.areStored('after the refused one');
	scene.next = 3;
}

export const DELETES: Attack[] = [
	deleting('delete-set-over-others', ({ victim, victimNext }) => [victim, [0, victimNext]]),
	deleting('delete-set-one-clock', ({ victim }) => [victim, [1, 1]]),
	deleting('delete-set-own-history', ({ own }) => [own, [0, 1]]),
	deleting('delete-set-over-the-ledger', () => [1, [0, 3]]),
	deleting('delete-set-over-one-ledger-entry', () => [1, [2, 1]]),
	deleting('delete-set-over-what-is-to-come', ({ victim, victimNext }) => [victim, [victimNext, 50]]),
	deleting('delete-set-over-my-future', ({ own, next }) => [own, [next, 1]]),
	deleting('delete-set-over-all-clocks', ({ victim }) => [victim, [0, 2 ** 52]]),
	deleting('delete-set-of-an-unknown-client', () => [2 ** 45, [0, 1]]),
	deleting('delete-set-of-the-system', () => [65_536, [0, 1]]),
	deleting('delete-set-unsorted-and-overlapping', ({ victim }) => [victim, [2, 1], [0, 3], [1, 1]]),
	deleting(
		'delete-set-of-several',
		({ own }) => [own, [0, 1]],
		({ victim }) => [victim, [0, 1]],
	),
	{
		name: 'delete-set-13-bytes',
		rule: 'R6',
		attack: ({ victim }) => update([], deleteSet([victim, [0, 2 ** 20]])),
		outcome: refused('DELETE_NOT_YOURS'),
	},
	{
		name: 'undo-of-others',
		rule: 'R6',
		attack: ({ ben, victim }) => {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(ben.doc));
			const before = Y.encodeStateVector(doc);
			doc.getArray(String(victim)).delete(0, 1);
			return Y.encodeStateAsUpdate(doc, before);
		},
		outcome: refused('DELETE_NOT_YOURS'),
	},
	{
		name: 'delete-set-beside-an-honest-event',
		rule: 'R3, R6',
		attack: ({ own, next, victim }) =>
			update(
				[section(own, next, values(endOf(own, next), message('an honest word')))],
				deleteSet([victim, [0, 1]]),
			),
		outcome: { ...accepted('an honest word'), refused: ['DELETE_NOT_YOURS'] },
	},
	{
		name: 'delete-set-over-the-event-that-comes-with-it',
		rule: 'R6',
		attack: ({ own, next }) =>
			update(
				[section(own, next, values(endOf(own, next), message('an honest word')))],
				deleteSet([own, [next, 1]]),
			),
		outcome: { ...accepted('an honest word'), refused: ['DELETE_NOT_YOURS'] },
	},
	{
		name: 'delete-set-of-what-is-gone',
		rule: 'R6',
		prepare: withTombstone,
		attack: ({ own }) => update([], deleteSet([own, [1, 1]])),
		outcome: NOTHING,
	},
	{
		name: 'delete-set-beyond-what-is-gone',
		rule: 'R6',
		prepare: withTombstone,
		attack: ({ own }) => update([], deleteSet([own, [1, 2]])),
		outcome: refused('DELETE_NOT_YOURS'),
	},
	{
		name: 'delete-set-around-what-is-gone',
		rule: 'R6',
		prepare: withTombstone,
		attack: ({ own }) => update([], deleteSet([own, [0, 3]])),
		outcome: refused('DELETE_NOT_YOURS'),
	},
	{
		name: 'empty-delete-set',
		rule: 'R6',
		attack: () => raw(0, 0),
		outcome: NOTHING,
	},
	{
		name: 'delete-set-of-a-client-without-ranges',
		rule: 'R6',
		attack: ({ victim }) => update([], deleteSet([victim])),
		outcome: refused('MALFORMED'),
	},
];
