/** Unpacks, changes and packs an evidence pack again: whatever somebody does to it who has it in his hands. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { openZip, type Inflate } from '#lib/protocol/evidence/zip-reader.ts';
import { ZipWriter } from '../../src/lib/server/evidence/zip-writer.ts';

const inflate: Inflate = async (bytes, size) => inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });

export type PackContent = Map<string, string>;

export async function unpack(bytes: Uint8Array): Promise<PackContent> {
	const files = await openZip(
		{ size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) },
		inflate,
	);
	const content: PackContent = new Map();
	for (const name of files.names) content.set(name, Buffer.from(await files.read(name)).toString());
	return content;
}

export function readPack(path: string): Promise<PackContent> {
	return unpack(readFileSync(path));
}

export async function pack(content: PackContent): Promise<Buffer> {
	const zip = new ZipWriter(Date.UTC(2026, 0, 1));
	const parts: Uint8Array[] = [];
	for (const [name, text] of content) parts.push(await zip.add(name, text));
	return Buffer.concat([...parts, zip.end()]);
}

type Row = Record<string, unknown> & { seq: number; leaves: unknown[] };

/** Changes the rows of a file; undefined takes one away. */
export function changeRows(
	content: PackContent,
	file: string,
	change: (row: Row, index: number) => Row | undefined,
): void {
	const rows = content.get(file)!.trimEnd().split('\n');
	const kept = rows.flatMap((line, index) => change(JSON.parse(line) as Row, index) ?? []);
	content.set(file, kept.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

export function changeJson(content: PackContent, file: string, change: (json: never) => unknown): void {
	content.set(file, JSON.stringify(change(JSON.parse(content.get(file)!) as never)));
}
