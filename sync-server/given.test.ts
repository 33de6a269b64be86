import { describe, expect, test } from 'vitest';
import { readLog } from '#lib/domain/conversation-document.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import { encodeGift, type Gift } from '#lib/protocol/gift.ts';
import {
	decodeReceipt,
	proveReceipt,
	withHashes,
	type Receipt,
	type ValuesOf,
} from '#lib/protocol/receipt.ts';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import * as Y from 'yjs';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { MultiplexedPeer, RelayHarness, type Peer } from '../tests/support/relay-harness.ts';
import { aSigner } from '../tests/support/server-signer.ts';
import { sha256 } from './row.ts';

const signer = aSigner();

/** Ada and Ben wrote; then the log was put back to before that. Cy has read all of it, and its receipts. */
class Scene {
	readonly relay = new RelayHarness({ signer });
	ada!: Peer;
	ben!: Peer;
	/** What Cy holds. */
	readonly doc = new Y.Doc();
	receipt!: Receipt;
	cy!: MultiplexedPeer;

	/** @param unread happens after Cy has read it */
	static async after(
		write: (scene: Scene) => Promise<void>,
		{ isRestored = true, unread = async (_scene: Scene) => {} } = {},
	): Promise<Scene> {
		const scene = new Scene();
		const { relay } = scene;
		for (const user of ['ada', 'ben', 'cy']) relay.addMember(user);
		scene.ada = await relay.connect('ada');
		scene.ben = await relay.connect('ben');
		scene.ada.say('before');
		await relay.settle();
		const backup = relay.log.snapshot();
		const reader = await relay.connect('cy');
		await write(scene);
		Y.applyUpdate(scene.doc, Y.encodeStateAsUpdate(reader.doc));
		const asking = new MultiplexedPeer(relay, 'cy');
		asking.open(1, relay.document);
		asking.send(1, Uint8Array.of(0, 0, 1, 0));
		await relay.settle();
		asking.connection.receive(encodeClientFrame({ op: 'receipts', channel: 1, seq: 0 }));
		await relay.settle();
		const frame = asking.frames.find(({ op }) => op === 'receipt') as { receipt: Uint8Array };
		scene.receipt = decodeReceipt(frame.receipt)!;
		reader.disconnect();
		await unread(scene);
		await relay.core.close();
		if (isRestored) {
			relay.log.restore(backup);
			await relay.log.beginEpochs(relay.clock.now());
		}
		relay.start();
		await relay.pass(60_000);
		scene.cy = await scene.connect('cy');
		return scene;
	}

	async connect(user: string): Promise<MultiplexedPeer> {
		const peer = new MultiplexedPeer(this.relay, user);
		peer.open(1, this.relay.document);
		await this.relay.settle();
		return peer;
	}

	readonly valuesOf: ValuesOf = (client, clock, count) =>
		readLog(this.doc, client, clock, count).map((slot) =>
			slot.state === 'present' ? eventBytes(slot.value as object) : undefined,
		);

	/** As an honest client makes it. */
	gift(receipt = this.receipt, valuesOf = this.valuesOf): Gift {
		const values: Uint8Array[] = [];
		const proof = proveReceipt(sha256, this.relay.document, receipt, valuesOf);
		const whole = proof ? withHashes(receipt, proof.rows) : receipt;
		const rows = whole.rows.map((row) => {
			const { run } = decodePayload(row.header);
			const held = run ? valuesOf(run.client, run.clock, run.count) : [];
			const leaves = row.leaves.map(({ salt, hash }, i) => {
				if (salt && held[i]) values.push(held[i]);
				return { hash, salt: held[i] ? salt : null };
			});
			return { ...row, leaves };
		});
		return { receipts: [{ ...whole, rows }], values };
	}

	async give(gift: Gift | Uint8Array, peer = this.cy): Promise<[rows: number, code: string]> {
		const bytes = gift instanceof Uint8Array ? gift : encodeGift(gift);
		const before = peer.frames.length;
		peer.connection.receive(encodeClientFrame({ op: 'give', channel: 1, gift: bytes }));
		await this.relay.settle();
		const answer = peer.frames.slice(before).find(({ op }) => op === 'given');
		return answer?.op === 'given' ? [answer.rows, answer.code] : [-1, 'no answer'];
	}

	async rows(): Promise<string[]> {
		const rows = await this.relay.log.audit(this.relay.document);
		return rows.map(({ kind, user }) => `${kind} ${user}`);
	}

