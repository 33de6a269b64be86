/** Checkpoints as files (SPEC L9): in a folder beside the database, and the same bytes wherever they are copied to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Checkpoint } from './checkpoint.ts';
import { makeFolder, writeDurably } from './durable-file.ts';

const fileSchema = v.object({
	body: v.string(),
	/** Format 1 has it in the body. */
	changed: v.optional(v.nullable(v.string()), null),
	key: v.string(),
	signature: v.string(),
});

/** Sorted by name they are sorted by number. */
export function fileName(number: number): string {
	return `${String(number).padStart(10, '0')}.json`;
}

/** Undefined for the name of anything else. */
export function numberOf(name: string): number | undefined {
	return /^\d{10}\.json$/.test(name) ? Number.parseInt(name) : undefined;
}

export function checkpointText({ body, changed, key, signature }: Checkpoint): string {
	return `${JSON.stringify({ body, changed, key, signature: Buffer.from(signature).toString('base64') })}\n`;
}

/** Of a text that cannot be read, a checkpoint that nobody signed. */
export function parseCheckpoint(number: number, text: string): Checkpoint {
	try {
		const { signature, ...rest } = v.parse(fileSchema, JSON.parse(text));
		return { number, ...rest, signature: Buffer.from(signature, 'base64') };
	} catch {
		return { number, body: '', changed: null, key: '', signature: new Uint8Array(0) };
	}
}

export function readCheckpointFiles(folder: string): Map<number, Checkpoint> {
	const numbers = numbersIn(folder);
	return new Map(
		numbers.map((number) => [
			number,
			parseCheckpoint(number, readFileSync(join(folder, fileName(number)), 'utf8')),
		]),
	);
}

/** 0 for none. */
export function newestFile(folder: string): number {
	return numbersIn(folder).at(-1) ?? 0;
}

/** Ascending. */
export function numbersIn(folder: string): number[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.flatMap((name) => numberOf(name) ?? [])
		.sort((a, b) => a - b);
}

/** Never over another: a file that is there already is evidence. */
export function writeCheckpointFile(folder: string, number: number, text: string): void {
	makeFolder(folder);
	try {
		writeDurably(join(folder, fileName(number)), text, 'wx');
	} catch (error) {
		// Another process over the same folder writes it.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}
