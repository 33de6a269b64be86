/** When the other rooms were made and when people came into them: before anybody writes, on the first day if they work here by then. */
import { FIRST_CHANNEL, ROOMS, type PersonKey, type RoomPlan } from './cast.ts';
import { MINUTE } from './calendar.ts';
import type { PlannedEvent, PlannedMembership } from './plan.ts';
import type { Random } from './random.ts';

export function planMemberships(
	events: readonly PlannedEvent[],
	joinedAt: ReadonlyMap<PersonKey, number>,
	now: number,
	random: Random,
): PlannedMembership[] {
	return ROOMS.filter(({ key }) => key !== FIRST_CHANNEL)
		.flatMap((room) => planRoom(room, events, joinedAt, now, random))
		.sort((one, other) => one.at - other.at);
}

function planRoom(
	room: RoomPlan,
	events: readonly PlannedEvent[],
	joinedAt: ReadonlyMap<PersonKey, number>,
	now: number,
	random: Random,
): PlannedMembership[] {
	const own = events.filter((event) => event.room === room.key);
	const first = own[0]?.receivedAt ?? now;
	const createdAt = first - random.integer(3, 9) * MINUTE;
	const here = room.others.filter((person) => (joinedAt.get(person) ?? 0) < createdAt);
	const invited = room.visibility === 'private';
	const plan: PlannedMembership[] = [
		{
			kind: 'create',
			room: room.key,
			by: room.creator,
			at: createdAt,
			name: room.formerly?.name ?? room.name,
			members: invited ? here : [],
		},
	];
	const firstOf = (person: PersonKey) => own.find(({ by }) => by === person)?.receivedAt ?? now;
	for (const person of room.others) {
		const begins = Math.max(joinedAt.get(person) ?? 0, createdAt);
		if (invited && here.includes(person)) continue;
		// In the course of the first minutes, but before their first word.
		const at = Math.min(
			begins + random.integer(1, 55) * MINUTE,
			firstOf(person) - random.integer(20, 50) * 1000,
		);
		if (at <= begins) throw new Error(`${person} writes in ${room.key} before being there.`);
		plan.push(
			invited
				? { kind: 'add', room: room.key, by: room.creator, who: person, at }
				: { kind: 'join', room: room.key, by: person, at },
		);
	}
	const { formerly } = room;
	if (formerly) {
		const telling = own.find(
			(event) => event.kind === 'message' && event.text.startsWith(formerly.renamedBefore),
		);
		if (!telling) throw new Error(`Nobody tells that ${room.key} has another name.`);
		plan.push({
			kind: 'rename',
			room: room.key,
			by: telling.by,
			at: telling.receivedAt - MINUTE,
			name: room.name,
		});
	}
	return plan;
}
