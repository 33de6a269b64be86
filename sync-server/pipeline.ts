/**
 * The one pipeline for every way in (design section 3, SPEC R10-R12): what waits is judged, committed in one transaction, and only then delivered.
 * One append is judged at a time; while the database commits it, the next may be judged, of other conversations. Whatever arrives meanwhile waits.
 */
import { SYSTEM_CLIENT } from '#lib/domain/client-id.ts';
import { conversationOf, unitOf, volumeDocument } from '#lib/protocol/document-name.ts';
import type { Right, Speaker } from './access.ts';
import { RoomAppend, type VolumeLimits } from './room-append.ts';
import type { Erasure } from './erasure.ts';
import type { Queued } from './queued.ts';
import { AppendFailed, type Appending, type AppendNeeds, type Locked, type Log } from './log.ts';
import type { Clock, Logger, RandomBytes, Signer } from './ports.ts';
import { SignedRows } from './receipts.ts';
import { Room } from './room.ts';
import type { AnyRoom, Rooms } from './rooms.ts';
import type { Snapshots } from './snapshots.ts';
import { TextAppend } from './text-append.ts';
import { TextRoom } from './text-room.ts';
import { SUBMISSION_WEIGHT, type Allowance } from './turns.ts';

/** Documents of one transaction. The rest waits for the next, so that no lock is held for long. */
const DOCUMENTS_PER_APPEND = 256;
/** Looking through all documents for what to forget costs more than an append should. */
const APPENDS_BETWEEN_TIDYING = 64;
/** What one append takes of all of them: some tens of milliseconds of work, for which everybody waits. */
const PER_APPEND: Allowance = { events: 1000, bytes: 1024 * 1024 };
/** So many submissions use that up, whatever is in them: what could not be judged in this append is not locked and asked about for it. */
const SUBMISSIONS_PER_APPEND = PER_APPEND.events / (SUBMISSION_WEIGHT + 1);
/** One is judged while another is committed. With more of them each would hold less, and the database's work for one append is mostly the same. */
const APPENDS_AT_ONCE = 2;
/** Another volume may be opened by another relay between planning and locking; then the plan is made again. */
const MAX_PLANS = 4;

export interface PipelineOptions {
	log: Log;
	clock: Clock;
	randomBytes: RandomBytes;
	logger: Logger;
	signer: Signer | undefined;
	limits: VolumeLimits;
	snapshots: Snapshots;
}

export class Pipeline {
	readonly #rooms: Rooms;
	readonly #options: PipelineOptions;
	readonly #waiting = new Set<AnyRoom>();
	#isScheduled = false;
	#isJudging = false;
	/** What the appends under way are of (`placeOf`). */
	readonly #underWay = new Set<ReadonlySet<string>>();
	#appends = 0;
	#idle: (() => void)[] = [];

	constructor(rooms: Rooms, options: PipelineOptions) {
		this.#rooms = rooms;
		this.#options = options;
	}

	/** The submission is judged and answered after the next append. */
	enqueue(room: AnyRoom, queued: Queued): void {
		if (room.hasFailed) {
			queued.report.failed();
			return;
		}
		room.queue.push(queued);
		this.#waiting.add(room);
		this.#schedule();
	}

	/** Takes contents out by legal request with the next append (SPEC G3). Resolves with the number of values; rejects when the append failed. */
	erase(room: AnyRoom, erasure: Erasure): Promise<number> {
		return new Promise((resolve, reject) => {
			const failed = () => reject(new AppendFailed(`${room.document}: an erasure was not committed`));
			if (room.hasFailed) return failed();
			room.erasures.push({ erasure, done: resolve, failed });
			this.#waiting.add(room);
			this.#schedule();
		});
	}

	/** Reads what another relay appended. */
	async refresh(room: AnyRoom): Promise<void> {
		if (room.isBusy || room.hasFailed) {
			// What is under way reads forward too, but perhaps not far enough.
			if (room.isBusy) room.whenSettled(() => void this.refresh(room));
			return;
		}
		room.occupy();
		try {
			room.refresh(await this.#options.log.rows(room.document, room.seq));
			room.release();
		} catch (error) {
			this.#fail([room], error);
		}
		if (isWaiting(room)) this.#schedule();
	}

	settled(): Promise<void> {
		if (this.#underWay.size === 0 && this.#waiting.size === 0) return Promise.resolve();
		return new Promise((resolve) => this.#idle.push(resolve));
	}

	#schedule(): void {
		if (this.#isScheduled || this.#isJudging || this.#underWay.size >= APPENDS_AT_ONCE) return;
		this.#isScheduled = true;
		this.#options.clock.setTimeout(() => {
			this.#isScheduled = false;
			void this.#run();
		}, 0);
	}

	async #run(): Promise<void> {
		const rooms = this.#takeRooms();
		if (rooms.length > 0) {
			const places = new Set(rooms.map(placeOf));
			this.#isJudging = true;
			this.#underWay.add(places);
			await this.#append(rooms);
			this.#underWay.delete(places);
		}
		this.#goOn();
	}

