/** An organisation whose people run the real client, against the real routes, the real relay and PostgreSQL: for integration tests of what a page does. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import type { Workspace } from '../../src/lib/client/workspace.ts';
import { createRelay, type Relay, type RelayOptions } from '../../sync-server/relay.ts';
import { ClientProfile } from './client-profile.ts';
import { anOrganisation, aPerson, signedIn, type TestPerson } from './organisation.ts';
import { SILENT, until } from './relay-server.ts';
import { startWebApplication, type WebApplication } from './web-application.ts';

/** Somebody at a browser of his own, whose page is up to date. */
export interface Someone {
	person: TestPerson;
	profile: ClientProfile;
	workspace: Workspace;
}

export class ClientOffice {
	readonly app: WebApplication;
	readonly relay: Relay;
	readonly owner: TestPerson;
	readonly #http: HttpServer;
	readonly #open: Workspace[] = [];

	private constructor(app: WebApplication, relay: Relay, owner: TestPerson, http: HttpServer) {
		this.app = app;
		this.relay = relay;
		this.owner = owner;
		this.#http = http;
	}

	/** @param options of the relay, beside what it cannot do without */
	static async start(options?: (app: WebApplication) => Partial<RelayOptions>): Promise<ClientOffice> {
		const app = await startWebApplication();
		const http = createServer();
		await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
		const needed = { databaseUrl: app.stored.url, origins: [app.origin], log: SILENT };
		const relay = await createRelay({ ...needed, ...options?.(app) });
		http.on('upgrade', relay.handleUpgrade);
		return new ClientOffice(app, relay, await anOrganisation(app), http);
	}

	async stop(): Promise<void> {
		await Promise.all(this.#open.map((workspace) => workspace.close()));
		await this.relay.close();
		this.#http.closeAllConnections();
		await new Promise((resolve) => this.#http.close(resolve));
		await this.app.stop();
	}

	/** A browser in which this person is signed in. */
	async profileOf(person: TestPerson): Promise<ClientProfile> {
		const relayUrl = `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
		return new ClientProfile({ origin: this.app.origin, relayUrl }, await signedIn(this.app, person));
	}

	/** A page of it, which `stop` closes. */
	async openAt(profile: ClientProfile): Promise<Workspace> {
		return this.keep(await profile.open(await profile.account()));
	}

	/** `stop` closes this one too. */
	keep(workspace: Workspace): Workspace {
		this.#open.push(workspace);
		return workspace;
	}

	/** A new member of the organisation. */
	async someone(): Promise<Someone> {
		return this.at(await aPerson(this.app, this.owner.organisation));
	}

	/** This person at a new browser. */
	async at(person: TestPerson): Promise<Someone> {
		const profile = await this.profileOf(person);
		const workspace = await this.openAt(profile);
		await isCurrent(workspace);
		return { person, profile, workspace };
	}
}

export async function isCurrent(workspace: Workspace): Promise<void> {
	// What was asked for just now has to be counted first.
	await new Promise((resolve) => setImmediate(resolve));
	await until(() => workspace.connection.state === 'current' && workspace.connection.unsent === 0);
}

/** Their direct message, at the first one's page. */
export async function dmOf({ workspace }: Someone, { person }: Someone): Promise<Conversation> {
	const opened = workspace.openDm(person.id);
	if (!opened.ok) throw new Error(opened.error);
	await isCurrent(workspace);
	return workspace.openConversation(opened.id)!;
}

/** Writes it, and waits until the relay has stored it. */
export async function sayStored(conversation: Conversation, body: string): Promise<void> {
	expect(await conversation.sendMessage({ body })).toMatchObject({ ok: true });
	await until(() => conversation.items().some((item) => item.body === body && item.delivery === 'stored'));
}
