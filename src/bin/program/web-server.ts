import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';

/** What stands behind the port once it has started. */
export type Application = {
	/** The built SvelteKit application: a Connect middleware. */
	handle(request: IncomingMessage, response: ServerResponse, next: () => void): void;
	/** Takes over the sockets of `/sync`. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Whether database and relay answer. Never rejects. */
	health(): Promise<Record<'database' | 'relay', boolean>>;
};

export type WebServer = {
	port: number;
	/** Until then every request is answered with 503. */
	serve(application: Application): void;
	/** Takes no more requests, and lets those in flight end for a moment. */
	close(): Promise<void>;
};

const LAST_REQUESTS_MS = 1_000;
const HEALTH_MS = 2_000;

/** Takes the port at once, so that an occupied one is known before anything is touched. Throws CannotStart. */
export async function openWebServer({
	host,
	port,
	origin,
	proxies,
}: Pick<Config, 'host' | 'port' | 'origin' | 'proxies'>): Promise<WebServer> {
	let application: Application | undefined;
	const inFlight = new Set<ServerResponse>();

	const onRequest = (request: IncomingMessage, response: ServerResponse) => {
		inFlight.add(response);
		response.on('close', () => inFlight.delete(response));
		// The routes say this themselves; files of the build and /healthz have nobody else to.
		response.setHeader('x-content-type-options', 'nosniff');
		addressAs(request, origin, proxies);
		if (request.url === '/healthz') void answerHealth(application, response);
		else if (application) application.handle(request, response, () => answer(response, 404, 'Not found'));
		else answer(response, 503, 'Parley is not ready. Try again in a moment.');
	};
	const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const isSync = pathname === '/sync' || pathname.startsWith('/sync/');
		if (application && isSync) application.handleUpgrade(request, socket, head);
		else
			socket.end(
				`HTTP/1.1 ${isSync ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`,
			);
	};

	const servers: Server[] = [];
	for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
		const server = createServer(onRequest).on('upgrade', onUpgrade);
		const taken = (servers[0]?.address() as AddressInfo | undefined)?.port;
		// Not every machine has IPv6: the second name of localhost is a courtesy.
		if (await listen(server, address, taken ?? port, servers.length > 0)) servers.push(server);
	}

	return {
		port: (servers[0]!.address() as AddressInfo).port,
		serve: (started) => (application = started),
		async close() {
			application = undefined;
			for (const server of servers) server.close();
			const deadline = Date.now() + LAST_REQUESTS_MS;
			while (inFlight.size > 0 && Date.now() < deadline) await delay(10);
			for (const server of servers) server.closeAllConnections();
		},
	};
}

/**
 * The routes learn their own address from these two headers (load-handler.ts). What the operator says counts first;
 * then what a proxy of his says; a header from anywhere else counts nothing.
 */
function addressAs({ headers }: IncomingMessage, origin: string | undefined, proxies: number): void {
	if (origin) {
		const { protocol, host } = new URL(origin);
		headers['x-forwarded-proto'] = protocol.slice(0, -1);
		headers.host = host;
	} else if (proxies === 0) headers['x-forwarded-proto'] = 'http';
}

async function listen(server: Server, host: string, port: number, optional: boolean): Promise<boolean> {
	const { promise, resolve, reject } = Promise.withResolvers<boolean>();
	server.once('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EADDRINUSE' && (!optional || port !== 0)) {
			reject(
				new CannotStart(`Port ${port} is in use: stop the program that uses it, or set PORT to another one.`),
			);
		} else if (optional) resolve(false);
		else reject(new CannotStart(explain(error, host, port)));
	});
	server.listen({ host, port }, () => resolve(true));
	return promise;
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
	if (code === 'EACCES') return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
	return `HOST "${host}" is not an address of this computer (${message}): set HOST to localhost or 0.0.0.0.`;
}

/** For `health`: a part that does not answer in time counts as down. */
export function answersInTime(question: PromiseLike<unknown>): Promise<boolean> {
	const answered = Promise.resolve(question).then(
		(answer) => answer !== false,
		() => false,
	);
	return Promise.race([answered, delay(HEALTH_MS, false, { ref: false })]);
}

async function answerHealth(application: Application | undefined, response: ServerResponse): Promise<void> {
	const parts = application ? await application.health() : { database: false, relay: false };
	const ready = parts.database && parts.relay;
	const status = ready ? 'ready' : application ? 'unavailable' : 'starting';
	response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
	response.end(`${JSON.stringify({ status, ...parts })}\n`);
}

function answer(response: ServerResponse, status: number, words: string): void {
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
	response.end(`${words}\n`);
}
