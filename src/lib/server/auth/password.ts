import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { boundedQueue } from './bounded-queue.ts';

/** argon2id (the package's default algorithm); m in KiB. OWASP's first choice for 19 MiB. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const PREFIX = '$argon2id$v=19$m=19456,t=2,p=1$';
/** So many hashes at once, 19 MiB each; the thread pool that they run in serves files too. */
const PARALLEL = 2;
const WAITING = 200;

const queued = boundedQueue(PARALLEL, WAITING);

/** Throws QueueFull when too many wait. */
export function hashPassword(password: string): Promise<string> {
	return queued(() => hash(password.normalize('NFC'), PARAMETERS));
}

/**
 * Is it the password of this hash? Without a hash (no such account) the same work is done and the answer is no, so that time tells
 * nothing either. Throws QueueFull when too many wait.
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
	const matches = await queued(async () =>
		verify(stored ?? (await nobodysHash()), password.normalize('NFC')),
	);
	return matches && stored !== undefined;
}

/** Was it made with other parameters than today's? */
export function needsRehash(stored: string): boolean {
	return !stored.startsWith(PREFIX);
}

let nobody: Promise<string> | undefined;
function nobodysHash(): Promise<string> {
	nobody ??= hash(randomBytes(32), PARAMETERS);
	return nobody;
}
