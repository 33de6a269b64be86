/** Checkpoints in the bucket too (SPEC L9): the real program over an S3 server, whose whole data folder is put back to an earlier copy. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CheckpointBucket } from '../../src/bin/program/checkpoint-bucket.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { Browser } from '../support/browser.ts';
import { PASSWORD } from '../support/organisation.ts';
import { SILENT } from '../support/relay-server.ts';
import { runCommand } from '../support/run-command.ts';
import { startS3Server, type S3Server } from '../support/s3-server.ts';
import { runParley, startParley, type Parley } from '../support/start-parley.ts';

let s3: S3Server;
let parley: Parley;
let bucket: CheckpointBucket;
let owner: Browser;
let env: Record<string, string>;

beforeAll(async () => {
	s3 = await startS3Server();
	const { endpoint, accessKey, secretKey, bucket: name, region } = s3.settings;
	env = {
		S3_ENDPOINT: endpoint,
		S3_ACCESS_KEY: accessKey,
		S3_SECRET_KEY: secretKey,
		S3_BUCKET: name,
		S3_REGION: region,
	};
	parley = await startParley({ env });
	bucket = await CheckpointBucket.open(s3.settings);
	owner = new Browser(parley.url);
	const ann = { name: 'Ann', email: 'ann@larkfield.example', password: PASSWORD };
	await owner.submit('/setup', { organisation: 'Larkfield Trust', ...ann, token: '' });
}, 300_000);

afterAll(async () => {
	await parley.dispose();
	await s3.stop();
});

test('[L9] what was made while the bucket was away is copied later; a copy is never written over', async () => {
	await makeCheckpoint(undefined);
	await invite();
	expect(await numbers()).toEqual([]);
	await makeCheckpoint(bucket);
	expect(await numbers()).toEqual([1, 2]);
	const first = await bucket.read(1);
	await bucket.write(1, 'another history');
	expect(await bucket.read(1)).toBe(first);
	expect(JSON.parse(await bucket.read(2))).toMatchObject({ body: expect.stringContaining('"checkpoint":2') });
});

test('[L9, L14] a whole machine that is put back from a backup is noticed, and goes on after log:restore', async () => {
	await parley.stop();
	const backup = join(tmpdir(), `backup of ${parley.dataFolder.split('/').at(-1)}`);
	execFileSync('cp', ['-a', parley.dataFolder, backup]);
	await parley.start();
	await invite();
	await makeCheckpoint(bucket);
	await parley.stop();
	rmSync(parley.dataFolder, { recursive: true });
	execFileSync('mv', [backup, parley.dataFolder]);

	const refused = await runParley({ env: { PORT: '0', ...env, DATA_DIR: parley.dataFolder } });
	expect(refused.exitCode).toBe(1);
	expect(refused.output).toContain(
		'The database ends at checkpoint 2, and DATA_DIR/checkpoints at 3: if you have put a backup back, run npm run log:restore once; if not, rows are missing.',
	);
	expect(await command('log-restore')).toMatchObject({
		exitCode: 0,
		output: expect.stringMatching(/Checkpoints 3 to 3 \(to .*\) are later than the backup/),
	});
	await parley.start();
	expect(await command('log-verify')).toMatchObject({
		exitCode: 0,
		output: expect.stringContaining('Every row is what it was'),
	});
});

test('[L9] another server’s bucket is left alone, and said', async () => {
	await parley.stop();
	rmSync(join(parley.dataFolder, 'checkpoints'), { recursive: true });
	rmSync(join(parley.dataFolder, 'keys'), { recursive: true });
	const refused = await runParley({ env: { PORT: '0', ...env, DATA_DIR: parley.dataFolder } });
	expect(refused.exitCode).toBe(1);
	expect(refused.output).toContain(
		`No key of this server has signed checkpoint 1 in the bucket ${s3.settings.bucket}: put back the keys that belong to it`,
	);
	expect(await numbers()).toEqual([1, 2, 3]);
});

/** So that an organisation's log grows. */
async function invite(): Promise<void> {
	expect((await owner.submit('/people?/invite', { role: 'MEMBER' })).values.link).toBeTruthy();
}

async function numbers(): Promise<number[]> {
	const found: number[] = [];
	for await (const number of bucket.after(0)) found.push(number);
	return found;
}

async function makeCheckpoint(copies: CheckpointBucket | undefined): Promise<void> {
	const sql = postgres(parley.databaseUrl, { max: 1 });
	const keys = openServerKeys(join(parley.dataFolder, 'keys'));
	const folder = join(parley.dataFolder, 'checkpoints');
	await new Checkpoints(sql, keys, folder, systemClock, SILENT, copies).make();
	await sql.end();
}

const command = (name: string) => runCommand(name, { ...env, DATA_DIR: parley.dataFolder });
