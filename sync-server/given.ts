/** Reads what a client gives back after a restore (SPEC P7, P8): what is proved by a signature of this server, before any lock is taken. */
import { deviceOf } from '#lib/domain/client-id.ts';
import { parseEvent } from '#lib/domain/events.ts';
import { decodeGift, withoutSalts } from '#lib/protocol/gift.ts';
import { provedRuns, type ProvedRun } from '#lib/protocol/proved-runs.ts';
import {
	encodeReceipt,
	proveReceipt,
	signedBytes,
	withHashes,
	type ProvedRow,
} from '#lib/protocol/receipt.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { createDecoder, hasContent, readAny } from 'lib0/decoding';
import { factsOf, type EventFacts } from './event-facts.ts';
import type { Signer } from './ports.ts';
import { sha256 } from './row.ts';

/** An event of which the giver has the bytes. */
export interface GivenEvent {
	bytes: Uint8Array;
	salt: Uint8Array;
	facts: EventFacts;
}

/** A proved run, with its events; null where the giver has none. */
export interface GivenRun extends ProvedRun {
	events: readonly (GivenEvent | null)[];
}

/** What the server has signed, given back. */
export interface Given {
	runs: readonly GivenRun[];
	/** The receipts as the log keeps them. */
	proofs: readonly Uint8Array[];
	devices: ReadonlySet<number>;
}

/** `code` is empty when the gift was judged. */
export interface GiftOutcome {
	rows: number;
	code: RefusalCode | '';
}

/** @returns undefined for bytes that are no gift */
export function readGiven(
	document: string,
	bytes: Uint8Array,
	signer: Pick<Signer, 'verify'>,
): Given | 'RECEIPT_INVALID' | undefined {
	const gift = decodeGift(bytes);
	if (!gift) return undefined;
	const proofs: ProvedRow[][] = [];
	const kept: Uint8Array[] = [];
	const valueOf = new Map<ProvedRow, (Uint8Array | null)[]>();
	let next = 0;
	for (const receipt of gift.receipts) {
		const values = receipt.rows.map(({ leaves }) =>
			leaves.map(({ salt }) => (salt ? gift.values[next++]! : null)),
		);
		// Asked for in the order of the rows, of those that have a run.
		const runs = values.values().filter((_, row) => decodePayload(receipt.rows[row]!.header).run !== null);
		const proved = proveReceipt(sha256, document, receipt, () =>
			runs.next().value!.map((value) => value ?? undefined),
		);
		if (!proved || !signer.verify(receipt.key, signedBytes(proved.root), receipt.signature))
			return 'RECEIPT_INVALID';
		proved.rows.forEach((each, index) => valueOf.set(each, values[index]!));
		proofs.push(proved.rows);
		kept.push(encodeReceipt(withoutSalts(withHashes(receipt, proved.rows))));
	}
	const runs: GivenRun[] = [];
	for (const run of provedRuns(proofs)) {
		const events = eventsOf(run, valueOf.get(run.row)!);
		if (!events) return 'RECEIPT_INVALID';
		runs.push({ ...run, events });
	}
	return { runs, proofs: kept, devices: new Set(runs.map(({ client }) => deviceOf(client))) };
}

/** Undefined when what was signed is no event: then this server has not signed it as one. */
function eventsOf(
	{ row, code }: ProvedRun,
	values: readonly (Uint8Array | null)[],
): (GivenEvent | null)[] | undefined {
	const events: (GivenEvent | null)[] = [];
	for (const [index, bytes] of values.entries()) {
		const { salt } = row.leaves[index]!;
		if (!bytes || !salt || code !== null) {
			events.push(null);
			continue;
		}
		const decoder = createDecoder(bytes);
		const parsed = parseEvent(readAny(decoder));
		if (!parsed.ok || hasContent(decoder)) return undefined;
		events.push({ bytes, salt, facts: factsOf(parsed.event) });
	}
	return events;
}
