import { foldText } from '#lib/domain/search-text.ts';
import { isBlankQuery, type SearchHit, type SearchQuery } from '#lib/protocol/search.ts';
import type { Workspace } from '../workspace.ts';
import { isComplete, type Coverage } from './coverage.ts';
import { parseQuery, type SearchNames } from './parse-query.ts';
import { keyOf, mergeHits, type Found } from './workspace-search.ts';

/** Typing pauses so long before the server is asked. */
const ASK_AFTER_MS = 250;
/** What changes meanwhile is looked for again, at most so often. */
const AGAIN_MS = 500;

export interface SearchViewOptions {
	names(): SearchNames;
	/** How many hits at first, and how many more at a time. */
	portion: number;
	/** Only in this conversation. */
	within?: string;
}

/** The view-model of a search field and what it finds. */
export class SearchView {
	readonly #workspace: Workspace;
	readonly #options: SearchViewOptions;
	readonly #unsubscribe: () => void;
	#query: SearchQuery | null = null;
	#limit: number;
	/** Answers to earlier questions are dropped. */
	#question = 0;
	/** What the server found and this device has not. */
	#remote: readonly SearchHit[] = [];
	/** The server has looked through everything for this. */
	#served = false;
	#askTimer: ReturnType<typeof setTimeout> | undefined;
	#againTimer: ReturnType<typeof setTimeout> | undefined;

	typed = $state('');
	/** Is there something to look for? */
	wanted = $state(false);
	/** The device has answered what is typed now. */
	answered = $state(false);
	/** The server is being asked. */
	asking = $state(false);
	problem: string | null = $state(null);
	/** Newest first. */
	hits: readonly SearchHit[] = $state.raw([]);
	more = $state(false);
	coverage: Coverage | null = $state.raw(null);
	/** Folded, to be marked in what is shown. */
	words: readonly string[] = $state.raw([]);

	constructor(workspace: Workspace, options: SearchViewOptions) {
		this.#workspace = workspace;
		this.#options = options;
		this.#limit = options.portion;
		this.#unsubscribe = workspace.subscribe(() => this.#changed());
	}

	close(): void {
		this.#unsubscribe();
		this.#question++;
		clearTimeout(this.#askTimer);
		clearTimeout(this.#againTimer);
	}

	search(typed: string): void {
		this.typed = typed;
		this.#limit = this.#options.portion;
		this.#remote = [];
		this.#served = false;
		this.answered = this.asking = false;
		this.#look(true);
	}

	showMore(): void {
		this.#limit += this.#options.portion;
		this.#look(true);
	}

	#look(asks: boolean): void {
		const { names, within } = this.#options;
		const { query, problem } = parseQuery(this.typed, names());
		this.#query = within === undefined ? query : { ...query, in: [within] };
		this.problem = problem;
		this.words = query.words.map(({ text }) => foldText(text));
		this.wanted = !isBlankQuery(query) && problem === null;
		clearTimeout(this.#askTimer);
		const question = ++this.#question;
		if (!this.wanted) {
			this.hits = [];
			this.more = this.asking = false;
			this.answered = true;
			return;
		}
		void this.#answer(question, asks);
	}

	async #answer(question: number, asks: boolean): Promise<void> {
		const { search } = this.#workspace;
		const query = this.#query!;
		if (!search) return;
		const here = await search.here(query, this.#limit);
		if (question !== this.#question) return;
		this.#show(here);
		if (!asks || isComplete(here.coverage) || !here.coverage.online) {
			this.asking = false;
			return;
		}
		this.asking = true;
		this.#askTimer = setTimeout(() => void this.#ask(question, query), ASK_AFTER_MS);
	}

	async #ask(question: number, query: SearchQuery): Promise<void> {
		const everywhere = await this.#workspace.search!.everywhere(query, this.#limit);
		if (question !== this.#question) return;
		this.asking = false;
		if (!everywhere) return;
		const known = this.hits.map(keyOf);
		this.#remote = everywhere.hits.filter((hit) => !known.includes(keyOf(hit)));
		this.#served = everywhere.coverage.byServer;
		this.#show(everywhere);
	}

	#show({ hits, more, coverage }: Found): void {
		const search = this.#workspace.search!;
		const merged = mergeHits(
			hits,
			this.#remote.filter((hit) => !search.isInStep(hit)),
			this.#limit,
		);
		this.hits = merged.hits;
		this.more = more || merged.more;
		this.coverage = { ...coverage, byServer: this.#served && coverage.online };
		this.answered = true;
	}

	/** Something arrived, was edited or deleted: what is shown follows. */
	#changed(): void {
		this.#againTimer ??= setTimeout(() => {
			this.#againTimer = undefined;
			if (this.wanted && this.answered && !this.asking) this.#look(!this.#served);
		}, AGAIN_MS);
	}
}
