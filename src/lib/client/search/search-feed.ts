/**
 * Keeps the index in step with this device: of open replicas by the very items that their pages show, of the others by what is stored. The index begins empty in each
 * tab, so nothing of it has to be deleted from anywhere.
 */
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import type { Clock } from '../environment.ts';
import type { Replica } from '../replica.ts';
import type { Shelf } from '../shelf.ts';
import type { ShownItem } from '../summaries.ts';
import { indexedItem } from './indexed-item.ts';
import type { ReadVolume, SearchIndex } from './search-index.ts';
import type { IndexedItem } from './volume-index.ts';

export interface SearchFeedOptions {
	index: SearchIndex;
	shelf: Shelf;
	clock: Clock;
	/** The database of a document. */
	storeNameOf(document: string): string;
	/** May the person read it, as far as this device knows? */
	isKnown(conversation: string): boolean;
	/** More or less is in the index. */
	onChange(): void;
	/** A stored volume was read: what is there may be behind what the newest one says. */
	onRead(document: string, read: ReadVolume): void;
}

/** Messages that are handed over in one turn: less than a millisecond of copying. */
const PORTION = 500;
const WAIT_MS = 40;

export class SearchFeed {
	readonly #options: SearchFeedOptions;
	/** What was last told of a replica. */
	readonly #told = new WeakMap<Replica, readonly ShownItem[]>();
	/** Documents of which the index has all that is here, and those that are stored and hold nothing. */
	readonly #held = new Set<string>();
	readonly #changed = new Set<string>();
	readonly #toRead = new Set<string>();
	#cancel: (() => void) | null = null;
	#reading = false;
	#begun = false;
	#stopped = false;

	constructor(options: SearchFeedOptions) {
		this.#options = options;
	}

	/** Takes in everything, the stored volumes one after the other. */
	begin(): void {
		if (this.#begun || this.#stopped) return;
		this.#begun = true;
		for (const id of this.#options.shelf.sets.keys()) this.#changed.add(id);
		this.look();
	}

	/** Something of this conversation changed. */
	changed(conversation: string): void {
		if (!this.#begun || this.#stopped) return;
		this.#changed.add(conversation);
		this.#later();
	}

	/** Conversations came or went. */
	look(): void {
		if (!this.#begun || this.#stopped) return;
		const { shelf, isKnown, index } = this.#options;
		const stored = new Set(shelf.documents);
		const isGone = (document: string) =>
			!stored.has(document) || !isKnown(parseDocumentName(document)?.conversation ?? '');
		const gone = [...this.#held].filter(isGone);
		if (gone.length > 0) index.forget(gone);
		for (const document of gone) this.#held.delete(document);
		for (const document of stored)
			if (!this.#held.has(document) && !isGone(document)) this.#toRead.add(document);
		this.#later();
	}

	/** Does the index have what this device has of the document? */
	holds(document: string): boolean {
		return this.#held.has(document);
	}

	/** Conversations of which something is still to be read. */
	get reading(): ReadonlySet<string> {
		const conversations = [...this.#toRead].flatMap(
			(document) => parseDocumentName(document)?.conversation ?? [],
		);
		return new Set([...conversations, ...this.#changed]);
	}

	/** Hands over at once what changed just now; what is stored and not read yet stays to be read. */
	flush(): void {
		this.#cancel?.();
		this.#cancel = null;
		for (const id of this.#changed) this.#tell(id);
		this.#changed.clear();
		void this.#read();
	}

	stop(): void {
		this.#stopped = true;
		this.#cancel?.();
	}

	#later(): void {
		this.#cancel ??= this.#options.clock.after(WAIT_MS, () => this.flush());
	}

	#tell(conversation: string): void {
		const { shelf, index, onChange } = this.#options;
		for (const replica of shelf.get(conversation)?.replicas ?? []) {
			if (!replica.loaded) continue;
			const { document } = replica;
			const items = replica.items();
			const before = this.#told.get(replica);
			// An empty copy that was never in step says nothing about what there is.
			if (!this.#held.has(document) && (replica.synced || replica.fold.length > 0 || replica.unsent > 0)) {
				this.#held.add(document);
				onChange();
			}
			if (items === before) continue;
			this.#told.set(replica, items);
			this.#toRead.delete(document);
			const { put, removed } = before
				? changesBetween(before, items)
				: { put: indexedItems(items), removed: [] };
			index.feed({ document, reset: before === undefined, put: put.slice(0, PORTION), removed });
			for (let at = PORTION; at < put.length; at += PORTION)
				index.feed({ document, reset: false, put: put.slice(at, at + PORTION), removed: [] });
		}
	}

	async #read(): Promise<void> {
		if (this.#reading) return;
		this.#reading = true;
		const { shelf, index, storeNameOf, onChange, onRead } = this.#options;
		for (const document of this.#toRead) {
			if (this.#stopped) return;
			const { conversation, volume } = parseDocumentName(document)!;
			const open = [...(shelf.get(conversation)?.replicas ?? [])].find(
				(replica) => replica.volume === volume,
			);
			// The page that has it open tells of it.
			if (open && !this.#told.has(open)) continue;
			if (!this.#held.has(document)) {
				const read = await index.read(document, storeNameOf(document)).catch(() => null);
				if (this.#stopped) return;
				// A page may have opened it meanwhile, or it went.
				if (!this.#toRead.has(document)) continue;
				if (read && read.ledgerLength > 0) this.#held.add(document);
				if (read) onRead(document, read);
			}
			this.#toRead.delete(document);
			onChange();
		}
		this.#reading = false;
	}
}

function indexedItems(items: readonly ShownItem[]): IndexedItem[] {
	return items.flatMap((item) => indexedItem(item) ?? []);
}

/** Items are replaced when anything about them changed, so most of it is comparing pointers. */
export function changesBetween(
	before: readonly ShownItem[],
	after: readonly ShownItem[],
): { put: IndexedItem[]; removed: string[] } {
	let same = 0;
	while (same < before.length && same < after.length && before[same] === after[same]) same++;
	const known = new Map(before.slice(same).map((item) => [item.key, item]));
	const put: IndexedItem[] = [];
	for (const item of after.slice(same)) {
		const old = known.get(item.key);
		known.delete(item.key);
		if (old === item) continue;
		const indexed = indexedItem(item);
		if (indexed) put.push(indexed);
		else if (old && indexedItem(old)) known.set(item.key, old);
	}
	return { put, removed: [...known.values()].flatMap((item) => indexedItem(item)?.key ?? []) };
}
