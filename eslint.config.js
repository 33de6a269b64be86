import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const luciaStaysInAuth = {
	name: 'lucia',
	message: 'Only src/lib/server/auth/ knows lucia: use its session functions.',
};

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data*/', 'test-results/', 'playwright-report/'],
	},
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript resolves names itself; this rule does not know its types.
			'no-undef': 'off',
			'no-console': 'error',
			'no-restricted-imports': ['error', { paths: [luciaStaysInAuth] }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			// `import { type A } from './b'` still loads ./b when it runs; `import type` does not.
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/no-non-null-assertion': 'off',
			// Promise.withResolvers<void>() is how it is written.
			'@typescript-eslint/no-invalid-void-type': 'off',
			'@typescript-eslint/no-empty-object-type': 'off',
			// Links to pages of this application go by their path; it is always served at the root.
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
	},
	{ files: ['src/lib/server/auth/**'], rules: { 'no-restricted-imports': 'off' } },
	{ files: ['src/app.d.ts'], rules: { '@typescript-eslint/no-namespace': 'off' } },
	{
		files: [
			'src/bin/**',
			'sync-server/main.ts',
			'bench/**',
			'tests/support/**',
			'tests/simulation/**',
			'tests/crash/**',
			'tests/attacks/**',
			'tests/fuzz/**',
			'tests/mutation/**',
		],
		rules: { 'no-console': 'off' },
	},
);
