import { createSubscriber } from 'svelte/reactivity';
import { decodeMentions, EVERYONE } from '#lib/domain/mentions.ts';
import { common } from '#lib/i18n/common.ts';
import { photoPath } from '#lib/protocol/photos.ts';
import { TAKES_PART, type Person, type Role } from '#lib/protocol/workspace.ts';
import { browserClock } from './browser-environment.ts';
import { messageInWords } from './files/file-words.ts';
import { FileSource } from './files/source.ts';
import { keepUnchanged, type ConversationListing } from './conversation-list.ts';
import type { WriteError } from './conversation.ts';
import { ConversationView } from './conversation-view.svelte.ts';
import { UploadsView } from './files/uploads.svelte.ts';
import { mentionablesOf } from './mentionables.ts';
import { paced, type Paced } from './paced.ts';
import type { PresenceState } from './presence.ts';
import { ScrollMemory } from './scroll-memory.ts';
import type { ConversationSummary, ShownItem } from './summaries.ts';
import type { Told } from './told-list.ts';
import { Ticker } from './ticker.svelte.ts';
import { keepUnsentHint } from './unsent-hint.ts';
import type { RefusedItem, WaitingItem } from './unsent/unsent-items.ts';
import type { Workspace } from './workspace.ts';

/** The list and what follows from it are painted no more often, while conversations arrive by the hundred. */
const PAINT_EVERY_MS = 100;
/** How long "Up to date … Everything you wrote is stored" stands after trouble. */
const BACK_MS = 4_000;

/** The view-model of the application's pages: the workspace as Svelte sees it, and what the pages share. One per tab. */
export class WorkspaceView {
	readonly workspace: Workspace;
	readonly scroll = new ScrollMemory();
	/** Of the files that are sent from here. */
	readonly uploads: UploadsView;
	/** Those on a page, and what was closed since the last was opened. */
	#open: ConversationView[] = [];
	/** Where the bytes of files come from. */
	readonly files: FileSource;
	readonly #subscribe: () => void;
	readonly #minute = new Ticker(30_000);
	readonly #second = new Ticker(1_000);
	readonly #stopWatching: () => void;
	#update: (() => void) | null = null;
	readonly #paint: Paced;
	#backTimer: ReturnType<typeof setTimeout> | undefined;

	/** There was no connection since the last time all was well, or it has only just come back. */
	afterTrouble = $state(false);

