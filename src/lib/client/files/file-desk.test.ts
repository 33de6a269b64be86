import { expect, test } from 'vitest';
import { fakeLocks, FakeClock, settle } from '../../../../tests/support/fake-clock.ts';
import { MemoryKeyValue } from '../memory-key-value.ts';
import type { ShownItem } from '../summaries.ts';
import { Tabs } from '../tabs.ts';
import { ConversationFiles } from './conversation-files.ts';
import { FileDesk } from './file-desk.ts';
import { undescribed } from './media-type.ts';
import { OwnUploads } from './own-uploads.ts';
import { StagedFiles } from './staged-files.ts';
import { UploadQueue } from './upload-queue.ts';

const ROOM = 'room';
let ids = 0;

/** A page of a device; its disk outlives it. */
async function aPage(disk = new Map<string, unknown>(), clock = new FakeClock()) {
	const files = new StagedFiles(new MemoryKeyValue(disk));
	let items: readonly ShownItem[] | null = [];
	const queue = new UploadQueue({
		...{ user: 'ann', files, locks: fakeLocks(), clock },
		randomness: { fraction: () => 0.5, bytes: (length) => new Uint8Array(length) },
		link: {
			begin: () => Promise.resolve({ kind: 'later' }),
			append: () => Promise.resolve({ kind: 'later' }),
			cancel: () => Promise.resolve({ kind: 'later' }),
		},
		isThere: () => true,
		onChange() {},
		onProgress() {},
		onStored() {},
	});
	const desk = new FileDesk({
		...{ files, queue, onTray() {}, onChange() {} },
		tabs: new Tabs(() => ({ post() {}, close() {} }), 'ann'),
		now: () => clock.now(),
		newId: () => `id-${++ids}`,
		digest: async (bytes) => `sha of ${await bytes.text()}`,
		describe: (bytes) => Promise.resolve(undescribed(bytes)),
		most: () => 1_000,
		itemsOf: () => items,
	});
	await desk.load();
	return {
		...{ disk, clock, files, desk },
		own: new ConversationFiles(ROOM, desk),
		uploads: new OwnUploads(
			files,
			queue,
			() => true,
			() => {},
		),
		/** What stands in the conversation from now on. */
		stands: (shown: typeof items) => {
			items = shown;
			desk.conversationChanged(ROOM);
		},
	};
}

type Page = Awaited<ReturnType<typeof aPage>>;

async function choose({ own }: Page, ...names: string[]): Promise<void> {
	own.add(names.map((name) => new File([name], name, { type: 'text/plain' })));
	await own.settled();
}

function anItem(page: Page, key: string, change: Partial<ShownItem> = {}): ShownItem {
	const files = [...page.files.all].flatMap(({ file, message }) => (message === key && file ? [file] : []));
	return { key, files, delivery: 'saved', deleted: false, ...change } as ShownItem;
}

const filesOf = ({ desk }: Page, key: string) => desk.filesOf(ROOM, key);

/** What the bytes of those in the tray are. */
const textsIn = ({ own, files }: Page) =>
	Promise.all(own.tray.map(async ({ id }) => (await files.bytes(id))?.text()));

const names = ({ own }: Page) => own.tray.map(({ name }) => name);

test('what is chosen is on the disk, in its order, for the next page too', async () => {
	const page = await aPage();
	await choose(page, 'a', 'b', 'c');
	page.own.move(page.own.tray[2]!.id, 0);
	expect(names(page)).toEqual(['c', 'a', 'b']);
	page.own.discard(page.own.tray[1]!.id);
	await settle();
	expect(names(page)).toEqual(['c', 'b']);
	const next = await aPage(page.disk, page.clock);
	expect(names(next)).toEqual(['c', 'b']);
	expect(await (await next.files.bytes(next.own.tray[0]!.id))?.text()).toBe('c');
});

