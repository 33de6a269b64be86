/**
 * Reads the whole log once and judges it again (SPEC L8): the organisations' logs first, then every conversation by them. What a row claims is held against other
 * rows only; the tables of heads and the checkpoints say where a document must not end.
 */
import type { Sql, TransactionSql } from 'postgres';
import { DocumentCheck } from '#lib/protocol/evidence/document-check.ts';
import { OrganisationHistory } from '#lib/protocol/evidence/organisation-history.ts';
import {
	conversationOf,
	draftsDocument,
	nameOfDocument,
	type DocumentName,
} from '#lib/protocol/document-name.ts';
import { TextCheck } from '#lib/protocol/evidence/text-check.ts';
import { HASH_BYTES, readRow, sameBytes, valueLeaves, type ChainEnd } from '#lib/protocol/row-chain.ts';
import type { DecodedPayload } from '#lib/protocol/row-payload.ts';
import type { Head, LogRow } from './log.ts';
import { UNSIGNED_WORDS } from '#lib/protocol/evidence/restored-check.ts';
import { sha256 } from './row.ts';
import type { ServerKeys } from './server-keys.ts';
import { MarksCheck, readMarks, type SnapshotMark, type WrongSnapshot } from './snapshot-marks.ts';

/** The first thing that is wrong with a document. */
export interface Finding {
	document: string;
	/** The row at which it is found. */
	row: number;
	words: string;
}

export interface Verification {
	documents: number;
	rows: number;
	/** Values that are gone by legal request. */
	erased: number;
	/** Erasures that were entered again after a restore, by people whom the log does not show as who may (SPEC G9). */
	enteredAgain: number;
	/** The first of each document, organisations first. */
	findings: Finding[];
}

/** What checkpoints say of documents: after so many rows, the last one's hash (SPEC L9). */
export type Claims = ReadonlyMap<string, ReadonlyMap<number, { hash: Uint8Array; checkpoint: number }>>;

/** Those of the receipts by which rows were given back (SPEC P10). */
export type VerifyingKeys = Pick<ServerKeys, 'verify'>;
const NO_KEYS: VerifyingKeys = { verify: () => false };

/** Rows that are asked for at a time. */
const PAGE = 2000;

/** @param progress called now and then with the number of rows read so far */
export async function verifyLog(
	sql: Sql,
	claims: Claims = new Map(),
	progress: (rows: number) => void = () => {},
	keys: VerifyingKeys = NO_KEYS,
): Promise<Verification> {
	// One snapshot: relays may be appending meanwhile.
	const read = (tx: TransactionSql) => new LogReading(tx, claims, progress, keys).run();
	return sql.begin('isolation level repeatable read read only', read) as Promise<Verification>;
}

/** What the rows of a document come to. */
export interface ReplayedDocument {
	document: string;
	/** Undefined for a conversation that no organisation's log names. */
	organisation: string | undefined;
	head: Head;
	/** The volume that it opened. */
	nextVolume: number | null;
}

/** The whole log without a look at the heads, for who makes them anew. What is found wrong with it is the answer. */
export async function replayLog(
	tx: TransactionSql,
	keys: VerifyingKeys,
	take: (replayed: ReplayedDocument) => void,
): Promise<{ findings: readonly Finding[]; wrongSnapshots: readonly WrongSnapshot[] }> {
	const reading = new LogReading(tx, new Map(), () => {}, keys, take);
	const { findings } = await reading.run();
	return { findings, wrongSnapshots: reading.wrongSnapshots };
}

class LogReading {
	readonly #replayed: ((replayed: ReplayedDocument) => void) | undefined;
	readonly #tx: TransactionSql;
	readonly #claims: Claims;
	readonly #progress: (rows: number) => void;
	readonly #keys: VerifyingKeys;
	readonly #findings: Finding[] = [];
	readonly wrongSnapshots: WrongSnapshot[] = [];
	#marks = new Map<string, SnapshotMark[]>();
	readonly #read = new Set<string>();
	readonly #conversations = new Map<string, Known>();
	/** Of users, articles and templates, by the names of their texts. */
	readonly #texts = new Map<string, Known>();
	#heads = new Map<string, Head>();
	#rows = 0;
	#erased = 0;
	#enteredAgain = 0;

