/** After a restore from a backup the erasures that it does not know are entered again (SPEC G9), and the relay carries them out before anybody is served. */
import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/database.ts';
import { scopeWords } from '#lib/server/erasures.ts';
import { lockOrganisationLog, recordFacts } from '#lib/server/organisation-log.ts';
import { erasureDecisions, erasureRequests, users } from '../../../drizzle/schema.ts';
import { enterErased } from '../../../sync-server/erasure-memory.ts';
import { readErasureFiles, type ErasureFile } from '../../../sync-server/erasure-files.ts';

/** How many were missing. @param database the owner's: nobody else enters what accounts of the backup might not ask for */
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
	const [asked, decided] = [
		request !== undefined || (await hasRole(tx, file.requestedBy, ['OWNER'])),
		await hasRole(tx, file.decidedBy, ['OWNER', 'AUDITOR']),
	];
	if (!request)
		await tx.insert(erasureRequests).values({
			...{ organisation, number, document, client, clock, user, reason, reference },
			requestedBy: file.requestedBy,
			requestedAt: new Date(file.requestedAt),
			expiresAt: new Date(file.expiresAt),
			again: !asked,
		});
	await tx.insert(erasureDecisions).values({
		...{ organisation, number, approved: true, decidedBy: file.decidedBy },
		decidedAt: new Date(file.decidedAt),
		again: !decided,
	});
	const [by, approver] = [file.requestedBy, file.decidedBy];
	if (!asked || !decided)
		await recordFacts(tx, organisation, [
			{ f: 'erase-again', request: number, by, and: approver, of, reason, reference },
		]);
	else {
		if (!request)
			await recordFacts(tx, organisation, [
				{ f: 'erase-request', request: number, by, of, reason, reference },
			]);
		await recordFacts(tx, organisation, [{ f: 'erase-approve', request: number, by: approver, of }]);
	}
	return true;
}

/** As the triggers ask it. A backup may be older than the account, or than its role. */
async function hasRole(tx: Transaction, user: string, roles: readonly string[]): Promise<boolean> {
	const [account] = await tx.select().from(users).where(eq(users.id, user));
	return account !== undefined && account.closedAt === null && roles.includes(account.role);
}
