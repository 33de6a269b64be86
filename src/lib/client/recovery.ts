/**
 * Giving a stored replica up for what the relay has (SPEC D9), step by step: what of one's own is kept beside it, how the stored one is begun anew, and how the kept
 * events are written again once a completed exchange has told what the relay has. At each step every text is on disk.
 */
import { nextClock } from '#lib/domain/conversation-document.ts';
import type { EventRef } from '#lib/domain/events.ts';
import type { ClientIds } from './client-ids.ts';
import type { Clock } from './environment.ts';
import {
	copiesOf,
	forgetRescued,
	isThere,
	rescuedIn,
	rescueRecords,
	unnamedIn,
	type OwnEvent,
} from './own-events.ts';
import { Superseded, type DiskRecord } from './replica-disk.ts';
import type { ReplicaInstance, Trouble } from './replica-instance.ts';
import { trayEntry, trayIn, trayRecord } from './tray.ts';

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** A device whose ids cannot be used any more gets no further ones. */
export async function retireDevice(ids: ClientIds, trouble: Trouble): Promise<void> {
	try {
		if (trouble.kind === 'mismatch') await ids.retire(trouble.mismatch.client, 'cloned');
		if (trouble.kind === 'refused' && trouble.refusal.code === 'CLIENT_UNLEASED')
			await ids.retire(trouble.refusal.client, 'revoked');
	} catch {
		// The store did not take it. The next id is found out like this one.
	}
}

/** What of this replica must not be lost: unsettled events, and what its own records may not hold yet. */
export function recordsToKeep(
	old: ReplicaInstance,
	trouble: Trouble,
	isOwn: (client: number) => boolean,
): DiskRecord[] {
	let from: EventRef | undefined;
	if (trouble.kind === 'mismatch') from = [trouble.mismatch.client, trouble.mismatch.clock];
	if (trouble.kind === 'unverified') ({ from } = trouble);
	const own = [...old.rescued, ...unnamedIn(old.doc, old.fold, isOwn, from), ...old.stranded];
	const isRefused = ({ client, clock }: OwnEvent) =>
		trouble.kind === 'refused' && client === trouble.refusal.client && clock >= trouble.refusal.clock;
	const code = trouble.kind === 'refused' ? trouble.refusal.code : '';
	const refused = own.filter(isRefused).flatMap((event) => trayEntry(event, code) ?? []);
	return [
		...[...old.tray.values(), ...refused].map(trayRecord),
		...rescueRecords(own.filter((event) => !isRefused(event))),
	];
}

/**
 * Begins the stored replica anew, however often that takes. Answers false when another tab was faster: then the records are not on disk.
 * @param records what has to be kept, as it is at the moment of writing
 */
export async function restartStored(
	old: ReplicaInstance,
	records: () => readonly DiskRecord[],
	clock: Clock,
	isClosed: () => boolean,
): Promise<boolean> {
	for (let attempt = 0; !isClosed(); attempt++) {
		try {
			await old.disk.restart(records());
			return true;
		} catch (error) {
			if (error instanceof Superseded) return false;
		}
		const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
		await new Promise<void>((resolve) => clock.after(delay, resolve));
	}
	return false;
}

/** Takes records into an instance whose stored replica another tab began. */
export function carryOver(instance: ReplicaInstance, records: readonly DiskRecord[]): void {
	const byKey = new Map(records.map(({ key, value }) => [key, value]));
	const carried = rescuedIn(byKey);
	for (const [ref, entry] of trayIn(byKey)) if (!instance.tray.has(ref)) instance.tray.set(ref, entry);
	const known = new Set(instance.rescued.map(({ client, clock }) => `${client}:${clock}`));
	const missing = carried.filter(({ client, clock }) => !known.has(`${client}:${clock}`));
	instance.rescued = [...instance.rescued, ...missing];
	instance.store?.save(records);
}

/**
 * After a completed exchange: what the relay has is forgotten, the rest is written again. By one tab at a time; `isCurrent` says whether it still may.
 * @param prepare gives the instance a client id to write under; false when there is none
 */
export async function rewriteRescued(
	instance: ReplicaInstance,
	isCurrent: () => boolean,
	prepare: () => Promise<boolean>,
): Promise<void> {
	await instance.store?.idle();
	// Another tab may have written them again meanwhile. Where nothing can be stored, memory has to do.
	const kept = instance.store?.failure
		? instance.rescued
		: await instance.disk.records().then(rescuedIn, () => instance.rescued);
	if (!instance.synced || !isCurrent()) return;
	const missing = kept.filter((event) => !isThere(instance.doc, event));
	if (missing.length > 0 && !(await prepare())) return;
	if (!isCurrent()) return;
	instance.rescued = [];
	const { clientID } = instance.doc;
	if (missing.length === 0) instance.store?.save(forgetRescued(kept));
	else instance.append(copiesOf(missing, clientID, nextClock(instance.doc, clientID)), forgetRescued(kept));
	await instance.store?.idle();
}
