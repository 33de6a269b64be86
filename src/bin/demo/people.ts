/** Makes the organisation, its accounts and their devices by the server's own functions, each at the time at which it is said to have happened. */
import { randomBytes } from 'node:crypto';
import { createAccount } from '#lib/server/accounts.ts';
import type { Subject } from '#lib/server/authorize.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import type { Database } from '#lib/server/database.ts';
import { registerBrowser } from '#lib/server/devices.ts';
import { createOrganisation, defaultChannels } from '#lib/server/organisations.ts';
import { DEMO_PASSWORD, ORGANISATION, PERSON, type PersonKey } from './cast.ts';

export interface DemoPerson extends Subject {
	/** Device numbers: the computer's and the phone's. */
	devices: readonly [number, number];
}

export class DemoPeople {
	readonly #database: Database;
	readonly #people = new Map<PersonKey, DemoPerson>();
	#organisation = '';
	#passwordHash = '';

	constructor(database: Database) {
		this.#database = database;
	}

	get organisation(): string {
		return this.#organisation;
	}

	get(key: PersonKey): DemoPerson {
		const person = this.#people.get(key);
		if (!person) throw new Error(`${key} has no account yet.`);
		return person;
	}

	/** The first to begin makes the organisation, and with it its first channel. */
	async begin(key: PersonKey, at: number): Promise<void> {
		const member = PERSON.get(key);
		if (!member) throw new Error(`Nobody is ${key}.`);
		this.#passwordHash ||= await hashPassword(DEMO_PASSWORD);
		const { name, email, role } = member;
		const person = await this.#database.transaction(async (tx) => {
			const organisation = this.#organisation || (await createOrganisation(tx, ORGANISATION, at));
			const account = { name, email, role, passwordHash: this.#passwordHash };
			const created = await createAccount(tx, organisation, account, at);
			if (!created.ok) throw new Error(created.words);
			const owner = { organisation, user: created.value };
			const lease = (device: string) =>
				// A profile that nobody sits at: the key's other half exists nowhere, and no session has it.
				registerBrowser(tx, owner, '', { name: device, publicKey: randomBytes(32) }, at);
			const devices = [await lease(member.devices[0]), await lease(member.devices[1])] as const;
			return { ...owner, role, devices };
		});
		this.#organisation = person.organisation;
		this.#people.set(key, person);
	}

	/** The channel that came with the organisation. */
	async firstChannel(): Promise<string> {
		const [channel] = await defaultChannels(this.#database, this.#organisation);
		if (!channel) throw new Error('The organisation has no channel.');
		return channel;
	}
}
