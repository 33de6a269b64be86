import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import { processIdentity } from './process-identity.ts';

/** A program that is being stopped needs this long at most. */
const PATIENCE_MS = 6_000;

/** Makes the folder where it is missing, and takes it for this process alone. Throws CannotStart. */
export async function claimDataFolder(folder: string): Promise<() => void> {
	const lock = join(folder, 'parley.lock');
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		if (take(folder, lock)) return () => rmSync(lock, { force: true });
		const holder = readHolder(lock);
		if (!holder) {
			rmSync(lock, { force: true });
		} else if (Date.now() > deadline) {
			throw new CannotStart(
				`Another Parley (process ${holder.pid}) uses the data folder ${folder}: stop it, or set DATA_DIR to another folder.`,
			);
		} else {
			await delay(100);
		}
	}
}

/** The lock appears whole or not at all: nobody reads half of it and takes it for an old one. */
function take(folder: string, lock: string): boolean {
	const draft = `${lock}.${process.pid}`;
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		writeFileSync(draft, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
		linkSync(draft, lock);
		return true;
	} catch (error) {
		const { code, syscall, message } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST' && syscall === 'link') return false;
		const reason = message.replace(/, \w+ '.*$/, '');
		throw new CannotStart(
			`The data folder ${folder} cannot be written (${reason}): set DATA_DIR to one that can.`,
		);
	} finally {
		rmSync(draft, { force: true });
	}
}

/** Who wrote the lock, if it still runs: a killed program leaves its lock behind. */
function readHolder(lock: string): { pid: number } | undefined {
	try {
		const { pid, identity } = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; identity: string };
		return processIdentity(pid) === identity ? { pid } : undefined;
	} catch {
		return undefined;
	}
}
