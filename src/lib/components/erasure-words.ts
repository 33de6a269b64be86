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

export const STATE_WORDS: Record<ErasureWords['state'], { words: string; tone?: string }> = {
	waiting: { words: 'Waits for a second person', tone: 'note' },
	lapsed: { words: 'Lapsed', tone: 'outline' },
	declined: { words: 'Declined', tone: 'outline' },
	withdrawn: { words: 'Withdrawn', tone: 'outline' },
	running: { words: 'Being erased', tone: 'note' },
	done: { words: 'Erased' },
};

/** What goes: "All texts of Ben Okoro" */
export function aboutWords({ about, forwardOf }: ErasureWords, nameOf: (user: string) => string): string {
	if (about.kind === 'person') return `All texts of ${nameOf(about.user)}`;
	if (!about.found)
		return forwardOf === null
			? 'A message that is not in the record'
			: `A forward of the message of request ${forwardOf}, among staff`;
	const { author, receivedAt, conversation } = about.found;
	const where = conversation ? ` in ${conversation}` : ' in a direct message';
	const what = forwardOf === null ? 'One message of' : `A forward of the message of request ${forwardOf}, by`;
	return `${what} ${nameOf(author)}${where}, stored ${absoluteTime(receivedAt)}`;
}

export function doneWords({ number, erased, finishedAt }: ErasureWords): string {
	const texts = `${erased.values} ${erased.values === 1 ? 'text' : 'texts'}`;
	const places = `${erased.documents} ${erased.documents === 1 ? 'conversation' : 'conversations'}`;
	if (finishedAt === null) return `${texts} in ${places} erased so far. It goes on by itself.`;
	if (erased.values === 0) return 'There was nothing left to erase.';
	const when = dateWords(finishedAt, Date.now());
	return `${texts} in ${places}. Erased on ${when} by legal request ${number}. The chain still verifies.`;
}

/** "request 2", "requests 2, 3" */
export function forwardsWords(numbers: readonly number[]): string {
	return `${numbers.length === 1 ? 'request' : 'requests'} ${numbers.join(', ')}`;
}
