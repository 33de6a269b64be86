import { join } from 'node:path';
import { collectFiles } from '#lib/server/files/collect-files.ts';
import { UploadFolder } from '#lib/server/files/upload-folder.ts';
import type { Uploads } from '#lib/server/files/uploads.ts';
import { describeError } from '#lib/server/describe-error.ts';
import type { Config } from './config.ts';

const EVERY_MS = 60_000;

/** Where uploads wait, and the loop that takes away what no message names (SPEC M6). */
export function startFiles(
	{ dataFolder, fileLimits }: Pick<Config, 'dataFolder' | 'fileLimits'>,
	stores: Pick<Uploads, 'database' | 'blobs'>,
	log: { warn(fields: object, message: string): void },
): { runtime: Pick<Uploads, 'folder' | 'limits'>; stop(): Promise<void> } {
	const runtime = { folder: new UploadFolder(join(dataFolder, 'uploads')), limits: fileLimits };
	let running: Promise<unknown> = Promise.resolve();
	const timer = setInterval(() => {
		running = running
			.then(() => collectFiles({ ...stores, ...runtime }, Date.now()))
			.catch((error: unknown) => log.warn({ error: describeError(error) }, 'files were not collected'));
	}, EVERY_MS);
	return {
		runtime,
		async stop() {
			clearInterval(timer);
			await running;
		},
	};
}
