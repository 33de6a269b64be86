/** Everything of one person on one device: conversations, people, queue and connection. One per tab. */
import { directMessageId, uuidv7 } from '#lib/domain/conversation-id.ts';
import { CHANNEL_NAME, MAX_NAME_LENGTH, type Command, type ContactCommand } from '#lib/protocol/commands.ts';
import type {
	AutoReply,
	Contacts,
	NotificationSettings,
	Person,
	Posting,
	Profile,
	RoomRole,
} from '#lib/protocol/workspace.ts';
import type { Account } from './account.ts';
import { Conversation } from './conversation.ts';
import type { Environment } from './environment.ts';
import type { OwnUploads } from './files/own-uploads.ts';
import type { OpenMedia } from './files/open-media.ts';
import type { Presence } from './presence.ts';
import type { WorkspaceSearch } from './search/workspace-search.ts';
import type {
	ConnectionStatus,
	ConversationSummary,
	Notice,
	StorageStatus,
	UndeliveredText,
} from './summaries.ts';
import type { Told } from './told-list.ts';
import type { UnsentDesk } from './unsent/unsent-desk.ts';
import { WorkspaceEngine, type News } from './workspace-engine.ts';

export type CreateError = 'name-needed' | 'name-invalid' | 'members-needed' | 'unknown-person';
export type CreateResult = { ok: true; id: string } | { ok: false; error: CreateError };
export type SignOutResult = { ok: true } | { ok: false; unsent: number };

/** A command without what every command has. */
type Fields<One = Command> = One extends Command ? Omit<One, 'id' | 'at'> : never;

export class Workspace {
	readonly #engine: WorkspaceEngine;
	readonly #environment: Environment;
	#lastId = 0;

	/**
	 * Reads what the device has; never waits for the network. Rejects with the store's error where the browser stores nothing.
	 * `browserEnvironment()` is the environment of a page.
	 */
	static async open(account: Account, environment: Environment): Promise<Workspace> {
		return new Workspace(await WorkspaceEngine.open(account, environment), environment);
	}

	private constructor(engine: WorkspaceEngine, environment: Environment) {
		this.#engine = engine;
		this.#environment = environment;
	}

	get account(): Account {
		return this.#engine.account;
	}

	/** People by id, closed accounts too. */
	get alertsHeard(): number {
		return this.#engine.alertsHeard;
	}

	get directory(): ReadonlyMap<string, Person> {
		return this.#engine.directory;
	}

	get organisationName(): string {
		return this.#engine.parts.copy.server?.organisation.name ?? this.account.organisation.name;
	}

	/** Null where there is no index. */
	get search(): WorkspaceSearch | null {
		return this.#engine.search?.search ?? null;
	}

	/** Bytes of files that were seen here; null where there is no such cache. */
	get media(): OpenMedia | null {
		return this.#engine.media;
	}

	/** Newest activity first. Replaced when anything changed. */
	list(): readonly ConversationSummary[] {
		return this.#engine.parts.summaries.list();
	}

	get connection(): ConnectionStatus {
		return this.#engine.connection.status;
	}

	get storage(): StorageStatus {
		return this.#engine.storageStatus;
	}

	/** Refused commands, until dismissed. */
	get notices(): readonly Notice[] {
		return this.#engine.parts.notices.all;
	}

	/** What the notification centre lists, newest first. Replaced when anything changed. */
	get told(): readonly Told[] {
		return this.#engine.parts.told.list();
	}

	get notificationSettings(): NotificationSettings {
		return this.#engine.parts.copy.notifications;
	}

	setNotifications(settings: Pick<NotificationSettings, 'level' | 'showText'>): void {
		this.#enqueue({ kind: 'notifications.set', ...settings });
	}

	/** What others see of the person, with what is queued here. */
	get profile(): Profile {
		return this.#engine.parts.copy.profile;
	}

	setProfile({ title, zone }: Profile): void {
		this.#enqueue({ kind: 'profile.set', title: title.trim(), zone });
	}

