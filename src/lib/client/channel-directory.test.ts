import { expect, test } from 'vitest';
import { listChannels } from './channel-directory.ts';
import type { ConversationSummary } from './summaries.ts';

function aChannel(name: string, change: Partial<ConversationSummary> = {}): ConversationSummary {
	return {
		...{ id: name, kind: 'room', visibility: 'public', channel: true, name, topic: '', posting: 'all' },
		...{
			memberIds: ['u'],
			adminIds: ['u'],
			muted: false,
			pinned: false,
			myRole: null,
			joining: false,
			lastMessage: null,
		},
		...{ activityAt: 1, activeAt: 1, unread: 0, unsent: 0, creation: 'accepted', volume: 0, ...change },
	};
}
const namesOf = (...asked: Parameters<typeof listChannels>) => listChannels(...asked).map(({ name }) => name);

const channels = [
	aChannel('field-ops', { activeAt: 30, memberIds: ['a', 'b'], topic: 'Vans, routes and téa' }),
	aChannel('general', { activeAt: 20, memberIds: ['a', 'b', 'c'], myRole: 'MEMBER' }),
	aChannel('board', { activeAt: 20, visibility: 'private', myRole: 'ADMIN' }),
];

test('[E06] channels are listed by activity, name or size; equal ones by name', () => {
	expect(namesOf(channels, '', 'activity')).toEqual(['field-ops', 'board', 'general']);
	expect(namesOf(channels, '', 'name')).toEqual(['board', 'field-ops', 'general']);
	expect(namesOf(channels, '', 'members')).toEqual(['general', 'field-ops', 'board']);
});

test('[E06] each word has to be in the name or what it is for, whatever its accents', () => {
	expect(namesOf(channels, '#field', 'name')).toEqual(['field-ops']);
	expect(namesOf(channels, 'TEA ops', 'name')).toEqual(['field-ops']);
	expect(namesOf(channels, 'tea general', 'name')).toEqual([]);
});

test('[E06] groups, direct messages and what was refused are no channels; each says whether one is in it', () => {
	const others = [
		aChannel('a-group', { channel: false }),
		aChannel('taken', { creation: { refused: '#taken exists already' } }),
		aChannel('asked', { joining: true }),
		aChannel('made', { creation: 'pending', myRole: 'ADMIN' }),
	];
	const listed = listChannels([...channels, ...others], '', 'name');
	expect(listed.map(({ name, membership, pending }) => [name, membership, pending])).toEqual([
		['asked', 'joining', false],
		['board', 'joined', false],
		['field-ops', 'none', false],
		['general', 'joined', false],
		['made', 'joined', true],
	]);
});
