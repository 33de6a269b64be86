import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanWith } from '#lib/server/files/clamd.ts';
import { collectFiles } from '#lib/server/files/collect-files.ts';
import { previewsBy } from '#lib/server/files/picture-maker.ts';
import { Previews } from '#lib/server/files/previews.ts';
import { UploadFolder } from '#lib/server/files/upload-folder.ts';
import type { Uploads } from '#lib/server/files/uploads.ts';
import { describeError } from '#lib/server/describe-error.ts';
import type { Config } from './config.ts';

const EVERY_MS = 60_000;
export const PICTURE_PROCESS = fileURLToPath(new URL('../picture-process.ts', import.meta.url));

/** Where uploads wait, and the loop that takes away what no message names (SPEC M6). */
export function startFiles(
	{ dataFolder, fileLimits, clamd }: Pick<Config, 'dataFolder' | 'fileLimits' | 'clamd'>,
	stores: Pick<Uploads, 'database' | 'blobs'>,
	log: { warn(fields: object, message: string): void },
): { runtime: Omit<Uploads, 'database' | 'blobs'>; stop(): Promise<void> } {
	const folder = new UploadFolder(join(dataFolder, 'uploads'));
	const make = previewsBy(PICTURE_PROCESS);
	const previews = new Previews(join(dataFolder, 'previews'), stores.blobs, make, { log });
	const runtime = { folder, limits: fileLimits, scan: clamd && scanWith(clamd), previews, log };
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
