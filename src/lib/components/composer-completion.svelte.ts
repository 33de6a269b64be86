import type { Mentionable } from '#lib/domain/mentions.ts';
import { composer as t } from '#lib/i18n/composer.ts';
import { matchPeople, triggerAt, type Trigger } from './completion.ts';
import { findEmoji, loadEmoji, type Emoji } from './emoji.ts';

/** What can take the place of what is being typed. */
export interface Choice {
	/** What is put into the text. */
	word: string;
	label: string;
	/** A user's id, for the face. */
	person?: string;
	emoji?: string;
}

/** The suggestions at the cursor of a text field: people after "@", emoji after ":". */
export class ComposerCompletion {
	readonly #people: () => readonly Mentionable[];
	#emoji: readonly Emoji[] = $state.raw([]);
	trigger: Trigger | null = $state.raw(null);
	active = $state(0);
	choices: readonly Choice[] = $derived.by(() => this.#choices());
	isOpen = $derived(this.choices.length > 0);

	constructor(people: () => readonly Mentionable[]) {
		this.#people = people;
	}

	#choices(): Choice[] {
		const { trigger } = this;
		if (!trigger) return [];
		if (trigger.sign === '@')
			return matchPeople(this.#people(), trigger.query).map(({ user, label }) => ({
				word: `@${label}`,
				...(label === 'everyone' ? { label: t.everyoneHere } : { label, person: user }),
			}));
		return findEmoji(this.#emoji, trigger.query, 8).map(({ emoji, name }) => ({
			word: emoji,
			label: name,
			emoji,
		}));
	}

	/** Looks what stands at the cursor. */
	look({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): void {
		const found = selectionStart === selectionEnd ? triggerAt(value, selectionStart) : null;
		if (found?.from !== this.trigger?.from || found?.query !== this.trigger?.query) this.active = 0;
		this.trigger = found;
		if (found?.sign === ':')
			void loadEmoji().then(
				(all) => (this.#emoji = all),
				() => undefined,
			);
	}

	close(): void {
		this.trigger = null;
	}

	/** "used" when the list took the key, a choice when it chose, null when the key is the field's. */
	key(event: KeyboardEvent): 'used' | Choice | null {
		if (!this.isOpen || event.altKey || event.ctrlKey || event.metaKey) return null;
		const { key } = event;
		if (key === 'ArrowDown' || key === 'ArrowUp') {
			const { length } = this.choices;
			this.active = (this.active + (key === 'ArrowDown' ? 1 : length - 1)) % length;
			return 'used';
		}
		if (key === 'Tab' || (key === 'Enter' && !event.shiftKey)) return this.choices[this.active]!;
		if (key !== 'Escape') return null;
		this.close();
		return 'used';
	}
}
