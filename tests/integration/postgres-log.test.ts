import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conversationDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { SERVICE_ROLE } from '../../src/bin/program/service-role.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { testLogContract } from '../support/log-contract.ts';
import { RelayServer } from '../support/relay-server.ts';

let server: RelayServer;
let log: PostgresLog;
beforeAll(async () => {
	server = await RelayServer.start();
	log = new PostgresLog(server.sql);
});
afterAll(() => server.stop());

testLogContract('Postgres', async () => ({
	log,
	organisation: server.organisation,
	async addConversation() {
		const member = await server.addUser();
		const { conversation } = parseDocumentName(await server.addConversation([member]))!;
		return { conversation, user: member.id, device: member.device };
	},
	async removeMember(conversation, user) {
		await server.sql`
			update memberships set ended_at = now() where conversation = ${conversation} and user_id = ${user}`;
	},
	async revoke(device) {
		await server.sql`update devices set revoked_at = now() where number = ${device}`;
	},
	async addToOutbox(conversation) {
		const [row] = await server.sql<{ id: number }[]>`
			insert into outbox (organisation, conversation, event)
			values (${server.organisation}, ${conversation}, '{}') returning id::float8`;
		return row!.id;
	},
	async volumeOf(conversation) {
		const [row] = await server.sql<{ volume: number }[]>`
			select volume from conversations where id = ${conversation}`;
		return row!.volume;
	},
}));

test('[L4] rows are never updated, deleted or truncated', async () => {
	const user = await server.addUser();
	const { conversation } = parseDocumentName(await server.addConversation([user]))!;
	await log.beginEpoch(conversationDocument(conversation, 0), 1);
	const { sql } = server;
	await sql`insert into log_snapshots values ('c/0', 1, '', '', 0, 0)`;
	await sql`insert into log_snapshot_bytes values ('c/0', 1, '')`;
	const attempts = [
		sql`update log_rows set kind = 'run'`,
		sql`delete from log_rows`,
		sql`truncate log_rows`,
		sql`update log_payloads set payload = ''`,
		sql`delete from log_payloads`,
		sql`truncate log_payloads`,
		sql`update log_snapshots set hash = ''`,
		sql`delete from log_snapshots`,
		sql`truncate log_snapshots`,
		sql`update log_snapshot_bytes set bytes = ''`,
		sql`delete from log_snapshot_bytes`,
		sql`truncate log_snapshot_bytes`,
	];
	for (const attempt of attempts) await expect(attempt).rejects.toThrow('never changed or removed');
	expect((await log.audit(conversationDocument(conversation, 0))).length).toBe(1);
});

test('[L4] the role of routes and relay may append to the log and read it, nothing else', async () => {
	const service = postgres(server.stored.serviceUrl, { max: 1, onnotice: () => undefined });
	try {
		expect(
			(await service`select current_user as role, rolsuper from pg_roles where rolname = current_user`)[0],
		).toEqual({
			role: SERVICE_ROLE,
			rolsuper: false,
		});
		const attempts = [
			service`update log_rows set kind = 'run'`,
			service`delete from log_payloads`,
			service`truncate log_rows`,
			service`update log_snapshots set hash = ''`,
			service`delete from log_snapshot_bytes`,
			service`alter table log_rows disable trigger all`,
			service`drop table log_payloads`,
			service`create table of_mine (id int)`,
		];
		for (const attempt of attempts) await expect(attempt).rejects.toThrow(/permission denied|must be owner/);
		await expect(service`set session_replication_role = replica`).rejects.toThrow('permission denied');
		await new PostgresLog(service).beginEpoch(conversationDocument(randomUUID(), 0), 1);
	} finally {
		await service.end({ timeout: 1 });
	}
});

test('[R2] a removal waits for the append that has seen the membership', async () => {
	const user = await server.addUser();
	const document = await server.addConversation([user]);
	const { conversation } = parseDocumentName(document)!;
	const order: string[] = [];
	let removed: Promise<unknown> | undefined;
	await log.append(
		{
			documents: [{ document, organisation: server.organisation }],
			rights: [{ organisation: server.organisation, unit: conversation, user: user.id }],
			devices: [],
			outbox: [],
		},
		async (locked) => {
			expect(locked.right(conversation, user.id)?.level).toBe('write');
			removed = server.sql`
				update memberships set ended_at = now() where conversation = ${conversation}`.then(() =>
				order.push('removed'),
			);
			// The removal is under way, and stuck behind the lock, before this commits.
			await expect
				.poll(() => server.sql`select 1 from pg_locks where not granted`.then(({ length }) => length))
				.toBeGreaterThan(0);
			order.push('committing');
			return { rows: [], heads: [], volumes: [], outbox: [] };
		},
	);
	await removed;
	expect(order).toEqual(['committing', 'removed']);
});
