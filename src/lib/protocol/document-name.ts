/** Names of documents (SPEC N1, X). */
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const VOLUME = new RegExp(`^([ci])/(${UUID})/(0|[1-9][0-9]{0,4})$`);
const CONVERSATION_TEXT = new RegExp(`^d/(${UUID})/(?:notes|reply)$`);
const OWN_TEXT = new RegExp(`^([ukt])/(${UUID})$`);
export const MAX_VOLUME = 65_535;

/** A volume of a conversation, or of what its staff say among themselves (SPEC X1). */
export interface ConversationName {
	kind: 'conversation' | 'internal';
	conversation: string;
	volume: number;
}

/** SPEC X2. */
export interface TextName {
	kind: 'text';
	/** The letter before the first slash. */
	of: 'd' | 'u' | 'k' | 't';
	/** Of the conversation, user, article or template. */
	id: string;
}

export type DocumentName = ConversationName | TextName;

export function conversationDocument(conversation: string, volume: number): string {
	return `c/${conversation}/${volume}`;
}

export function internalDocument(conversation: string, volume: number): string {
	return `i/${conversation}/${volume}`;
}

/** Another volume of the same. */
export function volumeDocument({ kind, conversation }: ConversationName, volume: number): string {
	return (kind === 'internal' ? internalDocument : conversationDocument)(conversation, volume);
}

/** Where a user's drafts are, on all of his devices. */
export function draftsDocument(user: string): string {
	return `u/${user}`;
}

/** The organisation's own log: leases, memberships, roles. Never synced. */
export function organisationLog(organisation: string): string {
	return `o/${organisation}`;
}

/** Of a conversation's own volume; undefined for every other document. */
export function parseDocumentName(document: string): ConversationName | undefined {
	const name = document.startsWith('c/') ? nameOfDocument(document) : undefined;
	return name?.kind === 'conversation' ? name : undefined;
}

/** Of any document that is synced. */
export function nameOfDocument(document: string): DocumentName | undefined {
	const volume = VOLUME.exec(document);
	if (volume) {
		const kind = volume[1] === 'c' ? 'conversation' : 'internal';
		const name: ConversationName = { kind, conversation: volume[2]!, volume: Number(volume[3]) };
		return name.volume <= MAX_VOLUME ? name : undefined;
	}
	const text = CONVERSATION_TEXT.exec(document);
	if (text) return { kind: 'text', of: 'd', id: text[1]! };
	const own = OWN_TEXT.exec(document);
	return own ? { kind: 'text', of: own[1] as 'u' | 'k' | 't', id: own[2]! } : undefined;
}

/** The conversation whose members' changes concern this document. */
export function conversationOf(name: DocumentName): string | undefined {
	if (name.kind !== 'text') return name.conversation;
	return name.of === 'd' ? name.id : undefined;
}

/** What rights are given for: every document of a unit has the same. A conversation's is its id. */
export function unitOf(name: DocumentName): string {
	if (name.kind === 'text') return `${name.of}/${name.id}`;
	return name.kind === 'internal' ? `i/${name.conversation}` : name.conversation;
}

export function isUuid(value: unknown): value is string {
	return typeof value === 'string' && new RegExp(`^${UUID}$`).test(value);
}
