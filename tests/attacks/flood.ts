/** One attack on the relay's resources: many bytes, many frames, many sockets, or nobody who reads. */
import { clientIdOf } from '#lib/domain/client-id.ts';
import { WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import WebSocket from 'ws';
import { until } from '../support/until.ts';
import {
	append,
	awarenessMessage,
	bytes,
	frame,
	gc,
	message,
	raw,
	section,
	stateVector,
	SYNC,
	syncMessage,
	update,
	values,
	endOf,
} from './bytes.ts';

/** Where an attacker of his own floods: he is a member of that conversation, alone. */
export interface FloodPlace {
	/** `ws://host:port` */
	url: string;
	device: number;
	token: string;
	document: string;
}

export class Flooder {
	readonly document: string;
	readonly #place: FloodPlace;
	readonly #sockets = new Set<WebSocket>();
	#isStopped = false;

	constructor(place: FloodPlace) {
		this.#place = place;
		this.document = place.document;
	}

	client(session: number): number {
		return clientIdOf(this.#place.device, session);
	}

	get isStopped(): boolean {
		return this.#isStopped;
	}

	/** A socket with the document open on channel 1. */
	async connect({ reads = true, token = this.#place.token } = {}): Promise<WebSocket> {
		const socket = new WebSocket(`${this.#place.url}/sync?token=${token}`, WIRE_PROTOCOL);
		this.#sockets.add(socket);
		socket.on('close', () => this.#sockets.delete(socket));
		// Refused, or hung up on: that is what he is in for.
		socket.on('error', () => undefined);
		await until(() => socket.readyState !== WebSocket.CONNECTING);
		if (socket.readyState !== WebSocket.OPEN) return socket;
		socket.send(frame(1, 0, this.document, 0, 0));
		socket.send(frame(1, 1, syncMessage(SYNC.step2, raw(0, 0))));
		if (!reads) socket.pause();
		return socket;
	}

	/** Sends as fast as the relay reads, until the flood ends or the socket does. A closed socket is opened again. */
	async pour(next: (turn: number) => Uint8Array, { sockets = 1, reads = true } = {}): Promise<void> {
		const stream = async (offset: number) => {
			let socket = await this.connect({ reads });
			for (let turn = offset; !this.#isStopped; turn += sockets) {
				if (socket.readyState !== WebSocket.OPEN) {
					await breathe();
					socket = await this.connect({ reads });
					continue;
				}
				socket.send(next(turn));
				// Not faster than the network takes it: his own memory is not what is measured.
				while (socket.bufferedAmount > 1_000_000 && !this.#isStopped && socket.readyState === WebSocket.OPEN)
					await breathe();
				if (turn % 64 < sockets) await breathe();
			}
		};
		await Promise.all(Array.from({ length: sockets }, (_, offset) => stream(offset)));
	}

	stop(): void {
		this.#isStopped = true;
		for (const socket of this.#sockets) socket.terminate();
	}
}

function breathe(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

export interface Flood {
	name: string;
	/** A volume's worth of bytes stands in his conversation. */
	needsFullVolume?: boolean;
	/** Goes on until `flooder.isStopped`. */
	run(flooder: Flooder): Promise<void>;
}

const data = (content: Uint8Array): Uint8Array => frame(1, 1, content);
const sendsUpdate = (content: Uint8Array): Uint8Array => data(syncMessage(SYNC.update, content));
const HELLO = data(syncMessage(SYNC.step1, stateVector()));

/** For comparison: an attacker who holds a socket and says nothing. */
export const NO_FLOOD: Flood = {
	name: 'nothing',
	run: async (mal) => {
		await mal.connect();
	},
};

export const FLOODS: readonly Flood[] = [
	{ name: 'hellos', run: (mal) => mal.pour(() => HELLO) },
	{
		name: 'hellos to a full volume, and nobody reads',
		needsFullVolume: true,
		run: (mal) => mal.pour(() => HELLO, { sockets: 8, reads: false }),
	},
	{ name: 'pings', run: (mal) => mal.pour(() => frame(0, 3)) },
	{
		name: 'pings, and nobody reads',
		run: (mal) => mal.pour(() => frame(0, 3), { sockets: 4, reads: false }),
	},
	{
		name: 'documents opened and closed',
		run: (mal) =>
			mal.pour((turn) =>
				turn % 2 ? frame((turn >> 1) + 2, 2) : frame((turn >> 1) + 2, 0, mal.document, 0, 0),
			),
	},
	{
		name: 'documents that are not his',
		run: (mal) => mal.pour((turn) => frame(turn + 2, 0, 'c/00000000-0000-7000-8000-000000000000/0', 0, 0)),
	},
	{
		name: 'awareness under changing names',
		run: (mal) =>
			mal.pour((turn) =>
				data(awarenessMessage({ client: mal.client(turn % 65_536), clock: turn, json: '{"typing":true}' })),
			),
	},
	{
		name: 'awareness of 32 unleased devices',
		run: (mal) =>
			mal.pour((turn) =>
				data(
					awarenessMessage(
						...Array.from({ length: 32 }, (_, i) => ({
							client: 2 ** 50 + (turn * 32 + i) * 65_536,
							clock: 1,
							json: '{}',
						})),
					),
				),
			),
	},
	{ name: 'updates that cannot be read', run: (mal) => mal.pour(() => sendsUpdate(raw(9))) },
	{
		name: 'gaps in all of his sessions',
		run: (mal) => mal.pour((turn) => sendsUpdate(append(mal.client(turn % 65_536), 9, message('too early')))),
	},
	{
		name: 'forged names',
		run: (mal) => mal.pour((turn) => sendsUpdate(append(2 ** 50 + turn * 65_536, 0, message('forged')))),
	},
	{
		name: 'refused runs, each a tombstone',
		run: (mal) => {
			const next = new Map<number, number>();
			return mal.pour((turn) => {
				const client = mal.client(turn % 4);
				const clock = next.get(client) ?? 0;
				next.set(client, clock + 1);
				return sendsUpdate(update([section(client, clock, gc(1))]));
			});
		},
	},
	{
		name: 'frames of 16 MB that hold nothing',
		run: (mal) => {
			const large = data(syncMessage(SYNC.update, bytes(1, 1, new Uint8Array(16 * 1024 * 1024 - 64))));
			return mal.pour(() => large, { sockets: 2 });
		},
	},
	{
		name: 'known backlogs of 8 MB, again and again',
		run: (mal) => {
			const events = Array.from({ length: 500 }, (_, i) => message(`${i} ${'x'.repeat(16_000)}`));
			const whole = sendsUpdate(append(mal.client(0), 0, ...events));
			return mal.pour(() => whole);
		},
	},
	{
		name: 'twenty thousand structs in a frame',
		run: (mal) => {
			const client = mal.client(1);
			const structs = Array.from({ length: 20_000 }, (_, i) => values(endOf(client, i), message('x')));
			const frameOf = sendsUpdate(update([section(client, 0, ...structs)]));
			return mal.pour(() => frameOf, { sockets: 2 });
		},
	},
	{
		name: 'copies of one message, deleted',
		run: (mal) => {
			const client = mal.client(2);
			return mal.pour((turn) => {
				const event =
					turn % 3 === 2
						? { k: 'd', at: 1, of: [client, 0] }
						: message('copy', turn === 0 ? {} : { was: [client, 0, 7] });
				return sendsUpdate(append(client, turn, event));
			});
		},
	},
	{
		name: 'sockets opened and left',
		run: async (mal) => {
			while (!mal.isStopped) await mal.connect();
		},
	},
	{
		name: 'sockets with made-up tokens',
		run: async (mal) => {
			const knock = async () => {
				while (!mal.isStopped) await mal.connect({ token: 'made-up' });
			};
			await Promise.all(Array.from({ length: 8 }, knock));
		},
	},
];

/** An update that fills his conversation. */
export function fullVolume(mal: Flooder): Uint8Array {
	return append(
		mal.client(9),
		0,
		...Array.from({ length: 240 }, (_, i) => message(`${i} ${'x'.repeat(16_000)}`)),
	);
}
