/**
 * Refusal codes of the relay (SPEC R). `honest`: an unmodified client can meet it; the others are security events that alert.
 */
export const REFUSALS = {
	MALFORMED: { honest: false },
	TRAILING_BYTES: { honest: false },
	BAD_UTF8: { honest: false },
	STRING_TOO_LONG: { honest: false },
	TOO_MANY_STRUCTS: { honest: false },
	TOO_MANY_CLIENTS: { honest: false },
	TOO_MANY_NODES: { honest: false },
	TOO_DEEP: { honest: false },
	FORBIDDEN_KEY: { honest: false },
	FORBIDDEN_CONTENT: { honest: false },
	DUPLICATE_SECTION: { honest: false },
	CLIENT_UNLEASED: { honest: true },
	CLIENT_NOT_YOURS: { honest: false },
	CONTAINER_NOT_YOURS: { honest: false },
	MAP_KEY_IN_FEED: { honest: false },
	NOT_AN_APPEND: { honest: false },
	DELETE_NOT_YOURS: { honest: false },
	MISSING_DEPENDENCY: { honest: false },
	GAP: { honest: true },
	SCHEMA: { honest: false },
	UPDATE_TOO_LARGE: { honest: false },
	NOT_YOURS: { honest: false },
	ERASED: { honest: true },
	DOCUMENT_FULL: { honest: true },
	REVOKED: { honest: true },
	RECEIPT_INVALID: { honest: false },
	/** A direct message of two who are no contacts, or of whom one has blocked the other (SPEC V3). */
	NO_CONTACT: { honest: true },
	NOT_ALLOWED_HERE: { honest: true },
} as const;

/**
 * Refusals of which no update is the cause: of an upgrade, an opening, a frame, or of going on (SPEC S1). No client is told these codes: its
 * socket closes, or was never one.
 */
export const INCIDENTS = {
	/** No Origin of ours, and no other client sends one. */
	FOREIGN_ORIGIN: { honest: false },
	/** A browser that was signed out meanwhile, or whose account is closed. */
	NOT_SIGNED_IN: { honest: true },
	/** A token that was revoked, or that is none. */
	BAD_TOKEN: { honest: true },
	/** Whoever was removed while offline asks for what he had. */
	NO_ACCESS: { honest: true },
	TEXT_FRAME: { honest: false },
	BAD_FRAME: { honest: false },
	TOO_MANY_REFUSALS: { honest: false },
	TOO_MUCH_WAITING: { honest: false },
	TOO_MANY_DOCUMENTS: { honest: true },
	TOO_MANY_SOCKETS: { honest: true },
} as const;

export type RefusalCode = keyof typeof REFUSALS;
export type SecurityCode = RefusalCode | keyof typeof INCIDENTS;

const ALL: Record<SecurityCode, { honest: boolean }> = { ...REFUSALS, ...INCIDENTS };

/** Can no unmodified client produce it? Then a supervisor is alerted. */
export function alerts(code: SecurityCode): boolean {
	return !ALL[code].honest;
}

/** Who is alerted: the roles that may see alerts. */
export const ALERTED_ROLES = ['OWNER', 'ADMIN', 'SUPERVISOR', 'AUDITOR'] as const;
