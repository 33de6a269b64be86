/** Copies of the checkpoints out of this machine's reach (SPEC L9): a backup of it that is put back takes the folder back with it, and these not. */
import { readCheckpoint } from './checkpoint.ts';
import { newestFile, parseCheckpoint, writeCheckpointFile } from './checkpoint-files.ts';
import type { ServerKeys } from './server-keys.ts';

/** A place such as a bucket. What it refuses, or the network, is thrown. */
export interface CheckpointCopies {
	/** Numbers of those that came later than this one, ascending. */
	after(number: number): AsyncIterable<number>;
	read(number: number): Promise<string>;
	/** Never over another. */
	write(number: number, text: string): Promise<void>;
}

/**
 * Brings those that the folder lacks into it, before anything else looks at the folder. Answers with the first that no key of this server signed: it is
 * another server's place then, and that one and later ones are not brought.
 */
export async function fetchCheckpoints(
	copies: CheckpointCopies,
	folder: string,
	keys: Pick<ServerKeys, 'verify'>,
): Promise<number | null> {
	for await (const number of copies.after(newestFile(folder))) {
		const text = await copies.read(number);
		if (!readCheckpoint(keys, parseCheckpoint(number, text))) return number;
		writeCheckpointFile(folder, number, text);
	}
	return null;
}

/** A week of minutes: as long as the place may be away before all that is there has to be listed. */
const LOOK_BACK = 10_000;

/** The newest that is there, of a server that has made `made`; 0 for none. */
export async function newestCopy(copies: CheckpointCopies, made: number): Promise<number> {
	for (const from of new Set([Math.max(0, made - LOOK_BACK), 0])) {
		let newest = 0;
		for await (const number of copies.after(from)) newest = number;
		if (newest > 0) return newest;
	}
	return 0;
}
