/** Sends what is due, after judging it once more (SPEC B5, B9). */
import type { Sql } from 'postgres';
import { isWanted } from '#lib/domain/concern.ts';
import { mentionedIn } from '#lib/domain/mentions.ts';
import { itemKey } from '#lib/domain/timeline.ts';
import type { PushPayload } from '#lib/protocol/push.ts';
import { eventsOfRow } from '#lib/protocol/row-events.ts';
import { claimDue, dropNotice, noticeLater, noticeSent, type DueNotice } from './due-notices.ts';
import { noticeWords } from './notice-words.ts';
import type { PushAnswer, PushPost } from './post-push.ts';

const AT_ONCE = 16;
const MOST_TRIES = 6;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3600_000;
/** Who looked at Parley all the time since has not missed it. */
const OLDEST_MS = 3600_000;
/** They show a notice of their own, or end the subscription, for a push that shows nothing. */
const SHOWS_ALWAYS = /(?:^|\.)push\.apple\.com$/;

export interface SenderOptions {
	sql: Sql;
	post: Pick<PushPost, 'send'>;
	serverKey: string;
	/** Between two pushes about a conversation. */
	apartMs: number;
	log: { warn(fields: object, message: string): void };
}

export class NoticeSender {
	readonly #options: SenderOptions;

	constructor(options: SenderOptions) {
		this.#options = options;
	}

	/** Takes what is due; false when nothing was. */
	async sendDue(): Promise<boolean> {
		const { sql, serverKey, log } = this.#options;
		const due = await claimDue(sql, serverKey, AT_ONCE);
		await Promise.all(
			due.map((notice) =>
				this.#handle(notice).catch((error: unknown) =>
					// It stays claimed, and comes again.
					log.warn({ error: String(error), conversation: notice.conversation }, 'a push was not sent'),
				),
			),
		);
		return due.length > 0;
	}

	async #handle(notice: DueNotice): Promise<void> {
		const { sql } = this.#options;
		if (!notice.isSignedIn) return dropNotice(sql, notice);
		const event = notice.payload
			? eventsOfRow(notice.payload).events.find(
					({ client, clock }) => client === notice.client && clock === notice.clock,
				)?.event
			: undefined;
		const isWelcome = notice.isMember && !notice.isMuted && isWanted(notice.kind, notice.level);
		if (notice.state === 'close' || notice.isRead || !isWelcome || !event) return this.#close(notice);
		const age = Date.now() - notice.receivedAt;
		if (notice.attendedUntil !== null) {
			if (age > OLDEST_MS) return this.#close(notice);
			return noticeLater(sql, notice, Math.max(250, notice.attendedUntil - Date.now() + 250), 0);
		}
		const by = event.k === 's' ? (event.by ?? '') : notice.author;
		const names = await this.#names(notice.organisation, [
			by,
			...(event.k === 'm' ? mentionedIn(event.b) : []),
		]);
		const nameOf = (user: string) => names.get(user) ?? 'somebody';
		const { kind, conversation, volume, client, clock, count } = notice;
		const author = names.get(by) ?? 'Somebody';
		const words = noticeWords({ ...notice, event, author, nameOf });
		const show = { conversation, key: itemKey(volume, client, clock), ...words, count, kind };
		await this.#send(notice, { v: 1, show }, kind === 'message' ? 'normal' : 'high');
	}

	/** Nothing is to show there any more. */
	async #close(notice: DueNotice): Promise<void> {
		const punishes = SHOWS_ALWAYS.test(new URL(notice.endpoint).hostname);
		if (!notice.isShown || punishes) return dropNotice(this.#options.sql, notice);
		await this.#send(notice, { v: 1, close: [notice.conversation] }, 'low');
	}

	async #send(notice: DueNotice, payload: PushPayload, urgency: 'low' | 'normal' | 'high'): Promise<void> {
		const { sql, post, apartMs, log } = this.#options;
		const { endpoint, p256dh, auth, conversation, session, tries } = notice;
		const answer = await post.send({ endpoint, p256dh, auth, payload, about: conversation, urgency });
		const verdict = verdictOn(answer);
		if (verdict === 'taken') {
			if ('close' in payload) return dropNotice(sql, notice);
			return noticeSent(sql, notice, apartMs);
		}
		const facts = { conversation, user: notice.user, status: answer.status, error: answer.error };
		if (verdict === 'gone') {
			await sql`delete from push_subscriptions where session = ${session} and endpoint = ${endpoint}`;
		} else if (verdict === 'later' && tries + 1 < MOST_TRIES)
			await noticeLater(sql, notice, retryIn(tries, answer.retryAfter), tries + 1);
		else {
			log.warn(facts, 'a push was given up');
			await dropNotice(sql, notice);
		}
	}

	async #names(organisation: string, users: readonly string[]): Promise<Map<string, string>> {
		const rows = await this.#options.sql<{ id: string; name: string }[]>`
			select id, name from users where organisation = ${organisation} and id::text = any(${[...users]}::text[])`;
		return new Map(rows.map(({ id, name }) => [id, name]));
	}
}

export function verdictOn({ status }: PushAnswer): 'taken' | 'gone' | 'later' | 'refused' {
	if (status >= 200 && status < 300) return 'taken';
	if (status === 404 || status === 410 || status === 403) return 'gone';
	return status === 0 || status === 429 || status >= 500 ? 'later' : 'refused';
}

/** ms. @param tries that failed before this one @param retryAfter seconds, as the service asks */
export function retryIn(tries: number, retryAfter: number | null): number {
	return Math.min(LONGEST_RETRY_MS, Math.max(FIRST_RETRY_MS * 2 ** tries, (retryAfter ?? 0) * 1000));
}
