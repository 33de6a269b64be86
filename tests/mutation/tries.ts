/** A process that tries mutants, begun anew now and then (modules are never unloaded) and whenever one of them does not come to an end. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMs } from '../attacks/process-usage.ts';
import { UNITS_SURVIVED, type Trial, type Verdict } from './trial.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const TRIES_OF_ONE = 150;
const LOOK_EVERY_MS = 250;
/** Of its own CPU, so that a busy machine kills no mutant: unit tests take a quarter of a second after the start, the corpus and the fuzz three. */
const LONGEST_UNITS_MS = 4_000;
const LONGEST_MS = 12_000;

export class Tries {
	#process: ChildProcess | null = null;
	#tries = 0;

	async run(trial: Trial): Promise<Verdict> {
		if (this.#tries++ >= TRIES_OF_ONE) this.stop();
		this.#process ??= fork(WORKER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
		const child = this.#process;
		const before = cpuMs(child.pid!);
		const verdict = await new Promise<Verdict>((resolve) => {
			let longest = trial.mutant && !trial.isCorpusAlone ? LONGEST_UNITS_MS : LONGEST_MS;
			const watch = setInterval(() => {
				if (cpuMs(child.pid!) - before < longest) return;
				child.kill('SIGKILL');
			}, LOOK_EVERY_MS);
			const end = (result: Verdict) => {
				clearInterval(watch);
				child.removeAllListeners();
				resolve(result);
			};
			child.on('message', (message) => {
				if (message === UNITS_SURVIVED) longest = LONGEST_MS;
				else end(message as Verdict);
			});
			child.once('exit', () => {
				this.#process = null;
				this.#tries = 0;
				end({ failed: ['it did not come to an end'] });
			});
			child.send(trial);
		});
		return verdict;
	}

	stop(): void {
		this.#process?.removeAllListeners();
		this.#process?.kill('SIGKILL');
		this.#process = null;
		this.#tries = 0;
	}
}
