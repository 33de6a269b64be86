declare module 'virtual:parley-verifier' {
	/** verify.mjs and verify.html, see bundle.ts. */
	export const command: string;
	export const page: string;
}
