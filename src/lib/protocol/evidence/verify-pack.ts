/**
 * Judges an evidence pack without trusting who made it (SPEC E5): the same rules as `log:verify`, over rows some of whose leaves are only hashes. Runs in Node and
 * in a browser; whoever calls brings the cryptography. Reads one file at a time.
 */
import { nameOfDocument, organisationLog } from '../document-name.ts';
import {
	decode,
	FILES,
	fromBase64,
	isSelected,
	readPart,
	readRow,
	rowsFile,
	volumeAfter,
	writePart,
} from './pack-format.ts';
import type { PublishedKeys } from '../published-keys.ts';
import type { Manifest, PackNames, Part, PartName } from './pack-format.ts';
import { DocumentReading } from './document-reading.ts';
import { verifyReceipts } from './receipt-signatures.ts';
import { judgeReceipts } from './pack-receipts.ts';
import { SnapshotsCheck } from './pack-snapshots.ts';
import { SubjectCheck } from './subject-check.ts';
import { counted, type PackFinding, type PackVerdict } from './pack-verdict.ts';
import { AttachmentList } from './attachment-list.ts';
import { transcriptOf } from './text-transcript.ts';
import { transcriptFiles } from './transcript-files.ts';
import { momentOf } from './transcript-html.ts';
import {
	judgeCheckpoints,
	type CheckpointFault,
	type EvidenceCrypto,
	type SignedHistory,
} from './signed-checkpoints.ts';
import { fromHex, toHex } from './subject-tags.ts';
import type { Transcript } from './transcript.ts';
import { PackError, type PackFiles } from './zip-reader.ts';

export interface VerifyOptions {
	/** The fingerprint that the server's key is known by. */
	key?: string | undefined;
	/** Called with the rows that were judged, and how many there are. */
	progress?: (rows: number, of: number) => void | Promise<void>;
}

export async function verifyPack(
	files: PackFiles,
	crypto: EvidenceCrypto,
	options: VerifyOptions = {},
): Promise<PackVerdict> {
	return new PackReading(files, crypto, options).run();
}

class PackReading {
	readonly #files: PackFiles;
	readonly #crypto: EvidenceCrypto;
	readonly #options: VerifyOptions;
	readonly #findings: PackFinding[] = [];
	readonly #checked: string[] = [];
	readonly #notProved: string[] = [];
	readonly #attachments = new AttachmentList();
	/** No document's rows ended with a fault. */
	#allRead = true;
	#rows = 0;
	#total = 0;

	constructor(files: PackFiles, crypto: EvidenceCrypto, options: VerifyOptions) {
		this.#files = files;
		this.#crypto = crypto;
		this.#options = options;
	}

