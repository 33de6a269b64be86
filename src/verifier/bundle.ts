/** Makes the two forms of the verifier (SPEC E7), each one file without imports: the same sources give the same bytes. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';
import { pageHtml } from './page-html.ts';

const MODULE = 'virtual:parley-verifier';

export interface BundledVerifier {
	/** verify.mjs */
	command: string;
	/** verify.html */
	page: string;
}

export async function bundleVerifier(): Promise<BundledVerifier> {
	const command = await bundle('command.ts', true);
	const script = `\n${(await bundle('page.ts', false)).replaceAll('</script', '<\\/script')}`;
	const hash = createHash('sha256').update(script).digest('base64');
	return { command, page: pageHtml(script, hash) };
}

/** Gives both to the route that exports, in the development server and in the build. */
export function verifierPlugin(): Plugin {
	return {
		name: 'parley-verifier',
		resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
		async load(id) {
			if (id !== `\0${MODULE}`) return undefined;
			const { command, page } = await bundleVerifier();
			return `export const command = ${JSON.stringify(command)};\nexport const page = ${JSON.stringify(page)};\n`;
		},
	};
}

async function bundle(entry: string, forNode: boolean): Promise<string> {
	const path = fileURLToPath(new URL(entry, import.meta.url));
	const output = (await build({
		configFile: false,
		envFile: false,
		logLevel: 'error',
		root: fileURLToPath(new URL('../..', import.meta.url)),
		publicDir: false,
		ssr: { noExternal: true },
		build: {
			write: false,
			ssr: forNode,
			// Whoever is given it can read it.
			minify: false,
			modulePreload: false,
			target: forNode ? 'node20' : 'es2022',
			rolldownOptions: {
				input: path,
				output: { format: 'es', codeSplitting: false, comments: false },
			},
		},
	})) as Rolldown.RolldownOutput;
	const [chunk, ...more] = output.output;
	if (more.length > 0) throw new Error(`${entry} did not become one file.`);
	return chunk.code;
}
