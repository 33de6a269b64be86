/** Finding people in the device's own directory (B04), also offline. Pure. */
import type { Person } from '#lib/protocol/workspace.ts';
import { foldForSearch } from './conversation-list.ts';

/** Letters from which on a name is looked for. */
export const FIND_FROM = 2;

/** By the words of the name, each from its beginning or within; or by the exact id or email address. */
export function findPeople(people: readonly Person[], query: string): Person[] {
	const wanted = query.trim();
	const exact = people.filter(
		({ id, email }) => id === wanted.toLowerCase() || email === wanted.toLowerCase(),
	);
	if (exact.length > 0) return exact;
	if ([...wanted].length < FIND_FROM) return [];
	const words = foldForSearch(wanted).split(/\s+/u).filter(Boolean);
	return people.filter(({ name }) => {
		const folded = foldForSearch(name);
		return words.every((word) => folded.includes(word));
	});
}
