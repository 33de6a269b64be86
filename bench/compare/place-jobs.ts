/** Filling documents, holding connections, coming back after a restart, and looking for what a kill has lost. */
import { aMessage, numberOf } from '../core/conversation.ts';
import { connectClient, type BenchClient, type Place } from './bench-client.ts';
import type { Mark } from './clients-process.ts';
import { PeerClient } from './peer-client.ts';
import { connectAll, pause, until } from './load-jobs.ts';
import type { Answers, Order } from './orders.ts';

type Of<Job extends Order['job']> = Extract<Order, { job: Job }>;

/** Messages on their way at once, in one document. */
const WINDOW = 50;
const DOCUMENTS_AT_ONCE = 20;
/** So long a server may take to bring what it says that it has. */
const LATE_MS = 2000;

export async function fill({ documents, messages }: Of<'fill'>): Promise<Answers['fill']> {
	const known: Answers['fill']['known'] = [];
	const queue = [...documents.entries()];
	const work = async (): Promise<void> => {
		for (let next = queue.shift(); next; next = queue.shift())
			known[next[0]] = await fillOne(next[1], messages);
	};
	await Promise.all(Array.from({ length: DOCUMENTS_AT_ONCE }, work));
	return { known };
}

/** A document of one place is filled by its writer; of several, by one connection that speaks for all in turn, where nobody checks it. */
async function fillOne(places: Place[], messages: number): Promise<NonNullable<Place['known']>> {
	const client = connectClient(places[0]!);
	await client.ready;
	for (let sent = 0; sent < messages;) {
		for (; sent < messages && client.outstanding < WINDOW; sent++) {
			const { client: writer } = places[sent % places.length]!;
			if (client instanceof PeerClient) client.sendAs(writer, aMessage(sent), 0);
			else client.send(aMessage(sent), 0);
		}
		await until(() => client.outstanding < WINDOW / 2, 'a message is acknowledged');
	}
	await until(() => client.outstanding === 0, 'all messages are acknowledged');
	const { known } = client;
	client.close();
	return known;
}

export async function hold({ places }: Of<'hold'>, mark: Mark): Promise<Answers['hold']> {
	const clients = await connectAll(places);
	await mark('connected');
	for (const client of clients) client.close();
	await pause(500);
	await mark('left');
	return { connected: clients.length };
}

export async function reconnect({ places }: Of<'reconnect'>): Promise<Answers['reconnect']> {
	const start = performance.now();
	await Promise.all(places.map((place) => connectClient(place).ready));
	return { ms: performance.now() - start };
}

/** A document's first place reads, the others write. */
export async function kill({ documents, perSecond }: Of<'kill'>, mark: Mark): Promise<Answers['kill']> {
	const readers: BenchClient[] = [];
	const writers: BenchClient[] = [];
	const seen = documents.map(() => new Set<number>());
	for (const [i, [reading, ...writing]] of documents.entries()) {
		const reader = connectClient({ ...reading!, mayEnd: true });
		reader.onDelivered = (values) => {
			for (const value of values) seen[i]!.add(numberOf(value));
		};
		readers.push(reader);
		for (const place of writing) writers.push(connectClient({ ...place, mayEnd: true }));
	}
	await Promise.all([...readers, ...writers].map(({ ready }) => ready));
	let number = 0;
	const start = performance.now();
	const timer = setInterval(() => {
		const due = ((performance.now() - start) * perSecond) / 1000;
		for (; number < due; number++) writers[number % writers.length]!.send(aMessage(number), 0);
	}, 5);
	await mark('writing');
	clearInterval(timer);
	for (const client of [...readers, ...writers]) client.close();
	// Frames that had arrived when the server died are read now: they were delivered.
	await pause(50);
	const delivered = seen.reduce((sum, { size }) => sum + size, 0);
	await mark('dead');
	let lost = 0;
	for (const [i, [reading]] of documents.entries()) {
		const stored = new Set<number>();
		const reader = connectClient(reading!);
		reader.onDelivered = (values) => {
			for (const value of values) stored.add(numberOf(value));
		};
		await reader.ready;
		// y-websocket answers before it has read its store, and sends the rest when it has.
		const deadline = performance.now() + LATE_MS;
		const isThere = () => [...seen[i]!].every((message) => stored.has(message));
		await until(() => isThere() || performance.now() > deadline, 'the document is there');
		for (const message of seen[i]!) if (!stored.has(message)) lost++;
		reader.close();
	}
	return { delivered, lost };
}
