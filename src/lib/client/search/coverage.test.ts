import { expect, test } from 'vitest';
import { coverageWords, isComplete, nothingWords, type Coverage } from './coverage.ts';
import { findWords, positionWords } from './find-words.ts';

const offline: Coverage = {
	total: 44,
	here: 41,
	partly: 0,
	reading: 0,
	upTo: 5,
	byServer: false,
	online: false,
};
const words = (coverage: Partial<Coverage>) => coverageWords({ ...offline, ...coverage }, () => '12 March');

test('[X7] what was searched is said in words', () => {
	expect(words({})).toBe(
		'Searched 41 of 44 conversations on this device, complete to 12 March. The other 3 are searched when you are online.',
	);
	expect(words({ here: 43 })).toContain('The other one is searched when you are online.');
	expect(words({ here: 44 })).toBe('Searched 44 of 44 conversations on this device, complete to 12 March.');
	expect(words({ here: 44, partly: 2, upTo: null })).toBe(
		'Searched 44 of 44 conversations on this device. 2 of them are here only in their newer part. The rest is searched when you are online.',
	);
	expect(words({ here: 44, reading: 1 })).toContain('1 conversation is still being read.');
	expect(words({ byServer: true, online: true })).toBe('Searched all 44 conversations.');
	expect(words({ here: 44, upTo: null, online: true })).toBe('Searched all 44 conversations.');
	expect(words({ online: true })).toContain('The server did not answer for the rest.');
});

test('[X7] nobody is told that there is nothing while something was not looked at', () => {
	for (const partial of [
		{},
		{ here: 44 },
		{ here: 44, upTo: null },
		{ here: 44, upTo: null, online: true, partly: 1 },
	]) {
		const coverage = { ...offline, ...partial };
		expect(isComplete(coverage)).toBe(false);
		expect(nothingWords(coverage)).toMatch(/^Nothing in the \d+ conversations on this device\.$/);
	}
	expect(nothingWords({ ...offline, here: 0 })).toBe('No conversation is on this device yet.');
	expect(nothingWords({ ...offline, byServer: true })).toBe('No results in all 44 conversations.');
	expect(nothingWords({ ...offline, total: 1, here: 1, byServer: true })).toBe(
		'No results in the one conversation.',
	);
});

test('[C14] the position among what was found, and what of the conversation was not looked through', () => {
	const view = { wanted: true, answered: true, hits: [1, 2, 3], more: false };
	expect(positionWords(view, 1)).toBe('2 of 3');
	expect(positionWords({ ...view, more: true }, 0)).toBe('1 of 3+');
	expect(positionWords({ ...view, hits: [] }, -1)).toBe('0 found');
	expect(positionWords({ ...view, wanted: false }, -1)).toBe('');
	const one: Coverage = { ...offline, total: 1, here: 1 };
	const said = (coverage: Partial<Coverage>, found = true) =>
		findWords({ ...one, ...coverage }, found, () => '12 March');
	expect(said({})).toBe('Complete to 12 March.');
	expect(said({ byServer: true })).toBeNull();
	expect(said({ partly: 1 })).toBe(
		'Only its newer part is on this device. The rest is searched when you are online.',
	);
	expect(said({ partly: 1 }, false)).toMatch(/^Nothing in the part on this device\. /);
	expect(said({ here: 0 })).toContain('not on this device yet');
});
