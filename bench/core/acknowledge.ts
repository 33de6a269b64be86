/**
 * From a client's frame to the ledger entry that it waits for: real sockets, the relay, PostgreSQL and the clients each in a process of their own, all on this machine.
 * An acknowledged message is committed with fsync, and its digest was compared by its sender.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { openDatabase, type Database } from '../../src/lib/server/database.ts';
import type { LoadPlace } from '../../tests/support/load-client.ts';
import {
	childrenOf,
	startPostgresProcess,
	startRelayProcess,
	type PostgresProcess,
	type RelayProcess,
} from '../../tests/support/server-processes.ts';
import { createGroup, hireStaff, type Colleague } from '../../tests/support/staff.ts';
import type { LoadAnswer, LoadOrder } from './load-process.ts';
import { medians, percentile } from './statistics.ts';

export interface Scenario {
	connections: number;
	/** People in each conversation, all connected: each message goes to the others too. */
	perConversation: number;
	load: LoadOrder['load'];
	measureMs: number;
}

export interface AcknowledgeFigures {
	perSecond: number;
	p50Ms: number;
	p99Ms: number;
	deliveriesPerSecond: number;
	/** CPU of the relay's process for one acknowledged message, its deliveries included. */
	relayMicros: number;
	/** The same of PostgreSQL's processes, and of the clients'. */
	postgresMicros: number;
	clientMicros: number;
}

const WARM_UP_MS = 500;
const LOAD_PROCESS = new URL('load-process.ts', import.meta.url);

export class AcknowledgeBench {
	readonly #postgres: PostgresProcess;
	readonly #relay: RelayProcess;
	readonly #database: Database;
	readonly #closeDatabase: () => Promise<void>;
	readonly #staff: readonly Colleague[];
	/** Each repetition writes with fresh client ids. */
	#session = 0;

	/**
	 * @param nodeOptions for the relay's process, such as `--cpu-prof`
	 * @param dataFolder where its keys are: without it the relay signs no receipts
	 */
	static async start(
		people: number,
		nodeOptions: readonly string[] = [],
		dataFolder = '',
	): Promise<AcknowledgeBench> {
		const postgres = await startPostgresProcess();
		const { database, close } = openDatabase(postgres.url);
		const staff = await hireStaff(database, people);
		const relay = await startRelayProcess(postgres.url, nodeOptions, dataFolder);
		return new AcknowledgeBench(postgres, relay, { database, close }, staff);
	}

	private constructor(
		postgres: PostgresProcess,
		relay: RelayProcess,
		{ database, close }: ReturnType<typeof openDatabase>,
		staff: readonly Colleague[],
	) {
		this.#postgres = postgres;
		this.#relay = relay;
		this.#database = database;
		this.#closeDatabase = close;
		this.#staff = staff;
	}

	/** Medians over the repetitions, each with conversations of its own, since a volume of 5,000 events would end in the middle. */
	async measure(scenario: Scenario, repetitions: number): Promise<AcknowledgeFigures> {
		const runs: AcknowledgeFigures[] = [];
		for (let i = 0; i < repetitions; i++) runs.push(await this.#run(scenario));
		return medians(runs);
	}

	async #run({ connections, perConversation, load, measureMs }: Scenario): Promise<AcknowledgeFigures> {
		const places = await this.#places(connections, perConversation);
		const cpu = this.#cpu();
		const started = performance.now();
		const answer = await orderLoad({ places, load, warmUpMs: WARM_UP_MS, measureMs });
		const spent = this.#cpu();
		const share = (answer.seconds * 1000) / (performance.now() - started);
		const count = answer.latencies.length;
		return {
			perSecond: count / answer.seconds,
			p50Ms: percentile(answer.latencies, 0.5),
			p99Ms: percentile(answer.latencies, 0.99),
			deliveriesPerSecond: answer.delivered / answer.seconds,
			// The warm-up is load too, so the share of the time is nearly that of the work.
			relayMicros: ((spent.relay - cpu.relay) * share * 1000) / count,
			postgresMicros: ((spent.postgres - cpu.postgres) * share * 1000) / count,
			clientMicros: (answer.cpuMs * 1000) / count,
		};
	}

	#cpu(): { relay: number; postgres: number } {
		const { pid } = this.#postgres;
		const postgres = [pid, ...childrenOf(pid)].reduce((sum, process) => sum + cpuMillis(process), 0);
		return { relay: cpuMillis(this.#relay.pid), postgres };
	}

	async #places(connections: number, perConversation: number): Promise<LoadPlace[]> {
		const session = this.#session++;
		const places: LoadPlace[] = [];
		for (let first = 0; first < connections; first += perConversation) {
			const members = this.#staff.slice(first, Math.min(connections, first + perConversation));
			const document = conversationDocument(await createGroup(this.#database, members), 0);
			for (const { device, token } of members)
				places.push({ url: this.#relay.url, document, client: clientIdOf(device, session), token });
		}
		return places;
	}

	async stop(): Promise<void> {
		await this.#closeDatabase();
		await this.#relay.kill('SIGTERM');
		await this.#postgres.dispose();
	}
}

function orderLoad(order: LoadOrder): Promise<LoadAnswer> {
	const child = fork(LOAD_PROCESS, { serialization: 'advanced' });
	const { promise, resolve, reject } = Promise.withResolvers<LoadAnswer>();
	child.on('message', (answer: LoadAnswer) => resolve(answer));
	child.on('exit', (code) => reject(new Error(`The clients' process ended with code ${code}.`)));
	child.send(order);
	return promise;
}

/** User and system time of a process so far (proc_pid_stat(5), fields 14 and 15, in hundredths of a second); NaN elsewhere than on Linux. */
function cpuMillis(pid: number): number {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) * 10;
	} catch {
		return NaN;
	}
}
