/** A text document's part in an append: its waiting updates are judged in order, and become rows, a delivery and answers (SPEC X). */
import { deviceOf } from '#lib/domain/client-id.ts';
import type { RowAuthor } from '#lib/protocol/log-row.ts';
import { hashLeaf, SALT_BYTES } from '#lib/protocol/row-chain.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { encodeRewriting } from '#lib/protocol/text-rewriting.ts';
import type { DocumentAppend, JudgedBy } from './document-append.ts';
import type { Section } from './decode.ts';
import type { Head, Locked, LogRow, RewrittenRow, RowKind } from './log.ts';
import type { RandomBytes } from './ports.ts';
import type { Queued, QueuedErasure } from './queued.ts';
import { RELAY_AUTHOR } from './row-draft.ts';
import { sealRow, sha256 } from './row.ts';
import { ROW_BYTES, TURN_BYTES, type Speaking } from './rules.ts';
import { encodeDeletes, joinUpdate } from './text-encode.ts';
import { readTextRow, rewrite, wordsOf, type Rewriting } from './text-erasure.ts';
import { valueOf } from './text-index.ts';
import { NO_LIMITS } from './text-items.ts';
import { TextJudge } from './text-judge.ts';
import type { DeliveredText, TextRoom } from './text-room.ts';
import { coalesced, TextRow } from './text-row.ts';
import { wordsIn } from './text-structs.ts';
import { SUBMISSION_WEIGHT, takeTurns, type Allowance, type Turn } from './turns.ts';

const PER_TURN: Allowance = { events: 500, bytes: TURN_BYTES };

export class TextAppend implements DocumentAppend {
	readonly room: TextRoom;
	readonly queue: readonly Queued[];
	readonly rows: LogRow[] = [];
	readonly erasures: readonly QueuedErasure[];
	readonly rewritten: RewrittenRow[] = [];
	readonly answeredOutbox: number[] = [];
	hasJudged = false;
	readonly #randomBytes: RandomBytes;
	/** Rows of another relay, then ours. */
	readonly #delivered: DeliveredText[] = [];
	readonly #answers: (() => void)[] = [];
	#rest: Queued[] = [];
	#row: TextRow | null = null;
	#hash: Uint8Array = new Uint8Array(0);
	#organisationRows = 0;
	#now = 0;

	/** @param room what waits in it becomes this append's */
	constructor(room: TextRoom, randomBytes: RandomBytes) {
		this.room = room;
		this.queue = room.queue;
		// One at a time: the next is judged by what this one leaves.
		this.erasures = room.erasures.splice(0, 1);
		room.queue = [];
		this.#randomBytes = randomBytes;
	}

	get head(): Head {
		const { seq, time } = this.room.index;
		return { seq, hash: this.#hash, epoch: 0, ledgerLength: 0, ledgerTime: time };
	}

	async readForward(locked: Locked): Promise<void> {
		const { document, index, organisation } = this.room;
		const head = locked.head(document);
		if (head.seq < index.seq) throw new Error(`${document}: the log was cut under a running relay`);
		if (head.seq > index.seq) {
			this.#delivered.push(...this.room.takeStored(await locked.rows(document, index.seq)));
			if (index.seq !== head.seq) throw new Error(`${document}: the log has a hole before row ${head.seq}`);
		}
		this.#hash = head.hash;
		this.#organisationRows = locked.organisationRows(organisation);
	}

	/** Takes out what was stored before this append: by legal request (SPEC G11), and what of drafts is to be forgotten (X15). */
	async erase(locked: Locked, now: number): Promise<void> {
		this.#now = now;
		const { document, index } = this.room;
		for (const { erasure, done } of this.erasures) {
			const { what, organisation, request, by, and } = erasure;
			const rows = what.kind === 'person' ? await locked.rows(document, 0) : [];
			const his = rows.filter(
				({ kind, user }) => kind === 'text' && what.kind === 'person' && user === what.user,
			);
			const rewritings = rewrite(his, ({ clock, length }) => [[clock, length]]);
			this.#answers.push(() => done(rewritings.length));
			if (rewritings.length === 0) continue;
			const living = his
				.flatMap((row) => wordsIn(readTextRow(row).sections))
				.flatMap((words) =>
					index.livingWithin(words).map(([clock, length]) => ({ client: words.client, clock, length })),
				);
			for (const range of living) index.delete(range, NO_LIMITS);
			const update = joinUpdate([], encodeDeletes(coalesced(living)));
			this.#rewrite('erase', rewritings, { organisation, number: request }, (seqs, left) =>
				encodeRewriting({ erase: request, by, and, rows: seqs, left, update }),
			);
			this.#delivered.push({ update, source: null });
		}
		if (!index.wantsToForget) return;
		const rows = await locked.rowsAt(document, index.forgettable());
		const rewritings = rewrite(rows, (words) => index.goneWithin(words));
		if (rewritings.length === 0) return;
		this.#rewrite('forget', rewritings, null, (forget, left) => encodeRewriting({ forget, left }));
	}

