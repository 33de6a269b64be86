import { expect, test } from 'vitest';
import { linkSpans } from './link-spans.ts';

test('addresses become links, the sentence around them stays text', () => {
	expect(linkSpans('See https://example.org/a?b=1, or (https://example.org/c_(d)).')).toEqual([
		{ text: 'See ' },
		{ text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
		{ text: ', or (' },
		{ text: 'https://example.org/c_(d)', href: 'https://example.org/c_(d)' },
		{ text: ').' },
	]);
	expect(linkSpans('mailto:ann@example.org')).toEqual([
		{ text: 'mailto:ann@example.org', href: 'mailto:ann@example.org' },
	]);
	expect(linkSpans('no address')).toEqual([{ text: 'no address' }]);
	expect(linkSpans('')).toEqual([]);
});

test('no other scheme becomes a link, however it is written', () => {
	for (const body of [
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'java\tscript:alert(1)',
		'data:text/html,<script>alert(1)</script>',
		'vbscript:msgbox',
		'&#106;avascript:alert(1)',
		'[x](javascript:alert(1))',
		'file:///etc/passwd',
		'https://',
	])
		expect(linkSpans(body), body).toEqual([{ text: body }]);
});

test('quotes, angle brackets and bidirectional controls end an address', () => {
	const spans = linkSpans('https://example.org/"onmouseover="alert(1) https://example.org/\u202egpj.exe');
	expect(spans.filter((span) => span.href).map((span) => span.href)).toEqual([
		'https://example.org/',
		'https://example.org/',
	]);
});

test('a host that does not read as it is written shows how it is resolved', () => {
	expect(linkSpans('https://еxample.org/')[0]).toMatchObject({ host: 'xn--xample-2of.org' });
	expect(linkSpans('https://Example.org/')[0]).not.toHaveProperty('host');
});

test('a hostile text of 16 kB costs little', () => {
	const body = 'https://'.repeat(2_000);
	const started = performance.now();
	linkSpans(body);
	expect(performance.now() - started).toBeLessThan(50);
	const dots = 'https://a' + '.'.repeat(16_000);
	const again = performance.now();
	linkSpans(dots);
	expect(performance.now() - again).toBeLessThan(50);
});
