import type { ConversationEvent, MessageEvent, SystemEvent } from './events.ts';
import { itemKey, type TimelineItem } from './timeline.ts';

const NO_FILES: TimelineItem['files'] = [];

/** The fold's own, mutable record of one clock that may show in the timeline. `view()` is its immutable picture. */
export class FoldEntry {
	readonly volume: number;
	readonly client: number;
	readonly clock: number;
	readonly author: string;
	at: number;
	receivedAt: number | null;
	readonly restored: TimelineItem['restored'];
	position: number | null;
	/** The event as it stands in the log; null once redacted. */
	event: MessageEvent | SystemEvent | null;
	body = '';
	history: { body: string; at: number }[] = [];
	deleted = false;
	erased: TimelineItem['erased'] = null;
	/** A redacted clock shows only when a delete names it (edits are redacted too); a copy only when its original does not. */
	hidden: boolean;
	/** emoji -> user ids, in the order of reacting. */
	reactions = new Map<string, Set<string>>();
	/** Those of others, by `emoji user`, in the order of reacting. */
	#reactedAt = new Map<string, { emoji: string; user: string; at: number }>();
	/** One's own events on this one that the ledger does not name yet. */
	overlay: ConversationEvent[] = [];
	/** When the text that shows was written, once there was an edit. */
	#writtenAt: number | null = null;
	/** Index in the list of what shows; -1 while hidden there, null before it was listed. */
	shownAt: number | null = null;
	onTouch: (() => void) | null = null;
	#view: TimelineItem | null = null;

	constructor(
		place: { volume: number; client: number; clock: number; author: string },
		named: { receivedAt: number; position: number; restored: TimelineItem['restored'] } | null,
		event: MessageEvent | SystemEvent | null,
	) {
		this.volume = place.volume;
		this.client = place.client;
		this.clock = place.clock;
		this.author = place.author;
		this.receivedAt = named?.receivedAt ?? null;
		this.position = named?.position ?? null;
		this.restored = named?.restored ?? null;
		this.event = event;
		this.hidden = event === null;
		this.at = event?.at ?? named?.receivedAt ?? 0;
		if (event?.k === 'm') this.body = event.b;
	}

	get ref(): string {
		return `${this.client}:${this.clock}`;
	}

	/** Call after any change. */
	touch(): void {
		this.#view = null;
		this.onTouch?.();
	}

	edit(body: string, at: number): void {
		this.history.push({ body: this.body, at: this.#writtenAt ?? this.at });
		this.#writtenAt = at;
		this.body = body;
		this.touch();
	}

	/** From now on nothing of the text is left here; the same on replicas that saw it and on those that did not. */
	remove(): void {
		this.deleted = true;
		this.hidden = false;
		this.body = '';
		this.history = [];
		this.event = null;
		this.reactions.clear();
		this.#reactedAt.clear();
		if (this.receivedAt !== null) this.at = this.receivedAt;
		this.touch();
	}

	/** SPEC G4: as `remove`, and says why. */
	erase(request: number, at: number): void {
		this.erased ??= { request, at };
		this.remove();
	}

	/** @param at the relay's clock, ms */
	react(emoji: string, user: string, on: boolean, at: number): void {
		const name = `${emoji} ${user}`;
		this.#reactedAt.delete(name);
		if (on && user !== this.author) this.#reactedAt.set(name, { emoji, user, at });
		const users = this.reactions.get(emoji) ?? new Set();
		if (on) users.add(user);
		else users.delete(user);
		if (users.size > 0) this.reactions.set(emoji, users);
		else this.reactions.delete(emoji);
		this.touch();
	}

	view(self: string): TimelineItem {
		return (this.#view ??= this.#picture(self));
	}

	#picture(self: string): TimelineItem {
		let { body, deleted } = this;
		let writtenAt = this.#writtenAt ?? this.at;
		const history = [...this.history];
		const reactions = new Map([...this.reactions].map(([emoji, users]) => [emoji, new Set(users)]));
		for (const event of this.overlay) {
			if (event.k === 'e') {
				history.push({ body, at: writtenAt });
				({ b: body, at: writtenAt } = event);
			} else if (event.k === 'd') deleted = true;
			else if (event.k === 'r') {
				const users = reactions.get(event.e) ?? new Set();
				if (event.on) users.add(self);
				else users.delete(self);
				reactions.set(event.e, users);
			}
		}
		const lastReaction = deleted ? undefined : [...this.#reactedAt.values()].at(-1);
		const message = this.event?.k === 'm' ? this.event : undefined;
		return {
			key: itemKey(this.volume, this.client, this.clock),
			volume: this.volume,
			client: this.client,
			clock: this.clock,
			kind: this.event?.k === 's' ? 'system' : 'message',
			author: this.author,
			at: this.at,
			...(message?.tz !== undefined && { offset: message.tz }),
			receivedAt: this.receivedAt,
			position: this.position,
			state: this.receivedAt === null ? 'pending' : 'stored',
			body: deleted ? '' : body,
			files: (!deleted && message?.fi) || NO_FILES,
			history: deleted ? [] : history,
			changePending: this.overlay.length > 0,
			deleted,
			erased: this.erased,
			restored: this.restored,
			reactions: deleted
				? []
				: [...reactions]
						.filter(([, users]) => users.size > 0)
						.map(([emoji, users]) => ({ emoji, users: [...users] })),
			...(lastReaction && { lastReaction }),
			re: message?.re ?? null,
			forwarded: (!deleted && message?.fw) || null,
			system: this.event?.k === 's' ? this.event : null,
		};
	}
}
