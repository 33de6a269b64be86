/**
 * A third-party client (SPEC T): an unmodified `WebsocketProvider` and a plain document with a leased client id, over a socket of its own. It knows nothing of
 * holding updates back, pieces or the ledger: the relay has to bear with it.
 */
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { appendEvents, nextClock } from '#lib/domain/conversation-document.ts';
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { Fold } from '#lib/domain/fold.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import type { RawSocket } from '#lib/client/environment.ts';
import type { Network, Subscriber } from './network.ts';
import type { TextBook, WrittenText } from './text-book.ts';
import { runIn, type Host } from './virtual-time.ts';
import type { StockMachine } from './world.ts';

export class StockClient {
	readonly host: Host;
	readonly document: string;
	readonly doc: Y.Doc;
	readonly fold: Fold;
	/** Close codes that ended it for good. */
	closedWith: number | null = null;
	readonly #written: Map<string, WrittenText>;
	readonly #user: string;
	readonly #provider: WebsocketProvider;

	/** @param session a session of the device that no instance used before */
	constructor(host: Host, network: Network, machine: StockMachine, session: number) {
		const { document, device, user, saved } = machine;
		this.host = host;
		this.document = document;
		this.#user = user;
		this.#written = machine.written;
		this.doc = new Y.Doc();
		this.doc.clientID = clientIdOf(device, session);
		if (saved) Y.applyUpdate(this.doc, saved);
		const volume = parseDocumentName(document)?.volume ?? 0;
		const isOwn = (client: number) => client >= device * 65_536 && client < (device + 1) * 65_536;
		this.fold = new Fold(this.doc, { volume, self: user, isOwn });
		this.#provider = runIn(
			host,
			() =>
				new WebsocketProvider('ws://relay/sync', document, this.doc, {
					disableBc: true,
					WebSocketPolyfill: socketClass(network, machine, document),
				}),
		);
		this.#provider.messageHandlers[2] = (_encoder, decoder) => {
			this.#takeRefusal(readAuthReason(decoder));
		};
		this.#provider.on('closed', ({ code }: { code: number }) => {
			this.closedWith = code;
		});
	}

	/** Messages, each in a transaction and so in an update of its own. */
	write(texts: TextBook, count: number): void {
		const conversation = parseDocumentName(this.document)?.conversation ?? '';
		const place = { author: this.#user, conversation, profile: this.host.name, tab: this.host.name };
		for (let i = 0; i < count; i++) {
			const text = texts.add({ body: texts.nextBody(this.#user), ...place });
			text.written = true;
			this.#written.set(`${this.doc.clientID}:${this.nextClock(this.doc.clientID)}`, text);
			this.#append([{ k: 'm', at: this.host.time.now, b: text.body }]);
		}
	}

	/** What no version of Parley writes. */
	appendNonsense(): void {
		this.#append([{ k: 'm', at: this.host.time.now, b: ' ' }]);
	}

	/** SPEC W7: `<code> <client> <clock> <length>`. */
	#takeRefusal(reason: string): void {
		const [, client, clock, length] = reason.split(' ').map(Number);
		this.#markRefused(client!, clock!, length!);
	}

	#markRefused(client: number, clock: number, length: number): void {
		for (let at = clock; at < clock + length; at++)
			Object.assign(this.#written.get(`${client}:${at}`) ?? {}, {
				toldRefused: true,
				saved: false,
				stored: false,
			});
	}

	#append(events: readonly AuthoredEvent[]): void {
		runIn(this.host, () => appendEvents(this.doc, events));
	}

	/** Where its copy of a log ends. */
	nextClock(client: number): number {
		return nextClock(this.doc, client);
	}

	/** Reads its own copy as anybody may: what the ledger stores and refuses of its log (SPEC D8, T3). */
	look(): void {
		this.fold.advance();
		for (const [ref, text] of this.#written) {
			const [client, clock] = ref.split(':').map(Number);
			if (clock! < this.fold.namedThrough(client!)) text.saved = text.stored = true;
		}
		for (const { client, clock, length } of this.fold.refusals) this.#markRefused(client, clock, length);
	}

	/** A stock client has nothing that repairs a connection which was closed for good; its user presses "connect". */
	connect(): void {
		this.closedWith = null;
		runIn(this.host, () => this.#provider.connect());
	}

	disconnect(): void {
		runIn(this.host, () => this.#provider.disconnect());
	}

	/** The process is over; what `Y.encodeStateAsUpdate` gave last is what is left. */
	die(): void {
		this.host.alive = false;
		process.off('exit', this.#provider._exitHandler);
	}
}

function readAuthReason(decoder: { arr: Uint8Array; pos: number }): string {
	return new TextDecoder().decode(decoder.arr.subarray(decoder.pos + 2));
}

function socketClass(network: Network, subscriber: Subscriber, document: string): typeof WebSocket {
	class StockSocket {
		readonly CONNECTING = 0;
		readonly OPEN = 1;
		readonly CLOSING = 2;
		readonly CLOSED = 3;
		binaryType = 'arraybuffer';
		readyState = 0;
		onopen: (() => void) | null = null;
		onmessage: ((event: { data: unknown }) => void) | null = null;
		onclose: ((event: { code: number; reason: string }) => void) | null = null;
		onerror: ((event: unknown) => void) | null = null;
		readonly #raw: RawSocket;

		constructor() {
			this.#raw = network.openSocket(subscriber, document);
			this.#raw.onopen = () => {
				this.readyState = this.OPEN;
				this.onopen?.();
			};
			this.#raw.onmessage = (event) => this.onmessage?.(event);
			this.#raw.onclose = (event) => {
				this.readyState = this.CLOSED;
				this.onclose?.(event);
			};
		}

		send(data: Uint8Array): void {
			if (this.readyState === this.OPEN) this.#raw.send(data);
		}

		close(): void {
			this.readyState = this.CLOSED;
			this.#raw.close();
		}
	}
	// The provider uses these members and no others of the type that it asks for.
	return StockSocket as unknown as typeof WebSocket;
}
