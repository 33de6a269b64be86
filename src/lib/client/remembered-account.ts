import type { Account } from './account.ts';

/** Who was here last, so that the application starts without the network. An id and two names; the data itself is elsewhere, under the id. */
const ACCOUNT = 'parley.account';
const ASK = 'parley.ask-who';
const END = 'parley.end-session';

/** Null for nobody, or when somebody else may have signed in since: then only the server knows. */
export function rememberedAccount(): Account | null {
	if (localStorage.getItem(ASK) !== null) return null;
	const text = localStorage.getItem(ACCOUNT);
	return text === null ? null : (JSON.parse(text) as Account);
}

export function rememberAccount(account: Account): void {
	localStorage.setItem(ACCOUNT, JSON.stringify(account));
	localStorage.removeItem(ASK);
}

/** Somebody signs in on this browser: the next start must not show the data of whoever was here before. */
export function expectSomebodyElse(): void {
	localStorage.setItem(ASK, '1');
	localStorage.removeItem(END);
}

/** After signing out: nobody is known here, and a session that the server could not be told to end must not open anything. */
export function forgetAccount(): void {
	localStorage.removeItem(ACCOUNT);
	localStorage.removeItem(ASK);
	localStorage.setItem(END, '1');
}

/** Somebody signed out here and nobody has signed in since: whatever the cookie says, that session is to end. */
export function mustEndSession(): boolean {
	return localStorage.getItem(END) !== null;
}

export function sessionEnded(): void {
	localStorage.removeItem(END);
}
