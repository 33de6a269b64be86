/** The multiplexer and real providers over a socket whose other end is written here, frame by frame. */
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { appendEvents, nextClock } from '#lib/domain/conversation-document.ts';
import {
	decodeClientFrame,
	encodeServerFrame,
	type ClientFrame,
	type ServerFrame,
} from '#lib/protocol/wire.ts';
import type { RawSocket } from './environment.ts';
import { Multiplexer, type Admission } from './multiplexer.ts';
import { piecesOf } from './own-runs.ts';
import { virtualSocketClass, type DocumentLink } from './virtual-socket.ts';

const CLIENT = 9 * 65_536;

class FakeSocket implements RawSocket {
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: unknown }) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	onerror: (() => void) | null = null;
	closed = false;
	readonly sent: ClientFrame[] = [];

	send(bytes: Uint8Array): void {
		this.sent.push(decodeClientFrame(bytes)!);
	}

	close(): void {
		this.closed = true;
	}

	receive(frame: ServerFrame): void {
		this.onmessage?.({ data: encodeServerFrame(frame).slice().buffer });
	}

	opens(): { channel: number; document: string; epoch: number; ledgerLength: number }[] {
		return this.sent.flatMap((frame) => (frame.op === 'open' ? [frame] : []));
	}

	/** Messages of one channel that follow the opening. */
	messages(channel: number): Uint8Array[] {
		return this.sent.flatMap((frame) =>
			frame.op === 'data' && frame.channel === channel ? [frame.message] : [],
		);
	}
}

class World {
	readonly sockets: FakeSocket[] = [];
	online = true;
	admission: Admission = 'admitted';
	readonly events: string[] = [];
	readonly multiplexer: Multiplexer;
	#tell: (event: 'online' | 'offline' | 'wake') => void = () => {};

	constructor() {
		this.multiplexer = new Multiplexer({
			clock: {
				now: () => Date.now(),
				after: (ms, call) => {
					const timer = setTimeout(call, ms);
					return () => clearTimeout(timer);
				},
			},
			randomness: { fraction: () => 1 },
			network: {
				online: () => this.online,
				subscribe: (listener) => {
					this.#tell = listener;
					return () => {};
				},
				openSocket: () => {
					this.sockets.push(new FakeSocket());
					return this.socket;
				},
			},
			admit: () => Promise.resolve(this.admission),
			onEvent: (event) => this.events.push(event.type),
		});
		this.multiplexer.start();
	}

	get socket(): FakeSocket {
		return this.sockets.at(-1)!;
	}

	tell(event: 'online' | 'offline' | 'wake'): void {
		this.online = event !== 'offline';
		this.#tell(event);
	}

	/** The real socket opens and is admitted. */
	async open(): Promise<FakeSocket> {
		this.socket.onopen!();
		await vi.advanceTimersByTimeAsync(0);
		return this.socket;
	}

	document(name: string, link: Partial<DocumentLink> = {}): Document {
		const document = new Document(this.multiplexer, name, link);
		documents.push(document);
		return document;
	}
}

class Document {
	readonly doc = new Y.Doc();
	readonly provider: WebsocketProvider;
	readonly refusals: string[] = [];
	closedWith: number | null = null;
	statuses: string[] = [];

	constructor(multiplexer: Multiplexer, name: string, link: Partial<DocumentLink>) {
		this.doc.clientID = CLIENT;
		const awareness = new Awareness(this.doc);
		awareness.setLocalState(null);
		const { doc } = this;
		this.provider = new WebsocketProvider('wss://multiplexed', name, doc, {
			awareness,
			disableBc: true,
			WebSocketPolyfill: virtualSocketClass(multiplexer, {
				document: name,
				cursor: () => null,
				ownLogs: () => new Map(nextClock(doc, CLIENT) > 0 ? [[CLIENT, nextClock(doc, CLIENT)]] : []),
				namedThrough: () => Infinity,
				piecesOf: (client, clock) => piecesOf(doc, client, clock),
				refused: ({ code }) => void this.refusals.push(code),
				opened: () => {},
				receipt: () => {},
				giftsFor: () => [],
				presentAs: null,
				...link,
			}),
		});
		this.provider.on('closed', ({ code }: { code: number }) => (this.closedWith = code));
		this.provider.on('status', ({ status }: { status: string }) => void this.statuses.push(status));
	}

	say(text: string): void {
		appendEvents(this.doc, [{ k: 'm', at: 1, b: text }]);
	}
}

const documents: Document[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	for (const { provider } of documents.splice(0)) provider.destroy();
	vi.useRealTimers();
});

function sync(step: number, body: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, step);
	encoding.writeVarUint8Array(encoder, body);
	return encoding.toUint8Array(encoder);
}
const step1 = (vector: Uint8Array = Uint8Array.of(0)) => sync(0, vector);
const step2 = (update: Uint8Array = Uint8Array.of(0, 0)) => sync(1, update);

