import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { takeLock } from './lock.ts';

/** A program that is being stopped needs this long at most. */
const PATIENCE_MS = 6_000;

/** Makes the folder where it is missing, and takes it for this process alone. Throws CannotStart. */
export async function claimDataFolder(folder: string): Promise<() => void> {
	const lock = await tryClaim(folder);
	if (lock.ok) return () => lock.release();
	throw new CannotStart(
		`Another Parley (process ${lock.holder}) uses the data folder ${folder}: stop it, or set DATA_DIR to another folder.`,
	);
}

async function tryClaim(folder: string) {
	try {
		makeFolder(folder);
		return await takeLock(join(folder, 'parley.lock'), PATIENCE_MS);
	} catch (error) {
		const reason = (error as Error).message.replace(/, \w+ '.*$/, '');
		throw new CannotStart(
			`The data folder ${folder} cannot be written (${reason}): set DATA_DIR to one that can.`,
		);
	}
}

/** Node's own recursive mkdir never ends where a folder exists that takes no new ones, such as /proc. */
function makeFolder(folder: string): void {
	if (existsSync(folder)) return;
	makeFolder(dirname(folder));
	mkdirSync(folder, { mode: 0o700 });
}
