/** The list of conversations: computed from documents where they are read, from what was stored before where they are not, so that a start does not wait. */
import type { Person, WorkspaceConversation } from '#lib/protocol/workspace.ts';
import type { Clock } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { ReadMarks } from './read-marks.ts';
import type { Shelf } from './shelf.ts';
import type { ConversationSummary, LastMessage } from './summaries.ts';
import type { WorkspaceCopy } from './workspace-copy.ts';

/** What is stored of a summary: the rest is in the workspace's copy. */
interface Remembered {
	lastMessage: LastMessage | null;
	unread: number;
}

export interface SummaryListOptions {
	self: string;
	store: KeyValueStore;
	clock: Clock;
	copy: WorkspaceCopy;
	shelf: Shelf;
	marks: ReadMarks;
	personOf(user: string): Person | undefined;
}

const PREFIX = 'summary/';
const STORE_AFTER_MS = 1_000;

export class SummaryList {
	readonly #options: SummaryListOptions;
	readonly #remembered = new Map<string, Remembered>();
	readonly #summaries = new Map<string, ConversationSummary>();
	readonly #unstored = new Set<string>();
	#list: readonly ConversationSummary[] | null = null;
	#cancelStore: (() => void) | null = null;

	constructor(options: SummaryListOptions) {
		this.#options = options;
	}

	async load(): Promise<void> {
		for (const [key, value] of await this.#options.store.entries(PREFIX))
			this.#remembered.set(key.slice(PREFIX.length), value as Remembered);
	}

	/** Something about this conversation changed; without an id, about any of them. */
	changed(conversation?: string): void {
		this.#list = null;
		if (conversation === undefined) this.#summaries.clear();
		else this.#summaries.delete(conversation);
	}

	list(): readonly ConversationSummary[] {
		this.#list ??= [...this.#options.copy.conversations.keys()]
			.map((id) => this.get(id)!)
			.sort((one, other) => other.activityAt - one.activityAt || (one.id < other.id ? -1 : 1));
		return this.#list;
	}

	get(id: string): ConversationSummary | undefined {
		const known = this.#summaries.get(id);
		if (known) return known;
		const conversation = this.#options.copy.conversations.get(id);
		if (!conversation) return undefined;
		const summary = this.#summaryOf(conversation);
		this.#summaries.set(id, summary);
		return summary;
	}

	/** It is gone from this device; what has to be stored about that. */
	forget(id: string): { key: string; value: undefined } {
		this.#remembered.delete(id);
		this.#unstored.delete(id);
		this.changed(id);
		return { key: PREFIX + id, value: undefined };
	}

	stop(): void {
		this.#cancelStore?.();
	}

	#summaryOf(conversation: WorkspaceConversation): ConversationSummary {
		const { self, copy, shelf } = this.#options;
		const { id, kind, visibility, channel, topic, members } = conversation;
		const { apart = false, muted = false, pinned = false, posting = 'all' } = conversation;
		const { lastMessage, unread } = this.#contentOf(id);
		const joining = copy.isJoining(id);
		const activityAt = Math.max(lastMessage?.at ?? 0, conversation.createdAt);
		return {
			id,
			kind,
			visibility,
			channel,
			name: kind === 'dm' ? this.#otherName(conversation) : conversation.name,
			topic,
			memberIds: members.map(({ user }) => user),
			adminIds: members.filter(({ role }) => role === 'ADMIN').map(({ user }) => user),
			apart,
			muted,
			pinned,
			posting,
			myRole: joining ? null : (members.find(({ user }) => user === self)?.role ?? null),
			joining,
			lastMessage,
			activityAt,
			activeAt: Math.max(activityAt, conversation.activeAt ?? 0),
			unread,
			unsent: shelf.get(id)?.unsent ?? 0,
			creation: copy.creationOf(id),
			volume: shelf.get(id)?.newest ?? conversation.volume,
		};
	}

	#contentOf(id: string): Remembered {
		const { copy, shelf, marks } = this.#options;
		const before = this.#remembered.get(id) ?? { lastMessage: null, unread: 0 };
		const set = shelf.get(id);
		if (!set?.loaded) return before;
		const content: Remembered = {
			// A volume that was opened just now has no message yet; the last one of the volume before still is the last.
			lastMessage: set.lastMessage() ?? before.lastMessage,
			unread: copy.isMember(id) ? set.unread(marks.of(id)) : 0,
		};
		if (JSON.stringify(content) !== JSON.stringify(before)) {
			this.#remembered.set(id, content);
			this.#unstored.add(id);
			this.#cancelStore ??= this.#options.clock.after(STORE_AFTER_MS, () => this.#store());
		}
		return content;
	}

	#otherName({ members }: WorkspaceConversation): string {
		const { self, personOf } = this.#options;
		const other = members.find(({ user }) => user !== self)?.user;
		return (other && personOf(other)?.name) ?? '';
	}

	#store(): void {
		this.#cancelStore = null;
		const changes = [...this.#unstored].map((id) => ({ key: PREFIX + id, value: this.#remembered.get(id) }));
		this.#unstored.clear();
		// It can be computed again; a failed write costs nothing but that.
		void this.#options.store.write(changes).catch(() => {});
	}
}
