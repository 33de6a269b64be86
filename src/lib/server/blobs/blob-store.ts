/** Where the bytes of files live: in a folder by default, in a bucket of MinIO or any S3 where one is configured. Who may read them is not known here. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { isUuid } from '#lib/protocol/document-name.ts';

/** The digest of the content is its name within an organisation: what is the same is stored once, and never changes. */
export interface BlobName {
	organisation: string;
	/** Lower-case hexadecimal. */
	sha256: string;
}

/** Bytes from `start` on, `end` not among them. */
export interface ByteRange {
	start: number;
	end: number;
}

export interface StoredBlob extends BlobName {
	size: number;
	/** ms */
	storedAt: number;
}

export type WriteResult = { ok: true; size: number } | { ok: false; error: { kind: 'other digest' } };

/** What both drivers do (tests/support/blob-contract.ts). Whatever the disk or the network refuses is thrown. */
export interface BlobStore {
	/** Stored durably when it answers with `ok`. Of what has another digest than its name, breaks off or is aborted, nothing stays. */
	write(
		name: BlobName,
		source: AsyncIterable<Uint8Array>,
		options?: { signal?: AbortSignal },
	): Promise<WriteResult>;
	/** The same, of a file whose digest the caller took from its bytes. The file is gone afterwards. */
	takeFile(name: BlobName, path: string): Promise<void>;
	/** In bytes; undefined for what is not there. */
	size(name: BlobName): Promise<number | undefined>;
	/** Undefined for what is not there. A range lies within the size. */
	read(name: BlobName, range?: ByteRange): Promise<Readable | undefined>;
	/** With every version of it; nothing happens where there is none. */
	remove(name: BlobName): Promise<void>;
	list(organisation?: string): AsyncIterable<StoredBlob>;
}

/** For what is small enough to be held in memory, such as the picture of a person. */
export async function writeBytes(
	store: BlobStore,
	organisation: string,
	bytes: Uint8Array,
): Promise<BlobName> {
	const name = { organisation, sha256: createHash('sha256').update(bytes).digest('hex') };
	await store.write(name, once(bytes));
	return name;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
	yield bytes;
}

/** A name becomes part of a path. Throws for what is none. */
export function checkName({ organisation, sha256 }: BlobName): void {
	if (!isUuid(organisation) || !/^[0-9a-f]{64}$/.test(sha256))
		throw new Error('This is not the name of a blob.');
}
