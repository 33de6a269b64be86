/** A person at one tab: the real client over the simulated environment, and what he sees of it. */
import type { Conversation } from '#lib/client/conversation.ts';
import type { ShownItem, UndeliveredText } from '#lib/client/summaries.ts';
import { Workspace } from '#lib/client/workspace.ts';
import type { Network } from './network.ts';
import type { Profile } from './profile.ts';
import type { TextBook, WrittenText } from './text-book.ts';
import { runIn, type Host } from './virtual-time.ts';

export interface Account {
	user: string;
	organisation: string;
}

export class Tab {
	readonly host: Host;
	readonly profile: Profile;
	/** Undefined while it opens. */
	workspace: Workspace | undefined;
	/** Why it could not open. */
	failure: unknown;
	readonly #texts: TextBook;
	readonly #conversations = new Map<string, Conversation>();

	constructor(host: Host, profile: Profile, network: Network, account: Account, texts: TextBook) {
		this.host = host;
		this.profile = profile;
		this.#texts = texts;
		const { user, organisation } = account;
		runIn(host, () => {
			void Workspace.open(
				{ user, name: user, organisation: { id: organisation, name: 'Simulated' } },
				profile.environment(host, network),
			).then(
				(workspace) => {
					this.workspace = workspace;
				},
				(error: unknown) => {
					this.failure = error;
				},
			);
		});
	}

	get user(): string {
		return this.profile.user;
	}

	/** Conversations that this tab knows, in a fixed order. */
	known(): string[] {
		return (this.workspace?.list() ?? []).map(({ id }) => id).sort();
	}

	open(id: string): Conversation | undefined {
		const open = this.#conversations.get(id);
		if (open) return open;
		const opened = this.workspace && runIn(this.host, () => this.workspace!.openConversation(id));
		if (opened) this.#conversations.set(id, opened);
		return opened;
	}

	/** Pages come and go; syncing goes on in the background. */
	leave(id: string): void {
		const open = this.#conversations.get(id);
		this.#conversations.delete(id);
		if (open) runIn(this.host, () => open.close());
	}

	items(id: string): readonly ShownItem[] {
		return this.open(id)?.items() ?? [];
	}

	/** Everything that stands in a tray here: of open conversations and of those that are gone. */
	undelivered(): UndeliveredText[] {
		const open = [...this.#conversations.values()].flatMap((conversation) => conversation.refused);
		return [...open, ...(this.workspace?.undelivered ?? [])];
	}

	write(id: string, body: string, re?: string): void {
		const conversation = this.open(id);
		if (!conversation) return;
		this.#track(
			this.#texts.add({
				body,
				author: this.user,
				conversation: id,
				profile: this.profile.name,
				tab: this.host.name,
			}),
			() => conversation.sendMessage({ body, ...(re !== undefined && { re }) }),
		);
	}

	edit(id: string, key: string, edited: string, body: string): void {
		const conversation = this.open(id);
		if (!conversation) return;
		const place = { author: this.user, conversation: id, profile: this.profile.name, tab: this.host.name };
		this.#track(this.#texts.add({ body, ...place, edits: edited }), () =>
			conversation.editMessage(key, body),
		);
	}

	/** @param bodies what shows of it, and its earlier texts */
	delete(id: string, key: string, bodies: readonly string[]): void {
		const conversation = this.open(id);
		if (!conversation) return;
		void runIn(this.host, () => conversation.deleteMessage(key)).then((result) => {
			for (const text of bodies.map((body) => this.#texts.get(body)))
				if (result.ok && text) text.deleted = true;
		});
	}

	react(id: string, key: string, emoji: string, on: boolean): void {
		void runIn(this.host, () => this.open(id)?.react(key, emoji, on));
	}

	/** Nobody waits for the commands: they are queued, sent when there is a network, and may be refused. */
	createGroup(memberIds: readonly string[]): void {
		runIn(this.host, () => this.workspace?.createGroup({ name: `group of ${this.host.name}`, memberIds }));
	}

	createDm(user: string): void {
		runIn(this.host, () => this.workspace?.openDm(user));
	}

	changeMember(change: 'addMember' | 'removeMember', conversation: string, user: string): void {
		runIn(this.host, () => this.workspace?.[change](conversation, user));
	}

	/** As a tab is closed by its person; what is not on disk then is as lost as after a crash. */
	beginClosing(): void {
		void runIn(this.host, () => this.workspace?.close());
	}

	lookAtEverything(): void {
		runIn(this.host, () => this.workspace?.tryNow());
		for (const id of this.known()) {
			const conversation = this.open(id);
			if (conversation?.hasOlder) void runIn(this.host, () => conversation.loadOlder());
		}
	}

	/** Looks at the screen: writes into the book what it says about texts. */
	look(): void {
		for (const conversation of this.#conversations.values())
			for (const item of conversation.items())
				// What is laid over a stored message is not stored itself.
				if (item.mine && !item.changePending) this.#texts.shown(item.body, item.delivery);
		for (const { body, words } of this.undelivered()) {
			const text = this.#texts.get(body);
			if (text) text.refused = words;
		}
	}

	#track(text: WrittenText, send: () => Promise<{ ok: boolean }>): void {
		void runIn(this.host, send).then(
			(result) => {
				if (result.ok) text.written = true;
				else this.#texts.forget(text.body);
			},
			() => this.#texts.forget(text.body),
		);
	}
}
