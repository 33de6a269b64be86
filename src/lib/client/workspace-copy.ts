/** The device's copy of the workspace: what the server last said, what is queued, and what it refused to create. */
import type { Command } from '#lib/protocol/commands.ts';
import {
	DEFAULT_NOTIFICATIONS,
	NO_AUTO_REPLY,
	NO_CONTACTS,
	type AutoReply,
	type Contacts,
	type NotificationSettings,
	type Profile,
	type Workspace,
	type WorkspaceConversation,
} from '#lib/protocol/workspace.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';
import { withPendingContacts } from './pending-contacts.ts';
import { withPending } from './pending-commands.ts';
import type { CreationState } from './summaries.ts';

interface RefusedCreation {
	conversation: WorkspaceConversation;
	words: string;
}

const KEY = 'workspace';
const REFUSED = 'refused-creation/';

export class WorkspaceCopy {
	readonly #self: string;
	readonly #store: KeyValueStore;
	#server: Workspace | null = null;
	/** Creations that left the queue; the server's next answer lists them, unless they were refused. */
	readonly #created = new Map<string, { conversation: WorkspaceConversation; fetches: number }>();
	#refused = new Map<string, RefusedCreation>();
	#merged = new Map<string, WorkspaceConversation>();
	#pending: readonly Command[] = [];
	/** Decided, and the next answer of the server lists me there, or says that it did not come to it: how many fetches had begun. */
	readonly #joined = new Map<string, number>();

	constructor(self: string, store: KeyValueStore) {
		this.#self = self;
		this.#store = store;
	}

	get server(): Workspace | null {
		return this.#server;
	}

	/** With what is queued here. */
	get notifications(): NotificationSettings {
		const settings = { ...(this.#server?.notifications ?? DEFAULT_NOTIFICATIONS) };
		for (const command of this.#pending) {
			if (command.kind === 'notifications.set') {
				settings.level = command.level;
				settings.showText = command.showText;
			} else if (command.kind === 'notifications.seen')
				settings.seenThrough = Math.max(settings.seenThrough, command.through);
		}
		return settings;
	}

	/** With what is queued here. */
	get autoReply(): AutoReply {
		const queued = this.#pending.findLast((command) => command.kind === 'auto-reply.set');
		if (queued) return { on: queued.on, text: queued.text, until: queued.until };
		return this.#server?.autoReply ?? NO_AUTO_REPLY;
	}

	/** With what is queued here. */
	get contacts(): Contacts {
		return withPendingContacts(this.#server?.contacts ?? NO_CONTACTS, this.#pending);
	}

	/** What others see of the person, with what is queued here. */
	get profile(): Profile {
		const queued = this.#pending.findLast((command) => command.kind === 'profile.set');
		if (queued) return { title: queued.title, zone: queued.zone };
		const { title = '', zone = null } = this.#server?.self ?? {};
		return { title, zone };
	}

	/** Is that only queued? */
	get autoReplyIsQueued(): boolean {
		return this.#pending.some(({ kind }) => kind === 'auto-reply.set');
	}

	/** Every conversation that shows, by id. */
	get conversations(): ReadonlyMap<string, WorkspaceConversation> {
		return this.#merged;
	}

	/** Reads what is stored; also when another tab changed it. */
	async load(): Promise<void> {
		this.#server = ((await this.#store.get(KEY)) as Workspace | undefined) ?? null;
		await this.loadRefused();
	}

	async loadRefused(): Promise<void> {
		const refused = await this.#store.entries(REFUSED);
		this.#refused = new Map(
			refused.map(([key, value]) => [key.slice(REFUSED.length), value as RefusedCreation]),
		);
		this.#merge();
	}

	/** @param fetches how many fetches had begun when this one did */
	async take(server: Workspace, fetches: number): Promise<void> {
		this.#server = server;
		for (const [id, created] of this.#created) if (created.fetches < fetches) this.#created.delete(id);
		for (const [id, begun] of this.#joined) if (begun < fetches) this.#joined.delete(id);
		this.#merge();
		// A copy that is not written is fetched again at the next start.
		await this.#store.write([{ key: KEY, value: server }]).catch(() => {});
	}

	/** @param fetches how many fetches have begun */
	takePending(pending: readonly Command[], fetches: number): void {
		const ids = new Set(pending.map(({ id }) => id));
		for (const command of this.#pending) {
			if (ids.has(command.id)) continue;
			if (command.kind === 'conversation.join') this.#joined.set(command.conversation, fetches);
			if (command.kind !== 'conversation.create') continue;
			const conversation = this.#merged.get(command.conversation);
			if (conversation) this.#created.set(command.conversation, { conversation, fetches });
		}
		this.#pending = pending;
		this.#merge();
	}

	/** The creation of this one was refused; what has to be stored about it. */
	refuse(id: string, words: string): Change[] {
		const conversation = this.#merged.get(id);
		if (!conversation) return [];
		const refused = { conversation, words };
		this.#refused.set(id, refused);
		return [{ key: REFUSED + id, value: refused }];
	}

	async forgetRefused(id: string): Promise<void> {
		this.#refused.delete(id);
		this.#created.delete(id);
		this.#merge();
		await this.#store.write([{ key: REFUSED + id, value: undefined }]);
	}

	creationOf(id: string): CreationState {
		const refused = this.#refused.get(id);
		if (refused) return { refused: refused.words };
		const isPending = this.#pending.some(
			(command) => command.kind === 'conversation.create' && command.conversation === id,
		);
		return isPending && !this.#listed(id) ? 'pending' : 'accepted';
	}

	/** Does the server list me as a member, or will it at the next fetch? */
	isMember(id: string): boolean {
		if (this.#refused.has(id)) return false;
		const listed = this.#listed(id);
		if (listed) return listed.members.some(({ user }) => user === this.#self);
		return this.#created.has(id);
	}

	/** Asked for, and the server does not list me yet: what is written now would be refused. */
	isJoining(id: string): boolean {
		if (this.isMember(id)) return false;
		return (
			this.#joined.has(id) ||
			this.#pending.some((command) => command.kind === 'conversation.join' && command.conversation === id)
		);
	}

	/** Is it mine to write into, or will be when it is created? */
	mayWrite(id: string): boolean {
		return this.isMember(id) || this.creationOf(id) === 'pending';
	}

	/** Is it kept in step in the background: mine, or to become mine? */
	isSynced(id: string): boolean {
		return this.isMember(id) || this.creationOf(id) !== 'accepted';
	}

	#listed(id: string): WorkspaceConversation | undefined {
		return this.#server?.conversations.find((conversation) => conversation.id === id);
	}

	#merge(): void {
		this.#merged = withPending(this.#server?.conversations ?? [], this.#pending, this.#self);
		for (const [id, { conversation }] of this.#created)
			if (!this.#merged.has(id)) this.#merged.set(id, conversation);
		for (const [id, { conversation }] of this.#refused)
			if (!this.#merged.has(id)) this.#merged.set(id, conversation);
	}
}
