import { erasure as t } from '#lib/i18n/erasure.ts';
import { absoluteTime, dateWords } from './time-words.ts';

/** A legal request, as much of it as is put into words. */
export interface ErasureWords {
	number: number;
	reason: string;
	reference: string;
	requestedBy: string;
	requestedAt: number;
	decision: { approved: boolean; by: string; at: number } | null;
	erased: { values: number; documents: number };
	finishedAt: number | null;
	state: 'waiting' | 'lapsed' | 'declined' | 'withdrawn' | 'running' | 'done';
	about:
		| { kind: 'person'; user: string }
		| {
				kind: 'message';
				reference: string;
				found: { author: string; receivedAt: number; conversation: string } | null;
		  };
	mayApprove: boolean;
	mayDecline: boolean;
	isMine: boolean;
	/** Of a forward: the request for the message that it repeats. */
	forwardOf: number | null;
	/** Numbers of the requests for its forwards. */
	forwards: number[];
}

export const STATE_TONES: Partial<Record<ErasureWords['state'], string>> = {
	waiting: 'note',
	lapsed: 'outline',
	declined: 'outline',
	withdrawn: 'outline',
	running: 'note',
};

/** What goes: "All texts of Ben Okoro" */
export function aboutWords({ about, forwardOf }: ErasureWords, nameOf: (user: string) => string): string {
	if (about.kind === 'person') return t.allTextsOf(nameOf(about.user));
	if (!about.found) return forwardOf === null ? t.notInRecord : t.forwardAmongStaff(forwardOf);
	const { author, receivedAt, conversation } = about.found;
	const where = conversation ? t.inConversation(conversation) : t.inDirect;
	const stored = absoluteTime(receivedAt);
	return forwardOf === null
		? t.oneMessageOf(nameOf(author), where, stored)
		: t.forwardBy(forwardOf, nameOf(author), where, stored);
}

export function doneWords({ number, erased, finishedAt }: ErasureWords): string {
	const texts = t.texts(erased.values);
	const places = t.places(erased.documents);
	if (finishedAt === null) return t.soFar(texts, places);
	if (erased.values === 0) return t.nothingLeft;
	const when = dateWords(finishedAt, Date.now());
	return t.done(texts, places, when, number);
}

/** "request 2", "requests 2, 3" */
export function forwardsWords(numbers: readonly number[]): string {
	return t.requestsList(numbers.join(', '), numbers.length);
}
