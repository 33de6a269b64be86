/** The made-up year as data: what generate.ts makes and demo.ts writes through the relay. Times are ms since 1970. */
import type { PersonKey } from './cast.ts';

interface Planned {
	room: string;
	by: PersonKey;
	/** By the author's clock. */
	at: number;
	/** When the relay had it; later than `at` for what was written offline. */
	receivedAt: number;
}

export interface PlannedMessage extends Planned {
	kind: 'message';
	/** Of the message, within the plan. */
	id: number;
	text: string;
	/** The message that it answers. */
	re?: number;
}

export type PlannedChange = Planned & { of: number } & (
		{ kind: 'edit'; text: string } | { kind: 'delete' } | { kind: 'reaction'; emoji: string }
	);

export type PlannedEvent = PlannedMessage | PlannedChange;

export type PlannedMembership = { room: string; by: PersonKey; at: number } & (
	| { kind: 'create'; name: string; members: PersonKey[] }
	| { kind: 'add'; who: PersonKey }
	| { kind: 'join' }
	| { kind: 'rename'; name: string }
);

export interface DemoPlan {
	/** The organisation's first day. */
	startedAt: number;
	/** When each person began. */
	joinedAt: Map<PersonKey, number>;
	memberships: PlannedMembership[];
	/** In the order in which the relay receives them: increasing within each room. */
	events: PlannedEvent[];
	/** The last message that each person has read, by room; rooms without one were never read. */
	read: { room: string; who: PersonKey; through: number }[];
}
