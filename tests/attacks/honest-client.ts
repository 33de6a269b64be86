/** An unmodified member on a multiplexed socket: Yjs applies what comes, and every frame is kept so that a test can say what must not have come. */
import * as Y from 'yjs';
import { clientIdOf, deviceOf } from '#lib/domain/client-id.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { Fold } from '#lib/domain/fold.ts';
import type { ServerFrame } from '#lib/protocol/wire.ts';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import { ByteReader } from '../../sync-server/byte-reader.ts';
import { RawClient, type SyncServer } from '../support/raw-client.ts';
import type { TestUser } from '../support/test-people.ts';
import { until } from '../support/until.ts';
import { stateVector, SYNC, syncMessage } from './bytes.ts';

export class HonestClient {
	readonly user: TestUser;
	readonly #socket: RawClient;
	readonly #replicas = new Map<number, HonestReplica>();
	#lastChannel = 0;

	constructor(server: SyncServer, user: TestUser) {
		this.user = user;
		this.#socket = RawClient.multiplexed(server, user);
		this.#socket.onFrame = (frame) => {
			if ('channel' in frame) this.#replicas.get(frame.channel)?.hear(frame);
			// Nothing is looked up there, and the socket lives through hundreds of cases.
			this.#socket.frames.length = this.#socket.received.length = 0;
		};
	}

	get isOpen(): boolean {
		return this.#socket.isOpen;
	}

	/** Resolves once the document was exchanged. */
	async open(document: string, session = 0): Promise<HonestReplica> {
		await until(() => this.isOpen);
		const channel = ++this.#lastChannel;
		const replica = new HonestReplica(this.user, session, (message) =>
			this.#socket.send(encodeClientFrame({ op: 'data', channel, message })),
		);
		this.#replicas.set(channel, replica);
		this.#socket.open(channel, document);
		await until(() => replica.isSynced);
		return replica;
	}

	close(replica: HonestReplica): void {
		for (const [channel, known] of this.#replicas) {
			if (known !== replica) continue;
			this.#replicas.delete(channel);
			if (this.isOpen) this.#socket.send(encodeClientFrame({ op: 'close', channel }));
			replica.doc.destroy();
		}
	}

	stop(): void {
		this.#socket.stop();
	}
}

const FROM_RELAY = Symbol('from the relay');

/** One document of an honest client. */
export class HonestReplica {
	readonly doc = new Y.Doc();
	readonly fold: Fold;
	/** Updates that came after the exchange. */
	updates: Uint8Array[] = [];
	/** Awareness that came. */
	awareness: Uint8Array[] = [];
	/** Frames that an honest client has no reason to get: refusals, the end of the document. */
	complaints: ServerFrame[] = [];
	isSynced = false;
	readonly #send: (message: Uint8Array) => void;

	constructor({ id, device }: TestUser, session: number, send: (message: Uint8Array) => void) {
		this.#send = send;
		this.doc.clientID = clientIdOf(device, session);
		const isOwn = (client: number) => deviceOf(client) === device;
		this.fold = new Fold(this.doc, { volume: 0, self: id, isOwn });
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== FROM_RELAY) send(syncMessage(SYNC.update, update));
		});
	}

	hear(frame: ServerFrame): void {
		if (frame.op === 'refusal' || frame.op === 'closed') this.complaints.push(frame);
		if (frame.op !== 'data') return;
		const reader = new ByteReader(frame.message);
		const type = reader.varUint();
		if (type === 1) this.awareness.push(reader.varBytes());
		if (type !== 0) return;
		const kind = reader.varUint();
		const content = reader.varBytes();
		if (kind === SYNC.step1) {
			this.#send(syncMessage(SYNC.step1, Y.encodeStateVector(this.doc)));
			this.#send(syncMessage(SYNC.step2, Y.encodeStateAsUpdate(this.doc, content)));
			return;
		}
		Y.applyUpdate(this.doc, content, FROM_RELAY);
		if (kind === SYNC.step2) this.isSynced = true;
		else this.updates.push(content);
	}

	/** Asks once more for everything, as a replica that has nothing. */
	askAnew(): void {
		this.#send(syncMessage(SYNC.step1, stateVector()));
	}

	write(...events: AuthoredEvent[]): number {
		return appendEvents(this.doc, events);
	}

	say(...bodies: string[]): number {
		return this.write(...bodies.map((b): AuthoredEvent => ({ k: 'm', at: Date.now(), b })));
	}

	/** What the ledger names, in its order; deleted ones as `-`. */
	get stored(): string[] {
		this.fold.advance();
		return this.fold
			.items()
			.filter(({ state, kind }) => state === 'stored' && kind === 'message')
			.map(({ body, deleted }) => (deleted ? '-' : body));
	}
}
