/** A server under test: a process of its own that may be asked what it has used, killed and started again. */
import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const PROBE = new URL('probe.mjs', import.meta.url).href;
const SETTLE_MS = 300;

export interface Usage {
	cpuMicros: number;
	rss: number;
	heapUsed: number;
}

export interface ServerProgram {
	file: string;
	env: Record<string, string>;
	/** In what it prints, once it listens. */
	ready: RegExp;
	nodeOptions: readonly string[];
}

export class ServerProcess {
	readonly port: number;
	readonly #program: ServerProgram;
	#child: ChildProcess | null = null;

	constructor(port: number, program: ServerProgram) {
		this.port = port;
		this.#program = program;
	}

	async start(): Promise<void> {
		const { file, env, ready, nodeOptions } = this.#program;
		const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
		const child = fork(file, {
			cwd: fileURLToPath(new URL('../..', import.meta.url)),
			env: { PATH, HOME, TMPDIR, HOST: '127.0.0.1', PORT: String(this.port), ...env },
			execArgv: ['--expose-gc', '--import', PROBE, ...nodeOptions],
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		this.#child = child;
		let printed = '';
		await new Promise<void>((resolve, reject) => {
			for (const stream of [child.stdout!, child.stderr!])
				stream.on('data', (chunk: Buffer) => {
					printed = (printed + chunk.toString()).slice(-4000);
					if (ready.test(printed)) resolve();
				});
			child.once('exit', (code) => reject(new Error(`${file} ended with code ${code}:\n${printed}`)));
		});
	}

	/** @param collect garbage is collected first, so that memory is what is held */
	usage(collect = false): Promise<Usage> {
		const child = this.#child!;
		return new Promise((resolve) => {
			child.once('message', (usage) => resolve(usage as Usage));
			child.send({ collect });
		});
	}

	/** Memory once the process has come to rest: the allocator gives back late. */
	async settledUsage(): Promise<Usage> {
		await this.usage(true);
		await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
		return this.usage(true);
	}

	async kill(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		this.#child = null;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await ended;
	}
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
