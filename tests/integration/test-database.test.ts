import { afterAll, expect, test } from 'vitest';
import { startTestDatabase } from '../support/test-database.ts';

const first = await startTestDatabase();
const second = await startTestDatabase();
afterAll(async () => {
	await first.stop();
	await second.stop();
});

test('a test database has every table, durable settings, and nothing of another test', async () => {
	await first.sql`insert into server_state (name, value) values ('here', '1')`;
	expect(await second.sql`select name from server_state`).toEqual([]);
	expect(await second.sql`show fsync`).toEqual([{ fsync: 'on' }]);
});
