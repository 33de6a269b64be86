/** A light client of any of the servers: it appends to its own log, counts what comes, and keeps nothing else. A real client's Yjs would cost more than the servers that are measured. */
import { LoadClient } from '../../tests/support/load-client.ts';
import type { MessageEvent } from '#lib/domain/events.ts';
import { PeerClient } from './peer-client.ts';

export interface Place {
	kind: 'parley' | 'y-websocket' | 'hocuspocus';
	url: string;
	document: string;
	/** Fresh: nobody wrote with it before. */
	client: number;
	token: string;
	/** The server is killed under it. */
	mayEnd?: boolean;
	/** What a client that comes back has already: Parley's cursor, or a state vector. */
	known?: { ledgerLength: number } | { stateVector: Uint8Array };
}

export interface BenchClient {
	/** The first exchange is over. */
	readonly ready: Promise<unknown>;
	/**
	 * One's own event came back from the server as accepted, with `sentAt` as given to send(): Parley has committed it then; Hocuspocus says that it has
	 * received it; y-websocket says nothing, and sends everything back to its sender.
	 */
	onAcknowledged: ((sentAt: number) => void) | null;
	/** Events of others, as they come. */
	onDelivered: ((values: readonly unknown[]) => void) | null;
	delivered: number;
	/** Bytes of the frames that came. */
	received: number;
	readonly outstanding: number;
	/** For `Place.known` of who comes back. */
	readonly known: NonNullable<Place['known']>;
	send(event: MessageEvent, sentAt: number): void;
	/** Without a word to the server that it may answer. */
	close(): void;
}

export function connectClient(place: Place): BenchClient {
	return place.kind === 'parley' ? new LoadClient(place) : new PeerClient({ ...place, kind: place.kind });
}
