/** How much of what one may read a search has looked through, and how that is said (X7). Pure. */

export interface Coverage {
	/** Conversations that one may read. */
	total: number;
	/** Of them, those that this device has. */
	here: number;
	/** Of these, those of which it has only the newer part. */
	partly: number;
	/** Still to be read into the index. */
	reading: number;
	/** Up to when the device's copies are complete, ms; null when they are up to date, or never were. */
	upTo: number | null;
	/** The server has looked through all that one may read. */
	byServer: boolean;
	online: boolean;
}

export function isComplete({ total, here, partly, reading, upTo, byServer, online }: Coverage): boolean {
	return byServer || (here === total && partly === 0 && reading === 0 && upTo === null && online);
}

/** @param timeWords such as "12 March" or "11:42" */
export function coverageWords(coverage: Coverage, timeWords: (at: number) => string): string {
	const { total, here, partly, reading, upTo, online } = coverage;
	if (isComplete(coverage))
		return total === 1 ? 'Searched the one conversation.' : `Searched all ${total} conversations.`;
	const sentences = [
		`Searched ${here} of ${conversations(total)} on this device${upTo === null ? '' : `, complete to ${timeWords(upTo)}`}.`,
	];
	if (reading > 0) sentences.push(`${conversations(reading, true)} still being read.`);
	if (partly > 0)
		sentences.push(
			`${partly} of them ${partly === 1 ? 'is' : 'are'} here only in ${partly === 1 ? 'its' : 'their'} newer part.`,
		);
	const others = total - here;
	if (others > 0 && !online)
		sentences.push(`The other ${others === 1 ? 'one is' : `${others} are`} searched when you are online.`);
	else if (partly > 0 && !online) sentences.push('The rest is searched when you are online.');
	else if (online) sentences.push('The server did not answer for the rest.');
	return sentences.join(' ');
}

/** What is said when nothing was found. Never that there is nothing, while something was not looked at. */
export function nothingWords(coverage: Coverage): string {
	const { total, here } = coverage;
	if (isComplete(coverage))
		return total === 1 ? 'No results in the one conversation.' : `No results in all ${total} conversations.`;
	if (here === 0) return 'No conversation is on this device yet.';
	return here === 1
		? 'Nothing in the one conversation on this device.'
		: `Nothing in the ${here} conversations on this device.`;
}

function conversations(count: number, are = false): string {
	return `${count} ${count === 1 ? 'conversation' : 'conversations'}${are ? (count === 1 ? ' is' : ' are') : ''}`;
}
