/** Which keys this browser takes for the server's (SPEC P6): the one that it saw when its device was registered, and those that a trusted one names. */
import { parsePublishedKeys, retiredBytes, successorBytes } from '#lib/protocol/published-keys.ts';
import type { Environment } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';

const STORED = 'server-keys';
/** A key that nobody names is not asked about again so soon. */
const ASK_AGAIN_MS = 60_000;

export interface ServerTrust {
	/** Has a key of the server signed these bytes? */
	verify(key: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

export interface PinnedKeysOptions {
	store: KeyValueStore;
	environment: Pick<Environment, 'clock' | 'verifySignature'>;
	/** `GET /api/server-keys`; undefined when there is no answer. */
	fetchKeys(): Promise<unknown>;
}

export class PinnedKeys implements ServerTrust {
	readonly #options: PinnedKeysOptions;
	#trusted = new Set<string>();
	#askedAt = -Infinity;
	#asking: Promise<void> | null = null;

	constructor(options: PinnedKeysOptions) {
		this.#options = options;
	}

	async load(): Promise<void> {
		this.#trusted = new Set((await this.#options.store.get(STORED)) as string[] | undefined);
	}

	/** The first keys that are seen are the server's. Later ones have to be named by them. */
	async take(answer: unknown): Promise<void> {
		const published = parsePublishedKeys(answer);
		if (!published) return;
		const before = this.#trusted.size;
		if (before === 0) this.#trusted.add(published.current);
		for (const [index, { key, next }] of published.retired.entries()) {
			const successor = published.retired[index + 1]?.key ?? published.current;
			if (next && this.#trusted.has(key) && (await this.#signed(key, successorBytes(successor), next)))
				this.#trusted.add(successor);
		}
		for (const { key, signature } of published.retired) {
			const isKnown = !this.#trusted.has(published.current) || this.#trusted.has(key);
			if (!isKnown && (await this.#signed(published.current, retiredBytes(key), signature)))
				this.#trusted.add(key);
		}
		if (this.#trusted.size > before)
			await this.#options.store.write([{ key: STORED, value: [...this.#trusted] }]).catch(() => {});
	}

	async verify(key: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
		const name = toBase64(key);
		if (!this.#trusted.has(name)) await this.#ask();
		return this.#trusted.has(name) && this.#options.environment.verifySignature(key, bytes, signature);
	}

	async #signed(key: string, bytes: Uint8Array, signature: string): Promise<boolean> {
		const [by, word] = [fromBase64(key), fromBase64(signature)];
		return (
			by !== undefined && word !== undefined && this.#options.environment.verifySignature(by, bytes, word)
		);
	}

	#ask(): Promise<void> {
		const { environment, fetchKeys } = this.#options;
		if (environment.clock.now() - this.#askedAt < ASK_AGAIN_MS) return this.#asking ?? Promise.resolve();
		this.#askedAt = environment.clock.now();
		this.#asking = fetchKeys()
			.then((keys) => this.take(keys))
			.catch(() => {
				// Without an answer nothing more is trusted than before.
			})
			.finally(() => (this.#asking = null));
		return this.#asking;
	}
}

function toBase64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array | undefined {
	try {
		return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
	} catch {
		// Somebody's text that is no base64.
		return undefined;
	}
}
