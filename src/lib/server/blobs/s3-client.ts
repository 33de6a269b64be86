import { Client } from 'minio';

export interface S3Settings {
	/** Such as `https://minio.example.org:9000`. */
	endpoint: string;
	region: string;
	bucket: string;
	accessKey: string;
	secretKey: string;
}

/** Makes the bucket where it is missing. Throws when the server does not answer or refuses the keys. */
export async function connectBucket(settings: S3Settings): Promise<Client> {
	const { hostname, port, protocol } = new URL(settings.endpoint);
	const client = new Client({
		endPoint: hostname.replace(/^\[|\]$/g, ''),
		...(port && { port: Number(port) }),
		useSSL: protocol === 'https:',
		region: settings.region,
		pathStyle: true,
		accessKey: settings.accessKey,
		secretKey: settings.secretKey,
	});
	if (!(await client.bucketExists(settings.bucket)))
		await client.makeBucket(settings.bucket, settings.region);
	return client;
}

/** Does this answer of the server say that there is no such object? */
export function saysMissing(error: unknown): boolean {
	return ['NotFound', 'NoSuchKey'].includes((error as { code?: string }).code ?? '');
}
