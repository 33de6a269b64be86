import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from './process-identity.ts';

export type Lock = { ok: true; release(): void } | { ok: false; holder: number };

/**
 * Takes `file` for this process alone, waiting `patienceMs` for whoever has it. What a killed process left is taken
 * over. Throws what the file system says.
 */
export async function takeLock(file: string, patienceMs: number): Promise<Lock> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		if (create(file)) return { ok: true, release: () => rmSync(file, { force: true }) };
		const holder = readHolder(file);
		if (holder === undefined) rmSync(file, { force: true });
		else if (Date.now() > deadline) return { ok: false, holder };
		else await delay(50);
	}
}

/** The lock appears whole or not at all: nobody reads half of it and takes it for an old one. */
function create(file: string): boolean {
	const draft = `${file}.${process.pid}`;
	try {
		writeFileSync(draft, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
		linkSync(draft, file);
		return true;
	} catch (error) {
		const { code, syscall } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST' && syscall === 'link') return false;
		throw error;
	} finally {
		rmSync(draft, { force: true });
	}
}

function readHolder(file: string): number | undefined {
	try {
		const { pid, identity } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; identity: string };
		return processIdentity(pid) === identity ? pid : undefined;
	} catch {
		return undefined;
	}
}
