import workerUrl from './verify-worker.ts?worker&url';
import type { Verdict } from '#lib/protocol/evidence/verify-evidence.ts';
import type { WorkerAnswer } from './verify-worker.ts';

/** Named in the content security policy. */
const POLICY = 'parley-worker';

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL(url: string): string },
	): {
		createScriptURL(url: string): string;
	};
}

let trusted: string | undefined;

/** The worker's address in the form that the policy asks for. A policy is made once. */
function trustedUrl(): string {
	if (trusted !== undefined) return trusted;
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	const policy = trustedTypes?.createPolicy(POLICY, {
		createScriptURL: (url) => {
			if (url !== workerUrl) throw new TypeError('No worker of ours.');
			return url;
		},
	});
	return (trusted = policy?.createScriptURL(workerUrl) ?? workerUrl);
}

/** Judges the bytes, which go to the worker. Rejects when they cannot be read at all. */
export function verifyInWorker(bytes: ArrayBuffer, progress: (done: number) => void): Promise<Verdict> {
	const worker = new Worker(trustedUrl(), { type: 'module' });
	return new Promise<Verdict>((resolve, reject) => {
		worker.onerror = (event) => reject(new Error(event.message));
		worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
			if (data.kind === 'progress') progress(data.done);
			else if (data.kind === 'verdict') resolve(data.verdict);
			else reject(new Error(data.words));
		};
		worker.postMessage(bytes, [bytes]);
	}).finally(() => worker.terminate());
}
