import type { TimelineItem } from '#lib/domain/timeline.ts';
import { decodeEvidence, type EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import type { Verdict } from '#lib/protocol/evidence/verify-evidence.ts';
import { AsStood } from './as-stood.ts';
import {
	isChange,
	markedRows,
	marksOf,
	matches,
	NO_FILTER,
	readAuditLog,
	spansDays,
	type AuditLine,
	type AuditLog,
	type AuditRow,
	type CheckpointMark,
} from './audit-lines.ts';
import { fetchEvidence } from './audit-requests.ts';
import { AuditNames } from './audit-names.ts';
import { verifyInWorker } from './verify-in-worker.ts';

export type AuditState = 'loading' | 'open' | 'nothing' | 'reason' | 'signed-out' | 'unreachable';

/** How long a row stands while it plays. */
const PLAY_MS = 450;

/** The view-model of a conversation's audit page. One visit: what came later is seen by opening it again. */
export class AuditView {
	readonly conversation: string;
	state = $state<AuditState>('loading');
	head = $state.raw<EvidenceHead | null>(null);
	log = $state.raw<AuditLog>({ rows: [], lines: [], hasVolumes: false, isSeveral: false });
	names = $state.raw(new AuditNames(null));
	verdict = $state.raw<Verdict | null>(null);
	/** Share of the verification that is done. */
	progress = $state(0);
	/** The verification could not be made at all. */
	failed = $state(false);
	/** Index of the row through which the conversation is shown. */
	playhead = $state(0);
	/** The line that is chosen in that row. */
	#chosen = $state(0);
	filter = $state.raw(NO_FILTER);
	asMembers = $state(false);
	playing = $state(false);
	#timer: ReturnType<typeof setInterval> | undefined;
	#stood: AsStood | null = null;
	#reason = '';
	#closed = false;

	constructor(conversation: string) {
		this.conversation = conversation;
	}

	/** Opens it, which the server records. */
	async open(reason: string = this.#reason): Promise<void> {
		this.#reason = reason;
		this.state = 'loading';
		this.verdict = null;
		this.failed = false;
		this.progress = 0;
		const answer = await fetchEvidence(this.conversation, reason);
		if (this.#closed) return;
		if (!answer.ok) {
			this.state = answer.problem;
			return;
		}
		const evidence = decodeEvidence(new Uint8Array(answer.value));
		this.head = evidence.head;
		this.names = new AuditNames(evidence.head);
		this.log = readAuditLog(evidence.rows);
		this.#stood = new AsStood(this.log.rows);
		this.playhead = Math.max(0, this.log.rows.length - 1);
		this.#chosen = 0;
		this.state = 'open';
		await this.#verify(answer.value.slice(0));
	}

	async #verify(bytes: ArrayBuffer): Promise<void> {
		try {
			const verdict = await verifyInWorker(bytes, (done) => (this.progress = done));
			if (!this.#closed) this.verdict = verdict;
		} catch {
			this.failed = true;
		}
	}

	close(): void {
		this.#closed = true;
		clearInterval(this.#timer);
	}

	/** It goes over more than a day, so that times need theirs. */
	get isLong(): boolean {
		return spansDays(this.log.rows);
	}

	get row(): AuditRow | undefined {
		return this.log.rows[this.playhead];
	}

	get line(): AuditLine | undefined {
		return this.row?.lines[this.#chosen] ?? this.row?.lines[0];
	}

	lines: AuditLine[] = $derived(this.log.lines.filter((line) => matches(line, this.filter)));

	/** As the members saw it at the playhead. */
	get timeline(): TimelineItem[] {
		return this.log.rows.length === 0 ? [] : (this.#stood?.after(this.playhead) ?? []);
	}

	moveTo(index: number, line = 0): void {
		this.playhead = Math.min(Math.max(0, index), Math.max(0, this.log.rows.length - 1));
		this.#chosen = line;
	}

	choose(line: AuditLine): void {
		this.moveTo(line.row.index, line.row.lines.indexOf(line));
	}

	step(by: 1 | -1): void {
		this.moveTo(this.playhead + by);
	}

	/** To the next row in that direction that a checkpoint was the last to cover. */
	stepCheckpoint(by: 1 | -1): void {
		this.#seek(by, (row) => this.isMarked(row));
	}

	/** To the next edit or deletion in that direction. */
	stepChange(by: 1 | -1): void {
		this.#seek(by, isChange);
	}

	#seek(by: 1 | -1, isWanted: (row: AuditRow) => boolean): void {
		const { rows } = this.log;
		for (let index = this.playhead + by; index >= 0 && index < rows.length; index += by)
			if (isWanted(rows[index]!)) return this.moveTo(index);
	}

	isMarked({ row }: AuditRow): boolean {
		return this.#marked.has(`${row.document} ${row.seq + 1}`);
	}

	/** Checkpoints at which the conversation had moved, the oldest first. */
	marks: CheckpointMark[] = $derived(marksOf(this.head));

	#marked = $derived(markedRows(this.marks));

	toggle(): void {
		if (this.playing) return this.pause();
		if (this.playhead >= this.log.rows.length - 1) this.moveTo(0);
		this.playing = true;
		this.#timer = setInterval(() => {
			this.step(1);
			if (this.playhead >= this.log.rows.length - 1) this.pause();
		}, PLAY_MS);
	}

	pause(): void {
		this.playing = false;
		clearInterval(this.#timer);
	}
}
