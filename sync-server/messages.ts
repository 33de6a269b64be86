/** The y-websocket protocol's messages (SPEC W1), as the relay writes and reads them. */
import * as encoding from 'lib0/encoding';
import { ByteReader, Refused } from './byte-reader.ts';
import { concatenate, lengthOf, varUints } from './byte-writer.ts';
import { MAX_SECTIONS } from './decode.ts';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY_AWARENESS = 3;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const PERMISSION_DENIED = 0;

export type ClientMessage =
	| { kind: 'step 1'; stateVector: Uint8Array }
	| { kind: 'step 2'; update: Uint8Array }
	| { kind: 'update'; update: Uint8Array }
	| { kind: 'awareness'; update: Uint8Array }
	| { kind: 'query awareness' };

/** Undefined for what is no message of this protocol. Never throws. */
export function readMessage(bytes: Uint8Array): ClientMessage | undefined {
	try {
		const reader = new ByteReader(bytes);
		const message = read(reader);
		return reader.left === 0 ? message : undefined;
	} catch (error) {
		if (error instanceof Refused) return undefined;
		throw error;
	}
}

function read(reader: ByteReader): ClientMessage | undefined {
	switch (reader.varUint()) {
		case SYNC:
			switch (reader.varUint()) {
				case STEP_1:
					return { kind: 'step 1', stateVector: reader.varBytes() };
				case STEP_2:
					return { kind: 'step 2', update: reader.varBytes() };
				case UPDATE:
					return { kind: 'update', update: reader.varBytes() };
			}
			return undefined;
		case AWARENESS:
			return { kind: 'awareness', update: reader.varBytes() };
		case QUERY_AWARENESS:
			return { kind: 'query awareness' };
	}
	return undefined;
}

/** Undefined for what is no state vector. More clients than any document has, or one of them twice, are none either. */
export function readStateVector(bytes: Uint8Array): Map<number, number> | undefined {
	try {
		const reader = new ByteReader(bytes);
		const count = reader.varUint();
		if (count > MAX_SECTIONS) return undefined;
		const vector = new Map<number, number>();
		for (let i = 0; i < count; i++) vector.set(reader.varUint(), reader.varUint());
		return reader.left === 0 && vector.size === count ? vector : undefined;
	} catch (error) {
		if (error instanceof Refused) return undefined;
		throw error;
	}
}

export function step1Message(stateVector: Iterable<readonly [client: number, clock: number]>): Uint8Array {
	const entries = [...stateVector].filter(([, clock]) => clock > 0);
	const vector = encoding.createEncoder();
	encoding.writeVarUint(vector, entries.length);
	for (const [client, clock] of entries) {
		encoding.writeVarUint(vector, client);
		encoding.writeVarUint(vector, clock);
	}
	return syncMessage(STEP_1, encoding.toUint8Array(vector));
}

export function step2Message(update: Uint8Array): Uint8Array {
	return syncMessage(STEP_2, update);
}

/** @param parts of the update: they are copied once */
export function updateMessage(...parts: readonly Uint8Array[]): Uint8Array {
	return syncMessage(UPDATE, ...parts);
}

function syncMessage(kind: number, ...parts: readonly Uint8Array[]): Uint8Array {
	return concatenate([varUints(SYNC, kind, lengthOf(parts)), ...parts]);
}

export function awarenessMessage(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, AWARENESS);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

/** No awareness at all: an unmodified provider closes after 30 s without a message. */
export const KEEP_ALIVE = awarenessMessage(new Uint8Array([0]));

/** SPEC W7. */
export function permissionDeniedMessage(reason: string): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, AUTH);
	encoding.writeVarUint(encoder, PERMISSION_DENIED);
	encoding.writeVarString(encoder, reason);
	return encoding.toUint8Array(encoder);
}
