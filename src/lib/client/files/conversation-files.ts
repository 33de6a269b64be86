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
		const files = this.#desk.filesOf(this.#conversation, key);
		if (files.length > 0) await this.#desk.drop(files);
	}

	/**
	 * Ends a message: what it carried, but for `without`, is in the tray before, and goes from it when that fails. Until then the message's own files are untouched,
	 * so that at every moment one of both is on the disk.
	 * @param end ends it, given what it said beside its files. False: it is still there.
	 */
	async takeBack(
		{ key, body }: { key: string; body: string },
		end: (said: string) => Promise<boolean>,
		without?: string,
	): Promise<boolean> {
		const old = this.#desk.filesOf(this.#conversation, key);
		const kept = old.filter(({ id }) => id !== without);
		const copies = await this.#desk.takeOver(this.#conversation, kept);
		if (!copies) return false;
		const named = old.flatMap(({ file }) => (file ? [file] : []));
		if (await end(captionOf(body, named))) {
			await this.drop(key);
			return true;
		}
		const left = this.tray.filter(({ id }) => copies.includes(id));
		await Promise.all(left.map(({ id }) => this.#desk.discard(this.#conversation, id)));
		return false;
	}
}
