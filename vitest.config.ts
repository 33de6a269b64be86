import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	// Runes in *.svelte.ts are compiled; nothing else of the application's build is needed by a test.
	plugins: [svelte({ configFile: false })],
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					// A property test takes a second; a busy machine must not fail it.
					testTimeout: 30_000,
					include: [
						'src/**/*.test.ts',
						'sync-server/**/*.test.ts',
						'drizzle/**/*.test.ts',
						'tests/*.test.ts',
					],
				},
			},
			{
				extends: true,
				test: {
					name: 'integration',
					globalSetup: 'tests/support/postgres-server.ts',
					include: ['tests/integration/**/*.test.ts', 'tests/attacks/**/*.test.ts'],
					testTimeout: 30_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'simulation',
					globalSetup: 'tests/support/postgres-server.ts',
					include: [
						'tests/simulation/**/*.test.ts',
						'tests/fuzz/**/*.test.ts',
						'tests/mutation/**/*.test.ts',
					],
					testTimeout: 300_000,
				},
			},
		],
	},
});
