/** The clients' process, seen from the benchmark: one for each measurement, so that no heap is older than what is measured. */
import { fork } from 'node:child_process';
import type { Answers, FromClients, Job, Order } from './orders.ts';

const CLIENTS = new URL('clients-process.ts', import.meta.url);

/** @param atMark done while the clients wait */
export async function order<Name extends Job>(
	what: Extract<Order, { job: Name }>,
	atMark: (mark: string) => Promise<unknown> = async () => undefined,
): Promise<Answers[Name]> {
	const child = fork(CLIENTS, { serialization: 'advanced' });
	try {
		return await new Promise((resolve, reject) => {
			child.on('message', (message: FromClients) => {
				if ('answer' in message) resolve(message.answer as Answers[Name]);
				else if ('error' in message) reject(new Error(message.error));
				else atMark(message.mark).then(() => child.send({ goOn: true }), reject);
			});
			child.once('exit', (code) => reject(new Error(`The clients' process ended with code ${code}.`)));
			child.send({ order: what });
		});
	} finally {
		child.kill('SIGKILL');
	}
}
