import type { FileWork } from '../environment.ts';
import { describeFile } from './describe-file.ts';
import { digestBlob } from './digest-blob.ts';

/** What sending files needs, as a browser gives it. */
export const browserFiles: FileWork = {
	digest: digestBlob,
	describe: describeFile,
	async exchange(method, path, { headers, body, signal }) {
		const response = await fetch(path, {
			...{ method, cache: 'no-store', headers: { accept: 'application/json', ...headers } },
			...(body !== undefined && { body }),
			...(signal && { signal }),
		});
		return { status: response.status, body: await response.json().catch(() => undefined) };
	},
};
