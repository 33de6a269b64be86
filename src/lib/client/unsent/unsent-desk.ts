/** The person's hand on what only this device has: seeing it, taking a refused text back into the box, and carrying all of it to another browser. */
import { digestBytes } from '#lib/domain/digest.ts';
import { refusals as t } from '#lib/i18n/refusals.ts';
import type { Account } from '../account.ts';
import { ConversationFiles } from '../files/conversation-files.ts';
import type { UndeliveredText } from '../summaries.ts';
import type { WorkspaceParts } from '../workspace-parts.ts';
import { commandWords } from './command-words.ts';
import type { FiledText, FileProblem, UnsentWork } from './unsent-file.ts';
import { refusedIn, waitingIn, type RefusedItem, type WaitingItem } from './unsent-items.ts';

export type ImportResult =
	| {
			ok: true;
			/** Lie in the tray now. */
			added: number;
			/** Are here already, or stored. */
			known: number;
			/** What waits in the other browser and no file can do. */
			changes: readonly string[];
	  }
	| { ok: false; error: FileProblem | { kind: 'not-saved' } };

/** Completes "Not delivered:" of a text that came in a file. */
export interface UnsentDeskOptions {
	account: Account;
	parts: WorkspaceParts;
	nameOf(user: string): string;
	now(): number;
	changed(): void;
}

export class UnsentDesk {
	readonly #options: UnsentDeskOptions;

	constructor(options: UnsentDeskOptions) {
		this.#options = options;
	}

	/** Texts, reactions, deletions, commands and files that are sent by themselves, oldest first. */
	waiting(): WaitingItem[] {
		const { parts, nameOf } = this.#options;
		const { shelf, copy, commands } = parts;
		const items = [...shelf.sets].flatMap(([id, set]) =>
			typeof copy.creationOf(id) === 'object' ? [] : waitingIn(set),
		);
		for (const command of commands.pending)
			items.push({
				key: `command/${command.id}`,
				conversation: 'conversation' in command ? command.conversation : null,
				kind: 'change',
				body: commandWords(command, nameOf),
				at: command.at,
			});
		for (const { id, conversation, file, at } of parts.files?.uploads.onTheirWay ?? [])
			items.push({ key: `file/${id}`, conversation, kind: 'file', body: file![1], at });
		return items.sort((one, other) => one.at - other.at);
	}

	/** Texts that were not delivered, wherever they lie, oldest first. */
	refused(): RefusedItem[] {
		const { shelf, copy, summaries, undelivered } = this.#options.parts;
		const items = undelivered.texts.map((text): RefusedItem => ({ ...text, place: 'aside', ref: null }));
		for (const [id, set] of shelf.sets) {
			const name = summaries.get(id)?.name ?? '';
			const creation = copy.creationOf(id);
			items.push(...refusedIn(set, name));
			if (typeof creation !== 'object') continue;
			const words = creation.refused;
			for (const { key, kind, body, at } of waitingIn(set))
				if (kind === 'message' || kind === 'edit')
					items.push({
						...{ key, conversation: id, conversationName: name, body, at, words },
						...{ place: 'creation', ref: null },
					});
		}
		return items.sort((one, other) => one.at - other.at);
	}

	/** May the text go into the box of its conversation? */
	hasBox({ conversation, place }: RefusedItem): boolean {
		return place !== 'creation' && this.#options.parts.copy.mayWrite(conversation);
	}

	/**
	 * Behind what the box holds, and its files into the tray there. It is let go of only when the draft is on disk: a crash between leaves it in both.
	 * False: the device does not store it, and all is as before.
	 */
	async takeBack(item: RefusedItem): Promise<boolean> {
		const { drafts } = this.#options.parts;
		const { conversation, body } = item;
		if (!this.hasBox(item)) return false;
		const end = async (said: string): Promise<boolean> => {
			const before = drafts.of(conversation);
			const after = [before, said].filter((text) => text.trim() !== '').join('\n');
			drafts.set(conversation, after);
			if (await drafts.whenStored()) {
				await this.#letGo(item);
				return true;
			}
			if (drafts.of(conversation) === after) drafts.set(conversation, before);
			return false;
		};
		const files = this.#filesOf(conversation);
		return files ? files.takeBack({ key: messageKey(item), body }, end) : end(body);
	}

	/** With the files that it carried. */
	async discard(item: RefusedItem): Promise<void> {
		await this.#filesOf(item.conversation)?.drop(messageKey(item));
		await this.#letGo(item);
	}

