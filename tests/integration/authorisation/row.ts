/** One row of the authorisation matrix: an entrance, what is asked of it, and the answer to each kind of person. */
import type { Browser } from '../../support/browser.ts';
import type { TestPerson } from '../../support/organisation.ts';
import type { Cast } from './cast.ts';

export type Column = string;
/**
 * Everybody who may ask. Those named by a role are in no conversation but #square, which everybody of the organisation sees; the last three are in the private
 * room: two members, of whom one is staff of customers, and its admin.
 */
export const COLUMNS: readonly Column[] = [
	...['nobody', 'stranger', 'OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER', 'READER', 'AUDITOR'],
	...['member', 'staffMember', 'roomAdmin'],
];

export interface Asker {
	column: Column;
	/** Undefined for who is not signed in. */
	person: TestPerson | undefined;
	/** With a session of its own, which the question may end. */
	browser: Browser;
}

export interface Row {
	/** The entrance, as `listEntrances` or the wire names it. */
	of: string;
	what: string;
	ask(asker: Asker, cast: Cast): Promise<string>;
	/** Answer to columns, by their names with spaces between; one answer may say REST. */
	answers: Record<string, string>;
}

/** All columns that no other answer names. */
export const REST = '*';
/** Who has messaging. */
export const STAFF = 'OWNER ADMIN SUPERVISOR AGENT MEMBER member staffMember roomAdmin';
/** Everybody of the organisation. */
export const OURS = `${STAFF} READER AUDITOR`;
export const IN_ROOM = 'member staffMember roomAdmin';
export const SIGNED_IN = `stranger ${OURS}`;

/** Each column with the answer that the row promises. Throws when a column has none or two. */
export function expectedAnswers({ of, what, answers }: Row): Record<Column, string> {
	const expected: Record<Column, string> = {};
	for (const [answer, columns] of Object.entries(answers)) {
		if (columns === REST) continue;
		for (const column of columns.split(' ')) {
			if (column in expected || !COLUMNS.includes(column)) throw new Error(`${of} ${what}: ${column}`);
			expected[column] = answer;
		}
	}
	const rest = Object.keys(answers).find((answer) => answers[answer] === REST);
	for (const column of COLUMNS) {
		if (column in expected) continue;
		if (rest === undefined) throw new Error(`${of} ${what}: no answer to ${column}`);
		expected[column] = rest;
	}
	return expected;
}
