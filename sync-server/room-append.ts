/** One document's part in an append: its waiting submissions are judged in order, and become rows, a delivery and answers. */
import { deviceOf } from '#lib/domain/client-id.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { MAX_VOLUME, unitOf } from '#lib/protocol/document-name.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { Right, Speaker } from './access.ts';
import type { DocumentAppend, JudgedBy } from './document-append.ts';
import type { Payer } from './budget.ts';
import { ClockRanges } from './clock-ranges.ts';
import type { ClockRange, Section } from './decode.ts';
import type { EventFacts } from './event-facts.ts';
import type { ErasedRow, Head, Locked, LogRow } from './log.ts';
import type { RandomBytes } from './ports.ts';
import type { Member } from './open-document.ts';
import type { GiftOutcome } from './given.ts';
import type { Queued, QueuedErasure, QueuedGift, Report } from './queued.ts';
import { missingIn, writeMissing } from './restored-runs.ts';
import type { Room } from './room.ts';
import type { DecodedPayload } from '#lib/protocol/row-payload.ts';
import { leafEnds } from '#lib/protocol/row-chain.ts';
import { valuesToErase } from './erasure.ts';
import { stretches, type SignedRows } from './receipts.ts';
import { RowDraft, type LateEntry } from './row-draft.ts';
import { judgeDeletes, judgeSection, ROW_BYTES, TURN_BYTES, type JudgedRun, type Progress } from './rules.ts';
import { SUBMISSION_WEIGHT, takeTurns, type Allowance, type Turn } from './turns.ts';

/** What one append takes of one source. A long backlog goes on in the next, after everybody else's turn. */
const PER_TURN: Allowance = { events: 500, bytes: TURN_BYTES };
/** An append that has so many rows takes no further gift. */
const GIVEN_ROWS = 500;
/** When a volume is full (SPEC D11). */
export type VolumeLimits = Record<'volumeEvents' | 'volumeClients' | 'volumeBytes', number>;

interface DraftedRun {
	speaker: Speaker;
	payer: Payer;
	client: number;
	clock: number;
	length: number;
	code: RefusalCode | null;
	parts: Uint8Array[];
	bytes: number;
	facts: EventFacts[];
	receivedAt: number | null;
}

export class RoomAppend implements DocumentAppend {
	readonly room: Room;
	readonly queue: readonly Queued[];
	readonly erasures: readonly QueuedErasure[];
	/** Entries that an older volume accepted, for the newest (SPEC D11). */
	readonly late: LateEntry[] = [];
	readonly erased: ErasedRow[] = [];
	readonly answeredOutbox: number[] = [];
	/** Something of its queue had its turn. */
	hasJudged = false;
	hasOpenedVolume = false;
	readonly #limits: VolumeLimits;
	readonly #randomBytes: RandomBytes;
	readonly #firstSeq: number;
	/** Rows of another relay that stand before ours. */
	readonly #foreign: DecodedPayload[] = [];
	readonly #progress = new Map<number, Progress>();
	/** By client id, in the order of its first run. Nothing of this append has been seen by anybody, so one client's runs may become one. */
	readonly #runs = new Map<number, DraftedRun[]>();
	readonly #senders = new Map<Member, Set<number>>();
	/** After a restore two connections may send parts of one log: neither of them has all of it. */
	readonly #shared = new Set<number>();
	readonly #answers: (() => void)[] = [];
	#lastRefused: { report: Report; range: ClockRange; code: RefusalCode } | null = null;
	#rest: Queued[] = [];
	#lateHere: LateEntry[] = [];
	#draft: RowDraft | null = null;
	#lockedHead: Head | null = null;
	#firstEpoch = 1;
	#organisationRows = 0;

	/** @param room what waits in it becomes this append's */
	constructor(room: Room, limits: VolumeLimits, randomBytes: RandomBytes) {
		this.room = room;
		this.queue = room.queue;
		// One at a time: the next is judged by what this one leaves.
		this.erasures = room.erasures.splice(0, 1);
		room.queue = [];
		this.#limits = limits;
		this.#randomBytes = randomBytes;
		this.#firstSeq = room.index.seq;
	}

	get rows(): readonly LogRow[] {
		return this.#draft?.rows ?? [];
	}

	get head(): Head {
		return this.#draft!.head;
	}

