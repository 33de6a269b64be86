/** What the person is told about refused commands, until it is dismissed. */
import { answerWords } from '#lib/i18n/answers.ts';
import { commands as t } from '#lib/i18n/commands.ts';
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
export function refusedWords(command: Command, said: string, nameOf: (user: string) => string): string {
	const reason = answerWords(said);
	switch (command.kind) {
		case 'conversation.create':
			return t.couldNotCreate(command.name, reason);
		case 'conversation.rename':
			return t.couldNotRename(command.name, reason);
		case 'conversation.posting':
			return t.couldNotPosting(reason);
		case 'conversation.join':
			return t.couldNotJoin(reason);
		case 'conversation.leave':
			return t.couldNotLeave(reason);
		case 'conversation.close':
			return t.couldNotClose(reason);
		case 'conversation.mute':
			return t.couldNotMute(command.on, reason);
		case 'conversation.pin':
			return t.couldNotPin(command.on, reason);
		case 'member.role':
			return t.couldNotRole(nameOf(command.user), reason);
		case 'member.add':
			return t.couldNotAdd(nameOf(command.user), reason);
		case 'member.remove':
			return t.couldNotRemove(nameOf(command.user), reason);
		case 'profile.set':
			return t.couldNotProfile(reason);
		case 'notifications.set':
		case 'notifications.seen':
			return t.couldNotNotifications(reason);
		case 'contact.request':
			return t.couldNotAsk(nameOf(command.user), reason);
		case 'contact.accept':
		case 'contact.decline':
			return t.couldNotAnswer(nameOf(command.user), reason);
		case 'contact.remove':
		case 'contact.block':
		case 'contact.unblock':
			return t.couldNotContact(nameOf(command.user), reason);
		case 'contacts.need':
			return t.couldNotNeed(reason);
		case 'auto-reply.set':
			return t.couldNotAutoReply(reason);
		case 'held.report':
			return t.couldNotReportHeld(reason);
		case 'read.mark':
			return t.couldNotRead(reason);
	}
}
