/**
 * Headers of every answer. Pages have their content security policy from the framework (nonces); what has none gets one that allows
 * nothing. The referrer policy is not `no-referrer`: browsers would then send `Origin: null` with our own forms.
 */
const HEADERS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
};
const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const ONE_YEAR = 'max-age=31536000; includeSubDomains';

/** Of what its address names by its content, for whoever may see it. */
export const KEPT_FOR_EVER = 'private, max-age=31536000, immutable';

/** Sets them on an answer; `personal`: it must not stay in a cache, unless it says itself that it may stay in this browser's. */
export function setSecurityHeaders(
	headers: Headers,
	{ secure, personal }: { secure: boolean; personal: boolean },
): void {
	for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
	if (!headers.has('content-security-policy')) headers.set('content-security-policy', NO_CONTENT_POLICY);
	if (secure) headers.set('strict-transport-security', ONE_YEAR);
	if (personal && headers.get('cache-control') !== KEPT_FOR_EVER)
		headers.set('cache-control', 'private, no-store');
}
