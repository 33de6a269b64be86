import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runningServerUrl } from '../../src/bin/postgres/running-server.ts';
import { buildApplication } from '../../src/bin/program/build-application.ts';
import { DEFAULTS } from '../../src/bin/program/config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_START_MS = 60_000;

export type Launch = {
	/** Variables of .env.example. Of this process's own environment only PATH, HOME and TMPDIR are passed on. */
	env?: Record<string, string>;
	/** As after `npm start --`. */
	args?: readonly string[];
	/** As whom, when we are root. */
	uid?: number;
	/** By the very command `npm start`: signals go to npm. */
	viaNpm?: boolean;
};

export type Parley = {
	/** `http://localhost:PORT`; the same after a restart. */
	url: string;
	dataFolder: string;
	/** Of its embedded PostgreSQL, while that runs. For postgres.js. */
	databaseUrl: string;
	/** Everything that it has printed since it was last started. */
	output(): string;
	/** SIGTERM, then waits for the end: its exit code. */
	stop(): Promise<number | null>;
	/** The hard end, without a word. */
	kill9(): Promise<void>;
	/** After stop() or kill9(): on the same port and data folder. */
	start(): Promise<void>;
	/** Stops it if it runs, and removes the data folder. */
	dispose(): Promise<void>;
};

/** The real program, as `npm start` runs it, on a free port and a data folder of its own; resolves when it is ready. */
export async function startParley(launch: Launch = {}): Promise<Parley> {
	const dataFolder = launch.env?.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'parley test-'));
	await build();
	const env: Record<string, string> = { PORT: '0', ...launch.env, DATA_DIR: dataFolder };
	let program = spawnParley({ ...launch, env });
	const url = await program.ready();
	env.PORT = new URL(url).port;

	const parley: Parley = {
		url,
		dataFolder,
		get databaseUrl() {
			return runningServerUrl(dataFolder)!;
		},
		output: () => program.output(),
		stop: () => program.end('SIGTERM'),
		async kill9() {
			await program.end('SIGKILL');
		},
		async start() {
			program = spawnParley({ ...launch, env });
			await program.ready();
		},
		async dispose() {
			await program.end('SIGTERM');
			rmSync(dataFolder, { recursive: true, force: true });
		},
	};
	return parley;
}

/** A start that is expected to fail: what it printed and its exit code. */
export async function runParley(launch: Launch): Promise<{ exitCode: number | null; output: string }> {
	await build();
	const program = spawnParley(launch);
	return { exitCode: await program.ended, output: program.output() };
}

let built: Promise<void> | undefined;

/** Once for each test file, so that a source that is edited meanwhile changes nothing. */
function build(): Promise<void> {
	return (built ??= buildApplication(console.log));
}

function spawnParley({ env = {}, args = [], uid, viaNpm = false }: Launch) {
	const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
	const direct = [process.execPath, 'src/bin/bootstrap.mjs', 'start'];
	const [program, ...command] = viaNpm ? ['npm', 'start', '--silent', '--'] : direct;
	const child = spawn(program!, [...command, '--as-built', ...args], {
		cwd: ROOT,
		// As under npm, it ends when this process does. The defaults keep out what a developer has in .env.
		env: { PATH, HOME, TMPDIR, npm_lifecycle_event: 'start', ...DEFAULTS, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
		...(uid === undefined ? {} : { uid, gid: uid }),
	});
	let printed = '';
	const ended = exitOf(child);
	const { promise: ready, resolve, reject } = Promise.withResolvers<string>();
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
			const found = /^Parley is ready at (\S+)$/m.exec(printed);
			if (found) resolve(found[1]!);
		});
	}
	void ended.then((code) =>
		reject(new Error(`Parley ended with code ${code} before it was ready:\n${printed}`)),
	);
	ready.catch(() => undefined);

	return {
		ended,
		output: () => printed,
		async ready() {
			const late = setTimeout(() => child.kill(), LONGEST_START_MS);
			try {
				return await ready;
			} finally {
				clearTimeout(late);
			}
		},
		end(signal: NodeJS.Signals) {
			child.kill(signal);
			return ended;
		},
	};
}

/** After the end, and after the last of the output. */
function exitOf(child: ChildProcess): Promise<number | null> {
	const { promise, resolve } = Promise.withResolvers<number | null>();
	child.on('close', (code) => resolve(code));
	return promise;
}
