/** The verification in a thread of its own, so that thousands of rows do not stop the page. Takes the stream's bytes, answers progress and the verdict. */
import { decodeEvidence } from '#lib/protocol/evidence/evidence-stream.ts';
import { verifyEvidence, type Verdict } from '#lib/protocol/evidence/verify-evidence.ts';
import { WEB_CRYPTO } from '#lib/protocol/evidence/web-crypto.ts';

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
		const verdict = await verifyEvidence(decodeEvidence(bytes), WEB_CRYPTO, tell);
		thread.postMessage({ kind: 'verdict', verdict });
	} catch (error) {
		thread.postMessage({ kind: 'failed', words: String(error) });
	}
}
