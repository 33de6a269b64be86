/** One volume of a conversation on a writer's device: a plain document behind an unmodified `WebsocketProvider`, which reconnects and resends by itself. */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { deviceOf, isEpoch } from '#lib/domain/client-id.ts';
import { Fold } from '#lib/domain/fold.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { Colleague } from '../support/staff.ts';

/** The provider waits at most so long between two tries. Its default of 2.5 s would make cycles of mostly waiting. */
const MAX_BACKOFF_MS = 200;
const AUTH_MESSAGE = 2;

export interface ReplicaPlace {
	/** `ws://host:port/sync` */
	url: string;
	conversation: string;
	volume: number;
	/** Fresh: no instance used it before (SPEC C3). */
	client: number;
}

export class Replica {
	readonly document: string;
	readonly doc: Y.Doc;
	readonly fold: Fold;
	/** What no honest client should be told: refusals, and closings for good. */
	readonly complaints: string[] = [];
	readonly #provider: WebsocketProvider;

	constructor({ url, conversation, volume, client }: ReplicaPlace, { user, token, device }: Colleague) {
		this.document = conversationDocument(conversation, volume);
		this.doc = new Y.Doc();
		this.doc.clientID = client;
		this.fold = new Fold(this.doc, { volume, self: user, isOwn: (other) => deviceOf(other) === device });
		this.#provider = new WebsocketProvider(url, this.document, this.doc, {
			params: { token },
			disableBc: true,
			maxBackoffTime: MAX_BACKOFF_MS,
		});
		this.#provider.messageHandlers[AUTH_MESSAGE] = (_encoder, decoder) => {
			decoding.readVarUint(decoder);
			this.complaints.push(`refused: ${decoding.readVarString(decoder)}`);
		};
		this.#provider.on('closed', ({ code, reason }) => {
			this.complaints.push(`closed for good: ${code} ${reason}`);
		});
	}

	get synced(): boolean {
		return this.#provider.synced;
	}

	goOffline(): void {
		this.#provider.disconnect();
	}

	goOnline(): void {
		this.#provider.connect();
	}

	/** Own events that the ledger names, with the digest of the bytes here. */
	acknowledged(): number {
		this.fold.advance();
		return this.fold.namedThrough(this.doc.clientID);
	}

	/** Client id to the clock through which something is promised: the ledgers, others' events, and one's own as far as they are acknowledged. */
	promised(): Map<number, number> {
		const acknowledged = this.acknowledged();
		const promised = new Map<number, number>();
		for (const client of this.doc.store.clients.keys())
			promised.set(client, client === this.doc.clientID ? acknowledged : Y.getState(this.doc.store, client));
		return promised;
	}

	/** Others' events that are here. */
	delivered(): number {
		let count = 0;
		for (const client of this.doc.store.clients.keys())
			if (!isEpoch(client) && client !== this.doc.clientID) count += Y.getState(this.doc.store, client);
		return count;
	}

	destroy(): void {
		this.#provider.destroy();
		this.doc.destroy();
	}
}
