/** The documents that are open in this relay: each is read once, and forgotten when nobody has it open and memory is wanted. */
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import type { DocumentReader } from './document-reader.ts';
import { NOBODY, type Payer } from './budget.ts';
import { Room } from './room.ts';
import { TextRoom } from './text-room.ts';

/** Contents in memory, over all documents. */
const DEFAULT_CACHE_BYTES = 24 * 1024 * 1024;
/** Documents that nobody has open and whose index is kept for the next. */
const MAX_IDLE_ROOMS = 500;

export type AnyRoom = Room | TextRoom;

export class Rooms {
	readonly #reader: DocumentReader;
	readonly #cacheBytes: number;
	readonly #left: (room: Room) => void;
	/** In the order of their last use. */
	readonly #rooms = new Map<string, AnyRoom>();
	readonly #loading = new Map<string, Promise<AnyRoom>>();

	/** @param left called when nobody has a volume open any more */
	constructor(reader: DocumentReader, left: (room: Room) => void, cacheBytes = DEFAULT_CACHE_BYTES) {
		this.#reader = reader;
		this.#left = left;
		this.#cacheBytes = cacheBytes;
	}

	/** The room of a document whose name is valid; `leave` must follow. Rejects when the log cannot be read. */
	/** @param budget of whoever first wants it */
	async enter(document: string, organisation: string, budget: Payer = NOBODY): Promise<AnyRoom> {
		let room = this.#rooms.get(document);
		if (!room || room.hasFailed) {
			let loading = this.#loading.get(document);
			if (!loading) {
				loading = this.#load(document, organisation, budget).finally(() => this.#loading.delete(document));
				this.#loading.set(document, loading);
			}
			room = await loading;
		}
		room.users++;
		this.#touch(room);
		return room;
	}

	leave(room: AnyRoom): void {
		room.users--;
		if (room.users === 0 && room instanceof Room) this.#left(room);
	}

	peek(document: string): AnyRoom | undefined {
		return this.#rooms.get(document);
	}

	all(): AnyRoom[] {
		return [...this.#rooms.values()];
	}

	async #load(document: string, organisation: string, budget: Payer): Promise<AnyRoom> {
		const read = await this.#reader.read(document);
		const name = nameOfDocument(document)!;
		const room = budget.charge(() =>
			name.kind === 'text'
				? new TextRoom(document, name, organisation, read)
				: new Room(document, name, organisation, read, this.#reader),
		);
		this.#rooms.set(document, room);
		this.makeSpace(room);
		return room;
	}

	#touch(room: AnyRoom): void {
		if (this.#rooms.get(room.document) !== room) return;
		this.#rooms.delete(room.document);
		this.#rooms.set(room.document, room);
	}

	/** It is not to be used again. */
	forget(room: AnyRoom): void {
		if (this.#rooms.get(room.document) === room) this.#rooms.delete(room.document);
	}

	/** Least recently used first: contents over the budget, and documents that nobody has open. */
	makeSpace(used: AnyRoom | null = null): void {
		let bytes = 0;
		let idle = 0;
		for (const room of this.#rooms.values()) {
			bytes += room.contentBytes;
			if (room.users === 0) idle++;
		}
		if (bytes <= this.#cacheBytes && idle <= MAX_IDLE_ROOMS) return;
		for (const room of [...this.#rooms.values()]) {
			if (room === used || room.isBusy) continue;
			if (bytes > this.#cacheBytes) {
				bytes -= room.contentBytes;
				room.dropContent();
			}
			if (room.users === 0 && idle > MAX_IDLE_ROOMS) {
				idle--;
				this.forget(room);
			}
		}
	}
}
