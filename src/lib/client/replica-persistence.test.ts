import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { appendEvents, readLog } from '#lib/domain/conversation-document.ts';
import { Superseded, WriteAborted } from './replica-disk.ts';
import { ReplicaPersistence } from './replica-persistence.ts';

const CLIENT = 9 * 65_536;
let names = 0;
const open: ReplicaPersistence[] = [];

afterEach(async () => {
	vi.restoreAllMocks();
	await Promise.all(open.splice(0).map((disk) => disk.close()));
});

async function aDisk(name: string, client = CLIENT): Promise<{ doc: Y.Doc; disk: ReplicaPersistence }> {
	const doc = new Y.Doc();
	doc.clientID = client;
	const disk = new ReplicaPersistence(name, doc);
	open.push(disk);
	await disk.loaded;
	return { doc, disk };
}

function aName(): string {
	return `replica ${++names}`;
}

/** Writes a text into the document and returns its update. */
function say(doc: Y.Doc, text: string): Uint8Array {
	const updates: Uint8Array[] = [];
	const take = (update: Uint8Array) => void updates.push(update);
	doc.on('update', take);
	appendEvents(doc, [{ k: 'm', at: 1, b: text }]);
	doc.off('update', take);
	return updates[0]!;
}

function textsIn(doc: Y.Doc, client = CLIENT): string[] {
	return readLog(doc, client, 0, 20).flatMap((slot) =>
		slot.state === 'present' ? [(slot.value as { b: string }).b] : [],
	);
}

describe('ReplicaPersistence', () => {
	test('what a completed write held is there again, with its records', async () => {
		const name = aName();
		const { doc, disk } = await aDisk(name);
		await disk.write({ updates: [say(doc, 'one')], records: [{ key: 'tray/1', value: { body: 'x' } }] });
		await disk.close();
		const again = await aDisk(name);
		expect(textsIn(again.doc)).toEqual(['one']);
		expect((await again.disk.loaded).get('tray/1')).toEqual({ body: 'x' });
	});

	test('nothing is stored by itself: not every update of the document is a write', async () => {
		const name = aName();
		const { doc, disk } = await aDisk(name);
		say(doc, 'never written');
		await disk.close();
		expect(textsIn((await aDisk(name)).doc)).toEqual([]);
	});

	test('asks for strict durability', async () => {
		const { doc, disk } = await aDisk(aName());
		const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
		await disk.write({ updates: [say(doc, 'one')], records: [] });
		expect(transaction.mock.calls[0]![2]).toEqual({ durability: 'strict' });
	});

	test('an aborted write rejects, whatever its requests said, and leaves nothing behind', async () => {
		const name = aName();
		const { doc, disk } = await aDisk(name);
		const add = IDBObjectStore.prototype.add;
		vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...values) {
			const request = add.apply(this, values as [unknown]);
			request.addEventListener('success', () => this.transaction.abort());
			return request;
		});
		const write = disk.write({ updates: [say(doc, 'one')], records: [{ key: 'tray/1', value: 1 }] });
		await expect(write).rejects.toThrow(WriteAborted);
		vi.restoreAllMocks();
		expect((await disk.records()).get('tray/1')).toBeUndefined();
		await disk.close();
		expect(textsIn((await aDisk(name)).doc)).toEqual([]);
	});

	test('a database that was closed under it rejects too', async () => {
		const { doc, disk } = await aDisk(aName());
		disk.db!.close();
		await expect(disk.write({ updates: [say(doc, 'one')], records: [] })).rejects.toThrow(WriteAborted);
	});

	test('compacting takes in what another tab stored', async () => {
		const name = aName();
		const left = await aDisk(name);
		const right = await aDisk(name, CLIENT + 1);
		await left.disk.write({ updates: [say(left.doc, 'left')], records: [] });
		await right.disk.write({ updates: [say(right.doc, 'right')], records: [] });
		await left.disk.compact([{ key: 'tray/1', value: 1 }]);
		await right.disk.write({ updates: [say(right.doc, 'right again')], records: [] });
		const fresh = await aDisk(name);
		expect(textsIn(fresh.doc)).toEqual(['left']);
		expect(textsIn(fresh.doc, CLIENT + 1)).toEqual(['right', 'right again']);
		expect(textsIn(left.doc, CLIENT + 1)).toEqual(['right']);
		await right.disk.compact([]);
		expect(right.disk.rows).toBe(1);
		const last = await aDisk(name);
		expect([...textsIn(last.doc), ...textsIn(last.doc, CLIENT + 1)]).toEqual([
			'left',
			'right',
			'right again',
		]);
		expect((await last.disk.loaded).get('tray/1')).toBe(1);
	});

	test('[D9] after a restart whoever loaded before writes no more; records stay', async () => {
		const name = aName();
		const left = await aDisk(name);
		const right = await aDisk(name);
		await left.disk.write({ updates: [say(left.doc, 'forked')], records: [{ key: 'tray/1', value: 1 }] });
		await left.disk.restart([{ key: 'rescued/1:0', value: 2 }]);
		await expect(right.disk.write({ updates: [say(right.doc, 'x')], records: [] })).rejects.toThrow(
			Superseded,
		);
		await expect(right.disk.restart([])).rejects.toThrow(Superseded);
		await expect(left.disk.compact([])).rejects.toThrow(Superseded);
		const fresh = await aDisk(name);
		expect(textsIn(fresh.doc)).toEqual([]);
		const records = await fresh.disk.loaded;
		expect([records.get('tray/1'), records.get('rescued/1:0')]).toEqual([1, 2]);
		await fresh.disk.write({ updates: [say(fresh.doc, 'anew')], records: [] });
	});

	test('a record that is there already stands, where that is asked for', async () => {
		const { disk } = await aDisk(aName());
		await disk.write({ updates: [], records: [{ key: 'tray/1', value: 'emptied' }] });
		await disk.write({ updates: [], records: [{ key: 'tray/1', value: 'again', unlessThere: true }] });
		await disk.write({ updates: [], records: [{ key: 'tray/2', value: 'new', unlessThere: true }] });
		const records = await disk.records();
		expect([records.get('tray/1'), records.get('tray/2')]).toEqual(['emptied', 'new']);
	});

	test('erasing leaves no database', async () => {
		const name = aName();
		const { doc, disk } = await aDisk(name);
		await disk.write({ updates: [say(doc, 'one')], records: [] });
		await disk.erase();
		open.pop();
		expect((await indexedDB.databases()).some((database) => database.name === name)).toBe(false);
	});
});
