import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFileBlobStore } from '../../src/lib/server/blobs/file-blob-store.ts';
import { openS3BlobStore, type S3BlobStore } from '../../src/lib/server/blobs/s3-blob-store.ts';
import { nameOf, pieces, testBlobContract } from '../support/blob-contract.ts';
import { S3_NAME, startCuttingProxy, startS3Server, type S3Server } from '../support/s3-server.ts';

const MB = 1024 * 1024;
let server: S3Server;

beforeAll(async () => {
	server = await startS3Server();
});
afterAll(() => server.stop());

testBlobContract('a folder', () => openFileBlobStore(mkdtempSync(join(tmpdir(), 'parley-blobs-'))));
testBlobContract(S3_NAME, () => openS3BlobStore(server.settings));

describe('blobs in a folder', () => {
	test('what a crash left unfinished goes at the next start', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'parley-blobs-'));
		const store = await openFileBlobStore(folder);
		const bytes = randomBytes(100);
		await store.write(nameOf(bytes), pieces(bytes));
		writeFileSync(join(folder, 'incoming', 'half'), 'half');
		const again = await openFileBlobStore(folder);
		expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
		let count = 0;
		for await (const { size } of again.list()) count += size;
		expect(count).toBe(100);
	});
});

describe(`blobs in ${S3_NAME}`, () => {
	let store: S3BlobStore;
	beforeAll(async () => {
		store = await openS3BlobStore(server.settings);
	});

	test('a wrong secret opens nothing', async () => {
		await expect(openS3BlobStore({ ...server.settings, secretKey: 'wrong' })).rejects.toThrow();
		await expect(openS3BlobStore({ ...server.settings, accessKey: 'nobody' })).rejects.toThrow();
	});

	test('a signed URL does the one thing that it is for', async () => {
		const bytes = randomBytes(5000);
		const name = nameOf(bytes);
		const put = await fetch(await store.signedUrl('PUT', name), { method: 'PUT', body: bytes });
		expect(put.status).toBe(200);
		const url = await store.signedUrl('GET', name);
		const got = await fetch(url);
		expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
		const etag = got.headers.get('etag')!;
		expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
		const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
		expect(part.status).toBe(206);
		expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
		expect((await fetch(url, { method: 'PUT', body: 'other' })).status).toBe(403);
		expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
	});

	test('a signature that was changed, that is of another blob, or whose time is over is refused', async () => {
		const [bytes, others] = [randomBytes(50), randomBytes(50)];
		const [name, other] = [nameOf(bytes), nameOf(others)];
		await store.write(name, pieces(bytes));
		await store.write(other, pieces(others));
		const url = await store.signedUrl('GET', name);
		const changed = url.replace(
			/(X-Amz-Signature=)(.)/,
			(_, key, digit) => key + (digit === '0' ? '1' : '0'),
		);
		expect((await fetch(changed)).status).toBe(403);
		expect((await fetch(url.replace(name.sha256, other.sha256))).status).toBe(403);
		expect((await fetch(url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=9999'))).status).toBe(403);
		expect((await fetch(url)).status).toBe(200);
		const brief = await store.signedUrl('GET', name, 1);
		await expect.poll(async () => (await fetch(brief)).status, { timeout: 10_000 }).toBe(403);
	});

	test('a connection that is lost in the middle of a part is made up for', async () => {
		const proxy = await startCuttingProxy(server.settings.endpoint, { after: 3 * MB, times: 2 });
		const behind = await openS3BlobStore({ ...server.settings, endpoint: proxy.endpoint });
		const bytes = randomBytes(20 * MB);
		const name = nameOf(bytes);
		expect(await behind.write(name, pieces(bytes))).toEqual({ ok: true, size: 20 * MB });
		expect(proxy.cuts()).toBe(2);
		expect((await buffer((await store.read(name))!)).equals(bytes)).toBe(true);
		proxy.stop();
	});

	test('of a connection that is lost each time nothing stays', async () => {
		const proxy = await startCuttingProxy(server.settings.endpoint, { after: 3 * MB, times: 1000 });
		const behind = await openS3BlobStore({ ...server.settings, endpoint: proxy.endpoint });
		const bytes = randomBytes(20 * MB);
		const name = nameOf(bytes);
		await expect(behind.write(name, pieces(bytes))).rejects.toThrow();
		expect(proxy.cuts()).toBeGreaterThan(2);
		expect(await store.size(name)).toBeUndefined();
		proxy.stop();
	});
});
