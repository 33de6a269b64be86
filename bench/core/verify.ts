/** What the relay does with one message before it commits: strict decoding and the rules, against the index of its document. */
import { digestBytes, eventBytes } from '#lib/domain/digest.ts';
import type { LedgerEntry } from '#lib/domain/ledger.ts';
import { decodeUpdate } from '../../sync-server/decode.ts';
import { encodeSection, encodeUpdate } from '../../sync-server/encode.ts';
import { PLAIN_MESSAGE } from '../../sync-server/event-facts.ts';
import { RoomIndex } from '../../sync-server/room-index.ts';
import { judgeSection, type Speaking } from '../../sync-server/rules.ts';
import { aMessage, buildConversation, userOf, writerClient, WRITERS } from './conversation.ts';
import { percentile } from './statistics.ts';

export interface VerifyFigures {
	/** Messages in the document. */
	messages: number;
	p50Micros: number;
	p99Micros: number;
}

const SAMPLES = 20_000;
const WARM_UP = 20_000;

/** Every sample is another message with other bytes, by the writers in turn. */
export function measureVerify(messages: number): VerifyFigures {
	const { entries } = buildConversation(messages);
	const index = buildIndex(entries);
	const updates = Array.from({ length: WARM_UP + SAMPLES }, (_, i) => nextMessage(index, messages + i));
	const speakings = Array.from({ length: WRITERS }, (_, writer) => speakingOf(writer));
	const samples = new Float64Array(SAMPLES);
	for (const [i, { writer, bytes }] of updates.entries()) {
		const start = performance.now();
		verify(bytes, index, speakings[writer]!);
		const took = performance.now() - start;
		if (i >= WARM_UP) samples[i - WARM_UP] = took * 1000;
	}
	return {
		messages,
		p50Micros: percentile(samples, 0.5),
		p99Micros: percentile(samples, 0.99),
	};
}

function verify(bytes: Uint8Array, index: RoomIndex, speaking: Speaking): void {
	const decoded = decodeUpdate(bytes);
	if (!decoded.ok) throw new Error(decoded.code);
	const section = decoded.update.sections[0]!;
	const progress = { next: index.nextClock(section.client), refused: null };
	const { runs, end } = judgeSection(section, bytes, index, progress, speaking, 500);
	const run = runs[0];
	if (runs.length !== 1 || run?.code !== null || end.kind !== 'done')
		throw new Error('An honest message was refused.');
	digestBytes(run.values);
}

function buildIndex(entries: readonly LedgerEntry[]): RoomIndex {
	const index = new RoomIndex();
	for (const entry of entries) {
		const run =
			entry.kind === 'run'
				? {
						client: writerClient(entry.writer),
						clock: entry.clock,
						values: eventBytes(aMessage(entry.clock)),
						facts: [PLAIN_MESSAGE],
					}
				: null;
		index.take({ epoch: 1, entries: [entry], run }, 0);
	}
	return index;
}

function nextMessage(index: RoomIndex, number: number): { writer: number; bytes: Uint8Array } {
	const writer = number % WRITERS;
	const client = writerClient(writer);
	const value = { kind: 'values' as const, length: 1, bytes: eventBytes(aMessage(number)) };
	return { writer, bytes: encodeUpdate([encodeSection(client, index.nextClock(client), [value])]) };
}

function speakingOf(writer: number): Speaking {
	const user = userOf(writer);
	const lease = { user, revoked: false };
	const right = {
		organisation: userOf(0),
		conversation: userOf(0),
		volume: 0,
		level: 'write',
		moderates: false,
		muted: null,
	} as const;
	return { user, right, epoch: 1, lease: () => lease };
}
