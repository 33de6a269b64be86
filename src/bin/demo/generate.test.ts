import { describe, expect, test } from 'vitest';
import { parseEvent, type AuthoredEvent } from '#lib/domain/events.ts';
import { CAST, ROOMS } from './cast.ts';
import { addDays, isWeekend, minutesOfDay, startOfDay } from './calendar.ts';
import { generateDemo, MESSAGES } from './generate.ts';
import type { DemoPlan, PlannedEvent, PlannedMessage } from './plan.ts';

const DAY = 24 * 3600 * 1000;
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();
const FRIDAY_NOON = at(2026, 2, 13, 11, 46);
const plan = generateDemo({ seed: 1, now: FRIDAY_NOON });
const messages = messagesOf(plan);

function messagesOf({ events }: DemoPlan): PlannedMessage[] {
	return events.filter((event): event is PlannedMessage => event.kind === 'message');
}

/** As the relay would get it; references only need to be of the right form. */
function toEvent(event: PlannedEvent): AuthoredEvent {
	switch (event.kind) {
		case 'message': {
			const re = event.re === undefined ? {} : { re: [0, 65_537, event.re] as const };
			return { k: 'm', at: event.at, b: event.text, ...re };
		}
		case 'edit':
			return { k: 'e', at: event.at, of: [65_537, event.of], b: event.text };
		case 'delete':
			return { k: 'd', at: event.at, of: [65_537, event.of] };
		case 'reaction':
			return { k: 'r', at: event.at, of: [65_537, event.of], e: event.emoji, on: true };
	}
}

