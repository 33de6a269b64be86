import { expect, test } from 'vitest';
import type { Command } from '#lib/protocol/commands.ts';
import type { WorkspaceConversation } from '#lib/protocol/workspace.ts';
import { withPending } from './pending-commands.ts';

const room: WorkspaceConversation = {
	id: 'room',
	kind: 'room',
	visibility: 'public',
	channel: true,
	name: 'general',
	topic: '',
	volume: 3,
	createdAt: 1,
	members: [{ user: 'ben', role: 'ADMIN' }],
	read: { mark: 0, volume: 3, position: 4 },
	muted: false,
	posting: 'all',
};
const base = { id: 'x', at: 7 };
const create: Command = {
	...base,
	kind: 'conversation.create',
	conversation: 'new',
	type: 'room',
	visibility: 'private',
	channel: false,
	name: 'Winter appeal',
	topic: '',
	members: ['ben', 'ann'],
};

test('what is queued shows as if it were done', () => {
	const merged = withPending(
		[room],
		[
			create,
			{ ...base, kind: 'member.add', conversation: 'new', user: 'cem' },
			{ ...base, kind: 'conversation.join', conversation: 'room' },
			{ ...base, kind: 'conversation.rename', conversation: 'room', name: 'all', topic: 'new' },
		],
		'ann',
	);
	expect([...merged.keys()]).toEqual(['room', 'new']);
	expect(merged.get('new')).toMatchObject({ name: 'Winter appeal', volume: 0, createdAt: 7 });
	expect(merged.get('new')!.members).toEqual([
		{ user: 'ann', role: 'ADMIN' },
		{ user: 'ben', role: 'MEMBER' },
		{ user: 'cem', role: 'MEMBER' },
	]);
	expect(merged.get('room')!.members.map(({ user }) => user)).toEqual(['ben', 'ann']);
	expect(merged.get('room')).toMatchObject({ name: 'all', topic: 'new', volume: 3 });
});

test('what the server has already stands as the server has it', () => {
	const accepted = { ...room, id: 'new', name: 'Winter appeal' };
	expect(withPending([accepted], [create], 'ann').get('new')).toBe(accepted);
});

test('leaving and removing take members away, and nothing that is unknown appears', () => {
	const merged = withPending(
		[room],
		[
			{ ...base, kind: 'member.remove', conversation: 'room', user: 'ben' },
			{ ...base, kind: 'conversation.leave', conversation: 'gone' },
		],
		'ann',
	);
	expect([...merged.keys()]).toEqual(['room']);
	expect(merged.get('room')!.members).toEqual([]);
});
