import { expect, test } from 'vitest';
import { showProgress } from './progress.ts';

function shown(isTTY: boolean): string {
	let text = '';
	const write = (part: string | Uint8Array) => ((text += part), true);
	const progress = showProgress({ isTTY, write });
	for (const share of [0.001, 0.002, 0.5, 0.999, 1]) progress(share);
	return text;
}

test('a terminal shows one line that is written over', () => {
	const line = 'Writing a year of history, this time only:';
	expect(shown(true)).toBe(`\r${line} 0 %\r${line} 50 %\r${line} 99 %\r${line} 100 %\n`);
});

test('a file gets one line', () => {
	expect(shown(false)).toBe('Writing a year of history, this time only.\n');
});
