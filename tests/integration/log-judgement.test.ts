/** SPEC L7: what a row was judged by is what the organisation's log says at its number, whatever changes meanwhile. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { registerClient, revokeDevice } from '../../src/lib/server/devices.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

const ROUNDS = 25;

let history: StoredHistory;
beforeAll(async () => {
	history = await aStoredHistory();
});
afterAll(() => history.stop());

test('[L7] removals and revocations in the midst of appends leave no row that is judged otherwise again', async () => {
	const { database, relay, staff, document, other } = history;
	const [ada, ben, cleo] = staff;
	const { conversation } = parseDocumentName(document)!;
	const { organisation } = ada;
	let isOver = false;
	const outcomes = new Set<string>();

	async function writeOn(who: typeof ben, to: string, device: () => number): Promise<void> {
		for (let session = 100; !isOver; session++) {
			const events = [{ k: 'm' as const, at: 1, b: `On and on, ${session}.` }];
			const speaker = { ...who, session: null };
			const outcome = await relay.submit({
				document: to,
				speaker,
				client: clientIdOf(device(), session),
				events,
			});
			outcomes.add(outcome.ok ? 'stored' : outcome.code);
		}
	}

	/** Ben is taken out and in again. */
	async function changeMembers(): Promise<void> {
		for (let i = 0; i < ROUNDS; i++)
			for (const kind of ['member.remove', 'member.add']) {
				const command = { id: newId(), at: 1, kind, conversation, user: ben.user };
				expect(await runCommand(database, ada, command)).toMatchObject({ ok: true });
			}
	}

	let device = cleo.device;
	/** Cleo's device is revoked, and she gets another. */
	async function changeDevices(): Promise<void> {
		for (let i = 0; i < ROUNDS; i++) {
			const { user } = cleo;
			await database.transaction((tx) => revokeDevice(tx, user, device));
			const next = await database.transaction((tx) => registerClient(tx, { organisation, user }, 'Next'));
			device = next.device;
		}
	}

	const writers = [
		writeOn(ben, document, () => ben.device),
		writeOn(cleo, other, () => device),
		writeOn(ada, document, () => ada.device),
	];
	await Promise.all([changeMembers(), changeDevices()]);
	isOver = true;
	await Promise.all(writers);
	await relay.drainOutbox();
	expect(outcomes).toContain('stored');
	expect(outcomes).not.toContain('APPEND_FAILED');
	const { findings, rows } = await verifyLog(history.stored.sql);
	expect(findings).toEqual([]);
	expect(rows).toBeGreaterThan(ROUNDS * 4);
});