	/** Brings the index to the locked head. */
	async readForward(locked: Locked): Promise<void> {
		const { document, index } = this.room;
		const head = locked.head(document);
		if (head.seq < index.seq) throw new Error(`${document}: the log was cut under a running relay`);
		if (head.seq > index.seq) {
			this.#foreign.push(...this.room.takeStored(await locked.rows(document, index.seq)));
			if (index.seq !== head.seq) throw new Error(`${document}: the log has a hole before row ${head.seq}`);
		}
		this.#lockedHead = head;
		this.#firstEpoch = locked.firstEpoch;
		this.#organisationRows = locked.organisationRows(this.room.organisation);
	}

	/** Takes out what was stored before this append (SPEC G3). */
	async erase(locked: Locked, now: number): Promise<void> {
		const { document, index, name } = this.room;
		for (const { erasure, done } of this.erasures) {
			const rows = await locked.rows(document, 0);
			const values = valuesToErase(rows, erasure);
			this.#answers.push(() => done(values.length));
			if (values.length === 0) continue;
			const draft = this.#begin(now);
			draft.erase(erasure, values, now);
			const eraseSeq = draft.rows.at(-1)!.seq;
			const { organisation, request } = erasure;
			for (const [seq, ofRow] of Map.groupBy(values, (value) => value.seq)) {
				const ends = leafEnds(rows.find((row) => row.seq === seq)!.payload);
				const numbers = ofRow.map(({ value }) => value);
				this.erased.push({ organisation, request, document, seq, eraseSeq, ends, values: numbers });
			}
			const entry = index.ledgerLength - 1;
			if (index.nextVolume !== null) this.late.push({ volume: name.volume, entry, erased: true });
		}
	}

	/** Writes what the log lacks of rows that are given back (SPEC P8), before anything else is judged: clocks follow each other. */
	restore(locked: Locked, now: number): void {
		for (const { given, speaker, payer } of this.queue) {
			if (!given || given.outcome) continue;
			if (this.rows.length > GIVEN_ROWS) break;
			const code = this.#mayGive(given, speaker, locked);
			const isTaken = code === '' && this.#epoch > 1;
			given.outcome = isTaken ? payer.charge(() => this.#restore(given, speaker, now)) : { rows: 0, code };
		}
	}

	#mayGive({ given }: QueuedGift, { user }: Speaker, locked: Locked): GiftOutcome['code'] {
		const right = locked.right(unitOf(this.room.name), user);
		if (right?.level !== 'write') return right ? 'NOT_ALLOWED_HERE' : 'REVOKED';
		const isForeign = given.runs.some((run) => {
			const lease = locked.lease(run.device);
			return run.device !== deviceOf(run.client) || (lease !== undefined && lease.user !== run.user);
		});
		return isForeign ? 'RECEIPT_INVALID' : '';
	}