/** What a message carries of the log: the texts of its events. */
function textsIn(messages: readonly Uint8Array[], after = 0): string[] {
	return messages.slice(after).flatMap((message) => {
		if (message[0] !== 0 || message[1] === 0) return [];
		const { structs } = Y.decodeUpdate(message.subarray(message[2]! < 128 ? 3 : 4));
		return structs.flatMap((struct) =>
			struct instanceof Y.Item && struct.content instanceof Y.ContentAny
				? struct.content.arr.map((event) => (event as { b: string }).b)
				: [],
		);
	});
}

describe('documents over one socket', () => {
	test('[W1] one real socket carries all of them; channels are 1, 2, … and never reused', async () => {
		const world = new World();
		const first = world.document('c/1');
		world.document('c/2');
		const socket = await world.open();
		first.provider.destroy();
		world.document('c/3');
		expect(world.sockets).toHaveLength(1);
		expect(socket.opens().map(({ channel, document }) => [channel, document])).toEqual([
			[1, 'c/1'],
			[2, 'c/2'],
			[3, 'c/3'],
		]);
		expect(socket.sent).toContainEqual({ op: 'close', channel: 1 });
	});

	test('[W6] nothing is uploaded before the relay has said what it has, then all of it in order', async () => {
		const world = new World();
		const document = world.document('c/1');
		document.say('before the socket');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		document.say('before the exchange');
		expect(textsIn(socket.messages(1))).toEqual([]);
		socket.receive({ op: 'data', channel: 1, message: step1() });
		document.say('afterwards');
		const sent = socket.messages(1);
		expect(textsIn(sent)).toEqual(['before the socket', 'before the exchange', 'afterwards']);
		expect([sent[1]![1], sent[2]![1]]).toEqual([1, 2]);
	});

	test('[W6] with nothing to send the answer is empty, so that the relay knows it had one', async () => {
		const world = new World();
		world.document('c/1');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		socket.receive({ op: 'data', channel: 1, message: step1() });
		expect(socket.messages(1)[1]).toEqual(step2());
	});

	test('[W6] a later step 1 gets everything from the clock that it names', async () => {
		const world = new World();
		const document = world.document('c/1');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		socket.receive({ op: 'data', channel: 1, message: step1() });
		document.say('one');
		document.say('two');
		const before = socket.messages(1).length;
		socket.receive({ op: 'data', channel: 1, message: step1(Uint8Array.of(0)) });
		expect(textsIn(socket.messages(1), before)).toEqual(['one', 'two']);
	});

	test('[W6, D9] where the relay has what no ledger here names, the rest of the log waits for the ledger', async () => {
		const world = new World();
		let named = 0;
		const document = world.document('c/1', { namedThrough: () => named });
		document.say('perhaps another copy’s');
		document.say('what follows');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		const vector = Y.encodeStateVector(new Map([[CLIENT, 1]]));
		socket.receive({ op: 'data', channel: 1, message: step1(vector) });
		document.say('and more');
		socket.receive({ op: 'data', channel: 1, message: sync(2, Uint8Array.of(0, 0)) });
		// The answer is empty, so that the relay knows it had one.
		expect(socket.messages(1).slice(1)).toEqual([step2()]);
		named = 1;
		socket.receive({ op: 'data', channel: 1, message: step2() });
		expect(textsIn(socket.messages(1), 2)).toEqual(['what follows', 'and more']);
	});

	test('[W4] a caught-up document asks for nothing, and sends what was written meanwhile', async () => {
		const world = new World();
		const document = world.document('c/1', { cursor: () => ({ epoch: 1, ledgerLength: 7 }) });
		const socket = await world.open();
		expect(socket.opens()[0]).toMatchObject({ epoch: 1, ledgerLength: 7 });
		document.say('between opening and answer');
		socket.receive({ op: 'opened', channel: 1, caughtUp: true });
		expect(document.provider.synced).toBe(false);
		expect(socket.messages(1)).toEqual([]);
		socket.receive({ op: 'data', channel: 1, message: sync(2, Uint8Array.of(0, 0)) });
		expect(document.provider.synced).toBe(true);
		expect(textsIn(socket.messages(1))).toEqual(['between opening and answer']);
	});

	test('[R9] a log that was refused without a tombstone is not sent on', async () => {
		const world = new World();
		const document = world.document('c/1');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		socket.receive({ op: 'data', channel: 1, message: step1() });
		document.say('one');
		const range = { client: CLIENT, clock: 0, length: 1 };
		socket.receive({ op: 'refusal', channel: 1, ...range, code: 'REVOKED', tombstoned: false });
		expect(document.refusals).toEqual(['REVOKED']);
		const before = socket.messages(1).length;
		document.say('two');
		expect(socket.messages(1)).toHaveLength(before);
	});

	test('presence of others is not repeated to the relay', async () => {
		const world = new World();
		world.document('c/1', { presentAs: CLIENT });
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		const before = socket.messages(1).length;
		const state = new TextEncoder().encode('{}');
		const body = Uint8Array.of(1, 77, 5, state.length, ...state);
		socket.receive({ op: 'data', channel: 1, message: Uint8Array.of(1, body.length, ...body) });
		expect(socket.messages(1)).toHaveLength(before);
	});
});

