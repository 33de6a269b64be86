/** Events without a socket (the outbox, ingestion, the demo): placed as an honest client would, then the same pipeline. */
import { eventBytes } from '#lib/domain/digest.ts';
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import { NOBODY } from './budget.ts';
import { ByteReader, Refused } from './byte-reader.ts';
import type { Section } from './decode.ts';
import type { SessionContext } from './document-session.ts';
import { devicesNamedBy } from './named-devices.ts';
import { systemClient } from './pipeline.ts';
import type { Submission, SubmitOutcome } from './relay-core.ts';

import { ValueReader } from './value-reader.ts';

/** Those to one document are judged in the order in which they were made, as those of one socket are. */
export class Submissions {
	readonly #context: SessionContext;
	/** By document: resolves when its last one so far stands in the queue. */
	readonly #queued = new Map<string, Promise<void>>();

	constructor(context: SessionContext) {
		this.#context = context;
	}

	async submit(submission: Submission): Promise<SubmitOutcome> {
		const { document } = submission;
		const before = this.#queued.get(document);
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#queued.set(document, promise);
		try {
			return await submit(this.#context, submission, before, resolve);
		} finally {
			resolve();
			if (this.#queued.get(document) === promise) this.#queued.delete(document);
		}
	}
}

async function submit(
	{ access, rooms, pipeline, security }: SessionContext,
	{ document, speaker, client, events, receivedAt, outbox }: Submission,
	before: Promise<void> | undefined,
	onQueued: () => void,
): Promise<SubmitOutcome> {
	const name = nameOfDocument(document);
	const right = name && (await access.right(speaker, name));
	// Events go into conversations; a text has none.
	if (!name || name.kind === 'text' || !right || name.volume > right.volume)
		return { ok: false, code: 'NO_ACCESS' };
	const values = readValues(events);
	if (!values.ok) {
		const { organisation, user, device } = speaker;
		security.record({ organisation, user, device, document, code: values.code });
		return values;
	}
	const place = (epoch: number, nextClock: (client: number) => number): Section[] => {
		const writer = speaker.role === 'SYSTEM' ? systemClient(epoch) : client;
		return [placed(writer, nextClock(writer), values)];
	};
	const room = await rooms.enter(document, right.organisation);
	try {
		await before;
		return await new Promise<SubmitOutcome>((resolve) => {
			let refusal: RefusalCode | null = null;
			pipeline.enqueue(room, {
				speaker,
				source: `submit ${client}`,
				payer: NOBODY,
				member: null,
				bytes: values.bytes,
				sections: place,
				deletes: [],
				devices: devicesNamedBy([placed(client, 0, values)], Infinity)!,
				receivedAt: receivedAt ?? null,
				outbox: outbox ?? null,
				firstAccepted: null,
				sticky: { clients: new Set(), deletes: false, device: null },
				report: {
					gap: () => (refusal = 'GAP'),
					refused: (_range, code) => {
						refusal = code;
						const { organisation, user, device } = speaker;
						security.record({ organisation, user, device, document, code });
					},
					revoked: () => resolve({ ok: false, code: 'REVOKED' }),
					done: (clock) =>
						resolve(
							refusal === null && clock !== null
								? { ok: true, clock }
								: { ok: false, code: refusal ?? 'MALFORMED' },
						),
					answered: () => resolve({ ok: false, code: 'ALREADY_ANSWERED' }),
					failed: () => resolve({ ok: false, code: 'APPEND_FAILED' }),
				},
			});
			onQueued();
		});
	} finally {
		rooms.leave(room);
	}
}

interface Values {
	ok: true;
	bytes: Uint8Array;
	values: unknown[];
	offsets: number[];
}

/** Encodes the events and reads them back as strictly as anybody's. */
function readValues(events: readonly object[]): Values | { ok: false; code: RefusalCode } {
	const bytes = Buffer.concat(events.map(eventBytes));
	const reader = new ByteReader(bytes);
	const valueReader = new ValueReader(reader);
	const values: unknown[] = [];
	const offsets = [0];
	try {
		while (reader.left > 0) {
			values.push(valueReader.read());
			offsets.push(reader.position);
		}
	} catch (error) {
		if (error instanceof Refused) return { ok: false, code: error.code };
		throw error;
	}
	return values.length > 0 ? { ok: true, bytes, values, offsets } : { ok: false, code: 'MALFORMED' };
}

/** The values as an append to the client id's own root. */
function placed(client: number, clock: number, { values, offsets }: Values): Section {
	const { length } = values;
	const origin = clock > 0 ? ([client, clock - 1] as const) : null;
	const root = origin ? null : String(client);
	const placement = { origin, root, rightOrigin: null, isNested: false, hasParentSub: false };
	const struct = { kind: 'values', clock, length, placement, values, offsets } as const;
	return { client, clock, end: clock + length, structs: [struct] };
}
