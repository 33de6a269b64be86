import { expect, test } from 'vitest';
import { linkedMessage, messageLink } from './message-link.ts';

const ROOM = '0191e1a0-0000-7000-8000-00000000000a';

test('[F03] a link to a message names it', () => {
	const link = messageLink(ROOM, '2:65537:14');
	expect(link).toBe(`/messages/${ROOM}?message=2:65537:14`);
	expect(linkedMessage(new URL(link, 'http://localhost'))).toBe('2:65537:14');
});

test.each([
	'',
	'?message=',
	'?message=2:65537',
	'?message=2:65537:14x',
	'?message=<script>',
	'?m=2:65537:14',
])('[F03] %j names no message', (search) =>
	expect(linkedMessage(new URL(`http://localhost/messages/${ROOM}${search}`))).toBeNull(),
);