test('a message may name only what is written down, and what it does not take is in the tray again', async () => {
	const page = await aPage();
	await choose(page, 'a', 'b');
	await page.own.sendWith((given) => {
		expect(given.map(([, name, type, size, sha256]) => [name, type, size, sha256])).toEqual([
			['a', 'text/plain', 1, 'sha of a'],
			['b', 'text/plain', 1, 'sha of b'],
		]);
		expect([...page.files.all].every(({ upload }) => upload === 'waiting')).toBe(true);
		expect(names(page)).toEqual([]);
		return Promise.resolve(null);
	});
	expect(names(page)).toEqual(['a', 'b']);
});

test('a page that ended before the message was written gives its files back', async () => {
	const page = await aPage();
	await choose(page, 'a');
	void page.own.sendWith(() => new Promise(() => {}));
	await settle();
	expect(names(page)).toEqual([]);
	await page.clock.advance(5_000);

	const next = await aPage(page.disk, page.clock);
	next.stands(null);
	expect(names(next)).toEqual([]);
	next.stands([]);
	await settle();
	expect(names(next)).toEqual(['a']);
});

test('a page that ended after the message was written, and before it knew, sends on', async () => {
	const page = await aPage();
	await choose(page, 'a');
	let named: ShownItem['files'] = [];
	void page.own.sendWith((given) => {
		named = given;
		return new Promise(() => {});
	});
	await settle();
	await page.clock.advance(5_000);
	const next = await aPage(page.disk, page.clock);
	next.stands([anItem(next, 'm', { files: named })]);
	await settle();
	expect([names(next), [...next.files.all].map(({ upload }) => upload)]).toEqual([[], ['waiting']]);
});

test('a page that is slow to write the message sends its files, although another one gave them back meanwhile', async () => {
	const slow = await aPage();
	await choose(slow, 'a', 'b');
	const writing = Promise.withResolvers<string>();
	let named: ShownItem['files'] = [];
	const sending = slow.own.sendWith((given) => {
		named = given;
		return writing.promise;
	});
	await settle();
	await slow.clock.advance(11_000);
	const other = await aPage(slow.disk, slow.clock);
	other.stands([]);
	await other.clock.advance(11_000);
	other.stands([]);
	await settle();
	expect(names(other)).toEqual(['a', 'b']);

	await slow.desk.reload();
	writing.resolve('m');
	await sending;
	expect(filesOf(slow, 'm').map(({ upload }) => upload)).toEqual(['waiting', 'waiting']);
	await other.desk.reload();
	expect(names(other)).toEqual([]);

	// The slow page has ended when its message comes.
	await other.desk.giveBack(ROOM, named);
	expect(names(other)).toEqual(['a', 'b']);
	other.stands([anItem(other, 'n', { files: named, mine: true })]);
	await settle();
	expect([names(other), filesOf(other, 'n').map(({ upload }) => upload)]).toEqual([
		[],
		['waiting', 'waiting'],
	]);
});

test('a message that is deleted takes its files along; one that is stored lets go of what is too much', async () => {
	const page = await aPage();
	await choose(page, 'a');
	await page.own.sendWith(() => Promise.resolve('m'));
	page.stands([anItem(page, 'm', { delivery: 'stored' })]);
	await settle();
	const [staged] = [...page.files.all];
	expect(staged).toMatchObject({ settled: true, upload: 'waiting' });
	await choose(page, 'b');
	await page.own.sendWith(() => Promise.resolve('n'));
	page.stands([anItem(page, 'n', { deleted: true, files: [] })]);
	await settle();
	const [, other] = [...page.files.all];
	expect([other?.upload, await page.files.bytes(other!.id)]).toEqual(['cancelled', null]);
});

