/** Notifications that a push asks for (SPEC B7): which are shown, which are closed, and where a press leads. */
import { messageLink } from '#lib/client/message-link.ts';
import { tagOf } from '#lib/client/notice-tag.ts';
import type { PushedNotice, PushPayload } from '#lib/protocol/push.ts';

const KINDS = new Set(['direct', 'mention', 'reply', 'message', 'added']);

/** What came, if it is of ours. Whoever holds the subscription could send anything. */
export function parsePush(text: string): PushPayload | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null || (value as { v?: unknown }).v !== 1) return undefined;
	const { show, close, test } = value as Record<string, unknown>;
	if (typeof test === 'string') return { v: 1, test };
	if (Array.isArray(close) && close.every(isId)) return { v: 1, close };
	return isNotice(show) ? { v: 1, show } : undefined;
}

function isNotice(value: unknown): value is PushedNotice {
	if (typeof value !== 'object' || value === null) return false;
	const { conversation, key, title, body, count, kind } = value as Record<string, unknown>;
	return (
		isId(conversation) &&
		typeof key === 'string' &&
		/^\d+:\d+:\d+$/.test(key) &&
		typeof title === 'string' &&
		typeof body === 'string' &&
		typeof count === 'number' &&
		typeof kind === 'string' &&
		KINDS.has(kind)
	);
}

function isId(value: unknown): value is string {
	return typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);
}

export function notificationOf(notice: PushedNotice): {
	title: string;
	options: NotificationOptions & { tag: string; data: { path: string } };
} {
	const { conversation, key, title, body, count } = notice;
	return {
		title: count > 1 ? `${title} (${count})` : title,
		options: {
			body,
			tag: tagOf(conversation),
			icon: '/icon-192.png',
			badge: '/icon-192.png',
			data: { path: messageLink(conversation, key) },
		},
	};
}