	/** The rows are made: the index of these rooms is ahead until they are committed, that of others may go on. */
	#endJudging(): void {
		this.#isJudging = false;
		this.#goOn();
	}

	#goOn(): void {
		if ([...this.#waiting].some((room) => this.#isFree(room))) this.#schedule();
		else if (this.#waiting.size === 0 && this.#underWay.size === 0)
			for (const resolve of this.#idle.splice(0)) resolve();
	}

	/** Of a room whose refresh is under way: it schedules again. */
	#isFree(room: AnyRoom): boolean {
		if (room.isBusy) return false;
		const place = placeOf(room);
		return ![...this.#underWay].some((places) => places.has(place));
	}

	/** What the next append takes of what waits. */
	#takeRooms(): AnyRoom[] {
		const rooms: AnyRoom[] = [];
		let submissions = 0;
		for (const room of this.#waiting) {
			if (rooms.length >= DOCUMENTS_PER_APPEND || submissions >= SUBMISSIONS_PER_APPEND) break;
			if (!this.#isFree(room)) continue;
			this.#waiting.delete(room);
			if (!isWaiting(room) || room.hasFailed) continue;
			rooms.push(room);
			submissions += room.queue.length;
		}
		return rooms;
	}

	/** Never rejects: a failure ends the connections of these documents. */
	async #append(rooms: AnyRoom[]): Promise<void> {
		const entered: AnyRoom[] = [];
		const appends: Appends = new Map();
		let isJudged = false;
		for (const room of rooms) {
			room.occupy();
			appends.set(room.document, this.#takeQueue(room));
		}
		try {
			for (let plan = 0; ; plan++) {
				try {
					await this.#enterNewest(appends, entered);
					await this.#options.log.append(needsOf(appends), async (locked) => {
						const appending = await this.#build(appends, locked);
						isJudged = true;
						this.#endJudging();
						return appending;
					});
					break;
				} catch (error) {
					if (!(error instanceof PlanChanged) || plan >= MAX_PLANS) throw error;
				}
			}
			for (const append of appends.values()) append.deliver();
			this.#giveReceipts([...appends.values()]);
			for (const append of appends.values()) {
				append.room.release();
				append.answer();
				this.#considerSnapshot(append);
			}
			// Who had no turn yet comes before those who go on.
			for (const hadTurn of [false, true])
				for (const { room, hasJudged } of appends.values())
					if (hasJudged === hadTurn && isWaiting(room)) this.#waiting.add(room);
			if (++this.#appends % APPENDS_BETWEEN_TIDYING === 0) this.#rooms.makeSpace();
		} catch (error) {
			this.#fail(
				[...appends.values()].map(({ room }) => room),
				error,
			);
			for (const append of appends.values()) append.failed();
		} finally {
			if (!isJudged) this.#isJudging = false;
			for (const room of entered) this.#rooms.leave(room);
		}
	}

	#considerSnapshot(append: RoomAppend | TextAppend): void {
		if (!(append instanceof RoomAppend)) return;
		const occasion = append.hasOpenedVolume ? 'opened the next volume' : 'appended';
		this.#options.snapshots.consider(append.room, occasion);
	}

	/** SPEC P3, P4. After the delivery: a receipt is for rows that its reader has. */
	#giveReceipts(appends: readonly (RoomAppend | TextAppend)[]): void {
		const { signer } = this.#options;
		const told = appends.filter(
			(append) => append instanceof RoomAppend && append.wantsReceipts,
		) as RoomAppend[];
		if (!signer || told.length === 0) return;
		const signed = new SignedRows(
			signer,
			told.flatMap(({ rows }) => rows),
		);
		for (const append of told) append.giveReceipts(signed);
	}

	#takeQueue(room: AnyRoom): RoomAppend | TextAppend {
		const { limits, randomBytes } = this.#options;
		return room instanceof Room
			? new RoomAppend(room, limits, randomBytes)
			: new TextAppend(room, randomBytes);
	}

	/** SPEC D11: what an older volume accepts is entered in the newest, so that one is locked too. */
	async #enterNewest(appends: Appends, entered: AnyRoom[]): Promise<void> {
		for (const { room } of volumesOf(appends)) {
			if (room.index.nextVolume === null) continue;
			const newest = volumeDocument(room.name, room.newestVolume);
			if (appends.has(newest)) continue;
			const other = await this.#rooms.enter(newest, room.organisation);
			entered.push(other);
			await new Promise<void>((resolve) => other.whenSettled(resolve));
			if (other.hasFailed) throw new Error(`${newest} was dropped`);
			other.occupy();
			this.#waiting.delete(other);
			appends.set(newest, this.#takeQueue(other));
		}
	}

	/** Under the locks: reads forward, judges, makes the rows. */
	async #build(appends: Appends, locked: Locked): Promise<Appending> {
		const now = this.#options.clock.now();
		for (const append of appends.values()) await append.readForward(locked);
		for (const { room, queue } of volumesOf(appends)) {
			const volumes = queue.map(({ speaker }) => rightOf(speaker, room, locked)?.volume ?? 0);
			room.newestVolume = Math.max(room.newestVolume, room.index.nextVolume ?? 0, ...volumes);
		}
		for (const { room, queue, erasures } of volumesOf(appends)) {
			const newest = volumeDocument(room.name, room.newestVolume);
			const writes = queue.length + erasures.length > 0;
			if (room.index.nextVolume !== null && writes && !appends.has(newest)) throw new PlanChanged();
		}
		const volumes: Appending['volumes'][number][] = [];
		const allowance: Allowance = { ...PER_APPEND };
		for (const append of appends.values()) {
			await append.erase(locked, now);
			if (append instanceof RoomAppend) append.restore(locked, now);
			const ofSpeaker = (speaker: Speaker) => rightOf(speaker, append.room, locked);
			append.judge({ locked, rightOf: ofSpeaker, now, allowance });
			if (!(append instanceof RoomAppend) || append.late.length === 0) continue;
			const { name, newestVolume } = append.room;
			const newest = appends.get(volumeDocument(name, newestVolume));
			if (newest instanceof RoomAppend) newest.enterLate(append.late);
		}
		for (const append of volumesOf(appends)) {
			const opened = append.finish(now);
			if (opened === null) continue;
			const { organisation, name } = append.room;
			const { conversation, kind } = name;
			volumes.push({ organisation, conversation, isInternal: kind === 'internal', volume: opened });
		}
		const written = [...appends.values()].filter(({ rows }) => rows.length > 0);
		return {
			rows: written.flatMap(({ rows }) => rows),
			heads: written.map(({ room, head }) => ({ document: room.document, head })),
			volumes,
			outbox: [...appends.values()].flatMap(({ answeredOutbox }) => answeredOutbox),
			erased: volumesOf(appends).flatMap(({ erased }) => erased),
			rewritten: [...appends.values()].flatMap((append) =>
				append instanceof TextAppend ? append.rewritten : [],
			),
		};
	}

	#fail(rooms: readonly AnyRoom[], error: unknown): void {
		this.#options.logger.error(
			{ error: String(error), documents: rooms.map(({ document }) => document) },
			'an append failed',
		);
		for (const room of rooms) {
			const { queue } = room;
			const erasures = room.erasures.splice(0);
			room.queue = [];
			this.#waiting.delete(room);
			this.#rooms.forget(room);
			room.fail();
			for (const { report } of queue) report.failed();
			for (const { failed } of erasures) failed();
		}
	}
}

