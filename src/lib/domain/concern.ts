/** Whom an event concerns so that he is told of it (SPEC B3). One rule for the pushes of the server and the notification centre of a device. Pure. */
import type { ConversationEvent } from './events.ts';
import { EVERYONE, mentionedIn } from './mentions.ts';

export type Concern = 'direct' | 'mention' | 'reply' | 'message' | 'added';
export const LEVELS = ['all', 'mentions', 'none'] as const;
export type NotificationLevel = (typeof LEVELS)[number];

export interface ConcernContext {
	author: string;
	/** Is it said in a direct message? */
	direct: boolean;
	/** Who wrote the message that is answered; null when it answers none, or nobody knows. */
	answered: string | null;
}

/** How `event` concerns `user`; null when it does not. */
export function concernOf(event: ConversationEvent, user: string, context: ConcernContext): Concern | null {
	if (event.k === 's') return event.a === 'added' && event.who === user && event.by !== user ? 'added' : null;
	if (event.k !== 'm' || context.author === user) return null;
	if (context.direct) return 'direct';
	// Who forwards names nobody himself.
	const mentioned = event.fw ? [] : mentionedIn(event.b);
	if (mentioned.includes(user) || mentioned.includes(EVERYONE)) return 'mention';
	return context.answered === user ? 'reply' : 'message';
}

/** Does a person with this setting want to be told? */
export function isWanted(concern: Concern, level: NotificationLevel): boolean {
	return level === 'all' || (level === 'mentions' && concern !== 'message');
}
