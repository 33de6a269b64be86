/** A pack's checkpoint and keys (SPEC E5, L9, L10): what the server has signed of each document. */
import type { PackCrypto } from './verify-pack.ts';
import {
	readStatement,
	RETIRED_KEY_DOMAIN,
	rootOfPath,
	type Stand,
	type Statement,
} from './checkpoint-statement.ts';
import { FILES, fromBase64, type PackCheckpoint, type PackKeys } from './pack-format.ts';
import type { PackFinding } from './pack-verdict.ts';
import { toHex } from './subject-tags.ts';

export interface SignedStands {
	/** Null when there is none, or none that may be believed. */
	statement: Statement | null;
	/** Of the key that signed it, in hex. */
	fingerprint: string | null;
	/** By document. */
	stands: ReadonlyMap<string, Stand>;
	findings: PackFinding[];
	/** What could not be checked; documents add to it. */
	remarks: string[];
}

export async function judgeCheckpoint(
	crypto: PackCrypto,
	{ checkpoint, stands }: PackCheckpoint,
	keys: PackKeys,
): Promise<SignedStands> {
	const nothing = { statement: null, fingerprint: null, stands: new Map<string, Stand>(), remarks: [] };
	const bad = (where: string, words: string): SignedStands => ({
		...nothing,
		findings: [{ where, row: null, words }],
	});
	if (!checkpoint) return { ...nothing, findings: [] };
	const { number, body, key, signature } = checkpoint;
	const read = readStatement(body);
	if (read?.statement.checkpoint !== number)
		return bad(FILES.checkpoint, `checkpoint ${number} is of no known form`);
	const { statement, signed } = read;
	let isOurs: boolean;
	let isSigned: boolean;
	try {
		isOurs = await isKeyOfServer(crypto, keys, key);
		isSigned = await crypto.verify(fromBase64(key), signed, fromBase64(signature));
	} catch {
		const words =
			'The checkpoint: this program has no Ed25519, so its signature was not looked at. A newer browser, or Node, has it.';
		return { ...nothing, findings: [], remarks: [words] };
	}
	if (!isOurs)
		return bad(FILES.keys, `the key of checkpoint ${number} is none of the server's, nor retired by one`);
	if (!isSigned) return bad(FILES.checkpoint, `the signature of checkpoint ${number} is not valid`);
	const found = new Map<string, Stand>();
	for (const { path, ...stand } of stands) {
		if (rootOfPath(crypto.sha256, stand, path) !== statement.root || found.has(stand.document))
			return bad(FILES.checkpoint, `${stand.document} does not stand under the root of checkpoint ${number}`);
		found.set(stand.document, stand);
	}
	const fingerprint = toHex(crypto.sha256(fromBase64(key)));
	return { statement, fingerprint, stands: found, findings: [], remarks: [] };
}

/** The current key, or one that it retired. */
async function isKeyOfServer(
	crypto: PackCrypto,
	{ current, retired }: PackKeys,
	key: string,
): Promise<boolean> {
	if (key === current) return true;
	const old = retired.find((each) => each.key === key);
	if (!old) return false;
	const signed = new TextEncoder().encode(RETIRED_KEY_DOMAIN + key);
	return crypto.verify(fromBase64(current), signed, fromBase64(old.signature));
}
