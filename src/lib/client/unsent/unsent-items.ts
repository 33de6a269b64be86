/** What only this device has: what waits for the network, and what the server refused and the person has not dealt with. */
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { refusalWords } from '#lib/client/refusal-words.ts';
import type { UndeliveredText } from '../summaries.ts';
import type { VolumeSet } from '../volume-set.ts';

export type WaitingKind = 'message' | 'edit' | 'deletion' | 'reaction' | 'change' | 'file';

export interface WaitingItem {
	/** Unique in its list. */
	key: string;
	/** Null for what concerns no conversation. */
	conversation: string | null;
	kind: WaitingKind;
	/** The text; of a reaction its emoji, of a change what it does, of a deletion nothing, of a file its name. */
	body: string;
	/** The author's clock, ms. */
	at: number;
}

/** Where a refused text lies: in the tray of an open conversation, aside because its conversation is gone, or in one that was not created. */
export type RefusedPlace = 'tray' | 'aside' | 'creation';

export interface RefusedItem extends UndeliveredText {
	place: RefusedPlace;
	/** Volume and `client:clock`, where it lies in a tray. */
	ref: { volume: number; ref: string } | null;
}

const KINDS = { m: 'message', e: 'edit', d: 'deletion', r: 'reaction' } as const;

/** A conversation's own events that no ledger names yet, in the order of writing. */
export function waitingIn({ conversation, replicas }: VolumeSet): WaitingItem[] {
	const items: WaitingItem[] = [];
	for (const replica of replicas)
		for (const { client, clock, event } of replica.ownUnsent()) {
			const key = `${conversation}/${replica.volume}:${client}:${clock}`;
			items.push({ key, conversation, kind: KINDS[event.k], body: bodyOf(event), at: event.at });
		}
	return items.sort((one, other) => one.at - other.at);
}

/** A conversation's texts that were refused one by one. */
export function refusedIn({ conversation, replicas }: VolumeSet, conversationName: string): RefusedItem[] {
	return [...replicas].flatMap((replica) =>
		[...replica.tray.values()].map(({ ref, body, at, code }): RefusedItem => ({
			key: `${conversation}/${replica.volume}:${ref}`,
			conversation,
			conversationName,
			body,
			at,
			words: refusalWords(code),
			place: 'tray',
			ref: { volume: replica.volume, ref },
		})),
	);
}

function bodyOf(event: AuthoredEvent): string {
	switch (event.k) {
		case 'm':
		case 'e':
			return event.b;
		case 'r':
			return event.e;
		case 'd':
			return '';
	}
}
