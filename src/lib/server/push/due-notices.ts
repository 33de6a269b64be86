/** What is due, and everything that decides whether it is still to be sent (SPEC B5, B6), as the database says it now. */
import type { Sql } from 'postgres';
import type { Concern, NotificationLevel } from '#lib/domain/concern.ts';

/** How long a notice waits before it is sent, and how far apart two of a conversation are. */
export interface Pace {
	settleMs: number;
	apartMs: number;
}

export interface DueNotice {
	organisation: string;
	session: string;
	user: string;
	conversation: string;
	volume: number;
	client: number;
	clock: number;
	seq: number;
	kind: Concern;
	count: number;
	state: 'due' | 'close';
	tries: number;
	/** The device was sent something about this conversation. */
	isShown: boolean;
	/** ms */
	receivedAt: number;
	endpoint: string;
	p256dh: Uint8Array;
	auth: Uint8Array;
	/** Session and account stand. */
	isSignedIn: boolean;
	/** Still in the conversation, which still is. */
	isMember: boolean;
	isMuted: boolean;
	isRead: boolean;
	level: NotificationLevel;
	showText: boolean;
	/** Until when, ms, somebody looks at one of the person's pages; null when nobody does. */
	attendedUntil: number | null;
	/** The conversation's name; empty for a direct message. */
	room: string;
	isChannel: boolean;
	isDirect: boolean;
	author: string;
	payload: Uint8Array | null;
}

/** A program that ends while it sends leaves them for the next after so long. */
const CLAIM_S = 60;

/** Takes up to `limit` that are due, so that nobody else sends them meanwhile. */
export async function claimDue(sql: Sql, serverKey: string, limit: number): Promise<DueNotice[]> {
	const claimed = await sql<{ session: string; conversation: string }[]>`
		update push_notices n set due_at = now() + ${CLAIM_S} * interval '1 s'
		from (
			select n.organisation, n.session, n.conversation from push_notices n
			join push_subscriptions s on s.session = n.session
			where n.state <> 'shown' and n.due_at <= now() and s.server_key = ${serverKey}
			order by n.due_at limit ${limit} for update of n skip locked
		) due
		where n.organisation = due.organisation and n.session = due.session and n.conversation = due.conversation
		returning n.session, n.conversation`;
	if (claimed.length === 0) return [];
	return sql<DueNotice[]>`
		select n.organisation, n.session, n.user_id as user, n.conversation, n.volume, n.client::float8, n.clock::float8,
			n.seq::float8, n.kind, n.count, n.state, n.tries, n.sent_at is not null as "isShown",
			(extract(epoch from n.received_at) * 1000)::float8 as "receivedAt",
			s.endpoint, s.p256dh, s.auth,
			x.expires_at > now() and u.closed_at is null as "isSignedIn",
			m.user_id is not null and c.closed_at is null as "isMember",
			coalesce(r.muted, false) as "isMuted",
			coalesce((r.volume, r.position) >= (n.volume, n.position), false) as "isRead",
			coalesce(w.level, 'all') as level,
			coalesce(w.show_text, true) and coalesce((o.settings->>'textInNotifications')::boolean, true) as "showText",
			(select (extract(epoch from max(a.until)) * 1000)::float8 from attention a
				where a.user_id = n.user_id and a.until > now()) as "attendedUntil",
			c.name as room, c.channel as "isChannel", c.kind = 'dm' as "isDirect",
			l.user_id as author, p.payload
		from push_notices n
		join unnest(${claimed.map((one) => one.session)}::text[], ${claimed.map((one) => one.conversation)}::uuid[])
			as k(session, conversation) on k.session = n.session and k.conversation = n.conversation
		join push_subscriptions s on s.session = n.session
		join sessions x on x.id_hash = n.session
		join users u on u.organisation = n.organisation and u.id = n.user_id
		join organisations o on o.id = n.organisation
		join conversations c on c.organisation = n.organisation and c.id = n.conversation
		left join memberships m on m.conversation = n.conversation and m.user_id = n.user_id and m.ended_at is null
		left join read_positions r on r.organisation = n.organisation and r.user_id = n.user_id and r.conversation = n.conversation
		left join notification_settings w on w.organisation = n.organisation and w.user_id = n.user_id
		left join log_rows l on l.document = 'c/' || n.conversation || '/' || n.volume and l.seq = n.seq
		left join log_payloads p on p.document = l.document and p.seq = l.seq`;
}

