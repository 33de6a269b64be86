import WebSocket from 'ws';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { Fold } from '#lib/domain/fold.ts';
import type { RelayServer, TestUser } from './relay-server.ts';

/** What any third party may write (SPEC T2): a Yjs document with a leased client id, and the unmodified provider. */
export class StockReplica {
	readonly doc = new Y.Doc();
	readonly provider: WebsocketProvider;
	readonly fold: Fold;
	/** Reasons of refusals (SPEC W7). */
	readonly refusals: string[] = [];
	closedWith: number | null = null;

	constructor(
		server: Pick<RelayServer, 'url'>,
		user: Pick<TestUser, 'id' | 'device' | 'token'>,
		document: string,
		session = 0,
	) {
		this.doc.clientID = clientIdOf(user.device, session);
		this.fold = new Fold(this.doc, {
			volume: 0,
			self: user.id,
			isOwn: (client) => Math.floor(client / 65_536) === user.device,
		});
		this.provider = new WebsocketProvider(`${server.url}/sync`, document, this.doc, {
			params: { token: user.token },
			WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
			disableBc: true,
		});
		this.provider.messageHandlers[2] = (_encoder, decoder) => {
			decoder.pos += 1;
			this.refusals.push(Buffer.from(decoder.arr.subarray(decoder.pos + 1)).toString());
		};
		this.provider.on('closed', ({ code }: { code: number }) => (this.closedWith = code));
	}

	write(...events: AuthoredEvent[]): number {
		return appendEvents(this.doc, events);
	}

	say(...bodies: string[]): number {
		return this.write(...bodies.map((b): AuthoredEvent => ({ k: 'm', at: Date.now(), b })));
	}

	/** Stored texts, in the order of the ledger. */
	get stored(): string[] {
		this.fold.advance();
		return this.fold
			.items()
			.filter((item) => item.state === 'stored')
			.map((item) => item.body);
	}

	destroy(): void {
		this.provider.destroy();
		this.doc.destroy();
	}
}
