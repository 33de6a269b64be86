import { clientIdOf } from '#lib/domain/client-id.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import type { Relay } from '../../sync-server/relay.ts';
import type { Colleague } from '../../tests/support/staff.ts';

/** One person in one conversation, who writes what people write. */
export class Author {
	readonly #relay: Relay;
	readonly #who: Colleague;
	readonly #document: string;
	readonly #client: number;
	/** Clocks of messages that are still there. */
	readonly #messages: number[] = [];
	#clock = 0;

	constructor(relay: Relay, who: Colleague, document: string) {
		this.#relay = relay;
		this.#who = who;
		this.#document = document;
		this.#client = clientIdOf(who.device, 0);
	}

	async write(turn: number): Promise<void> {
		const events = this.#eventsOf(turn);
		const speaker = { ...this.#who, session: null };
		const place = { document: this.#document, speaker, client: this.#client };
		const outcome = await this.#relay.submit({ ...place, events });
		if (!outcome.ok) throw new Error(outcome.code);
		for (const [i, { k }] of events.entries()) if (k === 'm') this.#messages.push(this.#clock + i);
		this.#clock += events.length;
	}

	/** Of ten rows seven are messages, one of them an answer; an edit, a reaction, and now and then a deletion. */
	#eventsOf(turn: number): ConversationEvent[] {
		const at = Date.now();
		const last = this.#messages.at(-1);
		if (last === undefined) return [{ k: 'm', at, b: 'Good morning, all.' }];
		const of = [this.#client, last] as const;
		switch (turn % 10) {
			case 3:
				return [{ k: 'e', at, of, b: 'The van leaves at nine, and comes back when everything is done.' }];
			case 6:
			case 7:
				return [{ k: 'r', at, of, e: '👍', on: turn % 4 !== 1 }];
			case 9:
				if (turn % 3 > 0) return [{ k: 'm', at, b: 'Yes.', re: [0, ...of] }];
				this.#messages.pop();
				return [{ k: 'd', at, of }];
		}
		return Array.from({ length: 1 + (turn % 3) }, (_, i) => ({
			k: 'm',
			at,
			b: `${turn}, ${i}: the van leaves at eight from the yard and comes back when everything is done.`,
		}));
	}
}
