import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { IndexedDbMediaCache } from './media-cache.ts';
import { FileSource, type NamedFile } from './source.ts';

const PNG = new Uint8Array([...Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 1, 2, 3]);
let databases = 0;
/** What the server has, by its address; a number is a status, undefined no network. */
let server: Map<string, Uint8Array | number> | undefined;
let asked: string[];
let onAsked: (() => void) | undefined;
let staged: Map<string, Blob>;

function named(id: string, { type = 'image/png', size = 10 } = {}): NamedFile {
	const file: AttachedFile = [id, 'a.png', type, size, '', 0, 0, 0, ''];
	return { conversation: 'c', message: `m of ${id}`, file };
}

function aSource(name = `source ${++databases}`) {
	const cache = new IndexedDbMediaCache(name, () => 1);
	const source = new FileSource({
		cache,
		staged: (id) => Promise.resolve(staged.get(id) ?? null),
		fetch(path, { method = 'GET', headers } = {}) {
			const range = new Headers(headers).get('range');
			asked.push(`${method} ${path}${range ? ` ${range}` : ''}`);
			onAsked?.();
			if (!server) return Promise.reject(new TypeError('Failed to fetch'));
			const found = server.get(path) ?? 404;
			if (typeof found === 'number') return Promise.resolve(new Response(null, { status: found }));
			return Promise.resolve(new Response(method === 'HEAD' ? null : (found as BodyInit)));
		},
	});
	return { source, cache, again: () => aSource(name).source };
}

const bytesOf = async (found: { kind: string; blob?: Blob }) =>
	found.blob ? new Uint8Array(await found.blob.arrayBuffer()) : found.kind;

beforeEach(() => {
	server = new Map();
	asked = [];
	onAsked = undefined;
	staged = new Map();
});

describe('the bytes of a file', () => {
	test('come from what this device sends, then from what was seen here, then from the server', async () => {
		server!.set('/api/files/c/one', PNG);
		staged.set('two', new Blob([PNG]));
		const { source, again } = aSource();
		expect(await bytesOf(await source.bytes(named('two')))).toEqual(PNG);
		expect(asked).toEqual([]);
		const both = await Promise.all([source.bytes(named('one')), source.bytes(named('one'))]);
		for (const found of both) expect(await bytesOf(found)).toEqual(PNG);
		expect(asked).toEqual(['GET /api/files/c/one']);
		// Another page, without a network.
		server = undefined;
		expect(await bytesOf(await again().bytes(named('one')))).toEqual(PNG);
		expect(await bytesOf(await again().bytes(named('three')))).toBe('unreachable');
	});

	test('[D09] have the type that they say themselves, whatever the server, the sender or this device calls them', async () => {
		const script = new Blob(['<script>alert(1)</script>'], { type: 'text/html' });
		staged.set('one', script);
		server!.set('/api/files/c/two', PNG);
		const { source } = aSource();
		const found = await source.bytes(named('one', { type: 'image/png' }));
		expect(found).toMatchObject({ kind: 'here', blob: { type: 'application/octet-stream' } });
		expect(await source.bytes(named('two'))).toMatchObject({ blob: { type: 'image/png' } });
	});

	test('that are not there are missing, and are asked for anew each time', async () => {
		const { source } = aSource();
		expect(await source.bytes(named('one'))).toEqual({ kind: 'missing' });
		expect(await source.isThere(named('one'))).toBe('missing');
		server!.set('/api/files/c/one', 503);
		expect(await source.isThere(named('one'))).toBe('unreachable');
		server!.set('/api/files/c/one', PNG);
		expect(await source.isThere(named('one'))).toBe('here');
		expect(await bytesOf(await source.bytes(named('one')))).toEqual(PNG);
	});

	test('are gone when they are forgotten', async () => {
		server!.set('/api/files/c/one', PNG);
		const { source, cache } = aSource();
		await source.bytes(named('one'));
		expect(source.addressHere(named('one'))).toMatch(/^blob:/);
		source.forget(['one']);
		await cache.forget(['one']);
		server = undefined;
		expect(source.addressHere(named('one'))).toBeUndefined();
		expect(await source.bytes(named('one'))).toEqual({ kind: 'unreachable' });
	});

	test('are nowhere once the person has signed out, not even those that were on their way', async () => {
		server!.set('/api/files/c/one', PNG).set('/api/files/c/two', PNG);
		const { source, cache } = aSource();
		const found = await source.bytes(named('one'));
		onAsked = () => {
			cache.close();
			source.close();
		};
		await source.bytes(named('two'));
		await expect(fetch((found as { url: string }).url)).rejects.toThrow();
		for (const id of ['one', 'two']) {
			expect(source.addressHere(named(id))).toBeUndefined();
			expect(await source.bytes(named(id))).toEqual({ kind: 'unreachable' });
			expect(await source.address(named(id))).toEqual({ kind: 'unreachable' });
		}
		expect(asked).toEqual(['GET /api/files/c/one', 'GET /api/files/c/two']);
	});
});

test('of a text too large to be kept only what is read is fetched, and that is there offline', async () => {
	server!.set('/api/files/c/one', PNG);
	const log = named('one', { type: 'text/plain', size: 500_000_000 });
	const { source, again } = aSource();
	expect(await bytesOf(await source.head(log, 11))).toEqual(PNG);
	expect(source.addressHere(log)).toBeUndefined();
	server = undefined;
	expect(await bytesOf(await again().head(log, 11))).toEqual(PNG);
	expect(asked).toEqual(['GET /api/files/c/one bytes=0-10']);
});

describe('a large picture', () => {
	const large = named('one', { size: 2_000_000 });

	test('is fetched small, and whole when somebody wants it so', async () => {
		const small = PNG.with(8, 9);
		server!.set('/api/files/c/one/preview', small).set('/api/files/c/one', PNG);
		const { source } = aSource();
		expect(await bytesOf(await source.picture(large))).toEqual(small);
		expect(source.addressHere(large)).toBeUndefined();
		expect(source.pictureHere(large)).toMatch(/^blob:/);
		expect(await bytesOf(await source.bytes(large))).toEqual(PNG);
		expect(asked).toEqual(['GET /api/files/c/one/preview', 'GET /api/files/c/one']);
	});

	test('is fetched whole where the server has no small one', async () => {
		server!.set('/api/files/c/one', PNG);
		expect(await bytesOf(await aSource().source.picture(large))).toEqual(PNG);
	});
});
