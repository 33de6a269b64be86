import { expect, test } from 'vitest';
import { belongsTo, howToAnswer, withFreshNonce } from './shell.ts';

const files = new Set([
	'/_app/immutable/entry/start.a1.js',
	'/_app/immutable/entry/app.b2.js',
	'/favicon.svg',
]);
const page = `<link href="/_app/immutable/entry/app.b2.js" rel="modulepreload">
<script nonce="AbC+/=">import("/_app/immutable/entry/start.a1.js")</script>`;

test('a page is kept only with the files that it loads', () => {
	expect(belongsTo(page, files)).toBe(true);
	expect(belongsTo(page.replace('a1', 'newer'), files)).toBe(false);
	expect(belongsTo('<h1>Bad gateway</h1>', files)).toBe(false);
});

test('each answer carries a nonce of its own, in the page and in its policy', () => {
	const policy = "script-src 'self' 'strict-dynamic' 'nonce-AbC+/='; style-src 'self' 'nonce-AbC+/='";
	const fresh = withFreshNonce(page, policy, 'new1');
	expect(fresh.policy).toBe("script-src 'self' 'strict-dynamic' 'nonce-new1'; style-src 'self' 'nonce-new1'");
	expect(fresh.html).toContain('<script nonce="new1">');
	expect(fresh.html).not.toContain('AbC');
	expect(withFreshNonce(page, "script-src 'self'", 'new1').html).toBe(page);
});

test('the messages open from the device, other pages only without an answer, commands never', () => {
	const get = (pathname: string, mode = 'navigate', method = 'GET', sameOrigin = true) =>
		howToAnswer({ method, mode }, { pathname, sameOrigin }, files);
	expect(get('/messages')).toBe('shell');
	expect(get('/messages/0198c0de-0000-7000-8000-000000000001')).toBe('shell');
	expect(get('/people')).toBe('shell-offline');
	expect(get('/sign-in')).toBe('shell-offline');
	expect(get('/favicon.svg', 'no-cors')).toBe('kept');
	expect(get('/_app/immutable/chunks/older.z9.js', 'cors')).toBe('kept');
	expect(get('/api/workspace', 'cors')).toBe('network');
	expect(get('/messages', 'cors')).toBe('network');
	expect(get('/messages', 'navigate', 'POST')).toBe('network');
	expect(get('/messages', 'navigate', 'GET', false)).toBe('network');
});
