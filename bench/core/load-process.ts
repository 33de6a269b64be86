/** Half of the load, or all of it: the clients of one process, told what to do by the benchmark over IPC. */
import { LoadClient, type LoadPlace } from '../../tests/support/load-client.ts';
import { aMessage } from './conversation.ts';
import { sendAtRate } from './send-at-rate.ts';

export interface LoadOrder {
	places: LoadPlace[];
	/** `closed`: every connection sends its next message when the last is acknowledged. `open`: messages come at a fixed rate, whatever happens to the others. */
	load: { kind: 'closed' } | { kind: 'open'; messagesPerSecond: number };
	warmUpMs: number;
	measureMs: number;
}

export interface LoadAnswer {
	/** From sending to the ledger entry, ms, of every message that was acknowledged while it was measured. */
	latencies: number[];
	seconds: number;
	/** Others' messages that came meanwhile. */
	delivered: number;
	/** Of this process meanwhile. */
	cpuMs: number;
}

process.on('message', (order: LoadOrder) => {
	run(order).then(
		(answer) => process.send!(answer, () => process.exit(0)),
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
});

async function run({ places, load, warmUpMs, measureMs }: LoadOrder): Promise<LoadAnswer> {
	const clients = places.map((place) => new LoadClient(place));
	await Promise.all(clients.map((client) => client.ready));
	const latencies: number[] = [];
	let isMeasured = false;
	let number = 0;
	const send = (client: LoadClient) => client.send(aMessage(number++), performance.now());
	for (const client of clients)
		client.onAcknowledged = (sentAt) => {
			if (isMeasured) latencies.push(performance.now() - sentAt);
			if (load.kind === 'closed') send(client);
		};
	const stopOpen = load.kind === 'open' ? sendAtRate(clients, load.messagesPerSecond, send) : () => undefined;
	if (load.kind === 'closed') clients.forEach(send);

	await pause(warmUpMs);
	isMeasured = true;
	const before = clients.reduce((sum, client) => sum + client.delivered, 0);
	const cpu = process.cpuUsage();
	const start = performance.now();
	await pause(measureMs);
	const seconds = (performance.now() - start) / 1000;
	isMeasured = false;
	const { user, system } = process.cpuUsage(cpu);
	const delivered = clients.reduce((sum, client) => sum + client.delivered, 0) - before;
	stopOpen();
	for (const client of clients) {
		client.onAcknowledged = null;
		client.close();
	}
	return { latencies, seconds, delivered, cpuMs: (user + system) / 1000 };
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
