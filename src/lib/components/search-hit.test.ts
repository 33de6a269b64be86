import { expect, test } from 'vitest';
import { excerptOf, hitPath, hitPlace } from './search-hit.ts';

const hit = {
	conversation: 'c',
	volume: 2,
	client: 70000,
	clock: 5,
	author: 'a',
	body: '',
	at: new Date(2026, 2, 12, 9, 11).getTime(),
};
const now = new Date(2026, 2, 13, 11, 52).getTime();

test('[C15] a hit links to its message and says where and when', () => {
	expect(hitPath(hit)).toBe('/messages/c?message=2:70000:5');
	expect(hitPlace(hit, '# field-ops', 'Sarah', now)).toBe('# field-ops, Sarah, yesterday 09:11');
	expect(hitPlace(hit, 'Sarah', 'Sarah', now)).toBe('Sarah, yesterday 09:11');
	expect(hitPlace({ ...hit, at: new Date(2025, 0, 2).getTime() }, 'A', 'B', now)).toBe(
		'A, B, 2 January 2025',
	);
});

test('[C15] an excerpt begins near what was found', () => {
	expect(excerptOf('I rang\nthe clinic', ['clinic'])).toBe('I rang the clinic');
	const long = `${'one two three '.repeat(30)}clinic asks ${'for a letter '.repeat(30)}`;
	expect(excerptOf(long, ['clinic'])).toMatch(/^… (?:\w+ )+clinic asks for a letter/);
	expect(excerptOf(`${'会'.repeat(100)}議`, ['議'])).toMatch(/^… 会+議$/);
});
