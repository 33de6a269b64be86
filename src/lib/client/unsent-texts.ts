/** A conversation's texts that only this device has: not sent yet, or refused. */
import { refusalWords } from '#lib/client/refusal-words.ts';
import type { UndeliveredText } from './summaries.ts';
import type { VolumeSet } from './volume-set.ts';

/** @param words why those are not delivered that were not refused one by one */
export function textsOf(set: VolumeSet, conversationName: string, words: string): UndeliveredText[] {
	const { conversation } = set;
	const texts: UndeliveredText[] = [];
	for (const replica of set.replicas) {
		const keyOf = (ref: string) => `${conversation}/${replica.volume}:${ref}`;
		for (const { client, clock, event } of replica.ownUnsent()) {
			if (event.k !== 'm' && event.k !== 'e') continue;
			const { b: body, at } = event;
			texts.push({ key: keyOf(`${client}:${clock}`), conversation, conversationName, body, at, words });
		}
		for (const { ref, body, at, code } of replica.tray.values())
			texts.push({ key: keyOf(ref), conversation, conversationName, body, at, words: refusalWords(code) });
	}
	return texts;
}

/** Every message that the server had, one's own and others', who wrote it before it. */
export function storedTextsOf(
	set: VolumeSet,
	conversationName: string,
	words: string,
	nameOf: (user: string) => string,
): UndeliveredText[] {
	const { conversation } = set;
	return [...set.replicas].flatMap((replica) =>
		replica.items().flatMap((item) => {
			if (item.kind !== 'message' || item.deleted || item.delivery !== 'stored') return [];
			const body = item.mine ? item.body : `${nameOf(item.author)}: ${item.body}`;
			const key = `${conversation}/${replica.volume}:${item.client}:${item.clock}`;
			return [{ key, conversation, conversationName, body, at: item.at, words }];
		}),
	);
}
