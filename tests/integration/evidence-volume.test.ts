/** SPEC E1, D11: a pack of a conversation whose next volume was just opened has that volume, without rows, and is found good. */
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conversationDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { verifyPack } from '#lib/protocol/evidence/verify-pack.ts';
import { openZip } from '#lib/protocol/evidence/zip-reader.ts';
import { planPack } from '../../src/lib/server/evidence/plan-pack.ts';
import { writePack } from '../../src/lib/server/evidence/write-pack.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { RoomIndex } from '../../sync-server/room-index.ts';
import { RowDraft } from '../../sync-server/row-draft.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

let history: StoredHistory;
beforeAll(async () => {
	history = await aStoredHistory();
});
afterAll(() => history.stop());

/** As the relay opens one when the newest is full. */
async function openVolume(): Promise<void> {
	const { document, staff, stored } = history;
	const place = { document, organisation: staff[0].organisation };
	const needs = { documents: [place], rights: [], devices: [], outbox: [] };
	await new PostgresLog(stored.sql).append(needs, async (locked) => {
		const index = new RoomIndex();
		for (const row of await locked.rows(document, 0)) index.takeStored(row);
		const rows = locked.organisationRows(place.organisation);
		const draft = new RowDraft(document, index, locked.head(document), randomBytes, rows);
		draft.openVolume(1, Date.now());
		return { rows: draft.rows, heads: [{ document, head: draft.head }], volumes: [], outbox: [] };
	});
	const { conversation } = parseDocumentName(document)!;
	await stored.sql`update conversations set volume = 1 where id = ${conversation}`;
}

test('[E1, D11] the volume that was opened is in the pack, without rows', async () => {
	await openVolume();
	const { conversation } = parseDocumentName(history.document)!;
	const [{ organisation, user }] = history.staff;
	const scope = { from: null, until: null, people: null, internal: true, reason: 'A complaint.' };
	const request = { organisation, by: { user, name: 'Ada' }, conversations: [conversation], ...scope };
	const plan = (await planPack(history.database, request, Date.now()))!;
	expect(plan.manifest.documents.at(-1)).toEqual({
		document: conversationDocument(conversation, 1),
		rows: 0,
	});
	const parts: Uint8Array[] = [];
	const verifier = { command: '', page: '' };
	for await (const part of writePack(history.database, plan, { verifier })) parts.push(part);
	const bytes = Buffer.concat(parts);
	const files = await openZip(
		{ size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) },
		async (packed, size) => inflateRawSync(packed, { maxOutputLength: Math.max(1, size) }),
	);
	const crypto = {
		sha256: (data: Uint8Array) => createHash('sha256').update(data).digest(),
		verify: async (spki: Uint8Array, data: Uint8Array, signature: Uint8Array) =>
			verify(null, data, createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), signature),
	};
	expect((await verifyPack(files, crypto)).findings).toEqual([]);
});
