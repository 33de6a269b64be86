import { expect, test } from 'vitest';
import { fakeLocks } from '../../../../tests/support/fake-clock.ts';
import { Drafts } from '../drafts.ts';
import type { Change } from '../key-value-store.ts';
import { MemoryKeyValue } from '../memory-key-value.ts';
import { Undelivered } from '../undelivered.ts';
import type { WorkspaceParts } from '../workspace-parts.ts';
import { UnsentDesk, type UnsentDeskOptions } from './unsent-desk.ts';

/** A device whose disk can be full for drafts. */
class Disk extends MemoryKeyValue {
	isFull = false;

	override write(changes: readonly Change[]): Promise<void> {
		const isDraft = changes.some(({ key }) => key.startsWith('draft/'));
		return isDraft && this.isFull ? Promise.reject(new Error('Full.')) : super.write(changes);
	}
}

test('a refused text is let go of only when the box that it went into is on the disk', async () => {
	const disk = new Disk();
	const drafts = new Drafts({
		...{ store: disk, locks: fakeLocks(), lockName: 'drafts' },
		onStored() {},
		onChange() {},
	});
	const undelivered = new Undelivered(disk);
	const text = { key: 'room/0:1:2', conversation: 'room', conversationName: 'Room', body: 'refused', at: 1 };
	await undelivered.add([{ ...text, words: 'no' }], []);
	const copy = { mayWrite: () => true, creationOf: () => 'accepted' };
	const parts = { drafts, undelivered, copy, files: null, shelf: { sets: [] }, summaries: new Map() };
	const desk = new UnsentDesk({
		parts: parts as unknown as WorkspaceParts,
		changed() {},
	} as unknown as UnsentDeskOptions);

	drafts.set('room', 'in the box');
	await drafts.idle();
	disk.isFull = true;
	expect(await desk.takeBack(desk.refused()[0]!)).toBe(false);
	expect([drafts.of('room'), undelivered.texts.length]).toEqual(['in the box', 1]);
	disk.isFull = false;
	expect(await desk.takeBack(desk.refused()[0]!)).toBe(true);
	expect([drafts.of('room'), undelivered.texts.length]).toEqual(['in the box\nrefused', 0]);
	expect(await disk.get('draft/room')).toBe('in the box\nrefused');
});
