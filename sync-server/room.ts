/** A conversation's volume in memory: its index always, its contents while there is room for them, and who is connected. */
import type { ConversationName } from '#lib/protocol/document-name.ts';
import type { Update } from './decode.ts';
import { Delivery } from './delivery.ts';
import type { DocumentRead, DocumentReader } from './document-reader.ts';
import type { StoredRow } from './log.ts';
import { OpenDocument, type Answers, type Member } from './open-document.ts';
import { RoomContent } from './room-content.ts';
import { RoomIndex } from './room-index.ts';
import { decodePayload, type DecodedPayload } from '#lib/protocol/row-payload.ts';
import { isKnown } from './rules.ts';
import { indexOfSnapshot } from './snapshot-index.ts';

export class Room extends OpenDocument {
	readonly holds = 'events';
	readonly name: ConversationName;
	readonly index: RoomIndex;
	/** The conversation's newest volume, as far as the relay has heard. */
	newestVolume: number;
	#content: RoomContent | null = null;
	#loading: Promise<void> | null = null;
	/** Rows that a snapshot covers, as far as is known; what failed to be kept is counted too. */
	snapshotSeq: number;
	readonly #reader: DocumentReader;

	constructor(
		document: string,
		name: ConversationName,
		organisation: string,
		{ snapshot, rows, erased }: DocumentRead,
		reader: DocumentReader,
	) {
		super(document, organisation);
		this.name = name;
		this.newestVolume = name.volume;
		this.#reader = reader;
		this.index = snapshot ? indexOfSnapshot(snapshot) : new RoomIndex();
		this.snapshotSeq = this.index.seq;
		for (const range of erased) this.index.erased.add(range);
		const content = snapshot ? RoomContent.of(snapshot) : new RoomContent();
		for (const row of rows) {
			this.index.takeStored(row);
			content.take(decodePayload(row.payload));
		}
		this.#content = content;
		if (this.index.nextVolume !== null) this.newestVolume = this.index.nextVolume;
	}

	override get contentBytes(): number {
		return this.#content?.size ?? 0;
	}

	override dropContent(): void {
		if (!this.#loading) this.#content = null;
	}

	override get seq(): number {
		return this.index.seq;
	}

	override stateVector(): [client: number, next: number][] {
		return this.index.stateVector();
	}

	override isKnown(update: Update): boolean {
		return isKnown(update, this.index);
	}

	override withAnswers(task: (answers: Answers) => void, failed: (error: unknown) => void): void {
		const { index } = this;
		this.withContent(
			(content) =>
				task({
					since: (stateVector) => content.since(index, stateVector),
					sinceEntry: (from) => content.sinceEntry(index, from),
				}),
			failed,
		);
	}

	override refresh(rows: readonly StoredRow[]): void {
		const firstSeq = this.index.seq;
		this.deliver(firstSeq, this.takeStored(rows), new Map());
	}

	/** Gives the task the contents, complete up to the index, at a moment at which the index says what is committed. */
	withContent(task: (content: RoomContent) => void, failed: (error: unknown) => void): void {
		this.whenSettled(() => {
			if (this.hasFailed) return failed(new Error('The document was dropped.'));
			if (this.#content?.seq === this.index.seq) return task(this.#content);
			this.#load().then(() => this.withContent(task, failed), failed);
		});
	}

	/** Reads on until the contents have every row that the index has. */
	#load(): Promise<void> {
		const load = async () => {
			const through = this.index.seq;
			const { snapshot, rows } = this.#content
				? { snapshot: null, rows: await this.#reader.rows(this.document, this.#content.seq) }
				: await this.#reader.readBefore(this.document, through);
			const content = (this.#content ??= snapshot ? RoomContent.of(snapshot) : new RoomContent());
			for (const row of rows)
				if (row.seq === content.seq && row.seq < through) content.take(decodePayload(row.payload));
		};
		return (this.#loading ??= load().finally(() => (this.#loading = null)));
	}

	/** Rows that another relay committed. The room must be occupied. */
	takeStored(rows: readonly StoredRow[]): DecodedPayload[] {
		const payloads: DecodedPayload[] = [];
		for (const row of rows) {
			if (row.seq !== this.index.seq) continue;
			this.index.takeStored(row);
			payloads.push(decodePayload(row.payload));
		}
		return payloads;
	}

	/**
	 * SPEC R12: committed rows, which the index has already, go into the contents and to everybody. `senders` says whose runs they were.
	 * @param firstSeq seq of the first of them
	 */
	deliver(
		firstSeq: number,
		payloads: readonly DecodedPayload[],
		senders: ReadonlyMap<Member, ReadonlySet<number>>,
	): void {
		if (payloads.length === 0) return;
		if (this.index.nextVolume !== null)
			this.newestVolume = Math.max(this.newestVolume, this.index.nextVolume);
		const content = this.#content;
		// Contents that are behind (or being read) catch up from the log when they are asked for.
		// Erased bytes stay in no cache (SPEC G4).
		if (payloads.some(({ entries }) => entries.some(([tag]) => tag === 'g'))) this.#content = null;
		else if (content?.seq === firstSeq && !this.#loading)
			for (const payload of payloads) content.take(payload);
		if (this.members.size === 0) return;
		const delivery = new Delivery(payloads, this.index);
		for (const member of [...this.members]) {
			const own = senders.get(member);
			member.deliver(own ? delivery.withoutLogsOf(own) : delivery.full);
		}
	}
}
