import { describe, expect, test } from 'vitest';
import { LIMITS } from '#lib/protocol/limits.ts';
import { FakeSocket, MultiplexedPeer, RelayHarness } from '../tests/support/relay-harness.ts';
import { step1Message } from './messages.ts';
import { Outgoing } from './outgoing.ts';

const MEGABYTE = 1024 * 1024;

/** A reader that takes bytes when told to. */
class SlowSocket extends FakeSocket {
	override send(bytes: Uint8Array): void {
		this.bufferedAmount += bytes.length;
		super.send(bytes);
	}
}

describe('[R13] what goes to one socket', () => {
	test('an answer larger than all that may wait is no backlog, and what follows it may be', () => {
		const socket = new SlowSocket();
		const outgoing = new Outgoing(socket, 0);
		expect(outgoing.answer(new Uint8Array(2 * LIMITS.sendBufferBytes))).toBe(true);
		expect(outgoing.send(new Uint8Array(LIMITS.sendBufferBytes))).toBe(true);
		expect(outgoing.send(new Uint8Array(1))).toBe(true);
		expect(outgoing.send(new Uint8Array(1))).toBe(false);
	});

	test('once an answer was taken, the limit is that of small frames again', () => {
		const socket = new SlowSocket();
		const outgoing = new Outgoing(socket, 0);
		outgoing.answer(new Uint8Array(2 * LIMITS.sendBufferBytes));
		socket.bufferedAmount = 0;
		outgoing.send(new Uint8Array(LIMITS.sendBufferBytes + 1));
		expect(outgoing.send(new Uint8Array(1))).toBe(false);
	});

	test('answers wait for room, in the order of asking', () => {
		const socket = new SlowSocket();
		const outgoing = new Outgoing(socket, 0);
		const made: number[] = [];
		for (let i = 0; i < 4; i++)
			outgoing.whenRoom(() => {
				made.push(i);
				outgoing.answer(new Uint8Array(2 * MEGABYTE));
			});
		expect(made).toEqual([0]);
		socket.bufferedAmount = MEGABYTE + 1;
		outgoing.drained();
		expect(made).toEqual([0]);
		socket.bufferedAmount = MEGABYTE;
		outgoing.drained();
		expect(made).toEqual([0, 1]);
		outgoing.stop();
		socket.bufferedAmount = 0;
		outgoing.drained();
		expect(made).toEqual([0, 1]);
	});

	test('a reader that takes nothing for two minutes is stalled; one that takes a little is not', () => {
		const socket = new SlowSocket();
		const outgoing = new Outgoing(socket, 0);
		outgoing.answer(new Uint8Array(8 * MEGABYTE));
		expect(outgoing.isStalled(1)).toBe(false);
		expect(outgoing.isStalled(120_001)).toBe(false);
		expect(outgoing.isStalled(120_002)).toBe(true);
		outgoing.drained();
		expect(outgoing.isStalled(120_003)).toBe(false);
		expect(outgoing.isStalled(240_003)).toBe(false);
		expect(outgoing.isStalled(240_004)).toBe(true);
	});
});

test('[W3, R13] many documents at once over a slow line: each is answered when the one before was taken', async () => {
	const relay = new RelayHarness();
	relay.addMember('ada');
	relay.addMember('ben');
	const ada = await relay.connect('ada');
	ada.say(...Array.from({ length: 200 }, () => 'x'.repeat(16_000)));
	await relay.settle();
	const peer = new MultiplexedPeer(relay, 'ben');
	const answers = () => peer.frames.filter((frame) => frame.op === 'data' && frame.message[1] === 1).length;
	const take = peer.socket.onSend;
	peer.socket.onSend = (bytes) => {
		peer.socket.bufferedAmount += bytes.length;
		take(bytes);
	};
	for (let channel = 1; channel <= 6; channel++) {
		peer.open(channel, relay.document);
		peer.send(channel, step1Message([]));
	}
	for (let expected = 1; expected <= 6; expected++) {
		await relay.settle();
		expect(answers()).toBe(expected);
		expect(peer.socket.closedWith).toBe(null);
		peer.socket.bufferedAmount = 0;
		peer.connection.drained();
	}
});
