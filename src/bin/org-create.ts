/** `npm run org:create`: a further organisation on the server, beside a running Parley or with none. Prints its owner's one-time link. */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { openDatabase } from '#lib/server/database.ts';
import { addOrganisation } from '#lib/server/setup.ts';
import { emailSchema, nameSchema } from '#lib/server/text.ts';
import { CannotStart } from './program/cannot-start.ts';
import { publicOrigin, readEnv, toConfig } from './program/config.ts';
import { findDatabase } from './program/find-database.ts';
import { beginLifetime } from './program/lifetime.ts';

const USAGE =
	'Use: npm run org:create -- --name "Larkfield Trust" --owner-email emma@larkfield.example --owner-name "Emma Lindqvist"';

const wanted = readArguments();
const config = toConfig(readEnv());
const lifetime = beginLifetime();
await lifetime.stop(await run());

async function run(): Promise<number> {
	try {
		const { database, close } = openDatabase(await findDatabase(config, lifetime));
		lifetime.onStop(close);
		const owner = { email: wanted['owner-email'], name: wanted['owner-name'] };
		const made = await addOrganisation(database, wanted.name, owner);
		if (!made.ok) throw new CannotStart(made.words);
		const link = `${publicOrigin(config, config.port)}/join/${made.value}`;
		console.log(`${wanted.name} is made. ${owner.name} opens this link, once, within 7 days:\n${link}`);
		return 0;
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		console.error(error.message);
		return 1;
	}
}

function readArguments(): { name: string; 'owner-email': string; 'owner-name': string } {
	const parsed = v.safeParse(
		v.object({ name: nameSchema, 'owner-email': emailSchema, 'owner-name': nameSchema }),
		readOptions(),
	);
	if (parsed.success) return parsed.output;
	const problems = parsed.issues.map((issue) => `--${v.getDotPath(issue)}: ${problemOf(issue)}`);
	throw new CannotStart(`${problems.join('\n')}\n${USAGE}`);
}

function problemOf({ input, message }: v.BaseIssue<unknown>): string {
	return input === undefined ? 'It is missing.' : message;
}

function readOptions(): Record<string, string | undefined> {
	const text = { type: 'string' } as const;
	try {
		return parseArgs({ options: { name: text, 'owner-email': text, 'owner-name': text } }).values;
	} catch (error) {
		throw new CannotStart(`${(error as Error).message}\n${USAGE}`);
	}
}
