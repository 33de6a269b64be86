/** What happens to a message that waits until its files are on the disk. */
import { expect, test } from 'vitest';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { FakeClock, settle } from '../../../tests/support/fake-clock.ts';
import { Conversation, type ConversationHost } from './conversation.ts';
import { ConversationView } from './conversation-view.svelte.ts';
import { FileDesk, type FileDeskOptions } from './files/file-desk.ts';
import { undescribed } from './files/media-type.ts';
import { StagedFiles } from './files/staged-files.ts';
import { MemoryKeyValue } from './memory-key-value.ts';
import { Tabs } from './tabs.ts';

/** A conversation whose files are on the disk when `saved` is resolved, and what is written into it. */
function aRoom() {
	const clock = new FakeClock();
	const saved = Promise.withResolvers<string>();
	let ids = 0;
	const files = new FileDesk({
		...{ files: new StagedFiles(new MemoryKeyValue()), queue: { run() {} } },
		...{ onTray() {}, onChange() {}, itemsOf: () => null, most: () => 1_000 },
		tabs: new Tabs(() => ({ post() {}, close() {} }), 'ann'),
		now: () => clock.now(),
		newId: () => `id-${++ids}`,
		digest: () => saved.promise,
		describe: (bytes: Blob) => Promise.resolve(undescribed(bytes)),
	} as unknown as FileDeskOptions);
	const written: [body: string, files: readonly string[]][] = [];
	const typing = { users: [], subscribe: () => () => {}, stop() {} };
	const write = ([event]: AuthoredEvent[]) => {
		const { b, fi = [] } = event as { b: string; fi?: readonly AttachedFile[] };
		written.push([b, fi.map(([, name]) => name)]);
		return Promise.resolve({ ok: true, ref: [1, written.length] });
	};
	let draft = '';
	const host = {
		...{ files, now: () => clock.now(), offset: () => 0, mayWrite: () => true, readers: () => ({}) },
		...{ summary: () => ({ unread: 0 }), read: () => ({}), subscribe: () => () => {}, closed() {} },
		...{ draft: () => draft, draftIsShared: () => false, setDraft: (text: string) => void (draft = text) },
		volumes: {
			...{ newestReplica: { volume: 0, typing, write, sayTyping() {} }, replicas: [], items: () => [] },
			...{ loaded: true, oldestShown: 0, showsNothing: false },
		},
	} as unknown as ConversationHost;
	const words = { mentionables: () => [], labelOf: () => '' };
	return {
		...{ saved, written },
		draft: () => draft,
		open: () => new ConversationView(new Conversation('room', host), 'ann', words),
	};
}

test('whoever leaves while files are saved, returns and sends again has sent one message', async () => {
	const { saved, written, open } = aRoom();
	const before = open();
	before.attach([new File(['a'], 'a.txt')]);
	before.type('With a file');
	void before.send();
	before.close();
	const after = open();
	expect(after.text).toBe('With a file');
	void after.send();
	saved.resolve('sha');
	await settle();
	expect(written).toEqual([['With a file', ['a.txt']]]);
});

test('a caption is not sent without the file that could not be saved after its page was left', async () => {
	const { saved, written, draft, open } = aRoom();
	const view = open();
	view.attach([new File(['a'], 'a.txt')]);
	view.type('With a file');
	void view.send();
	view.close();
	saved.reject(new Error('Gone.'));
	await settle();
	expect([written, draft()]).toEqual([[], 'With a file']);
});

test('what was written on after its page was left is not sent, and nothing is edited meanwhile', async () => {
	const { saved, written, draft, open } = aRoom();
	const before = open();
	before.attach([new File(['a'], 'a.txt')]);
	before.type('With a file');
	void before.send();
	expect(before.editLast()).toBe(false);
	before.close();
	open().type('With a file, and more');
	saved.resolve('sha');
	await settle();
	expect([written, draft()]).toEqual([[], 'With a file, and more']);
});
