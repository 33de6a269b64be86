/** Stands in for devalue's `uneval` in the page's bundle (`vite.config.ts`): the server alone writes values as code. */
export function uneval(): never {
	throw new Error('Only the server writes values as code.');
}
