/** Notifications of an open page that nobody looks at (F01), and their end when the conversation is read anywhere (F02). One tab of a browser does it. */
import { isWanted } from '#lib/domain/concern.ts';
import type { Concern } from '#lib/domain/concern.ts';
import type { PushedNotice } from '#lib/protocol/push.ts';
import type { NotificationSettings } from '#lib/protocol/workspace.ts';
import type { ConversationSummary } from './summaries.ts';
import type { Told } from './told-list.ts';

export interface Picture {
	summaries: readonly ConversationSummary[];
	told: readonly Told[];
	settings: NotificationSettings;
	/** All that the server has is here: before, what arrives is old. */
	isCurrent: boolean;
	/** Somebody looks at a page of this browser. */
	isLookedAt: boolean;
}

export interface NotifierPort {
	/** The words of a notice; the text only where it may show. */
	words(summary: ConversationSummary, kind: Concern, showText: boolean): { title: string; body: string };
	show(notice: PushedNotice): void;
	/** Closes what is shown of this conversation, if anything is. */
	close(conversation: string): void;
}

interface Seen {
	unread: number;
	/** Time of the newest line of the centre. */
	toldAt: number;
}

export class PageNotifier {
	readonly #port: NotifierPort;
	#seen: Map<string, Seen> | null = null;

	constructor(port: NotifierPort) {
		this.#port = port;
	}

	/** After every change. */
	take({ summaries, told, settings, isCurrent, isLookedAt }: Picture): void {
		const newest = new Map<string, Told>();
		for (const one of told)
			if (one.unread && one.conversation !== '' && one.kind !== 'reaction' && !newest.has(one.conversation))
				newest.set(one.conversation, one);
		const before = this.#seen;
		if (!before && !isCurrent) return;
		const now = new Map<string, Seen>();
		for (const summary of summaries) {
			const { id, unread, muted } = summary;
			const telling = newest.get(id);
			const was = before?.get(id) ?? { unread: 0, toldAt: 0 };
			const is = { unread, toldAt: Math.max(was.toldAt, telling?.at ?? 0) };
			now.set(id, is);
			// At the start too: what a push has shown may have been read since.
			if ((unread === 0 && !telling) || muted) {
				if (!before || was.unread > 0 || is.toldAt > 0) this.#close(id, was, before === null);
				continue;
			}
			if (!before || isLookedAt) continue;
			const isTold = telling !== undefined && is.toldAt > was.toldAt;
			if (!isTold && unread <= was.unread) continue;
			const kind: Concern = isTold && isConcern(telling.kind) ? telling.kind : 'message';
			if (!isWanted(kind, settings.level)) continue;
			const key = (isTold ? telling.key : summary.lastMessage?.key) ?? '';
			const words = this.#port.words(summary, kind, settings.showText && settings.textAllowed);
			this.#port.show({ conversation: id, key, ...words, count: Math.max(1, unread), kind });
		}
		this.#seen = now;
	}

	#close(conversation: string, was: Seen, isFirst: boolean): void {
		if (isFirst || was.unread > 0) this.#port.close(conversation);
	}
}

function isConcern(kind: Told['kind']): kind is Exclude<Told['kind'], 'reaction' | 'contact'> {
	return kind !== 'reaction' && kind !== 'contact';
}
