/** People with devices and groups, made by the server's own functions: for programs that need many and no web server. */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from '#lib/domain/conversation-id.ts';
import { createAccount } from '../../src/lib/server/accounts.ts';
import type { Subject } from '../../src/lib/server/authorize.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import type { Database } from '../../src/lib/server/database.ts';
import { registerClient } from '../../src/lib/server/devices.ts';
import { createOrganisation } from '../../src/lib/server/organisations.ts';

/** A person with one third-party client (SPEC T1). */
export interface Colleague extends Subject {
	device: number;
	token: string;
}

/** An organisation of `count` people, each with a device of their own. */
export async function hireStaff(database: Database, count: number): Promise<Colleague[]> {
	const organisation = await database.transaction((tx) => createOrganisation(tx, 'Larkfield Trust'));
	const staff: Colleague[] = [];
	for (let i = 0; i < count; i++) staff.push(await hire(database, organisation, i));
	return staff;
}

async function hire(database: Database, organisation: string, index: number): Promise<Colleague> {
	const name = `Person ${index}`;
	const email = `${uuid()}@larkfield.example`;
	// Nobody signs in with this: no password has such a hash.
	const account = { email, name, role: 'MEMBER', passwordHash: 'none' } as const;
	return database.transaction(async (tx) => {
		const made = await createAccount(tx, organisation, account);
		if (!made.ok) throw new Error(made.words);
		const user = made.value;
		const { device, token } = await registerClient(tx, { organisation, user }, 'A program');
		return { organisation, user, role: 'MEMBER', device, token };
	});
}

/** A private group of these people, by the command that a browser would send, of which the first makes it. Returns the conversation's id. */
export async function createGroup(
	database: Database,
	members: readonly Subject[],
	name = 'Rota',
): Promise<string> {
	const [creator, ...others] = members as [Subject, ...Subject[]];
	const conversation = uuid();
	const outcome = await runCommand(database, creator, {
		id: uuid(),
		at: Date.now(),
		kind: 'conversation.create',
		conversation,
		type: 'room',
		visibility: 'private',
		channel: false,
		name,
		topic: '',
		members: others.map(({ user }) => user),
	});
	if (!outcome.ok) throw new Error(outcome.words);
	return conversation;
}

function uuid(): string {
	return uuidv7(Date.now(), randomBytes(10));
}
