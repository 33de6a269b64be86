/** Fan-out, bursts and acknowledgement: clients that write into documents that others hold open. */
import { aMessage, numberOf } from '../core/conversation.ts';
import { sendAtRate } from '../core/send-at-rate.ts';
import { connectClient, type BenchClient, type Place } from './bench-client.ts';
import type { Mark } from './clients-process.ts';
import type { Answers, Order } from './orders.ts';

const TICK_MS = 2;
/** What is not there after so long is lost. */
const PATIENCE_MS = 30_000;

type Of<Job extends Order['job']> = Extract<Order, { job: Job }>;

export async function fanOut(order: Of<'fan-out'>, mark: Mark): Promise<Answers['fan-out']> {
	const clients = await connectAll(order.places);
	const others = clients.length - 1;
	const messages = order.warmUp + order.messages;
	const sentAt = new Float64Array(messages);
	const missing = new Uint32Array(messages).fill(others);
	const latencies: number[] = [];
	const received = clients.map(() => 0);
	for (const client of clients)
		client.onDelivered = (values) => {
			const now = performance.now();
			for (const value of values) {
				const number = numberOf(value);
				if (--missing[number]! === 0 && number >= order.warmUp) latencies.push(now - sentAt[number]!);
			}
		};
	for (let number = 0; number < messages; number++) {
		if (number === order.warmUp) {
			await mark('begin');
			clients.forEach((client, i) => (received[i] = client.received));
		}
		sentAt[number] = performance.now();
		clients[number % clients.length]!.send(aMessage(number), 0);
		await pause(1000 / order.perSecond);
	}
	await until(() => latencies.length === order.messages, 'everything is delivered');
	await mark('end');
	return {
		latencies,
		received: clients.reduce((sum, client, i) => sum + client.received - received[i]!, 0),
	};
}

export async function bursts(order: Of<'bursts'>, mark: Mark): Promise<Answers['bursts']> {
	const clients = await connectAll(order.places);
	const delivered = () => clients.reduce((sum, client) => sum + client.delivered, 0);
	const byDocument = Map.groupBy(order.places, ({ document }) => document);
	const perRound = [...byDocument.values()].reduce(
		(sum, { length }) => sum + length * (length - 1) * order.burst,
		0,
	);
	let number = 0;
	let rounds = 0;
	const round = async (): Promise<void> => {
		const next = performance.now() + order.everyMs;
		for (let i = 0; i < order.burst; i++)
			for (const client of clients) client.send(aMessage(number++), performance.now());
		rounds++;
		await pause(next - performance.now());
	};
	const settled = () => until(() => delivered() === rounds * perRound, 'everything is delivered');
	for (let i = 0; i < order.warmUp; i++) await round();
	await settled();
	await mark('begin');
	const before = { deliveries: delivered(), received: bytes(clients), cpu: process.cpuUsage() };
	const start = performance.now();
	for (let i = 0; i < order.rounds; i++) await round();
	await settled();
	const seconds = (performance.now() - start) / 1000;
	const { user, system } = process.cpuUsage(before.cpu);
	await mark('end');
	return {
		deliveries: delivered() - before.deliveries,
		seconds,
		cpuMs: (user + system) / 1000,
		received: bytes(clients) - before.received,
	};
}

export async function acknowledge(order: Of<'acknowledge'>, mark: Mark): Promise<Answers['acknowledge']> {
	const { load } = order;
	const clients = await connectAll(order.places);
	const latencies: number[] = [];
	let isMeasured = false;
	let number = 0;
	const send = (client: BenchClient) => client.send(aMessage(number++), performance.now());
	for (const client of clients)
		client.onAcknowledged = (sentAt) => {
			if (isMeasured) latencies.push(performance.now() - sentAt);
			if (load.kind === 'closed') send(client);
		};
	const stop = load.kind === 'open' ? sendAtRate(clients, load.messagesPerSecond, send) : () => undefined;
	if (load.kind === 'closed') clients.forEach(send);
	await pause(order.warmUpMs);
	await mark('begin');
	const delivered = clients.reduce((sum, client) => sum + client.delivered, 0);
	const cpu = process.cpuUsage();
	const start = performance.now();
	isMeasured = true;
	await pause(order.measureMs);
	isMeasured = false;
	const seconds = (performance.now() - start) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	await mark('end');
	stop();
	return {
		latencies,
		seconds,
		delivered: clients.reduce((sum, client) => sum + client.delivered, 0) - delivered,
		cpuMs: (user + system) / 1000,
	};
}

export async function connectAll(places: readonly Place[]): Promise<BenchClient[]> {
	const clients: BenchClient[] = [];
	// Not all at once: how a server takes a thousand upgrades is the reconnection's question.
	for (const place of places) {
		const client = connectClient(place);
		clients.push(client);
		if (clients.length % 20 === 0) await client.ready;
	}
	await Promise.all(clients.map(({ ready }) => ready));
	return clients;
}

function bytes(clients: readonly BenchClient[]): number {
	return clients.reduce((sum, { received }) => sum + received, 0);
}

export async function until(isTrue: () => boolean, what: string): Promise<void> {
	const deadline = performance.now() + PATIENCE_MS;
	while (!isTrue()) {
		if (performance.now() > deadline) throw new Error(`It never came to this: ${what}.`);
		await pause(TICK_MS);
	}
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
