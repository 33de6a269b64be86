/** Searching what one may read: on this device at once, and by the server for what is not here. */
import { conversationDocument } from '#lib/protocol/document-name.ts';
import {
	isBlankQuery,
	MAX_HITS,
	type SearchAnswer,
	type SearchHit,
	type SearchQuery,
} from '#lib/protocol/search.ts';
import type { ConversationSummary } from '../summaries.ts';
import type { Coverage } from './coverage.ts';
import { newestFirst, type LocalAnswer } from './local-index.ts';
import type { SearchFeed } from './search-feed.ts';
import type { SearchIndex } from './search-index.ts';

export interface Found {
	/** Newest first. */
	hits: readonly SearchHit[];
	more: boolean;
	coverage: Coverage;
}

export interface WorkspaceSearchOptions {
	index: SearchIndex;
	feed: SearchFeed;
	/** Every conversation that shows. */
	list(): readonly ConversationSummary[];
	/** Is a document of it in step with the server right now? */
	isInStep(document: string): boolean;
	isOnline(): boolean;
	/** When everything here was last up to date, ms. */
	asOf(): number | null;
	ask(query: SearchQuery, limit: number): Promise<SearchAnswer | undefined>;
}

const NOTHING: LocalAnswer = { hits: [], more: false };

export class WorkspaceSearch {
	readonly #options: WorkspaceSearchOptions;

	constructor(options: WorkspaceSearchOptions) {
		this.#options = options;
	}

	/** What is here. Never rejects: without an index, nothing is. */
	async here(query: SearchQuery, limit: number): Promise<Found> {
		const { index, feed } = this.#options;
		feed.begin();
		feed.flush();
		const ids = this.#readable(query);
		const answer = isBlankQuery(query)
			? NOTHING
			: await index.search({ ...query, in: ids }, Math.min(limit, MAX_HITS)).catch(() => NOTHING);
		return { ...answer, coverage: this.coverage(query) };
	}

	/** The same, completed by the server; undefined when that does not answer. */
	async everywhere(query: SearchQuery, limit: number): Promise<Found | undefined> {
		const { ask, isOnline } = this.#options;
		if (!isOnline() || isBlankQuery(query)) return undefined;
		const [here, answer] = await Promise.all([
			this.here(query, limit),
			ask(query, Math.min(limit, MAX_HITS)),
		]);
		if (!answer) return undefined;
		const merged = mergeHits(
			here.hits,
			answer.hits.filter((hit) => !this.isInStep(hit)),
			limit,
		);
		return {
			hits: merged.hits,
			more: here.more || answer.more || merged.more,
			coverage: { ...here.coverage, byServer: answer.behind.every(this.#options.isInStep) },
		};
	}

	/** Of what is in step here the device knows best: somebody may have deleted it a moment ago. */
	isInStep({ conversation, volume }: SearchHit): boolean {
		return this.#options.isInStep(conversationDocument(conversation, volume));
	}

	coverage({ in: within }: Pick<SearchQuery, 'in'> = { in: null }): Coverage {
		const { feed, list, isOnline, asOf, isInStep } = this.#options;
		const conversations = list().filter(({ id }) => within?.includes(id) ?? true);
		const { reading } = feed;
		let here = 0;
		let partly = 0;
		let inStep = 0;
		for (const { id, volume, creation } of conversations) {
			const volumes = Array.from({ length: volume + 1 }, (_, each) => conversationDocument(id, each));
			// One that only this device knows has all of it here.
			const isOwn = creation !== 'accepted';
			if (!isOwn && !feed.holds(volumes[volume]!)) continue;
			here++;
			if (isOwn) {
				inStep++;
				continue;
			}
			if (!volumes.every((document) => feed.holds(document))) partly++;
			if (isInStep(volumes[volume]!)) inStep++;
		}
		const waiting = conversations.filter(({ id }) => reading.has(id)).length;
		const upTo = inStep === here ? null : asOf();
		return {
			total: conversations.length,
			here,
			partly,
			reading: waiting,
			upTo,
			byServer: false,
			online: isOnline(),
		};
	}

	/** Never more than what shows: of what one was removed from, nothing. */
	#readable({ in: within }: SearchQuery): string[] {
		const ids = this.#options.list().map(({ id }) => id);
		return within ? ids.filter((id) => within.includes(id)) : ids;
	}
}

/** Both, each hit once, as the first has it. */
export function mergeHits(
	here: readonly SearchHit[],
	others: readonly SearchHit[],
	limit: number,
): { hits: readonly SearchHit[]; more: boolean } {
	const known = new Set(here.map(keyOf));
	const hits = [...here, ...others.filter((hit) => !known.has(keyOf(hit)))].sort(newestFirst);
	return { hits: hits.slice(0, limit), more: hits.length > limit };
}

export function keyOf({ conversation, volume, client, clock }: SearchHit): string {
	return `${conversation}/${volume}:${client}:${clock}`;
}
