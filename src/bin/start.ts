/** `npm start`: interface and relay on one port, over the embedded PostgreSQL or that of DATABASE_URL. */
import './program/without-proto.ts';
import { join } from 'node:path';
import { pino } from 'pino';
import { openDatabase } from '#lib/server/database.ts';
import { makeSetupToken } from '#lib/server/setup.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { readArguments } from './program/arguments.ts';
import { buildApplication } from './program/build-application.ts';
import {
	allowedOrigins,
	DEFAULTS,
	isLocalOnly,
	isLoopback,
	publicOrigin,
	readEnv,
	toConfig,
} from './program/config.ts';
import { claimDataFolder } from './program/data-folder.ts';
import { emptyDatabase } from './program/database.ts';
import { beginLifetime } from './program/lifetime.ts';
import { loadHandler } from './program/load-handler.ts';
import { openPostgres } from './program/open-postgres.ts';
import { provideProgram } from './program/provide-program.ts';
import { refuseBehindCheckpoints, startRelay } from './program/start-relay.ts';
import { answersInTime, openWebServer } from './program/web-server.ts';

const wanted = readArguments();
const demo = wanted.demo ? await import('./demo.ts') : undefined;
const config = toConfig(readEnv(), demo ? { ...DEFAULTS, DATA_DIR: demo.DEMO_DATA_DIR } : DEFAULTS);
const log = pino({ level: config.logLevel }, pino.destination(2));
const localOnly = isLocalOnly(config);

const lifetime = beginLifetime();
const web = await openWebServer(config);
const address = publicOrigin(config, web.port);
lifetime.onStop(await claimDataFolder(config.dataFolder));
if (!wanted.asBuilt) await buildApplication(console.log);

const { url: databaseUrl, ownerUrl } = await openPostgres(config, lifetime, (line) => log.error(line));
const { database, close } = openDatabase(databaseUrl);
lifetime.onStop(close);
if (demo) {
	await demo.seedDemo({
		database,
		databaseUrl,
		log,
		now: Date.now(),
		progress: demo.showProgress(process.stdout),
		// A database of the operator's may hold what is not ours.
		startOver: config.databaseUrl ? undefined : () => emptyDatabase(ownerUrl),
	});
}
const setupToken = localOnly ? undefined : await makeSetupToken(database);
const keys = openServerKeys(join(config.dataFolder, 'keys'));
const copies = await refuseBehindCheckpoints(database, config, keys);
await provideProgram(config, lifetime, { database, address, localOnly, log, keys });

const origins = allowedOrigins(config, web.port);
const relay = await startRelay(config.dataFolder, lifetime, {
	database,
	databaseUrl,
	ownerUrl,
	origins,
	keys,
	copies,
	log,
});

const handle = await loadHandler(config.proxies);
lifetime.onStop(() => web.close());
web.serve({
	handle,
	handleUpgrade: (request, socket, head) => relay.handleUpgrade(request, socket, head),
	health: async () => ({
		database: await answersInTime(database.$client`select 1`),
		relay: await answersInTime(relay.healthy()),
	}),
});

if (!isLoopback(config.host) && !address.startsWith('https://')) {
	console.warn(
		`Warning: HOST ${config.host} lets other computers in without encryption. Put an https proxy in front and set ORIGIN.`,
	);
}
if (demo && !localOnly)
	console.warn('Warning: whoever reaches this address can sign in with the password of the demo.');
if (setupToken) console.log(`Make the organisation, once: ${address}/setup?token=${setupToken}`);
for (const line of demo?.demoSignIns() ?? []) console.log(line);
console.log(`Parley is ready at ${address}`);
