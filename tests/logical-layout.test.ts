/** Layout by beginning and end, never by left and right: every page is mirrored where the script runs from right to left. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const PHYSICAL = [
	/(?<![\w-])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b/,
	/(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius\b/,
	/(?<![\w-])(?:left|right):\s/,
	/(?<![\w-])(?:text-align|float|clear):\s*(?:left|right)\b/,
	/class="[^"]*(?<![\w-])-?(?:(?:[mp][lr]|left|right|rounded-[lr]|border-[lr])-[\w.[]|text-(?:left|right)\b)/,
];

test.each(globSync(['src/**/*.svelte', 'src/*.css']))('%s', (file) => {
	expect(physicalIn(readFileSync(file, 'utf8'))).toEqual([]);
});

test('and would be caught', () => {
	expect(
		physicalIn(
			'<i class="ml-2"></i>\n<i class="pr-[3px] x"></i>\nmargin-left: 1px;\nleft: 0;\ntext-align: right;\nmargin-inline: 1px;\nenv(safe-area-inset-left)\n<i class="plain mlem"></i>',
		),
	).toHaveLength(5);
});

function physicalIn(source: string): string[] {
	const script = /<script[\s\S]*?<\/script>/g;
	return source
		.replace(script, (text) => text.replace(/[^\n]/g, ''))
		.split('\n')
		.filter((line) => PHYSICAL.some((pattern) => pattern.test(line)))
		.map((line) => line.trim());
}
