import { describe, expect, test } from 'vitest';
import { readLog } from '#lib/domain/conversation-document.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import {
	decodeReceipt,
	encodeReceipt,
	proveReceipt,
	signedBytes,
	type Receipt,
	type ValuesOf,
} from '#lib/protocol/receipt.ts';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import * as Y from 'yjs';
import { append } from '../tests/attacks/bytes.ts';
import { MultiplexedPeer, RelayHarness } from '../tests/support/relay-harness.ts';
import { aSigner, verifies } from '../tests/support/server-signer.ts';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { step1Message, updateMessage } from './messages.ts';
import { sha256 } from './row.ts';

const signer = aSigner();

class Scene {
	readonly relay = new RelayHarness({ signer });
	readonly peer: MultiplexedPeer;
	/** What everybody has. */
	readonly doc = new Y.Doc();

	constructor() {
		for (const user of ['ada', 'ben']) this.relay.addMember(user);
		this.peer = new MultiplexedPeer(this.relay, 'ada');
		this.peer.open(1, this.relay.document);
		this.peer.send(1, step1Message([]));
	}

	get client(): number {
		return clientIdOf(this.relay.deviceOf('ada'), 0);
	}

	async say(clock: number, ...events: object[]): Promise<void> {
		const update = append(this.client, clock, ...events);
		Y.applyUpdate(this.doc, update);
		this.peer.send(1, updateMessage(update));
		await this.relay.settle();
	}

	async ask(seq: number): Promise<void> {
		this.peer.connection.receive(encodeClientFrame({ op: 'receipts', channel: 1, seq }));
		await this.relay.settle();
	}

	get receipts(): { receipt: Receipt; asked: boolean }[] {
		return this.peer.frames.flatMap((frame) =>
			frame.op === 'receipt' ? [{ receipt: decodeReceipt(frame.receipt)!, asked: frame.asked }] : [],
		);
	}

	readonly valuesOf: ValuesOf = (client, clock, count) =>
		readLog(this.doc, client, clock, count).map((slot) =>
			slot.state === 'present' ? eventBytes(slot.value as object) : undefined,
		);

	proves(receipt: Receipt, document = this.relay.document, valuesOf = this.valuesOf): boolean {
		const proof = proveReceipt(sha256, document, receipt, valuesOf);
		return proof !== undefined && verifies(receipt.key, signedBytes(proof.root), receipt.signature);
	}
}

const hello = { k: 'm', at: 1, b: 'hello' };

