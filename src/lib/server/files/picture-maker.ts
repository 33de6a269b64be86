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

/** What `picture-process.ts` ends with for what it does not show. */
const NOT_SHOWN = 2;

/** Undefined for a picture of which none can be made; whatever else goes wrong may go well another time, and is thrown. */
export type MakePreview = (bytes: Readable) => Promise<Buffer | undefined>;

/** @param script of the process; it gets nothing of the program's environment */
export function previewsBy(script: string, limits: PictureLimits = PICTURE_LIMITS): MakePreview {
	return async (bytes) => {
		const options = ['--disable-proto=delete', '--max-old-space-size=128'];
		const child = spawn(process.execPath, [...options, script], {
			stdio: ['pipe', 'pipe', 'ignore'],
			env: { MALLOC_ARENA_MAX: '2' },
		});
		let tooMuch = false;
		const stop = () => {
			tooMuch = true;
			child.kill('SIGKILL');
		};
		const late = setTimeout(stop, limits.time);
		const watching = setInterval(() => {
			void memoryOf(child.pid).then((memory) => memory > limits.memory && stop());
		}, LOOK_EVERY_MS);
		const ended = new Promise<number | null>((resolve, reject) => {
			child.on('close', resolve).on('error', reject);
		});
		// Where there are no more files to be had, the streams below are missing, and nobody comes to await this.
		ended.catch(() => {});
		// It may end before it has read all; what is cut by our own disk looks to it like half a picture.
		let broken: unknown;
		const source = noting(bytes, (error) => (broken = error));
		try {
			pipeline(source, child.stdin).catch(() => {});
			const pieces: Buffer[] = [];
			let size = 0;
			child.stdout.on('data', (piece: Buffer) => {
				size += piece.length;
				if (size > MAX_PREVIEW_BYTES) stop();
				else pieces.push(piece);
			});
			const code = await ended;
			if (broken) throw broken;
			if (tooMuch || code === NOT_SHOWN) return undefined;
			if (code === 0 && size > 0) return Buffer.concat(pieces);
			throw new Error(`The process ended with ${code} and ${size} bytes.`);
		} finally {
			clearTimeout(late);
			clearInterval(watching);
			child.kill('SIGKILL');
			bytes.destroy();
		}
	};
}

/** What is in memory of a process, in bytes; 0 where the system does not say: time and pixels bound it there. */
async function memoryOf(pid: number | undefined): Promise<number> {
	const statm = await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => '');
	return Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
}

async function* noting(bytes: Readable, onError: (error: unknown) => void): AsyncIterable<Buffer> {
	try {
		yield* bytes as AsyncIterable<Buffer>;
	} catch (error) {
		onError(error);
		throw error;
	}
}
