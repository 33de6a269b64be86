/** Refusals for a supervisor to see (threats, control 27). Batched, so that an attacker cannot turn them into a load on the database. */
import type { Sql } from 'postgres';
import { REFUSALS } from '#lib/protocol/refusals.ts';
import type { Clock, Logger, SecurityEvent, SecurityEvents, TimerHandle } from './ports.ts';

const FLUSH_MS = 500;
/** Beyond this many between two flushes only their number is logged. */
const MAX_BATCH = 200;

export class PostgresSecurityEvents implements SecurityEvents {
	readonly #sql: Sql;
	readonly #clock: Clock;
	readonly #logger: Logger;
	#batch: SecurityEvent[] = [];
	#dropped = 0;
	#timer: TimerHandle | null = null;

	constructor(sql: Sql, clock: Clock, logger: Logger) {
		this.#sql = sql;
		this.#clock = clock;
		this.#logger = logger;
	}

	record(event: SecurityEvent): void {
		if (this.#batch.length >= MAX_BATCH) this.#dropped++;
		else this.#batch.push(event);
		this.#timer ??= this.#clock.setTimeout(() => void this.flush(), FLUSH_MS);
	}

	async flush(): Promise<void> {
		if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
		this.#timer = null;
		const batch = this.#batch.map(({ organisation, user, device, document, code }) => ({
			organisation,
			user_id: user,
			device,
			document,
			code,
			alert: !REFUSALS[code].honest,
		}));
		this.#batch = [];
		if (this.#dropped > 0)
			this.#logger.warn({ dropped: this.#dropped }, 'more refusals than are recorded one by one');
		this.#dropped = 0;
		if (batch.length === 0) return;
		try {
			await this.#sql`insert into security_events ${this.#sql(batch)}`;
		} catch (error) {
			this.#logger.error({ error: String(error), events: batch.length }, 'refusals were not recorded');
		}
	}
}
