/** SPEC G3, G9: a person's erasure by a relay that stands alone, which is killed in the middle. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { changeRole, lockAccount } from '../../src/lib/server/accounts.ts';
import type { Subject } from '../../src/lib/server/authorize.ts';
import { decideErasure, requestErasure } from '../../src/lib/server/erasures.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { startRelayProcess, type RelayProcess } from '../support/server-processes.ts';
import { createGroup } from '../support/staff.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';
import { until } from '../support/until.ts';

const CONVERSATIONS = 8;
const LONG = 60_000;

let history: StoredHistory;
let sql: postgres.Sql;
let folder: string;
const relays: RelayProcess[] = [];

beforeEach(async () => {
	history = await aStoredHistory();
	({ sql } = history.stored);
	folder = mkdtempSync(join(tmpdir(), 'parley-data-'));
});
afterEach(async () => {
	for (const relay of relays.splice(0)) await relay.kill('SIGKILL');
	await history.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function withRole(person: Subject, role: Subject['role']): Promise<Subject> {
	await history.database.transaction(async (tx) => {
		const account = await lockAccount(tx, person.organisation, person.user);
		await changeRole(tx, account!, role);
	});
	return { ...person, role };
}

async function start(dataFolder = ''): Promise<RelayProcess> {
	const relay = await startRelayProcess(history.stored.serviceUrl, [], dataFolder);
	relays.push(relay);
	return relay;
}

/** Documents of which something is erased, and whether the request is done. */
async function progress(): Promise<{ documents: number; isDone: boolean }> {
	const [row] = await sql<{ documents: number; isDone: boolean }[]>`
		select (select count(distinct document)::int from erased_values) as documents,
			exists (select from erasure_outcomes) as "isDone"`;
	return row!;
}

test(
	'[G3, G9] killed in the middle of a person’s erasure, it goes on at the next start; a relay without the data folder leaves it alone',
	{ timeout: 180_000 },
	async () => {
		const [ada, ben, cleo] = history.staff;
		for (let i = 0; i < CONVERSATIONS; i++) {
			const document = conversationDocument(await createGroup(history.database, history.staff), 0);
			await history.write(ben, document, { k: 'm', at: 1, b: `Unwanted words ${i}.` });
		}
		const [owner, auditor] = [await withRole(ada, 'OWNER'), await withRole(cleo, 'AUDITOR')];
		// Another relay that drained it would wait for the lock below, and hold those of the other documents meanwhile.
		await history.relay.drainOutbox();
		await history.relay.close();
		await start();
		const number = await history.database.transaction(async (tx) => {
			const scope = { kind: 'person', user: ben.user } as const;
			const asked = await requestErasure(tx, owner, { scope, reason: 'Asked for it.', reference: 'DSAR 7' });
			if (!asked.ok) throw new Error(asked.words);
			expect(await decideErasure(tx, auditor, asked.number, true)).toMatchObject({ ok: true });
			return asked.number;
		});
		const all = CONVERSATIONS + 2;
		expect(await progress()).toEqual({ documents: 0, isDone: false });
		// A lock on the last of them holds the erasure up, so that the end finds it half done.
		const { promise: killed, resolve: kill } = Promise.withResolvers<undefined>();
		const held = sql.begin(async (tx) => {
			await tx`select from document_heads where document = (
			select max(document) from log_rows where user_id = ${ben.user} and kind = 'run' and document like 'c/%') for update`;
			await killed;
		});
		// It says that it is ready only when it has done.
		const { PATH = '', HOME = '' } = process.env;
		const env = {
			PATH,
			HOME,
			TMPDIR: tmpdir(),
			DATABASE_URL: history.stored.serviceUrl,
			DATA_DIR: folder,
			PORT: '0',
			HOST: '127.0.0.1',
		};
		const relay = spawn(process.execPath, ['src/bin/bootstrap.mjs', 'relay'], {
			env: { ...env, npm_lifecycle_event: 'relay' },
			stdio: 'ignore',
		});
		await until(async () => (await progress()).documents === all - 1, LONG, 100);
		relay.kill('SIGKILL');
		await once(relay, 'exit');
		kill(undefined);
		await held;
		const stopped = await progress();
		expect(stopped.isDone).toBe(false);
		expect(stopped.documents).toBeGreaterThan(0);
		expect(stopped.documents).toBeLessThan(all);
		expect((await verifyLog(sql)).findings).toEqual([]);

		await start(folder);
		await until(async () => (await progress()).isDone, LONG, 100);
		expect(await progress()).toEqual({ documents: all, isDone: true });
		const [left] =
			await sql`select 1 from log_payloads where position('Unwanted words'::bytea in payload) > 0`;
		expect(left).toBeUndefined();
		expect((await verifyLog(sql)).findings).toEqual([]);
		const remembered = join(
			folder,
			'erasures',
			`${owner.organisation}-${String(number).padStart(6, '0')}.gone`,
		);
		expect(existsSync(remembered)).toBe(true);
		const { documents } = JSON.parse(readFileSync(remembered, 'utf8')) as { documents: object };
		expect(Object.keys(documents)).toHaveLength(all);
	},
);
