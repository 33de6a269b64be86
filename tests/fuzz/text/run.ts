/** One text document of the fuzz: several write, off and on line, and one sends mutants of his updates, over the real relay core and a log in memory. */
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import type { LogRow } from '../../../sync-server/log.ts';
import { MemoryLog } from '../../../sync-server/memory-log.ts';
import { MemoryTables } from '../../../sync-server/memory-tables.ts';
import { createRelayCore, type RelayCore } from '../../../sync-server/relay-core.ts';
import { updateOfRow } from '../../../sync-server/text-index.ts';
import { stateVector, SYNC } from '../../attacks/bytes.ts';
import { Prng } from '../../simulation/prng.ts';
import { ManualClock } from '../../support/relay-harness.ts';
import { Phone, type Line } from '../line.ts';
import { CONVERSATION, ORGANISATION, speaker, Violation } from '../room.ts';
import { allSteps, emptyTally, watchForEscapes, type RoomResult } from '../run.ts';
import { mutateText, type TextKnowledge } from './mutations.ts';
import { condemnText } from './oracle.ts';

export async function runTextRoom(
	seed: number,
	steps: readonly number[] = allSteps(),
	isTraced = false,
): Promise<RoomResult> {
	const world = new TextWorld(seed, isTraced);
	let failure: string | null = null;
	const stop = watchForEscapes((error) => (failure ??= `thrown out of the relay: ${String(error)}`));
	try {
		await world.begin();
		for (const step of steps) {
			await world.step(step);
			if (failure !== null) break;
		}
		if (failure === null) await world.end();
	} catch (error) {
		failure ??= error instanceof Violation ? error.message : String((error as Error).stack ?? error);
	} finally {
		stop();
	}
	return { seed, tally: world.tally, steps, failure, trace: world.trace };
}

const DOCUMENT = `d/${CONVERSATION}/notes`;
const UNIT = `d/${CONVERSATION}`;
const STEP_MS = 60;
const REMEMBERED = 12;
const FROM_RELAY = Symbol('from the relay');
const PIECES = ['a', 'bc', 'words and more ', '😀', 'é😀x', '\n', 'x'.repeat(200)];

interface Person {
	user: string;
	level: 'write' | 'read' | null;
	devices: number[];
	sessions: number;
	phone: Phone;
}

/** Somebody's document, as an ordinary client keeps it. */
class Writer {
	readonly doc = new Y.Doc({ guid: '' });
	readonly person: Person;
	line: Line | null = null;
	sent = 0;
	recent: Uint8Array[] = [];
	#isExchanged = false;
	#waiting: Uint8Array[] = [];

	constructor(person: Person, client: number) {
		this.person = person;
		this.doc.clientID = client;
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === FROM_RELAY) return;
			if (this.line && this.#isExchanged) this.#send(SYNC.update, update);
			else if (this.line) this.#waiting.push(update);
		});
	}

	get text(): Y.Text {
		return this.doc.getText(TEXT_ROOT);
	}

	connect(line: Line): void {
		this.line = line;
		this.#isExchanged = false;
		line.onUpdate = (update) => Y.applyUpdate(this.doc, update, FROM_RELAY);
		line.onAsked = (vector) => {
			if (this.#isExchanged) throw new Violation(`${this.doc.clientID} was asked for what is missing`);
			this.#isExchanged = true;
			line.send(SYNC.step1, Y.encodeStateVector(this.doc));
			this.#send(SYNC.step2, Y.encodeStateAsUpdate(this.doc, vector));
			this.#waiting = [];
		};
	}

	disconnect(): void {
		this.line?.close();
		this.line = null;
	}

	#send(kind: number, update: Uint8Array): void {
		this.sent++;
		this.recent = [...this.recent.slice(-3), update];
		this.line!.send(kind, update);
	}
}

function edit(chance: Prng, text: Y.Text): void {
	const at = chance.below(text.length + 1);
	if (text.length > 0 && chance.chance(0.35)) {
		const from = chance.below(text.length);
		text.delete(from, chance.between(1, Math.min(6, text.length - from)));
	} else text.insert(at, chance.pick(PIECES));
}

