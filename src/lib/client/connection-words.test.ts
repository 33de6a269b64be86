import { expect, test } from 'vitest';
import { footWords, noticesOf } from './connection-words.ts';
import type { ConnectionStatus, StorageStatus } from './summaries.ts';

const clock = () => '11:42';
const options = { now: 1_000, clock, afterTrouble: true, undelivered: 0 };
const safe: StorageStatus = { persisted: true, full: false, failed: false };
const evictable: StorageStatus = { ...safe, persisted: false };
const facts = (over: Partial<ConnectionStatus>): ConnectionStatus => ({
	state: 'current',
	asOf: 500,
	nextTryAt: null,
	unsent: 0,
	files: 0,
	sent: 0,
	toSend: 0,
	received: 0,
	...over,
});
const words = (over: Partial<ConnectionStatus>, storage = safe, afterTrouble = true) =>
	noticesOf(facts(over), storage, { ...options, afterTrouble }).map((notice) =>
		[`**${notice.strong}** ${notice.rest}`, ...notice.actions.map((each) => each.words)].join(' | '),
	);

test('the words of the interface, exactly', () => {
	expect(words({ state: 'offline', unsent: 3 })).toEqual([
		'**Offline.** 3 items are saved on this device and will be sent by themselves.',
	]);
	expect(words({ state: 'offline' })).toEqual(['**Offline.** You can read, search and write.']);
	expect(words({ state: 'syncing', sent: 2, toSend: 3, received: 41 })).toEqual([
		'**Syncing.** 2 of 3 sent, 41 received.',
	]);
	expect(words({})).toEqual(['**Up to date** as of 11:42. Everything you wrote is stored.']);
	expect(words({ state: 'unreachable', nextTryAt: 8_600 })).toEqual([
		'**The server does not answer.** Next try in 8 s. | Try now',
	]);
	expect(words({ state: 'signed-out', unsent: 3 })).toEqual([
		'**Sign in to send 3 items.** They stay on this device until then. | Sign in',
	]);
	expect(words({ state: 'outdated' })).toEqual([
		'**This page is older than the server.** Reload to go on. Everything you wrote is kept. | Reload',
	]);
	expect(words({ state: 'outdated', unsent: 2 })[0]).toContain('Reload to send 2 items.');
	expect(words({ state: 'offline', unsent: 3 }, evictable)).toEqual([
		'**Offline.** 3 items are saved on this device and will be sent by themselves.',
		'**This browser may delete its data.** 3 items exist only here. | Keep them safe | save a copy',
	]);
	expect(words({ state: 'current' }, { ...safe, full: true, failed: true }, false)).toEqual([
		'**This device is full.** New text is not saved. | Free space',
	]);
	expect(noticesOf(facts({ state: 'offline' }), safe, options)[0]!.aside).toBe('Up to date as of 11:42');
});

test('what could not be written is said, and that it is tried again', () => {
	expect(words({}, { ...safe, failed: true }, false)).toEqual([
		'**Not saved.** What you wrote is in this window only. It is tried again by itself. | Save a copy',
	]);
});

test('what was not delivered is said, and then not everything is stored', () => {
	const lines = noticesOf(facts({}), safe, { ...options, undelivered: 2 });
	expect(lines.map(({ strong, rest }) => `**${strong}** ${rest}`)).toEqual([
		'**Not delivered:** 2 texts are kept here.',
		'**Up to date** as of 11:42.',
	]);
	expect(footWords(facts({}), { ...options, undelivered: 2 }).detail).toBe('2 texts not delivered');
});

test('one item is spoken of as one', () => {
	expect(words({ state: 'offline', unsent: 1 }, evictable)).toEqual([
		'**Offline.** 1 item is saved on this device and will be sent by itself.',
		'**This browser may delete its data.** 1 item exists only here. | Keep it safe | save a copy',
	]);
	expect(words({ state: 'signed-out', unsent: 1 })[0]).toContain('Sign in to send 1 item.** It stays');
});

test('an ordinary exchange moves nothing on the page', () => {
	expect(words({ state: 'syncing', sent: 0, toSend: 1 }, safe, false)).toEqual([]);
	expect(words({}, safe, false)).toEqual([]);
});

test('the foot says the same in two lines', () => {
	const foot = (over: Partial<ConnectionStatus>) => {
		const { title, detail } = footWords(facts(over), options);
		return `${title} / ${detail}`;
	};
	expect(foot({ state: 'offline', unsent: 3 })).toBe('Offline / 3 items wait on this device');
	expect(foot({ state: 'offline' })).toBe('Offline / Up to date as of 11:42');
	expect(foot({ state: 'syncing', sent: 2, toSend: 3, received: 41 })).toBe(
		'Syncing / 2 of 3 sent, 41 received',
	);
	expect(foot({})).toBe('Up to date / as of 11:42');
	expect(foot({ state: 'signed-out', unsent: 1 })).toBe('Sign in / 1 item waits on this device');
	expect(foot({ state: 'unreachable', nextTryAt: 5_000 })).toBe(
		'The server does not answer / Next try in 4 s',
	);
});
