/** A notice in words, made when it is sent (SPEC B7). Pure. */
import type { Concern } from '#lib/domain/concern.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import { decodeMentions, EVERYONE } from '#lib/domain/mentions.ts';

const LONGEST = 200;

export interface NoticeFacts {
	kind: Concern;
	event: ConversationEvent;
	/** Who wrote it, or who added somebody. */
	author: string;
	/** The conversation's name. */
	room: string;
	isChannel: boolean;
	isDirect: boolean;
	showText: boolean;
	nameOf(user: string): string;
}

export function noticeWords({
	kind,
	event,
	author,
	room,
	isChannel,
	isDirect,
	showText,
	nameOf,
}: NoticeFacts): {
	title: string;
	body: string;
} {
	const place = isChannel ? `# ${room}` : room;
	if (kind === 'added') return { title: place, body: `${author} added you.` };
	const title = isDirect ? author : `${author} in ${place}`;
	if (showText && event.k === 'm') return { title, body: oneLine(event.b, nameOf) };
	return { title, body: HIDDEN[kind] };
}

const HIDDEN: Record<Exclude<Concern, 'added'>, string> = {
	direct: 'New message',
	mention: 'Mentioned you',
	reply: 'Answered you',
	message: 'New message',
};

function oneLine(body: string, nameOf: (user: string) => string): string {
	const text = decodeMentions(body.slice(0, 20 * LONGEST), (user) =>
		user === EVERYONE ? EVERYONE : nameOf(user),
	)
		.replace(/\s+/gu, ' ')
		.trim();
	const letters = [...text.slice(0, 2 * LONGEST)];
	return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : text;
}
