import { expect, test } from 'vitest';
import { decideRoute, nextPath, type Visitor } from './access-to-routes.ts';

const MEMBER: Visitor = { setUp: true, signedIn: true, passwordTemporary: false };
const NEW_SERVER: Visitor = { setUp: false, signedIn: false, passwordTemporary: false };
const STRANGER: Visitor = { setUp: true, signedIn: false, passwordTemporary: false };
const TEMPORARY: Visitor = { setUp: true, signedIn: true, passwordTemporary: true };

const PAGES = [
	'/',
	'/setup',
	'/sign-in',
	'/join/[token]',
	'/messages',
	'/messages/[id]',
	'/people',
	'/account',
	'/not/named',
];
const APIS = [
	'/api/workspace',
	'/api/commands',
	'/api/devices',
	'/api/session',
	'/api/sign-in',
	'/api/sign-out',
	'/api/not-named',
];

function decide(route: string, visitor: Visitor, navigation = true): string {
	const decision = decideRoute(route, new URL(route, 'http://localhost'), navigation, visitor);
	if (decision.do === 'redirect') return decision.to;
	return decision.do === 'refuse' ? String(decision.status) : 'run';
}
const decideAll = (routes: string[], visitor: Visitor) =>
	Object.fromEntries(routes.map((route) => [route, decide(route, visitor)]));

test('before the set-up everything leads there', () => {
	expect(new Set(PAGES.map((route) => decide(route, NEW_SERVER)))).toEqual(new Set(['run', '/setup']));
	expect(decide('/setup', NEW_SERVER)).toBe('run');
	for (const route of APIS) expect(decide(route, NEW_SERVER)).toBe('409');
});

test('signed out, a visitor may sign in, join, and nothing else; what is not named is closed', () => {
	expect(decideAll(PAGES, STRANGER)).toEqual({
		'/': '/sign-in',
		'/setup': '/',
		'/sign-in': 'run',
		'/join/[token]': 'run',
		'/messages': '/sign-in?next=%2Fmessages',
		'/messages/[id]': '/sign-in?next=%2Fmessages%2F%5Bid%5D',
		'/people': '/sign-in?next=%2Fpeople',
		'/account': '/sign-in?next=%2Faccount',
		'/not/named': '/sign-in?next=%2Fnot%2Fnamed',
	});
	expect(decideAll(APIS, STRANGER)).toEqual({
		'/api/workspace': '401',
		'/api/commands': '401',
		'/api/devices': '401',
		'/api/session': '401',
		'/api/sign-in': 'run',
		'/api/sign-out': 'run',
		'/api/not-named': '401',
	});
});

test('the service worker gets the messages’ page without a sign-in, nothing else', () => {
	for (const visitor of [STRANGER, NEW_SERVER]) {
		expect(decide('/messages', visitor, false)).toBe('run');
		expect(decide('/messages/[id]', visitor, false)).toBe('run');
		expect(decide('/people', visitor, false)).not.toBe('run');
		expect(decide('/messages-archive', visitor, false)).not.toBe('run');
	}
});

test('signed in, everything runs but the set-up', () => {
	for (const route of [...PAGES, ...APIS])
		expect(decide(route, MEMBER)).toBe(route === '/setup' ? '/' : 'run');
});

test('with a password that somebody else knows, only its change', () => {
	const runs = [...PAGES, ...APIS].filter((route) => decide(route, TEMPORARY) === 'run');
	expect(runs).toEqual([
		'/sign-in',
		'/join/[token]',
		'/account',
		'/api/session',
		'/api/sign-in',
		'/api/sign-out',
	]);
	expect(decide('/messages', TEMPORARY)).toBe('/account');
	expect(decide('/api/commands', TEMPORARY)).toBe('403');
});

test('after signing in a visitor goes on within this server only', () => {
	for (const path of ['/people', '/messages/1?x=1#y']) expect(nextPath(path)).toBe(path);
	for (const path of [
		null,
		'',
		'people',
		'//evil.example',
		'/\\evil.example',
		'https://evil.example',
		'/\t/evil.example',
		'/\n',
	]) {
		expect(nextPath(path)).toBe('/messages');
	}
});