describe('the life of the socket', () => {
	test('[W1] one ping keeps every provider’s connection, beyond its 30 s of silence', async () => {
		const world = new World();
		const one = world.document('c/1');
		const two = world.document('c/2');
		const socket = await world.open();
		for (const channel of [1, 2]) socket.receive({ op: 'opened', channel, caughtUp: false });
		for (let turn = 0; turn < 10; turn++) {
			socket.receive({ op: 'pong', serverTime: Date.now() });
			await vi.advanceTimersByTimeAsync(20_000);
		}
		expect(socket.sent.filter(({ op }) => op === 'ping').length).toBe(11);
		for (const { statuses } of [one, two]) expect(statuses).not.toContain('disconnected');
	});

	test('a socket that does not answer its ping is given up', async () => {
		const world = new World();
		const document = world.document('c/1');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		await vi.advanceTimersByTimeAsync(10_000);
		expect(socket.closed).toBe(true);
		expect(document.statuses).toContain('disconnected');
		await vi.advanceTimersByTimeAsync(500);
		expect(world.sockets).toHaveLength(2);
	});

	test('[W8] whatever ends the real socket, documents come back by themselves', async () => {
		const world = new World();
		const document = world.document('c/1');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		socket.onclose!({ code: 4429, reason: '' });
		expect(document.closedWith).toBeNull();
		await vi.advanceTimersByTimeAsync(3_000);
		const next = await world.open();
		expect(next.opens()).toMatchObject([{ channel: 1, document: 'c/1' }]);
	});

	test('[W8] a 4403 ends its own document and no other', async () => {
		const world = new World();
		const one = world.document('c/1');
		const two = world.document('c/2');
		const socket = await world.open();
		for (const channel of [1, 2]) socket.receive({ op: 'opened', channel, caughtUp: false });
		socket.receive({ op: 'closed', channel: 1, code: 4403, reason: 'noAccess' });
		await vi.advanceTimersByTimeAsync(9_000);
		expect([one.closedWith, two.closedWith]).toEqual([4403, null]);
		expect(two.statuses).not.toContain('disconnected');
	});

	test('it tries again later and later, and at once when asked', async () => {
		const world = new World();
		const waits: number[] = [];
		for (let turn = 0; turn < 9; turn++) {
			world.socket.onclose!({ code: 1006, reason: '' });
			const { state } = world.multiplexer;
			if (state.name !== 'waiting') throw new Error(state.name);
			waits.push(state.nextTryAt - Date.now());
			await vi.advanceTimersByTimeAsync(waits.at(-1)!);
		}
		expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
		world.socket.onclose!({ code: 1006, reason: '' });
		const before = world.sockets.length;
		world.multiplexer.tryNow();
		expect(world.sockets).toHaveLength(before + 1);
	});

	test('without a network the socket is let go at once, and opened at once when it is back', async () => {
		const world = new World();
		const document = world.document('c/1');
		const socket = await world.open();
		socket.receive({ op: 'opened', channel: 1, caughtUp: false });
		world.tell('offline');
		expect([socket.closed, world.multiplexer.state.name]).toEqual([true, 'offline']);
		expect(document.statuses.at(-1)).not.toBe('connected');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(world.sockets).toHaveLength(1);
		world.tell('online');
		expect(world.sockets).toHaveLength(2);
	});

	test('a socket that opens under somebody else’s sign-in carries nothing', async () => {
		const world = new World();
		const document = world.document('c/1');
		document.say('of the first person');
		world.admission = 'signed-out';
		const socket = await world.open();
		expect(socket.sent).toEqual([]);
		expect(world.multiplexer.state.name).toBe('signed-out');
		await vi.advanceTimersByTimeAsync(120_000);
		expect(world.sockets).toHaveLength(1);
	});

	test('[W8] 4401 and a refused upgrade mean signed out', async () => {
		const world = new World();
		await world.open();
		world.socket.onclose!({ code: 4401, reason: '' });
		expect(world.multiplexer.state.name).toBe('signed-out');
		world.multiplexer.tryNow();
		world.admission = 'signed-out';
		world.socket.onclose!({ code: 1006, reason: '' });
		await vi.advanceTimersByTimeAsync(0);
		expect(world.multiplexer.state.name).toBe('signed-out');
	});

	test('[W10] a server that speaks to newer programs only is not sent anything, whether its socket opens or not', async () => {
		for (const opens of [true, false]) {
			const world = new World();
			world.document('c/1').say('of an older program');
			world.admission = 'outdated';
			if (opens) await world.open();
			else {
				world.socket.onclose!({ code: 1006, reason: '' });
				await vi.advanceTimersByTimeAsync(0);
			}
			expect(world.multiplexer.state.name).toBe('outdated');
			await vi.advanceTimersByTimeAsync(120_000);
			expect(world.sockets.map(({ sent }) => sent)).toEqual([[]]);
		}
	});

	test('[W1] events of the inbox are told', async () => {
		const world = new World();
		const socket = await world.open();
		socket.receive({ op: 'event', json: '{"type":"workspace"}' });
		socket.receive({ op: 'event', json: '{"type":"of a newer relay"}' });
		expect(world.events).toEqual(['workspace']);
	});
});
