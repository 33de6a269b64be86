/** An organisation whose every name and text carries one word that nobody outside may ever be sent, with a person for each column of the matrix. */
import { randomBytes } from 'node:crypto';
import { hashSecret } from '#lib/protocol/session-cookie.ts';
import { newId } from '../../../src/lib/server/new-id.ts';
import { Browser } from '../../support/browser.ts';
import { aDirectMessage, aRoom, commandsOf } from '../../support/commands.ts';
import { anOrganisation, aPerson, type TestPerson } from '../../support/organisation.ts';
import { startBuiltApplication, type BuiltApplication } from '../../support/built-application.ts';
import { COLUMNS, type Asker, type Column } from './row.ts';

/** In every name and text of the organisation. */
export const CANARY = 'Quillfeather';

export interface Cast {
	app: BuiltApplication;
	/** `ws://host:port` */
	url: string;
	organisation: string;
	people: Record<Column, TestPerson | undefined>;
	/** A private room of the last three columns. */
	secret: string;
	/** A public channel that roomAdmin alone is in. */
	square: string;
	/** A private room like `secret` in which only its admin posts. */
	board: string;
	/** Between member and roomAdmin. */
	dm: string;
	/** Somebody else of the organisation, for what is done to a person. */
	victim(): Promise<TestPerson>;
	/** A private room like `secret`, or a public channel like `square`, to be changed. */
	aSecret(): Promise<string>;
	aSquare(): Promise<string>;
	/** As this column, with a session of its own. */
	asker(column: Column): Promise<Asker>;
	stop(): Promise<void>;
}

export async function makeCast(): Promise<Cast> {
	const app = await startBuiltApplication();
	const { made } = commandsOf(app);
	const owner = await anOrganisation(app, `${CANARY} Trust`);
	const { organisation } = owner;
	const person = async (role: TestPerson['role']) => {
		const made = await aPerson(app, organisation, role);
		await app.stored.sql`update users set name = ${`${CANARY} ${role}`} where id = ${made.id}`;
		return made;
	};
	const people: Cast['people'] = { nobody: undefined, OWNER: owner };
	people.stranger = await anOrganisation(app, 'Elsewhere');
	for (const role of ['ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER', 'READER', 'AUDITOR'] as const)
		people[role] = await person(role);
	people.member = await person('MEMBER');
	people.staffMember = await person('AGENT');
	people.roomAdmin = await person('MEMBER');

	const { roomAdmin, member, staffMember } = people as Record<string, TestPerson>;
	const room = async (fields: object) => {
		const command = { ...aRoom({}), topic: `${CANARY} topic`, ...fields };
		return (await made(roomAdmin!, command)).conversation;
	};
	const aSecret = () => room({ name: `${CANARY} room`, members: [member!.id, staffMember!.id] });
	const aSquare = () =>
		room({ name: `${CANARY.toLowerCase()}-${newId()}`, visibility: 'public', channel: true });
	const dm = (await made(roomAdmin!, aDirectMessage(roomAdmin!, member!))).conversation;
	const cast: Cast = {
		...{ app, organisation, people, dm, aSecret, aSquare },
		url: app.origin.replace('http', 'ws'),
		secret: await aSecret(),
		board: await aSecret(),
		square: await aSquare(),
		victim: () => person('MEMBER'),
		async asker(column) {
			const browser = new Browser(app.origin);
			const who = people[column];
			if (who) browser.cookies.set('session', await aSession(cast, who));
			return { column, person: who, browser };
		},
		stop: () => app.stop(),
	};
	for (const column of COLUMNS) if (!(column in people)) throw new Error(`Nobody plays ${column}.`);
	return cast;
}

async function aSession({ app }: Cast, { id, organisation }: TestPerson): Promise<string> {
	const secret = randomBytes(24).toString('hex');
	await app.stored.sql`
		insert into sessions (id_hash, organisation, user_id, expires_at)
		values (${hashSecret(secret)}, ${organisation}, ${id}, now() + interval '1 day')`;
	return secret;
}
