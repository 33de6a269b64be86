/** What the audit page says: exact words, from what the browser itself found. Pure. */
import { systemWords } from '#lib/client/shown-message.ts';
import type { EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import type { Fault, Verdict } from '#lib/protocol/evidence/verify-evidence.ts';
import type { TextChange } from '#lib/protocol/evidence/text-fold.ts';
import { refusalWords } from '#lib/client/refusal-words.ts';
import { audited as t } from '#lib/i18n/audited.ts';
import { common } from '#lib/i18n/common.ts';
import { perLocale } from '#lib/i18n/format.ts';
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

const rowsWords = (rows: number) => t.rows(rows);

/** @param day "13 March, 11:52:00" */
export function statementOf(verdict: Verdict, day: (at: number) => string): Statement {
	const { documents, organisation, checkpoints } = verdict;
	const { newest, fault } = checkpoints;
	const hasVolumes = documents.some(({ document }) => /^[ci].*\/[1-9]/.test(document));
	const broken = documents.find(({ fault }) => fault !== null);
	if (organisation.fault && !broken)
		return {
			tone: 'bad',
			bold: t.organisationNotProven(organisation.fault.row, organisation.fault.words),
			rest: t.whoEntitled,
			aside: '',
		};
	if (broken) return faultStatement(broken.document, broken.fault!, hasVolumes);
	const all = documents.reduce((sum, { proven }) => sum + proven, 0);
	if (fault)
		return {
			tone: 'bad',
			bold:
				fault.number === null ? t.keysDoNotHold(fault.words) : t.checkpointInvalid(fault.number, fault.words),
			rest: t.noGap(rowsWords(all), newest ? t.signedNoFurther(newest.number) : t.nobodySigned),
			aside: '',
		};
	if (checkpoints.isUnable)
		return {
			tone: 'wait',
			bold: t.cannotCheck,
			rest: t.noGap(rowsWords(all), t.newerBrowser),
			aside: '',
		};
	const signed = documents.reduce((sum, each) => sum + Math.min(each.signed, each.proven), 0);
	const newer = all - signed;
	if (!newest || signed === 0)
		return {
			tone: 'wait',
			bold: t.noCheckpointYet,
			rest: t.noGap(rowsWords(all), t.madeWithin),
			aside: '',
		};
	return {
		tone: 'good',
		bold: t.verifiedUpTo(newest.number),
		rest: t.atNoGap(day(newest.at), rowsWords(signed)),
		aside: newer === 0 ? '' : t.newerWait(newer),
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
		? t.rowMissing(name(row), words.slice('it is missing'.length))
		: breaksChain && row > 0
			? t.doesNotContinue(name(row), name(row - 1))
			: t.notStored(name(row), words);
	const proven = row > 0 ? `${t.verifiedUpToRow(name(row - 1))} ` : '';
	return { tone: 'bad', bold, rest: `${proven}${t.nothingAfter}`, aside: '' };
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
	return t.eachBySignature(checked - 1, checked - 1 + leftOut);
}

/** What is not proved of the organisation's log, in words; empty for nothing. */
export function notProvedWords({ organisation }: Verdict, names: AuditNames): string {
	const { notProved, untagged } = organisation;
	const about = notProved.map((subject) => {
		const [kind, id = ''] = subject.split(' ');
		return kind === 'user' ? names.person(id) : kind === 'device' ? t.device(id) : t.theConversation;
	});
	if (about.length > 0) return t.noFactHeldBack(about.join(', '));
	return untagged > 0 ? t.hiddenFacts(untagged) : '';
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

export const kindWords = (kind: AuditLine['kind']) => t.kinds[kind];

const days = perLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }));
const daysOfYears = perLocale(
	(locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
);

/** "12 March", of another year "12 March 2025". */
function dayOf(at: number): string {
	const isThisYear = new Date(at).getFullYear() === new Date().getFullYear();
	return (isThisYear ? days : daysOfYears)().format(at);
}

/** What a line did, after its author's name: "edited row 138". Empty for a message, whose text says it. */
export function deedWords(line: AuditLine, log: AuditLog, names: AuditNames): string {
	const { event, target, kind, entry, erasure, erases } = line;
	if (erasure) return t.erased(dayOf(erasure.at), erasure.request);
	if (erases)
		return t.erasedWords(
			erases.rows.length,
			erases.rows.map((seq) => rowNameIn(line.row.row.document, seq, log.hasVolumes)).join(', '),
			erases.request,
		);
	const where = target ? t.row(rowName(log, target.row)) : t.notAmongRows;
	if (kind === 'refused') {
		const code = entry?.kind === 'refused' ? entry.code : '';
		if (line.row.row.kind === 'restored') return t.wroteDeletedBefore;
		return t.notDelivered(refusalWords(code));
	}
	if (line.erased) return kind === 'relay' ? t.wroteUnreadable : t.wroteErased;
	if (line.note) return noteWords(line.note, line.row.place === 'draft');
	switch (event?.k) {
		case 'e':
			return t.edited(where);
		case 'd':
			return t.deleted(where, event.mod === true);
		case 'r':
			return event.on ? t.reacted(event.e, where) : t.tookBack(event.e, where);
		case 's':
			return systemWords(event, names.first);
		case 'm':
			return entry?.kind === 'run' ? t.wroteGivenBack(byGiver(line, log, names)) : '';
	}
	switch (entry?.kind) {
		case 'epoch':
			return entry.previous === 0 ? t.beganLog : t.beganAgain(entry.cut);
		case 'redacted':
			return t.tookFromDevices(entry.length);
		case 'erased':
			return t.erasedEvents(entry.length, entry.request);
		case 'giver':
			return t.gaveBack;
		case 'volume':
			return t.openedVolume(entry.next);
		case 'late':
			return t.enteredLate(entry.volume);
		default:
			return t.wroteUnknown;
	}
}

function byGiver(line: AuditLine, log: AuditLog, names: AuditNames): string {
	const giver = giverOf(log, line.row);
	return giver === null ? '' : names.first(giver);
}

function noteWords({ written, removed }: TextChange, draft: boolean): string {
	if (written === '') return t.noteTook(draft);
	return removed === '' ? t.noteWrote(draft) : t.noteChanged(draft);
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
	const of = log.isSeveral ? t.countOf(audited.index + 1, log.rows.length) : t.countOf(audited.seq, last.seq);
	const deed = line ? deedWords(line, log, names) : '';
	const text =
		line?.event?.k === 'm' ? `: ${line.event.b.slice(0, 80)}` : `${line?.erasure ? ':' : ''} ${deed}`;
	return t.rowSentence(of, time(audited.row.receivedAt), names.first(audited.author), text);
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
			? common.directMessage
			: channel
				? visibility === 'public'
					? common.publicChannel
					: common.privateChannel
				: common.group;
	const first = log.rows[0];
	const last = log.rows.at(-1);
	const when = first && last ? `, ${span(first.row.receivedAt, last.row.receivedAt)}` : '';
	return `${what}${closedAt === null ? '' : t.closed}${when}, ${rowsWords(log.rows.length)}`;
}
