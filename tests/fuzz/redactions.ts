/** SPEC D10 by brute force: which contents must be gone, and which may be. Between the two lie copies whose claims contradict each other (D8). */
import { digestBytes } from '#lib/domain/digest.ts';
import type { DocumentBook } from './book.ts';

/** What of a document's redactions is wrong. */
export function wrongRedactionsIn(book: DocumentBook): string[] {
	const must = goneBy(book, true);
	const may = goneBy(book, false);
	const wrong: string[] = [];
	for (const [client, slots] of book.slots)
		for (const clock of slots.keys()) {
			const key = `${client}:${clock}`;
			const isGone = book.redacted.get(client)?.has(clock) ?? false;
			if (isGone && !may.has(key)) wrong.push(`${key} is gone, and nothing says that it should be`);
			if (!isGone && must.has(key)) wrong.push(`${key} was deleted, and is still there`);
		}
	return wrong;
}

/** @param strictly only by copies that name a message which is here, in its own digest */
function goneBy(book: DocumentBook, strictly: boolean): Set<string> {
	const links = new Map<string, Set<string>>();
	const link = (one: string, other: string) => {
		for (const [from, to] of [
			[one, other],
			[other, one],
		] as const) {
			const known = links.get(from);
			if (known) known.add(to);
			else links.set(from, new Set([to]));
		}
	};
	const start: string[] = [];
	for (const { ref, event } of book.events()) {
		const key = ref.join(':');
		const target = event.of?.join(':');
		if (event.k === 'd') start.push(target!);
		// An edit goes with its target, and takes nothing with it.
		if (event.k !== 'm' || !event.was) continue;
		const [client, clock, digest] = event.was;
		const slot = book.slots.get(client)?.get(clock);
		const isSame = slot?.event.k === 'm' && digestBytes(slot.bytes) === digest;
		if (isSame || !strictly) link(key, `${client}:${clock}`);
	}
	const families = new Set(start);
	for (const key of families) for (const other of links.get(key) ?? []) families.add(other);
	const gone = new Set<string>();
	for (const { ref, event } of book.events()) {
		const key = ref.join(':');
		if (event.k === 'm' && families.has(key)) gone.add(key);
		if (event.k === 'e' && families.has(event.of!.join(':'))) gone.add(key);
	}
	return gone;
}