/** ms until the next one is due; null when nothing waits. */
export async function nextDueIn(sql: Sql, serverKey: string): Promise<number | null> {
	const [next] = await sql<{ wait: number | null }[]>`
		select (extract(epoch from min(n.due_at) - now()) * 1000)::float8 as wait from push_notices n
		join push_subscriptions s on s.session = n.session
		where n.state <> 'shown' and s.server_key = ${serverKey}`;
	return next?.wait ?? null;
}

/** Unless a newer message came meanwhile. */
export async function dropNotice(sql: Sql, notice: DueNotice): Promise<void> {
	const { organisation, session, conversation, volume, client, clock, count, state } = notice;
	await sql`
		delete from push_notices
		where organisation = ${organisation} and session = ${session} and conversation = ${conversation}
			and (volume, client, clock, count) = (${volume}, ${client}, ${clock}, ${count})
			and (state = ${state} or state = 'close')`;
}

/** It was sent. A newer message that came meanwhile stays due. */
export async function noticeSent(sql: Sql, notice: DueNotice, apartMs: number): Promise<void> {
	const { organisation, session, conversation, volume, client, clock, count } = notice;
	await sql`
		update push_notices set sent_at = now(), tries = 0,
			state = case when state = 'due' and (volume, client, clock, count) = (${volume}, ${client}, ${clock}, ${count})
				then 'shown' else state end,
			due_at = case when state = 'due' then now() + ${apartMs} * interval '1 ms' else now() end
		where organisation = ${organisation} and session = ${session} and conversation = ${conversation}`;
}

export async function noticeLater(sql: Sql, notice: DueNotice, waitMs: number, tries: number): Promise<void> {
	const { organisation, session, conversation } = notice;
	await sql`
		update push_notices set tries = ${tries}, due_at = now() + ${waitMs} * interval '1 ms'
		where organisation = ${organisation} and session = ${session} and conversation = ${conversation}`;
}

/** What waited for the end of this person's attention is due. */
export async function attentionEnded(sql: Sql, user: string, { settleMs, apartMs }: Pace): Promise<void> {
	await sql`
		update push_notices set due_at = least(due_at,
			greatest(now() + ${settleMs} * interval '1 ms', sent_at + ${apartMs} * interval '1 ms'))
		where user_id = ${user} and state = 'due' and tries = 0
			and not exists (select 1 from attention a where a.user_id = ${user} and a.until > now())`;
}

/** What this person has read, muted or left is closed where it shows, and forgotten where it was never sent. */
export async function closeStale(sql: Sql, users: readonly string[], conversation: string): Promise<void> {
	await sql`
		with stale as (
			select n.organisation, n.session, n.conversation, n.sent_at from push_notices n
			left join read_positions r on r.organisation = n.organisation and r.user_id = n.user_id and r.conversation = n.conversation
			left join memberships m on m.conversation = n.conversation and m.user_id = n.user_id and m.ended_at is null
			where n.conversation = ${conversation} and n.user_id = any(${[...users]}::uuid[]) and n.state <> 'close'
				and (m.user_id is null or r.muted or (r.volume, r.position) >= (n.volume, n.position))
			for update of n
		), forgotten as (
			delete from push_notices n using stale s
			where s.sent_at is null and n.organisation = s.organisation and n.session = s.session and n.conversation = s.conversation
		)
		update push_notices n set state = 'close', tries = 0, due_at = now() from stale s
		where s.sent_at is not null and n.organisation = s.organisation and n.session = s.session and n.conversation = s.conversation`;
}
