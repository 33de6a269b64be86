/** What the person is told about refused commands, until it is dismissed. */
import type { Command } from '#lib/protocol/commands.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';
import type { Notice } from './summaries.ts';

const PREFIX = 'notice/';

export class Notices {
	readonly #store: KeyValueStore;
	#all: readonly Notice[] = [];

	constructor(store: KeyValueStore) {
		this.#store = store;
	}

	get all(): readonly Notice[] {
		return this.#all;
	}

	async load(): Promise<void> {
		this.#all = (await this.#store.entries(PREFIX)).map(([, notice]) => notice as Notice);
	}

	/** It shows at once; what has to be stored about it. */
	add(notice: Notice): Change[] {
		this.#all = [...this.#all.filter(({ id }) => id !== notice.id), notice];
		return [{ key: PREFIX + notice.id, value: notice }];
	}

	async dismiss(id: string): Promise<void> {
		this.#all = this.#all.filter((notice) => notice.id !== id);
		await this.#store.write([{ key: PREFIX + id, value: undefined }]);
	}
}

/** First the fact, then the reason. */
export function refusedWords(command: Command, reason: string, nameOf: (user: string) => string): string {
	switch (command.kind) {
		case 'conversation.create':
			return `Could not create “${command.name}”: ${reason}`;
		case 'conversation.rename':
			return `Could not rename it to “${command.name}”: ${reason}`;
		case 'conversation.posting':
			return `Could not change who posts: ${reason}`;
		case 'conversation.join':
			return `Could not join: ${reason}`;
		case 'conversation.leave':
			return `Could not leave: ${reason}`;
		case 'conversation.close':
			return `Could not delete it: ${reason}`;
		case 'conversation.mute':
			return `Could not ${command.on ? 'mute' : 'unmute'} it: ${reason}`;
		case 'member.role':
			return `Could not change the role of ${nameOf(command.user)}: ${reason}`;
		case 'member.add':
			return `Could not add ${nameOf(command.user)}: ${reason}`;
		case 'member.remove':
			return `Could not remove ${nameOf(command.user)}: ${reason}`;
		case 'notifications.set':
		case 'notifications.seen':
			return `Could not change your notifications: ${reason}`;
		case 'contact.request':
			return `Could not ask ${nameOf(command.user)}: ${reason}`;
		case 'contact.accept':
		case 'contact.decline':
			return `Could not answer ${nameOf(command.user)}: ${reason}`;
		case 'contact.remove':
		case 'contact.block':
		case 'contact.unblock':
			return `Could not change what ${nameOf(command.user)} is to you: ${reason}`;
		case 'contacts.need':
			return `Could not change whether contacts are needed: ${reason}`;
		case 'auto-reply.set':
			return `Could not change your auto-reply: ${reason}`;
		case 'read.mark':
			return `Could not mark as read: ${reason}`;
	}
}
