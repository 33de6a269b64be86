/** The upgrade of an HTTP request to a socket of the relay, and the `ws` socket as the core's port. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { LIMITS } from '#lib/protocol/limits.ts';
import { WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import type { Authentication } from './authenticate.ts';
import type { Logger, Socket } from './ports.ts';
import type { RelayCore } from './relay-core.ts';

const PREFIX = '/sync';
/** Bytes that a reader may still take before he is told why his socket closes. */
const PATIENCE_BYTES = 1024 * 1024;
const STATUS = {
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	503: 'Service Unavailable',
} as const;

/** Is this request for the relay? Others belong to whoever shares the port. */
export function isSyncPath(url: string | undefined): boolean {
	const path = (url ?? '').split('?', 1)[0];
	return path === PREFIX || (path ?? '').startsWith(`${PREFIX}/`);
}

export function webSocketUpgrade(
	core: RelayCore,
	authenticate: (request: IncomingMessage) => Promise<Authentication>,
	logger: Logger,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
	const server = new WebSocketServer({
		noServer: true,
		// A compressed frame can expand a thousandfold, and compressing costs more CPU than the rest of a delivery.
		perMessageDeflate: false,
		// One message of each socket between two turns: seven thousand tiny ones fit into what is read at once.
		allowSynchronousEvents: false,
		maxPayload: LIMITS.frameBytes,
		handleProtocols: (protocols) => (protocols.has(WIRE_PROTOCOL) ? WIRE_PROTOCOL : false),
	});
	return (request, socket, head) => {
		socket.on('error', () => socket.destroy());
		if (!isSyncPath(request.url)) return refuse(socket, 404);
		authenticate(request).then(
			(result) => {
				if (!result.ok) return refuse(socket, result.status);
				if (socket.destroyed) return;
				server.handleUpgrade(request, socket, head, (webSocket) =>
					attach(webSocket, socket, (port) => core.connect(port, result.speaker, documentOf(request.url))),
				);
			},
			(error: unknown) => {
				logger.warn({ error: String(error) }, 'who opens a socket could not be looked up');
				refuse(socket, 503);
			},
		);
	};
}

/** The name after `/sync/`, undecoded, since names need no escapes (SPEC N1); null for the multiplexed socket. */
function documentOf(url: string | undefined): string | null {
	const path = new URL(url ?? '/', 'http://relay').pathname;
	const name = path.slice(PREFIX.length + 1);
	return name === '' ? null : name;
}

function attach(
	webSocket: WebSocket,
	stream: Duplex,
	connect: (port: Socket) => ReturnType<RelayCore['connect']>,
): void {
	const drained = () => connection.drained();
	const connection = connect({
		send: (bytes) => {
			if (webSocket.readyState === webSocket.OPEN) stream.write(frameOf(bytes), drained);
		},
		close: (code, reason) => {
			// Behind megabytes the word would never arrive, and they would stay here until it does.
			if (webSocket.bufferedAmount > PATIENCE_BYTES) webSocket.terminate();
			else webSocket.close(code, reason);
		},
		pause: () => webSocket.pause(),
		resume: () => webSocket.resume(),
		ping: () => {
			if (webSocket.readyState === webSocket.OPEN) webSocket.ping();
		},
		get bufferedAmount() {
			return webSocket.bufferedAmount;
		},
	});
	webSocket.on('message', (data: Buffer, isBinary) => {
		if (isBinary) connection.receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
		else connection.receiveText();
	});
	webSocket.on('pong', () => connection.alive());
	webSocket.on('close', () => connection.closed());
	// `close` follows; without a listener an oversized frame would end the process.
	webSocket.on('error', (error: NodeJS.ErrnoException) => {
		// Of `ws` itself: too long, or no frame of a WebSocket. Others are of the network.
		if (error.code?.startsWith('WS_ERR_')) connection.unreadable();
		webSocket.terminate();
	});
}

const FINAL_BINARY = 0x82;
/** Lengths of up to so many bytes stand in the frame's second byte; with this there, in the two that follow; with the next, in eight. */
const SHORT = 125;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

let framed: { bytes: Uint8Array; frame: Buffer } | null = null;

/**
 * A whole frame (RFC 6455, 5.2). Nothing of `ws` comes into the middle of it: without compression that writes its own in one go too. But it would write a
 * small one in two pieces, and make it again for each of a room's readers.
 */
export function frameOf(bytes: Uint8Array): Buffer {
	if (framed?.bytes === bytes) return framed.frame;
	const { length } = bytes;
	const headSize = length <= SHORT ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafe(headSize + length);
	frame[0] = FINAL_BINARY;
	frame[1] = headSize === 2 ? length : headSize === 4 ? TWO_BYTES : EIGHT_BYTES;
	if (headSize === 4) frame.writeUInt16BE(length, 2);
	if (headSize === 10) frame.writeBigUInt64BE(BigInt(length), 2);
	frame.set(bytes, headSize);
	framed = { bytes, frame };
	return frame;
}

function refuse(socket: Duplex, status: keyof typeof STATUS): void {
	socket.end(`HTTP/1.1 ${status} ${STATUS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
