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
					attach(webSocket, (port) => core.connect(port, result.speaker, documentOf(request.url))),
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

function attach(webSocket: WebSocket, connect: (port: Socket) => ReturnType<RelayCore['connect']>): void {
	const drained = () => connection.drained();
	const connection = connect({
		send: (bytes) => {
			if (webSocket.readyState === webSocket.OPEN) webSocket.send(bytes, drained);
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

function refuse(socket: Duplex, status: keyof typeof STATUS): void {
	socket.end(`HTTP/1.1 ${status} ${STATUS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
