/** The older history: spreads scenarios over each room's days so that nothing is said twice in a row and seldom twice in a year. */
import { PERSON, ROOMS, type PersonKey, type RoomPlan } from './cast.ts';
import {
	addDays,
	isOfficeClosed,
	isWeekend,
	MINUTE,
	minutesOfDay,
	monthNumber,
	startOfDay,
} from './calendar.ts';
import { composeThread } from './compose.ts';
import type { PlannedEvent } from './plan.ts';
import type { Random } from './random.ts';
import type { Script } from './script.ts';
import { embellish } from './slips.ts';

/** What is longer than this one would remember: it is said once in the whole year. Shorter things, such as thanks, a few times. */
const MEMORABLE = 34;
const SHORT_USES = 2;
/** Nobody asks the same thing again in a room within so many days. */
const PAUSE_DAYS = 25;
const PAUSE_MS = PAUSE_DAYS * 24 * 60 * MINUTE;
/** Draws of one scenario before another is tried, and such failures before a room has heard all that it has to say. */
const TRIES = 8;
const FAILURES = 4;
const FIRST_MINUTE = 8 * 60 + 20;
const LAST_MINUTE = 16 * 60 + 40;
/** A thread has about so many messages. */
const THREAD_LENGTH = 3.8;
const ROUNDS = 4;

export interface YearOptions {
	random: Random;
	scenarios: readonly Script[];
	/** Number of messages to make, about. */
	messages: number;
	/** The first day of each room, and the day before which the year ends. */
	firstDay: (room: RoomPlan) => number;
	endDay: number;
	joinedAt: ReadonlyMap<PersonKey, number>;
	nextId: () => number;
	/** How often each text stands already. */
	uses: Map<string, number>;
}

export function composeYear(options: YearOptions): PlannedEvent[] {
	const total = ROOMS.reduce((sum, room) => sum + room.weight, 0);
	const said = new Said(options.uses);
	return ROOMS.filter(({ weight }) => weight > 0).flatMap((room) =>
		new RoomYear(options, room, said).compose(Math.round((options.messages * room.weight) / total)),
	);
}

/** Which texts were said, how often and when. */
class Said {
	readonly #uses: Map<string, number>;
	readonly #last = new Map<string, number>();

	constructor(uses: Map<string, number>) {
		this.#uses = uses;
	}

