import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { verifierPlugin } from './src/verifier/bundle.ts';

/**
 * What the first page needs comes in three files and not in eighty small ones, which a sixth more would be compressed. Each has what the modules that it is named by import at once;
 * `frame` is all that the pages before signing in share with the others. An earlier one takes what a later one would.
 */
const FIRST_PAGE = [
	/**
	 * What the page says of itself is set before anything of SvelteKit reads it as it loads. Together with the rest, the program would not know its own version, and
	 * SvelteKit would take each error page for an old one and load it anew, for ever.
	 */
	{ name: 'start', test: /runtime\/client\/payload\.js|preload-helper/ },
	{
		name: 'frame',
		test: /src\/routes\/\+layout\.svelte$|src\/lib\/components\/AuthFrame\.svelte$/,
	},
	{ name: 'list', test: /src\/routes\/\(app\)\/(messages\/)?\+(layout|page)\.svelte$/ },
	{ name: 'conversation', test: /src\/routes\/\(app\)\/messages\/\[id\]\/\+page\.svelte$/ },
];

/** SvelteKit names a function of devalue that only its server calls, and with it a page would bring 13 kB of source. */
const withoutUneval: Plugin = {
	name: 'without-uneval',
	apply: 'build',
	enforce: 'pre',
	applyToEnvironment: ({ name }) => name === 'client',
	resolveId(source, importer) {
		const isAsked = source === './src/uneval.js' && importer?.endsWith('/devalue/index.js');
		return isAsked ? fileURLToPath(new URL('src/lib/client/no-uneval.ts', import.meta.url)) : undefined;
	},
};

export default defineConfig({
	// Small fonts would become data: addresses, which the content security policy does not allow.
	build: { assetsInlineLimit: 0 },
	resolve: {
		alias: { 'lib0/logging': fileURLToPath(new URL('src/lib/client/yjs-log.ts', import.meta.url)) },
	},
	environments: {
		client: { build: { rolldownOptions: { output: { codeSplitting: { groups: FIRST_PAGE } } } } },
	},
	plugins: [
		withoutUneval,
		tailwindcss(),
		verifierPlugin(),
		sveltekit({
			adapter: adapter(),
			// The service worker gives one page for every address below /messages, so what it loads is named from the root.
			paths: { relative: false },
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					'script-src': ['self', 'strict-dynamic'],
					'style-src': ['self'],
					// Svelte writes style attributes into the pages that it renders on the server.
					'style-src-attr': ['unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'media-src': ['self', 'blob:'],
					'worker-src': ['self'],
					'manifest-src': ['self'],
					'form-action': ['self'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'frame-ancestors': ['none'],
					'require-trusted-types-for': ['script'],
					'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'parley-worker'],
				},
			},
		}),
	],
});
