/** Well-formed updates that would stand where they may not (SPEC R3, R5). */
import { accepted, ASKED, NOTHING, refused, tombstone, type Attack } from '../attack.ts';
import {
	append,
	CONTENT,
	deleted,
	deleteSet,
	endOf,
	gc,
	message,
	section,
	skip,
	struct,
	update,
	values,
	type Place,
} from '../bytes.ts';
import type { Scene } from '../scene.ts';

const FORGED = message('forged');

/** One value in a place of the attacker's choice, in his own section. */
function at(scene: Scene, place: Place, event: object = FORGED): Uint8Array {
	return update([section(scene.own, scene.next, values(place, event))]);
}

function misplaced(
	name: string,
	code: 'CONTAINER_NOT_YOURS' | 'NOT_AN_APPEND' | 'MISSING_DEPENDENCY' | 'MAP_KEY_IN_FEED',
	place: (scene: Scene) => Place,
): Attack {
	return { name, rule: 'R5', attack: (scene) => at(scene, place(scene)), outcome: tombstone(code) };
}

/** The attacker has said three things, of which clock 1 was refused. */
async function withTombstone(scene: Scene): Promise<void> {
	scene.send(scene.append({ k: 'm', at: 'never' }));
	scene.send(append(scene.own, 2, message('after the refused one')));
	await scene.areStored('after the refused one');
	scene.next = 3;
}

