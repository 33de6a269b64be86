/** One measurement of `npm run bench:evidence`, in a process of its own: its memory is that of what it measures. */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { readAuditLog } from '#lib/client/audit/audit-lines.ts';
import { decodeEvidence } from '#lib/protocol/evidence/evidence-stream.ts';
import { verifyEvidence } from '#lib/protocol/evidence/verify-evidence.ts';
import { WEB_CRYPTO } from '#lib/protocol/evidence/web-crypto.ts';
import { readEvidence } from '#lib/server/audit/read-evidence.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { planPack } from '#lib/server/evidence/plan-pack.ts';
import { writePack, type Verifier } from '#lib/server/evidence/write-pack.ts';
import { conversations } from '../../drizzle/schema.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';

export interface Measured {
	seconds: number;
	/** Seconds of this process's own. */
	cpu: number;
	/** Of memory, at most, beyond what the program held before. */
	bytes: number;
}

type Job = (...args: string[]) => Promise<() => Promise<unknown>>;

/** Each makes ready, and answers with what is measured. */
const JOBS: Record<string, Job> = {
	async stream(url, folder, conversation, file) {
		const { database } = openDatabase(url!);
		const row = await rowOf(database, conversation!);
		const { published } = openServerKeys(join(folder!, 'keys'));
		return () => writeAll(file!, readEvidence(database, row, published));
	},
	async pack(url, folder, conversation, file) {
		const { database } = openDatabase(url!);
		const { organisation, id } = await rowOf(database, conversation!);
		const keys = openServerKeys(join(folder!, 'keys'));
		const verifier = JSON.parse(readFileSync(join(folder!, 'verifier.json'), 'utf8')) as Verifier;
		const scope = { from: null, until: null, people: null, internal: true, reason: 'A measurement.' };
		const by = { user: id, name: 'A measurement' };
		return async () => {
			const plan = await planPack(database, { organisation, by, conversations: [id], ...scope }, Date.now());
			const signing = { key: keys.current, sign: keys.sign };
			await writeAll(file!, writePack(database, plan!, { keys: keys.published, signing, verifier }));
		};
	},
	async verify(file) {
		const bytes = new Uint8Array(readFileSync(file!));
		return async () => {
			const { documents } = await verifyEvidence(decodeEvidence(bytes), WEB_CRYPTO);
			const bad = documents.find(({ fault }) => fault);
			if (bad) throw new Error(`An honest row is found bad: ${JSON.stringify(bad)}`);
		};
	},
	async show(file) {
		const bytes = new Uint8Array(readFileSync(file!));
		return async () => readAuditLog(decodeEvidence(bytes).rows);
	},
};

async function rowOf(database: Database, conversation: string) {
	const [row] = await database.select().from(conversations).where(eq(conversations.id, conversation));
	return row!;
}

async function writeAll(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
	const file = openSync(path, 'w');
	for await (const part of parts) writeSync(file, part);
	closeSync(file);
}

const [name, ...args] = process.argv.slice(2);
const run = await JOBS[name!]!(...args);
const before = beginMemory();
const [began, used] = [performance.now(), process.cpuUsage()];
await run();
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(used);
const measured: Measured = { seconds, cpu: (user + system) / 1e6, bytes: mostMemory() - before };
console.log(JSON.stringify(measured));
process.exit(0);

/** What the program holds before: most of it is what reads TypeScript. On Linux the most that it held is counted anew from here on. */
function beginMemory(): number {
	if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
	return process.memoryUsage.rss();
}

function mostMemory(): number {
	if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
	return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
}
