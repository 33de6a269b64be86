/** Keeps the search's tables close behind the log, beside the path of messages: what a search must not find meanwhile, the search itself leaves out (SPEC F3). */
import type { Sql } from 'postgres';
import type { Clock, Logger, TimerHandle } from './ports.ts';
import { projectDocument } from './search-projection.ts';

/** Appends that follow each other are read together. */
const WAIT_MS = 250;
const RETRY_MS = 1000;
/** What another relay has left behind when it ended. */
const SWEEP_MS = 60_000;

export class SearchKeeper {
	readonly #sql: Sql;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #waiting = new Set<string>();
	#running: Promise<void> | null = null;
	#timer: TimerHandle | null = null;
	#sweep: TimerHandle | null = null;
	#stopped = false;

	constructor(sql: Sql, clock: Clock, logger: Logger) {
		this.#sql = sql;
		this.#clock = clock;
		this.#logger = logger;
	}

	/** These documents have new rows. */
	note(documents: readonly string[]): void {
		for (const document of documents) if (document.startsWith('c/')) this.#waiting.add(document);
		this.#later(WAIT_MS);
	}

	/** Looks for everything that is behind, now and from then on every minute. */
	async sweep(): Promise<void> {
		if (this.#stopped) return;
		if (this.#sweep !== null) this.#clock.clearTimeout(this.#sweep);
		this.#sweep = this.#clock.setTimeout(() => void this.sweep(), SWEEP_MS);
		try {
			const behind = await this.#sql<{ document: string }[]>`
				select h.document from document_heads h left join search_heads s on s.document = h.document
				where h.document like 'c/%' and h.seq <> coalesce(s.seq, 0)`;
			this.note(behind.map(({ document }) => document));
		} catch (error) {
			if (!this.#stopped) this.#logger.warn({ error: String(error) }, 'the search could not be looked after');
		}
	}

	/** Resolves when nothing that was noted waits. */
	async settled(): Promise<void> {
		while (this.#waiting.size > 0 && !this.#stopped) await this.#run();
		await this.#running;
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		for (const timer of [this.#timer, this.#sweep]) if (timer !== null) this.#clock.clearTimeout(timer);
		await this.#running;
	}

	#later(ms: number): void {
		if (this.#stopped || this.#timer !== null || this.#waiting.size === 0) return;
		this.#timer = this.#clock.setTimeout(() => {
			this.#timer = null;
			void this.#run();
		}, ms);
	}

	#run(): Promise<void> {
		return (this.#running ??= this.#projectAll().finally(() => {
			this.#running = null;
			this.#later(WAIT_MS);
		}));
	}

	async #projectAll(): Promise<void> {
		for (const document of this.#waiting) {
			if (this.#stopped) return;
			this.#waiting.delete(document);
			try {
				await projectDocument(this.#sql, document);
			} catch (error) {
				if (this.#stopped) return;
				this.#logger.warn({ document, error: String(error) }, 'a document was not read for the search');
				this.#clock.setTimeout(() => this.note([document]), RETRY_MS);
			}
		}
	}
}
