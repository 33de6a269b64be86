/**
 * What goes to one socket (SPEC R13): small frames at once; answers as large as a document one after the other, each when its reader has taken most of
 * what went before. A reader that falls behind is ended, and resumes: his backlog is not kept here.
 */
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Socket } from './ports.ts';

/** With less than this on its way there is room for an answer. */
const ROOM_BYTES = 1024 * 1024;
/** So long a reader may take nothing. One large answer counts as one piece, and the line may be poor. */
const STALLED_MS = 120_000;

export class Outgoing {
	readonly #socket: Socket;
	/** Bytes of the answer that is on its way: alone it may be larger than all else that may wait. */
	#answerBytes = 0;
	#waiting: (() => void)[] = [];
	#lastBuffered = 0;
	#hasTaken = false;
	#movedAt: number;

	/** @param now ms, as in `isStalled` */
	constructor(socket: Socket, now: number) {
		this.#socket = socket;
		this.#movedAt = now;
	}

	get hasRoom(): boolean {
		return this.#socket.bufferedAmount <= ROOM_BYTES;
	}

	/** False when the reader is too far behind: then nothing was sent. */
	send(bytes: Uint8Array): boolean {
		if (this.hasRoom) this.#answerBytes = 0;
		if (this.#socket.bufferedAmount > LIMITS.sendBufferBytes + this.#answerBytes) return false;
		this.#socket.send(bytes);
		return true;
	}

	/** The same for an answer, which was made because there is room. */
	answer(bytes: Uint8Array): boolean {
		if (!this.send(bytes)) return false;
		this.#answerBytes += bytes.length;
		return true;
	}

	/** Runs the task as soon as there is room, in the order of asking. */
	whenRoom(task: () => void): void {
		this.#waiting.push(task);
		this.#goOn();
	}

	/** The reader has taken something. */
	drained(): void {
		this.#hasTaken = true;
		this.#goOn();
	}

	#goOn(): void {
		while (this.#waiting.length > 0 && this.hasRoom) this.#waiting.shift()!();
	}

	/** To be asked every so often. */
	isStalled(now: number): boolean {
		const { bufferedAmount } = this.#socket;
		const hadRoom = this.#lastBuffered <= ROOM_BYTES;
		if (hadRoom || this.hasRoom || this.#hasTaken || bufferedAmount < this.#lastBuffered) this.#movedAt = now;
		this.#lastBuffered = bufferedAmount;
		this.#hasTaken = false;
		return now - this.#movedAt > STALLED_MS;
	}

	stop(): void {
		this.#waiting = [];
	}
}