describe('receipts', () => {
	test('[P4] the sender gets one right after the entries that name his run, and it says what stands in the log', async () => {
		const scene = new Scene();
		await scene.relay.settle();
		await scene.say(0, hello);
		expect(scene.peer.frames.map(({ op }) => op)).toEqual(['opened', 'data', 'data', 'data', 'receipt']);
		const [{ receipt, asked }] = scene.receipts as [{ receipt: Receipt; asked: boolean }];
		expect(asked).toBe(false);
		const proof = proveReceipt(sha256, scene.relay.document, receipt, scene.valuesOf)!;
		const rows = await scene.relay.log.audit(scene.relay.document);
		expect(proof.rows.map(({ seq, hash, user, run }) => ({ seq, hash, user, clock: run!.clock }))).toEqual([
			{ seq: 1, hash: rows[1]!.hash, user: 'ada', clock: 0 },
		]);
		expect(scene.proves(receipt)).toBe(true);
	});

	test('[P1] it proves nothing in another document, for another text, or of another user', async () => {
		const scene = new Scene();
		await scene.relay.settle();
		await scene.say(0, hello);
		const [{ receipt }] = scene.receipts as [{ receipt: Receipt; asked: boolean }];
		const row = receipt.rows[0]!;
		expect(scene.proves(receipt, scene.relay.document.replace('/0', '/1'))).toBe(false);
		expect(scene.proves(receipt, undefined, () => [eventBytes({ ...hello, b: 'hullo' })])).toBe(false);
		expect(scene.proves({ ...receipt, rows: [{ ...row, user: 'ben' }] })).toBe(false);
		expect(scene.proves({ ...receipt, rows: [{ ...row, receivedAt: row.receivedAt + 1 }] })).toBe(false);
		expect(scene.proves({ ...receipt, first: receipt.first + 1 })).toBe(false);
		expect(scene.proves({ ...receipt, rows: [row, row] })).toBe(false);
	});

	test('[P2] not one bit of it can be changed', async () => {
		const scene = new Scene();
		await scene.relay.settle();
		await scene.say(0, hello);
		const bytes = encodeReceipt(scene.receipts[0]!.receipt);
		for (let at = 0; at < bytes.length; at++) {
			const changed = Uint8Array.from(bytes);
			changed[at]! ^= 1 << (at % 8);
			const receipt = decodeReceipt(changed);
			expect(receipt !== undefined && scene.proves(receipt), `byte ${at}`).toBe(false);
		}
		for (let length = 0; length < bytes.length; length++)
			expect(decodeReceipt(bytes.subarray(0, length))).toBe(undefined);
		expect(decodeReceipt(Uint8Array.from([...bytes, 0]))).toBe(undefined);
	});

	test('[P3] one signature serves all rows of an append', async () => {
		const scene = new Scene();
		const ben = new MultiplexedPeer(scene.relay, 'ben');
		ben.open(1, scene.relay.document);
		ben.send(1, step1Message([]));
		await scene.relay.settle();
		const update = append(scene.client, 0, hello);
		const other = append(clientIdOf(scene.relay.deviceOf('ben'), 0), 0, hello);
		for (const each of [update, other]) Y.applyUpdate(scene.doc, each);
		scene.peer.send(1, updateMessage(update));
		ben.send(1, updateMessage(other));
		await scene.relay.settle();
		const mine = scene.receipts[0]!.receipt;
		const frame = ben.frames.find(({ op }) => op === 'receipt') as { receipt: Uint8Array };
		const his = decodeReceipt(frame.receipt)!;
		expect(his.signature).toEqual(mine.signature);
		expect([mine, his].map(({ rows }) => rows.map(({ user }) => user))).toEqual([['ada'], ['ben']]);
		expect([mine, his].map((receipt) => scene.proves(receipt))).toEqual([true, true]);
	});

	test('[P4] whoever asks gets everybody’s rows from there on', async () => {
		const scene = new Scene();
		const ben = await scene.relay.connect('ben');
		ben.say('one', 'two');
		await scene.relay.settle();
		Y.applyUpdate(scene.doc, Y.encodeStateAsUpdate(ben.doc));
		await scene.ask(0);
		const [{ receipt, asked }] = scene.receipts as [{ receipt: Receipt; asked: boolean }];
		expect([asked, receipt.first, receipt.rows.map(({ kind }) => kind)]).toEqual([true, 0, ['epoch', 'run']]);
		expect(scene.proves(receipt)).toBe(true);
		await scene.ask(2);
		expect(scene.receipts.length).toBe(1);
		await scene.say(0, hello);
		await scene.ask(2);
		expect(scene.receipts.at(-1)!.receipt.rows.map(({ user }) => user)).toEqual(['ada']);
	});

	test('[P4] of what is redacted nobody gets the salt, and its clocks are proved all the same', async () => {
		const scene = new Scene();
		await scene.relay.settle();
		await scene.say(0, hello, { k: 'd', at: 2, of: [scene.client, 0] });
		await scene.ask(0);
		const { receipt } = scene.receipts.at(-1)!;
		const run = receipt.rows.find(({ kind }) => kind === 'run')!;
		expect(run.leaves.map(({ salt, hash }) => [salt !== null, hash !== null])).toEqual([
			[false, true],
			[true, false],
		]);
		const deleted: ValuesOf = (client, clock, count) =>
			scene.valuesOf(client, clock, count).with(0, undefined);
		expect(scene.proves(receipt, undefined, deleted)).toBe(true);
	});

	test('[P4] who is no member hears nothing, and neither does a stock client', async () => {
		const scene = new Scene();
		const stranger = new MultiplexedPeer(scene.relay, 'eve');
		stranger.open(1, scene.relay.document);
		await scene.relay.settle();
		await scene.say(0, hello);
		stranger.connection.receive(encodeClientFrame({ op: 'receipts', channel: 1, seq: 0 }));
		await scene.relay.settle();
		expect(stranger.frames.map(({ op }) => op)).toEqual(['closed']);
		const stock = await scene.relay.connect('ben');
		stock.say('hello');
		await scene.relay.settle();
		expect(stock.timeline).toEqual(['hello', 'hello']);
	});
});
