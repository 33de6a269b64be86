import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APPEARANCE_KEY, readAppearance } from './appearance.ts';

const kept = (value: string | null) => readAppearance({ getItem: () => value });

test('what a browser keeps is believed only where it is one of the choices', () => {
	expect(kept(null)).toEqual({});
	expect(kept('{"theme":"dark","density":"compact","language":"de"}')).toEqual({
		theme: 'dark',
		density: 'compact',
		language: 'de',
	});
	expect(kept('{"theme":"pink","language":"tlh","else":1}')).toEqual({});
	expect(kept('not json')).toEqual({});
	expect(kept('null')).toEqual({});
});

test('the script that runs before the first paint reads the same key', () => {
	expect(readFileSync('src/app.html', 'utf8')).toContain(`getItem('${APPEARANCE_KEY}')`);
});