test('taken back, a message’s files are in the tray under new ids, but for the one that is given up', async () => {
	const page = await aPage();
	await choose(page, 'a', 'b');
	await page.own.sendWith(() => Promise.resolve('m'));
	const [first] = filesOf(page, 'm');
	const end = (said: string) => {
		expect(said).toBe('');
		return Promise.resolve(true);
	};
	expect(await page.own.takeBack({ key: 'm', body: 'a\nb' }, end, first!.id)).toBe(true);
	expect(names(page)).toEqual(['b']);
	expect(page.own.tray[0]!.id).not.toBe(filesOf(page, 'm')[1]!.id);
	expect(filesOf(page, 'm').map(({ upload }) => upload)).toEqual(['cancelled', 'cancelled']);
});

test('one of several files is given up: those that stay are copied before the deletion shows, here and in another tab', async () => {
	const page = await aPage();
	await choose(page, 'a', 'b', 'c');
	await page.own.sendWith(() => Promise.resolve('m'));
	const [first] = filesOf(page, 'm');
	const end = async () => {
		// All there is would survive the end of the page here.
		expect(names(await aPage(page.disk, page.clock))).toEqual(['b', 'c']);
		page.stands([anItem(page, 'm', { deleted: true, files: [] })]);
		await settle();
		return true;
	};
	expect(await page.own.takeBack({ key: 'm', body: 'words' }, end, first!.id)).toBe(true);
	expect(await textsIn(page)).toEqual(['b', 'c']);
});

test('taking back what the device has no room for, or what does not end, leaves the message’s files as they were', async () => {
	const page = await aPage();
	await choose(page, 'a', 'b', 'c');
	await page.own.sendWith(() => Promise.resolve('m'));
	const before = filesOf(page, 'm');
	const isUntouched = async () => {
		expect(names(page)).toEqual([]);
		expect([...page.files.all]).toEqual(before);
		for (const { id } of before) expect(await page.files.bytes(id)).not.toBeNull();
	};
	const { add } = page.files;
	let room = 2;
	page.files.add = (...given) =>
		room-- > 0 ? add.apply(page.files, given) : Promise.reject(new DOMException('', 'QuotaExceededError'));
	const message = { key: 'm', body: 'words' };
	expect(await page.own.takeBack(message, () => Promise.reject(new Error('Too early.')))).toBe(false);
	await isUntouched();
	page.files.add = add;
	expect(await page.own.takeBack(message, () => Promise.resolve(false))).toBe(false);
	await isUntouched();
});

test('what was refused and is discarded leaves only the word to the server', async () => {
	const page = await aPage();
	await choose(page, 'a');
	await page.own.sendWith(() => Promise.resolve('m'));
	await page.own.drop('m');
	const [staged] = [...page.files.all];
	expect([staged?.upload, await page.files.bytes(staged!.id)]).toEqual(['cancelled', null]);
});

test('what cannot be written says why, and leaves nothing behind', async () => {
	const page = await aPage();
	page.files.add = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
	await choose(page, 'a');
	expect(page.own.tray).toMatchObject([{ name: 'a', state: 'failed', problem: 'device-full' }]);
	page.own.discard(page.own.tray[0]!.id);
	await settle();
	expect([names(page), [...page.files.all]]).toEqual([[], []]);
});

test('who signs out is asked about files that were chosen and not sent, too', async () => {
	const page = await aPage();
	await choose(page, 'a', 'b');
	expect(page.uploads.unfinished).toBe(2);
	await page.own.sendWith(() => Promise.resolve('m'));
	expect(page.uploads.unfinished).toBe(2);
	await page.own.drop('m');
	expect(page.uploads.unfinished).toBe(0);
});

test('ten are a message, and none is larger than the server takes', async () => {
	const page = await aPage();
	const many = Array.from({ length: 12 }, (_, n) => new File(['x'], `${n}`));
	const left = page.own.add([new File([new Uint8Array(1_001)], 'film'), ...many]);
	expect(left).toEqual({ tooLarge: ['film'], most: 1_000, tooMany: 2 });
	expect(page.own.tray).toHaveLength(10);
});
