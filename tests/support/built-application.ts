import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadHandler } from '../../src/bin/program/load-handler.ts';
import { answersInTime, openWebServer } from '../../src/bin/program/web-server.ts';
import { openFileBlobStore } from '../../src/lib/server/blobs/file-blob-store.ts';
import { UploadFolder } from '../../src/lib/server/files/upload-folder.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { provideRuntime, type Runtime } from '../../src/lib/server/runtime.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { SILENT } from './relay-server.ts';
import { aSigner } from './server-signer.ts';
import { startTestDatabase } from './test-database.ts';
import { SOME_LIMITS, type WebApplication } from './web-application.ts';

export interface BuiltApplication extends WebApplication {
	relay: Relay;
}

/** What `npm start` serves, built routes and relay at one port, over a database of its own. Takes a build that is there. */
export async function startBuiltApplication(): Promise<BuiltApplication> {
	const stored = await startTestDatabase();
	const { database, close } = openDatabase(stored.serviceUrl);
	const signer = aSigner();
	const key = Buffer.from(signer.key).toString('base64');
	const files = mkdtempSync(join(tmpdir(), 'parley-files-'));
	const blobs = await openFileBlobStore(join(files, 'blobs'));
	const uploads = { folder: new UploadFolder(join(files, 'uploads')), limits: SOME_LIMITS };
	const runtime: Runtime = {
		...{ database, blobs, files: uploads, loopback: true, setupNeedsToken: false },
		keys: { current: key, retired: [] },
		signing: { key, sign: signer.sign },
		log: { error: (fields, message) => console.error(message, fields) },
	};
	provideRuntime(runtime);
	const handle = await loadHandler(0);
	const server = await openWebServer({ host: 'localhost', port: 0, origin: undefined, proxies: 0 });
	const origin = `http://localhost:${server.port}`;
	const relay = await createRelay({
		databaseUrl: stored.serviceUrl,
		origins: [origin],
		log: SILENT,
		signer,
		erasureFolder: join(files, 'erasures'),
	});
	server.serve({
		handle,
		handleUpgrade: relay.handleUpgrade,
		health: async () => ({ database: true, relay: await answersInTime(relay.healthy()) }),
	});
	return {
		...{ origin, database, stored, relay },
		configure: (change) => Object.assign(runtime, change),
		async stop() {
			await relay.close();
			await server.close();
			await close();
			await stored.stop();
			rmSync(files, { recursive: true, force: true });
		},
	};
}
