/** Carries out approved erasures, document by document (SPEC G3). Cut short at any point it goes on at the next start: what is gone already is passed over. */
import type { Sql } from 'postgres';
import type { Erasure } from './erasure.ts';
import { rememberErased } from './erasure-memory.ts';
import { writeErasureFile, type ErasureFile } from './erasure-files.ts';
import type { Clock, Logger, TimerHandle } from './ports.ts';
import type { RelayCore } from './relay-core.ts';

/** How long to wait after a failing log before trying again. */
const RETRY_MS = 1000;

export class ErasureRunner {
	readonly #sql: Sql;
	readonly #core: Pick<RelayCore, 'erase'>;
	readonly #folder: string;
	readonly #clock: Clock;
	readonly #logger: Logger;
	#running: Promise<void> | null = null;
	#again = false;
	#stopped = false;
	#retry: TimerHandle | null = null;

	/** @param folder where they are written down before they begin */
	constructor(sql: Sql, core: Pick<RelayCore, 'erase'>, folder: string, clock: Clock, logger: Logger) {
		this.#sql = sql;
		this.#core = core;
		this.#folder = folder;
		this.#clock = clock;
		this.#logger = logger;
	}

	/** Something may be waiting. Returns when nothing is, or the log failed. */
	run(): Promise<void> {
		if (this.#stopped) return Promise.resolve();
		this.#again = true;
		return (this.#running ??= this.#runAll().finally(() => (this.#running = null)));
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		if (this.#retry !== null) this.#clock.clearTimeout(this.#retry);
		await this.#running;
	}

	async #runAll(): Promise<void> {
		try {
			while (this.#again && !this.#stopped) {
				this.#again = false;
				for (const approved of await this.#waiting()) if (!this.#stopped) await this.#carryOut(approved);
			}
		} catch (error) {
			this.#logger.error({ error: String(error) }, 'an erasure was not finished');
			if (!this.#stopped) this.#retry = this.#clock.setTimeout(() => void this.run(), RETRY_MS);
		}
	}

	#waiting(): Promise<ErasureFile[]> {
		return this.#sql<ErasureFile[]>`
			select r.organisation, r.number, r.document, r.client::float8, r.clock::float8, r.user_id as user, r.reason, r.reference,
				r.requested_by as "requestedBy", extract(epoch from r.requested_at)::float8 * 1000 as "requestedAt",
				extract(epoch from r.expires_at)::float8 * 1000 as "expiresAt", d.decided_by as "decidedBy",
				extract(epoch from d.decided_at)::float8 * 1000 as "decidedAt"
			from erasure_requests r join erasure_decisions d on d.organisation = r.organisation and d.number = r.number and d.approved
			where not exists (select 1 from erasure_outcomes o where o.organisation = r.organisation and o.number = r.number)
			order by r.organisation, r.number`;
	}

	async #carryOut(approved: ErasureFile): Promise<void> {
		writeErasureFile(this.#folder, approved);
		const { organisation, number, client, clock, user } = approved;
		const erasure: Erasure = {
			organisation,
			request: number,
			by: approved.requestedBy,
			and: approved.decidedBy,
			what: user ? { kind: 'person', user } : { kind: 'message', ref: [client!, clock!] },
		};
		// What the person writes meanwhile is found by the next pass.
		for (let erased = -1; erased !== 0 && !this.#stopped;) {
			erased = 0;
			for (const document of await this.#documentsOf(approved)) {
				if (this.#stopped) return;
				erased += await this.#core.erase(document, erasure);
			}
		}
		if (this.#stopped) return;
		await rememberErased(this.#sql, this.#folder, organisation, number);
		await this.#sql`
			insert into erasure_outcomes (organisation, number, documents, events)
			select ${organisation}, ${number}, count(distinct document), coalesce(sum(cardinality(leaves)), 0)
			from erased_values where organisation = ${organisation} and number = ${number}
			on conflict do nothing`;
	}

	async #documentsOf({ organisation, document, user }: ErasureFile): Promise<string[]> {
		if (document) {
			const [found] = await this.#sql`
				select 1 from document_heads where document = ${document} and organisation = ${organisation}`;
			return found ? [document] : [];
		}
		const rows = await this.#sql<{ document: string }[]>`
			select distinct r.document from log_rows r join document_heads h on h.document = r.document
			where h.organisation = ${organisation} and r.user_id = ${user}
				and r.kind in ('run', 'restored', 'refused', 'text')
			order by r.document`;
		return rows.map((row) => row.document);
	}
}
