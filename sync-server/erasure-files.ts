/** Approved erasures as files beside the database (SPEC G9): a backup from before one knows nothing of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeDurably } from './durable-file.ts';

/** A request with its approval, times in ms. */
export interface ErasureFile {
	organisation: string;
	number: number;
	document: string | null;
	client: number | null;
	clock: number | null;
	user: string | null;
	reason: string;
	reference: string;
	requestedBy: string;
	requestedAt: number;
	expiresAt: number;
	decidedBy: string;
	decidedAt: number;
}

/** Does nothing when it is there already. */
export function writeErasureFile(folder: string, erasure: ErasureFile): void {
	makeFolder(folder);
	const path = join(folder, `${erasure.organisation}-${String(erasure.number).padStart(6, '0')}.json`);
	if (existsSync(path) && readOne(path)) return;
	writeDurably(path, `${JSON.stringify(erasure)}\n`, 'w');
}

/** In the order in which they were asked for, within each organisation. */
export function readErasureFiles(folder: string): ErasureFile[] {
	if (!existsSync(folder)) return [];
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return names.sort().flatMap((name) => readOne(join(folder, name)) ?? []);
}

/** Undefined for one that a crash cut short: its erasure had not begun. */
function readOne(path: string): ErasureFile | undefined {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as ErasureFile;
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