	/** Texts as somebody sees them who comes now. */
	async timeline(): Promise<string[]> {
		return (await this.relay.connect('cy', { session: 7 })).timeline;
	}

	get codes(): string[] {
		return this.relay.security.map(({ code }) => code);
	}
}

const BACKUP = ['epoch system', 'run ada', 'epoch system'];

async function twoWrote(scene: Scene): Promise<void> {
	scene.ada.say('one', 'two');
	await scene.relay.settle();
	scene.ben.say('three');
	await scene.relay.settle();
}

describe('rows that are given back', () => {
	test('[P8, P9] anybody’s are taken once, in their order, as by their authors at their times', async () => {
		const scene = await Scene.after(twoWrote);
		const { receivedAt } = scene.receipt.rows[2]!;
		expect(await scene.give(scene.gift())).toEqual([2, '']);
		expect(await scene.rows()).toEqual([...BACKUP, 'restore cy', 'restored ada', 'restored ben']);
		expect(await scene.timeline()).toEqual(['before', 'one', 'two', 'three']);
		const peer = await scene.relay.connect('ada', { session: 3 });
		peer.fold.advance();
		const at = scene.relay.clock.now();
		expect(peer.fold.items().map((item) => [item.author, item.restored, item.receivedAt])).toEqual([
			['ada', null, expect.any(Number)],
			['ada', { by: 'cy', at }, receivedAt],
			['ada', { by: 'cy', at }, receivedAt],
			['ben', { by: 'cy', at }, receivedAt],
		]);
		expect(await scene.give(scene.gift(), await scene.connect('ben'))).toEqual([0, '']);
		expect((await scene.rows()).length).toBe(6);
		expect(scene.codes).toEqual([]);
	});

	test('[P9] their events keep their leaves', async () => {
		const scene = await Scene.after(twoWrote);
		const proof = proveReceipt(sha256, scene.relay.document, scene.receipt, scene.valuesOf)!;
		await scene.give(scene.gift());
		const rows = await scene.relay.log.audit(scene.relay.document);
		const leaves = rows.slice(4).map(({ salts }) => Buffer.from(salts.subarray(16)).toString('hex'));
		expect(leaves).toEqual(
			proof.rows
				.slice(2)
				.map(({ leaves: each }) => Buffer.concat(each.map(({ salt }) => salt!)).toString('hex')),
		);
		const stored = Buffer.from(rows[3]!.payload).toString('hex');
		for (const row of proof.rows.slice(1))
			for (const { salt } of row.leaves) expect(stored).not.toContain(Buffer.from(salt!).toString('hex'));
	});

	test('[P8] in a document that was never restored nothing is taken', async () => {
		const scene = await Scene.after(twoWrote, { isRestored: false });
		expect(await scene.give(scene.gift())).toEqual([0, '']);
		expect(await scene.rows()).toEqual(['epoch system', 'run ada', 'run ada', 'run ben']);
	});

	test('[P8] what its author brings back first is passed over; the rest of a run that is known in part is taken', async () => {
		const scene = await Scene.after(twoWrote);
		const first = new Y.Doc();
		const own = scene.ada.doc.getArray(String(scene.ada.doc.clientID)).toArray();
		first.clientID = scene.ada.doc.clientID;
		first.getArray(String(first.clientID)).push(own.slice(0, 2));
		await scene.relay.connect('ada', { doc: first });
		expect((await scene.rows()).slice(3)).toEqual(['run ada']);
		expect(await scene.give(scene.gift())).toEqual([2, '']);
		expect(await scene.timeline()).toEqual(['before', 'one', 'two', 'three']);
	});

	test('[P8] what does not follow waits for who has what is between', async () => {
		const scene = await Scene.after(async (each) => {
			await twoWrote(each);
			each.ada.say('four');
			await each.relay.settle();
		});
		const held = scene.gift();
		const lacking = {
			...held,
			receipts: [stripped(held.receipts[0]!, 2)],
			values: held.values.toSpliced(1, 2),
		};
		expect(await scene.give(lacking)).toEqual([1, '']);
		expect(await scene.timeline()).toEqual(['before', 'three']);
		expect(await scene.give(held)).toEqual([2, '']);
		expect(await scene.timeline()).toEqual(['before', 'three', 'one', 'two', 'four']);
		expect(scene.codes).toEqual([]);
	});

	test('[P8, D10] what was deleted comes back as spent clocks, by the redaction that the receipts prove', async () => {
		const scene = await Scene.after(async (each) => {
			await twoWrote(each);
			each.ada.write({ k: 'd', at: 2, of: [each.ada.doc.clientID, 1] });
			await each.relay.settle();
		});
		expect(await scene.give(scene.gift())).toEqual([4, '']);
		expect((await scene.rows()).slice(3)).toEqual([
			'restore cy',
			'restored ada',
			'restored ada',
			'restored ben',
			'restored ada',
		]);
		// Of the deleted message (-) only that there was one (D8).
		expect(await scene.timeline()).toEqual(['before', '-', 'two', 'three']);
	});

	test('[P8, D10] a deletion that is given back takes its message with it', async () => {
		const scene = await Scene.after(async (each) => {
			each.ada.write({ k: 'd', at: 2, of: [each.ada.doc.clientID, 0] });
			await each.relay.settle();
		});
		expect(await scene.give(scene.gift())).toEqual([1, '']);
		expect(await scene.timeline()).toEqual(['-']);
	});

	test('[P11, G10] what was erased stays erased, whoever has it', async () => {
		const scene = await Scene.after(
			async (each) => {
				await twoWrote(each);
				each.ada.write({ k: 'e', at: 2, of: [each.ada.doc.clientID, 1], b: 'one, edited' });
				await each.relay.settle();
			},
			{
				unread: async ({ relay, ada }) => {
					const what = { kind: 'message', ref: [ada.doc.clientID, 1] } as const;
					const approved = { request: 1, by: 'owner', and: 'auditor' };
					const erasure = { organisation: relay.organisation, ...approved, what };
					const erased = relay.core.erase(relay.document, {
						...erasure,
						what: { ...what, ref: [...what.ref] },
					});
					await relay.settle();
					expect(await erased).toBe(2);
				},
			},
		);
		expect(await scene.give(scene.gift())).toEqual([4, '']);
		expect(await scene.timeline()).toEqual(['before', 'two', 'three']);
		const rows = await scene.relay.log.rows(scene.relay.document, 0);
		expect(rows.some(({ payload }) => Buffer.from(payload).includes('one'))).toBe(false);
		expect(scene.codes).toEqual([]);
	});
});

