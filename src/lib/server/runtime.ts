import type { PublishedKeys } from '#lib/protocol/published-keys.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { Uploads } from './files/uploads.ts';
import type { PushPost } from './push/post-push.ts';
import type { Database } from './database.ts';

/** The key that signs now: its name, an SPKI in base64. */
export interface Signing {
	key: string;
	sign(bytes: Uint8Array): Uint8Array;
}

/** What the program that starts the server gives to its routes. */
export interface Runtime {
	database: Database;
	/** Where the bytes of files live. */
	blobs: BlobStore;
	/** Where uploads wait, and how much there may be (SPEC M). */
	files: Omit<Uploads, 'database' | 'blobs'>;
	/** Only this computer can reach the server: then no other name of a host is answered (DNS rebinding). */
	loopback: boolean;
	/** The first visit needs the one-time link that the program prints (setup.ts). */
	setupNeedsToken: boolean;
	/** What the server signs with (SPEC L10, P6); without them nothing that it signed is verified. */
	keys?: PublishedKeys;
	/** What a pack's receipts are signed with (SPEC E10); without it a pack has none. */
	signing?: Signing;
	/** Sends to browsers that are away (SPEC B); without it nothing is sent, and the interface says so. */
	push?: { serverKey: string; allowed: readonly string[]; post: Pick<PushPost, 'send'> };
	/** Where errors that nobody expected go. */
	log?: { error(fields: object, message: string): void };
	/** Known to have an organisation. */
	setUp?: boolean;
}

// The build bundles its own copy of this module, so what the program sets is kept where every copy finds it.
const KEY = Symbol.for('parley.server.runtime');
const home = globalThis as { [KEY]?: Runtime };

/** To be called before the first request is handled. */
export function provideRuntime(runtime: Runtime): void {
	home[KEY] = runtime;
}

export function runtime(): Runtime {
	const provided = home[KEY];
	if (!provided) throw new Error('provideRuntime() was not called before the first request.');
	return provided;
}

export function database(): Database {
	return runtime().database;
}

export function blobs(): BlobStore {
	return runtime().blobs;
}

export function uploads(): Uploads {
	const { database, blobs, files } = runtime();
	return { database, blobs, ...files };
}
