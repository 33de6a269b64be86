/** Files beside the database, for what no backup of it may take back: on the disk when these return. Only their owner reads them. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';

/** @param flag `wx` throws where there is a file already */
export function writeDurably(path: string, text: string, flag: 'w' | 'wx'): void {
	const file = openSync(path, flag, 0o600);
	writeSync(file, text);
	fsyncSync(file);
	closeSync(file);
}

/** All of it or what stood there before. */
export function replaceDurably(path: string, text: string): void {
	const begun = `${path}.new`;
	writeDurably(begun, text, 'w');
	renameSync(begun, path);
}

export function makeFolder(folder: string): void {
	if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
}
