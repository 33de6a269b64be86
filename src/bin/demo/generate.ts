/** The year of the Larkfield Trust, up to `now`. Pure: the same seed and time (and time zone) make the same plan. */
import { CAST, PERSON, ROOMS, type PersonKey, type RoomPlan } from './cast.ts';
import {
	addDays,
	addToWeekday,
	addWorkdays,
	isWeekend,
	MINUTE,
	minutesOfDay,
	startOfDay,
	timeOn,
} from './calendar.ts';
import { composeThread } from './compose.ts';
import { datedScripts, scenarioScripts } from './corpus.ts';
import { planMemberships } from './memberships.ts';
import { composeYear } from './past-year.ts';
import type { DemoPlan, PlannedEvent, PlannedMessage } from './plan.ts';
import { Random } from './random.ts';
import { planReading } from './reading.ts';
import type { Script } from './script.ts';

export const MESSAGES = 3000;
/** Working days before the newest that are written out; the rest is made of scenarios. */
const WRITTEN_DAYS = 14;
/** The newest day's scripts run to here in the morning; then comes the afternoon. */
const MORNING = { begins: 7 * 60 + 45, ends: 11 * 60 + 46 };
/** Before this time of day the newest day is the last working day. */
const TOO_EARLY = 10 * 60;

export interface GenerateOptions {
	seed: number;
	/** ms since 1970: nothing is later. */
	now: number;
}

export function generateDemo({ seed, now }: GenerateOptions): DemoPlan {
	const random = new Random(seed);
	const calendar = layOutDays(now);
	let id = 0;
	const nextId = () => id++;
	const dated = composeDated(random, calendar, nextId).filter((event) => event.receivedAt < now - MINUTE);
	const uses = new Map<string, number>();
	for (const event of dated) {
		if (event.kind === 'message') uses.set(event.text, (uses.get(event.text) ?? 0) + 1);
	}
	const year = composeYear({
		random,
		scenarios: scenarioScripts(),
		messages: MESSAGES - dated.filter(({ kind }) => kind === 'message').length,
		firstDay: (room) => addDays(calendar.roomDay(room), 2),
		endDay: addWorkdays(calendar.newest, -WRITTEN_DAYS),
		joinedAt: calendar.joinedAt,
		nextId,
		uses,
	});
	const events = inOrder([...dated, ...year]);
	refuseStrangers(events);
	const memberships = planMemberships(events, calendar.joinedAt, now, random);
	return {
		startedAt: Math.min(...calendar.joinedAt.values()),
		joinedAt: calendar.joinedAt,
		memberships,
		events,
		read: planReading(events, random),
	};
}

interface Days {
	newest: number;
	joinedAt: Map<PersonKey, number>;
	roomDay(room: RoomPlan): number;
	/** Midnight of a dated script's day. */
	of(script: Script): number;
	/** When a line said at that time of that day is received; undefined when that is not yet. */
	squeeze(time: number): number | undefined;
}

function layOutDays(now: number): Days {
	const today = startOfDay(now);
	const minutes = minutesOfDay(now);
	const isToday = !isWeekend(today) && minutes >= TOO_EARLY;
	const newest = isToday || isWeekend(today) ? addWorkdays(today, 0) : addWorkdays(today, -1);
	const ago = (days: number) => {
		const day = addDays(today, -days);
		return isWeekend(day) ? addWorkdays(day, 1) : day;
	};
	const joinedAt = new Map(
		CAST.map(({ key, joinedDaysAgo }, index) => [
			key,
			timeOn(ago(joinedDaysAgo ?? 369), joinedDaysAgo === undefined ? 8 * 60 + index * 2 : 8 * 60 + 15),
		]),
	);
	const roomDay = (room: RoomPlan) => ago(room.createdDaysAgo);
	return {
		newest,
		joinedAt,
		roomDay,
		of: (script) => {
			const { from, count } = script.day ?? { from: 'day', count: 0 };
			if (from === 'day') return addWorkdays(newest, count);
			if (from === 'sat' || from === 'sun') return addToWeekday(newest, from === 'sat' ? 6 : 0, count || 1);
			const room = ROOMS.find(({ key }) => key === script.room);
			const begin = from === 'room' ? room && roomDay(room) : startOfDay(joinedAt.get(from) ?? now);
			const day = addDays(begin ?? newest, count);
			return isWeekend(day) ? addWorkdays(day, 1) : day;
		},
		squeeze: (time) => {
			if (!isToday || startOfDay(time) !== today || minutes >= MORNING.ends) return time;
			// It is still morning: what the scripts say until a quarter to twelve has been said by now.
			const begin = timeOn(today, MORNING.begins);
			const end = timeOn(today, MORNING.ends);
			if (time > end) return undefined;
			if (time < begin) return time;
			return Math.round(begin + ((time - begin) * (now - 2 * MINUTE - begin)) / (end - begin));
		},
	};
}

function composeDated(random: Random, days: Days, nextId: () => number): PlannedEvent[] {
	const labels = new Map<string, Map<string, PlannedMessage>>();
	const players = new Map([...PERSON.keys()].map((key) => [key, key as PersonKey]));
	return datedScripts().flatMap((script) => {
		const ofRoom = labels.get(script.room) ?? new Map<string, PlannedMessage>();
		labels.set(script.room, ofRoom);
		const events = composeThread({
			random,
			script,
			room: script.room,
			present: CAST.map(({ key }) => key),
			players,
			day: days.of(script),
			start: 9 * 60,
			exact: true,
			nextId,
			labels: ofRoom,
		});
		return (events ?? []).flatMap((event) => {
			const receivedAt = days.squeeze(event.receivedAt);
			const at = days.squeeze(event.at);
			return receivedAt === undefined || at === undefined ? [] : [{ ...event, at, receivedAt }];
		});
	});
}

/** By received time, at least a second apart in a room; without changes of messages that are not there. */
function inOrder(events: PlannedEvent[]): PlannedEvent[] {
	const there = new Set(events.flatMap((event) => (event.kind === 'message' ? [event.id] : [])));
	const sorted = events
		.filter((event) => event.kind === 'message' || there.has(event.of))
		.sort((one, other) => one.receivedAt - other.receivedAt);
	const last = new Map<string, number>();
	const received = new Map<number, number>();
	for (const event of sorted) {
		const earliest = (last.get(event.room) ?? 0) + 1000;
		if (event.receivedAt < earliest) event.receivedAt = earliest;
		last.set(event.room, event.receivedAt);
		if (event.kind === 'message') received.set(event.id, event.receivedAt);
		else if (event.receivedAt < (received.get(event.of) ?? 0))
			throw new Error('A change came before its message.');
	}
	return sorted.sort((one, other) => one.receivedAt - other.receivedAt);
}

/** A script that lets somebody speak where he is no member is wrong. */
function refuseStrangers(events: readonly PlannedEvent[]): void {
	const members = new Map(ROOMS.map(({ key, creator, others }) => [key, new Set([creator, ...others])]));
	const strange = events.filter(({ room, by }) => !members.get(room)?.has(by));
	if (strange.length === 0) return;
	throw new Error(
		`Not members: ${[...new Set(strange.map(({ room, by, kind }) => `${by} in ${room} (${kind})`))].join(', ')}`,
	);
}
