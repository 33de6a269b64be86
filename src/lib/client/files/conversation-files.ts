import { captionOf, type AttachedFile } from '#lib/domain/attached-file.ts';
import type { Described } from './describe-file.ts';
import type { FileDesk } from './file-desk.ts';
import type { NotTaken, TrayFile } from './tray-file.ts';

/** The files of one conversation that are chosen, and those that its messages of one's own named. */
export class ConversationFiles {
	readonly #conversation: string;
	readonly #desk: FileDesk;

	constructor(conversation: string, desk: FileDesk) {
		this.#conversation = conversation;
		this.#desk = desk;
	}

	/** Replaced when anything changed. */
	get tray(): readonly TrayFile[] {
		return this.#desk.tray(this.#conversation);
	}

	add(chosen: readonly File[], known?: Partial<Described>): NotTaken {
		return this.#desk.add(this.#conversation, chosen, known);
	}

	discard(id: string): void {
		void this.#desk.discard(this.#conversation, id);
	}

	move(id: string, to: number): void {
		void this.#desk.move(this.#conversation, id, to);
	}

	/** Resolves when none of them is being written to the disk any more. */
	settled(): Promise<void> {
		return this.#desk.settled(this.#conversation);
	}

	/**
	 * Writes a message that carries what the tray holds, which is empty at once; files come back into it when nothing was written.
	 * @param write resolves with the message's key, or null
	 */
	async sendWith(write: (files: readonly AttachedFile[]) => Promise<string | null>): Promise<void> {
		const given = this.#desk.give(this.#conversation);
		const isStored = await this.#desk.send(given).then(
			() => true,
			() => false,
		);
		const key = isStored ? await write(given) : null;
		if (key === null) await this.#desk.giveBack(this.#conversation, given);
		else await this.#desk.named(given, key);
	}

	/** What this message carried is not sent, and goes from here. */
	async drop(key: string): Promise<void> {
		const files = this.#desk.filesOf(key);
		if (files.length > 0) await this.#desk.drop(files);
	}

	/** The message is no more: what it carried, but for `without`, is in the tray. Answers what it said beside its files. */
	async takeBack({ key, body }: { key: string; body: string }, without?: string): Promise<string> {
		const old = this.#desk.filesOf(key);
		await this.#desk.takeOver(
			this.#conversation,
			old.filter(({ id }) => id !== without),
		);
		await this.#desk.drop(old);
		return captionOf(
			body,
			old.flatMap(({ file }) => (file ? [file] : [])),
		);
	}
}
