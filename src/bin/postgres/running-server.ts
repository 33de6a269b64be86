import { join } from 'node:path';
import { commandLine } from '../program/process-identity.ts';
import { socketUrl } from './embedded-postgres.ts';
import { readPidFile } from './pid-file.ts';

/** How to reach the PostgreSQL that a running Parley keeps in this data folder, for a command that works beside it; undefined when none runs. */
export function runningServerUrl(dataFolder: string, database = 'parley'): string | undefined {
	const folder = join(dataFolder, 'postgres');
	const { pid, socketFolder, status } = readPidFile(folder);
	const isReady = pid !== undefined && status === 'ready' && commandLine(pid).includes(folder);
	return isReady && socketFolder ? socketUrl(socketFolder, database) : undefined;
}
