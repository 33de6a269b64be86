import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes about itself into its data folder while it runs; empty when there is nothing. */
export type PidFile = { pid?: number; socketFolder?: string; status?: string };

/** Lines of postmaster.pid: 1 process, 2 data folder, 3 start, 4 port, 5 socket folder, 6 address, 7 memory, 8 status. */
export function readPidFile(folder: string): PidFile {
	try {
		const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), socketFolder: lines[4]?.trim(), status: lines[7]?.trim() };
	} catch {
		return {};
	}
}
