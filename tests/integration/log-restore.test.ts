/** The real program, whose PostgreSQL is put back to an earlier copy of its folder. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import type { Workspace } from '../../src/lib/client/workspace.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { Browser } from '../support/browser.ts';
import { ClientProfile } from '../support/client-profile.ts';
import { PASSWORD } from '../support/organisation.ts';
import { SILENT } from '../support/relay-server.ts';
import { runParley, startParley, type Parley } from '../support/start-parley.ts';
import { until } from '../support/until.ts';

const LONG = 60_000;
let parley: Parley;

beforeAll(async () => {
	parley = await startParley();
}, 300_000);

afterAll(() => parley.dispose());

test('[L14] after a backup it serves nobody until log:restore was run, and what was acknowledged is there once', async () => {
	const [ann, ben] = await twoPeople();
	const [annHere, benHere] = [await ann.open(await ann.account()), await ben.open(await ben.account())];
	await Promise.all([areCurrent(annHere), areCurrent(benHere)]);
	const dm = annHere.openDm((await ben.account()).user);
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
	ben.setOnline(false);
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
	ben.setOnline(true);
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

async function twoPeople(): Promise<[ClientProfile, ClientProfile]> {
	const server = { origin: parley.url, relayUrl: parley.url.replace('http', 'ws') };
	const owner = new Browser(parley.url);
	const [ann, ben] = ['Ann', 'Ben'].map((name) => ({ name, email: `${name}@larkfield.example` }));
	await owner.submit('/setup', { organisation: 'Larkfield Trust', ...ann!, password: PASSWORD, token: '' });
	const invited = await owner.submit('/people?/invite', { role: 'MEMBER' });
	const other = new Browser(parley.url);
	await other.submit(new URL(invited.values.link!).pathname, { ...ben!, password: PASSWORD });
	return [new ClientProfile(server, owner), new ClientProfile(server, other)];
}

async function makeCheckpoint(): Promise<void> {
	const sql = postgres(parley.databaseUrl, { max: 1 });
	const keys = openServerKeys(join(parley.dataFolder, 'keys'));
	await new Checkpoints(sql, keys, join(parley.dataFolder, 'checkpoints'), systemClock, SILENT).make();
	await sql.end();
}

async function command(name: string): Promise<{ exitCode: number; output: string }> {
	const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
	const env = { PATH, HOME, TMPDIR, DATA_DIR: parley.dataFolder, npm_lifecycle_event: name };
	const child = spawn(process.execPath, ['src/bin/bootstrap.mjs', name], {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const [exitCode] = (await once(child, 'close')) as [number];
	return { exitCode, output };
}

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
	return conversation.items().flatMap((item) => (item.kind === 'message' ? [item.body] : []));
}
