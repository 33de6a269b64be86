import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import type { Appending, AppendNeeds, Locked, Log } from '../../sync-server/log.ts';
import { EMPTY_HEAD } from '../../sync-server/log.ts';
import { PLAIN_MESSAGE } from '../../sync-server/event-facts.ts';
import { RoomIndex } from '../../sync-server/room-index.ts';
import { RowDraft } from '../../sync-server/row-draft.ts';
import { decodePayload, firstBrokenRow } from '../../sync-server/row.ts';

/** A log, and a way to fill the tables beside it. */
export interface LogUnderTest {
	log: Log;
	organisation: string;
	/** A new conversation with one member; the member's device. */
	addConversation(): Promise<{ conversation: string; user: string; device: number }>;
	removeMember(conversation: string, user: string): Promise<void>;
	revoke(device: number): Promise<void>;
	addToOutbox(conversation: string): Promise<number>;
	volumeOf(conversation: string): Promise<number>;
}

const NOTHING: Omit<AppendNeeds, 'documents'> = { rights: [], devices: [], outbox: [] };

/** What every implementation of the log must do (SPEC R10, R11, L). */
export function testLogContract(name: string, start: () => Promise<LogUnderTest>): void {
	describe(`the log in ${name}`, () => {
		let under: LogUnderTest;
		let log: Log;
		beforeAll(async () => {
			under = await start();
			({ log } = under);
		});

		/** Appends one message a body to a document, whatever stands there. */
		async function append(
			document: string,
			bodies: string[],
			needs: Partial<AppendNeeds> = {},
		): Promise<void> {
			const documents = [{ document, organisation: under.organisation }];
			await log.append({ ...NOTHING, documents, ...needs }, (locked) => draft(document, locked, bodies));
		}

		async function draft(document: string, locked: Locked, bodies: string[]): Promise<Appending> {
			const index = new RoomIndex();
			for (const row of await locked.rows(document, 0)) index.takeStored(row);
			const head = locked.head(document);
			expect(index.seq).toBe(head.seq);
			const rows = new RowDraft(document, index, head, randomBytes);
			if (index.epoch === 0) rows.beginEpoch(locked.firstEpoch, 1000);
			const client = 7 * 65_536;
			for (const b of bodies) {
				const run = {
					client,
					clock: index.nextClock(client),
					length: 1,
					values: eventBytes({ k: 'm', at: 1, b }),
				};
				rows.accept({ user: 'ada', device: 7 }, run, [PLAIN_MESSAGE], 2000);
			}
			return { rows: rows.rows, heads: [{ document, head: rows.head }], volumes: [], outbox: [] };
		}

		const newDocument = () => conversationDocument(randomUUID(), 0);

		test('[L12] opens a document by its newest snapshot and the rows after it', async () => {
			const document = newDocument();
			await append(document, ['one', 'two', 'three']);
			const rows = await log.rows(document, 0);
			expect(await log.open(document)).toMatchObject({ snapshot: undefined, rows, erased: [] });
			const keep = async (seq: number, byte: number) => {
				const { rowHash, newest } = await log.snapshotBasis(document, seq - 1);
				const bytes = Uint8Array.of(byte);
				const snapshot = { document, seq, rowHash, hash: Uint8Array.of(1), bytes, madeAt: 5 };
				await log.keepSnapshot(snapshot);
				return { snapshot: { ...snapshot, rowHash: new Uint8Array(rowHash) }, newest };
			};
			const { snapshot, newest } = await keep(2, 1);
			expect(newest).toBe(0);
			expect(snapshot.rowHash).toEqual(new Uint8Array((await log.audit(document))[1]!.hash));
			// There is one already, and the older of two covers less.
			expect((await keep(2, 2)).newest).toBe(2);
			await keep(1, 3);
			const opening = await log.open(document);
			expect(opening.rows.map(({ seq }) => seq)).toEqual([2, 3]);
			expect(opening.snapshot).toMatchObject({ document, seq: 2, madeAt: 5 });
			expect([...opening.snapshot!.bytes]).toEqual([1]);
			expect(new Uint8Array(opening.snapshot!.rowHash)).toEqual(snapshot.rowHash);
		});

		test('[L1] knows nothing of a document that nobody wrote', async () => {
			const document = newDocument();
			expect(await log.head(document)).toEqual(EMPTY_HEAD);
			expect(await log.rows(document, 0)).toEqual([]);
			expect(await log.audit(document)).toEqual([]);
		});

		test('[L1, L2] keeps rows as a chain that verifies, and gives them back from any seq on', async () => {
			const document = newDocument();
			await append(document, ['one', 'two']);
			await append(document, ['three']);
			const audit = await log.audit(document);
			expect(audit.map(({ seq, kind }) => [seq, kind])).toEqual([
				[0, 'epoch'],
				[1, 'run'],
				[2, 'run'],
				[3, 'run'],
			]);
			expect(firstBrokenRow(audit)).toBe(null);
			const head = await log.head(document);
			expect({ ...head, hash: Buffer.from(head.hash).toString('hex') }).toEqual({
				seq: 4,
				hash: Buffer.from(audit[3]!.hash).toString('hex'),
				epoch: 1,
				ledgerLength: 6,
				ledgerTime: 2000,
			});
			expect((await log.rows(document, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
		});

		test('[R10] appends to one document see each other, however many come at once', async () => {
			const document = newDocument();
			await Promise.all(Array.from({ length: 20 }, (_, i) => append(document, [`number ${i}`])));
			const audit = await log.audit(document);
			expect(audit.length).toBe(21);
			expect(firstBrokenRow(audit)).toBe(null);
		});

		test('[R10] one append writes many documents, and their locks never wait in a circle', async () => {
			const documents = Array.from({ length: 6 }, newDocument);
			const appendAll = (order: string[]) =>
				log.append(
					{
						...NOTHING,
						documents: order.map((document) => ({ document, organisation: under.organisation })),
					},
					async (locked) => {
						const parts: Appending[] = [];
						for (const document of order) parts.push(await draft(document, locked, ['both']));
						return {
							rows: parts.flatMap(({ rows }) => rows),
							heads: parts.flatMap(({ heads }) => heads),
							volumes: [],
							outbox: [],
						};
					},
				);
			await Promise.all([appendAll(documents), appendAll([...documents].reverse()), appendAll(documents)]);
			for (const document of documents) expect((await log.head(document)).seq).toBe(4);
		});

		test('[R11] writes nothing when the building fails, and passes the error on', async () => {
			const document = newDocument();
			await append(document, ['stays']);
			const failure = new Error('on purpose');
			const documents = [{ document, organisation: under.organisation }];
			const failed = log.append({ ...NOTHING, documents }, async (locked) => {
				await draft(document, locked, ['goes']);
				throw failure;
			});
			await expect(failed).rejects.toBe(failure);
			expect((await log.rows(document, 0)).length).toBe(2);
			await append(document, ['next']);
			expect(firstBrokenRow(await log.audit(document))).toBe(null);
		});

		test('[R11] writes nothing of an append of which a part is refused', async () => {
			const [one, other] = [newDocument(), newDocument()];
			await append(other, ['stands']);
			const documents = [one, other].map((document) => ({ document, organisation: under.organisation }));
			const failed = log.append({ ...NOTHING, documents }, async (locked) => {
				const good = await draft(one, locked, ['good']);
				const bad = await draft(other, locked, ['bad']);
				// A seq that is taken.
				const rows = bad.rows.map((row) => ({ ...row, seq: row.seq - 1 }));
				return { ...good, rows: [...good.rows, ...rows] };
			});
			await expect(failed).rejects.toThrow();
			expect(await log.rows(one, 0)).toEqual([]);
			expect((await log.rows(other, 0)).length).toBe(2);
		});

		test('[R2, R4] says under the locks what rights and leases are now', async () => {
			const { conversation, user, device } = await under.addConversation();
			const document = conversationDocument(conversation, 0);
			const needs: AppendNeeds = {
				documents: [{ document, organisation: under.organisation }],
				rights: [{ organisation: under.organisation, unit: conversation, user }],
				devices: [device, 2 ** 36],
				outbox: [],
			};
			const seen: unknown[] = [];
			const look = () =>
				log.append(needs, (locked) => {
					seen.push([locked.right(conversation, user)?.level, locked.lease(device), locked.lease(2 ** 36)]);
					return { rows: [], heads: [], volumes: [], outbox: [] };
				});
			await look();
			await under.revoke(device);
			await under.removeMember(conversation, user);
			await look();
			expect(seen).toEqual([
				['write', { user, revoked: false }, undefined],
				[undefined, { user, revoked: true }, undefined],
			]);
		});

		test('the outbox is answered in the transaction of the rows, once', async () => {
			const { conversation } = await under.addConversation();
			const document = conversationDocument(conversation, 0);
			const id = await under.addToOutbox(conversation);
			let answered = 0;
			const needs = {
				...NOTHING,
				documents: [{ document, organisation: under.organisation }],
				outbox: [id],
			};
			const answer = () =>
				log.append(needs, async (locked) => {
					if (!locked.isWaiting(id)) return { rows: [], heads: [], volumes: [], outbox: [] };
					answered++;
					return { ...(await draft(document, locked, ['from the outbox'])), outbox: [id] };
				});
			await expect(
				log.append(needs, (locked) => {
					expect(locked.isWaiting(id)).toBe(true);
					throw new Error('on purpose');
				}),
			).rejects.toThrow('on purpose');
			await Promise.all([answer(), answer(), answer()]);
			expect(answered).toBe(1);
			expect((await log.head(document)).seq).toBe(2);
		});

		test('[D11] a volume is raised with the rows, and never lowered', async () => {
			const { conversation } = await under.addConversation();
			const document = conversationDocument(conversation, 0);
			const { organisation } = under;
			const raise = (volume: number) =>
				log.append({ ...NOTHING, documents: [{ document, organisation }] }, () => {
					return { rows: [], heads: [], volumes: [{ organisation, conversation, volume }], outbox: [] };
				});
			await raise(2);
			await raise(1);
			expect(await under.volumeOf(conversation)).toBe(2);
		});

		test('[D7] a restored document goes on in a new epoch', async () => {
			const document = newDocument();
			await append(document, ['before']);
			expect(await log.beginEpoch(document, 5000)).toBe(2);
			const head = await log.head(document);
			expect(head).toMatchObject({ epoch: 2, ledgerLength: 1, ledgerTime: 5000, seq: 3 });
			await append(document, ['after']);
			const audit = await log.audit(document);
			expect(firstBrokenRow(audit)).toBe(null);
			expect(decodePayload(audit[2]!.payload).entries).toEqual([['e', 1, 4, 5000]]);
			const unknown = newDocument();
			expect(await log.beginEpoch(unknown, 5000)).toBe(2);
		});
	});
}
