/** Runs a flood beside an honest neighbour, and measures what it costs: him, and the relay. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { addConversation, addUser } from '../support/test-people.ts';
import { until } from '../support/until.ts';
import { Flooder, fullVolume, type Flood, type FloodPlace } from './flood.ts';
import type { FloodOrder } from './flood-process.ts';
import { frame, SYNC, syncMessage } from './bytes.ts';
import type { Ground } from './ground.ts';

const FLOOD_PROCESS = new URL('flood-process.ts', import.meta.url);

export interface FloodReport {
	/** From the neighbour's word to her friend's screen, ms. */
	p50Ms: number;
	p99Ms: number;
	words: number;
	/** CPU of the relay for a second of flood, ms. */
	cpuMsPerSecond: number;
	/** By how much the relay's memory grew, MiB. */
	grownMb: number;
	isUnharmed: boolean;
	/** The attacker went on to the end: otherwise nothing was measured. */
	isFlooding: boolean;
}

/** The neighbour says so many words a second. */
const WORDS_PER_SECOND = 20;

export async function runFlood(ground: Ground, flood: Flood, durationMs: number): Promise<FloodReport> {
	const document = await addConversation(ground.sql, [ground.ada.user, ground.ben.user]);
	const [ada, ben] = [await ground.ada.open(document), await ground.ben.open(document)];
	const mal = await attackerOf(ground, flood);
	const before = { cpu: ground.cpuMs, memory: ground.memoryMb.now, at: performance.now() };
	const attacker = fork(FLOOD_PROCESS, { execArgv: [] });
	attacker.send({ place: mal, name: flood.name } satisfies FloodOrder);
	const latencies: number[] = [];
	const end = before.at + durationMs;
	for (let word = 0; performance.now() < end || latencies.length === 0; word++) {
		const said = performance.now();
		const next = delay(1000 / WORDS_PER_SECOND);
		ada.say(`word ${word}`);
		await until(() => ben.doc.getArray(String(ada.doc.clientID)).length > word, 30_000, 1);
		latencies.push(performance.now() - said);
		await next;
	}
	const seconds = (performance.now() - before.at) / 1000;
	const report = {
		...percentiles(latencies),
		words: latencies.length,
		cpuMsPerSecond: (ground.cpuMs - before.cpu) / seconds,
		grownMb: ground.memoryMb.now - before.memory,
		isUnharmed: ground.isUnharmed,
		isFlooding: attacker.exitCode === null && attacker.signalCode === null,
	};
	if (report.isFlooding) {
		const gone = once(attacker, 'exit');
		attacker.kill('SIGKILL');
		await gone;
	}
	ground.ada.close(ada);
	ground.ben.close(ben);
	return report;
}

async function attackerOf(ground: Ground, { needsFullVolume }: Flood): Promise<FloodPlace> {
	const user = await addUser(ground.sql, ground.organisation);
	const { device, token } = user;
	const place = { url: ground.url, device, token, document: await addConversation(ground.sql, [user]) };
	if (!needsFullVolume) return place;
	const mal = new Flooder(place);
	const socket = await mal.connect();
	socket.send(frame(1, 1, syncMessage(SYNC.update, fullVolume(mal))));
	await until(async () => {
		const [row] = await ground.sql<{ bytes: number }[]>`
			select coalesce(sum(length(payload)), 0)::int as bytes from log_payloads where document = ${place.document}`;
		return row!.bytes > 3_000_000;
	}, 30_000);
	mal.stop();
	return place;
}

function percentiles(samples: number[]): { p50Ms: number; p99Ms: number } {
	const sorted = samples.toSorted((one, other) => one - other);
	const of = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
	return { p50Ms: of(0.5), p99Ms: of(0.99) };
}
