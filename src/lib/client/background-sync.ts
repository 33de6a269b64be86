/** Everything that the person takes part in is synced in the background, what was active last first (design section 5). */
import { OpeningQueue } from './opening-queue.ts';
import type { WorkspaceParts } from './workspace-parts.ts';

/** Databases that are read at the same time at the start. */
const OPEN_AT_ONCE = 6;

export class BackgroundSync {
	readonly #parts: WorkspaceParts;
	readonly #opening: OpeningQueue;

	/** @param onOpened another one's copy is read */
	constructor(parts: WorkspaceParts, onOpened: () => void) {
		this.#parts = parts;
		this.#opening = new OpeningQueue(OPEN_AT_ONCE, async (id) => {
			await this.#open(id);
			onOpened();
		});
	}

	/** Every conversation is open. */
	get complete(): boolean {
		return this.#opening.idle;
	}

	/** Conversations or their volumes may be others than before. */
	update(): void {
		const { copy, shelf, summaries } = this.#parts;
		const mine = summaries.list().flatMap(({ id }) => (copy.isSynced(id) ? [id] : []));
		for (const id of mine) shelf.get(id)?.setNewest(copy.conversations.get(id)!.volume);
		for (const id of shelf.sets.keys()) this.connect(id);
		this.#opening.fill(mine.filter((id) => !shelf.get(id)));
	}

	/** A document connects when its conversation stands on the server, and never when that was refused. */
	connect(id: string): void {
		const { copy, shelf } = this.#parts;
		const set = shelf.get(id);
		const creation = copy.creationOf(id);
		if (creation === 'accepted') set?.connect();
		const refused = typeof creation === 'object' ? creation.refused : null;
		for (const replica of set?.replicas ?? []) replica.refusedWhole = refused;
	}

	stop(): void {
		this.#opening.stop();
	}

	async #open(id: string): Promise<void> {
		const { copy, shelf } = this.#parts;
		const conversation = copy.conversations.get(id);
		if (!conversation || shelf.get(id)) return;
		const set = shelf.open(id, conversation.volume);
		this.connect(id);
		await set.newestReplica.whenLoaded;
	}
}
