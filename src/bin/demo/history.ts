/** Writes a plan through the relay's pipeline, in the order of its times. */
import { clientIdOf } from '#lib/domain/client-id.ts';
import type { AuthoredEvent, EventRef } from '#lib/domain/events.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { Relay } from '../../../sync-server/relay.ts';
import { ROOMS } from './cast.ts';
import { MINUTE, minutesOfDay } from './calendar.ts';
import type { DemoPeople } from './people.ts';
import type { PlannedEvent } from './plan.ts';
import type { DemoRooms } from './rooms.ts';

const EVENING = 18 * 60;
/** Submissions under way at once: what is under way together is committed together. */
const WINDOW = 400;

export class DemoHistory {
	readonly #relay: Pick<Relay, 'submit'>;
	readonly #people: DemoPeople;
	readonly #rooms: DemoRooms;
	/** Messages by their id in the plan. */
	readonly #refs = new Map<number, EventRef>();
	/** Nobody else writes with these client ids, so it is known which clock comes next. */
	readonly #clocks = new Map<number, number>();
	readonly #underWay = new Set<Promise<void>>();

	constructor(relay: Pick<Relay, 'submit'>, people: DemoPeople, rooms: DemoRooms) {
		this.#relay = relay;
		this.#people = people;
		this.#rooms = rooms;
	}

	/** Gives it to the relay, which keeps the order within a room. Resolves when there is space for another. */
	async write(event: PlannedEvent): Promise<void> {
		const written = this.#write(event);
		const done: Promise<void> = written.finally(() => this.#underWay.delete(done));
		// Whoever waits below hears of a failure; until then it is no unhandled one.
		done.catch(() => undefined);
		this.#underWay.add(done);
		if (this.#underWay.size >= WINDOW) await this.settled();
	}

	/** Resolves when all is stored. Rejects when something was not. */
	async settled(): Promise<void> {
		await Promise.all(this.#underWay);
	}

	async #write(planned: PlannedEvent): Promise<void> {
		const person = this.#people.get(planned.by);
		const device = person.devices[isOnPhone(planned) ? 1 : 0];
		// A document instance of each device for each room, as a browser would have.
		const client = clientIdOf(device, 1 + ROOMS.findIndex(({ key }) => key === planned.room));
		const { organisation, user, role } = person;
		const clock = this.#clocks.get(client) ?? 0;
		this.#clocks.set(client, clock + 1);
		if (planned.kind === 'message') this.#refs.set(planned.id, [client, clock]);
		const outcome = await this.#relay.submit({
			document: conversationDocument(this.#rooms.get(planned.room), 0),
			speaker: { organisation, user, role, session: null, device },
			client,
			events: [this.#toEvent(planned)],
			receivedAt: planned.receivedAt,
		});
		if (!outcome.ok) throw new Error(`The relay did not take a message of ${planned.room}: ${outcome.code}`);
		if (outcome.clock !== clock)
			throw new Error(`A message of ${planned.room} has a clock that is not its own.`);
	}

	/** Keys in the order of SPEC D3. */
	#toEvent(planned: PlannedEvent): AuthoredEvent {
		const { at } = planned;
		switch (planned.kind) {
			case 'message': {
				const re = planned.re === undefined ? undefined : this.#find(planned.re);
				return { k: 'm', at, b: planned.text, ...(re ? { re: [0, ...re] } : {}) };
			}
			case 'edit':
				return { k: 'e', at, of: this.#find(planned.of), b: planned.text };
			case 'delete':
				return { k: 'd', at, of: this.#find(planned.of) };
			case 'reaction':
				return { k: 'r', at, of: this.#find(planned.of), e: planned.emoji, on: true };
		}
	}

	#find(id: number): EventRef {
		const ref = this.#refs.get(id);
		if (!ref) throw new Error(`Message ${id} is not written yet.`);
		return ref;
	}
}

/** Who is out, or at home, writes with the phone. */
function isOnPhone({ at, receivedAt }: PlannedEvent): boolean {
	return receivedAt - at > MINUTE || minutesOfDay(receivedAt) >= EVENING;
}
