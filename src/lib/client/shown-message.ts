import type { SystemEvent } from '#lib/domain/events.ts';
import { timeline as t } from '#lib/i18n/timeline.ts';
import type { ShownItem, UndeliveredText } from './summaries.ts';

/** A text that stands in no document any more, as an item at the end of its conversation's timeline. */
export function undeliveredItem(text: UndeliveredText, self: string): ShownItem {
	return {
		key: text.key,
		volume: -1,
		client: 0,
		clock: 0,
		kind: 'message',
		author: self,
		at: text.at,
		receivedAt: null,
		position: null,
		state: 'pending',
		body: text.body,
		files: [],
		history: [],
		changePending: false,
		deleted: false,
		erased: null,
		restored: null,
		reactions: [],
		re: null,
		forwarded: null,
		system: null,
		mine: true,
		delivery: 'refused',
		reason: text.words,
	};
}

/** A system event as a line of the timeline, without its full stop and time. `nameOf` answers "you" for the reader. */
export function systemWords(event: SystemEvent, nameOf: (user: string) => string): string {
	const by = event.by === undefined ? '' : nameOf(event.by);
	const who = event.who === undefined ? t.somebody : nameOf(event.who);
	const words = {
		created: () => t.created(by, event.name ?? ''),
		added: () => t.added(by, who),
		removed: () => t.removed(by, who),
		joined: () => t.joined(by || who),
		left: () => t.left(by || who),
		renamed: () => t.renamed(by, event.name ?? ''),
		'auto-replied': () => t.autoReplied(by, event.name ?? ''),
	}[event.a]();
	const sentence = words.trimStart();
	return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
