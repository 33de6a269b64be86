/** Reads the log of one document as it grows, and holds it against what its readers were promised. */
import type { Sql } from 'postgres';
import type * as Y from 'yjs';
import { isEpoch } from '#lib/domain/client-id.ts';
import { readLog } from '#lib/domain/conversation-document.ts';
import type { LogRow } from '../../sync-server/log.ts';
import { verifyRow } from '../../sync-server/row.ts';
import { DocumentBook } from '../simulation/log-book.ts';

export const FINDINGS = ['lost', 'doubled', 'reordered', 'chain', 'other'] as const;
export interface Finding {
	kind: (typeof FINDINGS)[number];
	words: string;
}

export class LogCheck {
	readonly document: string;
	readonly book: DocumentBook;
	readonly findings: Finding[] = [];
	readonly #ownerOf: (device: number) => string | undefined;
	#lastHash: Uint8Array = new Uint8Array(32);
	#faultsSeen = 0;

	constructor(document: string, ownerOf: (device: number) => string | undefined) {
		this.document = document;
		this.book = new DocumentBook(document);
		this.#ownerOf = ownerOf;
	}

	/** Takes in the rows that were committed since, checks their chain, and the head against it. */
	async read(sql: Sql): Promise<void> {
		// One snapshot: a relay may be appending meanwhile.
		const [rows, heads] = await sql.begin('isolation level repeatable read read only', async (tx) => [
			await tx<LogRow[]>`
				select r.document, r.seq::float8 as seq, r.prev, r.hash, r.kind, r.user_id as user, r.device::float8 as device,
					r.received_at::float8 as "receivedAt", r.payload_hash as "payloadHash", p.payload, p.salts
				from log_rows r left join log_payloads p on p.document = r.document and p.seq = r.seq
				where r.document = ${this.document} and r.seq >= ${this.book.rows} order by r.seq`,
			await tx<{ seq: number; hash: Uint8Array; ledgerLength: number }[]>`
				select seq::float8 as seq, hash, ledger_length as "ledgerLength" from document_heads where document = ${this.document}`,
		]);
		for (const row of rows) this.#take(row);
		this.#checkHead(heads[0]);
	}

	#take(row: LogRow): void {
		if (!row.payload || !row.salts) return this.#find('lost', `row ${row.seq} has no payload`);
		if (!verifyRow(row, this.book.rows, this.#lastHash))
			this.#find('chain', `row ${row.seq} breaks the chain`);
		this.#lastHash = row.hash;
		if (row.kind === 'refused') this.#find('other', `row ${row.seq} refuses an honest run`);
		this.book.read(row, this.#ownerOf);
		for (; this.#faultsSeen < this.book.faults.length; this.#faultsSeen++)
			this.#find('other', this.book.faults[this.#faultsSeen]!);
	}

	#checkHead(head: { seq: number; hash: Uint8Array; ledgerLength: number } | undefined): void {
		const ledger = this.book.ledgers.get(1)?.length ?? 0;
		const { seq, hash, ledgerLength } = head ?? { seq: 0, hash: new Uint8Array(32), ledgerLength: 0 };
		if (seq !== this.book.rows || Buffer.compare(hash, this.#lastHash) !== 0 || ledgerLength !== ledger)
			this.#find(
				'chain',
				`the head says ${seq} rows and ${ledgerLength} entries, the log has ${this.book.rows} and ${ledger}`,
			);
	}

	/** Every body stands once. */
	checkBodies(written: readonly string[]): void {
		const counts = new Map<string, number>();
		for (const log of this.book.logs.values())
			for (const { json } of log) {
				const event = json === null ? null : (JSON.parse(json) as { k: string; b?: string });
				if (event?.k === 'm') counts.set(event.b!, (counts.get(event.b!) ?? 0) + 1);
			}
		for (const body of written) {
			const count = counts.get(body) ?? 0;
			if (count === 0) this.#find('lost', `never stored: ${body.slice(0, 40)}`);
			if (count > 1) this.#find('doubled', `stored ${count} times: ${body.slice(0, 40)}`);
		}
	}

	/** What of these promises the log does not keep: `promised` is of before the log was read, `doc` may have grown since. */
	compare(doc: Y.Doc, promised: ReadonlyMap<number, number>): Finding[] {
		const broken: Finding[] = [];
		for (const [client, end] of promised)
			for (const [clock, slot] of readLog(doc, client, 0, end).entries()) {
				const here = slot.state === 'present' ? JSON.stringify(slot.value) : null;
				const words = `${this.document}: ${client}:${clock}`;
				if (isEpoch(client)) {
					const entry = this.book.ledgers.get(client)?.[clock];
					if (entry === undefined) broken.push({ kind: 'lost', words: `${words}, an entry of the ledger` });
					else if (entry !== here)
						broken.push({ kind: 'reordered', words: `${words} was ${here}, is ${entry}` });
					continue;
				}
				const event = this.book.logs.get(client)?.[clock];
				if (!event) broken.push({ kind: 'lost', words });
				else if (here === null ? !event.redacted : event.json !== here)
					broken.push({ kind: 'other', words: `${words} has other content in the log` });
			}
		return broken;
	}

	#find(kind: Finding['kind'], words: string): void {
		this.findings.push({ kind, words: `${this.document}: ${words}` });
	}
}
