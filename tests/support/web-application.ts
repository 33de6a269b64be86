import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createVite } from 'vite';
import { vi } from 'vitest';
import { openFileBlobStore } from '../../src/lib/server/blobs/file-blob-store.ts';
import { UploadFolder } from '../../src/lib/server/files/upload-folder.ts';
import { openDatabase, type Database } from '../../src/lib/server/database.ts';
import { provideRuntime, type Runtime } from '../../src/lib/server/runtime.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

export interface WebApplication {
	origin: string;
	database: Database;
	stored: TestDatabase;
	/** Changes what the program would have said at its start. */
	configure(change: Partial<Runtime>): void;
	stop(): Promise<void>;
}

/** Of files, in bytes. */
export const SOME_LIMITS = { file: 2 ** 26, person: 2 ** 28, organisation: 2 ** 30 };

/** The real routes and hooks over a database of their own, on a free port, without a build: Vite compiles them as in development. */
export async function startWebApplication(): Promise<WebApplication> {
	const stored = await startTestDatabase();
	const { database, close } = openDatabase(stored.serviceUrl);
	// A failure of the server fails no test by itself, but it has to be seen.
	const log = { error: (fields: object, message: string) => console.error(message, fields) };
	const files = mkdtempSync(join(tmpdir(), 'parley-files-'));
	const blobs = await openFileBlobStore(join(files, 'blobs'));
	const uploads = { folder: new UploadFolder(join(files, 'uploads')), limits: SOME_LIMITS };
	const runtime: Runtime = {
		...{ database, blobs, files: uploads, loopback: true, setupNeedsToken: false, log },
	};
	provideRuntime(runtime);
	const server = createServer();
	silenceRequestLines();
	const vite = await createVite({
		logLevel: 'error',
		server: { middlewareMode: { server }, hmr: false, ws: false, watch: null, cors: false },
		// Of its own, since the test files run beside each other.
		cacheDir: mkdtempSync(join(tmpdir(), 'parley-vite-')),
		optimizeDeps: { noDiscovery: true, include: [] },
		ssr: { optimizeDeps: { noDiscovery: true, include: [] } },
		appType: 'custom',
	});
	server.on('request', (request, response) => vite.middlewares(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://localhost:${port}`,
		database,
		stored,
		configure: (change) => Object.assign(runtime, change),
		async stop() {
			await vite.close();
			for (const folder of [vite.config.cacheDir, files]) rmSync(folder, { recursive: true, force: true });
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await close();
			await stored.stop();
		},
	};
}

/** SvelteKit prints a line for every refused request when it runs by Vite. */
function silenceRequestLines(): void {
	const print = console.error;
	vi.spyOn(console, 'error').mockImplementation((...values: unknown[]) => {
		const refused = typeof values[0] === 'string' && /\d{3}\S* (?:GET|HEAD|POST) \//.test(values[0]);
		if (!refused) print(...values);
	});
}
