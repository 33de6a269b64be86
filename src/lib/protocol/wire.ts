/** The frames of the multiplexed socket (SPEC W1), both directions. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { LIMITS } from './limits.ts';
import { readCount } from './read-count.ts';

/** Sub-protocol asked for at the upgrade; raised with every change of the frames. */
export const WIRE_PROTOCOL = 'parley.2';

export type ClientFrame =
	| { op: 'open'; channel: number; document: string; epoch: number; ledgerLength: number }
	| { op: 'data'; channel: number; message: Uint8Array }
	| { op: 'close'; channel: number }
	/** Which receipts are there from this row on (SPEC P4)? */
	| { op: 'receipts'; channel: number; seq: number }
	/** Gives back what the server has lost; see gift.ts (SPEC P7). */
	| { op: 'give'; channel: number; gift: Uint8Array }
	/** Whose presence this socket wants to hear of, and whether its own person may be seen (SPEC A5). */
	| { op: 'watch'; shown: boolean; users: readonly string[] }
	| { op: 'ping' };

export type ServerFrame =
	| { op: 'opened'; channel: number; caughtUp: boolean }
	| { op: 'data'; channel: number; message: Uint8Array }
	| { op: 'closed'; channel: number; code: number; reason: string }
	/** `asked`: it answers what the client asked. */
	| { op: 'receipt'; channel: number; asked: boolean; receipt: Uint8Array }
	| { op: 'pong'; serverTime: number }
	| { op: 'event'; json: string }
	| {
			op: 'refusal';
			channel: number;
			client: number;
			clock: number;
			length: number;
			code: string;
			tombstoned: boolean;
	  }
	/** Of a text document's sync messages on this channel so many are dealt with (SPEC X11). */
	| { op: 'stored'; channel: number; count: number }
	/** So many rows of a gift were taken; `code` says why nothing was, or is empty. */
	| { op: 'given'; channel: number; rows: number; code: string };

const OPS = {
	open: 0,
	opened: 0,
	data: 1,
	close: 2,
	closed: 2,
	ping: 3,
	pong: 3,
	event: 4,
	refusal: 5,
	stored: 6,
	receipts: 7,
	receipt: 7,
	give: 8,
	given: 8,
	watch: 9,
} as const;

function frame(channel: number, op: number, write?: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, channel);
	encoding.writeVarUint(encoder, op);
	write?.(encoder);
	return encoding.toUint8Array(encoder);
}

/** Nearly every frame is one: written with one copy of the message. */
function dataFrame(channel: number, message: Uint8Array, op: number = OPS.data): Uint8Array {
	const head = frame(channel, op);
	const bytes = new Uint8Array(head.length + message.length);
	bytes.set(head);
	bytes.set(message, head.length);
	return bytes;
}

export function encodeClientFrame(message: ClientFrame): Uint8Array {
	switch (message.op) {
		case 'open':
			return frame(message.channel, OPS.open, (encoder) => {
				encoding.writeVarString(encoder, message.document);
				encoding.writeVarUint(encoder, message.epoch);
				encoding.writeVarUint(encoder, message.ledgerLength);
			});
		case 'data':
			return dataFrame(message.channel, message.message);
		case 'close':
			return frame(message.channel, OPS.close);
		case 'receipts':
			return frame(message.channel, OPS.receipts, (encoder) => encoding.writeVarUint(encoder, message.seq));
		case 'give':
			return dataFrame(message.channel, message.gift, OPS.give);
		case 'watch':
			return frame(0, OPS.watch, (encoder) => {
				encoding.writeVarUint(encoder, message.shown ? 1 : 0);
				encoding.writeVarUint(encoder, message.users.length);
				for (const user of message.users) encoding.writeVarString(encoder, user);
			});
		case 'ping':
			return frame(0, OPS.ping);
	}
}

export function encodeServerFrame(message: ServerFrame): Uint8Array {
	switch (message.op) {
		case 'opened':
			return frame(message.channel, OPS.opened, (encoder) =>
				encoding.writeVarUint(encoder, message.caughtUp ? 1 : 0),
			);
		case 'data':
			return dataFrame(message.channel, message.message);
		case 'closed':
			return frame(message.channel, OPS.closed, (encoder) => {
				encoding.writeVarUint(encoder, message.code);
				encoding.writeVarString(encoder, message.reason);
			});
		case 'receipt':
			return frame(message.channel, OPS.receipt, (encoder) => {
				encoding.writeVarUint(encoder, message.asked ? 1 : 0);
				encoding.writeUint8Array(encoder, message.receipt);
			});
		case 'pong':
			return frame(0, OPS.pong, (encoder) => encoding.writeVarUint(encoder, message.serverTime));
		case 'event':
			return frame(0, OPS.event, (encoder) => encoding.writeVarString(encoder, message.json));
		case 'refusal':
			return frame(message.channel, OPS.refusal, (encoder) => {
				encoding.writeVarUint(encoder, message.client);
				encoding.writeVarUint(encoder, message.clock);
				encoding.writeVarUint(encoder, message.length);
				encoding.writeVarString(encoder, message.code);
				encoding.writeVarUint(encoder, message.tombstoned ? 1 : 0);
			});
		case 'stored':
			return frame(message.channel, OPS.stored, (encoder) => encoding.writeVarUint(encoder, message.count));
		case 'given':
			return frame(message.channel, OPS.given, (encoder) => {
				encoding.writeVarUint(encoder, message.rows);
				encoding.writeVarString(encoder, message.code);
			});
	}
}

