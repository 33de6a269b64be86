/**
 * What proved rows say of the logs of clients (SPEC P8): their runs, whatever was refused, and what the relay took out later. Whoever gives rows back, the relay, and
 * every verifier read it with this.
 */
import { parseEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import type { ProvedRow } from './receipt.ts';

/** A run that stood in the log, or was refused. */
export interface ProvedRun {
	row: ProvedRow;
	user: string;
	device: number;
	client: number;
	clock: number;
	length: number;
	/** When it was first accepted. */
	at: number;
	/** Refused: its clocks are spent, it has no content. */
	code: string | null;
	/** Offsets of events that the relay took out of the document. */
	gone: ReadonlySet<number>;
}

type RunEntry = Extract<LedgerEntry, { kind: 'run' | 'refused' }>;

/** Of all proofs together, each row once, in the order given. */
export function provedRuns(proofs: readonly (readonly ProvedRow[])[]): ProvedRun[] {
	const rows = proofs.flat();
	const redacted = redactions(rows);
	const runs: ProvedRun[] = [];
	for (const row of rows) {
		const found = runOf(row);
		if (!found) continue;
		const { entry, client } = found;
		const { clock, length, kind, writer } = entry;
		const gone = new Set<number>();
		for (const range of redacted.get(`${row.content.epoch} ${writer}`) ?? [])
			for (
				let at = Math.max(range.clock, clock);
				at < Math.min(range.clock + range.length, clock + length);
				at++
			)
				gone.add(at - clock);
		const at = (kind === 'run' ? entry.at : undefined) ?? row.receivedAt;
		const code = kind === 'refused' ? entry.code : null;
		runs.push({ row, user: row.user, device: row.device, client, clock, length, at, code, gone });
	}
	return runs;
}

/** A run whose leaves are its events, or a tombstone. */
function runOf(row: ProvedRow): { entry: RunEntry; client: number } | undefined {
	if (row.kind !== 'run' && row.kind !== 'restored' && row.kind !== 'refused') return undefined;
	const { run } = row;
	const stored = row.content.entries.at(-1);
	const entry = stored && parseEntry(stored);
	if (!run || (entry?.kind !== 'run' && entry?.kind !== 'refused')) return undefined;
	if (entry.clock !== run.clock || entry.length !== run.length) return undefined;
	return entry.kind === 'run' && run.count !== run.length ? undefined : { entry, client: run.client };
}

/** By epoch and number of the writer: numbers of one epoch mean the same in each of its rows. */
function redactions(rows: readonly ProvedRow[]): Map<string, { clock: number; length: number }[]> {
	const found = new Map<string, { clock: number; length: number }[]>();
	for (const { kind, content } of rows) {
		if (kind !== 'redact' && kind !== 'erase') continue;
		for (const stored of content.entries) {
			const entry = parseEntry(stored);
			if (entry?.kind !== 'redacted' && entry?.kind !== 'erased') continue;
			const key = `${content.epoch} ${entry.writer}`;
			found.set(key, [...(found.get(key) ?? []), entry]);
		}
	}
	return found;
}