	constructor(
		tx: TransactionSql,
		claims: Claims,
		progress: (rows: number) => void,
		keys: VerifyingKeys,
		replayed?: (replayed: ReplayedDocument) => void,
	) {
		this.#replayed = replayed;
		this.#keys = keys;
		this.#tx = tx;
		this.#claims = claims;
		this.#progress = progress;
	}

	async run(): Promise<Verification> {
		const heads = await this.#tx<(Head & { document: string })[]>`
			select document, seq::float8, hash, epoch, ledger_length as "ledgerLength", ledger_time::float8 as "ledgerTime"
			from document_heads where seq > 0`;
		this.#heads = new Map(heads.map((head) => [head.document, head]));
		this.#marks = await readMarks(this.#tx);
		await this.#readAll('o/%', () => new OrganisationHistory());
		for (const family of ['c', 'i', 'd', 'u', 'k', 't'])
			await this.#readAll(`${family}/%`, (document) => {
				const name = nameOfDocument(document);
				const history = name && this.#knownOf(document, name)?.history;
				return name?.kind === 'text'
					? new TextCheck(document, name, history, sha256)
					: name && new DocumentCheck(name, history, sha256);
			});
		await this.#findStrays();
		const expected = this.#replayed ? [] : [...this.#heads.keys(), ...this.#claims.keys()];
		for (const document of new Set(expected))
			if (!this.#read.has(document)) this.#find(document, 0, 'it is missing, and so are all that followed');
		this.#findStraySnapshots();
		return {
			documents: this.#read.size,
			rows: this.#rows,
			erased: this.#erased,
			enteredAgain: this.#enteredAgain,
			findings: this.#findings,
		};
	}

	#knownOf(document: string, name: DocumentName): Known | undefined {
		const conversation = conversationOf(name);
		return conversation === undefined ? this.#texts.get(document) : this.#conversations.get(conversation);
	}

	/** The documents whose names are like `pattern`, one after the other. */
	async #readAll(pattern: string, begin: (document: string) => Rules | undefined): Promise<void> {
		let reading: DocumentReading | undefined;
		const pages = this.#tx<ReadRow[]>`
			select r.document, r.seq::float8, r.prev, r.hash, r.kind, r.user_id as user, r.device::float8,
				r.received_at::float8 as "receivedAt", r.payload_hash as "payloadHash", p.payload, p.salts
			from log_rows r left join log_payloads p on p.document = r.document and p.seq = r.seq
			where r.document like ${pattern} order by r.document, r.seq`.cursor(PAGE);
		for await (const page of pages) {
			for (const row of page) {
				const { document } = row;
				if (document !== reading?.document) {
					if (reading) this.#end(reading);
					reading = new DocumentReading(
						document,
						begin(document),
						this.#keys,
						this.#claims.get(document),
						this.#marks.get(document),
					);
				}
				reading.take(row);
			}
			this.#rows += page.length;
			this.#progress(this.#rows);
		}
		if (reading) this.#end(reading);
	}

	#end(reading: DocumentReading): void {
		const { document, rules } = reading;
		this.#read.add(document);
		if (rules instanceof OrganisationHistory) this.#takeOrganisation(rules, reading);
		if (rules instanceof DocumentCheck || rules instanceof TextCheck) {
			const gone = reading.finding ? null : rules.finish();
			if (gone) reading.fail(gone.words, gone.row);
			this.#erased += rules.erased;
		}
		const wrong = reading.endSnapshots();
		if (this.#replayed) {
			// What is wrong with these is mended, and no reason to mend nothing.
			this.wrongSnapshots.push(...wrong.map(({ snapshot }) => snapshot));
			this.#tell(reading);
		} else {
			// In the order of the rows: what heads and checkpoints say of those that are missing comes before snapshots of them.
			for (const { row, words } of wrong) if (row < reading.end.seq) reading.fail(words, row);
			reading.finish(this.#heads.get(document));
			for (const { row, words } of wrong) reading.fail(words, row);
		}
		if (reading.finding) this.#findings.push(reading.finding);
	}

	#takeOrganisation(history: OrganisationHistory, reading: DocumentReading): void {
		this.#enteredAgain += history.enteredAgain.length;
		const known = { history, organisation: reading.document.slice(2) };
		for (const conversation of history.conversations) {
			if (this.#conversations.has(conversation))
				reading.fail(`${conversation} is a conversation of another organisation`);
			this.#conversations.set(conversation, known);
		}
		for (const text of [...[...history.users].map(draftsDocument), ...history.texts.keys()]) {
			if (this.#texts.has(text)) reading.fail(`${text} is a text of another organisation`);
			this.#texts.set(text, known);
		}
	}

	#tell({ document, rules, end, finding }: DocumentReading): void {
		if (finding || !rules) return;
		const chained = { seq: end.seq, hash: end.hash };
		if (rules instanceof OrganisationHistory) {
			const head = { ...chained, epoch: 0, ledgerLength: 0, ledgerTime: rules.lastTime };
			this.#replayed!({ document, organisation: document.slice(2), head, nextVolume: null });
			return;
		}
		const { epoch, ledgerLength, ledgerTime, nextVolume, name } = rules;
		const head = { ...chained, epoch, ledgerLength, ledgerTime };
		const organisation = this.#knownOf(document, name)?.organisation;
		this.#replayed!({ document, organisation, head, nextVolume });
	}

	/** What stands where no row of a document belongs. */
	async #findStrays(): Promise<void> {
		const strays = await this.#tx<{ document: string; seq: number; words: string }[]>`
			select document, min(seq)::float8 as seq, 'it is of a document that has no such name' as words from log_rows
			where left(document, 2) not in ('o/', 'c/', 'i/', 'd/', 'u/', 'k/', 't/') group by document
			union all
			select p.document, min(p.seq)::float8, 'there is a payload without its row' from log_payloads p
			left join log_rows r on r.document = p.document and r.seq = p.seq where r.seq is null group by p.document`;
		for (const { document, seq, words } of strays) {
			const isKnown = this.#findings.some((finding) => finding.document === document);
			if (!isKnown) this.#find(document, seq, words);
			this.#read.add(document);
		}
	}

	/** Of documents without rows. */
	#findStraySnapshots(): void {
		for (const [document, marks] of this.#marks) {
			if (this.#read.has(document)) continue;
			for (const { seq } of marks) this.wrongSnapshots.push({ document, seq, right: null });
			const isKnown = this.#findings.some((finding) => finding.document === document);
			if (!this.#replayed && !isKnown)
				this.#find(document, 0, `there is a snapshot of ${marks[0]!.seq} rows, and none of these`);
		}
	}

	#find(document: string, row: number, words: string): void {
		this.#findings.push({ document, row, words });
	}
}

type ReadRow = LogRow | (Omit<LogRow, 'payload' | 'salts'> & { payload: null; salts: null });
type Rules = OrganisationHistory | DocumentCheck | TextCheck;

/** Whose log judges a document. */
interface Known {
	history: OrganisationHistory;
	organisation: string;
}

/** One document, until its first finding. */
class DocumentReading {
	readonly document: string;
	readonly rules: Rules | undefined;
	finding: Finding | null = null;
	readonly #claimed: ReadonlyMap<number, { hash: Uint8Array; checkpoint: number }> | undefined;
	readonly #keys: VerifyingKeys;
	end: ChainEnd = { seq: 0, hash: new Uint8Array(HASH_BYTES) };
	readonly #marks: MarksCheck | null;
	readonly #wrong: { row: number; words: string; snapshot: WrongSnapshot }[] = [];

	constructor(
		document: string,
		rules: Rules | undefined,
		keys: VerifyingKeys,
		claimed: ReturnType<Claims['get']>,
		marks: readonly SnapshotMark[] | undefined,
	) {
		this.#marks = marks ? new MarksCheck(document, marks) : null;
		this.document = document;
		this.rules = rules;
		this.#claimed = claimed;
		this.#keys = keys;
	}

	take(row: ReadRow): void {
		if (this.finding) return;
		const read = this.#judge(row);
		this.end = { seq: row.seq + 1, hash: row.hash };
		if (typeof read === 'string') this.finding = { document: this.document, row: row.seq, words: read };
		else if (this.#marks && row.payload !== null) this.#holdAgainst(this.#marks, row, read);
	}

	/** What the row says; what is wrong with it, in words. */
	#judge(row: ReadRow): DecodedPayload | string {
		if (!this.rules) return 'it is of a document that has no such name';
		if (row.payload === null) return 'its payload is gone';
		const read = readRow(sha256, row, this.end);
		if (typeof read === 'string') return read;
		const fault =
			this.rules instanceof DocumentCheck
				? this.#judgeConversation(this.rules, row, read)
				: this.rules instanceof TextCheck
					? this.rules.take(row, false, read)
					: this.rules.take(row, read);
		if (fault) return fault;
		const claim = this.#claimed?.get(row.seq + 1);
		return claim && !sameBytes(claim.hash, row.hash)
			? `checkpoint ${claim.checkpoint} has signed another row here`
			: read;
	}

	#judgeConversation(rules: DocumentCheck, row: LogRow, read: DecodedPayload): string | null {
		const fault = rules.take(row, () => valueLeaves(sha256, row), false, read);
		const isSigned = rules.restored.signed
			.splice(0)
			.every(({ key, bytes, signature }) =>
				this.#keys.verify(Buffer.from(key).toString('base64'), bytes, signature),
			);
		return fault ?? (isSigned ? null : UNSIGNED_WORDS);
	}

	#holdAgainst(marks: MarksCheck, row: LogRow, payload: DecodedPayload): void {
		const found = marks.take(row, payload);
		if (found) this.#wrong.push({ row: row.seq, words: found.words, snapshot: found.wrong });
	}

	/** No row follows. The snapshots that are not what they should be, by the last row that each covers. */
	endSnapshots(): readonly { row: number; words: string; snapshot: WrongSnapshot }[] {
		if (this.finding || !this.#marks) return [];
		const more = this.#marks.finish().map((snapshot) => ({
			row: this.end.seq,
			words: `there is a snapshot of ${snapshot.seq} rows, which are not there`,
			snapshot,
		}));
		return [...this.#wrong, ...more];
	}

	/** No row follows. */
	finish(head: Head | undefined): void {
		const { seq, hash } = this.end;
		const signed = Math.max(0, ...(this.#claimed?.keys() ?? []));
		if (signed > seq)
			this.fail(
				`it is missing: checkpoint ${this.#claimed!.get(signed)!.checkpoint} has signed ${signed} rows`,
				seq,
			);
		if (!head) this.fail('the table of heads does not know the document');
		else if (head.seq > seq) this.fail(`it is missing: the table of heads says ${head.seq} rows`, seq);
		else if (head.seq < seq) this.fail(`the table of heads ends before it, after ${head.seq} rows`, head.seq);
		else if (!sameBytes(head.hash, hash)) this.fail('the table of heads has another hash');
		else if (this.rules && !(this.rules instanceof OrganisationHistory)) {
			const { epoch, ledgerLength, ledgerTime } = this.rules;
			const isSame =
				head.epoch === epoch && head.ledgerLength === ledgerLength && head.ledgerTime === ledgerTime;
			if (!isSame) this.fail('the table of heads has another place in the ledger');
		}
	}

	/** Only the first counts. */
	fail(words: string, row = this.end.seq - 1): void {
		this.finding ??= { document: this.document, row, words };
	}
}
