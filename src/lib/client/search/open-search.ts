import { parseDocumentName } from '#lib/protocol/document-name.ts';
import type { Account } from '../account.ts';
import type { Environment } from '../environment.ts';
import type { Replica } from '../replica.ts';
import { nameOf, type WorkspaceParts } from '../workspace-parts.ts';
import { SearchFeed } from './search-feed.ts';
import type { ReadVolume } from './search-index.ts';
import { WorkspaceSearch } from './workspace-search.ts';

/** The search of one tab, as the workspace drives it. */
export interface OpenSearch {
	search: WorkspaceSearch;
	/** Everything that is to be open at the start is open. */
	begin(): void;
	/** Something of this conversation changed; without an id, which conversations there are. */
	changed(conversation?: string): void;
	close(): void;
}

/** Null where the environment has no index. The index begins with the first `begin`, so that a start does not pay for it. */
export function openSearch(
	parts: WorkspaceParts,
	environment: Environment,
	{ user }: Account,
	onChange: () => void,
): OpenSearch | null {
	const { shelf, copy, summaries, connection, server } = parts;
	const index = environment.openSearchIndex?.();
	if (!index) return null;
	const replicaOf = (document: string): Replica | undefined => {
		const name = parseDocumentName(document);
		return (
			name && [...(shelf.get(name.conversation)?.replicas ?? [])].find(({ volume }) => volume === name.volume)
		);
	};
	const feed = new SearchFeed({
		index,
		shelf,
		clock: environment.clock,
		storeNameOf: (document) => `${nameOf(user)}/${document}`,
		isKnown: (conversation) => copy.conversations.has(conversation),
		onChange,
		onRead: (document, read) => fetchLate(parts, document, read),
	});
	const search = new WorkspaceSearch({
		index,
		feed,
		list: () => summaries.list(),
		isInStep: (document) => replicaOf(document)?.synced ?? false,
		isOnline: () => ['current', 'syncing'].includes(connection.status.state),
		asOf: () => connection.status.asOf,
		ask: (query, limit) => server.search(query, limit),
	});
	return {
		search,
		begin: () => feed.begin(),
		changed: (conversation) => (conversation === undefined ? feed.look() : feed.changed(conversation)),
		close() {
			feed.stop();
			index.close();
		},
	};
}

/** The newest volume says that an older one accepted something which the copy here does not hold, such as a deletion (SPEC D11). */
function fetchLate({ shelf }: WorkspaceParts, document: string, { epoch, ledgerLength }: ReadVolume): void {
	const { conversation, volume } = parseDocumentName(document)!;
	const set = shelf.get(conversation);
	const isAhead = set?.newestReplica.fold.late.some(
		(late) => late.volume === volume && late.epoch === epoch && late.entry >= ledgerLength,
	);
	if (isAhead) set?.fetch(volume);
}
