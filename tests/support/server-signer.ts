/** A server's key in memory, and whoever trusts it. */
import {
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	verify,
	type KeyObject,
} from 'node:crypto';
import type { ServerTrust } from '../../src/lib/client/server-trust.ts';
import type { Signer } from '../../sync-server/ports.ts';

/** What precedes the 32 bytes of a private Ed25519 key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed 32 bytes; a fresh key without */
export function aSigner(seed?: Uint8Array): Signer {
	const key = seed
		? createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
		: generateKeyPairSync('ed25519').privateKey;
	const name = spki(key);
	return {
		key: name,
		sign: (bytes) => sign(null, bytes, key),
		verify: (by, bytes, signature) => Buffer.compare(by, name) === 0 && verifies(by, bytes, signature),
	};
}

export function spki(key: KeyObject): Uint8Array {
	return createPublicKey(key).export({ format: 'der', type: 'spki' });
}

export function verifies(key: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
	try {
		return verify(
			null,
			bytes,
			createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' }),
			signature,
		);
	} catch {
		// Bytes that are no key.
		return false;
	}
}

/** Trusts these signers. */
export function trusting(...signers: Signer[]): ServerTrust {
	return {
		verify: async (key, bytes, signature) =>
			signers.some((signer) => Buffer.compare(signer.key, key) === 0) && verifies(key, bytes, signature),
	};
}
