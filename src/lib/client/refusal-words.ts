import { refusals as t } from '#lib/i18n/refusals.ts';
import type { SecurityCode } from '#lib/protocol/refusals.ts';

/** What completes "Not delivered: …". A newer server may know codes that this program does not. */
export function refusalWords(code: string): string {
	const known: Partial<Record<string, string>> = t.codes satisfies Record<SecurityCode, string>;
	return known[code] ?? t.other;
}
