import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { IndexedDbMediaCache, MAX_CACHED_FILE_BYTES } from './media-cache.ts';

let databases = 0;

function aCache(most: number) {
	let now = 0;
	const cache = new IndexedDbMediaCache(`media ${++databases}`, () => now, most);
	return {
		cache,
		pass: (ms: number) => (now += ms),
		put: (id: string, size: number, conversation = 'c', message = `m of ${id}`) =>
			cache.put({ id, conversation, message }, new Blob([new Uint8Array(size)])),
		held: async () => (await cache.held()).map(({ id }) => id).sort(),
	};
}

test('what was not looked at for the longest goes first', async () => {
	const { cache, put, pass, held } = aCache(100);
	for (const id of ['a', 'b', 'c']) {
		await put(id, 30);
		pass(100_000);
	}
	expect((await cache.get('a'))?.size).toBe(30);
	pass(1);
	await put('d', 40);
	expect(await held()).toEqual(['a', 'c', 'd']);
	expect(await cache.get('b')).toBeUndefined();
});

test('it never holds more than it may, and nothing that is larger', async () => {
	const { put, held, pass, cache } = aCache(100);
	await put('a', 101);
	expect(await held()).toEqual([]);
	await put('b', 60);
	pass(1);
	await put('c', 60);
	expect(await held()).toEqual(['c']);
	await put('c', 90);
	expect((await cache.get('c'))?.size).toBe(90);
	const large = aCache(Infinity);
	await large.put('a', MAX_CACHED_FILE_BYTES + 1);
	expect(await large.held()).toEqual([]);
});

test('what is forgotten is gone, with its bytes', async () => {
	const { cache, put, held } = aCache(100);
	await put('a', 10);
	await put('b', 10, 'elsewhere');
	expect(await cache.held()).toMatchObject([{ id: 'a', conversation: 'c', message: 'm of a' }, { id: 'b' }]);
	await cache.forget(['a']);
	expect(await held()).toEqual(['b']);
	expect(await cache.get('a')).toBeUndefined();
});

test('to have looked at what is forgotten meanwhile does not bring it back', async () => {
	const { cache, put, pass, held } = aCache(100);
	await put('a', 10);
	pass(100_000);
	const looked = cache.get('a');
	await cache.forget(['a']);
	expect((await looked)?.size).toBe(10);
	expect(await held()).toEqual([]);
});

test('once it is closed, or deleted in another tab, nothing brings it back', async () => {
	for (const end of ['close', 'delete'] as const) {
		const { cache, put } = aCache(100);
		await put('a', 10);
		const name = `media ${databases}`;
		if (end === 'close') cache.close();
		await new Promise((resolve, reject) => {
			const deleted = indexedDB.deleteDatabase(name);
			deleted.onsuccess = resolve;
			deleted.onerror = reject;
		});
		await expect(put('b', 10)).rejects.toThrow('closed');
		await expect(cache.get('a')).rejects.toThrow('closed');
		expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
	}
});
