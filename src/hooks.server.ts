import { redirect, type RequestEvent } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import { LANGUAGE_COOKIE, LANGUAGES } from '#lib/i18n/language.ts';
import { USER_HEADER } from '#lib/protocol/session-cookie.ts';
import { decideRoute } from '#lib/server/access-to-routes.ts';
import { browserOf, readSession } from '#lib/server/auth/sessions.ts';
import type { SignedIn } from '#lib/server/auth/signed-in.ts';
import { describeError } from '#lib/server/describe-error.ts';
import { findByToken } from '#lib/server/devices.ts';
import { anyOrganisation } from '#lib/server/organisations.ts';
import { bearerToken, guardRequest } from '#lib/server/request-guard.ts';
import { database, runtime } from '#lib/server/runtime.ts';
import { setSecurityHeaders } from '#lib/server/security-headers.ts';
import { languageOf, loadLanguages, speaking } from '#lib/server/spoken-language.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';

export const init: ServerInit = loadLanguages;

/** All that a request is answered with is read in its language. */
const speak: Handle = ({ event, resolve }) => {
	const language = languageOf(
		event.cookies.get(LANGUAGE_COOKIE),
		event.request.headers.get('accept-language'),
	);
	const transformPageChunk = ({ html }: { html: string }) =>
		html.replace('%language%', language).replace('%languages%', LANGUAGES.join(' '));
	return speaking(language, () => resolve(event, { transformPageChunk }));
};

const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const secure = event.url.protocol === 'https:';
	// The page of the messages is a shell without a name in it, and the service worker keeps it.
	const personal = !(routeOf(event).startsWith('/messages') && response.status === 200);
	setSecurityHeaders(response.headers, { secure, personal });
	return response;
};

const guard: Handle = ({ event, resolve }) => {
	const { url, request } = event;
	const refusal = guardRequest({ method: request.method, url, headers: request.headers }, runtime().loopback);
	return refusal ? Response.json({ message: refusal.words }, { status: refusal.status }) : resolve(event);
};

const identify: Handle = async ({ event, resolve }) => {
	const signedIn = await findSender(event);
	// A cookie changes hands between two tabs without a word: what one person queued is not run as another.
	const meant = event.request.headers.get(USER_HEADER);
	event.locals.signedIn = meant === null || meant === signedIn?.user ? signedIn : undefined;
	return resolve(event);
};

/** By a token or by the session, one or the other: a token never falls back to a cookie. */
async function findSender(event: RequestEvent): Promise<SignedIn | undefined> {
	const { headers } = event.request;
	if (!headers.has('authorization')) return readSession(browserOf(event), headers.get('cookie'));
	const token = bearerToken(headers);
	return token === undefined ? undefined : findByToken(database(), token);
}

const admit: Handle = async ({ event, resolve }) => {
	if (event.route.id === null) return resolve(event);
	const { signedIn } = event.locals;
	const decision = decideRoute(routeOf(event), event.url, isNavigation(event), {
		setUp: await isSetUp(),
		signedIn: signedIn !== undefined,
		passwordTemporary: signedIn?.passwordTemporary ?? false,
	});
	if (decision.do === 'redirect') return redirectResponse(event, decision.to);
	if (decision.do === 'refuse')
		return Response.json({ message: decision.words }, { status: decision.status });
	return resolve(event);
};

export const handle = sequence(speak, headers, guard, identify, admit);

/** Forbidden and missing read the same. What the server did wrong is logged, and told without its reason. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind === 'app') return {};
	if (kind === 'framework') return error.status === 404 ? { message: NOTHING_HERE } : {};
	const { route, locals } = event;
	runtime().log?.error(
		{ route: route.id, user: locals.signedIn?.user, error: describeError(error) },
		'a request failed',
	);
	return { message: 'The server failed. What you wrote is still on this device.' };
};

/** As a thrown redirect it would pass by the headers above; a page's own script needs that form, though. */
function redirectResponse({ isDataRequest, request }: RequestEvent, location: string): Response {
	if (isDataRequest || request.headers.has('x-sveltekit-action')) redirect(303, location);
	return new Response(null, { status: 303, headers: { location } });
}

/** The route's id without its groups: `/(app)/people` is `/people`. */
function routeOf(event: RequestEvent): string {
	return (event.route.id ?? '').replace(/\/\([^)]+\)/g, '') || '/';
}

function isNavigation({ request, isDataRequest }: RequestEvent): boolean {
	return isDataRequest || (request.headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate';
}

async function isSetUp(): Promise<boolean> {
	const state = runtime();
	// An organisation never goes away, so a yes holds.
	state.setUp ||= await anyOrganisation(state.database);
	return state.setUp;
}