describe('the demo’s year', () => {
	test('has about 3,000 messages over a year, up to now and no further', () => {
		expect(messages.length).toBeGreaterThan(MESSAGES * 0.9);
		expect(messages.length).toBeLessThan(MESSAGES * 1.1);
		const times = plan.events.map(({ receivedAt }) => receivedAt);
		expect(Math.max(...times)).toBeLessThan(FRIDAY_NOON);
		expect(FRIDAY_NOON - Math.max(...times)).toBeLessThan(DAY / 24);
		expect(FRIDAY_NOON - Math.min(...times)).toBeGreaterThan(360 * DAY);
		for (let month = 0; month < 12; month++) {
			const from = FRIDAY_NOON - (month + 1) * 30 * DAY;
			const inMonth = times.filter((time) => time > from && time <= from + 30 * DAY);
			expect(inMonth.length, `${month} months ago`).toBeGreaterThan(100);
		}
	});

	test('is the same for the same seed and time, and another for another', () => {
		expect(generateDemo({ seed: 1, now: FRIDAY_NOON })).toEqual(plan);
		expect(messagesOf(generateDemo({ seed: 2, now: FRIDAY_NOON }))).not.toEqual(messages);
	});

	test('says nothing more than three times, nothing of length twice within a month, and no placeholder', () => {
		const uses = Map.groupBy(messages, ({ text }) => text);
		for (const [text, said] of uses) expect(said.length, text).toBeLessThanOrEqual(3);
		const long = [...uses.values()].filter(([first]) => (first?.text.length ?? 0) > 60);
		expect(long.filter((said) => said.length > 1)).toEqual([]);
		for (const { text } of messages) {
			expect(text).not.toMatch(/lorem|ipsum|undefined|[{}|~]| {2}|⏎/i);
			expect(text).toBe(text.trim());
		}
	});

	test('is made of events that the relay accepts', () => {
		for (const event of plan.events) expect(parseEvent(toEvent(event))).toMatchObject({ ok: true });
	});

	test('is in order in each room, and nothing is received before it was written', () => {
		for (const room of ROOMS) {
			const times = plan.events.filter((event) => event.room === room.key).map((event) => event.receivedAt);
			expect(times.length, room.key).toBeGreaterThan(10);
			for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThan(times[i - 1] ?? 0);
		}
		for (const { at, receivedAt } of plan.events) expect(at).toBeLessThanOrEqual(receivedAt);
	});

	test('answers, edits, deletes and reacts only to what was there, in the same room', () => {
		const seen = new Map<number, PlannedMessage>();
		for (const event of plan.events) {
			const target = event.kind === 'message' ? event.re : event.of;
			if (target !== undefined) expect(seen.get(target)?.room).toBe(event.room);
			if (event.kind === 'edit' || event.kind === 'delete') expect(seen.get(event.of)?.by).toBe(event.by);
			if (event.kind === 'message') seen.set(event.id, event);
		}
		const kinds = Map.groupBy(plan.events, ({ kind }) => kind);
		expect(kinds.get('edit')?.length).toBeGreaterThan(10);
		expect(kinds.get('delete')?.length).toBeGreaterThan(3);
		expect(kinds.get('reaction')?.length).toBeGreaterThan(500);
		expect(messages.filter(({ re }) => re !== undefined).length).toBeGreaterThan(50);
		expect(messages.filter(({ at, receivedAt }) => receivedAt - at > DAY / 96).length).toBeGreaterThan(3);
	});

	test('lets all eight speak, only where they are members by then', () => {
		expect(CAST.length).toBe(8);
		for (const { key } of CAST)
			expect(messages.filter(({ by }) => by === key).length, key).toBeGreaterThan(80);
		for (const event of plan.events) {
			expect(plan.joinedAt.get(event.by)).toBeLessThan(event.receivedAt);
			if (event.room === 'general') continue;
			const came = plan.memberships.find(
				(change) =>
					change.room === event.room &&
					((change.kind === 'create' && (change.by === event.by || change.members.includes(event.by))) ||
						(change.kind === 'join' && change.by === event.by) ||
						(change.kind === 'add' && change.who === event.by)),
			);
			expect(came?.at, `${event.by} in ${event.room}`).toBeLessThan(event.receivedAt);
		}
	});

	test('keeps to working hours, and weekends are thin', () => {
		const atWeekends = messages.filter(({ receivedAt }) => isWeekend(startOfDay(receivedAt)));
		expect(atWeekends.length).toBeGreaterThan(10);
		expect(atWeekends.length / messages.length).toBeLessThan(0.06);
		const late = messages.filter(({ receivedAt }) => {
			const minutes = minutesOfDay(receivedAt);
			return minutes < 7 * 60 || minutes > 19 * 60;
		});
		expect(late.length / messages.length).toBeLessThan(0.03);
	});

	test('leaves people a few unread messages, and none of their own', () => {
		const unreadOf = (who: string) =>
			plan.read
				.filter((mark) => mark.who === who)
				.flatMap(({ room, through }) => {
					const inRoom = messages.filter((message) => message.room === room);
					return inRoom.slice(inRoom.findIndex(({ id }) => id === through) + 1);
				});
		for (const { key } of CAST) {
			const unread = unreadOf(key);
			expect(unread.length, key).toBeLessThan(30);
			expect(unread.every(({ by }) => by !== key)).toBe(true);
		}
		expect(CAST.filter(({ key }) => unreadOf(key).length > 0).length).toBeGreaterThan(4);
		expect(unreadOf('emma').map(({ room }) => room)).toContain('emma+mitch');
	});
});

describe('the newest day', () => {
	test.each([
		['a Monday at breakfast', at(2026, 2, 16, 7, 30), 3],
		['a working morning', at(2026, 2, 11, 10, 5), 0],
		['a working afternoon', at(2026, 2, 11, 17, 5), 0],
		['a Sunday', at(2026, 2, 15, 20, 0), 2],
		['New Year’s Day', at(2026, 0, 1, 12, 0), 0],
		['the end of summer time', at(2026, 9, 26, 10, 30), 0],
		['a leap day', at(2028, 1, 29, 12, 0), 0],
	])('on %s everything of it is said by now', (_name, now, daysAgo) => {
		const said = messagesOf(generateDemo({ seed: 1, now }));
		expect(Math.max(...said.map(({ receivedAt }) => receivedAt))).toBeLessThan(now);
		const day = addDays(startOfDay(now), -daysAgo);
		const today = said.filter(({ receivedAt }) => startOfDay(receivedAt) === day);
		expect(today.map(({ text }) => text)).toContain('Saturday works for me.');
		expect(today.length).toBeGreaterThan(50);
	});
});
