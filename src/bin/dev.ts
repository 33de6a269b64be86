/** `npm run dev`: Vite's development server with the relay in it. Pages reload as they are edited; the relay does not. */
import { join } from 'node:path';
import { pino } from 'pino';
import { createServer } from 'vite';
import { openDatabase } from '#lib/server/database.ts';
import { makeSetupToken } from '#lib/server/setup.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { allowedOrigins, isLocalOnly, publicOrigin, readEnv, toConfig } from './program/config.ts';
import { claimDataFolder } from './program/data-folder.ts';
import { beginLifetime } from './program/lifetime.ts';
import { openPostgres } from './program/open-postgres.ts';
import { provideProgram } from './program/provide-program.ts';
import { refuseBehindCheckpoints, startRelay } from './program/start-relay.ts';
import { openWebServer } from './program/web-server.ts';

const config = toConfig(readEnv());
const log = pino({ level: config.logLevel }, pino.destination(2));
const localOnly = isLocalOnly(config);

const lifetime = beginLifetime();
// Vite takes its port last: an occupied one is to be known before anything is touched.
const probe = await openWebServer(config);
await probe.close();
const { port } = probe;
const address = publicOrigin(config, port);
lifetime.onStop(await claimDataFolder(config.dataFolder));
const { url: databaseUrl, ownerUrl } = await openPostgres(config, lifetime, (line) => log.error(line));
const { database, close } = openDatabase(databaseUrl);
lifetime.onStop(close);
const setupToken = localOnly ? undefined : await makeSetupToken(database);
const keys = openServerKeys(join(config.dataFolder, 'keys'));
const copies = await refuseBehindCheckpoints(database, config, keys);
await provideProgram(config, lifetime, { database, address, localOnly, log, keys });
const origins = allowedOrigins(config, port);
const relay = await startRelay(config.dataFolder, lifetime, {
	database,
	databaseUrl,
	ownerUrl,
	origins,
	keys,
	copies,
	log,
});

const vite = await createServer({ server: { host: config.host, port, strictPort: true } });
lifetime.onStop(() => vite.close());
vite.httpServer?.on('upgrade', (request, socket, head: Buffer) => {
	// Vite's own socket, for its reloads, has another path.
	if (/^\/sync(\/|\?|$)/.test(request.url ?? '')) relay.handleUpgrade(request, socket, head);
});
await vite.listen();
if (setupToken) console.log(`Make the organisation, once: ${address}/setup?token=${setupToken}`);
console.log(`Parley is ready at ${address}`);
