/** What the audit page says: exact words, from what the browser itself found. Pure. */
import { systemWords } from '#lib/client/shown-message.ts';
import type { EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import type { Fault, Verdict } from '#lib/protocol/evidence/verify-evidence.ts';
import type { TextChange } from '#lib/protocol/evidence/text-fold.ts';
import { refusalWords } from '#lib/protocol/refusals.ts';
import { giverOf, rowName, rowNameIn, type AuditLine, type AuditLog, type AuditRow } from './audit-lines.ts';
import type { AuditNames } from './audit-names.ts';

/** How far the proof goes, in words. `bold` comes first. */
export interface Statement {
	tone: 'good' | 'wait' | 'bad';
	bold: string;
	rest: string;
	/** At the end of the line; empty for nothing. */
	aside: string;
}

const count = new Intl.NumberFormat('en-GB');
const rowsWords = (rows: number) => `${count.format(rows)} ${rows === 1 ? 'row' : 'rows'}`;

/** @param day "13 March, 11:52:00" */
export function statementOf(verdict: Verdict, day: (at: number) => string): Statement {
	const { documents, organisation, checkpoints } = verdict;
	const { newest, fault } = checkpoints;
	const hasVolumes = documents.some(({ document }) => /^[ci].*\/[1-9]/.test(document));
	const broken = documents.find(({ fault }) => fault !== null);
	if (organisation.fault && !broken)
		return {
			tone: 'bad',
			bold: `The organisation’s log is not proven: row ${organisation.fault.row}, ${organisation.fault.words}.`,
			rest: 'The rows continue each other. Who was entitled to write them cannot be judged.',
			aside: '',
		};
	if (broken) return faultStatement(broken.document, broken.fault!, hasVolumes);
	const all = documents.reduce((sum, { proven }) => sum + proven, 0);
	if (fault)
		return {
			tone: 'bad',
			bold:
				fault.number === null
					? `The server’s keys do not hold: ${fault.words}.`
					: `Checkpoint ${count.format(fault.number)} is not valid: ${fault.words}.`,
			rest: `${rowsWords(all)}, no gap. ${newest ? `Signed up to checkpoint ${count.format(newest.number)}, and no further.` : 'Nobody has signed where they end.'}`,
			aside: '',
		};
	if (checkpoints.isUnable)
		return {
			tone: 'wait',
			bold: 'This browser cannot check signatures.',
			rest: `${rowsWords(all)}, no gap. A newer browser also says who signed where they end.`,
			aside: '',
		};
	const signed = documents.reduce((sum, each) => sum + Math.min(each.signed, each.proven), 0);
	const newer = all - signed;
	if (!newest || signed === 0)
		return {
			tone: 'wait',
			bold: 'No checkpoint has signed these rows yet.',
			rest: `${rowsWords(all)}, no gap. One is made within a minute.`,
			aside: '',
		};
	return {
		tone: 'good',
		bold: `Verified up to checkpoint ${count.format(newest.number)}`,
		rest: `(${day(newest.at)}). ${rowsWords(signed)}, no gap, signature valid.`,
		aside:
			newer === 0
				? ''
				: `${count.format(newer)} newer ${newer === 1 ? 'row waits' : 'rows wait'} for the next checkpoint`,
	};
}

function faultStatement(
	document: string,
	{ row, words, breaksChain }: Fault,
	hasVolumes: boolean,
): Statement {
	const name = (seq: number) => rowNameIn(document, seq, hasVolumes);
	const isMissing = words.startsWith('it is missing');
	const bold = isMissing
		? `Row ${name(row)} is missing${words.slice('it is missing'.length)}.`
		: breaksChain && row > 0
			? `Row ${name(row)} does not continue row ${name(row - 1)}.`
			: `Row ${name(row)} is not what was stored: ${words}.`;
	const proven = row > 0 ? `Verified up to row ${name(row - 1)}. ` : '';
	return { tone: 'bad', bold, rest: `${proven}Nothing after it is proven.`, aside: '' };
}

/** What the verification says of one row. */
export type RowProof = 'pending' | 'proven' | 'bad' | 'unproven';

export function proofOf({ row, seq }: AuditRow, verdict: Verdict | null): RowProof {
	const document = verdict?.documents.find((each) => each.document === row.document);
	if (!document) return 'pending';
	if (seq < document.proven) return 'proven';
	return seq === document.fault?.row ? 'bad' : 'unproven';
}

/** "12 earlier checkpoints hold too": empty when the newest is the only one. */
export function earlierWords({ checked, leftOut }: Verdict['checkpoints']): string {
	if (checked < 2) return '';
	const of = leftOut > 0 ? ` of ${count.format(checked - 1 + leftOut)}` : '';
	return `${count.format(checked - 1)}${of}, each by its own signature`;
}

/** What is not proved of the organisation's log, in words; empty for nothing. */
export function notProvedWords({ organisation }: Verdict, names: AuditNames): string {
	const { notProved, untagged } = organisation;
	const about = notProved.map((subject) => {
		const [kind, id = ''] = subject.split(' ');
		return kind === 'user' ? names.person(id) : kind === 'device' ? `device ${id}` : 'the conversation';
	});
	if (about.length > 0) return `That no fact was held back about ${about.join(', ')}`;
	return untagged > 0 ? `Whom ${count.format(untagged)} hidden facts from before tags are about` : '';
}

/** Is the row under the newest checkpoint's signature? */
export function isSigned(audited: AuditRow, verdict: Verdict | null): boolean {
	const document = verdict?.documents.find((each) => each.document === audited.row.document);
	return (
		verdict?.checkpoints.newest !== null &&
		proofOf(audited, verdict) === 'proven' &&
		audited.seq < (document?.signed ?? 0)
	);
}

const KIND_WORDS: Record<AuditLine['kind'], string> = {
	message: 'message',
	edit: 'edit',
	delete: 'deletion',
	reaction: 'reaction',
	note: 'note',
	system: 'system',
	refused: 'refused',
	relay: 'relay',
};
export const kindWords = (kind: AuditLine['kind']) => KIND_WORDS[kind];

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const daysOfYears = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** "12 March", of another year "12 March 2025". */
function dayOf(at: number): string {
	const isThisYear = new Date(at).getFullYear() === new Date().getFullYear();
	return (isThisYear ? days : daysOfYears).format(at);
}

/** What a line did, after its author's name: "edited row 138". Empty for a message, whose text says it. */
export function deedWords(line: AuditLine, log: AuditLog, names: AuditNames): string {
	const { event, target, kind, entry, erasure, erases } = line;
	if (erasure)
		return `Erased on ${dayOf(erasure.at)} by legal request ${erasure.request}. The chain still verifies.`;
	if (erases)
		return `erased words of ${erases.rows.length === 1 ? 'row' : 'rows'} ${erases.rows.map((seq) => rowNameIn(line.row.row.document, seq, log.hasVolumes)).join(', ')} by legal request ${erases.request}`;
	const where = target ? `row ${rowName(log, target.row)}` : 'a message that is not among the rows';
	if (kind === 'refused') {
		const code = entry?.kind === 'refused' ? entry.code : '';
		if (line.row.row.kind === 'restored')
			return `wrote what was deleted before a backup was put back: its text is gone`;
		return `was not delivered: ${refusalWords(code)}`;
	}
	if (line.erased) return kind === 'relay' ? 'wrote what cannot be read' : 'wrote what was erased';
	if (line.note) return noteWords(line.note, line.row.place === 'draft' ? 'the shared draft' : 'the notes');
	switch (event?.k) {
		case 'e':
			return `edited ${where}`;
		case 'd':
			return `deleted ${where}${event.mod ? ', as a moderator' : ''}`;
		case 'r':
			return event.on ? `reacted ${event.e} to ${where}` : `took ${event.e} back from ${where}`;
		case 's':
			return systemWords(event, names.first);
		case 'm':
			return entry?.kind === 'run' ? `wrote this; it was given back${byGiver(line, log, names)}` : '';
	}
	switch (entry?.kind) {
		case 'epoch':
			return entry.previous === 0
				? 'began the log'
				: `began again after a backup was put back; ${entry.cut === 1 ? '1 entry' : `${entry.cut} entries`} of the ledger before it stand`;
		case 'redacted':
			return `took the text of ${entry.length === 1 ? 'an event' : `${entry.length} events`} from everybody’s devices`;
		case 'erased':
			return `erased ${entry.length === 1 ? 'an event' : `${entry.length} events`} by legal request ${entry.request}`;
		case 'giver':
			return 'gave back what the backup did not have';
		case 'volume':
			return `opened volume ${entry.next}`;
		case 'late':
			return `entered what came late into volume ${entry.volume}`;
		default:
			return 'wrote what this version does not know';
	}
}

function byGiver(line: AuditLine, log: AuditLog, names: AuditNames): string {
	const giver = giverOf(log, line.row);
	return giver === null ? '' : ` by ${names.first(giver)}’s device`;
}

function noteWords({ written, removed }: TextChange, where: string): string {
	if (written === '') return `took from ${where}`;
	return removed === '' ? `wrote in ${where}` : `changed ${where}`;
}

/** One sentence about a row, as the slider says it: "Row 142 of 160, 11:47:31, Emma edited row 138". */
export function rowWords(
	audited: AuditRow,
	log: AuditLog,
	names: AuditNames,
	time: (at: number) => string,
): string {
	const [line] = audited.lines;
	const last = log.rows.at(-1)!;
	const of = log.isSeveral ? `${audited.index + 1} of ${log.rows.length}` : `${audited.seq} of ${last.seq}`;
	const deed = line ? deedWords(line, log, names) : '';
	const text =
		line?.event?.k === 'm' ? `: ${line.event.b.slice(0, 80)}` : `${line?.erasure ? ':' : ''} ${deed}`;
	return `Row ${of}, ${time(audited.row.receivedAt)}, ${names.first(audited.author)}${text}`;
}

/** "Session of 13 March, 11:21 to 11:58, 161 rows": kind, time, size. */
export function sizeWords(
	head: EvidenceHead,
	log: AuditLog,
	span: (from: number, to: number) => string,
): string {
	const { kind, visibility, channel, closedAt } = head.conversation;
	const what =
		kind === 'dm'
			? 'Direct message'
			: channel
				? `${visibility === 'public' ? 'Public' : 'Private'} channel`
				: 'Group';
	const first = log.rows[0];
	const last = log.rows.at(-1);
	const when = first && last ? `, ${span(first.row.receivedAt, last.row.receivedAt)}` : '';
	return `${what}${closedAt === null ? '' : ', closed'}${when}, ${rowsWords(log.rows.length)}`;
}
