/**
 * What erasures took, by name and without a word of it, as files beside the requests (SPEC G10): a backup may lack both the content and its erasure, and a
 * device may give the content back later.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import type { ClockRange } from './decode.ts';
import { ClockRanges } from './clock-ranges.ts';
import { replaceDurably } from './durable-file.ts';
import { readTextRow } from './text-erasure.ts';
import { gapsIn } from './text-structs.ts';

export interface ErasedEvents {
	organisation: string;
	number: number;
	/** By document: `[client, clock, length]`. */
	documents: Record<string, [client: number, clock: number, length: number][]>;
}

const SUFFIX = '.gone';
/** Rows of one statement. */
const AT_ONCE = 5_000;

/** Writes down what a request has taken, and keeps what was written down before. */
export async function rememberErased(
	sql: Sql,
	folder: string,
	organisation: string,
	number: number,
): Promise<void> {
	const path = join(folder, `${organisation}-${String(number).padStart(6, '0')}${SUFFIX}`);
	const known = new Map<string, Map<number, ClockRanges>>();
	const add = (document: string, { client, clock, length }: ClockRange) => {
		const clients = known.get(document) ?? new Map<number, ClockRanges>();
		const ranges = clients.get(client) ?? new ClockRanges();
		ranges.add(clock, length);
		known.set(document, clients.set(client, ranges));
	};
	for (const [document, parts] of Object.entries(readOne(path)?.documents ?? {}))
		for (const [client, clock, length] of parts) add(document, { client, clock, length });
	const rows = sql<{ document: string; seq: number; leaves: number[]; payload: Uint8Array }[]>`
		select e.document, e.seq::float8, e.leaves, p.payload from erased_values e
		join log_payloads p on p.document = e.document and p.seq = e.seq
		where e.organisation = ${organisation} and e.number = ${number}`;
	for await (const batch of rows.cursor(AT_ONCE))
		for (const { document, seq, leaves, payload } of batch) {
			if (nameOfDocument(document)?.kind === 'text') {
				for (const range of gapsIn(readTextRow({ payload, seq }).sections)) add(document, range);
				continue;
			}
			const { run } = decodePayload(payload);
			// Leaf 0 is the header's.
			for (const leaf of leaves)
				add(document, { client: run!.client, clock: run!.clock + leaf - 1, length: 1 });
		}
	const documents: ErasedEvents['documents'] = {};
	for (const [document, clients] of known)
		documents[document] = [...clients].flatMap(([client, ranges]) =>
			ranges.within(0, Infinity).map(([clock, length]): [number, number, number] => [client, clock, length]),
		);
	replaceDurably(path, `${JSON.stringify({ organisation, number, documents } satisfies ErasedEvents)}\n`);
}

/** Enters what the files remember, so that every relay knows it. */
export async function enterErased(sql: Sql, folder: string): Promise<void> {
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder).filter((one) => one.endsWith(SUFFIX))) {
		const erased = readOne(join(folder, name));
		if (!erased) continue;
		const { organisation, number } = erased;
		const rows = Object.entries(erased.documents).flatMap(([document, parts]) =>
			parts.map(([client, clock, length]) => ({ document, client, clock, length, organisation, number })),
		);
		for (let at = 0; at < rows.length; at += AT_ONCE)
			await sql`insert into erased_events ${sql(rows.slice(at, at + AT_ONCE))} on conflict do nothing`;
	}
}

function readOne(path: string): ErasedEvents | undefined {
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ErasedEvents) : undefined;
}
