import { expect, test } from 'vitest';
import { readerGroups } from './reader-groups.ts';

const readers = { read: ['ben'], unread: ['cara', 'dan', 'eve'] };

test('[C02] the others stand by how far a message came to each, the latest first', () => {
	const groups = readerGroups(readers, [
		{ user: 'ben', deliveredAt: null, readAt: 0 },
		{ user: 'cara', deliveredAt: 20, readAt: null },
		{ user: 'dan', deliveredAt: 30, readAt: null },
		{ user: 'eve', deliveredAt: null, readAt: null },
	]);
	expect(groups.map(({ kind, state, people }) => [kind, state, ...people.map(({ user }) => user)])).toEqual([
		['read', 'read', 'ben'],
		['delivered', 'delivered', 'dan', 'cara'],
		['undelivered', 'stored', 'eve'],
	]);
	expect(groups[1]!.people[0]).toEqual({ user: 'dan', at: 30 });
});

test('[C02] without the server nothing is said of devices', () => {
	expect(readerGroups(readers, null).map(({ kind, people }) => [kind, people.length])).toEqual([
		['read', 1],
		['unread', 3],
	]);
});
