/** The relay alone, against DATABASE_URL: any number of these may serve the same documents, behind any load balancer. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { checkServer, explainUnusable } from '../drizzle/check-server.ts';
import { connect } from '../drizzle/connect.ts';
import { Checkpoints } from './checkpoints.ts';
import { toRelayConfig } from './config.ts';
import { enterErased } from './erasure-memory.ts';
import { systemClock } from './ports.ts';
import { createRelay, type Relay } from './relay.ts';
import { behindCheckpoints, behindWords } from './restore-log.ts';
import { findServerKeys, signerOf, type ServerKeys } from './server-keys.ts';

/** Whoever stops us waits 5 s at most. */
const LONGEST_STOP_MS = 4_700;

if (existsSync('.env')) process.loadEnvFile('.env');
const settings = toRelayConfig(process.env);
if (!settings.ok) fail(settings.problems.join('\n'));
const { databaseUrl, origins, port, host, logLevel, dataFolder } = settings.config;
const log = pino({ name: 'relay', level: logLevel }, pino.destination(2));
await checkDatabase();
const keys = dataFolder === undefined ? undefined : findServerKeys(join(dataFolder, 'keys'));
const signed = keys && { signer: signerOf(keys) };
// Whoever has the data folder carries out erasures (SPEC G9), this program or npm start: without it a relay leaves them to those.
const erasures = dataFolder === undefined ? undefined : { erasureFolder: join(dataFolder, 'erasures') };
if (erasures) await rememberErasures(erasures.erasureFolder);
const relay = await createRelay({ databaseUrl, origins, log, ...signed, ...erasures }).catch(failUnusable);
await relay.carryOutErasures();
const checkpoints = keys && startCheckpoints(keys, join(dataFolder!, 'checkpoints'));

const server = createServer((request, response) => {
	if (request.url !== '/healthz') {
		response.writeHead(404).end();
		return;
	}
	void relay.healthy().then((healthy) => {
		response.writeHead(healthy ? 200 : 503, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ database: healthy, relay: healthy }));
	});
});
server.on('upgrade', relay.handleUpgrade);
server.on('error', (error) =>
	fail(`The relay cannot listen on ${host}:${port}: ${error.message}. Set PORT to a free port.`),
);
server.listen(port, host, () =>
	console.log(`The relay is ready at ws://${host}:${(server.address() as AddressInfo).port}/sync`),
);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop(relay));

async function stop(running: Relay): Promise<void> {
	setTimeout(() => process.exit(0), LONGEST_STOP_MS).unref();
	server.close();
	await checkpoints?.stop();
	await running.close();
	process.exit(0);
}

/** SPEC G10: a backup that was put back may know nothing of them. */
async function rememberErasures(folder: string): Promise<void> {
	const sql = connect(databaseUrl, { max: 1 });
	await enterErased(sql, folder);
	await sql.end({ timeout: 1 });
}

/** SPEC L9: of all processes that run one makes each. */
function startCheckpoints(keys: ServerKeys, folder: string): Checkpoints {
	const made = new Checkpoints(connect(databaseUrl, { max: 1 }), keys, folder, systemClock, log);
	made.start();
	return made;
}

/** It migrates nothing: its role may not. */
async function checkDatabase(): Promise<void> {
	const sql = connect(databaseUrl, { max: 1 });
	try {
		await checkServer(sql);
		const [tables] = await sql`select to_regclass('log_rows') as log`;
		if (!tables?.log)
			fail(
				"The database of DATABASE_URL has no tables of Parley: run npm start with its owner's DATABASE_URL once.",
			);
		const folder = dataFolder === undefined ? undefined : join(dataFolder, 'checkpoints');
		const behind = folder === undefined ? null : await behindCheckpoints(sql, folder);
		if (behind) fail(behindWords(behind));
	} catch (error) {
		failUnusable(error);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

function failUnusable(error: unknown): never {
	const line = explainUnusable(error);
	if (line === undefined) throw error;
	fail(line);
}

function fail(line: string): never {
	console.error(line);
	process.exit(1);
}
