import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sql } from 'postgres';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { hashSecret } from '#lib/protocol/session-cookie.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import type { Logger } from '../../sync-server/ports.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

export const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** A person with a session of a browser and a device token, as the server's routes would have made them. */
export interface TestUser {
	id: string;
	organisation: string;
	/** A device number leased to this person. */
	device: number;
	token: string;
	cookie: string;
}

/** The real relay over real sockets and the run's Postgres, with a database of its own. */
export class RelayServer {
	readonly stored: TestDatabase;
	readonly relay: Relay;
	readonly port: number;
	readonly organisation: string;
	readonly #server: Server;
	static #lastDevice = 1000;

	constructor(stored: TestDatabase, relay: Relay, server: Server, organisation: string) {
		this.stored = stored;
		this.relay = relay;
		this.port = (server.address() as AddressInfo).port;
		this.organisation = organisation;
		this.#server = server;
	}

	static async start(logger: Logger = SILENT): Promise<RelayServer> {
		const stored = await startTestDatabase();
		const organisation = randomUUID();
		await stored.sql`insert into organisations (id, name) values (${organisation}, 'Test')`;
		return RelayServer.#serve(stored, organisation, logger);
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
		const relay = await createRelay({ databaseUrl: stored.url, origins, log: logger });
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

	async addUser(role = 'MEMBER', organisation = this.organisation): Promise<TestUser> {
		const id = randomUUID();
		const token = randomBytes(24).toString('hex');
		const cookie = randomBytes(24).toString('hex');
		const device = ++RelayServer.#lastDevice;
		await this.sql`
			insert into users (organisation, id, email, name, role, password_hash)
			values (${organisation}, ${id}, ${`${id}@example.org`}, 'Test', ${role}, '')`;
		await this.sql`
			insert into devices (number, organisation, user_id, name, token_hash)
			values (${device}, ${organisation}, ${id}, 'Test', ${hashSecret(token)})`;
		await this.sql`
			insert into sessions (id_hash, organisation, user_id, expires_at)
			values (${hashSecret(cookie)}, ${organisation}, ${id}, now() + interval '1 day')`;
		return { id, organisation, device, token, cookie };
	}

	/** Returns the name of its first volume's document. */
	async addConversation(
		members: readonly TestUser[],
		visibility = 'private',
		kind = 'room',
	): Promise<string> {
		const id = randomUUID();
		const [creator] = members;
		await this.sql`
			insert into conversations (organisation, id, kind, visibility, name, created_by)
			values (${creator!.organisation}, ${id}, ${kind}, ${visibility}, 'Test', ${creator!.id})`;
		for (const member of members) await this.addMember(id, member);
		return conversationDocument(id, 0);
	}

	async addMember(conversation: string, { organisation, id }: TestUser, role = 'MEMBER'): Promise<void> {
		await this.sql`
			insert into memberships (organisation, conversation, user_id, role)
			values (${organisation}, ${conversation}, ${id}, ${role})`;
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

/** Waits until it holds, by asking again and again. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
	const end = Date.now() + withinMs;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${holds.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
