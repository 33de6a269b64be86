import { expect, test } from 'vitest';
import type { ConversationListing } from '#lib/client/conversation-list.ts';
import type { Person } from '#lib/protocol/workspace.ts';
import { channelNameFrom, markFound, paletteGroups } from './palette.ts';

function aListing(
	id: string,
	title: string,
	at: number,
	personId: string | null = null,
): ConversationListing {
	return {
		id,
		title,
		at,
		personId,
		section: personId ? 'direct' : 'channels',
		unread: 0,
		private: false,
		joined: true,
		muted: false,
		pinned: false,
		members: 3,
		pending: false,
		refused: null,
		previewAuthor: '',
		preview: '',
		ownState: null,
	};
}
const aPerson = (id: string, name: string): Person => ({
	id,
	name,
	email: `${id}@example.org`,
	role: 'MEMBER',
	active: true,
});

const listings = [
	aListing('1', 'clinic-rota', 10),
	aListing('2', 'field-ops', 30),
	aListing('3', 'Mitch Okafor', 20, 'mitch'),
];
const people = [
	aPerson('mitch', 'Mitch Okafor'),
	aPerson('clio', 'Clio Ruiz'),
	aPerson('nadia', 'Nadia Haddad'),
];
const titles = (query: string) =>
	paletteGroups(query, listings, people).map(({ heading, entries }) => [
		heading,
		...entries.map(({ title }) => title),
	]);

test('with nothing typed it shows where one was last, and what can be done', () => {
	const [recent, actions] = titles('');
	expect(recent).toEqual(['Recent', 'field-ops', 'Mitch Okafor', 'clinic-rota']);
	expect(actions).toContain('New channel');
});

test('it finds conversations, people without one, and offers a channel of that name', () => {
	expect(titles('cli')).toEqual([
		['Conversations', 'clinic-rota'],
		['People', 'Clio Ruiz'],
		['Actions', 'New channel named “cli”'],
	]);
	expect(titles('okafor')[0]).toEqual(['Conversations', 'Mitch Okafor']);
	expect(titles('#field')[0]).toEqual(['Conversations', 'field-ops']);
	expect(titles('clinic-rota').flat()).not.toContain('New channel named “clinic-rota”');
	expect(titles('password')[0]).toEqual(['Actions', 'Go to your account', 'New channel named “password”']);
});

test('signs of a pattern are plain text', () => {
	expect(() => titles('a(b[*')).not.toThrow();
});

test('a channel’s name is made of what was typed', () => {
	expect(channelNameFrom('#  Winter Appéal 2026!')).toBe('winter-appeal-2026');
	expect(channelNameFrom('东')).toBe('');
});

test('what was typed is marked where it stands', () => {
	expect(markFound('clinic-rota', 'rota')).toEqual([
		{ text: 'clinic-', marked: false },
		{ text: 'rota', marked: true },
	]);
	expect(markFound('Åsa', 'asa')).toEqual([{ text: 'Åsa', marked: true }]);
	expect(markFound('ﬁeld', 'eld')).toEqual([{ text: 'ﬁeld', marked: false }]);
});
