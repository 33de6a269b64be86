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
	DOCUMENT_FULL: { honest: true, words: 'the text is full' },
	REVOKED: { honest: true, words: 'you were removed from this conversation' },
	NOT_ALLOWED_HERE: { honest: true, words: 'only admins post here' },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export function refusalWords(code: string): string {
	return code in REFUSALS ? REFUSALS[code as RefusalCode].words : 'the server refused it';
}
