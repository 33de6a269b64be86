/** A conversation with its people, over the real relay in this process and a log in memory; everything that can be seen of it is checked after each step. */
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { readLog } from '#lib/domain/conversation-document.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { Right, Speaker } from '../../sync-server/access.ts';
import { MemoryLog } from '../../sync-server/memory-log.ts';
import { MemoryTables } from '../../sync-server/memory-tables.ts';
import { createRelayCore, type RelayCore } from '../../sync-server/relay-core.ts';
import type { Prng } from '../simulation/prng.ts';
import { ManualClock } from '../support/relay-harness.ts';
import { stateVector, SYNC } from '../attacks/bytes.ts';
import { DocumentBook, type BookedRow } from './book.ts';
import { encoded } from './event-form.ts';
import { Phone, type Line } from './line.ts';

/** What must not be, in words. */
export class Violation extends Error {
	override name = 'Violation';
}

export interface Person {
	user: string;
	devices: number[];
	sessions: number;
	right: Partial<Right> | null;
	phone: Phone;
}

/** Somebody who only looks, with real Yjs. */
interface Witness {
	doc: Y.Doc;
	line: Line;
	state: Uint8Array | null;
}

const ORGANISATION = '0190a000-0000-7000-8000-000000000001';
const CONVERSATION = '0190a000-0000-7000-8000-000000000002';
/** So much time passes with each step: within everybody's budget. */
const STEP_MS = 60;

export interface RoomLimits {
	volumeEvents?: number;
	volumeClients?: number;
}

export class FuzzRoom {
	/** People attach files to some of their messages. */
	sendsFiles = false;
	readonly clock = new ManualClock();
	readonly tables = new MemoryTables();
	readonly log: MemoryLog;
	readonly people = new Map<string, Person>();
	readonly errors: string[] = [];
	readonly codes: string[] = [];
	core!: RelayCore;
	books: DocumentBook[] = [];
	#witnesses: Witness[] = [];
	readonly #limits: RoomLimits;
	readonly #chance: Prng;
	#devices = 100;

	static async make(chance: Prng, limits: RoomLimits): Promise<FuzzRoom> {
		const room = new FuzzRoom(chance, limits);
		room.start();
		room.add('wit', {});
		return room;
	}

