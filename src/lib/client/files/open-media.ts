/** The cache of one tab, kept in step with what the person may still see: what was deleted or erased, and what is of a conversation that he left, goes from it. */
import type { Account } from '../account.ts';
import type { Environment } from '../environment.ts';
import { nameOf, type WorkspaceParts } from '../workspace-parts.ts';
import type { CachedFile, MediaCache } from './media-cache.ts';

export interface OpenMedia {
	cache: MediaCache;
	/** Something of this conversation changed; without an id, which conversations there are. */
	changed(conversation?: string): void;
	/** Who is told of what went, and must not show it either. */
	onForgotten: ((ids: readonly string[]) => void) | null;
	/** Who is told that nothing may be shown any more. */
	onClosed: (() => void) | null;
	close(): void;
}

/** Nobody waits for it, and conversations change by the hundred. */
const AFTER_MS = 500;

/** Null where the environment has no cache. */
export function openMedia(
	parts: WorkspaceParts,
	environment: Environment,
	{ user }: Account,
): OpenMedia | null {
	const cache = environment.openMediaCache?.(mediaCacheName(nameOf(user)));
	if (!cache) return null;
	const { shelf, copy } = parts;
	const touched = new Set<string>();
	let cancel: (() => void) | null = null;

	const deletedIn = (conversation: string): Set<string> => {
		const deleted = new Set<string>();
		for (const replica of shelf.get(conversation)?.replicas ?? [])
			for (const item of replica.items()) if (item.deleted) deleted.add(item.key);
		return deleted;
	};
	const sweep = async () => {
		cancel = null;
		const held = await cache.held();
		// A conversation is gone through once, however many files of it are here.
		const deleted = new Map([...touched].map((conversation) => [conversation, deletedIn(conversation)]));
		const isGone = ({ conversation, message }: CachedFile) =>
			!copy.conversations.has(conversation) || (deleted.get(conversation)?.has(message) ?? false);
		const gone = held.filter(isGone).map(({ id }) => id);
		touched.clear();
		if (gone.length === 0) return;
		media.onForgotten?.(gone);
		await cache.forget(gone);
	};
	const media: OpenMedia = {
		cache,
		onForgotten: null,
		onClosed: null,
		changed(conversation) {
			if (conversation !== undefined) touched.add(conversation);
			// A store that does not work holds nothing that would have to go.
			cancel ??= environment.clock.after(AFTER_MS, () => void sweep().catch(() => {}));
		},
		close() {
			cancel?.();
			cache.close();
			media.onClosed?.();
		},
	};
	return media;
}

/** Signing out deletes it with everything else of that name. */
export function mediaCacheName(workspace: string): string {
	return `${workspace}/media`;
}
