/**
 * The server's Ed25519 keys (SPEC L10): one that signs, made at the first start, and the public halves of those before it, each signed by the one that
 * signs now. One file holds them all, so that a rotation happens as a whole or not at all.
 */
import {
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	verify,
	type KeyObject,
} from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { retiredBytes, successorBytes, type PublishedKeys } from '#lib/protocol/published-keys.ts';
import { makeFolder, replaceDurably } from './durable-file.ts';
import type { Signer } from './ports.ts';

const FILE = 'server-keys.json';

const keysSchema = v.object({
	/** PKCS #8, PEM. */
	current: v.string(),
	/** Public halves (SPKI, base64), oldest first, each with the current key's signature and its own over its successor. */
	retired: v.array(v.object({ key: v.string(), signature: v.string(), next: v.optional(v.string()) })),
});
type Keys = v.InferOutput<typeof keysSchema>;

export interface ServerKeys {
	/** Public half of the key that signs, SPKI in base64: that is its name. */
	readonly current: string;
	/** Those before it, each with this one's signature (SPEC L10), base64. */
	readonly retired: readonly { key: string; signature: string }[];
	sign(bytes: Uint8Array): Uint8Array;
	/** All public halves and what they say of each other. */
	readonly published: PublishedKeys;
	/** By the current key, or one that it retired. */
	verify(key: string, bytes: Uint8Array, signature: Uint8Array): boolean;
}

/** For who only verifies: where there are no keys, nothing was signed. */
export function readServerKeys(folder: string): Pick<ServerKeys, 'verify'> {
	return existsSync(join(folder, FILE)) ? use(read(folder)) : { verify: () => false };
}

/** @param folder made when it is missing, with the first key in it */
export function openServerKeys(folder: string): ServerKeys {
	if (!existsSync(join(folder, FILE))) write(folder, { current: newKey(), retired: [] });
	return use(read(folder));
}

/** What was signed before stays good. A program that runs goes on with the old key until it ends. */
export function rotateServerKey(folder: string): ServerKeys {
	const stored = read(folder);
	const before = use(stored);
	const current = newKey();
	const name = nameOf(createPrivateKey(current));
	const next = Buffer.from(before.sign(successorBytes(name))).toString('base64');
	const retired = [...stored.retired, { key: before.current, next }].map(({ key, next }) => {
		const signature = sign(null, retiredBytes(key), createPrivateKey(current)).toString('base64');
		return { key, signature, ...(next && { next }) };
	});
	write(folder, { current, retired });
	return use(read(folder));
}

function use({ current, retired }: Keys): ServerKeys {
	const key = createPrivateKey(current);
	const name = nameOf(key);
	const known = new Map<string, KeyObject>([[name, createPublicKey(key)]]);
	for (const one of retired) {
		const isOurs = verify(null, retiredBytes(one.key), key, Buffer.from(one.signature, 'base64'));
		if (!isOurs) throw new Error(`${FILE} holds a retired key that the current one did not sign.`);
		known.set(one.key, createPublicKey({ key: Buffer.from(one.key, 'base64'), format: 'der', type: 'spki' }));
	}
	return {
		current: name,
		retired,
		published: { current: name, retired },
		sign: (bytes) => sign(null, bytes, key),
		verify(by, bytes, signature) {
			const found = known.get(by);
			return found !== undefined && verify(null, bytes, found, signature);
		},
	};
}

/** For receipts (SPEC P3). */
export function signerOf(keys: Pick<ServerKeys, 'current' | 'sign' | 'verify'>): Signer {
	return {
		key: Buffer.from(keys.current, 'base64'),
		sign: (bytes) => keys.sign(bytes),
		verify: (key, bytes, signature) => keys.verify(Buffer.from(key).toString('base64'), bytes, signature),
	};
}

/** Undefined where there are none: only the program that owns the folder makes them. */
export function findServerKeys(folder: string): ServerKeys | undefined {
	return existsSync(join(folder, FILE)) ? use(read(folder)) : undefined;
}

function nameOf(key: KeyObject): string {
	return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}

function newKey(): string {
	return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function read(folder: string): Keys {
	return v.parse(keysSchema, JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
}

function write(folder: string, keys: Keys): void {
	makeFolder(folder);
	replaceDurably(join(folder, FILE), `${JSON.stringify(keys, null, '\t')}\n`);
}