/** Without the salts of one row: it is a link only. */
function stripped(receipt: Receipt, row: number): Receipt {
	const rows = receipt.rows.map((each, index) =>
		index === row ? { ...each, leaves: each.leaves.map(({ hash }) => ({ hash, salt: null })) } : each,
	);
	return { ...receipt, rows };
}

describe('forgeries', () => {
	async function refused(make: (scene: Scene) => Gift | Uint8Array, code = 'RECEIPT_INVALID'): Promise<void> {
		const scene = await Scene.after(twoWrote);
		expect(await scene.give(make(scene))).toEqual([0, code]);
		expect(await scene.rows()).toEqual(BACKUP);
		expect(scene.codes).toEqual([code]);
	}

	test('[P8] another text', () =>
		refused((scene) => {
			const gift = scene.gift();
			return { ...gift, values: gift.values.with(2, eventBytes({ k: 'm', at: 1, b: 'forged' })) };
		}));

	test('[P8] another author', () =>
		refused((scene) => {
			const [receipt] = scene.gift().receipts as [Receipt];
			const rows = receipt.rows.with(3, { ...receipt.rows[3]!, user: 'cy' });
			return { ...scene.gift(), receipts: [{ ...receipt, rows }] };
		}));

	test('[P8] another server’s signature', () =>
		refused((scene) => {
			const [receipt] = scene.gift().receipts as [Receipt];
			const other = aSigner();
			const signature = other.sign(Buffer.from('anything'));
			return { ...scene.gift(), receipts: [{ ...receipt, key: other.key, signature }] };
		}));

	test('[P8] of another document', async () => {
		const scene = await Scene.after(twoWrote);
		const other = conversationDocument(scene.relay.conversation, 1);
		scene.relay.tables.raiseVolume(scene.relay.conversation, 1);
		const peer = new MultiplexedPeer(scene.relay, 'cy');
		peer.open(1, other);
		await scene.relay.settle();
		expect(await scene.give(scene.gift(), peer)).toEqual([0, 'RECEIPT_INVALID']);
		expect(await scene.relay.log.audit(other)).toEqual([]);
	});

	test('[P8] of a device that somebody else has now', async () => {
		const scene = await Scene.after(twoWrote);
		scene.relay.tables.leaseTo('cy', scene.relay.deviceOf('ben'));
		expect(await scene.give(scene.gift())).toEqual([0, 'RECEIPT_INVALID']);
		expect(await scene.rows()).toEqual(BACKUP);
	});

	test('[P8] bytes that are no gift', () => refused(() => Uint8Array.of(1, 2, 3), 'MALFORMED'));

	test('[P8] nobody takes another’s text away by holding it back', async () => {
		const scene = await Scene.after(twoWrote);
		const gift = scene.gift();
		const lacking = { receipts: [stripped(gift.receipts[0]!, 2)], values: gift.values.toSpliced(1, 2) };
		expect(await scene.give(lacking)).toEqual([1, '']);
		expect(await scene.timeline()).toEqual(['before', 'three']);
		expect(await scene.give(gift, await scene.connect('ben'))).toEqual([1, '']);
		expect(await scene.timeline()).toEqual(['before', 'three', 'one', 'two']);
	});

	test('[P8, R2] who is no member any more gives nothing, and whose author is none is taken', async () => {
		const scene = await Scene.after(twoWrote);
		const ben = await scene.connect('ben');
		scene.relay.tables.forbid(scene.relay.conversation, 'cy');
		expect(await scene.give(scene.gift())).toEqual([0, 'REVOKED']);
		scene.relay.tables.forbid(scene.relay.conversation, 'ada');
		expect(await scene.give(scene.gift(), ben)).toEqual([2, '']);
		expect((await scene.rows()).slice(3)).toEqual(['restore ben', 'restored ada', 'restored ben']);
	});

	test('[P8] who only reads gives nothing', async () => {
		const scene = await Scene.after(twoWrote);
		scene.relay.addMember('dan', { level: 'read' });
		expect(await scene.give(scene.gift(), await scene.connect('dan'))).toEqual([0, 'NOT_ALLOWED_HERE']);
		expect(await scene.rows()).toEqual(BACKUP);
	});

	test('[P2, P8] not one bit of the receipts can be changed', async () => {
		const scene = await Scene.after(twoWrote);
		const bytes = encodeGift(scene.gift());
		for (let at = 1; at < bytes.length; at += 7) {
			const changed = Uint8Array.from(bytes);
			changed[at]! ^= 1 << (at % 8);
			const [rows, code] = await scene.give(changed);
			expect([rows, code === 'RECEIPT_INVALID' || code === 'MALFORMED'], `byte ${at}`).toEqual([0, true]);
		}
		expect(await scene.rows()).toEqual(BACKUP);
	});
});

