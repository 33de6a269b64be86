import { pathToFileURL } from 'node:url';
import { MAX_PART_BYTES } from '#lib/protocol/files.ts';
import type { Application } from './web-server.ts';

/** Imports the built routes. Call it once, after provideRuntime(). */
export async function loadHandler(proxies: number): Promise<Application['handle']> {
	// adapter-node reads these when it is imported. Without the first it takes every request for https.
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	// Of all bodies; request-guard.ts holds those that are no parts of files to less.
	process.env.BODY_SIZE_LIMIT = String(MAX_PART_BYTES);
	if (proxies > 0) {
		process.env.ADDRESS_HEADER = 'x-forwarded-for';
		process.env.XFF_DEPTH = String(proxies);
	}
	const built = (await import(pathToFileURL('build/handler.js').href)) as { handler: Application['handle'] };
	return built.handler;
}
