/**
 * How many items only this device has, where the sign-in page can read it without opening anybody's data: a number and nothing else.
 * "Sign in to send 3 items".
 */
const KEY = 'parley.unsent';

export function keepUnsentHint(storage: Pick<Storage, 'setItem' | 'removeItem'>, unsent: number): void {
	if (unsent > 0) storage.setItem(KEY, String(unsent));
	else storage.removeItem(KEY);
}

export function unsentHint(storage: Pick<Storage, 'getItem'>): number {
	const value = Number(storage.getItem(KEY));
	return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
