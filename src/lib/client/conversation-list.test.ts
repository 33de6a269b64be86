import { expect, test } from 'vitest';
import {
	keepUnchanged,
	listedBeside,
	neighbourOf,
	sectionsOf,
	type ListedConversation,
} from './conversation-list.ts';

const listed = (id: string, over: Partial<ListedConversation> = {}): ListedConversation => ({
	id,
	section: 'direct',
	title: id,
	at: null,
	unread: 0,
	pinned: false,
	...over,
});

const all = [
	listed('general', { section: 'channels', at: 5 }),
	listed('Ann', { at: 1 }),
	listed('Bob', { at: 9, unread: 2 }),
	listed('Winter appeal', { section: 'groups', at: 3, unread: 1 }),
	listed('Józef Łoś', { at: null }),
];
const names = (sections: ReturnType<typeof sectionsOf>) =>
	sections.map((section) => [section.heading, ...section.conversations.map((each) => each.id)]);

test('[A02] each conversation stands in one section, the latest first', () => {
	expect(names(sectionsOf(all))).toEqual([
		['Direct messages', 'Bob', 'Ann', 'Józef Łoś'],
		['Channels', 'general'],
		['Groups', 'Winter appeal'],
	]);
});

test('[A02] what is pinned stands first, and nowhere else', () => {
	const pinned = all.map((each) => ({ ...each, pinned: ['general', 'Ann'].includes(each.id) }));
	expect(names(sectionsOf(pinned))).toEqual([
		['Pinned', 'general', 'Ann'],
		['Direct messages', 'Bob', 'Józef Łoś'],
		['Channels'],
		['Groups', 'Winter appeal'],
	]);
});

test('[E06] a public channel that one only reads is in the sidebar while it is open', () => {
	const channel = (id: string, joined: boolean, refused: string | null = null) => ({ id, joined, refused });
	const known = [channel('mine', true), channel('read', false), channel('taken', false, 'it exists already')];
	expect(listedBeside(known, null).map(({ id }) => id)).toEqual(['mine', 'taken']);
	expect(listedBeside(known, 'read').map(({ id }) => id)).toEqual(['mine', 'read', 'taken']);
});

test('of a list that is made anew, only the lines that say something else are other objects', () => {
	const anew = all.map((each) => ({ ...each, unread: each.id === 'Ann' ? 1 : each.unread }));
	const kept = keepUnchanged(all, [...anew, listed('Zoe')]);
	expect(kept.map(({ id }) => id)).toEqual([...all.map(({ id }) => id), 'Zoe']);
	expect(kept.filter((each) => !all.includes(each)).map(({ id }) => id)).toEqual(['Ann', 'Zoe']);
	expect(kept.find(({ id }) => id === 'Ann')).toMatchObject({ unread: 1 });
});

test('the next and the previous conversation follow the sidebar and go round', () => {
	const sections = sectionsOf(all);
	expect(neighbourOf(sections, 'Bob', 1, false)?.id).toBe('Ann');
	expect(neighbourOf(sections, 'Bob', -1, false)?.id).toBe('Winter appeal');
	expect(neighbourOf(sections, null, 1, false)?.id).toBe('Bob');
	expect(neighbourOf(sections, null, -1, false)?.id).toBe('Winter appeal');
	expect(neighbourOf(sections, 'Bob', 1, true)?.id).toBe('Winter appeal');
	expect(neighbourOf(sections, 'Winter appeal', 1, true)?.id).toBe('Bob');
	expect(neighbourOf(sectionsOf([listed('Ann')]), 'Ann', 1, false)).toBeUndefined();
	expect(neighbourOf([], null, 1, false)).toBeUndefined();
});
