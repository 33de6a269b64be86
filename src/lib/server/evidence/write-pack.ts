/** Writes an evidence pack (SPEC E) as a stream of bytes: a thousand rows and one volume's transcript are held at a time, whatever the length of the history. */
import { AttachmentList } from '#lib/protocol/evidence/attachment-list.ts';
import { hash } from 'node:crypto';
import { deviceOf } from '#lib/domain/client-id.ts';
import { organisationLog } from '#lib/protocol/document-name.ts';
import { discloseRow, hideLeaves, type DisclosedRow } from '#lib/protocol/evidence/disclosed-row.ts';
import {
	FILES,
	isSelected,
	ROWS_PER_FILE,
	rowsFile,
	writePart,
	writeRow,
} from '#lib/protocol/evidence/pack-format.ts';
import { toHex } from '#lib/protocol/evidence/subject-tags.ts';
import { OrganisationHistory } from '#lib/protocol/evidence/organisation-history.ts';
import { readFacts } from '#lib/protocol/evidence/subject-check.ts';
import { transcriptOf } from '#lib/protocol/evidence/text-transcript.ts';
import { transcriptFiles } from '#lib/protocol/evidence/transcript-files.ts';
import { eventOf } from '#lib/protocol/evidence/transcript.ts';
import type { LogRow } from '#lib/protocol/log-row.ts';
import { conversationSubject, deviceSubject, userSubject } from '#lib/protocol/organisation-facts.ts';
import type { PublishedKeys } from '#lib/protocol/published-keys.ts';
import type { Sha256 } from '#lib/protocol/row-chain.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import type { Database } from '../database.ts';
import { subjectKeys } from '../organisation-log.ts';
import type { Signing } from '../runtime.ts';
import type { DocumentRows } from './documents.ts';
import type { PackPlan } from './plan-pack.ts';
import { readRows } from './read-rows.ts';
import { packReadme } from './readme.ts';
import { signReceipts } from './sign-receipts.ts';
import { isAbout } from './subjects.ts';
import { ZipWriter } from './zip-writer.ts';

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** The two forms of the verifier, as they were built. */
export interface Verifier {
	command: string;
	page: string;
}

export interface PackMakers {
	keys?: PublishedKeys | undefined;
	signing?: Signing | undefined;
	verifier: Verifier;
}

/** Whether it may be exported was decided, and recorded, before. */
export async function* writePack(
	database: Database,
	plan: PackPlan,
	{ keys, signing, verifier }: PackMakers,
): AsyncGenerator<Uint8Array> {
	const { manifest, names, checkpoints, snapshots } = plan;
	const zip = new ZipWriter(manifest.at);
	const subjects = new Set(manifest.scope.conversations.map(conversationSubject));
	yield zip.add('README.txt', packReadme(manifest));
	yield zip.add('verify.mjs', verifier.command);
	yield zip.add('verify.html', verifier.page);
	yield zip.add(FILES.manifest, writePart(manifest));
	yield zip.add(FILES.people, writePart(names));
	yield zip.add(FILES.keys, writePart({ current: keys?.current ?? '', retired: keys?.retired ?? [] }));
	yield zip.add(FILES.checkpoints, writePart(checkpoints));
	yield zip.add(FILES.snapshots, writePart(snapshots));
	const attachments = new AttachmentList();
	for (const { document, rows } of manifest.documents) {
		const transcript = transcriptOf(document);
		for await (const { n, page } of pagesOf(database, document, rows)) {
			const shown = page.map((row) =>
				isSelected(manifest, row) ? row : hideLeaves(sha256, row, () => false),
			);
			for (const row of shown) {
				collectSubjects(row, subjects);
				transcript.take(row);
				attachments.take(document, row);
			}
			yield zip.add(rowsFile(document, n), linesOf(shown));
		}
		for (const [file, text] of transcriptFiles(document, transcript, manifest, names))
			yield zip.add(file, text);
	}
	yield zip.add(FILES.attachments, writePart(attachments.entries));
	const log = organisationLog(manifest.organisation.id);
	const history = new OrganisationHistory();
	for await (const { n, page } of pagesOf(database, log, manifest.facts)) {
		const shown = page.map((row) => hideLeaves(sha256, row, (leaf) => isAbout(leaf, subjects)));
		for (const row of shown) takeFacts(history, row);
		yield zip.add(rowsFile(log, n), linesOf(shown));
	}
	yield zip.add(FILES.leases, writePart(history.leases()));
	const ends = await lastRows(database, [...manifest.documents, { document: log, rows: manifest.facts }]);
	yield zip.add(FILES.receipts, writePart(signing ? signReceipts(sha256, signing, ends) : []));
	const keyOf = await subjectKeys(database, manifest.organisation.id);
	const list = [...subjects].sort().map((subject) => [subject, toHex(keyOf(subject))]);
	yield zip.add(FILES.subjects, writePart(list));
	yield zip.end();
}

/** Who held which device follows from the facts that are shown. What is wrong with one the verification names. */
function takeFacts(history: OrganisationHistory, row: DisclosedRow): void {
	const read = readFacts(row);
	if (typeof read !== 'string') history.takeFacts(row, read.payload, read.facts);
}

async function lastRows(database: Database, documents: readonly DocumentRows[]): Promise<LogRow[]> {
	const pages = await Promise.all(
		documents
			.filter(({ rows }) => rows > 0)
			.map(({ document, rows }) => readRows(database, document, rows - 1, rows)),
	);
	// A payload that is gone is named by the verification, and signed by nobody.
	return pages
		.flat()
		.flatMap(({ payload, salts, ...row }) => (payload && salts ? [{ ...row, payload, salts }] : []));
}

async function* pagesOf(
	database: Database,
	document: string,
	rows: number,
): AsyncGenerator<{ n: number; page: DisclosedRow[] }> {
	for (let n = 0; n * ROWS_PER_FILE < rows; n++) {
		const from = n * ROWS_PER_FILE;
		const page = await readRows(database, document, from, Math.min(rows, from + ROWS_PER_FILE));
		yield { n, page: page.map((row) => discloseRow(row)) };
	}
}

function linesOf(rows: readonly DisclosedRow[]): string {
	return rows.map((row) => `${writeRow(row)}\n`).join('');
}

/** Those whom the rules ask about when they judge this row (SPEC E4). */
function collectSubjects(row: DisclosedRow, subjects: Set<string>): void {
	if (row.user !== SYSTEM_USER) subjects.add(userSubject(row.user));
	if (row.user !== SYSTEM_USER && row.device !== 0) subjects.add(deviceSubject(row.device));
	for (const leaf of row.leaves.slice(1)) {
		const event = eventOf(leaf);
		if (event?.k === 's' && event.a === 'auto-replied' && event.by) subjects.add(userSubject(event.by));
		if (!event || event.k === 's') continue;
		if (event.was) subjects.add(deviceSubject(deviceOf(event.was[0])));
		if ('of' in event) subjects.add(deviceSubject(deviceOf(event.of[0])));
	}
}
