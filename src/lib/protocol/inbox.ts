/** Events that the relay pushes on channel 0 (SPEC W1, op 4). They carry no content: they say what to fetch or close. */
export type InboxEvent =
	/** Conversations, members, names, people or volumes changed: fetch `GET /api/workspace`. */
	| { type: 'workspace' }
	/** Another device of mine read on. */
	| { type: 'read'; conversation: string; mark: number; volume: number; position: number }
	/** Another member of a conversation read on, or marked something as unread (SPEC W9). */
	| { type: 'reader'; conversation: string; user: string; volume: number; position: number }
	/** Devices of another member have a volume through this position (SPEC W11). */
	| { type: 'held'; conversation: string; user: string; volume: number; position: number }
	/** People whom this socket watches came or went (SPEC A5): ids of users. */
	| { type: 'presence'; on: string[]; off: string[] }
	/** A security event alerts (SPEC S3), to whom it may concern: fetch `GET /api/audit/alerts`. */
	| { type: 'alert' }
	/** This session or device was ended; the socket closes with 4401. */
	| { type: 'signed-out' };

export function parseInboxEvent(json: string): InboxEvent | undefined {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
	const { type } = value;
	if (type === 'workspace' || type === 'alert' || type === 'signed-out') return { type };
	if (type === 'presence') return parsePresence(value);
	if (type !== 'read' && type !== 'reader' && type !== 'held') return undefined;
	const { conversation, mark, volume, position, user } = value as Record<string, unknown>;
	if (typeof conversation !== 'string' || typeof volume !== 'number' || typeof position !== 'number')
		return undefined;
	if (type !== 'read')
		return typeof user === 'string' ? { type, conversation, user, volume, position } : undefined;
	return typeof mark === 'number' ? { type, conversation, mark, volume, position } : undefined;
}

function parsePresence(value: object): InboxEvent | undefined {
	const { on, off } = value as Record<string, unknown>;
	return isNames(on) && isNames(off) ? { type: 'presence', on, off } : undefined;
}

function isNames(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
