/** The older history: spreads scenarios over each room's days so that nothing is said twice in a row and seldom three times in a year. */
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
import type { PlannedEvent, PlannedMessage } from './plan.ts';
import { Random } from './random.ts';
import type { Script } from './script.ts';

/** A text may stand so often in the whole year. */
const TEXT_USES = 2;
const TRIES = 14;
const FIRST_MINUTE = 8 * 60 + 20;
const LAST_MINUTE = 16 * 60 + 40;

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
	/** Texts that stand elsewhere; counted on. */
	uses: Map<string, number>;
}

export function composeYear(options: YearOptions): PlannedEvent[] {
	const total = ROOMS.reduce((sum, room) => sum + room.weight, 0);
	const lastUse = new Map<string, number>();
	return ROOMS.filter(({ weight }) => weight > 0).flatMap((room) =>
		composeRoom(options, room, Math.round((options.messages * room.weight) / total), lastUse),
	);
}

function composeRoom(
	options: YearOptions,
	room: RoomPlan,
	quota: number,
	lastUse: Map<string, number>,
): PlannedEvent[] {
	const kind = room.kind === 'dm' ? 'dm' : room.key;
	const scenarios = options.scenarios.filter((script) => script.room === kind);
	const plays = new Map<Script, number>();
	const events: PlannedEvent[] = [];
	let written = 0;
	let busyUntil = 0;
	const days = workingDays(options.firstDay(room), options.endDay, options.random);
	for (let round = 0; written < quota && round < 6; round++) {
		// As many threads as are still missing, evenly over the year; a thread has about four messages.
		const threads = Math.max(1, Math.ceil((quota - written) / 3.6));
		if (round > 0) busyUntil = 0;
		for (let thread = 0; thread < threads && written < quota; thread++) {
			const position = ((thread + options.random.next()) / threads) * days.length;
			const day = days[Math.min(days.length - 1, Math.floor(position))] ?? options.endDay;
			const composed = composeOne(options, room, scenarios, plays, lastUse, day, busyUntil);
			if (!composed) continue;
			events.push(...composed);
			written += composed.filter(({ kind }) => kind === 'message').length;
			busyUntil = Math.max(
				...composed.filter((event) => startOfDay(event.receivedAt) === day).map((e) => e.receivedAt),
			);
		}
	}
	return events;
}

/** Days on which people write, weekends thin. */
function workingDays(from: number, end: number, random: Random): number[] {
	const days: number[] = [];
	for (let day = from; day < end; day = addDays(day, 1)) {
		if (isOfficeClosed(day) || (isWeekend(day) && !random.chance(0.12))) continue;
		days.push(day);
	}
	return days;
}

function composeOne(
	options: YearOptions,
	room: RoomPlan,
	scenarios: readonly Script[],
	plays: Map<Script, number>,
	lastUse: Map<string, number>,
	day: number,
	busyUntil: number,
): PlannedEvent[] | undefined {
	const { random } = options;
	const quiet = Math.max(FIRST_MINUTE, startOfDay(busyUntil) === day ? minutesOfDay(busyUntil) + 12 : 0);
	if (quiet > LAST_MINUTE) return undefined;
	const start = random.integer(quiet, Math.min(LAST_MINUTE, quiet + 420));
	const present = peopleAt(options.joinedAt, room, day);
	const fitting = scenarios
		.filter((script) => fits(script, day, quiet) && (plays.get(script) ?? 0) < script.most)
		.map((script) => ({ script, players: castParts(script, present, random), plays: plays.get(script) ?? 0 }))
		.filter(({ players }) => players !== undefined)
		.sort((one, other) => one.plays - other.plays || random.next() - 0.5);
	for (const { script, players } of fitting.slice(0, 5)) {
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const events = composeThread({
				random,
				script,
				room: room.key,
				present,
				players: players ?? new Map(),
				day,
				start,
				exact: false,
				nextId: options.nextId,
				labels: new Map(),
			});
			if (!isFresh(events, options, lastUse)) continue;
			plays.set(script, (plays.get(script) ?? 0) + 1);
			return embellish(events, options);
		}
	}
	return undefined;
}