	private constructor(chance: Prng, limits: RoomLimits) {
		this.#chance = chance.fork('salts');
		this.#limits = limits;
		this.log = new MemoryLog(this.tables, (length) => this.#chance.bytes(length));
	}

	document(volume: number): string {
		return conversationDocument(CONVERSATION, volume);
	}

	get newest(): number {
		return this.tables.volumeOf(CONVERSATION);
	}

	book(volume: number): DocumentBook {
		return (this.books[volume] ??= new DocumentBook());
	}

	add(user: string, right: Partial<Right> | null, devices = 1): Person {
		const person: Person = {
			user,
			devices: [],
			sessions: 0,
			right,
			phone: new Phone(this.core, speaker(user)),
		};
		this.people.set(user, person);
		for (let i = 0; i < devices; i++) this.addDevice(person);
		this.allow(person, right);
		return person;
	}

	addDevice(person: Person): number {
		this.tables.leaseTo(person.user, ++this.#devices);
		person.devices.push(this.#devices);
		return this.#devices;
	}

	allow(person: Person, right: Partial<Right> | null): void {
		person.right = right;
		if (right) this.tables.allow(ORGANISATION, CONVERSATION, person.user, right);
		else this.tables.forbid(CONVERSATION, person.user);
		this.core.recheck(CONVERSATION, [person.user]);
	}

	/** A client id that nobody used before. */
	newClient(person: Person): number {
		const session = person.sessions++;
		return clientIdOf(person.devices[session % person.devices.length]!, session);
	}

	/** By the client id's device (SPEC C4); the system's is not among the people. */
	ownerOf(client: number): string | undefined {
		return this.tables.lease(Math.floor(client / 65_536))?.user;
	}

	/** A relay that knows nothing, over the same log. Everybody comes anew. */
	start(): void {
		this.core = createRelayCore({
			log: this.log,
			access: this.tables.access,
			clock: this.clock,
			randomBytes: (length) => this.#chance.bytes(length),
			security: { record: ({ code }) => void this.codes.push(code) },
			logger: { info: () => {}, warn: () => {}, error: (_fields, words) => void this.errors.push(words) },
			limits: this.#limits,
		});
		for (const person of this.people.values()) person.phone = new Phone(this.core, speaker(person.user));
		this.#witnesses = [];
	}

	async restart(): Promise<void> {
		await this.core.close();
		this.start();
	}

	/** A phone that works. */
	phoneOf(person: Person): Phone {
		if (person.phone.isClosed) person.phone = new Phone(this.core, speaker(person.user));
		return person.phone;
	}

	/** Lets everything happen that follows without time passing. */
	async settle(): Promise<void> {
		do await new Promise((resolve) => setImmediate(resolve));
		while (this.clock.runDue());
	}

	passTime(): void {
		this.clock.time += STEP_MS;
		for (const { phone } of this.people.values()) phone.alive();
	}

	/** Takes what is new in the log; every replica of a witness must show just that, and nothing waits anywhere. */
	async takeRows(): Promise<BookedRow[][]> {
		const added: BookedRow[][] = [];
		for (let volume = 0; volume <= this.newest; volume++) {
			const book = this.book(volume);
			const rows = await this.log.audit(this.document(volume));
			if (rows.length < book.rows) throw new Violation(`volume ${volume} lost rows`);
			const booked = rows.slice(book.rows).map((row) => book.take(row));
			added.push(booked);
			const witness = await this.#witness(volume);
			if (booked.length > 0) checkRows(witness.doc, book, booked);
			checkClocks(witness.doc, book);
		}
		if (this.errors.length > 0) throw new Violation(`the relay logged an error: ${this.errors[0]}`);
		return added;
	}

	/** How many frames of the document reached who only looks. */
	heard(volume: number): number {
		return this.#witnesses[volume]?.line.updates.length ?? 0;
	}

	/** As who only looks would give it on. */
	stateOf(volume: number): Uint8Array {
		const witness = this.#witnesses[volume]!;
		return (witness.state ??= Y.encodeStateAsUpdate(witness.doc));
	}

	witnessDoc(volume: number): Y.Doc {
		return this.#witnesses[volume]!.doc;
	}

	/** After a restore what was heard before is void. */
	forgetEverything(): void {
		this.books = [];
		this.#witnesses = [];
	}

	async #witness(volume: number): Promise<Witness> {
		let witness = this.#witnesses[volume];
		if (witness) return witness;
		const doc = new Y.Doc({ guid: '' });
		const line = this.phoneOf(this.people.get('wit')!).open(this.document(volume), 0, 0);
		const opened: Witness = { doc, line, state: null };
		line.onUpdate = (update) => {
			opened.state = null;
			Y.applyUpdate(doc, update);
		};
		line.send(SYNC.step1, stateVector());
		line.send(SYNC.step2, new Uint8Array(2));
		this.#witnesses[volume] = witness = opened;
		await this.settle();
		return witness;
	}

	/** Everything that the relay gives to who has nothing. */
	async answer(volume: number): Promise<Uint8Array> {
		const line = this.phoneOf(this.people.get('wit')!).open(this.document(volume), 0, 0);
		line.send(SYNC.step1, stateVector());
		await this.settle();
		line.close();
		const [answer] = line.updates;
		if (!answer) throw new Violation(`no answer in volume ${volume}`);
		return answer;
	}

	/** What is stored is the replay of the rows, byte for byte, and who joins now has what those have who were there. */
	async checkStored(): Promise<void> {
		const answers: Uint8Array[] = [];
		for (let volume = 0; volume <= this.newest; volume++) {
			const answer = await this.answer(volume);
			answers.push(answer);
			const joined = new Y.Doc({ guid: '' });
			Y.applyUpdate(joined, answer);
			for (const doc of [joined, this.witnessDoc(volume)]) checkWhole(doc, this.book(volume));
		}
		await this.restart();
		for (let volume = 0; volume <= this.newest; volume++)
			if (Buffer.compare(await this.answer(volume), answers[volume]!) !== 0)
				throw new Violation(`volume ${volume} is not the replay of its rows`);
	}
}

export function speaker(user: string): Speaker {
	return { organisation: ORGANISATION, user, role: 'MEMBER', session: `session of ${user}`, device: null };
}

export { CONVERSATION, ORGANISATION };

function checkRows(doc: Y.Doc, book: DocumentBook, rows: readonly BookedRow[]): void {
	for (const { run, redacted } of rows) {
		if (run) checkSlots(doc, book, run.client, run.clock, run.length);
		for (const { client, clock, length } of redacted) checkSlots(doc, book, client, clock, length);
	}
}

/** What stands in a replica at these clocks is what the rows say. */
function checkSlots(doc: Y.Doc, book: DocumentBook, client: number, clock: number, length: number): void {
	readLog(doc, client, clock, length).forEach((slot, i) => {
		const at = clock + i;
		const isGone = book.isGone(client, at);
		if (slot.state !== (isGone ? 'gone' : 'present')) throw new Violation(`${client}:${at} is ${slot.state}`);
		if (slot.state !== 'present') return;
		const stored = book.slots.get(client)!.get(at)!.bytes;
		if (Buffer.compare(encoded(slot.value), stored) !== 0) throw new Violation(`${client}:${at} was changed`);
	});
}

/** Nobody has more than the rows, nobody less, and nothing waits. */
function checkClocks(doc: Y.Doc, book: DocumentBook): void {
	if (doc.store.pendingStructs || doc.store.pendingDs) throw new Violation('something waits in a replica');
	if (doc.store.clients.size !== book.next.size) throw new Violation('a replica holds another set of logs');
	for (const [client, next] of book.next)
		if (Y.getState(doc.store, client) !== next)
			throw new Violation(`the log of ${client} ends at ${Y.getState(doc.store, client)} instead of ${next}`);
}

function checkWhole(doc: Y.Doc, book: DocumentBook): void {
	checkClocks(doc, book);
	for (const [client, next] of book.next) if (client >= 65_536) checkSlots(doc, book, client, 0, next);
	for (const [name, type] of doc.share) {
		if (!book.next.has(Number(name))) throw new Violation(`a root of the name ${name}`);
		let last = -1;
		for (let item = type._start; item; item = item.right) {
			if (item.id.client !== Number(name)) throw new Violation(`${item.id.client} writes into ${name}`);
			if (item.id.clock <= last && !item.deleted)
				throw new Violation(`${name} is not in the order of its clocks`);
			if (!item.deleted) last = item.id.clock;
		}
		if (type._map.size > 0) throw new Violation(`keys in the root ${name}`);
	}
}
