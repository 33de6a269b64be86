/** The shortest password that the server takes. */
export const MIN_PASSWORD_LENGTH = 12;

export interface Strength {
	/** A word of the dictionary. */
	kind: 'too-short' | 'weak' | 'good' | 'strong';
	tone: 'danger' | 'note' | 'accent';
}

/**
 * A hint while somebody types; the server decides. Length counts most: a sentence of ordinary words is strong, twelve times the same
 * letter is not.
 */
export function passwordStrength(password: string): Strength {
	const length = [...password].length;
	if (length < MIN_PASSWORD_LENGTH) return { kind: 'too-short', tone: 'danger' };
	const different = new Set(password.toLowerCase()).size;
	const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
		kind.test(password),
	).length;
	if (different < 6) return { kind: 'weak', tone: 'note' };
	if (length >= 20 || (length >= 14 && different >= 9) || (kinds >= 3 && different >= 9))
		return { kind: 'strong', tone: 'accent' };
	return { kind: 'good', tone: 'accent' };
}
