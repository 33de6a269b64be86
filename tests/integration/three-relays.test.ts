/** Three relays in processes of their own over one Postgres serve one document, and one of them is killed in the middle. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { decodePayload, firstBrokenRow } from '../../sync-server/row.ts';
import { startRelayProcess, type RelayProcess } from '../support/server-processes.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { addConversation, addOrganisation, addUser } from '../support/test-people.ts';
import { until } from '../support/until.ts';

const RELAYS = 3;
const USERS = 6;
const ROUNDS = 30;
const PATIENCE_MS = 60_000;

let stored: TestDatabase;
let relays: RelayProcess[];

beforeAll(async () => {
	stored = await startTestDatabase();
	relays = await Promise.all(Array.from({ length: RELAYS }, () => startRelayProcess(stored.serviceUrl)));
});
afterAll(async () => {
	await Promise.all(relays.map((relay) => relay.kill('SIGKILL')));
	await stored.stop();
});

test(
	'[R10, R12] three relays give one order, refuse nobody and deliver in it, though one of them dies',
	{ timeout: 120_000 },
	async () => {
		const organisation = await addOrganisation(stored.sql);
		const users = await Promise.all(Array.from({ length: USERS }, () => addUser(stored.sql, organisation)));
		const document = await addConversation(stored.sql, users);
		// Each user writes on two relays, with a session for each.
		const replicas = users.flatMap((user, i) =>
			[0, 1].map((session) => {
				const { url } = relays[(i + session) % RELAYS]!;
				return new StockReplica({ url: url.replace(/\/sync$/, '') }, user, document, session);
			}),
		);
		const seen = replicas.map((): string[][] => []);
		replicas.forEach(({ doc }, i) =>
			doc.on('update', (_update, origin) => {
				if (origin === null) return;
				// What comes is never ahead of what it builds on.
				expect(doc.store.pendingStructs).toBe(null);
				seen[i]!.push(replicas[i]!.stored);
			}),
		);
		try {
			await until(() => replicas.every(({ provider }) => provider.synced), PATIENCE_MS);
			const said: string[] = [];
			for (let round = 0; round < ROUNDS; round++) {
				replicas.forEach((replica, i) => {
					const text = `${i}: ${round}`;
					replica.say(text);
					said.push(text);
				});
				if (round === ROUNDS / 3) await relays[1]!.kill('SIGKILL');
				if (round === (2 * ROUNDS) / 3) await relays[1]!.start();
				// Each round follows from what somebody has seen of the one before it.
				await until(() => replicas[0]!.stored.includes(`0: ${round}`), PATIENCE_MS);
			}
			await until(() => replicas.every((replica) => replica.stored.length === said.length), PATIENCE_MS);

			const order = replicas[0]!.stored;
			expect(order.toSorted()).toEqual(said.toSorted());
			for (const [i, replica] of replicas.entries()) {
				expect(replica.stored).toEqual(order);
				expect(replica.refusals).toEqual([]);
				expect(replica.closedWith).toBe(null);
				for (const before of seen[i]!) expect(order.slice(0, before.length)).toEqual(before);
			}
			const rows = await new PostgresLog(stored.sql).audit(document);
			expect(firstBrokenRow(rows)).toBe(null);
			const events = rows.map(({ payload }) => decodePayload(payload).run?.count ?? 0);
			expect(events.reduce((sum, count) => sum + count, 0)).toBe(said.length);
			expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['epoch', 'run']));
		} finally {
			for (const replica of replicas) replica.destroy();
		}
	},
);
