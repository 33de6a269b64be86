/** The colours of tokens.css keep the contrasts that the interface promises, computed as WCAG 2 does. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Scheme = 'light' | 'dark';
type Tokens = Record<string, string>;

const css = readFileSync('src/tokens.css', 'utf8');
const normal = tokensOf(':root {');
const high = { ...normal, ...tokensOf("[data-contrast='high'] {") };

/** What stands on what; the ground in parentheses is each one of these. */
const TEXT: readonly (readonly [ink: string, grounds: readonly string[]])[] = [
	['ink', ['paper', 'canvas', 'raised', 'sunken', 'hover', 'selected', 'own', 'seg-on', 'note-tint', 'mark']],
	['ink-2', ['paper', 'canvas', 'raised', 'sunken', 'hover', 'selected', 'own']],
	['ink-3', ['paper', 'canvas', 'raised', 'sunken', 'hover', 'selected', 'own']],
	['accent', ['paper', 'canvas', 'raised']],
	['accent-ink', ['paper', 'canvas', 'raised', 'accent-tint']],
	['on-accent', ['accent', 'accent-hover']],
	['customer', ['paper', 'customer-tint']],
	['note', ['paper', 'canvas', 'note-tint']],
	['danger', ['paper', 'canvas', 'raised', 'danger-tint']],
	['on-danger', ['danger']],
	['rail-ink', ['rail', 'rail-active']],
];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
	test.each(TEXT)('text in %s is at least 4.5 on each of its grounds', (ink, grounds) => {
		for (const ground of grounds)
			expect([ground, contrast(normal, scheme, ink, ground)]).toEqual([
				ground,
				expect.toSatisfy((value: number) => value >= 4.5),
			]);
	});

	test('the edge of a control is at least 3.2, the focus at least 3', () => {
		for (const ground of ['paper', 'canvas']) {
			expect(contrast(normal, scheme, 'line-strong', ground)).toBeGreaterThanOrEqual(3.2);
			expect(contrast(normal, scheme, 'focus', ground)).toBeGreaterThanOrEqual(3);
		}
	});

	test('in high contrast text is at least 7.5', () => {
		for (const [ink, grounds] of TEXT) {
			for (const ground of grounds)
				expect([ink, ground, contrast(high, scheme, ink, ground)]).toEqual([
					ink,
					ground,
					expect.toSatisfy((value: number) => value >= 7.5),
				]);
		}
	});

	test('in high contrast lines are at least 4.6', () => {
		for (const line of ['line', 'line-strong'])
			for (const ground of ['paper', 'canvas', 'raised'])
				expect([line, ground, contrast(high, scheme, line, ground)]).toEqual([
					line,
					ground,
					expect.toSatisfy((value: number) => value >= 4.6),
				]);
	});
});

test('the wish of the system for more contrast is what the choice gives', () => {
	expect(tokensOf(":root:not([data-contrast='normal']) {")).toEqual(tokensOf("[data-contrast='high'] {"));
});

test('black on white is 21', () => {
	const tokens = { black: 'light-dark(oklch(0 0 0), oklch(0 0 0))', white: 'oklch(1 0 0)' };
	expect(contrast(tokens, 'light', 'black', 'white')).toBeCloseTo(21, 1);
});

function tokensOf(selector: string): Tokens {
	const start = css.indexOf(selector);
	if (start === -1) throw new Error(`tokens.css has no ${selector}`);
	const block = css.slice(start, css.indexOf('}', start));
	return Object.fromEntries(
		[...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
	);
}

function contrast(tokens: Tokens, scheme: Scheme, one: string, other: string): number {
	const [light, dark] = [luminance(tokens, scheme, one), luminance(tokens, scheme, other)].sort(
		(a, b) => b - a,
	);
	return (light! + 0.05) / (dark! + 0.05);
}

function luminance(tokens: Tokens, scheme: Scheme, name: string): number {
	const colours = [
		...(tokens[name] ?? '').matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)|oklch\(([\d.]+) 0 0\)/g),
	];
	const colour = colours[scheme === 'dark' ? colours.length - 1 : 0];
	if (!colour) throw new Error(`--${name} is no colour`);
	const [lightness, chroma, hue] = colour.slice(1, 4).map(Number) as [number, number, number];
	return fromOklch(lightness, chroma, (hue * Math.PI) / 180);
}

/** Relative luminance of an OKLCH colour, clipped to what a screen shows. By Björn Ottosson's matrices. */
function fromOklch(lightness: number, chroma: number, angle: number): number {
	const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const linear = [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
	].map((value) => Math.min(1, Math.max(0, value)));
	return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
}
