/** Brings the system events that commands caused (design section 1) into their conversations, in order, each once. */
import type { Sql } from 'postgres';
import { SYSTEM_CLIENT } from '#lib/domain/client-id.ts';
import { parseEvent } from '#lib/domain/events.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { systemSpeaker } from './access.ts';
import type { Clock, Logger, TimerHandle } from './ports.ts';
import type { RelayCore } from './relay-core.ts';

const BATCH = 500;
/** How long to wait after a failing log before trying again. */
const RETRY_MS = 1000;

interface Waiting {
	id: number;
	organisation: string;
	conversation: string;
	volume: number;
	event: unknown;
}

export class OutboxDrain {
	readonly #sql: Sql;
	readonly #core: Pick<RelayCore, 'submit'>;
	readonly #clock: Clock;
	readonly #logger: Logger;
	#running: Promise<void> | null = null;
	#again = false;
	#stopped = false;
	#retry: TimerHandle | null = null;

	constructor(sql: Sql, core: Pick<RelayCore, 'submit'>, clock: Clock, logger: Logger) {
		this.#sql = sql;
		this.#core = core;
		this.#clock = clock;
		this.#logger = logger;
	}

	/** Something may be waiting. Returns when nothing is, or the log failed. */
	drain(): Promise<void> {
		if (this.#stopped) return Promise.resolve();
		this.#again = true;
		return (this.#running ??= this.#run().finally(() => (this.#running = null)));
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		if (this.#retry !== null) this.#clock.clearTimeout(this.#retry);
		await this.#running;
	}

	async #run(): Promise<void> {
		try {
			while (this.#again && !this.#stopped) {
				this.#again = false;
				const waiting = await this.#waiting();
				const byConversation = Map.groupBy(waiting, (row) => row.conversation);
				const stored = await Promise.all([...byConversation.values()].map((rows) => this.#append(rows)));
				if (stored.includes(false)) return this.#retryLater();
				if (waiting.length === BATCH) this.#again = true;
			}
		} catch (error) {
			this.#logger.warn({ error: String(error) }, 'the outbox could not be read');
			this.#retryLater();
		}
	}

	async #waiting(): Promise<Waiting[]> {
		return this.#sql<Waiting[]>`
			select o.id::float8 as id, o.organisation, o.conversation, c.volume, o.event
			from outbox o join conversations c on c.organisation = o.organisation and c.id = o.conversation
			where o.appended_at is null order by o.id limit ${BATCH}`;
	}

	/** One conversation's, one after the other. False when the log failed. */
	async #append(rows: Waiting[]): Promise<boolean> {
		for (const row of rows) {
			const parsed = parseEvent(row.event);
			const outcome = parsed.ok
				? await this.#core.submit({
						document: conversationDocument(row.conversation, row.volume),
						speaker: systemSpeaker(row.organisation),
						client: SYSTEM_CLIENT,
						events: [parsed.event],
						outbox: row.id,
					})
				: { ok: false, code: parsed.error };
			if (outcome.ok || outcome.code === 'ALREADY_ANSWERED') continue;
			if (outcome.code === 'APPEND_FAILED') return false;
			// It would be refused for ever; skip it, loudly, rather than hold up what follows.
			this.#logger.error(
				{ outbox: row.id, conversation: row.conversation, code: outcome.code },
				'a system event was refused',
			);
			await this.#sql`update outbox set appended_at = now() where id = ${row.id}`;
		}
		return true;
	}

	#retryLater(): void {
		if (this.#stopped) return;
		this.#retry = this.#clock.setTimeout(() => void this.drain(), RETRY_MS);
	}
}
