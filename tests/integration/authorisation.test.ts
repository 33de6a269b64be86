/** The authorisation matrix (threats 10, B02): every entrance with every kind of person, over the real routes, relay and Postgres. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COMMAND_KINDS } from '../../src/lib/server/commands/parse-command.ts';
import { listEndpoints, listEntrances } from '../support/route-inventory.ts';
import { API_ROWS } from './authorisation/api-rows.ts';
import { makeCast, type Cast } from './authorisation/cast.ts';
import { COMMAND_ROWS } from './authorisation/command-rows.ts';
import { PAGE_ROWS } from './authorisation/page-rows.ts';
import { fillDocuments, SOCKET_ROWS, type Documents } from './authorisation/socket-rows.ts';
import { COLUMNS, expectedAnswers, type Row } from './authorisation/row.ts';

let cast: Cast;
let documents: Documents;
beforeAll(async () => {
	cast = await makeCast();
	documents = await fillDocuments(cast);
});
afterAll(() => cast.stop());
beforeEach(async () => void (await cast.app.stored.sql`truncate rate_limits`));

/** What each column was answered; a question that fails fails its column alone. */
async function answersTo(row: Row): Promise<Record<string, string>> {
	const answers: Record<string, string> = {};
	await Promise.all(
		COLUMNS.map(async (column) => {
			try {
				answers[column] = await row.ask(await cast.asker(column), cast);
			} catch (error) {
				answers[column] = String(error);
			}
		}),
	);
	return answers;
}

function matrix(rows: readonly Row[]): void {
	test.each(rows.map((row) => ({ row, title: `${row.of} ${row.what}`.trim() })))(
		'$title',
		async ({ row }) => {
			expect(await answersTo(row)).toEqual(expectedAnswers(row));
		},
	);
}

describe('[B02, B01] routes', () => {
	test('each method, page, load and action of the routes has a row, and each row is of one', () => {
		const rows = [...new Set([...API_ROWS, ...PAGE_ROWS].map(({ of }) => of))];
		expect(rows.sort()).toEqual(listEntrances());
	});

	matrix(API_ROWS);
	matrix(PAGE_ROWS);

	test('no address answers a method that it does not name', async () => {
		const { browser } = await cast.asker('OWNER');
		const headers = { origin: browser.origin, 'content-type': 'application/json' };
		for (const [route, methods] of listEndpoints()) {
			for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
				(one) => !methods.includes(one),
			)) {
				const path = route.replace('[conversation]', cast.square);
				const body = method === 'GET' ? undefined : '{}';
				const { status } = await browser.request(path, { method, headers, ...(body && { body }) });
				expect([method, route, status]).toEqual([method, route, 405]);
			}
		}
	});
});

describe('[B02] commands', () => {
	test('each kind of command has a row', () => {
		expect([...new Set(COMMAND_ROWS.map(({ of }) => of))].sort()).toEqual([...COMMAND_KINDS].sort());
	});

	matrix(COMMAND_ROWS);
});

describe('[B02, R2] the socket', () => {
	matrix(SOCKET_ROWS.map((row) => ({ ...row, ask: (asker, cast) => row.ask(asker, cast, documents) })));
});
