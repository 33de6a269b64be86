/** The cryptography of a browser, for who judges evidence in a page or a worker. */
import { digest } from 'lib0/hash/sha256';
import type { EvidenceCrypto } from './signed-checkpoints.ts';
import { toHex } from './subject-tags.ts';

/** A page's checkpoints have few keys between them. */
const imported = new Map<string, Promise<CryptoKey>>();

export const WEB_CRYPTO: EvidenceCrypto = {
	sha256: digest,
	async verify(spki, bytes, signature) {
		try {
			return await crypto.subtle.verify('Ed25519', await keyOf(spki), copy(signature), copy(bytes));
		} catch (error) {
			// A browser without Ed25519. Anything else is a key that is none.
			if (error instanceof DOMException && error.name === 'NotSupportedError') throw error;
			return false;
		}
	},
};

function keyOf(spki: Uint8Array): Promise<CryptoKey> {
	const name = toHex(spki);
	const key = imported.get(name) ?? crypto.subtle.importKey('spki', copy(spki), 'Ed25519', false, ['verify']);
	imported.set(name, key);
	return key;
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return new Uint8Array(bytes);
}
