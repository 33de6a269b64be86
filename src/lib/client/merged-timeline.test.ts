import { expect, test } from 'vitest';
import { mergeVolumes, type VolumeTimeline } from './merged-timeline.ts';
import type { ShownItem } from './summaries.ts';

function item(volume: number, position: number | null, body: string): ShownItem {
	return {
		key: `${volume}:1:${position ?? body}`,
		volume,
		client: 1,
		clock: position ?? 0,
		kind: 'message',
		author: 'ann',
		at: 0,
		receivedAt: position === null ? null : 0,
		position,
		state: position === null ? 'pending' : 'stored',
		body,
		history: [],
		changePending: false,
		deleted: false,
		erased: null,
		restored: null,
		reactions: [],
		re: null,
		files: [],
		forwarded: null,
		system: null,
		mine: false,
		delivery: 'stored',
		reason: null,
	};
}

function volume(number: number, items: ShownItem[], late: VolumeTimeline['late'] = []): VolumeTimeline {
	return { volume: number, items, late, positionOf: (_epoch, entry) => entry };
}

const bodies = (volumes: VolumeTimeline[]) => mergeVolumes(volumes).map(({ body }) => body);
const late = (entry: number, position: number) => ({
	volume: 0,
	epoch: 1,
	entry,
	position,
	receivedAt: 0,
	erased: false,
});

test('volumes follow each other', () => {
	expect(bodies([volume(0, [item(0, 3, 'a')]), volume(1, [item(1, 3, 'b')])])).toEqual(['a', 'b']);
});

test('[D11] what an older volume accepted late stands where the newer ledger says that it arrived', () => {
	const older = volume(0, [item(0, 3, 'early'), item(0, 9, 'late'), item(0, 9, 'late too')]);
	const newer = volume(1, [item(1, 3, 'one'), item(1, 5, 'two'), item(1, null, 'pending')], [late(9, 4)]);
	expect(bodies([older, newer])).toEqual(['early', 'one', 'late', 'late too', 'two', 'pending']);
});

test('[D11] at the end, before what is pending', () => {
	const older = volume(0, [item(0, 9, 'late')]);
	const newer = volume(1, [item(1, 3, 'one'), item(1, null, 'pending')], [late(9, 7)]);
	expect(bodies([older, newer])).toEqual(['one', 'late', 'pending']);
});

test('[D11] while the older volume is not loaded, nothing of it shows', () => {
	const newer = volume(1, [item(1, 3, 'one')], [late(9, 7)]);
	expect(bodies([newer])).toEqual(['one']);
});

test('one volume is its own timeline, the same array', () => {
	const items = [item(0, 3, 'a')];
	expect(mergeVolumes([volume(0, items)])).toBe(items);
});
