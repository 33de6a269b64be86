import { randomBytes, randomUUID } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { Fold } from '#lib/domain/fold.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { decodeServerFrame, encodeClientFrame, type ServerFrame } from '#lib/protocol/wire.ts';
import type { Speaker } from '../../sync-server/access.ts';
import type { Log } from '../../sync-server/log.ts';
import { MemoryLog } from '../../sync-server/memory-log.ts';
import { MemoryTables } from '../../sync-server/memory-tables.ts';
import type { Clock, SecurityEvent, Socket } from '../../sync-server/ports.ts';
import { createRelayCore, type Connection, type RelayCore } from '../../sync-server/relay-core.ts';
import type { RelayCoreOptions } from '../../sync-server/relay-core.ts';

/** Time that passes when told to. */
export class ManualClock implements Clock {
	time = 1_700_000_000_000;
	#timers: { at: number; task: () => void }[] = [];

	now(): number {
		return this.time;
	}

	setTimeout(task: () => void, delayMs: number): unknown {
		const timer = { at: this.time + delayMs, task };
		this.#timers.push(timer);
		return timer;
	}

	clearTimeout(timer: unknown): void {
		this.#timers = this.#timers.filter((other) => other !== timer);
	}

	/** Runs what is due; false when nothing was. */
	runDue(): boolean {
		const due = this.#timers.filter(({ at }) => at <= this.time).sort((a, b) => a.at - b.at);
		this.#timers = this.#timers.filter(({ at }) => at > this.time);
		for (const { task } of due) task();
		return due.length > 0;
	}
}

export class FakeSocket implements Socket {
	readonly sent: Uint8Array[] = [];
	closedWith: number | null = null;
	bufferedAmount = 0;
	onSend: (bytes: Uint8Array) => void = () => {};

	send(bytes: Uint8Array): void {
		this.sent.push(bytes);
		this.onSend(bytes);
	}

	close(code: number): void {
		this.closedWith = code;
	}
}

/** The relay's core in one process, over a log in memory. */
export class RelayHarness {
	readonly clock = new ManualClock();
	readonly tables = new MemoryTables();
	readonly log = new MemoryLog(this.tables, randomBytes);
	readonly security: SecurityEvent[] = [];
	readonly errors: string[] = [];
	readonly organisation = randomUUID();
	readonly conversation = randomUUID();
	readonly document = conversationDocument(this.conversation, 0);
	core: RelayCore;
	readonly #options: Partial<RelayCoreOptions>;
	#lastDevice = 100;
	readonly #devices = new Map<string, number>();

	constructor(options: Partial<RelayCoreOptions> = {}) {
		this.#options = options;
		this.core = this.start();
	}

	/** A relay that knows nothing yet, over the same log. */
	start(log: Log = this.log): RelayCore {
		const keep = (_fields: object, message: string) => void this.errors.push(message);
		this.core = createRelayCore({
			log,
			access: this.tables.access,
			clock: this.clock,
			randomBytes,
			security: { record: (event) => void this.security.push(event) },
			logger: { info: () => {}, warn: () => {}, error: keep },
			...this.#options,
		});
		return this.core;
	}

	/** A member of the conversation, with a device. */
	addMember(user: string, right: Parameters<MemoryTables['allow']>[3] = {}): void {
		this.tables.allow(this.organisation, this.conversation, user, right);
		this.deviceOf(user);
	}

	deviceOf(user: string): number {
		let device = this.#devices.get(user);
		if (device === undefined) {
			this.#devices.set(user, (device = ++this.#lastDevice));
			this.tables.leaseTo(user, device);
		}
		return device;
	}

	speaker(user: string): Speaker {
		return {
			organisation: this.organisation,
			user,
			role: 'MEMBER',
			session: `session of ${user}`,
			device: null,
		};
	}

	/** Lets everything happen that follows without time passing. */
	async settle(): Promise<void> {
		for (let quiet = 0; quiet < 3;) {
			await new Promise((resolve) => setImmediate(resolve));
			quiet = this.clock.runDue() ? 0 : quiet + 1;
		}
	}

	async pass(ms: number): Promise<void> {
		this.clock.time += ms;
		await this.settle();
	}

	/** A replica over a socket of its own, as an unmodified provider behaves. */
	async connect(
		user: string,
		{ session = 0, document = this.document, doc = new Y.Doc() } = {},
	): Promise<Peer> {
		doc.clientID = clientIdOf(this.deviceOf(user), session);
		const peer = new Peer(this, user, document, doc);
		peer.connect();
		await this.settle();
		return peer;
	}
}

