import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { CannotStart } from './cannot-start.ts';
import { takeLock, type Lock } from './lock.ts';

/** What the built application is made of. */
const SOURCES = [
	'src/**/*.*',
	'static/**/*.*',
	'drizzle/schema.ts',
	'vite.config.ts',
	'tsconfig.json',
	'package-lock.json',
];
const IRRELEVANT = /\.test\.ts$|^src\/bin\//;
const STAMP = 'build/.sources';
const LONGEST_BUILD_MS = 300_000;

/** Builds the routes and the interface into `build/`, unless they were built from just these sources. Throws CannotStart. */
export async function buildApplication(report: (line: string) => void): Promise<void> {
	if (readStamp() === hashSources()) return;
	const lock = await takeBuildLock();
	if (!lock.ok)
		throw new CannotStart(
			`Process ${lock.holder} has been building for too long: stop it, then start again.`,
		);
	try {
		// Whoever had the lock before us may have built the same.
		const sources = hashSources();
		if (readStamp() === sources) return;
		report('Building the application: about twenty seconds, when its sources have changed.');
		await runVite();
		writeFileSync(STAMP, sources);
	} finally {
		lock.release();
	}
}

async function takeBuildLock(): Promise<Lock> {
	try {
		mkdirSync('.svelte-kit', { recursive: true });
		return await takeLock('.svelte-kit/build.lock', LONGEST_BUILD_MS);
	} catch (error) {
		const { message } = error as Error;
		throw new CannotStart(
			`The application cannot be built here (${message}): run "npm run build" as its owner first.`,
		);
	}
}

function hashSources(): string {
	const hash = createHash('sha256');
	for (const file of globSync(SOURCES).sort()) {
		if (IRRELEVANT.test(file)) continue;
		hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
	}
	return hash.digest('hex');
}

function readStamp(): string | undefined {
	try {
		return readFileSync(STAMP, 'utf8');
	} catch {
		return undefined;
	}
}

/** In a process of its own, so that its memory is given back. */
async function runVite(): Promise<void> {
	const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel=warn'], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output: Buffer[] = [];
	for (const stream of [vite.stdout, vite.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
	const { promise, resolve } = Promise.withResolvers<number | null>();
	vite.on('exit', resolve);
	if ((await promise) === 0) return;
	throw new CannotStart(
		`${Buffer.concat(output).toString().trim()}\nThe application could not be built: see above.`,
	);
}
