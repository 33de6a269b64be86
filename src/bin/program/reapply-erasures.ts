/** After a restore from a backup the erasures that it does not know are entered again (SPEC G9), and the relay carries them out before anybody is served. */
import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/database.ts';
import { scopeWords } from '#lib/server/erasures.ts';
import { lockOrganisationLog, recordFacts } from '#lib/server/organisation-log.ts';
import { erasureDecisions, erasureRequests } from '../../../drizzle/schema.ts';
import { enterErased } from '../../../sync-server/erasure-memory.ts';
import { readErasureFiles, type ErasureFile } from '../../../sync-server/erasure-files.ts';

/** How many were missing. */
export async function reapplyErasures(database: Database, folder: string): Promise<number> {
	let missing = 0;
	for (const file of readErasureFiles(folder))
		if (await database.transaction((tx) => reapply(tx, file))) missing++;
	await enterErased(database.$client, folder);
	return missing;
}

async function reapply(tx: Transaction, file: ErasureFile): Promise<boolean> {
	const { organisation, number, document, client, clock, user, reason, reference } = file;
	const is = (table: typeof erasureRequests | typeof erasureDecisions) =>
		and(eq(table.organisation, organisation), eq(table.number, number));
	const scope = user
		? ({ kind: 'person', user } as const)
		: ({ kind: 'message', document: document!, ref: [client!, clock!] } as const);
	const of = scopeWords(scope);
	await lockOrganisationLog(tx, organisation);
	const [decision] = await tx.select().from(erasureDecisions).where(is(erasureDecisions));
	if (decision) return false;
	const [request] = await tx.select().from(erasureRequests).where(is(erasureRequests));
	if (!request) {
		await tx.insert(erasureRequests).values({
			...{ organisation, number, document, client, clock, user, reason, reference },
			requestedBy: file.requestedBy,
			requestedAt: new Date(file.requestedAt),
			expiresAt: new Date(file.expiresAt),
		});
		await recordFacts(tx, organisation, [
			{ f: 'erase-request', request: number, by: file.requestedBy, of, reason, reference },
		]);
	}
	await tx.insert(erasureDecisions).values({
		...{ organisation, number, approved: true, decidedBy: file.decidedBy },
		decidedAt: new Date(file.decidedAt),
	});
	await recordFacts(tx, organisation, [{ f: 'erase-approve', request: number, by: file.decidedBy, of }]);
	return true;
}
