import type { Verdict } from '#lib/protocol/evidence/verify-evidence.ts';
import { workerUrl } from '../trusted-worker.ts';
import type { WorkerAnswer } from './verify-worker.ts';

/** Judges the bytes, which go to the worker. Rejects when they cannot be read at all. */
export function verifyInWorker(bytes: ArrayBuffer, progress: (done: number) => void): Promise<Verdict> {
	const worker = new Worker(workerUrl('verify'), { type: 'module' });
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
