import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../program/process-identity.ts';
import { DATABASE_USER } from './cluster.ts';

/**
 * How to reach the PostgreSQL that a running Parley keeps in this data folder, for a command that works beside it; undefined when none
 * runs. The lines of postmaster.pid: 1 process, 5 socket folder, 8 status.
 */
export function runningServerUrl(dataFolder: string, database = 'parley'): string | undefined {
	const folder = join(dataFolder, 'postgres');
	let lines: string[];
	try {
		lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return undefined;
	}
	const isReady = lines[7]?.trim() === 'ready' && commandLine(Number(lines[0])).includes(folder);
	if (!isReady) return undefined;
	return `postgres://${DATABASE_USER}@${encodeURIComponent(lines[4]!.trim())}/${database}`;
}
