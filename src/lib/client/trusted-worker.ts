/** The program's workers, by addresses in the form that the content security policy asks for (`trusted-types` in vite.config.ts). */
import pdf from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import verify from './audit/verify-worker.ts?worker&url';
import digest from './files/digest-worker.ts?worker&url';
import search from './search/search-worker.ts?worker&url';

const OURS = { verify, digest, search, pdf };
/** Named in the content security policy. */
const POLICY = 'parley-worker';

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL(url: string): string },
	): {
		createScriptURL(url: string): string;
	};
}

/** A policy is made once. */
let policy: { createScriptURL(url: string): string } | undefined;

export function workerUrl(which: keyof typeof OURS): string {
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	policy ??= trustedTypes?.createPolicy(POLICY, {
		createScriptURL: (url) => {
			if (!Object.values(OURS).includes(url)) throw new TypeError('No worker of ours.');
			return url;
		},
	});
	return policy?.createScriptURL(OURS[which]) ?? OURS[which];
}
