/**
 * The crash test (issue "The main job", threats.md "Durability"): people write through real sockets while the relay and PostgreSQL are killed at random moments.
 * After each crash, and at the end, nothing that was acknowledged or delivered may be lost, doubled or reordered, and the log's chain must hold.
 */
import { setTimeout as delay } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { createGroup, hireStaff, type Colleague } from '../support/staff.ts';
import { Prng } from '../simulation/prng.ts';
import { FAULTS, type Fault, type Ground } from './ground.ts';
import { LogCheck, type Finding } from './log-check.ts';
import type { Replica } from './replica.ts';
import { addGeneration, emptySums, type Sums } from './sums.ts';
import { Writer } from './writer.ts';

export interface CrashOptions {
	ground: Ground;
	cycles: number;
	seed: number;
	/** Only these, where the ground knows them. */
	faults?: readonly Fault[];
	/** Told one line after each cycle. */
	report?: (line: string) => void;
	/** The sums so far, whenever a generation of conversations is over. */
	onProgress?: (sums: Sums) => void;
}

const CONVERSATIONS = 3;
const WRITERS_EACH = 4;
/** Then the conversations are brought to rest, checked as a whole, and others are begun. */
const CYCLES_PER_GENERATION = 10;
/** The longest between two writes of one person. In the first conversation it is a third: it comes to its next volume. */
const PAUSE_MS = 40;
const PATIENCE_MS = 60_000;
const POLL_MS = 50;

export async function runCrashes(options: CrashOptions): Promise<Sums> {
	const { ground, cycles, seed, faults = FAULTS, report, onProgress } = options;
	const prng = new Prng(seed);
	// Every provider listens for the end of the process.
	process.setMaxListeners(0);
	const sums = emptySums();
	const staff = await withDatabase(ground, ({ database }) =>
		hireStaff(database, CONVERSATIONS * WRITERS_EACH),
	);
	const sessions = new Map(staff.map(({ device }) => [device, 0]));
	while (sums.cycles < cycles) {
		const generation = await Generation.begin(
			ground,
			staff,
			sessions,
			prng.fork(`generation ${sums.cycles}`),
		);
		const count = Math.min(CYCLES_PER_GENERATION, cycles - sums.cycles);
		const startedAt = sums.cycles;
		for (let i = 0; i < count; i++) {
			const fault = await generation.cycle(faults);
			sums.cycles++;
			sums.crashes[fault] = (sums.crashes[fault] ?? 0) + 1;
			report?.(`cycle ${startedAt + i + 1} of ${cycles}: ${fault}; ${generation.status()}`);
			if (generation.findings.length > 0) break;
		}
		await generation.end();
		addGeneration(sums, generation);
		onProgress?.(sums);
		if (generation.findings.length > 0) break;
	}
	return sums;
}

/** Conversations with their writers, from the first word to the last check. */
export class Generation {
	readonly findings: Finding[] = [];
	readonly conversations = CONVERSATIONS;
	acknowledged = 0;
	delivered = 0;
	rows = 0;
	volumes = 0;
	readonly #ground: Ground;
	readonly #writers: Writer[];
	readonly #prng: Prng;
	readonly #sessions: Map<number, number>;
	readonly #checks = new Map<string, LogCheck>();
	readonly #owners = new Map<number, string>([[SYSTEM_DEVICE, SYSTEM_USER]]);

	static async begin(
		ground: Ground,
		staff: readonly Colleague[],
		sessions: Map<number, number>,
		prng: Prng,
	): Promise<Generation> {
		const writers: Writer[] = [];
		await withDatabase(ground, async ({ database }) => {
			for (let i = 0; i < CONVERSATIONS; i++) {
				const members = staff.slice(i * WRITERS_EACH, (i + 1) * WRITERS_EACH);
				const conversation = await createGroup(database, members);
				for (const person of members) {
					const session = sessions.get(person.device)!;
					const own = prng.fork(`${i} ${writers.length}`);
					writers.push(new Writer(ground.syncUrl, conversation, person, session, own));
				}
			}
		});
		return new Generation(ground, writers, sessions, prng);
	}

	private constructor(ground: Ground, writers: Writer[], sessions: Map<number, number>, prng: Prng) {
		this.#ground = ground;
		this.#writers = writers;
		this.#sessions = sessions;
		this.#prng = prng;
		for (const { person } of writers) this.#owners.set(person.device, person.user);
	}

