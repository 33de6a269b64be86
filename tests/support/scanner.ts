/** A small server that speaks clamd's INSTREAM: it finds the word INFECTED, and takes no more bytes than it is told to. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface Scanner {
	host: string;
	port: number;
	/** Bytes of each file that was scanned to the end. */
	scanned: Buffer[];
	stop(): Promise<void>;
}

export async function startScanner({ most = Infinity } = {}): Promise<Scanner> {
	const scanned: Buffer[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => {});
		let rest = Buffer.alloc(0);
		let begun = false;
		const pieces: Buffer[] = [];
		const answer = (words: string) => socket.end(`${words}\0`);
		socket.on('data', (data: Buffer) => {
			rest = Buffer.concat([rest, data]);
			if (!begun) {
				const end = rest.indexOf('\0');
				if (end === -1) return;
				if (rest.subarray(0, end).toString() !== 'zINSTREAM') return answer('UNKNOWN COMMAND');
				begun = true;
				rest = rest.subarray(end + 1);
			}
			while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE()) {
				const length = rest.readUInt32BE();
				if (length === 0) {
					const whole = Buffer.concat(pieces);
					scanned.push(whole);
					return answer(whole.includes('INFECTED') ? 'stream: Test-Signature FOUND' : 'stream: OK');
				}
				pieces.push(rest.subarray(4, 4 + length));
				rest = rest.subarray(4 + length);
				if (pieces.reduce((sum, piece) => sum + piece.length, 0) > most)
					return answer('INSTREAM size limit exceeded. ERROR');
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		host: '127.0.0.1',
		port: (server.address() as AddressInfo).port,
		scanned,
		stop: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			}),
	};
}
