/** One room of the fuzz: honest steps and mutants in turns, each from a stream of chance of its own, so that a failing list of steps can be shrunk. */
import { SYSTEM_CLIENT } from '#lib/domain/client-id.ts';
import { Prng } from '../simulation/prng.ts';
import { shrink } from '../simulation/shrink.ts';
import { Attacker } from './attacker.ts';
import { someEvent, targetsIn } from './honest.ts';
import { wrongRedactionsIn } from './redactions.ts';
import { Replica } from './replica.ts';
import { FuzzRoom, ORGANISATION, Violation, type RoomLimits } from './room.ts';

export interface RoomTally {
	updates: number;
	/** Honest updates that were refused: must be 0, and the first ends the room. */
	honestRefused: number;
	mutants: number;
	/** Of the mutants: something of them stands in the log, a tombstone aside. */
	accepted: number;
	tombstones: number;
	/** Milliseconds of this thread for each update that was refused whole. */
	refusedMs: number[];
	codes: Record<string, number>;
	rows: number;
}

export interface RoomResult {
	seed: number;
	tally: RoomTally;
	/** The steps that were taken. */
	steps: readonly number[];
	failure: string | null;
	/** What happened, in words, when asked for. */
	trace: string[];
}

/** Steps of a room: few enough that looking at all of it costs little. */
export const STEPS = 110;

export type RunRoom = (seed: number, steps?: readonly number[], isTraced?: boolean) => Promise<RoomResult>;

export async function runRoom(
	seed: number,
	steps: readonly number[] = allSteps(),
	isTraced = false,
): Promise<RoomResult> {
	const world = new World(seed, isTraced);
	let failure: string | null = null;
	const stop = watchForEscapes((error) => (failure ??= `thrown out of the relay: ${error}`));
	try {
		await world.begin();
		for (const step of steps) {
			await world.step(step);
			if (failure !== null) break;
		}
		if (failure === null) await world.end();
	} catch (error) {
		failure ??= error instanceof Violation ? error.message : String((error as Error).stack ?? error);
	} finally {
		stop();
	}
	return { seed, tally: world.tally, steps, failure, trace: world.trace };
}

export function allSteps(): number[] {
	return Array.from({ length: STEPS }, (_, i) => i);
}

/** The shortest list of steps that still fails. */
export async function shrinkRoom(result: RoomResult, run: RunRoom = runRoom): Promise<RoomResult> {
	const steps = await shrink(
		result.steps,
		async (candidate) => (await run(result.seed, [...candidate])).failure !== null,
		400,
	);
	return run(result.seed, [...steps], true);
}

export function watchForEscapes(onError: (error: unknown) => void): () => void {
	process.on('uncaughtException', onError);
	process.on('unhandledRejection', onError);
	return () => {
		process.off('uncaughtException', onError);
		process.off('unhandledRejection', onError);
	};
}

export function emptyTally(): RoomTally {
	return {
		updates: 0,
		honestRefused: 0,
		mutants: 0,
		accepted: 0,
		tombstones: 0,
		refusedMs: [],
		codes: {},
		rows: 0,
	};
}

export class World {
	readonly tally = emptyTally();
	readonly trace: string[] = [];
	readonly #chance: Prng;
	readonly #isTraced: boolean;
	readonly #sendsFiles: boolean;
	/** Nothing is lost that a moderator's delete would need. */
	readonly #isRestored: boolean;
	room!: FuzzRoom;
	#replicas: Replica[] = [];
	#attacker!: Attacker;

	constructor(seed: number, isTraced: boolean) {
		this.#chance = new Prng(seed, 'fuzz');
		this.#isTraced = isTraced;
		this.#sendsFiles = seed % 2 === 0;
		this.#isRestored = this.#chance.fork('restored').chance(0.25);
	}

	async begin(): Promise<void> {
		const chance = this.#chance.fork('room');
		const limits: RoomLimits =
			chance.weighted({ wide: 6, short: 2, few: 1 }) === 'wide'
				? {}
				: chance.pick([{ volumeEvents: 25 }, { volumeClients: 5 }]);
		this.room = await FuzzRoom.make(chance, limits);
		this.room.sendsFiles = this.#sendsFiles;
		for (const user of ['ada', 'ben']) this.room.add(user, {}, 2);
		this.room.add('cy', { moderates: true });
		this.room.add('rea', { level: 'read' });
		this.room.add('out', null);
		const mal = this.room.add(
			'mal',
			chance.pick([
				{},
				{},
				{},
				{},
				{},
				{ moderates: true },
				{ muted: 'NOT_ALLOWED_HERE' },
				{ level: 'read' },
			]),
			2,
		);
		this.#attacker = new Attacker(this.room, mal, this.tally, (words) => this.#say(words));
		if (chance.chance(0.15)) await this.room.log.beginEpoch(this.room.document(0), this.room.clock.now());
		await this.room.takeRows();
	}

