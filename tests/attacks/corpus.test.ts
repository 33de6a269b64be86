import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alerts, type RefusalCode, type SecurityCode } from '#lib/protocol/refusals.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';
import { CORPUS } from './corpus.ts';
import { Ground } from './ground.ts';

let database: TestDatabase;
let ground: Ground;
/** Document -> codes that it was attacked with. */
const expected = new Map<string, RefusalCode[]>();

beforeAll(async () => {
	database = await startTestDatabase();
	ground = await Ground.start(database.url);
});
afterAll(async () => {
	await ground.stop();
	await database.stop();
});

describe.each([...CORPUS])('%s', (_title, attacks) => {
	test.each(attacks.map((attack) => [attack.rule, attack.name, attack] as const))(
		'[%s] %s',
		async (_rule, _name, attack) => {
			const { violations, document } = await attack.run(ground);
			expect(violations).toEqual([]);
			if (attack.refused) expected.set(document, [...attack.refused]);
		},
	);
});

test('every name stands once', () => {
	const names = [...CORPUS.values()].flat().map(({ name }) => name);
	expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
	expect(names.length).toBeGreaterThanOrEqual(120);
});

test('every refusal is a security event, and what no honest client can cause alerts', async () => {
	const find = () => ground.sql<{ document: string; code: SecurityCode; alert: boolean }[]>`
		select document, code, alert from security_events where document = any(${[...expected.keys()]}) order by id`;
	const codesOf = async () => Map.groupBy(await find(), ({ document }) => document);
	await until(async () => (await codesOf()).size === expected.size);
	const events = await find();
	const byDocument = Map.groupBy(events, ({ document }) => document);
	for (const [document, codes] of expected) {
		const recorded = byDocument.get(document)!.map(({ code }) => code);
		expect(codes.filter((code) => !recorded.includes(code))).toEqual([]);
	}
	for (const { code, alert } of events) expect(alert).toBe(alerts(code));
});
