/** The rows of the comparison. Each is measured by turns: every contender once in each repetition, all of them running meanwhile. */
import { percentile } from '../core/statistics.ts';
import { order } from './clients.ts';
import type { Place } from './bench-client.ts';
import type { Contender } from './contenders.ts';
import type { Order } from './orders.ts';
import { fillParley } from './fill-parley.ts';

/** Figures of one turn by their names. */
export type Figures = Record<string, number>;

export interface Row {
	name: string;
	/** What the table says of a figure: its words, its unit, and whether a ratio is of use. */
	columns: Record<string, { words: string; unit: 'ms' | 'µs' | '/s' | 'MB' | 'messages' }>;
	/** Colleagues that Parley needs. */
	people: number;
	repetitions: number;
	/** @param isQuick a tenth of the work, for a look */
	measure(contender: Contender, isQuick: boolean): Promise<Figures>;
}

const MB = 1_000_000;
/** In three seconds. */
const IDLE_MICROS = 100_000;

export function fanOut(readers: number): Row {
	return {
		name: `Fan-out, ${readers} clients in a document, 40 messages/s: until the last of the others has it`,
		columns: { p50: { words: 'p50', unit: 'ms' }, p99: { words: 'p99', unit: 'ms' } },
		people: readers,
		repetitions: 5,
		async measure(contender, isQuick) {
			const [places] = await contender.places(1, readers);
			const messages = isQuick ? 80 : 400;
			const { latencies } = await order({
				job: 'fan-out',
				places: places!,
				perSecond: 40,
				messages,
				warmUp: 40,
			});
			return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
		},
	};
}

export function bursts(documents: number, writers: number, burst: number, everyMs: number): Row {
	return {
		name: `CPU for a delivery, ${documents === 1 ? 'one document' : `${documents} documents`} of ${writers}, all writing${burst > 1 ? ` ${burst} messages at once` : ''}`,
		columns: {
			server: { words: 'server', unit: 'µs' },
			withStore: { words: 'with its Postgres', unit: 'µs' },
		},
		people: Math.max(documents === 1 ? writers : 600, writers),
		repetitions: 5,
		async measure(contender, isQuick) {
			const places = (await contender.places(documents, writers)).flat();
			const marks: { server: number; store: number }[] = [];
			const rounds = isQuick ? 6 : 20;
			const { deliveries } = await order(
				{ job: 'bursts', places, burst, everyMs, rounds, warmUp: 4 },
				async () => {
					const { cpuMicros } = await contender.server.usage();
					marks.push({ server: cpuMicros, store: contender.storeCpuMicros() });
				},
			);
			const [before, after] = marks as [(typeof marks)[0], (typeof marks)[0]];
			const server = after.server - before.server;
			return {
				server: server / deliveries,
				withStore: (server + after.store - before.store) / deliveries,
			};
		},
	};
}

export function acknowledged(
	connections: number,
	load: Extract<Order, { job: 'acknowledge' }>['load'] = { kind: 'closed' },
): Row {
	const perDocument = Math.min(4, connections);
	const offered =
		load.kind === 'closed' ? 'one message on its way each' : `${load.messagesPerSecond} messages/s offered`;
	return {
		name: `Acknowledged, ${connections} ${connections === 1 ? 'connection' : 'connections'}, ${offered}`,
		columns: {
			perSecond: { words: 'acknowledged', unit: '/s' },
			p50: { words: 'p50', unit: 'ms' },
			p99: { words: 'p99', unit: 'ms' },
			server: { words: 'CPU of the server each', unit: 'µs' },
		},
		people: connections,
		repetitions: 3,
		async measure(contender, isQuick) {
			const places = (await contender.places(connections / perDocument, perDocument)).flat();
			const marks: number[] = [];
			const measureMs = isQuick ? 1000 : 3000;
			const { latencies, seconds } = await order(
				{ job: 'acknowledge', places, load, warmUpMs: 700, measureMs },
				async () => marks.push((await contender.server.usage()).cpuMicros),
			);
			return {
				perSecond: latencies.length / seconds,
				p50: percentile(latencies, 0.5),
				p99: percentile(latencies, 0.99),
				server: (marks[1]! - marks[0]!) / latencies.length,
			};
		},
	};
}

const WRITERS = 50;

