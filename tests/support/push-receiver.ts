/** A push service and the browsers behind it: takes requests over real HTTP, and decrypts them with each browser's own keys. */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushPayload } from '../../src/lib/protocol/push.ts';

export interface ReceivedPush {
	payload: PushPayload;
	headers: IncomingMessage['headers'];
	size: number;
}

export class PushReceiver {
	readonly origin: string;
	readonly #server: ReturnType<typeof createServer>;
	readonly #browsers = new Map<string, ReceivingBrowser>();

	private constructor(server: ReturnType<typeof createServer>) {
		this.#server = server;
		this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const browser = this.#browsers.get(request.url ?? '');
				const answers = browser?.answers.shift() ?? { status: browser ? 201 : 410 };
				if (browser && answers.status === 201) browser.take(request, Buffer.concat(chunks));
				response.writeHead(answers.status, answers.headers).end();
			});
		});
	}

	static async start(): Promise<PushReceiver> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new PushReceiver(server);
	}

	browser(): ReceivingBrowser {
		const path = `/push/${randomBytes(12).toString('base64url')}`;
		const browser = new ReceivingBrowser(this.origin + path);
		this.#browsers.set(path, browser);
		return browser;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

export class ReceivingBrowser {
	readonly endpoint: string;
	readonly received: ReceivedPush[] = [];
	/** What the service answers to the next requests; 201 once these are used up. */
	readonly answers: { status: number; headers?: Record<string, string> }[] = [];
	readonly #keys = createECDH('prime256v1');
	readonly #auth = randomBytes(16);

	constructor(endpoint: string) {
		this.endpoint = endpoint;
		this.#keys.generateKeys();
	}

	/** As the page sends it to the server. */
	subscription(serverKey: string) {
		return {
			endpoint: this.endpoint,
			p256dh: this.#keys.getPublicKey().toString('base64url'),
			auth: this.#auth.toString('base64url'),
			serverKey,
		};
	}

	get shown() {
		return this.received.flatMap(({ payload }) => ('show' in payload ? [payload.show] : []));
	}

	get closed(): string[] {
		return this.received.flatMap(({ payload }) => ('close' in payload ? payload.close : []));
	}

	take({ headers }: IncomingMessage, body: Buffer): void {
		checkVapid(headers.authorization ?? '', new URL(this.endpoint).origin);
		const payload = JSON.parse(this.#decrypt(body).toString()) as PushPayload;
		this.received.push({ payload, headers, size: body.length });
	}

	/** RFC 8291, section 3, from the other side. */
	#decrypt(body: Buffer): Buffer {
		const salt = body.subarray(0, 16);
		const length = body[20]!;
		const theirs = body.subarray(21, 21 + length);
		const sealed = body.subarray(21 + length);
		const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#keys.getPublicKey(), theirs]);
		const secret = derive(this.#keys.computeSecret(theirs), this.#auth, info, 32);
		const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
		const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
		const decipher = createDecipheriv('aes-128-gcm', key, nonce);
		decipher.setAuthTag(sealed.subarray(-16));
		const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
		return plain.subarray(0, plain.lastIndexOf(2));
	}
}

function derive(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

/** Throws unless the header is signed by the key that it names, for this service. */
function checkVapid(header: string, origin: string): void {
	const [, token, k] = /^vapid t=([^,]+), k=(\S+)$/.exec(header) ?? [];
	if (!token || !k) throw new Error(`no VAPID: ${header}`);
	const [head, claims, signature] = token.split('.');
	const point = Buffer.from(k, 'base64url');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
	const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
	const bytes = Buffer.from(`${head}.${claims}`);
	const isSigned = verify(
		'sha256',
		bytes,
		{ key, dsaEncoding: 'ieee-p1363' },
		Buffer.from(signature!, 'base64url'),
	);
	const { aud, exp, sub } = JSON.parse(Buffer.from(claims!, 'base64url').toString()) as Record<
		string,
		unknown
	>;
	const isFresh = typeof exp === 'number' && exp > Date.now() / 1000 && exp < Date.now() / 1000 + 24 * 3600;
	if (!isSigned || aud !== origin || !isFresh || typeof sub !== 'string') throw new Error('bad VAPID');
}
