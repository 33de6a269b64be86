import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { previewsBy } from './picture-maker.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-maker-'));
const READ_ALL = 'for await (const piece of process.stdin);';

function maker(code: string, time = 30_000) {
	const script = join(folder, 'process.mjs');
	writeFileSync(script, code);
	return previewsBy(script, { time, memory: Infinity });
}
const picture = () => Readable.from([Buffer.alloc(200_000)]);

test('[M9] there is none of what the process does not show, and of what takes it too long', async () => {
	expect(await maker(`${READ_ALL} process.exit(2)`)(picture())).toBeUndefined();
	expect(await maker('process.exit(2)')(picture())).toBeUndefined();
	expect(await maker('setInterval(() => {}, 1000)', 100)(picture())).toBeUndefined();
});

test('[M9] that the process died, or that the picture could not be read, says nothing of it', async () => {
	await expect(maker(`${READ_ALL} process.kill(process.pid, 'SIGKILL')`)(picture())).rejects.toThrow('null');
	await expect(maker(`${READ_ALL} process.exit(1)`)(picture())).rejects.toThrow('with 1');
	const cut = Readable.from(
		(async function* () {
			yield Buffer.alloc(1000);
			await Promise.reject(new Error('EIO'));
		})(),
	);
	await expect(maker(`${READ_ALL} process.exit(2)`)(cut)).rejects.toThrow('EIO');
	expect(cut.destroyed).toBe(true);
});