test('[C1, P8] rows that were given back are given back again after the next restore, with the time of the first', async () => {
	const scene = await Scene.after(twoWrote);
	const backup = scene.relay.log.snapshot();
	const { receivedAt } = scene.receipt.rows[2]!;
	await scene.give(scene.gift());
	const reader = await scene.relay.connect('cy', { session: 9 });
	Y.applyUpdate(scene.doc, Y.encodeStateAsUpdate(reader.doc));
	scene.cy.send(1, Uint8Array.of(0, 0, 1, 0));
	await scene.relay.settle();
	scene.cy.connection.receive(encodeClientFrame({ op: 'receipts', channel: 1, seq: 3 }));
	await scene.relay.settle();
	const frame = scene.cy.frames.findLast(({ op }) => op === 'receipt') as { receipt: Uint8Array };
	await scene.relay.core.close();
	scene.relay.log.restore(backup);
	await scene.relay.log.beginEpochs(scene.relay.clock.now());
	scene.relay.start();
	const peer = await scene.connect('cy');
	const again = scene.gift(decodeReceipt(frame.receipt)!);
	expect(
		await scene.give(
			{
				receipts: [...again.receipts, ...scene.gift().receipts],
				values: [...again.values, ...scene.gift().values],
			},
			peer,
		),
	).toEqual([2, '']);
	expect(await scene.timeline()).toEqual(['before', 'one', 'two', 'three']);
	const last = await scene.relay.connect('ada', { session: 4 });
	last.fold.advance();
	expect(last.fold.items().map((item) => item.restored && item.receivedAt)).toEqual([
		null,
		receivedAt,
		receivedAt,
		receivedAt,
	]);
});