	/** Load, a crash at some moment of it, what was promised until then, recovery. */
	async cycle(faults: readonly Fault[]): Promise<Fault> {
		for (const [i, writer] of this.#writers.entries())
			writer.start(i < WRITERS_EACH ? PAUSE_MS / 3 : PAUSE_MS);
		await this.#until('the writers are heard', this.#everybodyIsHeard());
		await delay(this.#prng.between(20, 700));
		const weights = Object.entries(this.#ground.weights).filter(([fault]) => faults.includes(fault as Fault));
		const fault = this.#prng.weighted(Object.fromEntries(weights) as Record<Fault, number>);
		await this.#ground.crash(fault);
		const promised = this.#takePromises();
		await this.#ground.recoverDatabase();
		await this.#checkPromises(promised);
		await this.#ground.recover();
		return fault;
	}

	/** Brings everything to rest and checks the whole. */
	async end(): Promise<void> {
		await Promise.all(this.#writers.map((writer) => writer.stop()));
		await this.#until('everything is stored', () => this.#writers.every((writer) => writer.isSettled()));
		await this.#until('all replicas are alike', () => this.#differences().length === 0);
		for (const words of this.#differences()) this.#find('reordered', words);
		await this.#checkPromises(this.#takePromises());
		for (const check of this.#checks.values()) {
			const written = this.#writers.flatMap((writer) =>
				writer.written.filter((text) => text.document === check.document).map(({ body }) => body),
			);
			check.checkBodies(written);
			this.findings.push(...check.findings);
			this.rows += check.book.rows;
		}
		this.volumes = this.#checks.size;
		for (const writer of this.#writers) {
			for (const replica of writer.replicas) {
				this.acknowledged += replica.acknowledged();
				this.delivered += replica.delivered();
				for (const words of replica.complaints) this.#find('other', `${replica.document} ${words}`);
			}
			this.#sessions.set(writer.person.device, writer.nextSession);
			writer.destroy();
		}
	}

	status(): string {
		let acknowledged = 0;
		let pending = 0;
		for (const { replica } of this.#replicas()) {
			acknowledged += replica.acknowledged();
			pending += replica.fold.pendingCount;
		}
		return `${acknowledged} events acknowledged, ${pending} on their way`;
	}

	*#replicas(): Generator<{ writer: Writer; replica: Replica }> {
		for (const writer of this.#writers) for (const replica of writer.replicas) yield { writer, replica };
	}

	/** True once at least half of the writers were acknowledged something since now: of the others some are offline on purpose. */
	#everybodyIsHeard(): () => boolean {
		const before = new Map(this.#writers.map((writer) => [writer, acknowledgedBy(writer)]));
		return () => {
			const heard = this.#writers.filter((writer) => acknowledgedBy(writer) > before.get(writer)!);
			return heard.length >= this.#writers.length / 2;
		};
	}

	#takePromises(): { replica: Replica; promised: Map<number, number> }[] {
		return [...this.#replicas()].map(({ replica }) => ({ replica, promised: replica.promised() }));
	}

	async #checkPromises(promises: { replica: Replica; promised: Map<number, number> }[]): Promise<void> {
		await withDatabase(this.#ground, async ({ sql }) => {
			for (const document of new Set(promises.map(({ replica }) => replica.document))) {
				const check = this.#checkOf(document);
				await check.read(sql);
				const compare = () =>
					promises
						.filter(({ replica }) => replica.document === document)
						.flatMap(({ replica, promised }) => check.compare(replica.doc, promised));
				// A redaction may have reached a replica after the log was read; its row was there before.
				if (compare().length > 0) {
					await check.read(sql);
					this.findings.push(...compare());
				}
			}
		});
	}

	#checkOf(document: string): LogCheck {
		let check = this.#checks.get(document);
		if (!check)
			this.#checks.set(document, (check = new LogCheck(document, (device) => this.#owners.get(device))));
		return check;
	}

	/** Replicas of one document that do not show the same in the same order. */
	#differences(): string[] {
		const shown = new Map<string, string>();
		const differences: string[] = [];
		for (const { replica } of this.#replicas()) {
			replica.fold.advance();
			const items = replica.fold.items().map(({ key, body, deleted }) => [key, body, deleted]);
			const picture = JSON.stringify(items);
			const other = shown.get(replica.document);
			if (other === undefined) shown.set(replica.document, picture);
			else if (other !== picture) differences.push(`${replica.document} looks different on two devices`);
		}
		return differences;
	}

	async #until(what: string, isTrue: () => boolean): Promise<void> {
		const deadline = Date.now() + PATIENCE_MS;
		while (!isTrue()) {
			if (Date.now() > deadline) {
				this.#find(
					'other',
					`after ${PATIENCE_MS / 1000} s it is still not so that ${what}\n${this.#ground.output()}`,
				);
				return;
			}
			await delay(POLL_MS);
		}
	}

	#find(kind: Finding['kind'], words: string): void {
		this.findings.push({ kind, words });
	}
}

function acknowledgedBy(writer: Writer): number {
	return writer.replicas.reduce((sum, replica) => sum + replica.acknowledged(), 0);
}

/** A pool of its own each time: a crash ends all connections, and the address may change. */
async function withDatabase<Result>(
	ground: Ground,
	use: (opened: { sql: Sql; database: ReturnType<typeof openDatabase>['database'] }) => Promise<Result>,
): Promise<Result> {
	const { database, close } = openDatabase(ground.databaseUrl());
	const sql = postgres(ground.databaseUrl(), { max: 1, onnotice: () => undefined });
	try {
		return await use({ sql, database });
	} finally {
		await sql.end({ timeout: 1 });
		await close();
	}
}
