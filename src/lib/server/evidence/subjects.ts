/** Whose facts of the organisation's log are shown with some conversations, and no others (SPEC E4). */
import type { OpenLeaf } from '#lib/protocol/evidence/disclosed-row.ts';
import { decodeFacts, subjectOf } from '#lib/protocol/organisation-facts.ts';

/** Bytes that are no fact are shown: the verification names them. */
export function isAbout({ bytes }: OpenLeaf, subjects: ReadonlySet<string>): boolean {
	try {
		return subjects.has(subjectOf(decodeFacts(bytes, 1)[0]!));
	} catch {
		return true;
	}
}
