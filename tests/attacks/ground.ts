/** What is attacked: the relay in a process of its own over a real PostgreSQL, and the people around it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import type { Signer } from '../../sync-server/ports.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { openServerKeys, rotateServerKey, signerOf } from '../../sync-server/server-keys.ts';
import { startRelayProcess, type RelayProcess } from '../support/server-processes.ts';
import type { SyncServer } from '../support/raw-client.ts';
import { addOrganisation, addUser, type TestUser } from '../support/test-people.ts';
import { HonestClient } from './honest-client.ts';
import { cpuMs, memoryMb } from './process-usage.ts';

export class Ground implements SyncServer {
	readonly sql: Sql;
	readonly log: PostgresLog;
	readonly organisation: string;
	/** Writes and reads through everything. */
	readonly ada: HonestClient;
	/** Only listens. */
	readonly ben: HonestClient;
	/** The attacker; his fellow is a member of other conversations. */
	readonly mal: TestUser;
	/** The server's key, and the one before it. */
	readonly signers: { current: Signer; retired: Signer };
	readonly #folder: string;
	readonly #relay: RelayProcess;
	readonly #pid: number;

	/** @param databaseUrl of a migrated database of its own */
	static async start(databaseUrl: string): Promise<Ground> {
		const sql = postgres(databaseUrl, { max: 4, onnotice: () => undefined });
		const organisation = await addOrganisation(sql);
		const [ada, ben, mal] = [
			await addUser(sql, organisation),
			await addUser(sql, organisation),
			await addUser(sql, organisation),
		];
		const folder = mkdtempSync(join(tmpdir(), 'parley-attack-'));
		const retired = signerOf(openServerKeys(join(folder, 'keys')));
		const signers = { retired, current: signerOf(rotateServerKey(join(folder, 'keys'))) };
		const relay = await startRelayProcess(databaseUrl, [], folder);
		return new Ground(sql, relay, organisation, { ada, ben, mal }, signers, folder);
	}

	private constructor(
		sql: Sql,
		relay: RelayProcess,
		organisation: string,
		people: Record<'ada' | 'ben' | 'mal', TestUser>,
		signers: Ground['signers'],
		folder: string,
	) {
		this.signers = signers;
		this.#folder = folder;
		this.sql = sql;
		this.log = new PostgresLog(sql);
		this.organisation = organisation;
		this.#relay = relay;
		this.#pid = relay.pid;
		this.ada = new HonestClient(this, people.ada);
		this.ben = new HonestClient(this, people.ben);
		this.mal = people.mal;
	}

	/** `ws://host:port` */
	get url(): string {
		return this.#relay.url.replace(/\/sync$/, '');
	}

	/** Still the process that was started: nobody starts it again. */
	get isUnharmed(): boolean {
		return isAlive(this.#pid);
	}

	/** The last lines of the relay's log. */
	get output(): string {
		return this.#relay.output();
	}

	/** A backup was restored that lacks what was erased since, and its erasure; the server remembers it by name (SPEC G10). */
	async rememberErased(document: string, client: number, clock: number): Promise<void> {
		await this.sql`
			insert into erased_events (document, client, clock, length, organisation, number)
			values (${document}, ${client}, ${clock}, 1, ${this.organisation}, 1)`;
	}

	get cpuMs(): number {
		return cpuMs(this.#pid);
	}

	get memoryMb(): { now: number; peak: number } {
		return memoryMb(this.#pid);
	}

	async stop(): Promise<void> {
		this.ada.stop();
		this.ben.stop();
		await this.#relay.kill('SIGTERM');
		await this.sql.end({ timeout: 1 });
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
