import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDatabase, prepareDatabase } from '../../src/bin/program/database.ts';
import { createServiceRole } from '../../src/bin/program/service-role.ts';
import { startEmbeddedPostgres } from '../../src/bin/postgres/embedded-postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The server's own database; the others stand beside it. */
		postgresUrl: string;
	}
}

export const TEMPLATE = 'parley_template';

/** One real PostgreSQL for the whole run, with a migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'parley-test-'));
	const server = await startEmbeddedPostgres({
		dataFolder,
		report: console.warn,
		onGivenUp: (error) => console.error(error),
	});
	await createServiceRole(server.url('postgres'));
	await createDatabase(server.url('postgres'), TEMPLATE);
	await prepareDatabase(server.url(TEMPLATE));
	project.provide('postgresUrl', server.url('postgres'));
	return async () => {
		await server.stop();
		rmSync(dataFolder, { recursive: true, force: true });
	};
}
