import { hashPassword } from '../../src/lib/server/auth/password.ts';
import { createAccount } from '../../src/lib/server/accounts.ts';
import { createOrganisation } from '../../src/lib/server/organisations.ts';
import type { Role } from '../../src/lib/protocol/workspace.ts';
import { Browser } from './browser.ts';
import type { WebApplication } from './web-application.ts';

export const PASSWORD = 'violet tram 12 nine';
let hashed: Promise<string> | undefined;
let counted = 0;

export interface TestPerson {
	id: string;
	organisation: string;
	email: string;
	role: Role;
}

/** An organisation with an owner, as the first visit or `org:create` makes it. */
export async function anOrganisation(app: WebApplication, name = 'Larkfield Trust'): Promise<TestPerson> {
	const organisation = await app.database.transaction((tx) => createOrganisation(tx, name));
	return aPerson(app, organisation, 'OWNER');
}

/** An account with PASSWORD. */
export async function aPerson(
	app: WebApplication,
	organisation: string,
	role: Role = 'MEMBER',
): Promise<TestPerson> {
	const passwordHash = await (hashed ??= hashPassword(PASSWORD));
	const name = `Person ${++counted}`;
	const email = `person-${counted}@larkfield.example`;
	const made = await app.database.transaction((tx) =>
		createAccount(tx, organisation, { email, name, role, passwordHash }),
	);
	if (!made.ok) throw new Error(made.words);
	return { id: made.value, organisation, email, role };
}

/** The person's browser, signed in. */
export async function signedIn(app: WebApplication, { email }: { email: string }): Promise<Browser> {
	const browser = new Browser(app.origin);
	const answer = await browser.signIn(email, PASSWORD);
	if (answer.type !== 'redirect') throw new Error(`${email}: ${answer.error}`);
	return browser;
}

/** A client that is no browser, with its token (SPEC T1). */
export async function aClient(
	app: WebApplication,
	{ email }: { email: string },
): Promise<{
	token: string;
	device: number;
	get(path: string): Promise<Response>;
	post(path: string, body: unknown): Promise<Response>;
}> {
	const json = { 'content-type': 'application/json' };
	const response = await fetch(new URL('/api/sign-in', app.origin), {
		method: 'POST',
		headers: json,
		body: JSON.stringify({ email, password: PASSWORD, device: { name: 'A script' } }),
	});
	if (response.status !== 200) throw new Error(`${email}: ${response.status} ${await response.text()}`);
	const { token, device } = (await response.json()) as { token: string; device: number };
	const headers = { ...json, authorization: `Bearer ${token}` };
	return {
		token,
		device,
		get: (path) => fetch(new URL(path, app.origin), { headers, redirect: 'manual' }),
		post: (path, body) =>
			fetch(new URL(path, app.origin), {
				method: 'POST',
				headers,
				body: JSON.stringify(body),
				redirect: 'manual',
			}),
	};
}