function isWaiting(room: AnyRoom): boolean {
	const forgets = room instanceof TextRoom && room.index.wantsToForget;
	return room.queue.length > 0 || room.erasures.length > 0 || forgets;
}

/** A conversation's documents are in one append at a time: it locks the newest volume too, and two that open a volume would wait for each other. */
function placeOf({ name }: AnyRoom): string {
	return conversationOf(name) ?? unitOf(name);
}

type Appends = Map<string, RoomAppend | TextAppend>;

function volumesOf(appends: Appends): RoomAppend[] {
	return [...appends.values()].filter((append) => append instanceof RoomAppend);
}

/** The plan did not lock a volume that the append must write. Nothing was changed yet. */
class PlanChanged extends Error {}

function needsOf(appends: Appends): AppendNeeds {
	const rights = new Map<string, AppendNeeds['rights'][number]>();
	const devices = new Set<number>();
	const outbox: number[] = [];
	for (const { room, queue } of appends.values())
		for (const queued of queue) {
			const { organisation, user, role } = queued.speaker;
			const unit = unitOf(room.name);
			if (role !== 'SYSTEM') rights.set(`${unit} ${user}`, { organisation, unit, user });
			for (const device of queued.devices) devices.add(device);
			if (queued.outbox !== null) outbox.push(queued.outbox);
		}
	return {
		documents: [...appends.values()].map(({ room: { document, organisation } }) => ({
			document,
			organisation,
		})),
		rights: [...rights.values()],
		devices: [...devices],
		outbox,
	};
}

function rightOf(speaker: Speaker, room: AnyRoom, locked: Locked): Right | undefined {
	if (speaker.role !== 'SYSTEM') return locked.right(unitOf(room.name), speaker.user);
	if (!(room instanceof Room)) return undefined;
	const { organisation, name, newestVolume: volume } = room;
	const { conversation } = name;
	return { organisation, conversation, volume, level: 'write', moderates: true, muted: null };
}

/** The system's client id in an epoch: a fresh one after a restore, so that no clock is spent twice. */
export function systemClient(epoch: number): number {
	return SYSTEM_CLIENT + Math.max(0, epoch - 1);
}
