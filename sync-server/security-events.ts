/**
 * Refusals for a supervisor to see (SPEC S; threats, control 27). Batched, counted and bounded, so that an attacker can neither turn them into
 * a load on the database nor hide one refusal among many.
 */
import type { Sql } from 'postgres';
import { NOTIFY_CHANNEL, type Notification } from '#lib/protocol/notifications.ts';
import { alerts } from '#lib/protocol/refusals.ts';
import type { Clock, Logger, SecurityEvent, SecurityEvents, TimerHandle } from './ports.ts';
import { RefusalTally } from './refusal-tally.ts';

const FLUSH_MS = 500;

export class PostgresSecurityEvents implements SecurityEvents {
	readonly #sql: Sql;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #tally: RefusalTally;
	#timer: TimerHandle | null = null;

	constructor(sql: Sql, clock: Clock, logger: Logger) {
		this.#sql = sql;
		this.#clock = clock;
		this.#logger = logger;
		this.#tally = new RefusalTally(clock);
	}

	record(event: SecurityEvent): void {
		this.#tally.add(event);
		this.#timer ??= this.#clock.setTimeout(() => void this.flush(), FLUSH_MS);
	}

	async flush(): Promise<void> {
		if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
		this.#timer = null;
		const { counted, dropped } = this.#tally.take();
		if (dropped > 0) this.#logger.warn({ dropped }, 'more kinds of refusals than are recorded');
		if (counted.length === 0) return;
		try {
			await this.#insert(
				counted.map(({ event: { organisation, user, device, document, code }, count }) => ({
					organisation,
					user_id: user,
					device,
					document,
					code,
					alert: alerts(code),
					count,
				})),
			);
		} catch (error) {
			this.#logger.error({ error: String(error), events: counted.length }, 'refusals were not recorded');
		}
	}

	async #insert(rows: { organisation: string | null; alert: boolean }[]): Promise<void> {
		// What was told already within the minute is only counted.
		const stored = await this.#sql<{ organisation: string | null; alert: boolean; fresh: boolean }[]>`
			insert into security_events ${this.#sql(rows)}
			on conflict on constraint security_events_minute
			do update set count = security_events.count + excluded.count
			returning organisation, alert, xmax = 0 as fresh`;
		const alerted = stored.filter(({ alert, fresh }) => alert && fresh);
		for (const organisation of new Set(alerted.map((row) => row.organisation))) {
			if (organisation === null) continue;
			const notification: Notification = { type: 'alert', organisation };
			await this.#sql`select pg_notify(${NOTIFY_CHANNEL}, ${JSON.stringify(notification)})`;
		}
	}
}
