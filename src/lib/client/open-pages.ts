/** Conversations that a page of this tab shows. What the person only reads is synced while a page shows it, and no longer. */
import type { ConversationHost } from './conversation.ts';
import type { Drafts } from './drafts.ts';
import type { OwnFiles } from './files/open-files.ts';
import type { ReadMarks } from './read-marks.ts';
import type { Readers } from './readers.ts';
import type { ServerLink } from './server-link.ts';
import type { Shelf } from './shelf.ts';
import type { ToldList } from './told-list.ts';
import type { ConversationSummary } from './summaries.ts';
import type { SummaryList } from './summary-list.ts';
import type { WorkspaceCopy } from './workspace-copy.ts';

export interface OpenPagesOptions {
	now(): number;
	offset(at: number): number;
	copy: WorkspaceCopy;
	shelf: Shelf;
	summaries: SummaryList;
	told: ToldList;
	drafts: Drafts;
	marks: ReadMarks;
	readers: Readers;
	server: ServerLink;
	files: OwnFiles | null;
	connect(conversation: string): void;
	subscribe(listener: () => void): () => void;
}

/** Of a conversation that is gone while its page is still there. */
const GONE: Omit<ConversationSummary, 'id'> = {
	kind: 'room',
	visibility: 'private',
	channel: false,
	name: '',
	topic: '',
	memberIds: [],
	adminIds: [],
	muted: false,
	pinned: false,
	posting: 'all',
	myRole: null,
	joining: false,
	lastMessage: null,
	activityAt: 0,
	activeAt: 0,
	unread: 0,
	unsent: 0,
	creation: 'accepted',
	volume: 0,
};

export class OpenPages {
	readonly #options: OpenPagesOptions;
	readonly #counts = new Map<string, number>();

	constructor(options: OpenPagesOptions) {
		this.#options = options;
	}

	/** Undefined for an unknown conversation. */
	open(id: string): ConversationHost | undefined {
		const {
			copy,
			shelf,
			summaries,
			told,
			drafts,
			marks,
			readers,
			server,
			files,
			now,
			offset,
			connect,
			subscribe,
		} = this.#options;
		const conversation = copy.conversations.get(id);
		if (!conversation) return undefined;
		this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
		let volumes = shelf.open(id, conversation.volume);
		connect(id);
		readers.opened(id, copy.isMember(id));
		return {
			get volumes() {
				// A conversation that one was removed from begins anew when one may read it again.
				volumes = shelf.get(id) ?? volumes;
				return volumes;
			},
			now,
			offset,
			files: files?.desk ?? null,
			summary: () => summaries.get(id) ?? { ...GONE, id },
			mayWrite: () => copy.mayWrite(id),
			draft: () => drafts.of(id),
			draftIsShared: () => drafts.areShared,
			setDraft: (text) => drafts.set(id, text),
			draftStored: () => drafts.whenStored(),
			read: () => marks.of(id),
			readers: () => readers.of(id),
			askReaders: () => readers.ask(id),
			readersOf: (place) => server.fetchMessageReaders(id, place),
			setRead: (position) => {
				// Unread from here on purpose is no visit.
				if (position.mark === marks.of(id).mark) told.visited(id);
				marks.mark(id, position);
			},
			subscribe,
			closed: () => this.#close(id),
		};
	}

	shows(id: string): boolean {
		return this.#counts.has(id);
	}

	#close(id: string): void {
		const pages = (this.#counts.get(id) ?? 1) - 1;
		if (pages > 0) {
			this.#counts.set(id, pages);
			return;
		}
		this.#counts.delete(id);
		const { copy, shelf, readers } = this.#options;
		readers.closed(id);
		const set = shelf.get(id);
		if (!set) return;
		set.showNewestOnly();
		if (!copy.isSynced(id) && set.unsent === 0) void shelf.close(id);
	}
}
