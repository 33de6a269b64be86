/**
 * Stands in front of a running Parley and makes another version of its program out of it at a word: every built file has another name, the old names are gone, as after an
 * update of the server. What the server itself does stays the same.
 */
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

const PLAIN = '_app/immutable/';
const PLAIN_ESCAPED = '_app\\/immutable\\/';

export class VersionProxy {
	readonly #server: Server;
	#target = '';
	/** 1 is the program as it was built. */
	version = 1;
	/** What the server says that its sockets speak, if something else than it does. */
	wire: string | null = null;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(): Promise<VersionProxy> {
		const server = createServer();
		const proxy = new VersionProxy(server);
		server.on('request', (incoming, answer) => {
			void proxy.#answer(incoming).then(
				({ status, headers, body }) => answer.writeHead(status, headers).end(body),
				() => answer.destroy(),
			);
		});
		server.on('upgrade', (incoming, socket, head) => {
			const { port } = new URL(proxy.#target);
			const behind = connect(Number(port), 'localhost', () => {
				const lines = incoming.rawHeaders.reduce(
					(all, value, index) => all + (index % 2 === 0 ? `${value}: ` : `${value}\r\n`),
					`${incoming.method} ${incoming.url} HTTP/1.1\r\n`,
				);
				behind.write(`${lines}\r\n`);
				behind.write(head);
				behind.pipe(socket).pipe(behind);
			});
			for (const end of [behind, socket]) end.on('error', () => (behind.destroy(), socket.destroy()));
		});
		await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
		return proxy;
	}

	get url(): string {
		return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Where the program is. */
	standBefore(url: string): void {
		this.#target = url;
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}

	get #folder(): string {
		return this.version === 1 ? PLAIN : `_app/immutable/v${this.version}/`;
	}

	async #answer(
		incoming: IncomingMessage,
	): Promise<{ status: number; headers: Record<string, string | string[]>; body: Buffer }> {
		const folder = this.#folder;
		let path = incoming.url ?? '/';
		if (path.startsWith(`/${PLAIN}`)) {
			if (!path.startsWith(`/${folder}`)) return { status: 404, headers: {}, body: Buffer.alloc(0) };
			path = path.replace(folder, PLAIN);
		}
		const { status, headers, body } = await this.#forward(incoming, path);
		if (path === '/api/session' && this.wire !== null && status === 200) {
			const session = { ...(JSON.parse(body.toString()) as object), wire: this.wire };
			return { status, headers, body: Buffer.from(JSON.stringify(session)) };
		}
		const type = String(headers['content-type'] ?? '');
		if (this.version === 1 || !/html|javascript|css/.test(type)) return { status, headers, body };
		const text = body
			.toString('utf8')
			.replaceAll(PLAIN, folder)
			.replaceAll(PLAIN_ESCAPED, folder.replaceAll('/', '\\/'));
		return { status, headers, body: Buffer.from(text) };
	}

	#forward(
		incoming: IncomingMessage,
		path: string,
	): Promise<{ status: number; headers: Record<string, string | string[]>; body: Buffer }> {
		const sent = { ...incoming.headers, 'accept-encoding': 'identity' };
		return new Promise((resolve, reject) => {
			const { port } = new URL(this.#target);
			const asked = request(
				{ host: 'localhost', port, path, method: incoming.method, headers: sent },
				(got) => {
					const chunks: Buffer[] = [];
					got.on('data', (chunk: Buffer) => chunks.push(chunk));
					got.on('error', reject);
					got.on('end', () => {
						const headers: Record<string, string | string[]> = {};
						for (const [name, value] of Object.entries(got.headers))
							if (value !== undefined && !/^(content-length|transfer-encoding|connection|etag)$/.test(name))
								headers[name] = value;
						resolve({ status: got.statusCode ?? 502, headers, body: Buffer.concat(chunks) });
					});
				},
			);
			asked.on('error', reject);
			incoming.pipe(asked);
		});
	}
}