	#say(words: string): void {
		if (this.#isTraced) this.trace.push(words);
	}

	async step(index: number): Promise<void> {
		const chance = this.#chance.fork(`step ${index}`);
		this.room.passTime();
		const kind = chance.weighted({
			write: 29,
			mutant: 67,
			restart: 2,
			restore: this.#isRestored ? 3 : 0,
			system: 2,
		});
		this.#say(`step ${index}: ${kind}`);
		if (kind === 'write') await this.#write(chance);
		if (kind === 'mutant') await this.#attacker.attack(chance);
		if (kind === 'restart') await this.#restart();
		if (kind === 'restore') await this.#restore();
		if (kind === 'system') await this.#system(chance);
	}

	/** A replica comes, perhaps with what it wrote off line, writes some more, and goes or stays. */
	async #write(chance: Prng): Promise<void> {
		const replica = this.#aReplica(chance);
		const { newest } = this.room;
		const volume = chance.chance(0.85) ? newest : chance.below(newest + 1);
		if (chance.chance(0.3))
			for (let i = chance.between(1, 3); i > 0; i--) this.#writeEvents(chance, replica, volume);
		await replica.connect(volume, chance.chance(0.6));
		for (let i = chance.between(0, 3); i > 0; i--) this.#writeEvents(chance, replica, volume);
		await this.room.settle();
		await this.#check(replica, volume);
		replica.disconnect(volume);
	}

	#aReplica(chance: Prng): Replica {
		if (this.#replicas.length > 0 && chance.chance(0.8)) return chance.pick(this.#replicas);
		const person = this.room.people.get(chance.pick(['ada', 'ada', 'ben', 'ben', 'cy']))!;
		const replica = new Replica(this.room, person);
		this.#replicas.push(replica);
		return replica;
	}

	#writeEvents(chance: Prng, replica: Replica, volume: number): void {
		const { user } = replica.person;
		const doc = replica.doc(volume);
		const writing = {
			user,
			volume,
			isNewest: volume === this.room.newest,
			moderates: user === 'cy' && !this.#isRestored,
			sendsFiles: this.room.sendsFiles,
			targets: targetsIn(this.room.book(volume), doc),
			client: replica.client,
		};
		const count = chance.chance(0.02) ? chance.between(20, 80) : chance.pick([1, 1, 1, 2, 3]);
		replica.write(
			volume,
			Array.from({ length: count }, () => someEvent(chance, writing)),
		);
	}

	async #check(replica: Replica, volume: number): Promise<void> {
		const rows = await this.room.takeRows();
		this.tally.rows += rows.flat().length;
		this.tally.updates += replica.sent;
		replica.sent = 0;
		replica.check(volume);
		this.#attacker.remember(replica);
	}

	async #restart(): Promise<void> {
		await this.room.restart();
		await this.room.takeRows();
	}

	#snapshot: ReturnType<FuzzRoom['log']['snapshot']> | null = null;

	/** The second time what came since the first is lost. */
	async #restore(): Promise<void> {
		const { room } = this;
		if (!this.#snapshot) {
			this.#snapshot = room.log.snapshot();
			return;
		}
		await room.core.close();
		room.log.restore(this.#snapshot);
		this.#snapshot = null;
		room.clock.time += 5 * 60 * 60 * 1000;
		await room.log.beginEpochs(room.clock.now());
		room.forgetEverything();
		room.start();
		await room.takeRows();
		this.#attacker.renew();
	}

	async #system(chance: Prng): Promise<void> {
		const { room } = this;
		const outcome = room.core.submit({
			document: room.document(room.newest),
			speaker: { ...SYSTEM, organisation: ORGANISATION },
			client: SYSTEM_CLIENT,
			events: [{ k: 's', at: 1, a: 'joined', who: chance.pick(['ada', 'ben']) }],
		});
		await room.settle();
		const answer = await outcome;
		if (!answer.ok) throw new Violation(`a system event was refused: ${answer.code}`);
		await room.takeRows();
	}

	async end(): Promise<void> {
		await this.#attacker.finish();
		await this.room.checkStored();
		for (const book of this.room.books) {
			const [wrong] = wrongRedactionsIn(book);
			if (wrong) throw new Violation(wrong);
		}
		for (const code of this.room.codes) this.tally.codes[code] = (this.tally.codes[code] ?? 0) + 1;
		await this.room.core.close();
	}
}

const SYSTEM = { user: 'system', role: 'SYSTEM', session: null, device: null } as const;
