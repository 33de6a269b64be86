/** An S3 server to test against: that of S3_ENDPOINT, such as a MinIO, if it is set; else s3rver, which speaks the protocol and checks signatures. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Settings } from '../../src/lib/server/blobs/s3-client.ts';

export interface S3Server {
	/** With a bucket's name that nobody has yet. */
	settings: S3Settings;
	/** In words, for a test's title. */
	name: string;
	stop(): Promise<void>;
}

export const S3_NAME = process.env.S3_ENDPOINT ? 'the S3 server of S3_ENDPOINT' : 's3rver';

export async function startS3Server(): Promise<S3Server> {
	const bucket = `parley-test-${randomBytes(6).toString('hex')}`;
	const region = process.env.S3_REGION || 'us-east-1';
	if (process.env.S3_ENDPOINT) {
		const settings = {
			endpoint: process.env.S3_ENDPOINT,
			region,
			bucket,
			accessKey: process.env.S3_ACCESS_KEY ?? '',
			secretKey: process.env.S3_SECRET_KEY ?? '',
		};
		return { settings, name: S3_NAME, stop: async () => undefined };
	}
	const directory = mkdtempSync(join(tmpdir(), 'parley-s3-'));
	const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory });
	const { port } = await server.run();
	return {
		settings: {
			endpoint: `http://127.0.0.1:${port}`,
			region,
			bucket,
			accessKey: 'S3RVER',
			secretKey: 'S3RVER',
		},
		name: S3_NAME,
		async stop() {
			await server.close();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

/** Stands in front of a server and cuts each connection that has sent this many bytes, so often. */
export async function startCuttingProxy(
	endpoint: string,
	{ after, times }: { after: number; times: number },
): Promise<{ endpoint: string; cuts(): number; stop(): void }> {
	const { hostname, port } = new URL(endpoint);
	const sockets = new Set<Socket>();
	let cuts = 0;
	const server = createServer((inward) => {
		const outward = connect(Number(port), hostname);
		let sent = 0;
		inward.on('data', (bytes) => {
			sent += bytes.length;
			if (sent <= after || cuts >= times) return outward.write(bytes);
			cuts++;
			inward.destroy();
			outward.destroy();
		});
		outward.pipe(inward);
		for (const socket of [inward, outward]) {
			sockets.add(socket);
			socket.on('error', () => undefined).on('close', () => [inward, outward].map((one) => one.destroy()));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		cuts: () => cuts,
		stop() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}
