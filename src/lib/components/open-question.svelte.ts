import type { ShownItem } from '#lib/client/summaries.ts';

export type Question =
	| { readonly kind: 'delete' | 'history' | 'readers'; readonly item: ShownItem }
	| { readonly kind: 'forward'; readonly items: readonly ShownItem[] }
	| { readonly kind: 'date' };

/** What a dialog of a conversation asks, one at a time. The dialogs are fetched and mounted with the first question. */
export class OpenQuestion {
	#now = $state.raw<Question | null>(null);
	#wasAsked = $state(false);

	get now(): Question | null {
		return this.#now;
	}

	/** From the first question on: a dialog that closes still stands for a moment. */
	get wasAsked(): boolean {
		return this.#wasAsked;
	}

	ask(question: Question): void {
		this.#now = question;
		this.#wasAsked = true;
	}

	/** Its dialog was closed. */
	done(kind: Question['kind']): void {
		if (this.#now?.kind === kind) this.#now = null;
	}
}
