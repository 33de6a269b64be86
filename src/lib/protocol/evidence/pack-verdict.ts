/** What the verification of a pack comes to (SPEC E5), and its words. */
import { nameOfDocument } from '../document-name.ts';
import type { Manifest } from './pack-format.ts';
import { momentOf } from './transcript-html.ts';

export interface PackFinding {
	/** A document's name, or a file's. */
	where: string;
	/** Of a document. */
	row: number | null;
	words: string;
}

export interface PackVerdict {
	/** Nothing was found wrong. */
	ok: boolean;
	findings: PackFinding[];
	/** Sentences. */
	checked: string[];
	notProved: string[];
	/** SHA-256 of the key that signed the checkpoint, in hex; null without one. */
	fingerprint: string | null;
	manifest: Manifest | null;
}

/** "Row 5 of part 1 of 0198…: it does not follow the row before it." */
export function findingWords({ where, row, words }: PackFinding): string {
	if (row === null) return `${where}: ${words}.`;
	return `Row ${row} of ${placeOf(where)}: ${words}.`;
}

function placeOf(where: string): string {
	const name = nameOfDocument(where);
	if (!name) return "the organisation's log";
	if (name.kind === 'text')
		return `the ${where.endsWith('/reply') ? 'shared draft' : 'notes'} of conversation ${name.id}`;
	const what = name.kind === 'internal' ? 'the internal remarks of ' : '';
	return `${what}conversation ${name.conversation}${name.volume > 0 ? `, part ${name.volume + 1}` : ''}`;
}

export function headline({ ok, findings }: PackVerdict): string {
	if (ok) return 'Every row is what it was, in its place, by who was entitled to it.';
	return findings.length === 1
		? 'This pack does not hold.'
		: `This pack does not hold: ${findings.length} findings.`;
}

/** What was exported, by whom and why: the pack's own words. */
export function describePack({ at, by, reason, organisation, documents, facts, scope }: Manifest): string[] {
	const rows = documents.reduce((sum, document) => sum + document.rows, 0);
	const { from, until, people, internal } = scope;
	const of = people === null ? '' : `, of ${counted(people.length, 'person', 'people')}`;
	const range =
		from === null && until === null
			? 'all of their time'
			: `texts from ${from === null ? 'the beginning' : momentOf(from)} to ${until === null ? 'the end' : momentOf(until)}`;
	return [
		`${organisation.name}: ${counted(scope.conversations.length, 'conversation')}, ${range}${of}.`,
		internal
			? 'With what staff wrote among themselves: internal remarks, notes and shared drafts. What somebody drafts alone is his own and in no pack.'
			: 'Without what staff wrote among themselves, and without what somebody drafts alone.',
		`${counted(rows, 'row')} in ${counted(documents.length, 'document')}; ${counted(facts, 'row')} of the organisation's log.`,
		`Exported ${momentOf(at)} by ${by.name}. Reason: ${reason}`,
	];
}

export function counted(count: number, noun: string, nouns = `${noun}s`): string {
	return `${count.toLocaleString('en-GB')} ${count === 1 ? noun : nouns}`;
}

/** The whole report, as lines. */
export function reportLines(verdict: PackVerdict): string[] {
	const { manifest, findings, checked, notProved, fingerprint } = verdict;
	const list = (title: string, items: readonly string[]) =>
		items.length === 0 ? [] : ['', title, ...items.map((item) => `  - ${item}`)];
	return [
		headline(verdict),
		...list('The pack says of itself', manifest ? describePack(manifest) : []),
		...list('Found wrong', findings.map(findingWords)),
		...list('Checked', checked),
		...list('Not proved', notProved),
		...list('The key that signed the checkpoint (SHA-256)', fingerprint === null ? [] : [fingerprint]),
	];
}