	/** The relay's own row, which says what is left of others. */
	#rewrite(
		kind: 'erase' | 'forget',
		rewritings: readonly Rewriting[],
		request: RewrittenRow['request'],
		encode: (seqs: number[], left: Uint8Array) => Uint8Array,
	): void {
		const { document, index } = this.room;
		const salted = rewritings.map(({ row, update }) => ({
			row,
			update,
			salt: this.#randomBytes(SALT_BYTES).slice(),
			value: valueOf(update),
		}));
		const left = Buffer.concat(salted.map(({ salt, value }) => hashLeaf(sha256, salt, value).slice()));
		const by = index.seq;
		this.#add(
			kind,
			RELAY_AUTHOR,
			encode(
				salted.map(({ row }) => row.seq),
				Uint8Array.from(left),
			),
		);
		for (const { row, update, salt, value } of salted) {
			const { headerEnd } = decodePayload(row.payload);
			this.rewritten.push({ document, seq: row.seq, by, request, headerEnd, salt, value });
			index.hold(row.seq, wordsOf(update));
		}
	}

	judge({ locked, rightOf, now, allowance }: JudgedBy): void {
		this.#now = now;
		const { rest } = takeTurns(this.queue, PER_TURN, allowance, (queued, turn) => {
			const { user } = queued.speaker;
			const right = rightOf(queued.speaker);
			// There are no epochs here: a log that was ever restored says so (SPEC X5).
			const lease = (device: number) => locked.lease(device);
			const isDone = this.#judge(queued, { user, right, epoch: locked.firstEpoch, lease }, turn);
			if (isDone) this.#answers.push(() => queued.report.done(null));
			return isDone;
		});
		this.#rest = rest;
		this.#seal();
	}

	/** True when all of it was judged. */
	#judge(queued: Queued, speaking: Speaking, turn: Turn): boolean {
		this.hasJudged = true;
		turn.use(SUBMISSION_WEIGHT, 0);
		const { report, sticky } = queued;
		if (!speaking.right) {
			this.#answers.push(() => report.revoked());
			return true;
		}
		const use = (structs: number, bytes: number): boolean => {
			turn.use(structs, bytes);
			return !turn.isOver;
		};
		const judge = new TextJudge(
			this.room.index,
			speaking,
			(item, isErased) => {
				sticky.device = deviceOf(item.client);
				const row = this.#rowOf(queued, sticky.device, true);
				row.write(item);
				if (!isErased) return;
				// His replica has the words still.
				row.delete(item);
				row.isForAll = true;
			},
			use,
		);
		const sections = queued.sections as readonly Section[];
		const { ends, isMore } = judge.judge(sections.filter(({ client }) => !sticky.clients.has(client)));
		for (const end of ends) {
			if (end.kind === 'gap') this.#answers.push(() => report.gap(end.client, end.expected));
			else {
				sticky.clients.add(end.client);
				this.#answers.push(() => report.refused(end, end.code, false));
			}
		}
		if (isMore) return false;
		this.#judgeDeletes(queued, speaking);
		return true;
	}

	/** SPEC X7, X10. */
	#judgeDeletes(queued: Queued, { right, user, lease }: Speaking): void {
		const { deletes, sticky, report, speaker } = queued;
		const { index } = this.room;
		for (const range of deletes) {
			const { client, clock, length } = range;
			const next = index.nextClock(client);
			if (clock + length > next && !sticky.clients.has(client))
				this.#answers.push(() => report.gap(client, next));
			const known = { client, clock, length: Math.min(clock + length, next) - clock };
			if (known.length <= 0 || sticky.deletes || index.isGone(known)) continue;
			const device = sticky.device ?? speaker.device;
			const leased = device === null ? undefined : lease(device);
			const isHis = leased?.user === user && !leased.revoked;
			const living = right?.level === 'write' && isHis ? index.delete(known) : null;
			if (living)
				for (const [at, size] of living)
					this.#rowOf(queued, device!, false).delete({ client, clock: at, length: size });
			else {
				sticky.deletes = true;
				const code =
					right?.level !== 'write' ? 'NOT_ALLOWED_HERE' : isHis ? 'DOCUMENT_FULL' : 'CLIENT_UNLEASED';
				this.#answers.push(() => report.refused(known, code, false));
			}
		}
	}

	/** Updates of one connection that wait together become one row, as far as their order allows. */
	#rowOf({ source, speaker }: Queued, device: number, isStruct: boolean): TextRow {
		const row = this.#row;
		const isSame = row !== null && row.source === source && row.device === device;
		if (isSame && row.units * 3 < ROW_BYTES && !(isStruct && row.hasDeletes)) return row;
		this.#seal();
		return (this.#row = new TextRow(source, speaker.user, device));
	}

	#seal(): void {
		const row = this.#row;
		this.#row = null;
		if (!row) return;
		const update = row.encode();
		const { user, device } = row;
		this.room.index.hold(this.room.index.seq, row.words());
		this.#add('text', { user, device }, valueOf(update));
		this.#delivered.push({ update, source: row.isForAll ? null : row.source });
	}

	#add(kind: RowKind, author: RowAuthor, values: Uint8Array): void {
		const { document, index } = this.room;
		const at = Math.max(this.#now, index.time);
		const run = { client: 0, clock: 0, length: 1, values, count: 1 };
		const content = { epoch: 0, position: 0, organisationRows: this.#organisationRows, entries: [], run };
		const end = { seq: index.seq, hash: this.#hash };
		const sealed = sealRow(end, document, kind, author, at, content, this.#randomBytes);
		this.#hash = sealed.row.hash;
		this.rows.push(sealed.row);
		index.taken(at);
	}

	deliver(): void {
		this.room.deliver(this.#delivered);
	}

	answer(): void {
		this.room.queue = [...this.#rest, ...this.room.queue];
		for (const answer of this.#answers) answer();
	}

	failed(): void {
		for (const { report } of this.queue) report.failed();
		for (const { failed } of this.erasures) failed();
	}
}