/** Reads a client's frame. Undefined for anything that is none: the socket is closed (4400). Never throws. */
export function decodeClientFrame(bytes: Uint8Array): ClientFrame | undefined {
	return attempt(bytes, (decoder, channel, op) => {
		switch (op) {
			case OPS.open: {
				const document = readName(decoder);
				const epoch = readCount(decoder);
				return { op: 'open', channel, document, epoch, ledgerLength: readCount(decoder) };
			}
			case OPS.data:
				return { op: 'data', channel, message: decoding.readTailAsUint8Array(decoder) };
			case OPS.close:
				return { op: 'close', channel };
			case OPS.receipts:
				return { op: 'receipts', channel, seq: readCount(decoder) };
			case OPS.give:
				return { op: 'give', channel, gift: decoding.readTailAsUint8Array(decoder) };
			case OPS.watch:
				return channel === 0 ? readWatch(decoder) : undefined;
			case OPS.ping:
				return channel === 0 ? { op: 'ping' } : undefined;
		}
		return undefined;
	});
}

/** Reads a relay's frame; undefined for one of a newer relay, which is skipped. */
export function decodeServerFrame(bytes: Uint8Array): ServerFrame | undefined {
	return attempt(bytes, (decoder, channel, op) => {
		switch (op) {
			case OPS.opened:
				return { op: 'opened', channel, caughtUp: decoding.readVarUint(decoder) === 1 };
			case OPS.data:
				return { op: 'data', channel, message: decoding.readTailAsUint8Array(decoder) };
			case OPS.closed: {
				const code = decoding.readVarUint(decoder);
				return { op: 'closed', channel, code, reason: decoding.readVarString(decoder) };
			}
			case OPS.receipt:
				return {
					op: 'receipt',
					channel,
					asked: decoding.readVarUint(decoder) === 1,
					receipt: decoding.readTailAsUint8Array(decoder),
				};
			case OPS.pong:
				return { op: 'pong', serverTime: decoding.readVarUint(decoder) };
			case OPS.event:
				return { op: 'event', json: decoding.readVarString(decoder) };
			case OPS.refusal: {
				const client = decoding.readVarUint(decoder);
				const clock = decoding.readVarUint(decoder);
				const length = decoding.readVarUint(decoder);
				const code = decoding.readVarString(decoder);
				return {
					op: 'refusal',
					channel,
					client,
					clock,
					length,
					code,
					tombstoned: decoding.readVarUint(decoder) === 1,
				};
			}
			case OPS.stored:
				return { op: 'stored', channel, count: decoding.readVarUint(decoder) };
			case OPS.given: {
				const rows = decoding.readVarUint(decoder);
				return { op: 'given', channel, rows, code: decoding.readVarString(decoder) };
			}
		}
		return undefined;
	});
}

function attempt<Frame extends { op: string }>(
	bytes: Uint8Array,
	read: (decoder: decoding.Decoder, channel: number, op: number) => Frame | undefined,
): Frame | undefined {
	try {
		const decoder = decoding.createDecoder(bytes);
		const channel = readCount(decoder);
		const op = readCount(decoder);
		const frame = read(decoder, channel, op);
		return frame === undefined || decoding.hasContent(decoder) ? undefined : frame;
	} catch {
		// lib0 throws on truncated input; that is a frame of nobody's.
		return undefined;
	}
}

function readWatch(decoder: decoding.Decoder): ClientFrame | undefined {
	const shown = readCount(decoder);
	const count = readCount(decoder);
	if (shown > 1 || count > LIMITS.watchedPeople) return undefined;
	const users: string[] = [];
	for (let i = 0; i < count; i++) users.push(readName(decoder));
	return { op: 'watch', shown: shown === 1, users };
}

/** No document has a longer name (SPEC N1), and nobody's megabytes are made a string. */
const MAX_NAME_BYTES = 64;

function readName(decoder: decoding.Decoder): string {
	if (decoding.peekVarUint(decoder) > MAX_NAME_BYTES) throw new RangeError('not a name');
	return decoding.readVarString(decoder);
}
