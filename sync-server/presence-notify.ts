/** What relays tell each other about who is connected (SPEC A7), over NOTIFY: nothing of it is stored. */
import type { Sql } from 'postgres';
import { PRESENCE_CHANNEL } from '#lib/protocol/notifications.ts';
import type { Logger } from './ports.ts';
import type { Presence, PresenceWord } from './presence.ts';

/** A payload is shorter than 8,000 bytes; a person takes 76 of them. */
const PEOPLE_PER_WORD = 90;

/** One statement at a time, so that words arrive in their order. What fails is lost: the next beat finds that out. */
export class PresenceTeller {
	readonly #sql: Sql;
	readonly #logger: Logger;
	#waiting: string[] = [];
	#sending: Promise<void> | null = null;

	constructor(sql: Sql, logger: Logger) {
		this.#sql = sql;
		this.#logger = logger;
	}

	tell(word: PresenceWord): void {
		if ('people' in word)
			for (let i = 0; i < word.people.length; i += PEOPLE_PER_WORD)
				this.#waiting.push(JSON.stringify({ ...word, people: word.people.slice(i, i + PEOPLE_PER_WORD) }));
		else this.#waiting.push(JSON.stringify(word));
		this.#sending ??= this.#send().finally(() => (this.#sending = null));
	}

	/** Resolves when everything is told, or failed. */
	async settled(): Promise<void> {
		await this.#sending;
	}

	async #send(): Promise<void> {
		// What follows in this turn goes with it.
		await Promise.resolve();
		while (this.#waiting.length > 0) {
			const words = this.#waiting;
			this.#waiting = [];
			try {
				await this.#sql`
					select pg_notify(${PRESENCE_CHANNEL}, w.word)
					from unnest(${words}::text[]) with ordinality as w(word, place) order by w.place`;
			} catch (error) {
				this.#logger.warn({ error: String(error) }, 'other relays were not told who is here');
			}
		}
	}
}

/** Listens until the pool ends. */
export async function listenForPresence(sql: Sql, presence: Presence, logger: Logger): Promise<void> {
	await sql.listen(
		PRESENCE_CHANNEL,
		(payload) => {
			try {
				presence.hear(JSON.parse(payload) as PresenceWord);
			} catch (error) {
				logger.error({ error: String(error) }, 'a word about presence could not be read');
			}
		},
		() => presence.ask(),
	);
}
