/** What a request must be before anything is done for it (threats: cross-site request forgery, DNS rebinding). Pure. */
import { PART_TYPE } from '#lib/protocol/files.ts';
import { sessionCookieName } from '#lib/protocol/session-cookie.ts';

export interface GuardedRequest {
	method: string;
	/** As the server is addressed by this request. */
	url: URL;
	headers: Headers;
}

export interface GuardRefusal {
	status: 400 | 403 | 413 | 415 | 421;
	words: string;
}

const CROSS_SITE: GuardRefusal = {
	status: 403,
	words: 'This request does not come from Parley’s own pages.',
};
const NOT_JSON: GuardRefusal = { status: 415, words: 'This address takes application/json.' };
const TOO_LARGE: GuardRefusal = { status: 413, words: 'This is too much at once.' };
/** Of what is no part of a file. */
const MAX_BODY_BYTES = 512 * 1024;
const WRONG_HOST: GuardRefusal = { status: 421, words: 'This server does not answer under that name.' };
const LOCAL_NAMES = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/;

/** Undefined when the request may go on. `loopback`: the server listens on this computer only, so other names point here by deceit. */
export function guardRequest(request: GuardedRequest, loopback: boolean): GuardRefusal | undefined {
	if (loopback && !LOCAL_NAMES.test(request.url.hostname)) return WRONG_HOST;
	if (request.method === 'GET' || request.method === 'HEAD') return undefined;
	if (!isSameOrigin(request) && !isOutsideBrowser(request)) return CROSS_SITE;
	if (isPart(request)) return undefined;
	if (request.url.pathname.startsWith('/api/') && !isJson(request.headers)) return NOT_JSON;
	if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return TOO_LARGE;
	return undefined;
}

/** Bytes of an upload (SPEC M2). */
function isPart({ method, url, headers }: GuardedRequest): boolean {
	return (
		method === 'PATCH' &&
		url.pathname.startsWith('/api/uploads/') &&
		headers.get('content-type') === PART_TYPE
	);
}

function isSameOrigin({ url, headers }: GuardedRequest): boolean {
	const origin = headers.get('origin');
	if (origin !== null) return origin === url.origin;
	return headers.get('sec-fetch-site') === 'same-origin';
}

/**
 * A program, not a page: it names no origin or site, as every browser does with such a request, and brings no session. It may sign in, and
 * do what its own token allows. (Sec-Fetch-Mode says nothing: Node's fetch sends it too.)
 */
function isOutsideBrowser({ url, headers }: GuardedRequest): boolean {
	if (headers.has('origin') || headers.has('sec-fetch-site') || hasSessionCookie(headers)) return false;
	return url.pathname === '/api/sign-in' || bearerToken(headers) !== undefined;
}

function hasSessionCookie(headers: Headers): boolean {
	const names = [sessionCookieName(true), sessionCookieName(false)];
	return (headers.get('cookie') ?? '').split(';').some((pair) => names.includes(pair.split('=')[0]!.trim()));
}

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(headers: Headers): string | undefined {
	return /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(headers.get('authorization') ?? '')?.[1];
}

function isJson(headers: Headers): boolean {
	const [essence] = (headers.get('content-type') ?? '').split(';');
	return essence!.trim().toLowerCase() === 'application/json';
}
