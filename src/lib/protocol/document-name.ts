/** Names of documents (SPEC N1). */
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const CONVERSATION = new RegExp(`^c/(${UUID})/(0|[1-9][0-9]{0,4})$`);
export const MAX_VOLUME = 65_535;

export interface ConversationName {
	kind: 'conversation';
	conversation: string;
	volume: number;
}

export function conversationDocument(conversation: string, volume: number): string {
	return `c/${conversation}/${volume}`;
}

/** The organisation's own log: leases, memberships, roles. Never synced. */
export function organisationLog(organisation: string): string {
	return `o/${organisation}`;
}

export function parseDocumentName(name: string): ConversationName | undefined {
	const match = CONVERSATION.exec(name);
	if (!match) return undefined;
	const volume = Number(match[2]);
	return volume <= MAX_VOLUME ? { kind: 'conversation', conversation: match[1]!, volume } : undefined;
}

export function isUuid(value: unknown): value is string {
	return typeof value === 'string' && new RegExp(`^${UUID}$`).test(value);
}
