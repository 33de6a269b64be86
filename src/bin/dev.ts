/** `npm run dev`: Vite's development server with the relay in it. Pages reload as they are edited; the relay does not. */
import { pino } from 'pino';
import { createServer } from 'vite';
import { openDatabase } from '#lib/server/database.ts';
import { provideRuntime } from '#lib/server/runtime.ts';
import { createRelay } from '../../sync-server/relay.ts';
import { allowedOrigins, isLoopback, publicOrigin, readEnv, toConfig } from './program/config.ts';
import { claimDataFolder } from './program/data-folder.ts';
import { beginLifetime } from './program/lifetime.ts';
import { openPostgres } from './program/open-postgres.ts';

const config = toConfig(readEnv());
const log = pino({ level: config.logLevel }, pino.destination(2));
const loopback = isLoopback(config.host);

const lifetime = beginLifetime();
lifetime.onStop(await claimDataFolder(config.dataFolder));
const { url: databaseUrl } = await openPostgres(config, lifetime, (line) => log.error(line));
const { database, close } = openDatabase(databaseUrl);
lifetime.onStop(close);
provideRuntime({ database, loopback, setupNeedsToken: false });
const relay = await createRelay({ databaseUrl, origins: allowedOrigins(config, config.port), log });
lifetime.onStop(() => relay.close());

const vite = await createServer({ server: { host: config.host, port: config.port, strictPort: true } });
lifetime.onStop(() => vite.close());
vite.httpServer?.on('upgrade', (request, socket, head: Buffer) => {
	// Vite's own socket, for its reloads, has another path.
	if (/^\/sync(\/|\?|$)/.test(request.url ?? '')) relay.handleUpgrade(request, socket, head);
});
await vite.listen();
console.log(`Parley is ready at ${publicOrigin(config, config.port)}`);
