import type { FileWork } from '../environment.ts';
import { digestBlob } from './digest-blob.ts';
import { undescribed } from './media-type.ts';

/** What sending files needs, as a browser gives it. */
export const browserFiles: FileWork = {
	digest: digestBlob,
	async describe(bytes) {
		// Fetched with the first file; without the network and before the service worker has stored it, a file goes without a preview.
		const module = await import('./describe-file.ts').catch(() => null);
		return module ? module.describeFile(bytes) : undescribed(bytes);
	},
	async exchange(method, path, { headers, body, signal }) {
		const response = await fetch(path, {
			...{ method, cache: 'no-store', headers: { accept: 'application/json', ...headers } },
			...(body !== undefined && { body }),
			...(signal && { signal }),
		});
		return { status: response.status, body: await response.json().catch(() => undefined) };
	},
};
