import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { createDatabase } from '../../src/bin/program/database.ts';
import { SERVICE_ROLE } from '../../src/bin/program/service-role.ts';
import { TEMPLATE } from './postgres-server.ts';

export type TestDatabase = {
	/** For postgres.js, as the owner. */
	url: string;
	/** The same as routes and relay connect (SPEC L4). */
	serviceUrl: string;
	/** A pool of the test's own, to look at what was stored. */
	sql: postgres.Sql;
	/** Closes the pool and drops the database, whoever is still connected. */
	stop(): Promise<void>;
};

/** A fresh, migrated database on the run's PostgreSQL: for the projects `integration` and `simulation`. */
export async function startTestDatabase(): Promise<TestDatabase> {
	const adminUrl = inject('postgresUrl');
	const name = `test_${randomBytes(6).toString('hex')}`;
	await createDatabase(adminUrl, name, TEMPLATE);
	const url = adminUrl.replace(/\/postgres$/, `/${name}`);
	const sql = postgres(url, { max: 4, onnotice: () => undefined });
	return {
		url,
		serviceUrl: url.replace(/^postgres:\/\/[^@]+@/, `postgres://${SERVICE_ROLE}@`),
		sql,
		async stop() {
			await sql.end({ timeout: 1 });
			const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
			await admin`drop database ${admin(name)} with (force)`;
			await admin.end({ timeout: 1 });
		},
	};
}
