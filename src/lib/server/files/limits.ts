const MB = 1024 * 1024;
const GB = 1024 * MB;

/** Bytes (SPEC M4). */
export interface FileLimits {
	file: number;
	person: number;
	organisation: number;
}

/** Until a person or an organisation is given another. */
export const PERSON_BYTES = 20 * GB;
export const ORGANISATION_BYTES = 500 * GB;
/** Unfinished ones of one person. */
export const MAX_UNFINISHED = 100;
