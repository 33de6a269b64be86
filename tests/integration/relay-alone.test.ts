/** `npm run relay`: the relay in a process of its own, against the server of DATABASE_URL. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { startPostgresProcess } from '../support/server-processes.ts';

const server = await startPostgresProcess();
afterAll(() => server.dispose());

test('says in one line what is wrong with its settings or its database, and ends', async () => {
	const wrong: [env: Record<string, string>, words: RegExp][] = [
		[{}, /^DATABASE_URL: set it/],
		[{ DATABASE_URL: server.url, PORT: 'abc' }, /^PORT: abc is not a port/],
		[{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, /^The database of DATABASE_URL cannot be used/],
		[{ DATABASE_URL: server.url.replace(/\/\w+$/, '/postgres') }, /has no tables of Parley: run npm start/],
	];
	for (const [env, words] of wrong) expect(await endOf(env)).toEqual([1, expect.stringMatching(words)]);
});

test('refuses a server that forgets what it acknowledged', async () => {
	const sql = postgres(server.url, { max: 1 });
	try {
		await sql`alter database parley set synchronous_commit = off`;
		expect(await endOf({ DATABASE_URL: server.url })).toEqual([
			1,
			expect.stringMatching(/would lose acknowledged messages .* switch synchronous_commit on/),
		]);
		await sql`alter database parley reset synchronous_commit`;
	} finally {
		await sql.end({ timeout: 1 });
	}
});

test('[L14] serves no database that ends before the checkpoints of its DATA_DIR', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'parley-relay-'));
	mkdirSync(join(folder, 'checkpoints'));
	writeFileSync(join(folder, 'checkpoints', '0000000007.json'), '{}');
	expect(await endOf({ DATABASE_URL: server.url, DATA_DIR: folder })).toEqual([
		1,
		expect.stringMatching(/^The database ends at checkpoint 0, and DATA_DIR\/checkpoints at 7: /),
	]);
	rmSync(folder, { recursive: true });
});

test('takes a free port, and ends in good order', async () => {
	const { child, output } = launch({ DATABASE_URL: server.url, ORIGIN: '' });
	await expect
		.poll(output, { timeout: 20_000 })
		.toMatch(/^The relay is ready at ws:\/\/127\.0\.0\.1:[1-9]\d*\/sync$/m);
	child.kill('SIGTERM');
	expect((await once(child, 'close'))[0]).toBe(0);
});

async function endOf(env: Record<string, string>): Promise<[code: number | null, output: string]> {
	const { child, output } = launch(env);
	const [code] = (await once(child, 'close')) as [number | null];
	expect(output().trim().split('\n')).toHaveLength(1);
	return [code, output()];
}

function launch(env: Record<string, string>) {
	const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
	const child = spawn(process.execPath, ['src/bin/bootstrap.mjs', 'relay'], {
		env: { PATH, HOME, TMPDIR, HOST: '127.0.0.1', PORT: '0', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	return { child, output: () => printed };
}
