/**
 * Refusal codes of the relay (SPEC R). `honest`: an unmodified client can meet it; the others are security events that alert.
 * `words` complete "Not delivered: …" in the interface.
 */
export const REFUSALS = {
	MALFORMED: { honest: false, words: 'this device sent something unreadable' },
	TRAILING_BYTES: { honest: false, words: 'this device sent something unreadable' },
	BAD_UTF8: { honest: false, words: 'the text is not valid' },
	STRING_TOO_LONG: { honest: false, words: 'this device sent something unreadable' },
	TOO_MANY_STRUCTS: { honest: false, words: 'this device sent something unreadable' },
	TOO_MANY_CLIENTS: { honest: false, words: 'this device sent something unreadable' },
	TOO_MANY_NODES: { honest: false, words: 'this device sent something unreadable' },
	TOO_DEEP: { honest: false, words: 'this device sent something unreadable' },
	FORBIDDEN_KEY: { honest: false, words: 'this device sent something unreadable' },
	FORBIDDEN_CONTENT: { honest: false, words: 'this device sent something unreadable' },
	DUPLICATE_SECTION: { honest: false, words: 'this device sent something unreadable' },
	CLIENT_UNLEASED: { honest: true, words: 'this device was signed out by its owner' },
	CLIENT_NOT_YOURS: { honest: false, words: 'it carries another person’s name' },
	CONTAINER_NOT_YOURS: { honest: false, words: 'it writes into another person’s log' },
	MAP_KEY_IN_FEED: { honest: false, words: 'this device sent something unreadable' },
	NOT_AN_APPEND: { honest: false, words: 'it would change history' },
	DELETE_NOT_YOURS: { honest: false, words: 'it would erase history' },
	MISSING_DEPENDENCY: { honest: false, words: 'it refers to something unknown' },
	GAP: { honest: true, words: 'something before it is missing' },
	SCHEMA: { honest: false, words: 'this version of Parley does not know its form' },
	UPDATE_TOO_LARGE: { honest: false, words: 'larger than 16 kB' },
	NOT_YOURS: { honest: false, words: 'only its author may change a message' },
	ERASED: { honest: true, words: 'what it belongs to was erased by legal request' },
	DOCUMENT_FULL: { honest: true, words: 'the text is full' },
	REVOKED: { honest: true, words: 'you were removed from this conversation' },
	RECEIPT_INVALID: { honest: false, words: 'the server has not signed it' },
	/** A direct message of two who are no contacts, or of whom one has blocked the other (SPEC V3). */
	NO_CONTACT: { honest: true, words: 'you cannot write to this person now' },
	NOT_ALLOWED_HERE: { honest: true, words: 'only admins post here' },
} as const;

/**
 * Refusals of which no update is the cause: of an upgrade, an opening, a frame, or of going on (SPEC S1). No client is told these codes: its
 * socket closes, or was never one.
 */
export const INCIDENTS = {
	/** No Origin of ours, and no other client sends one. */
	FOREIGN_ORIGIN: { honest: false, words: 'the page came from somewhere else' },
	/** A browser that was signed out meanwhile, or whose account is closed. */
	NOT_SIGNED_IN: { honest: true, words: 'not signed in' },
	/** A token that was revoked, or that is none. */
	BAD_TOKEN: { honest: true, words: 'the device’s token is not valid' },
	/** Whoever was removed while offline asks for what he had. */
	NO_ACCESS: { honest: true, words: 'no such document, or no access to it' },
	TEXT_FRAME: { honest: false, words: 'this device sent something unreadable' },
	BAD_FRAME: { honest: false, words: 'this device sent something unreadable' },
	TOO_MANY_REFUSALS: { honest: false, words: 'too much of it was refused already' },
	TOO_MUCH_WAITING: { honest: false, words: 'more was sent at once than any device has' },
	TOO_MANY_DOCUMENTS: { honest: true, words: 'too many documents were open' },
	TOO_MANY_SOCKETS: { honest: true, words: 'too many tabs or devices were connected' },
} as const;

export type RefusalCode = keyof typeof REFUSALS;
export type SecurityCode = RefusalCode | keyof typeof INCIDENTS;

const ALL: Record<SecurityCode, { honest: boolean; words: string }> = { ...REFUSALS, ...INCIDENTS };

/** Can no unmodified client produce it? Then a supervisor is alerted. */
export function alerts(code: SecurityCode): boolean {
	return !ALL[code].honest;
}

/** Who is alerted: the roles that may see alerts. */
export const ALERTED_ROLES = ['OWNER', 'ADMIN', 'SUPERVISOR', 'AUDITOR'] as const;

export function refusalWords(code: string): string {
	return Object.hasOwn(ALL, code) ? ALL[code as SecurityCode].words : 'the server refused it';
}
