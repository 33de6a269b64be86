/** Leads to the sign-in page, and back to where somebody was. */
export function goToSignIn(): void {
	location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
}