class TextWorld {
	readonly tally = emptyTally();
	readonly trace: string[] = [];
	readonly #chance: Prng;
	readonly #isTraced: boolean;
	readonly #clock = new ManualClock();
	readonly #tables = new MemoryTables();
	readonly #log: MemoryLog;
	readonly #people = new Map<string, Person>();
	readonly #errors: string[] = [];
	readonly #codes: string[] = [];
	readonly #foreign: Uint8Array[] = [];
	#core!: RelayCore;
	#writers: Writer[] = [];
	#devices = 100;
	#revoked = 0;
	/** What the rows come to. */
	#replay = new Y.Doc({ gc: false, guid: '' });
	#rows = 0;
	/** Somebody who only listens. */
	#witness!: Writer;
	#heard = 0;
	#pending: { doc: Y.Doc; vector: Uint8Array } | null = null;

	constructor(seed: number, isTraced: boolean) {
		this.#chance = new Prng(seed, 'text fuzz');
		this.#isTraced = isTraced;
		const salts = this.#chance.fork('salts');
		this.#log = new MemoryLog(this.#tables, (length) => salts.bytes(length));
	}

	async begin(): Promise<void> {
		this.#start();
		for (const [user, level] of [
			['ada', 'write'],
			['ben', 'write'],
			['mal', this.#chance.chance(0.1) ? 'read' : 'write'],
			['rea', 'read'],
			['out', null],
			['wit', 'write'],
		] as const)
			this.#add(user, level);
		const device = ++this.#devices;
		this.#tables.leaseTo('mal', device);
		this.#tables.revoke(device);
		this.#revoked = clientIdOf(device, 0);
		await this.#listen();
	}

	#say(words: string): void {
		if (this.#isTraced) this.trace.push(words);
	}

	#add(user: string, level: Person['level']): void {
		const device = ++this.#devices;
		this.#tables.leaseTo(user, device);
		if (level) this.#tables.allow(ORGANISATION, UNIT, user, { level });
		const person = { user, level, devices: [device], sessions: 0, phone: null as unknown as Phone };
		this.#people.set(user, person);
		this.#call(person);
	}

	#call(person: Person): void {
		person.phone = new Phone(this.#core, { ...speaker(person.user), device: person.devices[0]! });
	}

