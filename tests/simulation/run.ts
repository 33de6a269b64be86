/** One seed, from its actions to the last invariant. */
import './virtual-time.ts';
import { makeActions, type Action } from './actions.ts';
import { Director } from './director.ts';
import { findBroken } from './invariants.ts';
import { Prng } from './prng.ts';
import { NO_SABOTAGE, type Sabotage } from './sabotage.ts';
import { shrink } from './shrink.ts';
import { Violation, World } from './world.ts';

export interface RunOptions {
	seed: number;
	/** Instead of those that the seed makes. */
	actions?: readonly Action[];
	sabotage?: Sabotage;
	/** The trace says what is in every frame. */
	verbose?: boolean;
}

/** `tail` are the last lines of the trace. */
export type RunResult = { seed: number; actions: readonly Action[]; digest: string; tail: string[] } & (
	{ ok: true } | { ok: false; words: string }
);

const MIN_ACTIONS = 30;
const MAX_ACTIONS = 90;
/** A healed world comes to rest within this time: the longest delays are 30 s (reconnect, disk) and 60 s (a dead socket). */
const REST_MS = 240_000;

/** The same seed gives the same run, step for step. */
export async function runSeed({
	seed,
	actions,
	sabotage = NO_SABOTAGE,
	verbose = false,
}: RunOptions): Promise<RunResult> {
	const shape = new Prng(seed, 'shape');
	const world = new World({
		seed,
		people: shape.between(2, 4),
		volumeEvents: shape.chance(0.4) ? shape.between(12, 60) : 5_000,
		// Mostly so few that documents are opened by snapshots as often as by rows alone.
		snapshotRows: shape.fork('snapshots').pick([2, 4, 4, 6, 12, 1000]),
		sabotage,
	});
	world.network.verbose = verbose;
	const quiet = silenceYjs();
	const unhandled = (error: unknown) =>
		world.fail(`a rejection nobody handles: ${error instanceof Error ? error.stack : String(error)}`);
	process.on('unhandledRejection', unhandled);
	const list = actions ?? makeActions(shape.fork('actions'), shape.between(MIN_ACTIONS, MAX_ACTIONS));
	const result = (): Omit<RunResult, 'ok'> => ({
		seed,
		actions: list,
		digest: world.trace.digest,
		tail: world.trace.tail(),
	});
	try {
		await begin(world);
		const director = new Director(world);
		for (const action of list) await director.perform(action);
		await comeToRest(world);
		const broken = await findBroken(world);
		if (broken !== undefined) throw new Violation(broken);
		return { ...result(), ok: true };
	} catch (error) {
		const words =
			error instanceof Violation ? error.message : `threw ${error instanceof Error ? error.stack : error}`;
		return { ...result(), ok: false, words };
	} finally {
		world.end();
		quiet.end();
		process.off('unhandledRejection', unhandled);
	}
}

/** Yjs and the provider warn on the console about what a simulation does on purpose; each provider adds a listener to the process. */
function silenceYjs(): { end(): void } {
	const { log, warn } = console;
	const limit = process.getMaxListeners();
	console.log = console.warn = () => {};
	process.setMaxListeners(0);
	return {
		end() {
			Object.assign(console, { log, warn });
			process.setMaxListeners(limit);
		},
	};
}

/** Everybody has a browser; everybody is in one room, and two are in another. */
async function begin(world: World): Promise<void> {
	const [first, second] = world.office.users;
	world.office.found('everybody', world.office.users);
	world.office.found('two', [first!, second!]);
	for (const user of world.office.users) world.openTab(world.addProfile(user));
	// Half of the time the first actions meet people who have never been online.
	if (world.random.chance(0.5)) await world.pass(2_000);
}

/** Heals everything, lets everybody come online, and waits until nothing is left to do. */
async function comeToRest(world: World): Promise<void> {
	world.trace.add('--- come to rest');
	world.heal();
	const until = world.time.now + REST_MS;
	while (world.time.now < until) {
		await world.pass(20_000);
		world.nudge();
		world.look();
		if ((await findBroken(world)) === undefined) return;
	}
}

/** The shortest list of actions that breaks the same expectation. */
export async function shrinkRun(failed: RunResult, sabotage?: Sabotage): Promise<RunResult> {
	let best = failed;
	await shrink(failed.actions, async (actions) => {
		const result = await runSeed({ seed: failed.seed, actions, sabotage, verbose: true });
		const same = kindOf(result) === kindOf(failed);
		if (same) best = result;
		return same;
	});
	return best;
}

/** Failures of one kind say the same about different texts, people and places. */
function kindOf(result: RunResult): string | undefined {
	return result.ok
		? undefined
		: result.words.split('\n')[0]!.replaceAll(/"[^"]*"|[0-9a-f-]*[0-9][0-9a-f-]*|\{.*\}/g, '#');
}
