/** How far each person has read: nearly everything, with the few unread messages that a working day leaves. */
import { CAST, ROOMS, type PersonKey } from './cast.ts';
import type { DemoPlan, PlannedEvent, PlannedMessage } from './plan.ts';
import type { Random } from './random.ts';

/** Emma's sidebar at a quarter to twelve, as the interface's picture shows it. */
const EMMA_UNREAD: Record<string, number> = { 'emma+mitch': 1, 'field-ops': 2, openday: 1 };

export function planReading(events: readonly PlannedEvent[], random: Random): DemoPlan['read'] {
	const read: DemoPlan['read'] = [];
	for (const room of ROOMS) {
		const messages = events.filter(
			(event): event is PlannedMessage => event.kind === 'message' && event.room === room.key,
		);
		for (const { key: who } of CAST) {
			if (who !== room.creator && !room.others.includes(who)) continue;
			const unread =
				who === 'emma' ? (EMMA_UNREAD[room.key] ?? 0) : random.chance(0.5) ? random.integer(1, 4) : 0;
			const through = lastRead(messages, who, unread);
			if (through) read.push({ room: room.key, who, through: through.id });
		}
	}
	return read;
}

/** All but the last `unread` messages; what one has written, and what stood before it, is read. */
function lastRead(
	messages: readonly PlannedMessage[],
	who: PersonKey,
	unread: number,
): PlannedMessage | undefined {
	const own = messages.findLastIndex(({ by }) => by === who);
	return messages[Math.max(own, messages.length - 1 - unread)];
}
