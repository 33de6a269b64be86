/** SPEC R12, seen from the cable: every frame that the relay sends is opened at once, and everything in it must be committed. */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { isEpoch } from '#lib/domain/client-id.ts';
import { decodeClientFrame, decodeServerFrame } from '#lib/protocol/wire.ts';
import type { DocumentBook } from './log-book.ts';

const SYNC = 0;
const STEP_1 = 0;

/** The document behind each channel of one multiplexed socket. */
export class ChannelMap {
	readonly #documents = new Map<number, string>();

	/** A frame that the client sent. */
	learn(bytes: Uint8Array): void {
		const frame = decodeClientFrame(bytes);
		if (frame?.op === 'open') this.#documents.set(frame.channel, frame.document);
	}

	/** The y-websocket message in a frame of the relay's, and its document. */
	message(bytes: Uint8Array): { document: string; message: Uint8Array } | undefined {
		const frame = decodeServerFrame(bytes);
		const document = frame?.op === 'data' ? this.#documents.get(frame.channel) : undefined;
		return frame?.op === 'data' && document !== undefined ? { document, message: frame.message } : undefined;
	}
}

/** What in this message is not committed; undefined when all of it is. */
export function findUncommitted(message: Uint8Array, book: DocumentBook | undefined): string | undefined {
	const decoder = decoding.createDecoder(message);
	if (decoding.readVarUint(decoder) !== SYNC || decoding.readVarUint(decoder) === STEP_1) return undefined;
	const { structs, ds } = Y.decodeUpdate(decoding.readVarUint8Array(decoder));
	for (const struct of structs) {
		const found = uncommittedStruct(struct, book);
		if (found) return found;
	}
	for (const [client, ranges] of ds.clients)
		for (const { clock, len } of ranges)
			for (let at = clock; at < clock + len; at++) {
				const event = book?.logs.get(client)?.[at];
				if (!event || !(event.redacted || event.json === null)) return `the deletion of ${client}:${at}`;
			}
	return undefined;
}

function uncommittedStruct(
	struct: Y.Item | Y.GC | Y.Skip,
	book: DocumentBook | undefined,
): string | undefined {
	const { client, clock } = struct.id;
	const values =
		struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr : null;
	for (let offset = 0; offset < struct.length; offset++) {
		const at = clock + offset;
		if (isEpoch(client)) {
			const entry = book?.ledgers.get(client)?.[at];
			if (!values || entry !== JSON.stringify(values[offset])) return `entry ${at} of ledger ${client}`;
			continue;
		}
		const event = book?.logs.get(client)?.[at];
		if (!event) return `${client}:${at}`;
		if (values ? event.json !== JSON.stringify(values[offset]) : !(event.redacted || event.json === null))
			return `${client}:${at} with other content`;
	}
	return undefined;
}
