/** The verification in a thread of its own, so that thousands of rows do not stop the page. Takes the stream's bytes, answers progress and the verdict. */
import { digest } from 'lib0/hash/sha256';
import { decodeEvidence } from '#lib/protocol/evidence/evidence-stream.ts';
import { verifyEvidence, type Verdict } from '#lib/protocol/evidence/verify-evidence.ts';

export type WorkerAnswer =
	| { kind: 'progress'; done: number }
	| { kind: 'verdict'; verdict: Verdict }
	| { kind: 'failed'; words: string };

const thread = globalThis as unknown as {
	onmessage: ((message: MessageEvent<ArrayBuffer>) => void) | null;
	postMessage(answer: WorkerAnswer): void;
};

thread.onmessage = ({ data }) => void run(new Uint8Array(data));

async function run(bytes: Uint8Array): Promise<void> {
	try {
		const tell = (done: number) => thread.postMessage({ kind: 'progress', done });
		const verdict = await verifyEvidence(
			decodeEvidence(bytes),
			{ sha256: digest, verify: verifyEd25519 },
			tell,
		);
		thread.postMessage({ kind: 'verdict', verdict });
	} catch (error) {
		thread.postMessage({ kind: 'failed', words: String(error) });
	}
}

/** `key` is an SPKI in base64. */
async function verifyEd25519(key: string, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
	try {
		const spki = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
		const imported = await crypto.subtle.importKey('spki', spki, { name: 'Ed25519' }, false, ['verify']);
		return await crypto.subtle.verify('Ed25519', imported, copy(signature), copy(bytes));
	} catch {
		// No key of this kind, or a browser without Ed25519: then nothing is verified.
		return false;
	}
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return new Uint8Array(bytes);
}
