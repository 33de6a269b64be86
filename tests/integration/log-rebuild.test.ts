/** SPEC L11: what follows from the log is made of it again, the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuildProjections } from '../../sync-server/rebuild-log.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

let history: StoredHistory;
beforeAll(async () => {
	history = await aStoredHistory();
});
afterAll(() => history.stop());

async function projections(): Promise<unknown> {
	const { sql } = history.stored;
	return {
		heads: await sql`select * from document_heads order by document`,
		volumes: await sql`select id, volume from conversations order by id`,
	};
}

test('[L11] the tables that follow from the log are made anew, as they were', async () => {
	const { sql } = history.stored;
	const before = await projections();
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true, documents: 4 });
	expect(await projections()).toEqual(before);

	await sql`update document_heads set seq = 1, hash = '', ledger_time = 0 where document = ${history.document}`;
	await sql`update document_heads set seq = 0 where document = ${history.other}`;
	await sql`delete from document_heads where document like 'o/%'`;
	await sql`
		insert into document_heads (document, organisation, epoch, seq, hash, ledger_length, ledger_time)
		values ('c/00000000-0000-7000-8000-000000000000/0', ${history.staff[0].organisation}, 1, 9, '', 9, 9)`;
	await sql`update conversations set volume = 7`;
	expect((await verifyLog(sql)).findings.length).toBe(4);
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true });
	expect(await projections()).toEqual(before);
	expect((await verifyLog(sql)).findings).toEqual([]);
	await history.write(history.staff[1], history.document, { k: 'm', at: 1, b: 'And it goes on.' });
});

test('[L11] nothing is made of a log that is not what it was', async () => {
	const { sql } = history.stored;
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx`update log_rows set device = device + 1 where document = ${history.document} and seq = 2`;
	});
	const before = await projections();
	expect(await rebuildProjections(sql)).toMatchObject({
		ok: false,
		findings: [{ document: history.document, row: 2 }],
	});
	expect(await projections()).toEqual(before);
});
