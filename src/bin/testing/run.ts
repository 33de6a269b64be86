import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Count = { passed: number; failed: number };

/** A tool of node_modules, its output shown as it comes. Resolves with its exit code; a signal counts as 1. */
export async function runTool(
	file: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv = {},
): Promise<number> {
	const options = { stdio: 'inherit', env: { ...process.env, ...env } } as const;
	const tool = spawn(process.execPath, [join('node_modules', file), ...args], options);
	const { promise, resolve } = Promise.withResolvers<number>();
	tool.on('exit', (code) => resolve(code ?? 1));
	return promise;
}

/** A check that is right or wrong as a whole counts as one test. */
export function countOne(exitCode: number): Count {
	return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Runs a tool that writes a report of its tests to a file, and counts them. A run that failed without a failed test,
 * or wrote no report, counts as one failure: nothing goes wrong in silence.
 */
export async function countReport(
	run: (reportFile: string) => Promise<number>,
	count: (report: unknown) => Count,
): Promise<Count> {
	const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));
	const reportFile = join(folder, 'report.json');
	try {
		const exitCode = await run(reportFile);
		const counted = readCount(reportFile, count);
		return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function readCount(reportFile: string, count: (report: unknown) => Count): Count {
	try {
		return count(JSON.parse(readFileSync(reportFile, 'utf8')));
	} catch {
		return { passed: 0, failed: 1 };
	}
}
