/** The index in a thread of its own: neither reading a hundred thousand messages nor looking through them stops the page. */
import type { SearchQuery } from '#lib/protocol/search.ts';
import { LocalIndex, type LocalAnswer, type VolumeFeed } from './local-index.ts';
import { readReplica } from './read-replica.ts';
import type { ReadVolume } from './search-index.ts';

export type ToSearchWorker =
	| { kind: 'feed'; feed: VolumeFeed }
	| { kind: 'read'; id: number; document: string; database: string }
	| { kind: 'forget'; documents: readonly string[] }
	| { kind: 'search'; id: number; query: SearchQuery; limit: number };

export type FromSearchWorker =
	{ kind: 'read'; id: number; read: ReadVolume | null } | { kind: 'answer'; id: number; answer: LocalAnswer };

const thread = globalThis as unknown as {
	onmessage: ((message: MessageEvent<ToSearchWorker>) => void) | null;
	postMessage(message: FromSearchWorker): void;
};

const index = new LocalIndex();
/** Documents that a page tells of, or that were forgotten, since they began to be read. */
const overtaken = new Set<string>();

thread.onmessage = ({ data }) => {
	if (data.kind === 'feed') {
		overtaken.add(data.feed.document);
		index.feed(data.feed);
	} else if (data.kind === 'forget') {
		for (const document of data.documents) overtaken.add(document);
		index.forget(data.documents);
	} else if (data.kind === 'search') {
		thread.postMessage({ kind: 'answer', id: data.id, answer: index.search(data.query, data.limit) });
	} else void read(data);
};

async function read({ id, document, database }: ToSearchWorker & { kind: 'read' }): Promise<void> {
	overtaken.delete(document);
	const found = await readReplica(document, database);
	if (found && !overtaken.has(document)) index.feed(found.feed);
	thread.postMessage({ kind: 'read', id, read: found?.read ?? null });
}
