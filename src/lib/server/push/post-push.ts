/** One request to a push service. */
import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { checkEndpoint, PrivateAddress, publicLookup } from './endpoint.ts';
import { encryptPush, type BrowserKeys } from './encrypt-push.ts';
import type { VapidKeys } from './vapid.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 4_096;
/** A push service need keep nothing longer: who comes back after a day reads in the application. */
const TTL_S = 24 * 3600;

export interface Push extends BrowserKeys {
	endpoint: string;
	/** JSON. */
	payload: object;
	/** What replaces what: of the same, only the last is kept for a device that is off. */
	about: string;
	urgency: 'low' | 'normal' | 'high';
}

/** `status` 0: no answer. `retryAfter` in seconds. */
export interface PushAnswer {
	status: number;
	retryAfter: number | null;
	/** Why there is no answer. */
	error?: string;
}

export class PushPost {
	readonly #keys: VapidKeys;
	readonly #allowed: readonly string[];
	readonly #lookup: ReturnType<typeof publicLookup>;

	/** @param allowed origins of push services besides the public ones @param lookup only tests give another one */
	constructor(keys: VapidKeys, allowed: readonly string[], lookup = publicLookup()) {
		this.#keys = keys;
		this.#allowed = allowed;
		this.#lookup = lookup;
	}

	/** Never rejects. */
	send({ endpoint, payload, about, urgency, p256dh, auth }: Push): Promise<PushAnswer> {
		const url = checkEndpoint(endpoint, this.#allowed);
		if (!url)
			return Promise.resolve({ status: 403, retryAfter: null, error: 'this endpoint is not allowed' });
		let body: Buffer;
		try {
			body = encryptPush(Buffer.from(JSON.stringify(payload)), { p256dh, auth });
		} catch (error) {
			return Promise.resolve({ status: 400, retryAfter: null, error: String(error) });
		}
		const headers = {
			authorization: this.#keys.authorization(url.origin, Date.now()),
			'content-encoding': 'aes128gcm',
			'content-type': 'application/octet-stream',
			'content-length': body.length,
			ttl: TTL_S,
			urgency,
			topic: createHmac('sha256', auth).update(about).digest('base64url').slice(0, 32),
		};
		const trusted = this.#allowed.includes(url.origin);
		const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
		const { promise, resolve } = Promise.withResolvers<PushAnswer>();
		const failed = (error: Error) => {
			// An address that may not be asked will not be another one in a minute.
			const status = error instanceof PrivateAddress ? 403 : 0;
			resolve({ status, retryAfter: null, error: error.message });
		};
		const sent = ask(
			url,
			// No agent: a connection is not kept, and leads where this look-up says.
			{ method: 'POST', headers, agent: false, ...(trusted ? {} : { lookup: this.#lookup }) },
			(response) => {
				let size = 0;
				response.on('data', (chunk: Buffer) => {
					size += chunk.length;
					if (size > MAX_ANSWER) response.destroy();
				});
				response.on('error', () => undefined);
				const retryAfter = Number(response.headers['retry-after']);
				resolve({
					status: response.statusCode ?? 0,
					retryAfter: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
				});
			},
		);
		const late = setTimeout(() => sent.destroy(new Error('no answer in time')), TIMEOUT_MS);
		sent.on('close', () => clearTimeout(late));
		sent.on('error', failed);
		sent.end(body);
		return promise;
	}
}