	/** Needs the network. @param photo as `drawPhoto` makes it; null takes the present one away. Answers whether the server has taken it. */
	setPhoto(photo: Uint8Array | null): Promise<boolean> {
		return this.#engine.parts.server.setPhoto(photo);
	}

	/** What the server says for the person while he is away, with what is queued here. */
	get autoReply(): AutoReply & { queued: boolean } {
		const { autoReply, autoReplyIsQueued } = this.#engine.parts.copy;
		return { ...autoReply, queued: autoReplyIsQueued };
	}

	/** With what is queued here. */
	get contacts(): Contacts {
		return this.#engine.parts.copy.contacts;
	}

	changeContact(kind: ContactCommand['kind'], user: string): void {
		this.#enqueue({ kind, user });
	}

	needContacts(on: boolean): void {
		this.#enqueue({ kind: 'contacts.need', on });
	}

	setAutoReply({ on, text, until }: AutoReply): void {
		this.#enqueue({ kind: 'auto-reply.set', on, text: text.trim(), until });
	}

	/** Everything that is listed now counts as seen, on all devices. */
	markAllTold(): void {
		const through = Math.max(0, ...this.told.map(({ at }) => at));
		if (through > this.notificationSettings.seenThrough)
			this.#enqueue({ kind: 'notifications.seen', through });
	}

	dismissNotice(id: string): void {
		void this.#engine.parts.notices.dismiss(id).catch(() => {});
		this.#engine.changed();
	}

	/** Who is connected; nobody is known to be while this device is offline. */
	get presence(): Pick<Presence, 'of' | 'watch' | 'setShown'> {
		return this.#engine.parts.presence;
	}

	/** Texts that stand in no conversation any more ("you were removed …"). */
	get undelivered(): readonly UndeliveredText[] {
		return this.#engine.parts.undelivered.texts;
	}

	/** What only this device has: what waits, what was refused, and carrying it elsewhere. */
	get unsent(): UnsentDesk {
		return this.#engine.unsent;
	}

	/** How files that were sent from here stand; null where none can be sent. */
	get uploads(): OwnUploads | null {
		return this.#engine.parts.files?.uploads ?? null;
	}

	/** Calls when such a file stands otherwise. */
	onUpload(listener: (id: string) => void): void {
		this.#engine.parts.files?.listen(listener);
	}

	/** Asks the browser not to delete what is here. Null: it does not say. */
	askToPersist(): Promise<boolean | null> {
		return this.#engine.askToPersist();
	}

	/** Calls after changes, at most once per turn of the event loop. */
	subscribe(listener: (news: News) => void): () => void {
		return this.#engine.subscribe(listener);
	}

	/** Undefined for an unknown one. Closed with its `close()`. */
	openConversation(id: string): Conversation | undefined {
		const host = this.#engine.pages.open(id);
		return host && new Conversation(id, host);
	}

	/** All of it, seen or not, as soon as it is read from the disk. */
	markRead(id: string): void {
		const conversation = this.openConversation(id);
		if (!conversation) return;
		const read = () => {
			if (!conversation.loaded) return;
			stop();
			conversation.markRead();
			conversation.close();
		};
		const stop = conversation.subscribe(read);
		read();
	}

	/** A private room with a free name. */
	createGroup(group: { name: string; topic?: string; memberIds: readonly string[] }): CreateResult {
		const name = group.name.trim();
		if (name === '') return { ok: false, error: 'name-needed' };
		if (name.length > MAX_NAME_LENGTH) return { ok: false, error: 'name-invalid' };
		if (group.memberIds.length === 0) return { ok: false, error: 'members-needed' };
		return this.#create({ ...group, name, visibility: 'private', channel: false });
	}

	createChannel(channel: {
		name: string;
		topic?: string;
		visibility: 'public' | 'private';
		memberIds: readonly string[];
	}): CreateResult {
		const name = channel.name.trim();
		if (name === '') return { ok: false, error: 'name-needed' };
		if (!CHANNEL_NAME.test(name)) return { ok: false, error: 'name-invalid' };
		return this.#create({ ...channel, name, channel: true });
	}

