/** Asks a virus scanner that speaks clamd's protocol about a file (threats 16): its bytes go over in pieces (INSTREAM), the answer is one line. */
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** `unknown`: the scanner does not take files of this size. Whatever else goes wrong is thrown: nobody knows then what the file is. */
export type Verdict = { kind: 'clean' } | { kind: 'infected'; by: string } | { kind: 'unknown' };
export type Scan = (path: string) => Promise<Verdict>;

export interface Clamd {
	host: string;
	port: number;
	/** Without a sign of life for so long, ms. */
	patience?: number;
}

const PIECE_BYTES = 64 * 1024;
const PATIENCE_MS = 60_000;
const MAX_ANSWER = 4096;

export function scanWith({ host, port, patience = PATIENCE_MS }: Clamd): Scan {
	return async (path) => {
		const socket = connect(port, host);
		socket.setTimeout(patience, () => socket.destroy(new Error('The virus scanner does not answer.')));
		const answer = answerOf(socket);
		// It may answer, and close, before it has taken all: then that is what counts.
		const sent = pipeline(inPieces(createReadStream(path, { highWaterMark: PIECE_BYTES })), socket, {
			end: false,
		});
		try {
			await Promise.race([answer, sent.then(() => answer)]);
			return verdictOf(await answer);
		} finally {
			sent.catch(() => {});
			socket.destroy();
		}
	};
}

/** As clamd reads it: each piece after its length in four bytes, the last one empty. */
async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
	yield Buffer.from('zINSTREAM\0');
	for await (const piece of bytes) {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(piece.length);
		yield Buffer.concat([length, piece]);
	}
	yield Buffer.alloc(4);
}

async function answerOf(socket: Socket): Promise<string> {
	let answer = '';
	for await (const piece of socket) {
		answer += (piece as Buffer).toString('latin1');
		const end = answer.indexOf('\0');
		if (end !== -1) return answer.slice(0, end);
		if (answer.length > MAX_ANSWER) break;
	}
	throw new Error('The virus scanner gave no answer.');
}

function verdictOf(answer: string): Verdict {
	if (answer === 'stream: OK') return { kind: 'clean' };
	const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
	if (found !== undefined) return { kind: 'infected', by: found };
	if (answer.startsWith('INSTREAM size limit exceeded')) return { kind: 'unknown' };
	throw new Error(`The virus scanner says: ${answer}`);
}
