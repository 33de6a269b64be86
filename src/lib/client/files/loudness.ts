/** How loud a sound is over its time, as its preview says it (SPEC D14): a byte for each of equal spans. */

/** Spans of a preview: as many bars as a player has room for. */
export const SPANS = 48;

/** @param levels as they were measured while it was recorded, at equal times */
export function loudnessOf(levels: readonly number[]): Uint8Array {
	if (levels.length === 0) return new Uint8Array();
	return asBytes(
		Array.from({ length: SPANS }, (_, span) => {
			const from = Math.floor((span * levels.length) / SPANS);
			const to = Math.max(from + 1, Math.floor(((span + 1) * levels.length) / SPANS));
			return Math.max(...levels.slice(from, to));
		}),
	);
}

/** The loudest is 255: a quiet voice shows too. */
function asBytes(levels: readonly number[]): Uint8Array {
	const loudest = Math.max(...levels, 1e-4);
	return Uint8Array.from(levels, (level) => Math.round((level / loudest) * 255));
}

/** base64url without its end signs. */
export function encodePreview(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}
