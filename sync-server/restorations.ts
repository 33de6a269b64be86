/** What was said when a database was put back from a backup (SPEC L14): signed, in files beside the checkpoints, so that no backup takes it away. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { fileName, numbersIn } from './checkpoint-files.ts';
import { makeFolder, writeDurably } from './durable-file.ts';
import type { ServerKeys } from './server-keys.ts';

const DOMAIN = 'parley restore 1\n';

const restorationSchema = v.strictObject({
	/** 1, 2, … */
	restore: v.number(),
	/** ms since 1970 */
	at: v.number(),
	/** In which every conversation went on. */
	epoch: v.number(),
	/** The newest checkpoint of the backup; 0 for none. */
	from: v.number(),
	/** The newest checkpoint that was known: those between are set aside. */
	through: v.number(),
});
export type Restoration = v.InferOutput<typeof restorationSchema>;

const fileSchema = v.object({ body: v.string(), key: v.string(), signature: v.string() });

export function writeRestoration(folder: string, keys: ServerKeys, restoration: Restoration): void {
	makeFolder(folder);
	const body = JSON.stringify(restoration);
	const signature = Buffer.from(keys.sign(Buffer.from(DOMAIN + body))).toString('base64');
	const text = `${JSON.stringify({ body, key: keys.current, signature })}\n`;
	writeDurably(join(folder, fileName(restoration.restore)), text, 'wx');
}

/** What no key of this server has signed is none. */
export function readRestorations(folder: string, keys: Pick<ServerKeys, 'verify'>): Restoration[] {
	return numbersIn(folder).flatMap((number) => readOne(join(folder, fileName(number)), keys) ?? []);
}

function readOne(path: string, keys: Pick<ServerKeys, 'verify'>): Restoration | undefined {
	try {
		const { body, key, signature } = v.parse(fileSchema, JSON.parse(readFileSync(path, 'utf8')));
		if (!keys.verify(key, Buffer.from(DOMAIN + body), Buffer.from(signature, 'base64'))) return undefined;
		return v.parse(restorationSchema, JSON.parse(body));
	} catch {
		// A file that cannot be read sets nothing aside.
		return undefined;
	}
}
