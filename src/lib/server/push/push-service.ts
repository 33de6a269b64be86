/** The loop beside the relay (SPEC B2): hears of commits, reads, mutes and removals, and sends what is due. */
import type { Sql } from 'postgres';
import { LOG_CHANNEL, NOTIFY_CHANNEL, type Notification } from '#lib/protocol/notifications.ts';
import { attentionEnded, closeStale, nextDueIn, type Pace } from './due-notices.ts';
import { NoticeFeed } from './notice-feed.ts';
import { NoticeSender } from './notice-sender.ts';
import { PushPost } from './post-push.ts';
import type { VapidKeys } from './vapid.ts';

/** Commits of so long are looked at together. */
const GATHER_MS = 250;
/** After a failure of the database. */
const REST_MS = 5_000;
const LONGEST_SLEEP_MS = 60_000;
/** More than that at a time, and the cursors say what is missing. */
const MOST_WAITING = 10_000;
export const PACE: Pace = { settleMs: 3_000, apartMs: 10_000 };

export interface PushOptions {
	sql: Sql;
	keys: VapidKeys;
	/** Origins of push services besides the public ones. */
	allowed: readonly string[];
	log: { warn(fields: object, message: string): void };
	/** Only tests are in a hurry. */
	pace?: Pace;
	post?: Pick<PushPost, 'send'>;
}

export class PushService {
	readonly #options: PushOptions;
	readonly #feed: NoticeFeed;
	readonly #sender: NoticeSender;
	readonly #documents = new Set<string>();
	#stale: { users: string[]; conversation: string }[] = [];
	readonly #freed = new Set<string>();
	#isBehind = true;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#wakeAt = Infinity;
	#running: Promise<void> | null = null;
	#isAsked = false;
	#isStopped = false;
	readonly #listening: { unlisten(): Promise<void> }[] = [];

	constructor(options: PushOptions) {
		this.#options = options;
		const { sql, keys, allowed, log, pace = PACE } = options;
		this.#feed = new NoticeFeed(sql, pace);
		const post = options.post ?? new PushPost(keys, allowed);
		this.#sender = new NoticeSender({ sql, post, serverKey: keys.publicKey, apartMs: pace.apartMs, log });
	}

	async start(): Promise<void> {
		const { sql, log } = this.#options;
		// Notifications that were missed while the connection was gone are in the tables.
		const again = () => {
			this.#isBehind = true;
			this.#wakeIn(0);
		};
		this.#listening.push(
			await sql.listen(
				NOTIFY_CHANNEL,
				(payload) => {
					try {
						this.#hear(JSON.parse(payload) as Notification);
					} catch (error) {
						log.warn({ error: String(error) }, 'a notification could not be read');
					}
				},
				again,
			),
			await sql.listen(LOG_CHANNEL, (payload) => this.#appended(payload.split(' ').slice(1))),
		);
		this.#wakeIn(0);
	}

	async stop(): Promise<void> {
		this.#isStopped = true;
		clearTimeout(this.#timer);
		await Promise.all(this.#listening.map((one) => one.unlisten()));
		await this.#running;
	}

	#appended(documents: readonly string[]): void {
		for (const document of documents) {
			if (this.#documents.size >= MOST_WAITING) this.#isBehind = true;
			else if (document.startsWith('c/')) this.#documents.add(document);
		}
		this.#wakeIn(GATHER_MS);
	}

	#hear(change: Notification): void {
		if (change.type === 'read') this.#stale.push({ users: [change.user], conversation: change.conversation });
		else if (change.type === 'conversation')
			this.#stale.push({ users: change.users, conversation: change.conversation });
		else if (change.type === 'attention') this.#freed.add(change.user);
		else return;
		this.#wakeIn(GATHER_MS);
	}

	#wakeIn(ms: number): void {
		if (this.#isStopped) return;
		const at = Date.now() + ms;
		if (this.#running) this.#isAsked = true;
		else if (at < this.#wakeAt) {
			clearTimeout(this.#timer);
			this.#wakeAt = at;
			this.#timer = setTimeout(() => this.#wake(), ms);
		}
	}

	#wake(): void {
		this.#wakeAt = Infinity;
		this.#isAsked = false;
		this.#running = this.#run()
			.catch((error: unknown) => {
				this.#isBehind = true;
				this.#options.log.warn({ error: String(error) }, 'notifications wait for the database');
				return REST_MS;
			})
			.then((wait) => {
				this.#running = null;
				this.#wakeIn(this.#isAsked ? Math.min(wait, GATHER_MS) : wait);
			});
	}

	/** Answers how long to sleep, ms. */
	async #run(): Promise<number> {
		const { sql, keys, pace = PACE } = this.#options;
		if (this.#isBehind) {
			this.#isBehind = false;
			for (const document of await this.#feed.behind()) this.#documents.add(document);
		}
		const documents = [...this.#documents];
		this.#documents.clear();
		for (const document of await this.#feed.wanted(documents)) {
			if (this.#isStopped) return 0;
			await this.#feed.take(document);
		}
		for (const { users, conversation } of this.#stale.splice(0)) await closeStale(sql, users, conversation);
		for (const user of this.#freed) {
			this.#freed.delete(user);
			await attentionEnded(sql, user, pace);
		}
		while (!this.#isStopped && (await this.#sender.sendDue()));
		const next = await nextDueIn(sql, keys.publicKey);
		return next === null ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(20, next));
	}
}
