/** Checkpoints in the bucket of the blob store: `checkpoints/0000000001.json`. */
import { text } from 'node:stream/consumers';
import type { Client } from 'minio';
import { connectBucket, saysMissing, type S3Settings } from '#lib/server/blobs/s3-client.ts';
import type { CheckpointCopies } from '../../../sync-server/checkpoint-copies.ts';
import { fileName, numberOf } from '../../../sync-server/checkpoint-files.ts';

const PREFIX = 'checkpoints/';
const keyOf = (number: number) => PREFIX + fileName(number);

export class CheckpointBucket implements CheckpointCopies {
	readonly #client: Client;
	readonly #bucket: string;

	private constructor(client: Client, bucket: string) {
		this.#client = client;
		this.#bucket = bucket;
	}

	static async open(settings: S3Settings): Promise<CheckpointBucket> {
		return new CheckpointBucket(await connectBucket(settings), settings.bucket);
	}

	async *after(number: number): AsyncIterable<number> {
		const names = this.#client.listObjectsV2(this.#bucket, PREFIX, true, keyOf(number));
		for await (const { name } of names as AsyncIterable<{ name?: string }>) {
			const found = numberOf(name?.slice(PREFIX.length) ?? '');
			// Not every server minds where a list is to begin.
			if (found !== undefined && found > number) yield found;
		}
	}

	async read(number: number): Promise<string> {
		return text(await this.#client.getObject(this.#bucket, keyOf(number)));
	}

	async write(number: number, content: string): Promise<void> {
		const key = keyOf(number);
		try {
			await this.#client.statObject(this.#bucket, key);
		} catch (error) {
			if (!saysMissing(error)) throw error;
			await this.#client.putObject(this.#bucket, key, content);
		}
	}
}
