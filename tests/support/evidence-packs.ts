/** Evidence packs as the server makes them, and what their own verifier says of them in plain Node. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { planPack, type PackRequest } from '../../src/lib/server/evidence/plan-pack.ts';
import { writePack } from '../../src/lib/server/evidence/write-pack.ts';
import type { ServerKeys } from '../../sync-server/server-keys.ts';
import type { BundledVerifier } from '../../src/verifier/bundle.ts';
import type { StoredHistory } from './stored-history.ts';

/** Of the history's first conversation, whole and with what staff write, unless `change` says otherwise. */
export async function exportPack(
	{ database, document, staff }: StoredHistory,
	keys: ServerKeys,
	verifier: BundledVerifier,
	change: Partial<PackRequest> = {},
): Promise<Buffer> {
	const { conversation } = parseDocumentName(document)!;
	const [{ organisation, user }] = staff;
	const request = { organisation, by: { user, name: 'Ada' }, conversations: [conversation], ...change };
	const plan = await planPack(
		database,
		{ from: null, until: null, people: null, internal: true, reason: 'A complaint.', ...request },
		Date.now(),
	);
	const parts: Uint8Array[] = [];
	const signing = { key: keys.current, sign: keys.sign };
	for await (const part of writePack(database, plan!, { keys: keys.published, signing, verifier }))
		parts.push(part);
	return Buffer.concat(parts);
}

export interface Outcome {
	code: number;
	output: string;
}

/** In that folder, by a Node that has no packages in reach. */
export function runNode(args: readonly string[], cwd: string): Promise<Outcome> {
	return new Promise((resolve) => {
		execFile(process.execPath, args, { cwd, env: {} }, (error, stdout, stderr) =>
			resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
		);
	});
}

/** @param place a folder that is made for it */
export function runVerifier(
	place: string,
	verifier: BundledVerifier,
	bytes: Uint8Array,
	args: readonly string[] = [],
): Promise<Outcome> {
	mkdirSync(place);
	writeFileSync(join(place, 'pack.zip'), bytes);
	writeFileSync(join(place, 'verify.mjs'), verifier.command);
	return runNode(['verify.mjs', 'pack.zip', ...args], place);
}
