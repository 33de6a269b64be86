/** Writes a plan through the relay's pipeline, in the order of its times: one event of a room after the other, all rooms at once. */
import { clientIdOf } from '#lib/domain/client-id.ts';
import type { AuthoredEvent, EventRef } from '#lib/domain/events.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { Relay } from '../../../sync-server/relay.ts';
import { ROOMS, type PersonKey } from './cast.ts';
import { MINUTE, minutesOfDay } from './calendar.ts';
import type { DemoPeople } from './people.ts';
import type { PlannedEvent } from './plan.ts';
import type { DemoRooms } from './rooms.ts';

/** Where an event stands: the volume is always the first. */
interface Written {
	ref: EventRef;
	by: PersonKey;
}

const EVENING = 18 * 60;

export class DemoHistory {
	readonly #relay: Pick<Relay, 'submit'>;
	readonly #people: DemoPeople;
	readonly #rooms: DemoRooms;
	readonly #written = new Map<number, Written>();
	/** What each room is still busy with. */
	readonly #busy = new Map<string, Promise<void>>();

	constructor(relay: Pick<Relay, 'submit'>, people: DemoPeople, rooms: DemoRooms) {
		this.#relay = relay;
		this.#people = people;
		this.#rooms = rooms;
	}

	/** Writes it once all that its room was given before is written, and then does `after`. */
	queue(event: PlannedEvent, after: () => Promise<void> | void): void {
		const before = this.#busy.get(event.room) ?? Promise.resolve();
		const written = before.then(() => this.#write(event)).then(after);
		// Whoever waits for the room hears of a failure; until then it is no unhandled one.
		written.catch(() => undefined);
		this.#busy.set(event.room, written);
	}

	/** Resolves when all that was queued is stored. Rejects when something was not. */
	async settled(): Promise<void> {
		await Promise.all(this.#busy.values());
		this.#busy.clear();
	}

	async #write(planned: PlannedEvent): Promise<void> {
		const person = this.#people.get(planned.by);
		const device = person.devices[isOnPhone(planned) ? 1 : 0];
		// A document instance of each device for each room, as a browser would have.
		const client = clientIdOf(device, 1 + ROOMS.findIndex(({ key }) => key === planned.room));
		const { organisation, user, role } = person;
		const outcome = await this.#relay.submit({
			document: conversationDocument(this.#rooms.get(planned.room), 0),
			speaker: { organisation, user, role, session: null, device },
			client,
			events: [this.#toEvent(planned)],
			receivedAt: planned.receivedAt,
		});
		if (!outcome.ok) throw new Error(`The relay did not take a message of ${planned.room}: ${outcome.code}`);
		if (planned.kind === 'message') {
			this.#written.set(planned.id, { ref: [client, outcome.clock], by: planned.by });
		}
	}

	/** Keys in the order of SPEC D3. */
	#toEvent(planned: PlannedEvent): AuthoredEvent {
		const { at } = planned;
		switch (planned.kind) {
			case 'message': {
				const re = planned.re === undefined ? undefined : this.#find(planned.re).ref;
				return { k: 'm', at, b: planned.text, ...(re ? { re: [0, ...re] } : {}) };
			}
			case 'edit':
				return { k: 'e', at, of: this.#find(planned.of).ref, b: planned.text };
			case 'delete':
				return { k: 'd', at, of: this.#find(planned.of).ref };
			case 'reaction':
				return { k: 'r', at, of: this.#find(planned.of).ref, e: planned.emoji, on: true };
		}
	}

	#find(id: number): Written {
		const written = this.#written.get(id);
		if (!written) throw new Error(`Message ${id} is not written yet.`);
		return written;
	}
}

/** Who is out, or at home, writes with the phone. */
function isOnPhone({ at, receivedAt }: PlannedEvent): boolean {
	return receivedAt - at > MINUTE || minutesOfDay(receivedAt) >= EVENING;
}