	#filesOf(conversation: string): ConversationFiles | null {
		const { files } = this.#options.parts;
		return files && new ConversationFiles(conversation, files.desk);
	}

	async #letGo(item: RefusedItem): Promise<void> {
		const { shelf, undelivered } = this.#options.parts;
		if (item.place === 'aside') await undelivered.discard(item.key);
		else if (item.place === 'tray') {
			const { volume, ref } = item.ref!;
			for (const replica of shelf.get(item.conversation)?.replicas ?? [])
				if (replica.volume === volume) await replica.emptyTray(ref);
		}
		this.#options.changed();
	}

	/** Everything that only this device has, as it is written into a file. */
	work(): UnsentWork {
		const { account, parts, now, nameOf } = this.#options;
		const { summaries, drafts, copy } = parts;
		const nameOfConversation = (id: string) => (summaries.get(id)?.name ?? '').slice(0, 300);
		const waiting = this.waiting();
		const texts: FiledText[] = [];
		for (const { key, conversation, kind, body, at } of waiting)
			if (conversation !== null && (kind === 'message' || kind === 'edit'))
				texts.push({
					...{ key, conversation, conversationName: nameOfConversation(conversation) },
					...{ body, at, state: 'waiting' },
				});
		for (const { key, conversation, conversationName, body, at } of this.refused())
			texts.push({ key, conversation, conversationName, body, at, state: 'refused' });
		for (const [conversation, body] of drafts.texts)
			texts.push({
				...{ key: `${conversation}/draft`, conversation, conversationName: nameOfConversation(conversation) },
				...{ body, at: now(), state: 'draft' },
			});
		const { organisation } = account;
		return {
			user: { id: account.user, name: nameOf(account.user) },
			organisation: { id: organisation.id, name: copy.server?.organisation.name ?? organisation.name },
			savedAt: now(),
			texts,
			changes: waiting
				.filter(({ kind }) => kind === 'change')
				.map(({ conversation, body }) => {
					const name = conversation === null ? '' : nameOfConversation(conversation);
					return (name === '' ? body : `${name}: ${body}`).slice(0, 300);
				}),
		};
	}

	/** The texts of a file go into the tray: whether, where and as whose word they are sent, the person decides. */
	async take(file: string): Promise<ImportResult> {
		const { account, parts, changed } = this.#options;
		const { readUnsentFile } = await import('./unsent-file.ts');
		const read = readUnsentFile(file, { user: account.user, organisation: account.organisation.id });
		if (!read.ok) return read;
		const { texts, changes } = read.work;
		const isHere = this.#whatIsHere();
		const fresh = texts.filter((text) => !isHere(text));
		const kept = fresh.map((text): UndeliveredText => {
			const { conversation, conversationName, body, at } = text;
			return { key: keyInTray(text), conversation, conversationName, body, at, words: t.anotherBrowser };
		});
		try {
			await parts.undelivered.add(kept, []);
		} catch {
			return { ok: false, error: { kind: 'not-saved' } };
		}
		changed();
		return { ok: true, added: fresh.length, known: texts.length - fresh.length, changes };
	}

	/** Tells of a text whether it is stored, waits here, or lies in the tray or the box. */
	#whatIsHere(): (text: FiledText) => boolean {
		const { shelf, drafts } = this.#options.parts;
		const keys = new Set([...this.waiting(), ...this.refused()].map(({ key }) => key));
		const written = new Map<string, Set<string>>();
		const writtenIn = (conversation: string): Set<string> => {
			const known = written.get(conversation);
			if (known) return known;
			const own = [...(shelf.get(conversation)?.replicas ?? [])].flatMap((replica) =>
				replica
					.items()
					.flatMap((item) => (item.kind === 'message' && item.mine ? `${item.at} ${item.body}` : [])),
			);
			written.set(conversation, new Set(own));
			return written.get(conversation)!;
		};
		return (text) => {
			const { key, conversation, body, at, state } = text;
			if (body.trim() === '' || keys.has(keyInTray(text))) return true;
			if (state === 'draft') return drafts.of(conversation) === body;
			return keys.has(key) || writtenIn(conversation).has(`${at} ${body}`);
		};
	}
}

/** As its files know it. */
function messageKey({ conversation, key }: RefusedItem): string {
	return key.startsWith(`${conversation}/`) ? key.slice(conversation.length + 1) : key;
}

/** Another text never takes its place, and the same one lies there once. */
function keyInTray({ key, body }: FiledText): string {
	return `file/${key}/${digestBytes(new TextEncoder().encode(body))}`;
}