const UPDATE_FROM_RELAY = Symbol('from the relay');

export class Peer {
	readonly doc: Y.Doc;
	readonly user: string;
	readonly fold: Fold;
	socket = new FakeSocket();
	/** Updates (and answers to step 1) as they came. */
	received: Uint8Array[] = [];
	refusals: string[] = [];
	step1s = 0;
	awareness: Uint8Array[] = [];
	#connection: Connection | null = null;
	readonly #harness: RelayHarness;
	readonly #document: string;

	constructor(harness: RelayHarness, user: string, document: string, doc: Y.Doc) {
		this.#harness = harness;
		this.user = user;
		this.doc = doc;
		this.#document = document;
		const device = harness.deviceOf(user);
		const isOwn = (client: number) => Math.floor(client / 65_536) === device;
		this.fold = new Fold(doc, { volume: 0, self: user, isOwn });
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== UPDATE_FROM_RELAY) this.send(sync.writeUpdate, update);
		});
	}

	connect(): void {
		this.socket = new FakeSocket();
		this.socket.onSend = (bytes) => this.#hear(bytes);
		this.#connection = this.#harness.core.connect(
			this.socket,
			this.#harness.speaker(this.user),
			this.#document,
		);
		this.send(sync.writeSyncStep1, this.doc);
	}

	disconnect(): void {
		this.#connection?.closed();
		this.#connection = null;
	}

	get isClosed(): boolean {
		return this.socket.closedWith !== null;
	}

	/** Raw bytes of an update, whatever they are. */
	sendUpdate(update: Uint8Array): void {
		this.send(sync.writeUpdate, update);
	}

	sendRaw(bytes: Uint8Array): void {
		if (!this.isClosed) this.#connection?.receive(bytes);
	}

	send<Value>(write: (encoder: encoding.Encoder, value: Value) => void, value: Value): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		write(encoder, value);
		this.sendRaw(encoding.toUint8Array(encoder));
	}

	#hear(bytes: Uint8Array): void {
		const decoder = decoding.createDecoder(bytes);
		const type = decoding.readVarUint(decoder);
		if (type === 2) {
			decoding.readVarUint(decoder);
			this.refusals.push(decoding.readVarString(decoder));
		}
		if (type === 1) this.awareness.push(decoding.readVarUint8Array(decoder));
		if (type !== 0) return;
		const kind = decoding.peekVarUint(decoder);
		if (kind === 0) this.step1s++;
		else this.received.push(bytes.slice(decoder.pos + 1));
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		const throwOn = (error: Error) => {
			throw error;
		};
		sync.readSyncMessage(decoder, encoder, this.doc, UPDATE_FROM_RELAY, throwOn);
		// A provider answers from its own turn of the event loop.
		if (encoding.length(encoder) > 1) {
			const connection = this.#connection;
			setImmediate(() => connection === this.#connection && this.sendRaw(encoding.toUint8Array(encoder)));
		}
	}

	write(...events: AuthoredEvent[]): number {
		return appendEvents(this.doc, events);
	}

	say(...bodies: string[]): number {
		return this.write(...bodies.map((b): AuthoredEvent => ({ k: 'm', at: 1, b })));
	}

	/** Texts in ledger order; `-` for deleted, brackets around pending. */
	get timeline(): string[] {
		this.fold.advance();
		return this.fold.items().map(({ deleted, body, state }) => {
			const text = deleted ? '-' : body;
			return state === 'pending' ? `(${text})` : text;
		});
	}
}

/** A socket that carries many documents (SPEC W1), frame by frame. */
export class MultiplexedPeer {
	readonly socket = new FakeSocket();
	readonly frames: ServerFrame[] = [];
	readonly connection: Connection;

	constructor(harness: RelayHarness, user: string) {
		this.socket.onSend = (bytes) => {
			const frame = decodeServerFrame(bytes);
			if (!frame) throw new Error('not a frame');
			this.frames.push(frame);
		};
		this.connection = harness.core.connect(this.socket, harness.speaker(user), null);
	}

	open(channel: number, document: string, epoch = 0, ledgerLength = 0): void {
		this.connection.receive(encodeClientFrame({ op: 'open', channel, document, epoch, ledgerLength }));
	}

	send(channel: number, message: Uint8Array): void {
		this.connection.receive(encodeClientFrame({ op: 'data', channel, message }));
	}
}