export const STRUCTURE: Attack[] = [
	{
		name: 'honest-append',
		rule: 'R5',
		attack: (scene) => scene.append(message('an honest word')),
		outcome: accepted('an honest word'),
	},
	misplaced('append-to-other-feed', 'CONTAINER_NOT_YOURS', ({ victim, victimNext }) => ({
		origin: [victim, victimNext - 1],
	})),
	misplaced('overwrite-map-key-of-other(origin=null)', 'CONTAINER_NOT_YOURS', ({ victim }) => ({
		root: `o:${victim}`,
		sub: 'read',
	})),
	misplaced('overwrite-map-key-of-other(origin=left)', 'CONTAINER_NOT_YOURS', ({ victim }) => ({
		origin: [victim, 0],
		sub: 'read',
	})),
	misplaced('map-key-in-the-victim’s-log', 'CONTAINER_NOT_YOURS', ({ victim }) => ({
		root: String(victim),
		sub: 'read',
	})),
	misplaced('insert-in-the-past(rightOrigin)', 'NOT_AN_APPEND', ({ own }) => ({
		origin: [own, 0],
		right: [own, 0],
	})),
	misplaced('insert-at-front', 'NOT_AN_APPEND', ({ own }) => ({ root: String(own) })),
	misplaced('insert-at-front-by-right-origin', 'NOT_AN_APPEND', ({ own }) => ({ right: [own, 0] })),
	misplaced('right-origin-in-another’s-log', 'NOT_AN_APPEND', ({ own, victim }) => ({
		origin: [own, 0],
		right: [victim, 0],
	})),
	misplaced('new-root-type', 'CONTAINER_NOT_YOURS', () => ({ root: 'spam' })),
	misplaced('root-without-a-name', 'CONTAINER_NOT_YOURS', () => ({ root: '' })),
	misplaced('root-of-the-ledger', 'CONTAINER_NOT_YOURS', () => ({ root: '1' })),
	misplaced('root-of-another-session-of-mine', 'CONTAINER_NOT_YOURS', (scene) => ({
		root: String(scene.ownSession(1)),
	})),
	misplaced('root-name-with-leading-zero', 'CONTAINER_NOT_YOURS', ({ own }) => ({ root: `0${own}` })),
	misplaced('root-name-with-blank', 'CONTAINER_NOT_YOURS', ({ own }) => ({ root: `${own} ` })),
	misplaced('root-name-as-a-float', 'CONTAINER_NOT_YOURS', ({ own }) => ({ root: `${own}.0` })),
	misplaced('root-name-in-full-width-digits', 'CONTAINER_NOT_YOURS', ({ own }) => ({
		root: String(own).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
	})),
	misplaced('root-name-with-zero-width-space', 'CONTAINER_NOT_YOURS', ({ own }) => ({
		root: `${own}\u200b`,
	})),
	misplaced('list-item-in-overlay', 'CONTAINER_NOT_YOURS', ({ own }) => ({ root: `r:${own}` })),
	misplaced('parent-is-another’s-item', 'CONTAINER_NOT_YOURS', ({ victim }) => ({ parent: [victim, 0] })),
	misplaced('parent-is-my-item', 'CONTAINER_NOT_YOURS', ({ own }) => ({ parent: [own, 0] })),
	misplaced('map-key-in-feed', 'MAP_KEY_IN_FEED', ({ own }) => ({ root: String(own), sub: 'key' })),
	misplaced('map-key-behind-my-item', 'MAP_KEY_IN_FEED', ({ own }) => ({ origin: [own, 0], sub: 'key' })),
	misplaced('redo-copy-of-other’s-item', 'CONTAINER_NOT_YOURS', ({ victim }) => ({
		origin: [victim, 0],
		right: [victim, 1],
	})),
	misplaced('origin-is-a-ledger-entry', 'CONTAINER_NOT_YOURS', () => ({ origin: [1, 0] })),
	misplaced('missing-dependency', 'MISSING_DEPENDENCY', ({ victim }) => ({ origin: [victim, 99] })),
	misplaced('missing-dependency-unknown-client', 'MISSING_DEPENDENCY', () => ({ origin: [2 ** 40, 0] })),
	misplaced('origin-is-itself', 'MISSING_DEPENDENCY', ({ own, next }) => ({ origin: [own, next] })),
	misplaced('origin-is-my-own-future', 'MISSING_DEPENDENCY', ({ own }) => ({ origin: [own, 2 ** 50] })),
	{
		name: 'origin-in-my-past',
		rule: 'R5',
		prepare: async (scene) => {
			scene.send(scene.append(message('my second')));
			await scene.areStored('my second');
			scene.next = 2;
		},
		attack: (scene) => at(scene, { origin: [scene.own, 0] }),
		outcome: tombstone('NOT_AN_APPEND'),
	},
	{
		name: 'root-type-spam-2000',
		rule: 'R5, R9',
		attack: ({ own, next }) =>
			update([
				section(own, next, ...Array.from({ length: 2000 }, (_, i) => values({ root: `spam ${i}` }, FORGED))),
			]),
		outcome: {
			refused: Array.from({ length: 4 }, () => 'CONTAINER_NOT_YOURS' as const),
			rows: ['refused', 'refused', 'refused', 'refused'],
			tombstones: 2000,
		},
		isHeavy: true,
	},
	{ name: 'clock-gap', rule: 'W6', attack: ({ own }) => append(own, 1_000_000, FORGED), outcome: ASKED },
	{
		name: 'clock-gap-by-one',
		rule: 'W6',
		attack: ({ own, next }) => append(own, next + 1, FORGED),
		outcome: ASKED,
	},
	{ name: 'clock-gap-2^52', rule: 'W6', attack: ({ own }) => append(own, 2 ** 52, FORGED), outcome: ASKED },
	{
		name: 'gap-then-the-rest',
		rule: 'W6',
		attack: (scene) => {
			scene.send(append(scene.own, scene.next + 1, message('too early')));
			return scene.append(message('in time'));
		},
		outcome: { ...accepted('in time'), asked: true },
	},
	{
		name: 'skip-struct',
		rule: 'R5',
		attack: ({ own, next }) =>
			update([section(own, next, skip(1e9), values({ origin: [own, next + 1e9 - 1] }, FORGED))]),
		outcome: NOTHING,
	},
	{
		name: 'skip-after-an-honest-event',
		rule: 'R5',
		attack: ({ own, next }) =>
			update([
				section(
					own,
					next,
					values(endOf(own, next), message('before the skip')),
					skip(5),
					values(endOf(own, next + 6), FORGED),
				),
			]),
		outcome: accepted('before the skip'),
	},
	{
		name: 'skip-only',
		rule: 'R5',
		attack: ({ own, next }) => update([section(own, next, skip(2 ** 52))]),
		outcome: NOTHING,
	},
	{
		name: 'gc-struct',
		rule: 'R5, R9',
		attack: ({ own, next }) => update([section(own, next, gc(2))]),
		outcome: tombstone('FORBIDDEN_CONTENT', 2),
	},
	{
		name: 'gc-struct-giant',
		rule: 'R5',
		attack: ({ own, next }) => update([section(own, next, gc(2 ** 52))]),
		outcome: refused('FORBIDDEN_CONTENT'),
	},
	{
		name: 'gc-struct-5001',
		rule: 'R5',
		attack: ({ own, next }) => update([section(own, next, gc(5001))]),
		outcome: refused('FORBIDDEN_CONTENT'),
	},
	{
		name: 'deleted-struct',
		rule: 'R5, R9',
		attack: ({ own, next }) => update([section(own, next, deleted(endOf(own, next), 2))]),
		outcome: tombstone('FORBIDDEN_CONTENT', 2),
	},
	{
		name: 'deleted-struct-giant',
		rule: 'R5',
		attack: ({ own, next }) => update([section(own, next, deleted(endOf(own, next), 2 ** 52))]),
		outcome: refused('FORBIDDEN_CONTENT'),
	},
	{
		name: 'deleted-struct-in-another’s-log',
		rule: 'R5, R9',
		attack: ({ own, victim, next }) => update([section(own, next, deleted({ origin: [victim, 0] }, 2))]),
		outcome: tombstone('FORBIDDEN_CONTENT', 2),
	},
	{
		name: 'deleted-over-what-is-redacted',
		rule: 'R5',
		prepare: withTombstone,
		attack: ({ own }) => update([section(own, 1, deleted(endOf(own, 1), 1))], deleteSet([own, [1, 1]])),
		outcome: NOTHING,
	},
	{
		name: 'follows-a-tombstone-as-if-it-stood',
		rule: 'R5',
		prepare: withTombstone,
		attack: (scene) => scene.append(message('third')),
		outcome: accepted('third'),
	},
	{
		name: 'inserts-before-a-tombstone',
		rule: 'R5',
		prepare: withTombstone,
		attack: (scene) => at(scene, { origin: [scene.own, 0] }),
		outcome: tombstone('NOT_AN_APPEND'),
	},
	{
		name: 'replay-known-update',
		rule: 'R3',
		attack: (scene) => append(scene.own, 0, message('mine')),
		outcome: NOTHING,
	},
	{
		name: 'equivocation',
		rule: 'R3, D9',
		attack: ({ own }) => append(own, 0, message('I never said that')),
		outcome: NOTHING,
	},
	{
		name: 'equivocation-then-more',
		rule: 'R3',
		attack: ({ own }) => append(own, 0, message('I never said that'), message('this is new')),
		outcome: accepted('this is new'),
	},
	{
		name: 'rewrites-another’s-known-event',
		rule: 'R3',
		attack: ({ victim }) => append(victim, 1, message('she never said that')),
		outcome: NOTHING,
	},
	{
		name: 'known-as-gc',
		rule: 'R3',
		attack: ({ victim }) => update([section(victim, 0, gc(3))]),
		outcome: NOTHING,
	},
	{
		name: 'unsorted-sections',
		rule: 'R3',
		attack: (scene) => {
			const [low, high] = [scene.ownSession(1), scene.ownSession(2)];
			// The lowest first, which Yjs never writes; judged in ascending order all the same.
			return update([
				section(low, 0, values(endOf(low, 0), message('older session'))),
				section(high, 0, values(endOf(high, 0), message('newer session'))),
			]);
		},
		outcome: { rows: ['run', 'run'], says: ['older session', 'newer session'] },
	},
	{
		name: 'a-value-in-pieces',
		rule: 'R5',
		attack: ({ own, next }) =>
			update([
				section(
					own,
					next,
					values(endOf(own, next), message('piece one')),
					values(endOf(own, next + 1), message('piece two')),
				),
			]),
		outcome: accepted('piece one', 'piece two'),
	},
	{
		name: 'honest-piece-then-foreign-piece',
		rule: 'R5, R9',
		attack: ({ own, victim, next }) =>
			update([
				section(
					own,
					next,
					values(endOf(own, next), message('honest piece')),
					values({ origin: [victim, 0] }, FORGED),
				),
			]),
		outcome: {
			refused: ['CONTAINER_NOT_YOURS'],
			rows: ['run', 'refused'],
			says: ['honest piece'],
			tombstones: 1,
		},
	},
	{
		name: 'foreign-piece-then-honest-piece',
		rule: 'R5, R9',
		attack: ({ own, victim, next }) =>
			update([
				section(
					own,
					next,
					values({ origin: [victim, 0] }, FORGED),
					// A stock replica that kept the refused piece would follow it.
					values({ origin: [own, next - 1] }, message('honest piece')),
				),
			]),
		outcome: {
			refused: ['CONTAINER_NOT_YOURS'],
			rows: ['refused', 'run'],
			says: ['honest piece'],
			tombstones: 1,
		},
	},
	{
		name: 'unknown-struct-of-type-behind-known',
		rule: 'R1',
		attack: ({ own, next }) =>
			update([
				section(own, 0, values(endOf(own, 0), message('mine')), struct(CONTENT.type, endOf(own, next), 0)),
			]),
		outcome: refused('FORBIDDEN_CONTENT'),
	},
];
