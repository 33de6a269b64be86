import { expect, test } from 'vitest';
import { markSpans } from './mark-spans.ts';
import { parseSpans } from './parse-spans.ts';

test('[C14] words that are looked for stand out wherever they stand', () => {
	const spans = markSpans(
		parseSpans('the keys, **the keys** and `keys` at https://keys.example/ by <@everyone>'),
		['keys'],
	);
	expect(spans).toMatchObject([
		{ kind: 'text', text: 'the ' },
		{ kind: 'found', text: 'keys' },
		{ kind: 'text', text: ', ' },
		{
			kind: 'strong',
			spans: [
				{ kind: 'text', text: 'the ' },
				{ kind: 'found', text: 'keys' },
			],
		},
		{ kind: 'text', text: ' and ' },
		{ kind: 'code', text: 'keys', parts: [{ kind: 'found', text: 'keys' }] },
		{ kind: 'text', text: ' at ' },
		{ kind: 'link', parts: [{ kind: 'text' }, { kind: 'found', text: 'keys' }, { kind: 'text' }] },
		{ kind: 'text', text: ' by ' },
		{ kind: 'mention', user: 'everyone' },
	]);
});

test('[C14] what holds none of the words stays as it is', () => {
	const spans = parseSpans('`code` and https://example.org/');
	expect(markSpans(spans, ['keys'])).toEqual(spans);
});
