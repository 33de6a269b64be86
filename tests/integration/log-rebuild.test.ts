/** SPEC L11: what follows from the log is made of it again, the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuildProjections } from '../../sync-server/rebuild-log.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { keepSnapshot } from '../support/keep-snapshot.ts';
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
		searched: await sql`select * from search_heads order by document`,
		found: await sql`select * from search_entries order by document, client, clock`,
		volumes: await sql`select id, volume from conversations order by id`,
		snapshots: await sql`
			select document, seq, row_hash, hash, size, bytes from log_snapshots join log_snapshot_bytes using (document, seq) order by 1, 2`,
	};
}

test('[L11] the tables that follow from the log are made anew, as they were', async () => {
	const { sql } = history.stored;
	await keepSnapshot(sql, history.document, 4);
	await keepSnapshot(sql, history.document, 9);
	await keepSnapshot(sql, history.other, 3);
	await history.relay.bringSearchUpToDate();
	const before = await projections();
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true, documents: 4, mendedSnapshots: 0 });
	expect(await projections()).toEqual(before);

	await sql`update document_heads set seq = 1, hash = '', ledger_time = 0 where document = ${history.document}`;
	await sql`update document_heads set seq = 0 where document = ${history.other}`;
	await sql`delete from document_heads where document like 'o/%'`;
	await sql`
		insert into document_heads (document, organisation, epoch, seq, hash, ledger_length, ledger_time)
		values ('c/00000000-0000-7000-8000-000000000000/0', ${history.staff[0].organisation}, 1, 9, '', 9, 9)`;
	await sql`update conversations set volume = 7`;
	await sql`update search_entries set body = 'something else' where document = ${history.document}`;
	await sql`delete from search_heads where document = ${history.other}`;
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx`update log_snapshot_bytes set bytes = 'something' where document = ${history.document} and seq = 4`;
		await tx`delete from log_snapshots where document = ${history.document} and seq = 9`;
		await tx`delete from log_snapshot_bytes where document = ${history.other}`;
		await tx`insert into log_snapshots select document, 1000, row_hash, hash, size, made_at from log_snapshots`;
	});
	expect((await verifyLog(sql)).findings.length).toBe(4);
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true, mendedSnapshots: 5 });
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