export function join(messages: number): Row {
	const filled = new Map<Contender, Promise<Filled>>();
	return {
		name: `A new device opens a conversation of ${messages.toLocaleString('en-GB')} messages, to the last 50`,
		columns: {
			cold: { words: 'after a restart', unit: 'ms' },
			warm: { words: 'in memory', unit: 'ms' },
			megabytes: { words: 'received', unit: 'MB' },
		},
		people: WRITERS,
		repetitions: 3,
		async measure(contender, isQuick) {
			const length = isQuick ? messages / 10 : messages;
			if (!filled.has(contender)) filled.set(contender, fillJoin(contender, length));
			const { place, volumes } = await filled.get(contender)!;
			await contender.server.kill('SIGKILL');
			await contender.server.start();
			const joining = { job: 'join', place, volumes } as const;
			// Whoever joins first makes the server read its store; it is held open for the second.
			const cold = await order(joining);
			let warm = cold;
			await order({ job: 'hold', places: [place] }, async (mark) => {
				if (mark === 'connected') warm = await order(joining);
			});
			return { cold: cold.ms, warm: warm.ms, megabytes: cold.received / MB };
		},
	};
}

interface Filled {
	/** A reader's, in the newest volume. */
	place: Place;
	/** Of Parley: all volumes, the newest last. */
	volumes: string[];
}

async function fillJoin(contender: Contender, messages: number): Promise<Filled> {
	const [places] = await contender.places(1, WRITERS);
	const [place] = places as [Place];
	if (contender.kind === 'parley') {
		const volumes = await fillParley(contender, places!, messages);
		return { place: { ...place, document: volumes.at(-1)! }, volumes };
	}
	await order({ job: 'fill', documents: [places!], messages });
	await stored(contender);
	return { place, volumes: [] };
}

/** The peers answer before they store, Hocuspocus up to two seconds later: until the server has had nothing to do for a while. */
async function stored({ server }: Contender): Promise<void> {
	for (let spent = Infinity, before = 0; spent > IDLE_MICROS;) {
		await new Promise((resolve) => setTimeout(resolve, 3000));
		const { cpuMicros } = await server.usage();
		spent = cpuMicros - before;
		before = cpuMicros;
	}
}

export const idleConversations: Row = {
	name: '1,000 conversations of 200 messages, memory above empty',
	columns: {
		empty: { words: 'empty server', unit: 'MB' },
		held: { words: 'a client connected to each', unit: 'MB' },
		left: { words: 'all of them left', unit: 'MB' },
	},
	people: 1000,
	repetitions: 1,
	async measure(contender, isQuick) {
		const documents = await contender.places(isQuick ? 100 : 1000, 1);
		await order({ job: 'fill', documents, messages: 200 });
		await stored(contender);
		await contender.server.kill('SIGTERM');
		await contender.server.start();
		const empty = (await contender.server.settledUsage()).rss;
		const at: Record<string, number> = {};
		// The next session of the device: a client id that wrote is not used again.
		const places = documents.flat().map((place) => ({ ...place, client: place.client + 1 }));
		await order({ job: 'hold', places }, async (mark) => {
			at[mark] = (await contender.server.settledUsage()).rss;
		});
		return {
			empty: empty / MB,
			held: (at.connected! - empty) / MB,
			left: (at.left! - empty) / MB,
		};
	},
};

export const reconnection: Row = {
	name: '500 clients over 50 documents, all in sync again after a restart',
	columns: { sync: { words: 'until the last is in sync', unit: 'ms' } },
	people: 500,
	repetitions: 5,
	async measure(contender) {
		const documents = await contender.places(50, 10);
		const { known } = await order({ job: 'fill', documents, messages: 200 });
		await stored(contender);
		await contender.server.kill('SIGKILL');
		await contender.server.start();
		const places = documents.flatMap((writers, i) =>
			writers.map((place) => ({ ...place, known: known[i]! })),
		);
		return { sync: (await order({ job: 'reconnect', places })).ms };
	},
};

export const kills: Row = {
	name: 'Delivered to somebody, then lost when the server is killed (SIGKILL)',
	columns: {
		delivered: { words: 'delivered', unit: 'messages' },
		lost: { words: 'lost', unit: 'messages' },
	},
	people: 12,
	repetitions: 20,
	async measure(contender) {
		const documents = await contender.places(3, 4);
		return order({ job: 'kill', documents, perSecond: 200 }, async (mark) => {
			if (mark === 'dead') return contender.server.start();
			await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 2500));
			await contender.server.kill('SIGKILL');
		}).then(({ delivered, lost }) => ({ delivered, lost }));
	},
};

export const ROWS: Record<string, Row[]> = {
	fanout: [fanOut(2), fanOut(10), fanOut(100)],
	cpu: [bursts(1, 50, 4, 400), bursts(200, 3, 1, 400)],
	acknowledged: [
		acknowledged(1),
		acknowledged(20),
		acknowledged(200),
		acknowledged(200, { kind: 'open', messagesPerSecond: 5000 }),
		acknowledged(1000),
	],
	join: [join(1000), join(10_000), join(100_000)],
	memory: [idleConversations],
	reconnect: [reconnection],
	kills: [kills],
};