	async run(): Promise<PackVerdict> {
		let manifest: Manifest | undefined;
		let fingerprint: string | null = null;
		try {
			manifest = await this.#part('manifest');
			const names = await this.#part('people');
			const keys = await this.#part('keys');
			const subjects = await this.#part('subjects');
			const { checkpoints, leftOut } = await this.#part('checkpoints');
			this.#total = manifest.documents.reduce((sum, { rows }) => sum + rows, manifest.facts);
			const history = await judgeCheckpoints(this.#crypto, checkpoints, keys);
			fingerprint = this.#fingerprintOf(history);
			if (history.fault) this.#findFault(history.fault);
			const receipts = await judgeReceipts(this.#crypto, await this.#part('receipts'), history);
			const { signed } = receipts;
			this.#findings.push(...receipts.findings);
			this.#compareKey(fingerprint);
			const facts = await this.#readFacts(manifest, subjects, signed);
			await this.#readDocuments(manifest, names, facts, signed, keys);
			this.#sayFacts(facts, manifest);
			this.#saySigned(signed, leftOut, receipts.checked);
			await this.#compareAttachments();
			this.#notProved.push(
				'Names of people and conversations are the word of who exported: the log knows them by their ids.',
				'What the server never wrote into its log, no export can show.',
			);
		} catch (error) {
			if (!(error instanceof PackError)) throw error;
			this.#findings.push({ where: 'The pack', row: null, words: error.message.replace(/\.$/, '') });
		}
		return {
			ok: this.#findings.length === 0,
			findings: this.#findings,
			checked: this.#checked,
			notProved: this.#notProved,
			fingerprint,
			manifest: manifest ?? null,
		};
	}

	async #part<Name extends PartName>(name: Name): Promise<Part<Name>> {
		const part = readPart(name, await this.#files.read(FILES[name]));
		if (part === undefined) throw new PackError(`${FILES[name]} is not of a form that this verifier knows.`);
		return part;
	}

	#compareKey(fingerprint: string | null): void {
		const expected = this.#options.key?.toLowerCase().replace(/[^0-9a-f]/g, '');
		if (!expected) {
			this.#notProved.push(
				'Whose key signed: a pack can be made anew as a whole with another key. Hold the fingerprint below against the one that the organisation publishes.',
			);
			return;
		}
		if (expected === fingerprint) this.#checked.push('The key that signed is the one that you named.');
		else
			this.#find(
				FILES.keys,
				null,
				fingerprint === null
					? 'no checkpoint is signed by the key that you named'
					: 'the checkpoint is signed by another key than the one that you named',
			);
	}

	async #readFacts(
		manifest: Manifest,
		subjects: Part<'subjects'>,
		signed: SignedHistory,
	): Promise<SubjectCheck> {
		const keys = new Map(subjects.map(([subject, key]) => [subject, fromHex(key)!]));
		if (keys.size < subjects.length) throw new PackError(`${FILES.subjects} names somebody twice.`);
		const check = new SubjectCheck(this.#crypto.sha256, keys);
		const log = organisationLog(manifest.organisation.id);
		const { sha256 } = this.#crypto;
		const reading = new DocumentReading({ sha256, document: log, signed }, (row) => check.take(row));
		await this.#readRows(reading, manifest.facts);
		this.#end(reading, manifest.facts, signed);
		if (!reading.fault) await this.#compareFile(FILES.leases, writePart(check.history.leases()), 'the log');
		return check;
	}

	async #readDocuments(
		manifest: Manifest,
		names: PackNames,
		facts: SubjectCheck,
		signed: SignedHistory,
		keys: PublishedKeys,
	): Promise<void> {
		const known = new Set(manifest.documents.map(({ document }) => document));
		if (known.size < manifest.documents.length)
			throw new PackError(`${FILES.manifest} names a document twice.`);
		const snapshots = await this.#part('snapshots');
		let [replayed, unreplayed] = [0, 0];
		let hidden = 0;
		let erased = 0;
		let rewritten = 0;
		let texts = 0;
		for (const { document, rows } of manifest.documents) {
			const transcript = transcriptOf(document);
			const marks = new SnapshotsCheck(this.#crypto.sha256, document, snapshots);
			const reading = DocumentReading.ofConversation(
				{ sha256: this.#crypto.sha256, document, signed },
				facts.history,
				(row) => isSelected(manifest, row),
				(row) => {
					transcript.take(row);
					this.#attachments.take(document, row);
					marks.take(row, isSelected(manifest, row));
				},
			);
			await this.#readRows(reading, rows);
			if (!(await verifyReceipts(this.#crypto, reading, keys)))
				this.#notProved.push(
					'Rows that were given back after a restore: this program has no Ed25519, so the signatures of their receipts were not looked at.',
				);
			this.#end(reading, rows, signed, marks);
			replayed += marks.checked;
			unreplayed += marks.notProved;
			hidden += reading.hidden;
			if (nameOfDocument(document)?.kind === 'text') rewritten += reading.erased;
			else erased += reading.erased;
			const next = reading.opensNext ? volumeAfter(document) : undefined;
			if (next && !known.has(next))
				this.#find(document, reading.end.seq - 1, `it goes on in ${next}, which is not in the pack`);
			// Of rows that do not hold, no transcript follows.
			if (reading.fault) {
				this.#allRead = false;
				continue;
			}
			await this.#compareTranscripts(document, transcript, manifest, names);
			texts++;
		}
		for (const conversation of manifest.scope.conversations)
			if (!manifest.documents.some(({ document }) => document.startsWith(`c/${conversation}/`)))
				this.#notProved.push(
					`Of conversation ${conversation} the pack has no rows: it says that there were none.`,
				);
		const good = this.#findings.length === 0 ? '' : ', up to what was found wrong';
		this.#checked.push(
			`${counted(this.#rows, 'row')}: each row's hash, its place after the row before it, and the hashes of what it holds${good}.`,
			"Who wrote: for each row, by the organisation's log as it stood, that the device was leased to its author and not revoked, the account open, the author a member; and that edits and deletions are of one's own messages, or a moderator's.",
		);
		if (texts > 0)
			this.#checked.push(
				`${counted(texts, 'transcript')}, as pages, as JSON and as CSV: what the rows say, byte for byte.`,
			);
		if (replayed > 0)
			this.#checked.push(
				`${counted(replayed, 'snapshot')}: made again from the rows, with the hash that the server stored.`,
			);
		if (unreplayed > 0)
			this.#notProved.push(
				`The content of ${counted(unreplayed, 'snapshot')}, which hold rows that were not selected.`,
			);
		if (erased > 0)
			this.#checked.push(
				`${counted(erased, 'event')} erased by legal request: that two people of the organisation asked for it and approved it. Their texts are nowhere any more; the chain holds without them.`,
			);
		if (rewritten > 0)
			this.#checked.push(
				`${counted(rewritten, 'row')} of texts, of which words were erased by legal request: likewise, and that what is left of each is what the server wrote down when it erased them. Which words went nobody can tell any more.`,
			);
		const { enteredAgain } = facts.history;
		if (enteredAgain.length > 0)
			this.#notProved.push(
				`That those who asked for and approved erasure ${enteredAgain.join(', ')} were owner and auditor: a backup that was put back knew nothing of it, and it was entered again from what the server had written down.`,
			);
		if (hidden > 0)
			this.#notProved.push(
				`What ${counted(hidden, 'event')} say, which are of another time or of other people than the pack: their texts are not in it. Who wrote them, on which device and when is checked.`,
			);
	}

	async #readRows(reading: DocumentReading, rows: number): Promise<void> {
		const { document } = reading;
		for (let n = 0; reading.end.seq < rows && !reading.fault; n++) {
			const name = rowsFile(document, n);
			if (!this.#files.names.includes(name)) return;
			let text: string;
			try {
				text = decode(await this.#files.read(name));
			} catch (error) {
				// A file that cannot be read is as the rows in it: not there.
				reading.fail(
					reading.end.seq,
					`it cannot be read: ${error instanceof PackError ? error.message.replace(/\.$/, '') : 'its file is damaged'}`,
				);
				return;
			}
			for (const line of text.split('\n')) {
				if (line === '') continue;
				const row = readRow(document, line);
				if (row) reading.take(row);
				else reading.fail(reading.end.seq, 'it cannot be read');
				if (reading.fault) break;
				this.#rows++;
			}
			await this.#options.progress?.(this.#rows, this.#total);
		}
	}

	#end(reading: DocumentReading, rows: number, { newest }: SignedHistory, marks?: SnapshotsCheck): void {
		reading.finish(rows);
		// What is gone from the rows is missing from their snapshots too: so these come last.
		const wrong = marks?.finish(reading.end.seq);
		if (wrong) reading.fail(wrong.row, wrong.words);
		const { document, end, fault, signedRows } = reading;
		if (fault) this.#find(document, fault.row, fault.words);
		else if (newest && signedRows === 0)
			this.#notProved.push(
				`${document} is in no checkpoint yet: that its ${counted(end.seq, 'row')} are all there were.`,
			);
		else if (end.seq > signedRows && newest)
			this.#notProved.push(
				`${counted(end.seq - signedRows, 'newer row')} of ${document.startsWith('o/') ? "the organisation's log" : document} wait for the next checkpoint.`,
			);
	}

	async #compareTranscripts(
		document: string,
		transcript: Transcript,
		manifest: Manifest,
		names: PackNames,
	): Promise<void> {
		for (const [file, made] of transcriptFiles(document, transcript, manifest, names))
			await this.#compareFile(file, made, 'the rows');
	}

	/** What follows from the rows alone is made again. */
	async #compareFile(file: string, made: string, from: string): Promise<void> {
		let given = '';
		try {
			given = decode(await this.#files.read(file));
		} catch {
			// Said below.
		}
		if (given !== made)
			this.#find(file, null, given === '' ? 'it is missing' : `it says something else than ${from}`);
	}

	/** Of rows that do not hold, no list follows. */
	async #compareAttachments(): Promise<void> {
		if (!this.#allRead) return;
		const { entries } = this.#attachments;
		await this.#compareFile(FILES.attachments, writePart(entries), 'the rows');
		this.#checked.push(
			entries.length === 0
				? 'Attachments: the rows name none.'
				: `The list of ${counted(entries.length, 'attachment')}: what the rows say, byte for byte.`,
		);
		if (entries.length > 0)
			this.#notProved.push(
				'The bytes of attachments, which are not in the pack. Whoever has a file can hold its SHA-256 against the list.',
			);
	}

	#sayFacts(facts: SubjectCheck, manifest: Manifest): void {
		const { sealed, untagged } = facts;
		const missing = facts.notProved();
		if (facts.confirmed > 0)
			this.#checked.push(
				`That nothing was held back: none of the ${counted(sealed - untagged, 'hidden fact')} of the organisation's log is about any of the ${facts.confirmed} people, devices and conversations that the rules ask about, by their tags.`,
			);
		if (missing.length > 0 && manifest.documents.length > 0)
			this.#notProved.push(
				`That no fact was held back about ${missing.join(', ')}: no tag confirms a key of theirs.`,
			);
		if (untagged > 0)
			this.#notProved.push(
				`Of ${counted(untagged, 'hidden fact')} from before facts had tags, whom they are about: that is the word of who exported.`,
			);
	}

	#saySigned({ newest, checked, isUnable }: SignedHistory, leftOut: number, receipts: number): void {
		if (receipts > 0)
			this.#checked.push(
				`${counted(receipts, 'receipt')} of the server, signed when the pack was made: the number of rows that it had stored then, and the last one's hash.`,
			);
		if (!newest) {
			this.#notProved.push(
				isUnable
					? 'The checkpoints: this program has no Ed25519, so their signatures were not looked at. A newer browser, or Node, has it.'
					: 'No checkpoint: that these are all the rows there were, and that a server signed any of them.',
			);
			return;
		}
		const { checkpoint, at, documents } = newest.statement;
		this.#checked.push(
			`Checkpoint ${checkpoint.toLocaleString('en-GB')} (${momentOf(at)}) over ${counted(documents, 'document')}: its signature, and of each document here the number of rows and the last row's hash.`,
		);
		if (checked > 1)
			this.#checked.push(
				`${counted(checked - 1, 'earlier checkpoint')}, each by its own signature: that the rows stood then as they stand here.`,
			);
		if (leftOut > 0)
			this.#notProved.push(
				`${counted(leftOut, 'earlier checkpoint')} more, which are not in the pack: it has some of each time.`,
			);
		this.#notProved.push('Whether there was a later checkpoint, with rows that this pack does not have.');
	}

	#fingerprintOf({ newest }: SignedHistory): string | null {
		return newest && toHex(this.#crypto.sha256(fromBase64(newest.key)));
	}

	#findFault({ number, words }: CheckpointFault): void {
		if (number === null) this.#find(FILES.keys, null, words);
		else this.#find(FILES.checkpoints, null, `checkpoint ${number}: ${words}`);
	}

	#find(where: string, row: number | null, words: string): void {
		this.#findings.push({ where, row, words });
	}
}
