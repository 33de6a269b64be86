/** What the client needs of the world, as ports: a browser gives them, and so does a seeded simulation. */
import type * as Y from 'yjs';
import type { Described } from './files/describe-file.ts';
import type { Exchange } from './files/upload-link.ts';
import type { MediaCache } from './files/media-cache.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { ReplicaDisk } from './replica-disk.ts';
import type { SearchIndex } from './search/search-index.ts';

export interface Clock {
	/** ms since 1970. */
	now(): number;
	/** Calls once after `ms`; the answer cancels. */
	after(ms: number, call: () => void): () => void;
}

export interface Randomness {
	/** 0 <= x < 1, for jitter only. */
	fraction(): number;
	/** From a cryptographic source in a browser: names things for ever. */
	bytes(length: number): Uint8Array;
}

/** The part of a browser's WebSocket that is used. Messages are ArrayBuffers. */
export interface RawSocket {
	onopen: (() => void) | null;
	onmessage: ((event: { data: unknown }) => void) | null;
	onclose: ((event: { code: number; reason: string }) => void) | null;
	onerror: (() => void) | null;
	send(bytes: Uint8Array): void;
	close(code?: number): void;
}

export interface Answer {
	status: number;
	/** The parsed JSON; undefined when the body is none. */
	body: unknown;
}

export interface Network {
	/** What the browser believes. */
	online(): boolean;
	/** `wake`: the page became visible, or the device resumed. */
	subscribe(listener: (event: 'online' | 'offline' | 'wake') => void): () => void;
	/** `/sync` of this origin, or wherever the relay is. */
	openSocket(): RawSocket;
	/** Rejects when there is no answer at all. `path` begins with `/api/`. */
	request(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer>;
}

export interface Locks {
	/** Runs alone among all tabs of this browser profile. */
	hold<Result>(name: string, run: () => Promise<Result>): Promise<Result>;
	/** Holds it until the answer is called or the page ends; null when another page holds it. Absent where nobody could tell that a page has ended. */
	keep?(name: string): Promise<(() => void) | null>;
}

/** Messages between the tabs of one user. The sender does not receive its own. */
export interface Channel {
	post(message: unknown): void;
	close(): void;
}

export interface Storage {
	openKeyValue(name: string): Promise<KeyValueStore>;
	/** Begins to load what is stored into the document. */
	openReplica(name: string, doc: Y.Doc): ReplicaDisk;
	/** Deletes the key-value store of this name and every replica whose name begins so; `replicas` are those that are known. */
	eraseAll(name: string, replicas: readonly string[]): Promise<void>;
	/** Asks that nothing be evicted. Null: the browser does not know this. */
	persist(): Promise<boolean | null>;
}

/** A device's key pair; the private key cannot leave the browser. */
export interface DeviceKey {
	/** 32 bytes in base64: raw Ed25519, or where the browser has none, random bytes that only name the profile. */
	publicKey: string;
	/** A structured-cloneable handle of the private key; null where there is none. */
	handle: unknown;
}

/** What sending files needs. */
export interface FileWork {
	exchange: Exchange;
	/** SHA-256 in lower-case hexadecimal. Rejects for what cannot be read. */
	digest(bytes: Blob): Promise<string>;
	describe(bytes: Blob): Promise<Described>;
}

export interface Environment {
	clock: Clock;
	randomness: Randomness;
	network: Network;
	locks: Locks;
	storage: Storage;
	openChannel(name: string, receive: (message: unknown) => void): Channel;
	createDeviceKey(): Promise<DeviceKey>;
	/** Begins an empty index. Without it nothing is searched on the device. */
	openSearchIndex?(): SearchIndex;
	/** Without it no files are sent. */
	files?: FileWork;
	/** Opens what was seen of files. Without it they are fetched each time. */
	openMediaCache?(name: string): MediaCache;
	/** Ed25519, the key as SPKI. False where the browser knows no such signatures. */
	verifySignature(key: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>;
	/** The person's data is gone from here. Whether the server could be told to end the session is not sure. */
	signedOut?(): void;
	/** Shown in the list of devices, such as "Firefox on Linux". */
	deviceName(): string;
}
