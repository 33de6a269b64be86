/** Runs the process that makes a preview (SPEC M9), and ends it when it takes too long or too much. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface PictureLimits {
	/** ms */
	time: number;
	/** Bytes of memory. */
	memory: number;
}

export const PICTURE_LIMITS: PictureLimits = { time: 60_000, memory: 768 * 2 ** 20 };
const MAX_PREVIEW_BYTES = 4 * 2 ** 20;
const LOOK_EVERY_MS = 50;
const PAGE_BYTES = 4096;

export type MakePreview = (bytes: Readable) => Promise<Buffer | undefined>;

/** @param script of the process; it gets nothing of the program's environment */
export function previewsBy(script: string, limits: PictureLimits = PICTURE_LIMITS): MakePreview {
	return async (bytes) => {
		const options = ['--disable-proto=delete', '--max-old-space-size=128'];
		const child = spawn(process.execPath, [...options, script], {
			stdio: ['pipe', 'pipe', 'ignore'],
			env: { MALLOC_ARENA_MAX: '2' },
		});
		const kill = () => void child.kill('SIGKILL');
		const late = setTimeout(kill, limits.time);
		const watching = setInterval(() => {
			void memoryOf(child.pid).then((memory) => memory > limits.memory && kill());
		}, LOOK_EVERY_MS);
		const ended = new Promise<number | null>((resolve) => {
			child.on('close', resolve).on('error', () => resolve(null));
		});
		try {
			// It may end before it has read all.
			pipeline(bytes, child.stdin).catch(() => bytes.destroy());
			const pieces: Buffer[] = [];
			let size = 0;
			child.stdout.on('data', (piece: Buffer) => {
				size += piece.length;
				if (size > MAX_PREVIEW_BYTES) kill();
				else pieces.push(piece);
			});
			const code = await ended;
			return code === 0 && size > 0 ? Buffer.concat(pieces) : undefined;
		} finally {
			clearTimeout(late);
			clearInterval(watching);
			kill();
		}
	};
}

/** What is in memory of a process, in bytes; 0 where the system does not say: time and pixels bound it there. */
async function memoryOf(pid: number | undefined): Promise<number> {
	const statm = await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => '');
	return Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
}
