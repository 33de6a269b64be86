/** The real program, whose PostgreSQL is put back to an earlier copy of its folder. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Environment } from '../../src/lib/client/environment.ts';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import type { Workspace } from '../../src/lib/client/workspace.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { Browser } from '../support/browser.ts';
import { ClientProfile } from '../support/client-profile.ts';
import { PASSWORD } from '../support/organisation.ts';
import { SILENT } from '../support/relay-server.ts';
import { runCommand } from '../support/run-command.ts';
import { runParley, startParley, type Parley } from '../support/start-parley.ts';
import { until } from '../support/until.ts';

const LONG = 60_000;
let parley: Parley;
let [ann, ben]: ReceiptWatch[] = [];

beforeAll(async () => {
	parley = await startParley();
	[ann, ben] = await twoPeople();
}, 300_000);

afterAll(() => parley.dispose());

test('[L14] after a backup it serves nobody until log:restore was run, and what was acknowledged is there once', async () => {
	const [annHere, benHere] = await bothOpen();
	const dm = annHere.openDm((await ben!.account()).user);
	if (!dm.ok) throw new Error(dm.error);
	const annSide = annHere.openConversation(dm.id)!;
	await say(annSide, 'before the backup');
	await until(
		() => isStored(annSide, 'before the backup') && benHere.openConversation(dm.id) !== undefined,
		LONG,
	);
	const benSide = benHere.openConversation(dm.id)!;
	await until(() => isStored(benSide, 'before the backup'), LONG);
	await makeCheckpoint();

	await parley.stop();
	const stored = join(parley.dataFolder, 'postgres');
	const backup = join(parley.dataFolder, 'backup');
	execFileSync('cp', ['-a', stored, backup]);
	await parley.start();
	await Promise.all([areCurrent(annHere), areCurrent(benHere)]);
	ben!.setOnline(false);
	await say(annSide, 'after it', 'and more');
	await until(() => isStored(annSide, 'and more'), LONG);
	await say(benSide, 'from the aeroplane');
	await makeCheckpoint();

	await parley.stop();
	rmSync(stored, { recursive: true });
	execFileSync('cp', ['-a', backup, stored]);
	const refused = await runParley({ env: { PORT: '0', DATA_DIR: parley.dataFolder } });
	expect(refused.exitCode).toBe(1);
	expect(refused.output.trim().split('\n').at(-1)).toBe(
		'The database ends at checkpoint 1, and DATA_DIR/checkpoints at 2: if you have put a backup back, run npm run log:restore once; if not, rows are missing.',
	);
	const restored = await command('log-restore');
	expect(restored.output).toMatch(
		/^Every conversation goes on in epoch \d+; .*\nCheckpoints 2 to 2 \(to .*\) are later/,
	);
	expect(restored.exitCode).toBe(0);

	await parley.start();
	ben!.setOnline(true);
	const all = ['before the backup', 'after it', 'and more', 'from the aeroplane'];
	for (const side of [annSide, benSide]) {
		await until(() => all.every((text) => isStored(side, text)), LONG);
		expect(texts(side).sort()).toEqual([...all].sort());
	}
	expect(texts(benSide)).toEqual(texts(annSide));
	await makeCheckpoint();
	const verified = await command('log-verify');
	expect(verified.output).toContain(
		'a backup of the database was put back; checkpoints 2 to 2 are set aside.',
	);
	expect(verified).toMatchObject({
		exitCode: 0,
		output: expect.stringContaining('Every row is what it was'),
	});
	await Promise.all([annHere.close(), benHere.close()]);
}, 600_000);

test('[L14, P7-P10] whoever comes back first gives the texts of everybody back, of one too who never comes', async () => {
	const [annHere, benHere] = await bothOpen();
	const dm = annHere.openDm((await ben!.account()).user);
	if (!dm.ok) throw new Error(dm.error);
	const [annSide, benSide] = [annHere, benHere].map((here) => here.openConversation(dm.id)!);
	await until(() => texts(benSide!).length === 4, LONG);
	const before = texts(benSide!);
	await makeCheckpoint();
	await parley.stop();
	const stored = join(parley.dataFolder, 'postgres');
	const backup = join(parley.dataFolder, 'backup of today');
	execFileSync('cp', ['-a', stored, backup]);
	await parley.start();
	await Promise.all([areCurrent(annHere), areCurrent(benHere)]);
	await say(annSide!, 'words that only others keep', 'a slip of the pen');
	await until(() => isStored(benSide!, 'a slip of the pen'), LONG);
	await say(benSide!, 'an answer');
	const group = annHere.createGroup({ name: 'Since the backup', memberIds: [(await ben!.account()).user] });
	if (!group.ok) throw new Error(group.error);
	await until(() => benHere.openConversation(group.id) !== undefined, LONG);
	const [annGroup, benGroup] = [annHere, benHere].map((here) => here.openConversation(group.id)!);
	await say(annGroup!, 'said in a group that no backup knows');
	await until(() => isStored(benGroup!, 'said in a group that no backup knows'), LONG);
	const slip = annSide!.items().find(({ body }) => body === 'a slip of the pen')!;
	expect(await annSide!.deleteMessage(slip.key)).toMatchObject({ ok: true });
	await until(() => isStored(annSide!, 'an answer') && !texts(benSide!).includes('a slip of the pen'), LONG);
	const document = `c/${dm.id}/0`;
	const [head] = await query<{ seq: number }>(
		(sql) => sql`select seq::int from document_heads where document = ${document}`,
	);
	await until(() => (ben!.receiptsThrough.get(document) ?? 0) >= head!.seq, LONG);
	await makeCheckpoint();
	await annHere.close();

	await parley.stop();
	rmSync(stored, { recursive: true });
	execFileSync('cp', ['-a', backup, stored]);
	expect(await command('log-restore')).toMatchObject({ exitCode: 0 });
	await parley.start();
	const after = [...before, 'words that only others keep', 'an answer'];
	const restored = () =>
		benSide!
			.items()
			.slice(before.length)
			.filter((item) => item.restored);
	await until(() => restored().length === 2 && after.every((text) => isStored(benSide!, text)), LONG);
	expect(texts(benSide!)).toEqual(after);
	const since = benSide!.items().slice(before.length);
	expect(since.filter(({ deleted }) => deleted)).toMatchObject([{ body: '', author: slip.author }]);
	const given = since.filter(({ deleted }) => !deleted);
	const { user } = await ben!.account();
	expect(given.map(({ author, restored }) => [author, restored!.by])).toEqual([
		[(await ann!.account()).user, user],
		[user, user],
	]);
	await until(() => benHere.undelivered.length > 0, LONG);
	expect(benHere.undelivered.map(({ conversationName, body }) => [conversationName, body])).toEqual([
		['Since the backup', 'Ann: said in a group that no backup knows'],
	]);
	const kinds = await query<{ kind: string }>(
		(sql) =>
			sql`select kind from log_rows where document = ${document} and seq > ${head!.seq - 5} order by seq`,
	);
	expect(kinds.map(({ kind }) => kind)).toContain('restore');
	await makeCheckpoint();
	expect(await command('log-verify')).toMatchObject({
		exitCode: 0,
		output: expect.stringContaining('Every row is what it was'),
	});
	expect(await command('log-rebuild')).toMatchObject({ exitCode: 0 });
	const alerts = await query<{ code: string }>((sql) => sql`select code from security_events where alert`);
	expect(alerts).toEqual([]);
	await benHere.close();
}, 600_000);

async function bothOpen(): Promise<[Workspace, Workspace]> {
	const both: [Workspace, Workspace] = [
		await ann!.open(await ann!.account()),
		await ben!.open(await ben!.account()),
	];
	await Promise.all(both.map(areCurrent));
	return both;
}

async function query<Row>(ask: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<Row[]> {
	const sql = postgres(parley.databaseUrl, { max: 1 });
	try {
		return (await ask(sql)) as Row[];
	} finally {
		await sql.end();
	}
}

/** Knows how far the receipts of everybody's rows are that lie on its disk. */
class ReceiptWatch extends ClientProfile {
	/** By document. */
	readonly receiptsThrough = new Map<string, number>();

