/** From committed rows to notices (SPEC B2-B4): who is to be told of what. Runs beside the relay, never in an append. */
import type { Sql, TransactionSql } from 'postgres';
import { concernOf, isWanted, type Concern, type NotificationLevel } from '#lib/domain/concern.ts';
import { deviceOf } from '#lib/domain/client-id.ts';
import type { EventRef } from '#lib/domain/events.ts';
import { parseDocumentName, type ConversationName } from '#lib/protocol/document-name.ts';
import { epochOffsets, eventsOfRow } from '#lib/protocol/row-events.ts';
import type { Pace } from './due-notices.ts';

/** Of one pass over a document; pushes replace each other anyway. */
const ROWS = 200;
const OLDEST_MS = 10 * 60_000;

/** A device that may be told. */
interface Listener {
	session: string;
	user: string;
	level: NotificationLevel;
	/** ms */
	since: number;
}

interface Happening {
	client: number;
	clock: number;
	seq: number;
	position: number;
	receivedAt: number;
	of: (user: string) => Concern | null;
}

export class NoticeFeed {
	readonly #sql: Sql;
	readonly #pace: Pace;

	constructor(sql: Sql, pace: Pace) {
		this.#sql = sql;
		this.#pace = pace;
	}

	/** Documents with rows that nobody looked at: after a crash, or a restart. */
	async behind(): Promise<string[]> {
		const rows = await this.#sql<{ document: string }[]>`
			select h.document from document_heads h left join push_progress p on p.document = h.document
			where h.document like 'c/%' and h.seq > coalesce(p.seq, 0) and h.ledger_time > ${Date.now() - OLDEST_MS}`;
		return rows.map(({ document }) => document);
	}

	/**
	 * Those of these documents in whose conversation any device takes pushes. The others count as looked at, by the same statement: so messages cost
	 * a pass one statement where nobody takes pushes, however many documents had some. Whoever subscribes later is told of nothing before that (SPEC B2).
	 */
	async wanted(documents: readonly string[]): Promise<string[]> {
		const named = documents.flatMap((document) => {
			const name = parseDocumentName(document);
			return name ? [{ document, conversation: name.conversation }] : [];
		});
		if (named.length === 0) return [];
		// In order of the documents, so that two programs that pass over the same ones do not wait for each other in a circle.
		const rows = await this.#sql<{ document: string }[]>`
			with named as (
				select d.document, exists (
					select 1 from memberships m join push_subscriptions s on s.organisation = m.organisation and s.user_id = m.user_id
					where m.conversation = d.conversation and m.ended_at is null) as wanted
				from unnest(${named.map((one) => one.document)}::text[], ${named.map((one) => one.conversation)}::uuid[])
					as d(document, conversation)
			), passed as (
				insert into push_progress as p (document, seq)
				select h.document, h.seq from document_heads h join named n on n.document = h.document and not n.wanted
				order by h.document
				on conflict (document) do update set seq = excluded.seq where p.seq < excluded.seq
			)
			select document from named where wanted`;
		return rows.map(({ document }) => document);
	}

	/** Looks at what is new in this document. */
	async take(document: string): Promise<void> {
		const name = parseDocumentName(document);
		if (!name) return;
		await this.#sql.begin(async (tx) => {
			await tx`insert into push_progress (document, seq) values (${document}, 0) on conflict do nothing`;
			// Of several programs one looks at it, the next sees that nothing is left.
			const [progress] = await tx<{ seq: number }[]>`
				select seq::float8 from push_progress where document = ${document} for update`;
			const [head] = await tx<{ seq: number; organisation: string; kind: string }[]>`
				select h.seq::float8, h.organisation, c.kind from document_heads h
				join conversations c on c.organisation = h.organisation and c.id = ${name.conversation}
				where h.document = ${document}`;
			if (!progress || !head || head.seq <= progress.seq) return;
			const listeners = await listenersOf(tx, name.conversation);
			if (listeners.length > 0) await this.#notice(tx, document, name, head, listeners, progress.seq);
			await tx`update push_progress set seq = ${head.seq} where document = ${document}`;
		});
	}

	async #notice(
		tx: TransactionSql,
		document: string,
		name: ConversationName,
		head: { seq: number; organisation: string; kind: string },
		listeners: readonly Listener[],
		from: number,
	): Promise<void> {
		const { happenings, gone } = await readHappenings(tx, document, head.kind === 'dm', from, head.seq);
		for (const { session, user, level, since } of listeners) {
			const concerns = happenings.flatMap((happening) => {
				const concern = happening.receivedAt >= since ? happening.of(user) : null;
				return concern && isWanted(concern, level) ? [{ concern, happening }] : [];
			});
			const last = concerns.at(-1);
			if (!last) continue;
			const { client, clock, seq, position, receivedAt } = last.happening;
			const { settleMs, apartMs } = this.#pace;
			await tx`
				insert into push_notices as n (organisation, session, user_id, conversation, volume, client, clock, seq, position, kind,
					count, due_at, received_at)
				values (${head.organisation}, ${session}, ${user}, ${name.conversation}, ${name.volume}, ${client}, ${clock}, ${seq},
					${position}, ${last.concern}, ${concerns.length}, now() + ${settleMs} * interval '1 ms', to_timestamp(${receivedAt / 1000}))
				on conflict (organisation, session, conversation) do update set
					volume = excluded.volume, client = excluded.client, clock = excluded.clock, seq = excluded.seq,
					position = excluded.position, kind = excluded.kind, received_at = excluded.received_at,
					count = case when n.state = 'close' then excluded.count else n.count + excluded.count end,
					due_at = case when n.state = 'due' then n.due_at
						else greatest(excluded.due_at, n.sent_at + ${apartMs} * interval '1 ms') end,
					tries = case when n.state = 'due' then n.tries else 0 end,
					state = 'due'`;
		}
		for (const [client, clock] of gone)
			await tx`
				update push_notices set state = 'close', tries = 0, due_at = now()
				where conversation = ${name.conversation} and volume = ${name.volume} and client = ${client} and clock = ${clock}`;
	}
}

/** Devices of the members, but of those who muted it or want nothing at all. */
async function listenersOf(tx: TransactionSql, conversation: string): Promise<Listener[]> {
	return tx<Listener[]>`
		select s.session, s.user_id as user, coalesce(n.level, 'all') as level,
			(extract(epoch from s.created_at) * 1000)::float8 as since
		from memberships m
		join push_subscriptions s on s.organisation = m.organisation and s.user_id = m.user_id
		left join notification_settings n on n.organisation = m.organisation and n.user_id = m.user_id
		left join read_positions r on r.organisation = m.organisation and r.user_id = m.user_id and r.conversation = m.conversation
		where m.conversation = ${conversation} and m.ended_at is null and not coalesce(r.muted, false)
			and coalesce(n.level, 'all') <> 'none'`;
}

/** In the order of the ledger; `gone`: what was deleted. */
async function readHappenings(
	tx: TransactionSql,
	document: string,
	direct: boolean,
	from: number,
	to: number,
): Promise<{ happenings: Happening[]; gone: EventRef[] }> {
	const rows = await tx<{ seq: number; user: string; receivedAt: number; payload: Uint8Array }[]>`
		select r.seq::float8, r.user_id as user, r.received_at::float8 as "receivedAt", p.payload
		from log_rows r join log_payloads p on p.document = r.document and p.seq = r.seq
		where r.document = ${document} and r.seq >= ${Math.max(from, to - ROWS)} and r.seq < ${to}
			and r.kind in ('run', 'system') and r.received_at > ${Date.now() - OLDEST_MS}
		order by r.seq`;
	const read = rows.map((row) => ({ ...row, ...eventsOfRow(row.payload) }));
	const [offsets, authors] = await Promise.all([
		read.some(({ epoch }) => epoch > 1) ? readOffsets(tx, document) : new Map<number, number>(),
		readAuthors(
			tx,
			read.flatMap(({ events }) =>
				events.flatMap(({ event }) => (event.k === 'm' && event.re ? [event.re[1]] : [])),
			),
		),
	]);
	const happenings: Happening[] = [];
	const gone: EventRef[] = [];
	for (const { seq, user: author, receivedAt, epoch, position, events } of read)
		for (const { client, clock, event } of events) {
			if (event.k === 'd') gone.push(event.of);
			if (event.k !== 'm' && event.k !== 's') continue;
			// Written again after a restore, and pushed the first time.
			if (event.k === 'm' && event.was) continue;
			const answered = event.k === 'm' && event.re ? (authors.get(deviceOf(event.re[1])) ?? null) : null;
			const of = (user: string) => concernOf(event, user, { author, direct, answered });
			const place = { client, clock, seq, position: (offsets.get(epoch) ?? 0) + position };
			happenings.push({ ...place, receivedAt, of });
		}
	const isGone = ({ client, clock }: Happening) => gone.some((ref) => ref[0] === client && ref[1] === clock);
	return { happenings: happenings.filter((one) => !isGone(one)), gone };
}

async function readOffsets(tx: TransactionSql, document: string): Promise<Map<number, number>> {
	const rows = await tx<{ payload: Uint8Array }[]>`
		select p.payload from log_rows r join log_payloads p on p.document = r.document and p.seq = r.seq
		where r.document = ${document} and r.kind = 'epoch' order by r.seq`;
	return epochOffsets(rows.map(({ payload }) => payload));
}

/** By device. */
async function readAuthors(tx: TransactionSql, clients: readonly number[]): Promise<Map<number, string>> {
	if (clients.length === 0) return new Map();
	const devices = [...new Set(clients.map(deviceOf))];
	const rows = await tx<{ number: number; user: string }[]>`
		select number::float8, user_id as user from devices where number = any(${devices}::bigint[])`;
	return new Map(rows.map(({ number, user }) => [number, user]));
}
