/** Reads a stored replica for the index, beside whoever has it open: it writes nothing, and makes no database that is not there. */
import * as Y from 'yjs';
import { Fold } from '#lib/domain/fold.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { indexedItem } from './indexed-item.ts';
import type { VolumeFeed } from './local-index.ts';
import type { ReadVolume } from './search-index.ts';

const UPDATES = 'updates';

export async function readReplica(
	document: string,
	database: string,
): Promise<{ feed: VolumeFeed; read: ReadVolume } | null> {
	const name = parseDocumentName(document);
	const updates = name ? await updatesIn(database) : [];
	if (!name || updates.length === 0) return null;
	const doc = new Y.Doc();
	Y.transact(doc, () => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	// Whoever has something to send has it open: then the page tells of it.
	const fold = new Fold(doc, { volume: name.volume, self: '', isOwn: () => false });
	fold.advance();
	const put = fold.items().flatMap((item) => indexedItem(item) ?? []);
	const read = { epoch: fold.epoch, ledgerLength: fold.epochLength };
	doc.destroy();
	return { feed: { document, reset: true, put, removed: [] }, read };
}

function updatesIn(name: string): Promise<Uint8Array[]> {
	return new Promise((resolve) => {
		const opening = indexedDB.open(name);
		// It was not there, and is not made.
		opening.onupgradeneeded = () => opening.transaction?.abort();
		opening.onerror = () => resolve([]);
		opening.onsuccess = () => {
			const database = opening.result;
			const done = (updates: Uint8Array[]) => {
				database.close();
				resolve(updates);
			};
			database.onversionchange = () => done([]);
			if (!database.objectStoreNames.contains(UPDATES)) return done([]);
			const rows = database.transaction(UPDATES, 'readonly').objectStore(UPDATES).getAll();
			rows.onsuccess = () => done(rows.result as Uint8Array[]);
			rows.onerror = () => done([]);
		};
	});
}
