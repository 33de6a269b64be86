/**
 * What can happen, as data: a run is a list of these, made before it begins, so that a failing list can be shrunk. Numbers are taken modulo what is there when
 * the action is due; an action that has no meaning then does nothing.
 */
import type { Prng } from './prng.ts';

export type Action = {
	/** How many times the scheduler moves something after it. */
	steps: number;
	/** Seeds the schedule from here on, so that leaving out another action changes little of what follows this one. */
	salt: number;
} & (
	| { do: 'write' | 'reply' | 'edit' | 'delete' | 'react'; tab: number; conversation: number; target: number }
	/** Many messages at once: `bytes` each. */
	| { do: 'burst'; tab: number; conversation: number; count: number; bytes: number }
	| { do: 'openTab'; profile: number }
	| { do: 'closeTab' | 'killTab'; tab: number }
	| { do: 'killBrowser' | 'goOffline' | 'goOnline' | 'wake'; profile: number }
	| { do: 'partition' | 'heal' | 'stall' | 'takeIn' | 'cutOne' | 'cutAll'; profile: number }
	| { do: 'setClock'; profile: number; skew: number }
	/** The disk takes no more for so many writes. */
	| { do: 'fillDisk'; profile: number; writes: number }
	/** An image of the disk is made; later the disk is put back to it, or a second machine starts from it. */
	| { do: 'imageDisk' | 'restoreDisk' | 'cloneProfile'; profile: number }
	| { do: 'createGroup'; tab: number; others: number }
	| { do: 'openDm'; tab: number; other: number }
	| { do: 'removeMember' | 'addMember'; tab: number; conversation: number; other: number }
	| { do: 'mute' | 'unmute'; conversation: number }
	| { do: 'crashRelay'; commits: boolean }
	| { do: 'startRelay' }
	| { do: 'setRelayClock'; skew: number }
	/** The database refuses so many appends, in one of three ways. */
	| { do: 'failAppends'; count: number; fate: 'refuse' | 'roll back' | 'lose answer' }
	| { do: 'backUp' | 'restoreBackup' }
	| { do: 'startStock'; conversation: number }
	| { do: 'stockWrite'; client: number; count: number; bad: boolean }
	| { do: 'stockRestart'; client: number; saved: boolean }
	| { do: 'stockOffline'; client: number }
	| { do: 'stockOnline'; client: number }
	| { do: 'wait'; ms: number }
);

export type ActionName = Action['do'];

/** Weights of ordinary life. A run leaves some kinds of trouble out, so that rare ones also meet calm water. */
const LIFE: Partial<Record<ActionName, number>> = {
	write: 30,
	reply: 3,
	edit: 4,
	delete: 4,
	react: 3,
	wait: 4,
};
const TROUBLES: Partial<Record<ActionName, number>>[] = [
	{ goOffline: 3, goOnline: 4, wake: 1 },
	{ partition: 2, heal: 3, cutOne: 2, cutAll: 2, stall: 1, takeIn: 2 },
	{ openTab: 3, closeTab: 2, killTab: 2, killBrowser: 2 },
	{ burst: 2 },
	{ fillDisk: 2 },
	{ imageDisk: 2, restoreDisk: 1, cloneProfile: 1 },
	{ createGroup: 2, openDm: 2 },
	{ removeMember: 2, addMember: 3 },
	{ mute: 1, unmute: 2 },
	{ crashRelay: 2, startRelay: 4 },
	{ failAppends: 3 },
	{ backUp: 2, restoreBackup: 1 },
	{ startStock: 1, stockWrite: 6, stockRestart: 1, stockOffline: 1, stockOnline: 2 },
	{ setClock: 1, setRelayClock: 1 },
];
const CLOCK_STEPS = [-3_600_000, -5_000, -1, 0, 1_000, 120_000, 86_400_000];

export function makeActions(random: Prng, count: number): Action[] {
	const weights: Partial<Record<ActionName, number>> = { ...LIFE };
	for (const trouble of TROUBLES) if (random.chance(0.45)) Object.assign(weights, trouble);
	const actions: Action[] = [];
	for (let i = 0; i < count; i++) {
		const name = random.weighted(weights as Record<ActionName, number>);
		actions.push({ ...makeAction(random, name), salt: random.below(1 << 30) });
	}
	return actions;
}

type Unsalted<Each> = Each extends Action ? Omit<Each, 'salt'> : never;

function makeAction(random: Prng, name: ActionName): Unsalted<Action> {
	const index = () => random.below(1 << 16);
	const steps = random.chance(0.25) ? 0 : random.between(1, random.chance(0.1) ? 200 : 25);
	switch (name) {
		case 'write':
		case 'reply':
		case 'edit':
		case 'delete':
		case 'react':
			return { do: name, steps, tab: index(), conversation: index(), target: index() };
		case 'burst': {
			const large = random.chance(0.3);
			const count = large ? random.between(34, 60) : random.between(20, 620);
			return { do: name, steps, tab: index(), conversation: index(), count, bytes: large ? 16_000 : 0 };
		}
		case 'openTab':
		case 'killBrowser':
		case 'goOffline':
		case 'goOnline':
		case 'wake':
		case 'partition':
		case 'heal':
		case 'stall':
		case 'takeIn':
		case 'cutOne':
		case 'cutAll':
		case 'imageDisk':
		case 'restoreDisk':
		case 'cloneProfile':
			return { do: name, steps, profile: index() };
		case 'closeTab':
		case 'killTab':
			return { do: name, steps, tab: index() };
		case 'setClock':
			return { do: name, steps, profile: index(), skew: random.pick(CLOCK_STEPS) };
		case 'setRelayClock':
			return { do: name, steps, skew: random.pick(CLOCK_STEPS) };
		case 'fillDisk':
			return { do: name, steps, profile: index(), writes: random.between(1, 4) };
		case 'createGroup':
			return { do: name, steps, tab: index(), others: index() };
		case 'openDm':
			return { do: name, steps, tab: index(), other: index() };
		case 'removeMember':
		case 'addMember':
			return { do: name, steps, tab: index(), conversation: index(), other: index() };
		case 'mute':
		case 'unmute':
		case 'startStock':
			return { do: name, steps, conversation: index() };
		case 'crashRelay':
			return { do: name, steps, commits: random.chance(0.5) };
		case 'startRelay':
		case 'backUp':
		case 'restoreBackup':
			return { do: name, steps };
		case 'failAppends': {
			const fate = random.pick(['refuse', 'roll back', 'lose answer'] as const);
			return { do: name, steps, count: random.between(1, 3), fate };
		}
		case 'stockWrite': {
			const count = random.chance(0.1) ? random.between(100, 700) : random.between(1, 4);
			return { do: name, steps, client: index(), count, bad: random.chance(0.1) };
		}
		case 'stockRestart':
			return { do: name, steps, client: index(), saved: random.chance(0.7) };
		case 'stockOffline':
		case 'stockOnline':
			return { do: name, steps, client: index() };
		case 'wait':
			return { do: name, steps, ms: random.pick([10, 300, 3_000, 40_000, 100_000]) };
	}
}