	#restore({ given }: QueuedGift, speaker: Speaker, now: number): GiftOutcome {
		const { index, name } = this.room;
		const missing = missingIn(index, given);
		if (missing.length === 0) return { rows: 0, code: '' };
		const draft = this.#begin(now);
		draft.give({ user: speaker.user, device: speaker.device ?? 0 }, given.proofs, now);
		for (const piece of missing) {
			const { entry, facts } = writeMissing(draft, piece, now);
			if (index.nextVolume !== null) this.late.push({ volume: name.volume, entry, erased: false });
			facts.forEach((fact, offset) => {
				const redactions = index.redactionsAfter([piece.run.client, piece.clock + offset], fact);
				if (redactions.length > 0) draft.redact(redactions, now);
			});
		}
		return { rows: missing.length, code: '' };
	}

	/** Judges what waits and makes the rows of its runs. */
	judge({ locked, rightOf, now, allowance }: JudgedBy): void {
		const { finished, rest } = takeTurns(this.queue, PER_TURN, allowance, (queued, turn) => {
			if (queued.outbox !== null && !locked.isWaiting(queued.outbox)) {
				this.#answers.push(() => queued.report.answered());
				return true;
			}
			return this.#judge(queued, rightOf(queued.speaker), locked, turn);
		});
		this.#rest = rest;
		for (const [run, at] of inOrder([...this.#runs.values()], now))
			run.payer.charge(() => this.#write(run, at));
		for (const queued of finished) this.#judgeDeletes(queued);
	}

	/** True when all of it was judged. */
	#judge(queued: Queued, right: Right | undefined, locked: Locked, turn: Turn): boolean {
		const { index } = this.room;
		const { report, sticky } = queued;
		// Its turn comes with the next append.
		if (queued.given && !queued.given.outcome) return false;
		const { user } = queued.speaker;
		const speaking = { user, right, epoch: this.#epoch, lease: (device: number) => locked.lease(device) };
		if (typeof queued.sections === 'function') {
			queued.sections = queued.sections(this.#epoch, (client) => this.#progressOf(client).next);
		}
		let limit = turn.events;
		this.hasJudged = true;
		turn.use(SUBMISSION_WEIGHT, 0);
		for (const section of queued.sections) {
			if (sticky.clients.has(section.client)) continue;
			if (turn.bytes <= 0) return false;
			const progress = this.#progressOf(section.client);
			const { runs, end } = judgeSection(section, queued.bytes, index, progress, speaking, limit);
			for (const run of runs) {
				limit -= run.length;
				turn.use(run.length, run.values.length);
				if (run.code === null) queued.firstAccepted ??= run.clock;
				this.#take(queued, run);
			}
			if (end.kind === 'more') return false;
			if (end.kind === 'gap') this.#answers.push(() => report.gap(end.client, end.expected));
			if (end.kind === 'refused') {
				sticky.clients.add(section.client);
				this.#answers.push(() =>
					end.code === 'REVOKED' ? report.revoked() : report.refused(end, end.code, false),
				);
			}
		}
		if (queued.outbox !== null) this.answeredOutbox.push(queued.outbox);
		this.#answers.push(() => report.done(queued.firstAccepted));
		return true;
	}

	/** The document's epoch; of one without rows, that in which it will begin. */
	get #epoch(): number {
		return Math.max(this.room.index.epoch, this.#firstEpoch);
	}

	#progressOf(client: number): Progress {
		let progress = this.#progress.get(client);
		if (!progress)
			this.#progress.set(client, (progress = { next: this.room.index.nextClock(client), refused: null }));
		return progress;
	}

	#take(queued: Queued, run: JudgedRun): void {
		const { client, clock, length, code, values, facts } = run;
		const { speaker, payer, member, receivedAt, report } = queued;
		const progress = this.#progressOf(client);
		progress.next = clock + length;
		if (code !== null) (progress.refused ??= new ClockRanges()).add(clock, length);
		if (code === 'ERASED') (progress.erased ??= new ClockRanges()).add(clock, length);
		if (code !== null) this.#tellRefused(report, { client, clock, length }, code);
		if (member) {
			for (const [other, sent] of this.#senders)
				if (other !== member && sent.has(client)) this.#shared.add(client);
			const clients = this.#senders.get(member);
			if (clients) clients.add(client);
			else this.#senders.set(member, new Set([client]));
		}
		let runs = this.#runs.get(client);
		if (!runs) this.#runs.set(client, (runs = []));
		const last = runs.at(-1);
		const joins =
			last?.code === code &&
			last.receivedAt === receivedAt &&
			last.length + length <= LIMITS.eventsPerRow &&
			last.bytes + values.length <= ROW_BYTES &&
			// A tombstone has all of its content or none.
			(code === null || (last.bytes > 0 && values.length > 0));
		if (joins) {
			last.length += length;
			last.parts.push(values);
			last.bytes += values.length;
			last.facts.push(...facts);
		} else {
			const parts = [values];
			runs.push({
				speaker,
				payer,
				client,
				clock,
				length,
				code,
				parts,
				bytes: values.length,
				facts,
				receivedAt,
			});
		}
	}

	/** Neighbours that share a fate are told together: a thousand structs are one refusal. */
	#tellRefused(report: Report, range: ClockRange, code: RefusalCode): void {
		const last = this.#lastRefused;
		const { client, clock, length } = range;
		const follows = last?.range.client === client && last.range.clock + last.range.length === clock;
		if (follows && last.report === report && last.code === code) {
			last.range.length += length;
			return;
		}
		this.#lastRefused = { report, range, code };
		this.#answers.push(() => report.refused(range, code, true));
	}

	#write(run: DraftedRun, now: number): void {
		const draft = this.#begin(now);
		const { client, clock, length, code, parts, facts, speaker } = run;
		const author = { user: speaker.user, device: deviceOf(client) };
		const values = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
		const drafted = { client, clock, length, values };
		if (code !== null) return draft.refuse(author, drafted, code, now);
		const { index } = this.room;
		const entry = draft.accept(author, drafted, facts, now);
		if (index.nextVolume !== null) this.late.push({ volume: this.room.name.volume, entry, erased: false });
		facts.forEach((fact, offset) => {
			const redactions = index.redactionsAfter([client, clock + offset], fact);
			if (redactions.length > 0) draft.redact(redactions, now);
		});
	}

	#judgeDeletes({ deletes, sticky, report }: Queued): void {
		if (sticky.deletes) return;
		const refused = judgeDeletes(deletes, this.room.index, this.#epoch);
		if (!refused) return;
		sticky.deletes = true;
		this.#answers.push(() => report.refused(refused, refused.code, false));
	}

	/** Older volumes of this conversation accepted these. */
	enterLate(entries: readonly LateEntry[]): void {
		this.#lateHere.push(...entries);
	}

	/** The last rows of this append. Returns the volume that it opens, if it does (SPEC D11). */
	finish(now: number): number | null {
		if (this.#lateHere.length > 0) this.#begin(now).late(this.#lateHere, now);
		const { index, name } = this.room;
		const isFull =
			index.eventCount + index.refusedCount >= this.#limits.volumeEvents ||
			index.valueBytes >= this.#limits.volumeBytes ||
			index.writerCount >= this.#limits.volumeClients;
		if (!this.#draft || !isFull || index.nextVolume !== null || name.volume >= MAX_VOLUME) return null;
		this.#draft.openVolume(name.volume + 1, now);
		this.hasOpenedVolume = true;
		return name.volume + 1;
	}

	/** The draft; a document's first row begins its epoch. */
	#begin(now: number): RowDraft {
		if (!this.#draft) {
			const { document, index } = this.room;
			const rows = this.#organisationRows;
			this.#draft = new RowDraft(document, index, this.#lockedHead!, this.#randomBytes, rows);
			if (index.epoch === 0) this.#draft.beginEpoch(this.#firstEpoch, now);
		}
		return this.#draft;
	}

	/** After the commit. */
	deliver(): void {
		const payloads = [...this.#foreign, ...(this.#draft?.payloads ?? [])];
		const senders = [...this.#senders].map(
			([member, clients]) => [member, clients.difference(this.#shared)] as const,
		);
		this.room.deliver(this.#firstSeq, payloads, new Map(senders));
	}

	/** Has a sender of these rows a word for receipts? */
	get wantsReceipts(): boolean {
		return this.rows.length > 0 && [...this.#senders.keys()].some(({ receipt }) => receipt);
	}

	/** SPEC P4: each sender's stretches of the rows. */
	giveReceipts(signed: SignedRows): void {
		const payloads = this.#draft?.payloads ?? [];
		const { index } = this.room;
		for (const [member, clients] of this.#senders) {
			if (!member.receipt) continue;
			const isOwn = (row: number) => clients.has(payloads[row]!.run?.client ?? 0);
			for (const [first, last] of stretches(this.rows, isOwn))
				member.receipt(signed.receipt(first, last, index));
		}
	}

	/** After the delivery: who waits is told, and what did not fit waits for the next append. */
	answer(): void {
		this.room.queue = [...this.#rest, ...this.room.queue];
		for (const answer of this.#answers) answer();
	}

	failed(): void {
		for (const { report } of this.queue) report.failed();
		for (const { failed } of this.erasures) failed();
	}
}

/** Sections as they are judged: in ascending client id (SPEC R3), ledgers first. */
export function inJudgingOrder(sections: readonly Section[]): Section[] {
	return [...sections].sort((a, b) => a.client - b.client);
}

/** A made-up history stands in the order of its times, each log in its own order; what came just now, by client id as it came. */
function inOrder(logs: readonly (readonly DraftedRun[])[], now: number): [run: DraftedRun, at: number][] {
	const timed = logs.flatMap((runs) => {
		let at = 0;
		return runs.map((run): [DraftedRun, number] => [run, (at = Math.max(at, run.receivedAt ?? now))]);
	});
	return timed.sort(([, one], [, other]) => one - other);
}
