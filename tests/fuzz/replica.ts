/** One session of an honest device: real documents, written with the client's own code, on and off line. */
import * as Y from 'yjs';
import { appendEvents, newestEpoch } from '#lib/domain/conversation-document.ts';
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { SYNC } from '../attacks/bytes.ts';
import type { Line } from './line.ts';
import { Violation, type FuzzRoom, type Person } from './room.ts';

const FROM_RELAY = Symbol('from the relay');

interface OpenDocument {
	doc: Y.Doc;
	line: Line | null;
	/** Updates that were made without a line. */
	waiting: Uint8Array[];
}

export class Replica {
	readonly person: Person;
	readonly client: number;
	/** Updates that were sent, of all documents. */
	sent = 0;
	/** The last ones, for others to take apart. */
	recent: { volume: number; update: Uint8Array }[] = [];
	readonly #room: FuzzRoom;
	readonly #documents: OpenDocument[] = [];

	constructor(room: FuzzRoom, person: Person) {
		this.#room = room;
		this.person = person;
		this.client = room.newClient(person);
	}

	doc(volume: number): Y.Doc {
		return this.#open(volume).doc;
	}

	#open(volume: number): OpenDocument {
		const known = this.#documents[volume];
		if (known) return known;
		const doc = new Y.Doc({ guid: '' });
		doc.clientID = this.client;
		const open: OpenDocument = { doc, line: null, waiting: [] };
		this.#documents[volume] = open;
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === FROM_RELAY) return;
			if (open.line) this.#send(volume, SYNC.update, update);
			else open.waiting.push(update);
		});
		return open;
	}

	#send(volume: number, kind: number, update: Uint8Array): void {
		this.sent++;
		this.recent = [...this.recent.slice(-3), { volume, update }];
		this.#open(volume).line!.send(kind, update);
	}

	write(volume: number, events: readonly AuthoredEvent[]): void {
		appendEvents(this.doc(volume), events);
	}

	/** @param withCursor as our own client opens (SPEC W4); otherwise as a stock one (SPEC W3) */
	async connect(volume: number, withCursor: boolean): Promise<void> {
		const open = this.#open(volume);
		const { doc } = open;
		const epoch = withCursor ? newestEpoch(doc) : 0;
		const line = this.#room
			.phoneOf(this.person)
			.open(this.#room.document(volume), epoch, Y.getState(doc.store, epoch));
		open.line = line;
		let isExchanged = false;
		line.onUpdate = (update) => Y.applyUpdate(doc, update, FROM_RELAY);
		line.onAsked = (vector) => {
			if (isExchanged) throw new Violation(`${this.client} was asked for what is missing`);
			isExchanged = true;
			open.waiting = [];
			line.send(SYNC.step1, Y.encodeStateVector(doc));
			this.#send(volume, SYNC.step2, Y.encodeStateAsUpdate(doc, vector));
		};
		await this.#room.settle();
		for (const update of open.waiting) this.#send(volume, SYNC.update, update);
		open.waiting = [];
		await this.#room.settle();
	}

	disconnect(volume: number): void {
		const open = this.#open(volume);
		open.line?.close();
		open.line = null;
	}

	/** All of what it wrote is stored, and nobody complained. */
	check(volume: number): void {
		const { doc, line } = this.#open(volume);
		const book = this.#room.book(volume);
		if (!line) return;
		// After a restore redacted clocks are given back without content (SPEC R5).
		const complaint = line.refusals.find(({ code }) => code !== 'GAP' || book.epoch === 1);
		if (complaint) throw new Violation(`an honest update was refused: ${JSON.stringify(complaint)}`);
		if (line.endedWith !== null) throw new Violation(`an honest document was ended: ${line.endedWith}`);
		if (book.nextOf(this.client) < Y.getState(doc.store, this.client))
			throw new Violation(`${this.client} wrote what is not stored`);
		if (doc.store.pendingStructs || doc.store.pendingDs) throw new Violation('something waits in a replica');
		if (Y.getState(doc.store, book.epoch) !== book.nextOf(book.epoch))
			throw new Violation(`${this.client} lacks a part of the ledger`);
	}
}
