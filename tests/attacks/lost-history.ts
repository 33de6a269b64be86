/** Rows that a restored server has lost, as somebody holds them with its receipt (SPEC P7): made with the relay's own code and the server's key. */
import { randomBytes } from 'node:crypto';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import { parseEvent } from '#lib/domain/events.ts';
import { encodeGift, type Gift } from '#lib/protocol/gift.ts';
import { decodeReceipt, proveReceipt, withHashes, type Receipt } from '#lib/protocol/receipt.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { factsOf } from '../../sync-server/event-facts.ts';
import { EMPTY_HEAD } from '../../sync-server/log.ts';
import type { Signer } from '../../sync-server/ports.ts';
import { SignedRows } from '../../sync-server/receipts.ts';
import { RoomIndex } from '../../sync-server/room-index.ts';
import { RowDraft } from '../../sync-server/row-draft.ts';
import { sha256 } from '../../sync-server/row.ts';
import { frame, message } from './bytes.ts';

export const LOST = ['lost one', 'lost two'] as const;
/** Of Ada's device; she has nothing of it any more. */
const LOST_SESSION = 5;
const AT = 1_700_000_000_000;
const GIVE = 8;

export interface LostOptions {
	document: string;
	author: { user: string; device: number };
	signer: Signer;
	/** The first text was deleted. */
	deleted?: boolean;
}

export function lostClient(device: number): number {
	return clientIdOf(device, LOST_SESSION);
}

export class LostHistory {
	readonly receipt: Receipt;
	readonly #events = new Map<number, Uint8Array>();

	constructor({ document, author, signer, deleted = false }: LostOptions) {
		const client = lostClient(author.device);
		const draft = new RowDraft(document, new RoomIndex(), EMPTY_HEAD, randomBytes);
		draft.beginEpoch(1, AT);
		const write = (event: object) => {
			const parsed = parseEvent(event);
			if (!parsed.ok) throw new Error(parsed.error);
			const clock = this.#events.size;
			const values = eventBytes(event);
			const facts = factsOf(parsed.event);
			this.#events.set(clock, values);
			draft.accept(author, { client, clock, length: 1, values }, [facts], AT);
			const redactions = draft.index.redactionsAfter([client, clock], facts);
			if (redactions.length > 0) draft.redact(redactions, AT);
		};
		for (const text of LOST) write(message(text));
		if (deleted) {
			write({ k: 'd', at: 1, of: [client, 0] });
			this.#events.delete(0);
		}
		const { rows } = draft;
		const bytes = new SignedRows(signer, rows).receipt(rows[0]!, rows.at(-1)!, draft.index);
		const receipt = decodeReceipt(bytes)!;
		const proof = proveReceipt(sha256, document, receipt, (_client, clock) => [this.#events.get(clock)]);
		this.receipt = withHashes(receipt, proof!.rows);
	}

	/** @param has which clocks' events the giver has */
	gift(has: (clock: number) => boolean = () => true): Gift {
		const values: Uint8Array[] = [];
		const rows = this.receipt.rows.map((row) => {
			const { run } = decodePayload(row.header);
			const leaves = row.leaves.map(({ hash, salt }, i) => {
				const clock = (run?.clock ?? 0) + i;
				const value = has(clock) ? this.#events.get(clock) : undefined;
				if (salt && value) values.push(value);
				return { hash, salt: value ? salt : null };
			});
			return { ...row, leaves };
		});
		return { receipts: [{ ...this.receipt, rows }], values };
	}
}

export function giveFrame(channel: number, gift: Gift | Uint8Array): Uint8Array {
	return frame(channel, GIVE, gift instanceof Uint8Array ? gift : encodeGift(gift));
}
