import { existsSync } from 'node:fs';
import { buildApplication } from '../program/build-application.ts';
import { provideChromium } from './chromium.ts';
import { countOne, countReport, runTool, type Count } from './run.ts';

type Part = (args: readonly string[]) => Promise<Count>;

/** What `npm test` runs, in this order. Further arguments go to the tool of the part. */
export const PARTS: Record<string, Part> = {
	async lint() {
		const format = await runTool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']);
		const rules = await runTool('eslint/bin/eslint.js', ['.']);
		return countOne(format || rules);
	},

	async check() {
		await makeSettings();
		const application = await runTool('svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json']);
		// The service worker lives in another world, without a document: it has settings of its own.
		const worker = 'src/service-worker/tsconfig.json';
		const ofWorker = existsSync(worker) ? await runTool('typescript/bin/tsc', ['--noEmit', '-p', worker]) : 0;
		return countOne(application || ofWorker);
	},

	unit: vitest('unit'),

	async integration(args) {
		await buildApplication(console.log);
		return vitest('integration')(args);
	},

	simulation: vitest('simulation'),

	async e2e(args) {
		await buildApplication(console.log);
		const env = { CHROMIUM_PATH: provideChromium(console.log) };
		// In a whole run a busy machine may be late once in hundreds of waits. The second try is named, never silent.
		const retries = args.length === 0 ? ['--retries=1'] : [];
		return countReport(
			(PLAYWRIGHT_JSON_OUTPUT_FILE) =>
				runTool('@playwright/test/cli.js', ['test', '--reporter=list,json', ...retries, ...args], {
					...env,
					PLAYWRIGHT_JSON_OUTPUT_FILE,
				}),
			countPlaywright,
		);
	},
};

/** tsconfig.json builds on what SvelteKit generates, and a fresh clone has nothing of it. */
async function makeSettings(): Promise<void> {
	await runTool('@sveltejs/kit/svelte-kit.js', ['sync']);
}

function vitest(project: string): Part {
	return async (args) => {
		await makeSettings();
		return countReport((report) => {
			const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
			return runTool('vitest/vitest.mjs', ['run', `--project=${project}`, ...reporters, ...args]);
		}, countVitest);
	};
}

/** A file that could not even be loaded has no failed test: it counts as one. */
function countVitest(report: unknown): Count {
	type File = { status: string; assertionResults: { status: string }[] };
	const { numPassedTests, numFailedTests, testResults } = report as {
		numPassedTests: number;
		numFailedTests: number;
		testResults: File[];
	};
	const broken = testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
	);
	return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

function countPlaywright(report: unknown): Count {
	const { stats, errors } = report as {
		stats: { expected: number; unexpected: number; flaky: number };
		errors: unknown[];
	};
	if (stats.flaky > 0)
		console.log(`${stats.flaky} of the browser tests passed only in a second try: see "flaky" above.`);
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}
