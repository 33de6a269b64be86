import type { SearchQuery } from '#lib/protocol/search.ts';
import type { LocalAnswer, VolumeFeed } from './local-index.ts';

/** A port: the index of what is on this device. In a browser it is in a worker. */
export interface SearchIndex {
	feed(feed: VolumeFeed): void;
	/** Takes in a stored replica that no page holds open. Answers what was there; null when nothing was. */
	read(document: string, database: string): Promise<ReadVolume | null>;
	forget(documents: readonly string[]): void;
	/** Rejects when there is no index any more. */
	search(query: SearchQuery, limit: number): Promise<LocalAnswer>;
	close(): void;
}

/** How far a stored replica goes. */
export interface ReadVolume {
	/** Its newest epoch, and how many entries of its ledger it has. */
	epoch: number;
	ledgerLength: number;
}
