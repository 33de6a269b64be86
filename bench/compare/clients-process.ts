/** The clients of one measurement, told what to do over IPC (orders.ts). */
import { acknowledge, bursts, fanOut } from './load-jobs.ts';
import { fill, hold, kill, reconnect } from './place-jobs.ts';
import { join } from './join-job.ts';
import type { Answers, Job, Order, ToClients } from './orders.ts';

export type Mark = (name: string) => Promise<void>;

let goOn: () => void = () => undefined;

const mark: Mark = (name) => {
	const { promise, resolve } = Promise.withResolvers<void>();
	goOn = resolve;
	process.send!({ mark: name });
	return promise;
};

process.setMaxListeners(0);
process.on('disconnect', () => process.exit());
process.on('message', (message: ToClients) => {
	if ('goOn' in message) return goOn();
	run(message.order).then(
		(answer) => process.send!({ answer }),
		(error: unknown) => process.send!({ error: error instanceof Error ? error.stack : String(error) }),
	);
});

function run(what: Order): Promise<Answers[Job]> {
	switch (what.job) {
		case 'fan-out':
			return fanOut(what, mark);
		case 'bursts':
			return bursts(what, mark);
		case 'acknowledge':
			return acknowledge(what, mark);
		case 'fill':
			return fill(what);
		case 'hold':
			return hold(what, mark);
		case 'reconnect':
			return reconnect(what);
		case 'kill':
			return kill(what, mark);
		case 'join':
			return join(what);
	}
}
