/** `npm start -- --demo`: a year of an invented organisation, written as its people would have written it. */
import { eq } from 'drizzle-orm';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { Database } from '#lib/server/database.ts';
import { anyOrganisation } from '#lib/server/organisations.ts';
import { readServerState, writeServerState } from '#lib/server/server-state.ts';
import { documentHeads } from '../../drizzle/schema.ts';
import { systemClock, type Clock, type Logger } from '../../sync-server/ports.ts';
import { createRelay } from '../../sync-server/relay.ts';
import { CAST, DEMO_PASSWORD, ORGANISATION, type PersonKey } from './demo/cast.ts';
import { generateDemo } from './demo/generate.ts';
import { DemoHistory } from './demo/history.ts';
import { DemoPeople } from './demo/people.ts';
import type { DemoPlan, PlannedEvent } from './demo/plan.ts';
import { DemoRooms } from './demo/rooms.ts';
import { CannotStart } from './program/cannot-start.ts';

export { showProgress } from './demo/progress.ts';

export interface SeedOptions {
	database: Database;
	/** The same database, for the relay that takes the history in. */
	databaseUrl: string;
	log: Logger;
	/** The end of the history, ms since 1970. */
	now: number;
	/** @param share of the history that is written, 0 to 1 */
	progress(share: number): void;
	/** Empties the database, when nothing but the demo can be in it. */
	startOver?: (() => Promise<void>) | undefined;
}

export const DEMO_SEED = 1861;
const STATE = 'demo';

/** The demo's own folder, beside that of a real organisation. */
export const DEMO_DATA_DIR = 'data-demo';

/** Writes the demo's organisation unless it is there. Throws CannotStart when the database is not the demo's. */
export async function seedDemo(options: SeedOptions): Promise<void> {
	const { database, now } = options;
	const state = await readServerState(database, STATE);
	if (state === 'written') return;
	if (state === 'begun') {
		// It was stopped half-way. What is written stays written, so there is no going on from there.
		if (!options.startOver) {
			throw new CannotStart(
				'The demo was stopped while it was written. Give it an empty database in DATABASE_URL.',
			);
		}
		await options.startOver();
	}
	if (await anyOrganisation(database)) {
		throw new CannotStart(
			'There is an organisation here already. Start the demo with another DATA_DIR or DATABASE_URL.',
		);
	}
	await writeServerState(database, STATE, 'begun');
	await writePlan(generateDemo({ seed: DEMO_SEED, now }), options);
	await writeServerState(database, STATE, 'written');
}

/** Who can sign in, one a line, and how. */
export function demoSignIns(): string[] {
	const longest = Math.max(...CAST.map(({ email }) => email.length));
	return [
		`${ORGANISATION} is invented. Sign in as any of its eight people; the password of all is ${DEMO_PASSWORD}`,
		...CAST.map(
			({ email, name, role, work }) => `  ${email.padEnd(longest)}  ${name}, ${work} (${role.toLowerCase()})`,
		),
	];
}

async function writePlan(
	plan: DemoPlan,
	{ database, databaseUrl, log, progress }: SeedOptions,
): Promise<void> {
	// The relay's clock is set by hand: only here, where the past is made up, is there such a clock.
	let present = plan.startedAt;
	const clock: Clock = { ...systemClock, now: () => present };
	const relay = await createRelay({ databaseUrl, origins: [], log, clock });
	try {
		const people = new DemoPeople(database);
		const rooms = new DemoRooms(database, people);
		const history = new DemoHistory(relay, people, rooms);
		const positions = new ReadPositions(database, plan, rooms);
		let written = 0;
		for (const step of stepsOf(plan)) {
			if (step.kind === 'event') {
				const { event } = step;
				await history.write(event);
				if (positions.isAwaiting(event)) {
					await history.settled();
					await positions.note(event);
				}
				progress(++written / plan.events.length);
				continue;
			}
			await history.settled();
			present = step.at;
			if (step.kind === 'membership') await rooms.change(step.change);
			else {
				await people.begin(step.who, step.at);
				if (step.isFirst) await rooms.adoptFirstChannel(step.at);
			}
			await relay.drainOutbox();
		}
		await history.settled();
		for (const { room, who, position, at } of positions.all) await rooms.markRead(room, who, position, at);
	} finally {
		await relay.close();
	}
}

type Step = { at: number } & (
	| { kind: 'person'; who: PersonKey; isFirst: boolean }
	| { kind: 'membership'; change: DemoPlan['memberships'][number] }
	| { kind: 'event'; event: PlannedEvent }
);

/** All that happens, in order. */
function stepsOf(plan: DemoPlan): Step[] {
	const people = [...plan.joinedAt].map(([who, at], index): Step => ({
		kind: 'person',
		at,
		who,
		isFirst: index === 0,
	}));
	const memberships = plan.memberships.map((change): Step => ({ kind: 'membership', at: change.at, change }));
	const events = plan.events.map((event): Step => ({ kind: 'event', at: event.receivedAt, event }));
	return [...people, ...memberships, ...events].sort((one, other) => one.at - other.at);
}

/** Ledger positions of the messages up to which people have read, noted when the message is the newest of its room. */
class ReadPositions {
	readonly all: { room: string; who: PersonKey; position: number; at: number }[] = [];
	readonly #database: Database;
	readonly #rooms: DemoRooms;
	readonly #readers: Map<number, PersonKey[]>;

	constructor(database: Database, plan: DemoPlan, rooms: DemoRooms) {
		this.#database = database;
		this.#rooms = rooms;
		this.#readers = new Map();
		for (const { through, who } of plan.read) {
			this.#readers.set(through, [...(this.#readers.get(through) ?? []), who]);
		}
	}

	isAwaiting(event: PlannedEvent): boolean {
		return event.kind === 'message' && this.#readers.has(event.id);
	}

	/** The event is the newest of its room, and stored. */
	async note(event: PlannedEvent): Promise<void> {
		if (event.kind !== 'message') return;
		const document = conversationDocument(this.#rooms.get(event.room), 0);
		const [head] = await this.#database
			.select({ length: documentHeads.ledgerLength })
			.from(documentHeads)
			.where(eq(documentHeads.document, document));
		const position = (head?.length ?? 0) - 1;
		for (const who of this.#readers.get(event.id) ?? []) {
			this.all.push({ room: event.room, who, position, at: event.receivedAt });
		}
	}
}