	constructor(workspace: Workspace) {
		this.workspace = workspace;
		this.uploads = new UploadsView(
			workspace.uploads,
			(conversation, id) => void this.#stopSending(conversation, id),
		);
		workspace.onUpload((id) => this.uploads.changed(id));
		const { media } = workspace;
		this.files = new FileSource({
			cache: media?.cache ?? null,
			staged: (id) => this.uploads.stagedFile(id),
			fetch: (path, init) => fetch(path, init),
		});
		if (media) {
			media.onForgotten = (ids) => this.files.forget(ids);
			// Signing out in another tab ends this one too.
			media.onClosed = () => this.files.close();
		}
		this.#subscribe = createSubscriber((update) => {
			this.#update = update;
			return () => (this.#update = null);
		});
		this.#paint = paced(browserClock, PAINT_EVERY_MS, () => {
			this.#watch();
			this.#update?.();
		});
		this.#stopWatching = workspace.subscribe((news) =>
			news === 'any' ? this.#paint.hurry() : this.#paint.ask(),
		);
		this.#watch();
	}

	async close(): Promise<void> {
		this.#stopWatching();
		this.#paint.stop();
		clearTimeout(this.#backTimer);
		this.files.close();
		await this.workspace.close();
	}

	/** The other persons of direct messages: they stand in the list. */
	#watchList(): void {
		const users = this.workspace.list().flatMap((one) => (one.kind === 'dm' ? [this.otherOf(one)] : []));
		this.workspace.presence.watch(this, users);
	}

	#watch(): void {
		this.#watchList();
		const { state, unsent } = this.workspace.connection;
		keepUnsentHint(localStorage, unsent);
		if (state === 'syncing') {
			clearTimeout(this.#backTimer);
			this.#backTimer = undefined;
		} else if (state !== 'current') {
			clearTimeout(this.#backTimer);
			this.#backTimer = undefined;
			this.afterTrouble = true;
		} else if (this.afterTrouble) {
			this.#backTimer ??= setTimeout(() => {
				this.#backTimer = undefined;
				this.afterTrouble = false;
			}, BACK_MS);
		}
	}

	get self(): { id: string; name: string; role: Role } {
		this.#subscribe();
		const { user, name } = this.workspace.account;
		const known = this.workspace.directory.get(user);
		return { id: user, name: known?.name ?? name, role: known?.role ?? 'MEMBER' };
	}

	/** Grows whenever the server says that there is an alert. */
	get alertsHeard(): number {
		this.#subscribe();
		return this.workspace.alertsHeard;
	}

	get organisation(): string {
		this.#subscribe();
		return this.workspace.organisationName;
	}

	get connection() {
		this.#subscribe();
		return this.workspace.connection;
	}

	get storage() {
		this.#subscribe();
		return this.workspace.storage;
	}

	/** Commands that the server refused. */
	get notices() {
		this.#subscribe();
		return this.workspace.notices;
	}

	get told(): readonly Told[] {
		this.#subscribe();
		return this.workspace.told;
	}

	get notificationSettings() {
		this.#subscribe();
		return this.workspace.notificationSettings;
	}

	/** Lines of the notification centre that call for the person. */
	toldUnread = $derived(this.told.filter(({ unread, muted }) => unread && !muted).length);

	get contacts() {
		this.#subscribe();
		return this.workspace.contacts;
	}

	get profile() {
		this.#subscribe();
		return this.workspace.profile;
	}

	/** The address of a person's picture; undefined without one. */
	photoOf = (user: string): string | undefined => {
		const photo = this.personOf(user)?.photo;
		return photo && photoPath(photo);
	};

	get autoReply() {
		this.#subscribe();
		return this.workspace.autoReply;
	}

	get undelivered() {
		this.#subscribe();
		return this.workspace.undelivered;
	}

	/** What is sent by itself, oldest first. */
	get waiting(): readonly WaitingItem[] {
		this.#subscribe();
		return this.workspace.unsent.waiting();
	}

	/** Texts that were not delivered, wherever they lie. */
	get refused(): readonly RefusedItem[] {
		this.#subscribe();
		return this.workspace.unsent.refused();
	}

	get summaries(): readonly ConversationSummary[] {
		this.#subscribe();
		return this.workspace.list();
	}

	/** Colleagues with an account who take part in conversations, by name, without oneself. */
	get colleagues(): Person[] {
		this.#subscribe();
		const { user } = this.workspace.account;
		return [...this.workspace.directory.values()]
			.filter((person) => person.active && person.id !== user && TAKES_PART.has(person.role))
			.sort((a, b) => a.name.localeCompare(b.name));
	}

	/** Colleagues with whom there is no conversation yet. */
	get strangers(): Person[] {
		const known = this.listings.map(({ personId }) => personId);
		return this.colleagues.filter(({ id }) => !known.includes(id));
	}

	/** Everybody, closed accounts last. */
	get people(): Person[] {
		this.#subscribe();
		return [...this.workspace.directory.values()].sort(
			(a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name),
		);
	}

	#listed: readonly ConversationListing[] = [];
	listings: readonly ConversationListing[] = $derived.by(() => {
		const listings = this.summaries.map((summary) => this.#listing(summary));
		return (this.#listed = keepUnchanged(this.#listed, listings));
	});
	unread = $derived(this.summaries.reduce((sum, { unread, muted }) => sum + (muted ? 0 : unread), 0));

	/** The time for list lines and day names. */
	get now(): number {
		return this.#minute.now;
	}

	/** The time for a countdown. */
	get nowToTheSecond(): number {
		return this.#second.now;
	}

	/** Unknown for everybody while this device is offline, and for whom nothing here watches. */
	presenceOf = (user: string): PresenceState => {
		this.#subscribe();
		return this.workspace.presence.of(user);
	};

	/** These people's dots are on the screen; answers how to take it back. */
	watchPeople(users: readonly string[]): () => void {
		const asker = {};
		this.workspace.presence.watch(asker, users);
		return () => this.workspace.presence.watch(asker, []);
	}

	personOf(user: string): Person | undefined {
		this.#subscribe();
		return this.workspace.directory.get(user);
	}

	/** The name of a person, "Former colleague" for one that the directory does not know. */
	nameOf = (user: string): string => {
		this.#subscribe();
		const known = this.workspace.directory.get(user)?.name;
		return (
			known ?? (user === this.workspace.account.user ? this.workspace.account.name : common.formerColleague)
		);
	};

	/** The same, but "you" for the reader. */
	nameOrYou = (user: string): string =>
		user === this.workspace.account.user ? common.youInSentence : this.nameOf(user);

	/** The other person of a direct message; oneself in a note to self. */
	otherOf(summary: Pick<ConversationSummary, 'memberIds'>): string {
		const { user } = this.workspace.account;
		return summary.memberIds.find((member) => member !== user) ?? user;
	}

	titleOf(summary: ConversationSummary): string {
		return summary.kind === 'dm' ? summary.name || this.nameOf(this.otherOf(summary)) : summary.name;
	}

	/** Opens a conversation for a page; undefined when this device does not know it. Close it with the page. */
	openConversation(id: string): ConversationView | undefined {
		const conversation = this.workspace.openConversation(id);
		const { user } = this.workspace.account;
		if (!conversation) return undefined;
		const view = new ConversationView(conversation, user, {
			mentionables: (summary) => {
				this.#subscribe();
				return mentionablesOf(summary, this.workspace.directory, user);
			},
			labelOf: this.nameOrEveryone,
		});
		// What is closed keeps whole timelines.
		this.#open = [...this.#open.filter(({ closed }) => !closed), view];
		return view;
	}

	/** Only what a page shows can be taken back into its box. */
	async #stopSending(conversation: string, file: string): Promise<void> {
		const view = this.#open.find(({ closed, summary }) => !closed && summary.id === conversation);
		if (view) return view.stopSending(file);
		const opened = this.openConversation(conversation);
		await opened?.stopSending(file);
		opened?.close();
	}

	/** A body on one line, mentions as names. */
	readable(body: string): string {
		return decodeMentions(body, this.nameOrEveryone);
	}

	/** As mentions are read. */
	nameOrEveryone = (user: string): string => (user === EVERYONE ? EVERYONE : this.nameOf(user));
	/** Writes messages of `view` into other conversations, in their order (C07). Resolves when all are on this device: with the first reason why not, if there is one. */
	async forward(
		view: ConversationView,
		items: readonly ShownItem[],
		conversations: readonly string[],
	): Promise<WriteError | null> {
		let failed: WriteError | null = null;
		for (const id of conversations) {
			const isOpen = id === view.summary.id;
			const target = isOpen ? undefined : this.workspace.openConversation(id);
			for (const item of items) {
				const message = view.forwardOf(item);
				const written = isOpen ? view.writeForward(message) : target?.sendMessage(message);
				const result = (await written) ?? { ok: false, error: 'not-allowed' };
				if (!result.ok) failed ??= result.error;
			}
			target?.close();
		}
		return failed;
	}

	#listing(summary: ConversationSummary): ConversationListing {
		const last = summary.lastMessage;
		const mine = last?.author === this.workspace.account.user;
		const group = summary.kind === 'room';
		return {
			id: summary.id,
			section: group ? (summary.channel ? 'channels' : 'groups') : 'direct',
			title: this.titleOf(summary),
			personId: group ? null : this.otherOf(summary),
			at: last?.at ?? summary.activityAt,
			unread: summary.unread,
			private: summary.visibility === 'private',
			joined: summary.myRole !== null || summary.joining,
			muted: summary.muted,
			pinned: summary.pinned,
			members: summary.memberIds.length,
			pending: summary.creation === 'pending',
			refused: typeof summary.creation === 'object' ? summary.creation.refused : null,
			previewAuthor:
				last && !last.deleted ? (mine ? common.you : group ? firstName(this.nameOf(last.author)) : '') : '',
			preview: last
				? last.deleted
					? common.messageDeleted
					: messageInWords(last.files ?? [], decodeMentions(last.preview, this.nameOrEveryone))
				: '',
			ownState: mine ? ownState(last.state) : null,
		};
	}
}

function ownState(
	state: 'saving' | 'saved' | 'stored' | 'not-saved' | 'refused',
): ConversationListing['ownState'] {
	if (state === 'saving') return null;
	return state === 'not-saved' ? 'saved' : state;
}

function firstName(name: string): string {
	return name.split(/\s+/u)[0] ?? name;
}
