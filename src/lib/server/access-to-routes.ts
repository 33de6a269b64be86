/** Which routes need what before they run. Pure; a route that is not named here needs a sign-in. */
export interface Visitor {
	setUp: boolean;
	signedIn: boolean;
	passwordTemporary: boolean;
}

export type RouteDecision =
	{ do: 'run' } | { do: 'redirect'; to: string } | { do: 'refuse'; status: 401 | 403 | 409; words: string };

const RUN: RouteDecision = { do: 'run' };
/** Routes for people who are not signed in. */
const OPEN = ['/sign-in', '/setup', '/join/[token]', '/api/sign-in', '/api/sign-out'];
/** What may be done with a password that somebody else knows: change it, or go. */
const BEFORE_OWN_PASSWORD = ['/account', '/api/session', ...OPEN];
const SHELL = '/messages';

/**
 * @param route the route's id without its groups
 * @param navigation false for a `fetch`: the service worker gets the messages' page, which holds nothing personal, without a sign-in
 */
export function decideRoute(route: string, url: URL, navigation: boolean, visitor: Visitor): RouteDecision {
	const api = route.startsWith('/api/');
	if (!visitor.setUp) {
		if (route === '/setup' || (isShell(route) && !navigation)) return RUN;
		return api ? refuse(409, 'There is no organisation on this server yet.') : redirectTo('/setup');
	}
	if (route === '/setup') return redirectTo('/');
	if (!visitor.signedIn) {
		if (OPEN.includes(route) || (isShell(route) && !navigation)) return RUN;
		if (api) return refuse(401, 'Sign in first.');
		return redirectTo(
			url.pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(url.pathname)}`,
		);
	}
	if (visitor.passwordTemporary && !BEFORE_OWN_PASSWORD.includes(route)) {
		return api ? refuse(403, 'Choose a password of your own first.') : redirectTo('/account');
	}
	return RUN;
}

/** A path of our own to go on to after signing in; anything else leads to the messages. */
export function nextPath(value: FormDataEntryValue | null): string {
	// "//host" and "/\host" are other servers to a browser.
	return typeof value === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(value) ? value : SHELL;
}

function isShell(route: string): boolean {
	return route === SHELL || route.startsWith(`${SHELL}/`);
}

function redirectTo(to: string): RouteDecision {
	return { do: 'redirect', to };
}

function refuse(status: 401 | 403 | 409, words: string): RouteDecision {
	return { do: 'refuse', status, words };
}