	#open(person: Person): Line {
		if (person.phone.isClosed) this.#call(person);
		return person.phone.open(DOCUMENT, 0, 0);
	}

	/** A relay that knows nothing, over the same log. */
	#start(): void {
		const random = this.#chance.fork('relay');
		this.#core = createRelayCore({
			log: this.#log,
			access: this.#tables.access,
			clock: this.#clock,
			randomBytes: (length) => random.bytes(length),
			security: { record: ({ code }) => void this.#codes.push(code) },
			logger: { info: () => {}, warn: () => {}, error: (_fields, words) => void this.#errors.push(words) },
		});
		for (const person of this.#people.values()) this.#call(person);
	}

	async #restart(): Promise<void> {
		await this.#core.close();
		for (const writer of this.#writers) writer.disconnect();
		this.#start();
		await this.#listen();
	}

	async #listen(): Promise<void> {
		this.#witness = new Writer(this.#people.get('wit')!, this.#newClient('wit'));
		this.#witness.connect(this.#open(this.#witness.person));
		await this.#settle();
		this.#heard = this.#witness.line!.updates.length;
	}

	#newClient(user: string): number {
		const person = this.#people.get(user)!;
		return clientIdOf(person.devices[0]!, person.sessions++);
	}

	async #settle(): Promise<void> {
		do await new Promise((resolve) => setImmediate(resolve));
		while (this.#clock.runDue());
	}

	async step(index: number): Promise<void> {
		const chance = this.#chance.fork(`step ${index}`);
		this.#clock.time += STEP_MS;
		for (const { phone } of this.#people.values()) phone.alive();
		const kind = chance.weighted({ write: 30, mutant: 68, restart: 2 });
		this.#say(`step ${index}: ${kind}`);
		if (kind === 'write') await this.#write(chance);
		if (kind === 'mutant') await this.#attack(chance);
		if (kind === 'restart') await this.#restart();
		if (kind === 'restart') await this.#takeRows();
	}

	/** Several come, perhaps with what they wrote apart, and type at the same time. */
	async #write(chance: Prng): Promise<void> {
		const present = Array.from({ length: chance.pick([1, 1, 2, 3]) }, () => this.#aWriter(chance));
		for (const writer of present) for (let i = chance.below(4); i > 0; i--) edit(chance, writer.text);
		for (const writer of new Set(present)) if (!writer.line) writer.connect(this.#open(writer.person));
		await this.#settle();
		for (let i = chance.below(5); i > 0; i--) edit(chance, chance.pick(present).text);
		await this.#settle();
		await this.#takeRows();
		for (const writer of new Set(present)) {
			this.#check(writer);
			this.tally.updates += writer.sent;
			writer.sent = 0;
			this.#foreign.push(...writer.recent.splice(0));
			if (chance.chance(0.7)) writer.disconnect();
		}
		this.#foreign.splice(0, this.#foreign.length - REMEMBERED);
	}

	#aWriter(chance: Prng): Writer {
		if (this.#writers.length > 0 && chance.chance(0.8)) return chance.pick(this.#writers);
		const user = chance.pick(['ada', 'ben']);
		const writer = new Writer(this.#people.get(user)!, this.#newClient(user));
		this.#writers.push(writer);
		return writer;
	}

	#check({ doc, line, text }: Writer): void {
		if (!line) return;
		if (line.refusals.length > 0)
			throw new Violation(`an honest update was refused: ${JSON.stringify(line.refusals[0])}`);
		if (line.endedWith !== null) throw new Violation(`an honest document was ended: ${line.endedWith}`);
		if (text.toString() !== this.#text) throw new Violation(`${doc.clientID} shows another text`);
		this.#checkClocks(doc, String(doc.clientID));
	}

	get #text(): string {
		return this.#replay.getText(TEXT_ROOT).toString();
	}

	#checkClocks(doc: Y.Doc, name: string): void {
		if (doc.store.pendingStructs || doc.store.pendingDs) throw new Violation(`something waits in ${name}`);
		const [here, stored] = [doc, this.#replay].map((one) =>
			JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(one))].sort()),
		);
		if (here !== stored) throw new Violation(`${name} has ${here}, the rows ${stored}`);
	}

	/** Takes what is new in the log; who only listens must show just that. */
	async #takeRows(): Promise<LogRow[]> {
		const rows = (await this.#log.audit(DOCUMENT)).slice(this.#rows);
		this.#rows += rows.length;
		this.tally.rows += rows.length;
		for (const row of rows) Y.applyUpdate(this.#replay, updateOfRow(row));
		const witness = this.#witness;
		if (witness.text.toString() !== this.#text)
			throw new Violation('who listens shows another text than the rows');
		this.#checkClocks(witness.doc, 'who listens');
		if (this.#errors.length > 0) throw new Violation(`the relay logged an error: ${this.#errors[0]}`);
		return rows;
	}

	#stale(): { doc: Y.Doc; vector: Uint8Array } {
		const doc = new Y.Doc({ guid: '' });
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#witness.doc));
		doc.clientID = this.#newClient('mal');
		return { doc, vector: Y.encodeStateVector(doc) };
	}

	async #attack(chance: Prng): Promise<void> {
		if (chance.chance(0.05)) this.#pending = null;
		const isNew = !this.#pending;
		const pending = (this.#pending ??= this.#stale());
		if (isNew || chance.chance(0.3))
			for (let i = chance.between(1, 3); i > 0; i--) edit(chance, pending.doc.getText(TEXT_ROOT));
		const base = this.#base(chance, pending);
		const mutant = mutateText(chance, base, this.#knowledge(chance, pending.doc));
		if (Buffer.compare(mutant.bytes, base) === 0) return this.#sendHonestly();
		const user = chance.chance(0.94) ? 'mal' : chance.pick(['rea', 'out']);
		this.#say(`${user} sends ${mutant.names.join(', ')}: ${Buffer.from(mutant.bytes).toString('hex')}`);
		await this.#send(user, mutant.bytes, chance.chance(0.2) ? SYNC.step2 : SYNC.update);
		if (chance.chance(0.12)) await this.#sendHonestly();
	}

	#base(chance: Prng, { doc, vector }: { doc: Y.Doc; vector: Uint8Array }): Uint8Array {
		const kind = chance.weighted({ own: 12, foreign: 2, whole: 1 });
		if (kind === 'foreign' && this.#foreign.length > 0) return chance.pick(this.#foreign);
		if (kind === 'whole') return Y.encodeStateAsUpdate(doc);
		return Y.encodeStateAsUpdate(doc, vector);
	}

	#knowledge(chance: Prng, doc: Y.Doc): TextKnowledge {
		const ids: [number, number][] = [];
		for (const client of doc.store.clients.keys()) {
			const end = Y.getState(doc.store, client);
			ids.push([client, 0], [client, end - 1], [client, chance.below(end)], [client, end + chance.below(2)]);
		}
		const own = doc.clientID;
		const clients = [
			...doc.store.clients.keys(),
			own,
			own + 1,
			own + 1,
			this.#newClient('mal'),
			this.#revoked,
			clientIdOf(99, 3),
			0,
			1,
			65_536,
			2 ** 53 - 1,
		];
		return { ids: [...ids, [own, 0], [2 ** 50, 0]], clients, foreign: this.#foreign };
	}

	async #send(user: string, mutant: Uint8Array, kind: number): Promise<void> {
		const person = this.#people.get(user)!;
		const before = Y.encodeStateAsUpdate(this.#replay);
		this.#heard = this.#witness.line!.updates.length;
		const line = this.#open(person);
		await this.#settle();
		const started = performance.now();
		line.send(kind, mutant);
		await this.#settle();
		const passed = performance.now() - started;
		line.close();
		const rows = await this.#takeRows();
		this.tally.mutants++;
		if (rows.length === 0) {
			this.tally.refusedMs.push(passed);
			if (this.#witness.line!.updates.length !== this.#heard)
				throw new Violation('others heard of what was refused');
			return;
		}
		const leases = {
			ownerOf: (client: number) => this.#tables.lease(Math.floor(client / 65_536))?.user,
			isRevoked: (client: number) => Math.floor(client / 65_536) === Math.floor(this.#revoked / 65_536),
		};
		const { level } = person;
		const wrong = condemnText({ before, mutant, rows, user, level }, leases);
		if (wrong.length > 0) throw new Violation(`a mutant was accepted: ${wrong.slice(0, 3).join('; ')}`);
		this.tally.accepted++;
		const own = this.#pending?.doc.clientID;
		// What he wrote himself is not what stands there now.
		if (own !== undefined && Y.getState(this.#replay.store, own) > 0) this.#pending = null;
	}

	/** After all that was refused his own, unchanged update is good. */
	async #sendHonestly(): Promise<void> {
		const pending = this.#pending;
		const mal = this.#people.get('mal')!;
		this.#pending = null;
		if (!pending || mal.level !== 'write') return;
		const line = this.#open(mal);
		await this.#settle();
		line.send(SYNC.update, Y.encodeStateAsUpdate(pending.doc, pending.vector));
		await this.#settle();
		line.close();
		await this.#takeRows();
		this.tally.updates++;
		const { clientID, store } = pending.doc;
		if (line.refusals.length > 0 || Y.getState(this.#replay.store, clientID) < Y.getState(store, clientID))
			throw new Violation(`after mutants the honest update was refused: ${JSON.stringify(line.refusals)}`);
	}

	async end(): Promise<void> {
		await this.#sendHonestly();
		const answer = await this.#answer();
		const joined = new Y.Doc({ guid: '' });
		Y.applyUpdate(joined, answer);
		if (joined.getText(TEXT_ROOT).toString() !== this.#text)
			throw new Violation('who joins gets another text');
		this.#checkClocks(joined, 'who joins');
		await this.#restart();
		const again = await this.#answer();
		if (Buffer.compare(answer, again) !== 0)
			throw new Violation('the document is not the replay of its rows');
		for (const code of this.#codes) this.tally.codes[code] = (this.tally.codes[code] ?? 0) + 1;
		await this.#core.close();
	}

	/** Everything that the relay gives to who has nothing. */
	async #answer(): Promise<Uint8Array> {
		const line = this.#open(this.#people.get('wit')!);
		line.send(SYNC.step1, stateVector());
		await this.#settle();
		line.close();
		const [answer] = line.updates;
		if (!answer) throw new Violation('no answer');
		return answer;
	}
}
