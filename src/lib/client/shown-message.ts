import type { SystemEvent } from '#lib/domain/events.ts';
import type { Delivery, ShownItem, UndeliveredText } from './summaries.ts';

/** Where a message of mine stands, in words. */
export const DELIVERY_WORDS: Record<Delivery, string> = {
	saving: 'Saving',
	saved: 'Saved on this device',
	stored: 'Stored',
	'not-saved': 'Not saved on this device yet',
	refused: 'Not delivered',
};

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
	const who = event.who === undefined ? 'somebody' : nameOf(event.who);
	const words = {
		created: event.name ? `${by} created “${event.name}”` : `${by} created this conversation`,
		added: by ? `${by} added ${who}` : `${who} was added`,
		removed: by ? `${by} removed ${who}` : `${who} ${who === 'you' ? 'were' : 'was'} removed`,
		joined: `${by || who} joined`,
		left: `${by || who} left`,
		renamed: `${by} renamed this conversation to “${event.name ?? ''}”`,
		'auto-replied': `${by}, by auto-reply: ${event.name ?? ''}`,
	}[event.a];
	const sentence = words.trimStart();
	return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