function fits(script: Script, day: number, quiet: number): boolean {
	if (script.weekend !== isWeekend(day)) return false;
	const first = script.lines[0]?.time;
	if (first?.kind === 'clock' && first.minutes < quiet + 14) return false;
	if (!script.months) return true;
	const { from, to } = script.months;
	const month = monthNumber(day);
	return from <= to ? month >= from && month <= to : month >= from || month <= to;
}

function peopleAt(joinedAt: ReadonlyMap<PersonKey, number>, room: RoomPlan, day: number): PersonKey[] {
	return [room.creator, ...room.others].filter((person) => (joinedAt.get(person) ?? 0) < day);
}

/** Gives each part to somebody present; undefined when it cannot. */
function castParts(
	script: Script,
	present: readonly PersonKey[],
	random: Random,
): Map<string, PersonKey> | undefined {
	const players = new Map<string, PersonKey>();
	const spoken = new Set(script.lines.map(({ speaker }) => speaker));
	for (const [part, allowed] of script.parts) {
		const free = present.filter(
			(person) =>
				(allowed.length === 0 || allowed.includes(person)) && ![...players.values()].includes(person),
		);
		if (free.length > 0) players.set(part, random.pick(free));
		else if (spoken.has(part)) return undefined;
	}
	// Somebody may also be spoken of by name.
	for (const [key] of PERSON) if (!players.has(key)) players.set(key, key as PersonKey);
	return players;
}

/** No text too often, and none twice within three weeks. */
function isFresh(
	events: readonly PlannedEvent[],
	{ uses }: YearOptions,
	lastUse: Map<string, number>,
): boolean {
	const messages = events.filter((event): event is PlannedMessage => event.kind === 'message');
	const texts = messages.map(({ text }) => text);
	if (new Set(texts).size < texts.length) return false;
	const tooOften = messages.some(({ text, receivedAt }) => {
		const before = lastUse.get(text);
		const near = before !== undefined && Math.abs(receivedAt - before) < 21 * 24 * 60 * MINUTE;
		return near || (uses.get(text) ?? 0) >= TEXT_USES;
	});
	if (tooOften) return false;
	for (const { text, receivedAt } of messages) {
		uses.set(text, (uses.get(text) ?? 0) + 1);
		lastUse.set(text, receivedAt);
	}
	return true;
}

/** What happens to messages by the way: a slip that is corrected, one that is taken back, one written where there is no signal. */
function embellish(events: PlannedEvent[], { random, nextId }: YearOptions): PlannedEvent[] {
	const result: PlannedEvent[] = [];
	const first = events[0];
	for (const event of events) {
		result.push(event);
		if (event.kind !== 'message') continue;
		const { room, by, receivedAt } = event;
		const later = (minutes: number) => {
			const then = receivedAt + Math.round(minutes * MINUTE);
			return { room, by, at: then - random.integer(40, 400), receivedAt: then };
		};
		if (
			event !== first &&
			event.re === undefined &&
			first?.kind === 'message' &&
			first.by !== by &&
			random.chance(0.07)
		) {
			event.re = first.id;
		}
		const slip = random.chance(0.02) ? misspell(event.text, random) : undefined;
		if (slip) {
			result.push({ kind: 'edit', of: event.id, text: event.text, ...later(0.3 + random.next() * 2) });
			event.text = slip;
		} else if (random.chance(0.007) && event.text.split(' ').length > 6) {
			const begun: PlannedMessage = {
				kind: 'message',
				id: nextId(),
				room,
				by,
				at: receivedAt - 50_300,
				receivedAt: receivedAt - 50_000,
				text: event.text.split(' ').slice(0, random.integer(2, 4)).join(' '),
			};
			result.push(begun, {
				kind: 'delete',
				room,
				by,
				of: begun.id,
				at: receivedAt - 31_000,
				receivedAt: receivedAt - 30_800,
			});
		}
		const outside = by === 'mitch' || by === 'nadia' || by === 'jamie';
		if (event === first && outside && room === 'field-ops' && random.chance(0.05)) {
			event.at -= random.integer(18, 130) * MINUTE;
		}
	}
	return result;
}

/** Two letters of a word change places. */
function misspell(text: string, random: Random): string | undefined {
	const words = [...text.matchAll(/\b[a-z]{6,}\b/g)];
	if (words.length === 0) return undefined;
	const word = random.pick(words);
	const at = word.index + random.integer(1, word[0].length - 3);
	if (text[at] === text[at + 1]) return undefined;
	return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}
