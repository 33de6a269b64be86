/** Conversations that the person is no longer in, as this tab, another one or an earlier start heard of it. */
import { refusals as t } from '#lib/i18n/refusals.ts';
import type { Command } from '#lib/protocol/commands.ts';
import { forgetConversation } from './forget-conversation.ts';
import type { OpenPages } from './open-pages.ts';
import type { WorkspaceParts } from './workspace-parts.ts';

export class Removals {
	readonly #parts: WorkspaceParts;
	readonly #pages: OpenPages;
	readonly #now: () => number;
	readonly #isClosed: () => boolean;

	constructor(parts: WorkspaceParts, pages: OpenPages, now: () => number, isClosed: () => boolean) {
		this.#parts = parts;
		this.#pages = pages;
		this.#now = now;
		this.#isClosed = isClosed;
	}

	/** Call before the workspace's copy is replaced; the answer forgets what is not mine any more. */
	expect(): () => Promise<void> {
		const { copy, shelf, commands, summaries } = this.#parts;
		const epoch = copy.server?.epoch ?? 1;
		const mine = [...shelf.sets.keys()].filter((id) => copy.isMember(id));
		const names = new Map(mine.map((id) => [id, summaries.get(id)?.name ?? '']));
		const leaving = commands.pending.filter(({ kind }) => kind === 'conversation.leave');
		const closing = commands.pending.filter(({ kind }) => kind === 'conversation.close');
		return async () => {
			// Then it is nobody's will that a conversation is gone, and its texts may be nowhere else.
			const wasRestored = (copy.server?.epoch ?? 1) > epoch;
			for (const id of mine) {
				if (copy.isMember(id)) continue;
				if (wasRestored) {
					await this.#forget(id, names.get(id)!, t.unknown);
					continue;
				}
				const isIn = (list: readonly Command[]) =>
					list.some((command) => 'conversation' in command && command.conversation === id);
				await this.#forget(
					id,
					names.get(id)!,
					isIn(leaving) ? t.left : isIn(closing) ? t.deleted : t.removed,
				);
			}
			await this.#forgetLeftovers();
		};
	}

	/** Another tab deleted the stored copy: this one's would never be written again. */
	async letGo(removal: { conversation: string; name: string; words: string }): Promise<void> {
		await forgetConversation(this.#parts, { ...removal, now: this.#now(), erase: false });
	}

	async #forget(id: string, name: string, words: string): Promise<void> {
		const { shelf, copy, tabs } = this.#parts;
		const now = this.#now();
		const told: Record<string, string> = {
			[t.removed]: t.removedCopyDeleted(name),
			[t.unknown]: t.restoredUnknown(name),
		};
		const notice = told[words] && { id: `${id}/removed`, conversation: id, words: told[words] };
		const whole = words === t.unknown;
		await forgetConversation(this.#parts, {
			...{ conversation: id, name, words, now, whole, erase: true },
			...(notice && { notice }),
		});
		if (this.#isClosed()) return;
		tabs.post({ type: 'stored', prefix: 'undelivered/' });
		tabs.post({ type: 'forgotten', conversation: id, name, words });
		// A public channel can still be read by the page that shows it.
		const conversation = copy.conversations.get(id);
		if (conversation && this.#pages.shows(id)) shelf.open(id, conversation.volume).connect();
	}

	/**
	 * The program ended, or the disk did not delete, between hearing of a removal and acting on it; or another tab heard first, and this one read it from the store.
	 * Texts may still be waiting there.
	 */
	async #forgetLeftovers(): Promise<void> {
		const { copy, shelf } = this.#parts;
		for (const id of new Set([...shelf.sets.keys(), ...shelf.stored.keys()])) {
			if (this.#isClosed() || copy.conversations.has(id)) continue;
			if (!shelf.get(id)) shelf.open(id, shelf.stored.get(id)!);
			await this.#forget(id, t.aConversation, t.notInAnyMore);
		}
	}
}
