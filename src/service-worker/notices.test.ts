import { expect, test } from 'vitest';
import { inLanguage } from './notice-language.ts';
import { notificationOf, parsePush } from './notices.ts';

const ROOM = '0191e1a0-0000-7000-8000-00000000000a';
const notice = {
	conversation: ROOM,
	key: '0:65537:4',
	title: 'Ann',
	body: 'Hello',
	count: 1,
	kind: 'direct',
} as const;

test('[B7] a notice leads to its message, counts, and replaces the one before of its conversation', () => {
	expect(parsePush(JSON.stringify({ v: 1, show: notice }))).toEqual({ v: 1, show: notice });
	const one = notificationOf(notice);
	expect(one.options).toMatchObject({ body: 'Hello', data: { path: `/messages/${ROOM}?message=0:65537:4` } });
	expect(notificationOf({ ...notice, count: 3 }).title).toBe('Ann (3)');
	expect(notificationOf({ ...notice, key: '0:65537:9' }).options.tag).toBe(one.options.tag);
});

test('[B7] what Parley says is in the language of this browser, what people wrote is not touched', () => {
	expect(inLanguage(notice, 'de')).toBe(notice);
	const hidden = { ...notice, kind: 'mention', body: 'Mentioned you' } as const;
	expect(inLanguage(hidden, 'de').body).toBe('Hat Sie erwähnt');
	expect(inLanguage(hidden, 'en').body).toBe('Mentioned you');
	const added = { ...notice, kind: 'added', body: 'Ann Rivers added you.' } as const;
	expect(inLanguage(added, 'de').body).toBe('Ann Rivers hat Sie hinzugefügt.');
});

test.each([
	'',
	'null',
	'[]',
	'{"v":2,"close":[]}',
	'{"v":1}',
	'{"v":1,"close":["x"]}',
	'{"v":1,"test":7}',
	JSON.stringify({ v: 1, show: { ...notice, conversation: 'https://evil.example/' } }),
	JSON.stringify({ v: 1, show: { ...notice, key: '//evil.example' } }),
	JSON.stringify({ v: 1, show: { ...notice, kind: 'constructor' } }),
	JSON.stringify({ v: 1, show: { ...notice, title: 7 } }),
])('[B7] %s is no push of ours', (text) => expect(parsePush(text)).toBeUndefined());
