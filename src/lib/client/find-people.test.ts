import { expect, test } from 'vitest';
import type { Person } from '#lib/protocol/workspace.ts';
import { findPeople } from './find-people.ts';

const person = (id: string, name: string): Person => ({
	...{ id, name, email: `${id}@larkfield.example`, role: 'MEMBER', active: true },
});
const PEOPLE = [person('0a1b', 'Élodie Márquez'), person('0c2d', 'Ben Okoro'), person('0e3f', 'Benita Lind')];
const ids = (query: string) => findPeople(PEOPLE, query).map(({ id }) => id);

test('[B04] two letters of a name are enough, in any order of words and without accents', () => {
	expect(ids('be')).toEqual(['0c2d', '0e3f']);
	expect(ids('lind ben')).toEqual(['0e3f']);
	expect(ids('marq elo')).toEqual(['0a1b']);
	expect(ids('b')).toEqual([]);
	expect(ids('  ')).toEqual([]);
});

test('[B04] an id or an address is found when it is the whole one', () => {
	expect(ids('0C2D')).toEqual(['0c2d']);
	expect(ids('0e3f@larkfield.example')).toEqual(['0e3f']);
	expect(ids('0c2')).toEqual([]);
});
