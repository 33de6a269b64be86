import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

/**
 * A command of package.json, such as `log-verify`, as npm runs it: its exit code and everything that it printed. Of this process's own environment only PATH, HOME
 * and TMPDIR are passed on.
 */
export async function runCommand(
	name: string,
	env: Record<string, string>,
	args: readonly string[] = [],
): Promise<{ exitCode: number; output: string }> {
	const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
	const child = spawn(process.execPath, ['src/bin/bootstrap.mjs', name, ...args], {
		env: { PATH, HOME, TMPDIR, ...env, npm_lifecycle_event: name },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const [exitCode] = (await once(child, 'close')) as [number];
	return { exitCode, output };
}
