/** The kept page of the application: pure, so that a test needs no worker. */

const NONCE = /'nonce-([A-Za-z0-9+/=_-]+)'/;

/** The address of everything that the page's script loads at once must be among the kept files. */
const LOADED = /["'(](\/_app\/immutable\/[^"')]+)["')]/g;

/** Named by its content. */
const PHOTO = /^\/api\/photos\/[0-9a-f]{64}$/;

/** Where files are whose names hold the hash of their content. */
const BUILT = '/_app/immutable/';

/**
 * Does this page belong to the kept files? While a newer program is being installed the server already answers with its own page;
 * kept with the older files it would not start without the network.
 */
export function belongsTo(html: string, files: ReadonlySet<string>): boolean {
	const loaded = [...html.matchAll(LOADED)].map((match) => match[1]!);
	return loaded.length > 0 && loaded.every((path) => files.has(path));
}

/**
 * The page with a nonce of its own. A nonce must not be used twice: whoever could read it from a kept page and then inject markup
 * would have its scripts run.
 */
export function withFreshNonce(
	html: string,
	policy: string,
	nonce: string,
): { html: string; policy: string } {
	const old = NONCE.exec(policy)?.[1];
	if (old === undefined) return { html, policy };
	return {
		html: html.replaceAll(`nonce="${old}"`, `nonce="${nonce}"`),
		policy: policy.replaceAll(`'nonce-${old}'`, `'nonce-${nonce}'`),
	};
}

/** What a request gets. `shell`: the kept page; `shell-offline`: that only without an answer; `kept`: a kept file; `photo`: a picture, kept once it was seen; `network`: nothing of ours. */
export type Answering = 'shell' | 'shell-offline' | 'kept' | 'photo' | 'network';

export function howToAnswer(
	request: { method: string; mode: string },
	url: { pathname: string; sameOrigin: boolean },
	files: ReadonlySet<string>,
): Answering {
	if (request.method !== 'GET' || !url.sameOrigin) return 'network';
	// One of another version is asked for by a window that still shows that.
	if (files.has(url.pathname) || url.pathname.startsWith(BUILT)) return 'kept';
	if (request.mode !== 'navigate') return PHOTO.test(url.pathname) ? 'photo' : 'network';
	return url.pathname === '/messages' || url.pathname.startsWith('/messages/') ? 'shell' : 'shell-offline';
}
