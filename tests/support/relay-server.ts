import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sql } from 'postgres';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import type { Logger } from '../../sync-server/ports.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';
import {
	addConversation,
	addMember,
	addOrganisation,
	addUser,
	type ConversationOptions,
	type TestUser,
} from './test-people.ts';

export { until } from './until.ts';
export type { TestUser } from './test-people.ts';

export const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** The real relay over real sockets and the run's Postgres, with a database of its own. */
export class RelayServer {
	readonly stored: TestDatabase;
	readonly relay: Relay;
	readonly port: number;
	readonly organisation: string;
	readonly #server: Server;

	constructor(stored: TestDatabase, relay: Relay, server: Server, organisation: string) {
		this.stored = stored;
		this.relay = relay;
		this.port = (server.address() as AddressInfo).port;
		this.organisation = organisation;
		this.#server = server;
	}

	static async start(logger: Logger = SILENT): Promise<RelayServer> {
		const stored = await startTestDatabase();
		return RelayServer.#serve(stored, await addOrganisation(stored.sql), logger);
	}

	/** Another relay over the same database; `stopRelay` it before the first is stopped. */
	static beside({ stored, organisation }: RelayServer): Promise<RelayServer> {
		return RelayServer.#serve(stored, organisation, SILENT);
	}

	static async #serve(stored: TestDatabase, organisation: string, logger: Logger): Promise<RelayServer> {
		const server = createServer((_request, response) => response.writeHead(404).end());
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const origins = [`http://localhost:${port}`];
		const relay = await createRelay({ databaseUrl: stored.serviceUrl, origins, log: logger });
		server.on('upgrade', relay.handleUpgrade);
		return new RelayServer(stored, relay, server, organisation);
	}

	get sql(): Sql {
		return this.stored.sql;
	}

	get url(): string {
		return `ws://127.0.0.1:${this.port}`;
	}

	get origin(): string {
		return `http://localhost:${this.port}`;
	}

	addUser(role = 'MEMBER', organisation = this.organisation): Promise<TestUser> {
		return addUser(this.sql, organisation, role);
	}

	/** Returns the name of its first volume's document. */
	addConversation(members: readonly TestUser[], options: ConversationOptions = {}): Promise<string> {
		return addConversation(this.sql, members, options);
	}

	addMember(conversation: string, user: TestUser, role = 'MEMBER'): Promise<void> {
		return addMember(this.sql, conversation, user, role);
	}

	async stopRelay(): Promise<void> {
		await this.relay.close();
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async stop(): Promise<void> {
		await this.stopRelay();
		await this.stored.stop();
	}
}