	override environment(): Environment {
		const environment = super.environment();
		const { openReplica } = environment.storage;
		environment.storage.openReplica = (name, doc) => {
			const disk = openReplica(name, doc);
			// Ids before it may end with a c, too.
			const document = /c\/[^/]+\/\d+$/.exec(name)?.[0] ?? name;
			const write = disk.write.bind(disk);
			disk.write = async (batch) => {
				const written = await write(batch);
				for (const { key, value } of batch.records) {
					const kept = value as { asked: boolean; end: number } | undefined;
					if (key.startsWith('receipt/') && kept?.asked) this.receiptsThrough.set(document, kept.end);
				}
				return written;
			};
			return disk;
		};
		return environment;
	}
}

async function twoPeople(): Promise<ReceiptWatch[]> {
	const server = { origin: parley.url, relayUrl: parley.url.replace('http', 'ws') };
	const owner = new Browser(parley.url);
	const [ann, ben] = ['Ann', 'Ben'].map((name) => ({ name, email: `${name}@larkfield.example` }));
	await owner.submit('/setup', { organisation: 'Larkfield Trust', ...ann!, password: PASSWORD, token: '' });
	const invited = await owner.submit('/people?/invite', { role: 'MEMBER' });
	const other = new Browser(parley.url);
	await other.submit(new URL(invited.values.link!).pathname, { ...ben!, password: PASSWORD });
	return [new ReceiptWatch(server, owner), new ReceiptWatch(server, other)];
}

async function makeCheckpoint(): Promise<void> {
	const sql = postgres(parley.databaseUrl, { max: 1 });
	const keys = openServerKeys(join(parley.dataFolder, 'keys'));
	await new Checkpoints(sql, keys, join(parley.dataFolder, 'checkpoints'), systemClock, SILENT).make();
	await sql.end();
}

const command = (name: string) => runCommand(name, { DATA_DIR: parley.dataFolder });

async function areCurrent(workspace: Workspace): Promise<void> {
	await until(() => workspace.connection.state === 'current' && workspace.connection.unsent === 0, LONG);
}

async function say(conversation: Conversation, ...bodies: string[]): Promise<void> {
	for (const body of bodies) expect(await conversation.sendMessage({ body })).toMatchObject({ ok: true });
}

function isStored(conversation: Conversation, text: string): boolean {
	return conversation.items().some(({ body, delivery }) => body === text && delivery === 'stored');
}

function texts(conversation: Conversation): string[] {
	return conversation
		.items()
		.flatMap(({ kind, deleted, body }) => (kind === 'message' && !deleted ? [body] : []));
}
