import type { ConnectionFacts } from './connection.ts';
import type { WorkspaceParts } from './workspace-parts.ts';

/**
 * What a workspace's documents and queue say about how up to date it is.
 * @param listed the workspace was fetched on this connection, and everything in it is open
 */
export function connectionFacts(parts: WorkspaceParts, listed: boolean): ConnectionFacts {
	const { commands, shelf, copy } = parts;
	let { length: unsent } = commands.pending;
	let received = 0;
	let complete = listed;
	for (const [id, set] of shelf.sets) {
		received += set.received;
		const creation = copy.creationOf(id);
		// What was refused is not going to be sent: it waits for the person, not for the network.
		if (typeof creation === 'object') continue;
		unsent += set.unsent;
		if (creation === 'accepted' && !set.synced) complete = false;
	}
	return { complete, unsent, files: parts.files?.uploads.onTheirWay.length ?? 0, received };
}
