/**
 * Blobs in a bucket of MinIO or any S3: `<organisation>/<sha256>`. Bytes go by URLs that are signed for one request and live a minute, so that `fetch`
 * streams and aborts them; what is larger than a part is stored in parts, and complete only after its digest was right.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Client } from 'minio';
import {
	checkName,
	type BlobName,
	type BlobStore,
	type ByteRange,
	type StoredBlob,
	type WriteResult,
} from './blob-store.ts';
import { inParts } from './in-parts.ts';
import { connectBucket, saysMissing, type S3Settings } from './s3-client.ts';

/** S3 takes no smaller part but the last, and 10,000 of them. An upload holds two in memory. */
const PART_BYTES = 8 * 1024 * 1024;
const TRIES = 3;
const URL_SECONDS = 60;

/** Makes the bucket where it is missing. Throws when the server does not answer or refuses the keys. */
export async function openS3BlobStore(settings: S3Settings): Promise<S3BlobStore> {
	const client = await connectBucket(settings);
	// Empty for a bucket that never had versions, whatever the types say.
	const versioning: { Status?: string } | undefined = await client.getBucketVersioning(settings.bucket);
	return new S3BlobStore(client, settings.bucket, versioning?.Status !== undefined);
}

export class S3BlobStore implements BlobStore {
	readonly #client: Client;
	readonly #bucket: string;
	readonly #hasVersions: boolean;

	constructor(client: Client, bucket: string, hasVersions: boolean) {
		this.#client = client;
		this.#bucket = bucket;
		this.#hasVersions = hasVersions;
	}

	async write(
		name: BlobName,
		source: AsyncIterable<Uint8Array>,
		{ signal }: { signal?: AbortSignal } = {},
	): Promise<WriteResult> {
		const key = keyOf(name);
		const hash = createHash('sha256');
		const parts = inParts(source, PART_BYTES);
		const first = (await parts.next()).value ?? new Uint8Array();
		hash.update(first);
		if (first.length < PART_BYTES) {
			if (hash.digest('hex') !== name.sha256) return { ok: false, error: { kind: 'other digest' } };
			await this.#put(await this.signedUrl('PUT', name), first, signal);
			return { ok: true, size: first.length };
		}
		const upload = await this.#client.initiateNewMultipartUpload(this.#bucket, key, {});
		let isComplete = false;
		try {
			const etags: { part: number; etag: string }[] = [];
			let size = 0;
			for (let part: Uint8Array | undefined = first; part;) {
				const number = etags.length + 1;
				const url = await this.#sign('PUT', key, { uploadId: upload, partNumber: String(number) });
				// The next one is read while this one is sent.
				const [etag, next]: [string, IteratorResult<Uint8Array, undefined>] = await both(
					this.#put(url, part, signal),
					parts.next(),
				);
				size += part.length;
				etags.push({ part: number, etag });
				part = next.value;
				if (part) hash.update(part);
			}
			if (hash.digest('hex') !== name.sha256) return { ok: false, error: { kind: 'other digest' } };
			await this.#client.completeMultipartUpload(this.#bucket, key, upload, etags);
			isComplete = true;
			return { ok: true, size };
		} finally {
			await parts.return(undefined);
			// What failed is thrown already; a server that does not answer keeps the parts until its own rules remove them.
			if (!isComplete)
				await this.#client.abortMultipartUpload(this.#bucket, key, upload).catch(() => undefined);
		}
	}

	async takeFile(name: BlobName, path: string): Promise<void> {
		const written = await this.write(name, createReadStream(path, { highWaterMark: 256 * 1024 }));
		if (!written.ok) throw new Error('The file has another digest than was said.');
		await rm(path);
	}

	async size(name: BlobName): Promise<number | undefined> {
		try {
			return (await this.#client.statObject(this.#bucket, keyOf(name))).size;
		} catch (error) {
			if (saysMissing(error)) return undefined;
			throw error;
		}
	}

	async read(name: BlobName, range?: ByteRange): Promise<Readable | undefined> {
		const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end - 1}` } : {};
		const answer = await fetch(await this.signedUrl('GET', name), { headers });
		const length = Number(answer.headers.get('content-length'));
		const isWhole = !range || length === range.end - range.start;
		if (answer.ok && answer.body && isWhole)
			return Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
		await answer.body?.cancel();
		if (answer.status === 404) return undefined;
		if (!isWhole) throw new Error(`The blob store answered another range than ${headers.range}.`);
		throw new Error(`The blob store answered ${answer.status}.`);
	}

	async remove(name: BlobName): Promise<void> {
		const key = keyOf(name);
		if (!this.#hasVersions) return this.#client.removeObject(this.#bucket, key);
		const versions = this.#client.listObjects(this.#bucket, key, true, { IncludeVersion: true });
		for await (const { versionId } of versions as AsyncIterable<{ versionId?: string }>)
			await this.#client.removeObject(this.#bucket, key, versionId ? { versionId } : {});
	}

	async *list(organisation?: string): AsyncIterable<StoredBlob> {
		const prefix = organisation ? `${organisation}/` : '';
		for await (const found of this.#client.listObjectsV2(this.#bucket, prefix, true)) {
			const [, owner, sha256] = /^([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(found.name ?? '') ?? [];
			if (!owner || !sha256) continue;
			const { size = 0, lastModified } = found;
			yield { organisation: owner, sha256, size, storedAt: lastModified?.getTime() ?? 0 };
		}
	}

	/** Between the program and the store alone: whoever has it may do this one thing with this one blob until it ends. */
	signedUrl(method: 'GET' | 'PUT', name: BlobName, seconds = URL_SECONDS): Promise<string> {
		return this.#sign(method, keyOf(name), {}, seconds);
	}

	#sign(method: string, key: string, query: Record<string, string>, seconds = URL_SECONDS): Promise<string> {
		return this.#client.presignedUrl(method, this.#bucket, key, seconds, query);
	}

	/** Tries again where the connection breaks or the server cannot: the same bytes under the same name do no harm. Answers with the part's tag. */
	async #put(url: string, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<string> {
		for (let tries = 1; ; tries++) {
			const answer = await fetch(url, {
				method: 'PUT',
				body: bytes as Uint8Array<ArrayBuffer>,
				...(signal && { signal }),
			}).catch((error: Error) => error);
			signal?.throwIfAborted();
			if (!(answer instanceof Error)) {
				await answer.body?.cancel();
				if (answer.ok) return answer.headers.get('etag') ?? '';
			}
			const mayRetry = answer instanceof Error || answer.status >= 500;
			if (mayRetry && tries < TRIES) continue;
			if (answer instanceof Error) throw answer;
			throw new Error(`The blob store answered ${answer.status}.`);
		}
	}
}

function keyOf(name: BlobName): string {
	checkName(name);
	return `${name.organisation}/${name.sha256}`;
}

/** Waits for both, also when one fails, so that nothing goes on behind the caller's back. */
async function both<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
	await Promise.allSettled([a, b]);
	return Promise.all([a, b]);
}