	/** The existing direct message, or a new one. */
	openDm(userId: string): CreateResult {
		const { user, organisation } = this.account;
		if (userId === user || !this.directory.has(userId)) return { ok: false, error: 'unknown-person' };
		const conversation = directMessageId(organisation.id, user, userId);
		if (!this.#engine.parts.copy.conversations.has(conversation))
			this.#enqueue({
				kind: 'conversation.create',
				conversation,
				type: 'dm',
				visibility: 'private',
				channel: false,
				name: '',
				topic: '',
				members: [userId],
			});
		return { ok: true, id: conversation };
	}

	addMember(conversation: string, user: string): void {
		this.#enqueue({ kind: 'member.add', conversation, user });
	}

	removeMember(conversation: string, user: string): void {
		this.#enqueue({ kind: 'member.remove', conversation, user });
	}

	join(conversation: string): void {
		this.#enqueue({ kind: 'conversation.join', conversation });
	}

	leave(conversation: string): void {
		this.#enqueue({ kind: 'conversation.leave', conversation });
	}

	setRole(conversation: string, user: string, role: RoomRole): void {
		this.#enqueue({ kind: 'member.role', conversation, user, role });
	}

	mute(conversation: string, on: boolean): void {
		this.#enqueue({ kind: 'conversation.mute', conversation, on });
	}

	pin(conversation: string, on: boolean): void {
		this.#enqueue({ kind: 'conversation.pin', conversation, on });
	}

	/** For everybody. */
	closeRoom(conversation: string): void {
		this.#enqueue({ kind: 'conversation.close', conversation });
	}

	/** Who writes new messages there. */
	setPosting(conversation: string, by: Posting): void {
		this.#enqueue({ kind: 'conversation.posting', conversation, by });
	}

	rename(conversation: string, name: string, topic: string): void {
		this.#enqueue({ kind: 'conversation.rename', conversation, name: name.trim(), topic: topic.trim() });
	}

	/** Removes a conversation whose creation was refused, with its texts. */
	async discardConversation(id: string): Promise<void> {
		await this.#engine.discardConversation(id);
	}

	tryNow(): void {
		this.#engine.parts.multiplexer.tryNow();
	}

	/**
	 * Removes all local data of the person from this browser. With unsent items it does nothing unless they may be discarded.
	 * `endSession: false` where the page ends the session itself, here or everywhere.
	 */
	async signOut({
		discardUnsent,
		endSession = true,
	}: {
		discardUnsent: boolean;
		endSession?: boolean;
	}): Promise<SignOutResult> {
		const unsent =
			this.connection.unsent +
			this.undelivered.length +
			this.#engine.parts.shelf.traySize +
			(this.uploads?.unfinished ?? 0);
		if (unsent > 0 && !discardUnsent) return { ok: false, unsent };
		await this.#engine.eraseAll(endSession);
		return { ok: true };
	}

	/** The tab closes; nothing is removed. */
	async close(): Promise<void> {
		await this.#engine.close();
	}

	#create(room: {
		name: string;
		topic?: string;
		visibility: 'public' | 'private';
		channel: boolean;
		memberIds: readonly string[];
	}): CreateResult {
		const { user } = this.account;
		const members = [...new Set(room.memberIds)].filter((id) => id !== user);
		if (members.some((id) => !this.directory.has(id))) return { ok: false, error: 'unknown-person' };
		const conversation = this.#newId();
		const { name, visibility, channel } = room;
		const topic = room.topic?.trim() ?? '';
		this.#enqueue({
			kind: 'conversation.create',
			conversation,
			type: 'room',
			visibility,
			channel,
			name,
			topic,
			members,
		});
		return { ok: true, id: conversation };
	}

	#enqueue(fields: Fields): void {
		const at = this.#environment.clock.now();
		this.#engine.enqueue({ id: this.#newId(), at, ...fields });
	}

	/** Ids sort in the order of making, also within a millisecond and when the clock steps back. */
	#newId(): string {
		const { clock, randomness } = this.#environment;
		this.#lastId = Math.max(clock.now(), this.#lastId + 1);
		return uuidv7(this.#lastId, randomness.bytes(10));
	}
}
