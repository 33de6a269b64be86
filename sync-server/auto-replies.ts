/**
 * Answers direct messages for whoever is away (SPEC Y): beside the path of messages, after their commit, once in each conversation and absence, whichever
 * relay sees the message and whoever crashes in between.
 */
import type { Sql } from 'postgres';
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import { NOTIFY_CHANNEL } from '#lib/protocol/notifications.ts';
import { eventsOfRow } from '#lib/protocol/row-events.ts';
import type { Clock, Logger, TimerHandle } from './ports.ts';

/** Appends that follow each other are looked at together. */
const WAIT_MS = 200;
/** What a relay that ended has left behind. */
const SWEEP_MS = 60_000;
/** Rows that are looked through for a message, of each conversation. */
const ROWS = 50;

interface Due {
	organisation: string;
	user: string;
	conversation: string;
	since: Date;
	text: string;
	payloads: Uint8Array[];
}

export class AutoReplies {
	readonly #sql: Sql;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #waiting = new Set<string>();
	#running: Promise<void> | null = null;
	#timer: TimerHandle | null = null;
	#sweepTimer: TimerHandle | null = null;
	#stopped = false;

	constructor(sql: Sql, clock: Clock, logger: Logger) {
		this.#sql = sql;
		this.#clock = clock;
		this.#logger = logger;
	}

	/** These documents have new rows. */
	note(documents: readonly string[]): void {
		for (const document of documents) {
			const name = nameOfDocument(document);
			if (name?.kind === 'conversation') this.#waiting.add(name.conversation);
		}
		if (this.#stopped || this.#timer !== null || this.#waiting.size === 0) return;
		this.#timer = this.#clock.setTimeout(() => {
			this.#timer = null;
			const conversations = [...this.#waiting];
			this.#waiting.clear();
			void this.#run(conversations);
		}, WAIT_MS);
	}

	/** Looks at everybody's who is away, now and every minute. */
	async sweep(): Promise<void> {
		if (this.#stopped) return;
		if (this.#sweepTimer !== null) this.#clock.clearTimeout(this.#sweepTimer);
		this.#sweepTimer = this.#clock.setTimeout(() => void this.sweep(), SWEEP_MS);
		await this.#run(null);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		for (const timer of [this.#timer, this.#sweepTimer]) if (timer !== null) this.#clock.clearTimeout(timer);
		await this.#running;
	}

	#run(conversations: readonly string[] | null): Promise<void> {
		const before = this.#running ?? Promise.resolve();
		const running = before
			.then(() => (this.#stopped ? undefined : this.#answer(conversations)))
			.catch((error: unknown) => {
				// The next sweep finds the same again.
				if (!this.#stopped) this.#logger.warn({ error: String(error) }, 'auto-replies were not looked after');
			});
		this.#running = running;
		return running;
	}

	async #answer(conversations: readonly string[] | null): Promise<void> {
		for (const due of await this.#due(conversations)) {
			const isAnswer = due.payloads.some((payload) =>
				eventsOfRow(payload).events.some(({ event }) => event.k === 'm'),
			);
			if (isAnswer) await this.#send(due);
		}
	}

	/** Who is away and was written to since, in direct messages, and has not answered there yet. */
	#due(conversations: readonly string[] | null): Promise<Due[]> {
		const sql = this.#sql;
		return sql<Due[]>`
			select a.organisation, a.user_id as user, c.id as conversation, a.since, a.text, r.payloads
			from auto_replies a
			join memberships m on m.organisation = a.organisation and m.user_id = a.user_id and m.ended_at is null
			join conversations c on c.organisation = m.organisation and c.id = m.conversation
				and c.kind = 'dm' and c.closed_at is null
			join users u on u.organisation = a.organisation and u.id = a.user_id and u.closed_at is null
			left join auto_reply_sent s on s.organisation = a.organisation and s.user_id = a.user_id
				and s.conversation = c.id and s.since = a.since
			cross join lateral (
				select array_agg(p.payload) as payloads from (
					select l.document, l.seq from log_rows l
					where l.document = 'c/' || c.id || '/' || c.volume and l.kind = 'run' and l.user_id <> a.user_id::text
						and l.received_at >= extract(epoch from a.since) * 1000
					order by l.seq desc limit ${ROWS}
				) l join log_payloads p on p.document = l.document and p.seq = l.seq
			) r
			where a."on" and (a.until is null or a.until > now()) and s.since is null and r.payloads is not null
				${conversations ? sql`and c.id = any(${conversations}::uuid[])` : sql``}`;
	}

	/** The row that says so is the claim: whoever writes it first sends. */
	async #send({ organisation, user, conversation, since, text }: Due): Promise<void> {
		const at = this.#clock.now();
		// Keys in the order of SPEC D3.
		const event = JSON.stringify({ k: 's', at, a: 'auto-replied', by: user, name: text });
		await this.#sql.begin(async (tx) => {
			const claimed = await tx`
				insert into auto_reply_sent (organisation, user_id, conversation, since)
				select a.organisation, a.user_id, ${conversation}, a.since from auto_replies a
				where a.organisation = ${organisation} and a.user_id = ${user} and a.since = ${since} and a."on" and a.text = ${text}
				on conflict do nothing returning 1`;
			if (claimed.length === 0) return;
			await tx`
				insert into outbox (organisation, conversation, event) values (${organisation}, ${conversation}, ${event}::text::json)`;
			await tx`select pg_notify(${NOTIFY_CHANNEL}, ${JSON.stringify({ type: 'outbox' })})`;
		});
	}
}
