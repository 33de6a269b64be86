/**
 * Awareness (SPEC A): who types, who is here. Nothing of it is stored. The relay lets through only what a client says of itself, and writes in who
 * it is, so that presence cannot be spoofed.
 */
import * as encoding from 'lib0/encoding';
import { deviceOf } from '#lib/domain/client-id.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { ByteReader } from './byte-reader.ts';
import type { Access } from './access.ts';
import { FORBIDDEN_KEYS } from './value-reader.ts';

export interface AwarenessState {
	client: number;
	clock: number;
	/** Null: gone. */
	state: Record<string, unknown> | null;
}

/** An honest clock counts changes and 15 s renewals of one session. */
const MAX_CLOCK = 2 ** 31;
/** A client tells of itself; a provider that takes over another's states passes on a few. */
const MAX_STATES = 32;

/** Reads an awareness update; undefined for what is none, or too large. Never throws. */
function readAwareness(bytes: Uint8Array): AwarenessState[] | undefined {
	if (bytes.length > LIMITS.awarenessBytes) return undefined;
	try {
		const reader = new ByteReader(bytes);
		const count = reader.varUint();
		if (count > MAX_STATES) return undefined;
		const states: AwarenessState[] = [];
		for (let i = 0; i < count; i++) {
			const client = reader.varUint();
			const clock = reader.varUint();
			const state: unknown = JSON.parse(reader.string());
			if (clock > MAX_CLOCK || typeof state !== 'object' || Array.isArray(state)) return undefined;
			if (!isPlain(state, 1)) return undefined;
			states.push({ client, clock, state: state as AwarenessState['state'] });
		}
		return reader.left === 0 ? states : undefined;
	} catch {
		// Truncated, or not JSON: nobody's.
		return undefined;
	}
}

/** No deeper than an event's values, and no key with which a reader could trip over what its objects inherit. */
function isPlain(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (depth > LIMITS.valueDepth) return false;
	return Object.keys(value).every(
		(key) => !FORBIDDEN_KEYS.has(key) && isPlain((value as Record<string, unknown>)[key], depth + 1),
	);
}

/** What of an update is the speaker's own, with his user id written in. Nothing of one that cannot be read. */
export async function ownAwareness(
	bytes: Uint8Array,
	user: string,
	access: Pick<Access, 'lease'>,
): Promise<AwarenessState[]> {
	const own: AwarenessState[] = [];
	for (const { client, clock, state } of readAwareness(bytes) ?? []) {
		const lease = await access.lease(deviceOf(client));
		if (lease?.user === user && !lease.revoked)
			own.push({ client, clock, state: state && { ...state, user } });
	}
	return own;
}

export function encodeAwareness(states: readonly AwarenessState[]): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, states.length);
	for (const { client, clock, state } of states) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, JSON.stringify(state));
	}
	return encoding.toUint8Array(encoder);
}
