/** Links to one message, in the form that the address bar, notifications and search results share. */
const PARAMETER = 'message';

/** @param key of the item in its timeline: `volume:client:clock` */
export function messageLink(conversation: string, key: string): string {
	return `/messages/${conversation}?${PARAMETER}=${key}`;
}

/** The key of the message that an address names; null when it names none. */
export function linkedMessage({
	searchParams,
}: {
	searchParams: Pick<URLSearchParams, 'get'>;
}): string | null {
	const key = searchParams.get(PARAMETER);
	return key !== null && /^\d+:\d+:\d+$/.test(key) ? key : null;
}