	/** Not too often, nor lately. */
	isFresh(text: string, time: number): boolean {
		if ((this.#uses.get(text) ?? 0) >= (text.length > MEMORABLE ? 1 : SHORT_USES)) return false;
		const before = this.#last.get(text);
		return before === undefined || Math.abs(time - before) > PAUSE_MS;
	}

	/** Counts what a thread says. */
	note(texts: ReadonlyMap<string, number>): void {
		for (const [text, time] of texts) {
			this.#uses.set(text, (this.#uses.get(text) ?? 0) + 1);
			this.#last.set(text, time);
		}
	}
}

class RoomYear {
	readonly #options: YearOptions;
	readonly #room: RoomPlan;
	readonly #said: Said;
	/** Scenarios that the room may still hear, with the days on which it did. */
	readonly #plays: Map<Script, number[]>;
	readonly #failures = new Map<Script, number>();

	constructor(options: YearOptions, room: RoomPlan, said: Said) {
		this.#options = options;
		this.#room = room;
		this.#said = said;
		const kind = room.kind === 'dm' ? 'dm' : room.key;
		const own = options.scenarios.filter((script) => script.room === kind);
		this.#plays = new Map(own.map((script) => [script, []]));
	}

	compose(quota: number): PlannedEvent[] {
		const { random, endDay, firstDay } = this.#options;
		const days = writingDays(firstDay(this.#room), endDay, random);
		const events: PlannedEvent[] = [];
		let written = 0;
		for (let round = 0; written < quota && round < ROUNDS; round++) {
			// As many threads as are still missing, evenly over the year.
			const threads = Math.ceil((quota - written) / THREAD_LENGTH);
			let busyUntil = 0;
			for (let thread = 0; thread < threads && written < quota; thread++) {
				const day = days[Math.floor(((thread + random.next()) / threads) * days.length)] ?? endDay;
				const composed = this.#composeThread(day, busyUntil);
				events.push(...composed);
				written += composed.filter(({ kind }) => kind === 'message').length;
				for (const { receivedAt } of composed) {
					if (startOfDay(receivedAt) === day) busyUntil = Math.max(busyUntil, receivedAt);
				}
			}
		}
		return events;
	}

	/** Something that fits the day; nothing when all has been said. */
	#composeThread(day: number, busyUntil: number): PlannedEvent[] {
		const { random } = this.#options;
		const from = Math.max(FIRST_MINUTE, startOfDay(busyUntil) === day ? minutesOfDay(busyUntil) + 12 : 0);
		if (from > LAST_MINUTE) return [];
		const start = random.integer(from, Math.min(LAST_MINUTE, from + 420));
		const present = [this.#room.creator, ...this.#room.others].filter(
			(person) => (this.#options.joinedAt.get(person) ?? 0) < day,
		);
		const fitting = [...this.#plays.keys()].filter((script) => this.#fits(script, day, from));
		const plays = (script: Script) => this.#plays.get(script)?.length ?? 0;
		for (const script of random.shuffle(fitting).sort((one, other) => plays(one) - plays(other))) {
			const players = castParts(script, present, random);
			const events = players && this.#tryScript(script, players, present, day, start);
			if (events) return events;
		}
		return [];
	}

	#fits(script: Script, day: number, from: number): boolean {
		if (script.weekend !== isWeekend(day)) return false;
		const first = script.lines[0]?.time;
		if (first?.kind === 'clock' && first.minutes < from + 14) return false;
		const days = this.#plays.get(script) ?? [];
		if (days.length >= script.most || days.some((before) => Math.abs(day - before) <= PAUSE_MS)) return false;
		if (!script.months) return true;
		const { from: begin, to: end } = script.months;
		const month = monthNumber(day);
		return begin <= end ? month >= begin && month <= end : month >= begin || month <= end;
	}

	#tryScript(
		script: Script,
		players: ReadonlyMap<string, PersonKey>,
		present: readonly PersonKey[],
		day: number,
		start: number,
	): PlannedEvent[] | undefined {
		const { random, nextId } = this.#options;
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const texts = new Map<string, number>();
			const events = composeThread({
				random,
				script,
				room: this.#room.key,
				present,
				players,
				day,
				start,
				exact: false,
				nextId,
				labels: new Map(),
				isGood: (text, time) => {
					const isGood = !texts.has(text) && this.#said.isFresh(text, time);
					texts.set(text, time);
					return isGood;
				},
			});
			if (!events) continue;
			this.#said.note(texts);
			this.#plays.get(script)?.push(day);
			return embellish(events, random, nextId);
		}
		const failures = (this.#failures.get(script) ?? 0) + 1;
		this.#failures.set(script, failures);
		if (failures >= FAILURES) this.#plays.delete(script);
		return undefined;
	}
}

/** Days on which people write, weekends thin. */
function writingDays(from: number, end: number, random: Random): number[] {
	const days: number[] = [];
	for (let day = from; day < end; day = addDays(day, 1)) {
		if (isOfficeClosed(day) || (isWeekend(day) && !random.chance(0.12))) continue;
		days.push(day);
	}
	return days;
}

/** Gives each part to somebody present; undefined when it cannot. */
function castParts(
	script: Script,
	present: readonly PersonKey[],
	random: Random,
): Map<string, PersonKey> | undefined {
	const players = new Map<string, PersonKey>();
	const taken = new Set<PersonKey>();
	const speaking = new Set(script.lines.map(({ speaker }) => speaker));
	for (const [part, allowed] of script.parts) {
		const free = present.filter(
			(person) => !taken.has(person) && (allowed.length === 0 || allowed.includes(person)),
		);
		if (free.length === 0) {
			if (speaking.has(part)) return undefined;
			continue;
		}
		const person = random.pick(free);
		players.set(part, person);
		taken.add(person);
	}
	// Somebody may also be spoken of by name.
	for (const { key } of PERSON.values()) if (!players.has(key)) players.set(key, key);
	return players;
}
