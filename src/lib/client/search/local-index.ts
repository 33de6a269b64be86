/** The index of everything that is on this device, volume by volume. It lives in a worker, and is in no store: what is deleted is nowhere. */
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import type { SearchHit, SearchQuery } from '#lib/protocol/search.ts';
import { VolumeIndex, wantedWords, type IndexedItem } from './volume-index.ts';

export interface VolumeFeed {
	document: string;
	/** What was there before goes. */
	reset: boolean;
	put: readonly IndexedItem[];
	removed: readonly string[];
}

export interface LocalAnswer {
	/** Newest first. */
	hits: SearchHit[];
	more: boolean;
}

interface Volume {
	conversation: string;
	volume: number;
	index: VolumeIndex;
}

export class LocalIndex {
	readonly #volumes = new Map<string, Volume>();

	feed({ document, reset, put, removed }: VolumeFeed): void {
		const volume = this.#open(document, reset);
		if (!volume) return;
		for (const item of put) volume.index.put(item);
		for (const key of removed) volume.index.remove(key);
	}

	forget(documents: readonly string[]): void {
		for (const document of documents) this.#volumes.delete(document);
	}

	/** How many messages it holds. */
	get size(): number {
		let size = 0;
		for (const { index } of this.#volumes.values()) size += index.size;
		return size;
	}

	search(query: SearchQuery, limit: number): LocalAnswer {
		const words = wantedWords(query.words);
		if (words === null) return { hits: [], more: false };
		const among = query.in && new Set(query.in);
		const volumes = [...this.#volumes.values()].filter(
			({ conversation }) => among?.has(conversation) ?? true,
		);
		volumes.sort((one, other) => other.index.newest - one.index.newest);
		let hits: SearchHit[] = [];
		for (const { conversation, volume, index } of volumes) {
			// Whatever is newer than the last one shown has been looked at.
			if (hits.length > limit && index.newest < hits[limit]!.at) break;
			const found = index.find(query, words);
			if (found.length === 0) continue;
			hits.push(...found.map((item) => hitOf(conversation, volume, item)));
			hits.sort(newestFirst);
			hits = hits.slice(0, limit + 1);
		}
		return { hits: hits.slice(0, limit), more: hits.length > limit };
	}

	#open(document: string, anew: boolean): Volume | undefined {
		const known = this.#volumes.get(document);
		if (known && !anew) return known;
		const name = parseDocumentName(document);
		if (!name) return undefined;
		const volume = { conversation: name.conversation, volume: name.volume, index: new VolumeIndex() };
		this.#volumes.set(document, volume);
		return volume;
	}
}

export function newestFirst(one: SearchHit, other: SearchHit): number {
	return (
		other.at - one.at ||
		other.volume - one.volume ||
		(one.conversation < other.conversation ? -1 : one.conversation > other.conversation ? 1 : 0) ||
		other.clock - one.clock ||
		other.client - one.client
	);
}

function hitOf(conversation: string, volume: number, { key, author, at, body }: IndexedItem): SearchHit {
	const [, client, clock] = key.split(':');
	return { conversation, volume, client: Number(client), clock: Number(clock), author, at, body };
}
