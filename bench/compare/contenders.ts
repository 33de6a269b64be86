/** Who is compared: Parley's relay and its peers, each with the store that its documentation gives it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { childrenOf, startPostgresProcess } from '../../tests/support/server-processes.ts';
import { createGroup, hireStaff, type Colleague } from '../../tests/support/staff.ts';
import type { Place } from './bench-client.ts';
import { freePort, ServerProcess } from './server-process.ts';

export const KINDS = ['parley', 'y-websocket', 'hocuspocus'] as const;
export type Kind = (typeof KINDS)[number];

export interface Contender {
	readonly kind: Kind;
	readonly server: ServerProcess;
	/** Fresh documents, each with the places of so many writers: nobody used any of their client ids before. */
	places(documents: number, writers: number): Promise<Place[][]>;
	/** CPU of its Postgres so far, in microseconds; 0 without one. */
	storeCpuMicros(): number;
	/** Brings its Postgres back, if a row has killed it. */
	readonly store: Awaited<ReturnType<typeof startPostgresProcess>> | null;
	/** Of Parley: of its database. */
	readonly databaseUrl: string;
	readonly staff: readonly Colleague[];
	stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PEERS = join(ROOT, 'bench/peers');

/** @param people how many Parley has to hire: as many as the largest row connects */
export async function startContender(
	kind: Kind,
	people: number,
	nodeOptions: readonly string[],
): Promise<Contender> {
	switch (kind) {
		case 'parley':
			return startRelay(people, nodeOptions);
		case 'y-websocket':
			return startYWebsocket(nodeOptions);
		case 'hocuspocus':
			return startHocuspocus(nodeOptions);
	}
}

/** The relay alone, as `npm run relay` runs it, on the embedded Postgres with fsync. */
async function startRelay(people: number, nodeOptions: readonly string[]): Promise<Contender> {
	const postgres = await startPostgresProcess();
	const { database, close } = openDatabase(postgres.url);
	const staff = await hireStaff(database, people);
	const server = new ServerProcess(await freePort(), {
		file: join(ROOT, 'sync-server/main.ts'),
		env: { DATABASE_URL: postgres.url },
		ready: /^The relay is ready/m,
		nodeOptions,
	});
	await server.start();
	const url = `ws://127.0.0.1:${server.port}/sync`;
	let session = 0;
	return {
		kind: 'parley',
		server,
		store: postgres,
		databaseUrl: postgres.url,
		staff,
		async places(documents, writers) {
			const own = session++;
			const all: Place[][] = [];
			for (let i = 0; i < documents; i++) {
				const from = (i * writers) % Math.max(1, people - writers + 1);
				const members = staff.slice(from, from + writers);
				const document = conversationDocument(await createGroup(database, members), 0);
				all.push(
					members.map(({ device, token }) => {
						return { kind: 'parley', url, document, client: clientIdOf(device, own), token };
					}),
				);
			}
			return all;
		},
		storeCpuMicros: () => cpuMicros(postgres.pid),
		async stop() {
			await close();
			await server.kill('SIGTERM');
			await postgres.dispose();
		},
	};
}

/** As its README says (npmjs.com/package/@y/websocket-server): `HOST=… PORT=… YPERSISTENCE=./dbDir npx y-websocket`. */
async function startYWebsocket(nodeOptions: readonly string[]): Promise<Contender> {
	const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
	const data = join(folder, 'leveldb');
	mkdirSync(data);
	const server = new ServerProcess(await freePort(), {
		file: join(PEERS, 'node_modules/@y/websocket-server/src/server.js'),
		env: { YPERSISTENCE: data },
		ready: /^running at/m,
		nodeOptions,
	});
	await server.start();
	const url = `ws://127.0.0.1:${server.port}`;
	return {
		...peer('y-websocket', server, url),
		store: null,
		storeCpuMicros: () => 0,
		async stop() {
			await server.kill('SIGKILL');
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** See bench/peers/hocuspocus.mjs. Its Postgres is the same binary with the same settings as Parley's. */
async function startHocuspocus(nodeOptions: readonly string[]): Promise<Contender> {
	const postgres = await startPostgresProcess();
	const server = new ServerProcess(await freePort(), {
		file: join(PEERS, 'hocuspocus.mjs'),
		env: { DATABASE_URL: postgres.url },
		ready: /^Hocuspocus is ready/m,
		nodeOptions,
	});
	await server.start();
	const url = `ws://127.0.0.1:${server.port}`;
	return {
		...peer('hocuspocus', server, url),
		store: postgres,
		databaseUrl: postgres.url,
		storeCpuMicros: () => cpuMicros(postgres.pid),
		async stop() {
			await server.kill('SIGKILL');
			await postgres.dispose();
		},
	};
}

let lastDocument = 0;
let lastClient = 1_000_000;

function peer(kind: 'y-websocket' | 'hocuspocus', server: ServerProcess, url: string) {
	return {
		kind,
		server,
		databaseUrl: '',
		staff: [],
		places: (documents: number, writers: number): Promise<Place[][]> =>
			Promise.resolve(
				Array.from({ length: documents }, () => {
					const document = `conversation-${++lastDocument}`;
					return Array.from({ length: writers }, (): Place => {
						return { kind, url, document, client: ++lastClient, token: 'any' };
					});
				}),
			),
	};
}

/** User and system time of a postmaster and its children so far (proc_pid_stat(5), in hundredths of a second); those that have ended count too. NaN elsewhere than on Linux. */
function cpuMicros(postmaster: number): number {
	try {
		const ofEnded = statOf(postmaster, [13, 14]);
		return [postmaster, ...childrenOf(postmaster)].reduce((sum, pid) => sum + statOf(pid, [11, 12]), ofEnded);
	} catch {
		return NaN;
	}
}

function statOf(pid: number, fields: readonly number[]): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const all = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return fields.reduce((sum, field) => sum + Number(all[field]) * 10_000, 0);
}
