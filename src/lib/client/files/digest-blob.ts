import { workerUrl } from '../trusted-worker.ts';

/** Up to here the browser's own digest is quicker than to begin a worker; bytes. */
const AT_ONCE = 16 * 1024 * 1024;

/** SHA-256 in lower-case hexadecimal. Rejects for what cannot be read. */
export async function digestBlob(blob: Blob): Promise<string> {
	if (blob.size > AT_ONCE || !crypto.subtle) return inWorker(blob);
	const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function inWorker(blob: Blob): Promise<string> {
	return new Promise<string>((resolve, reject) => {
		const worker = new Worker(workerUrl('digest'), { type: 'module', name: 'digest' });
		worker.onerror = (event) => {
			worker.terminate();
			reject(new Error(event.message));
		};
		worker.onmessage = ({ data }: MessageEvent<string | null>) => {
			worker.terminate();
			if (data === null) reject(new Error('The file cannot be read.'));
			else resolve(data);
		};
		worker.postMessage(blob);
	});
}
