/** Mal: an honest replica of his own, whose updates are changed before they are sent, and a socket on which he sends them. */
import * as Y from 'yjs';
import type { AuthoredEvent } from '#lib/domain/events.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import { clientIdOf } from '#lib/domain/client-id.ts';
import type { Prng } from '../simulation/prng.ts';
import { SYNC } from '../attacks/bytes.ts';
import type { BookedRow } from './book.ts';
import { someEvent, targetsIn } from './honest.ts';
import type { Line } from './line.ts';
import { mutate, type Knowledge } from './mutations.ts';
import { condemn } from './oracle.ts';
import type { Replica } from './replica.ts';
import { Violation, type FuzzRoom, type Person } from './room.ts';
import type { RoomTally } from './run.ts';

/** A document of his that the relay has not seen all of. */
interface Pending {
	volume: number;
	doc: Y.Doc;
	/** What the relay had of it when it was made. */
	vector: Uint8Array;
}

/** So many of other people's updates he remembers. */
const REMEMBERED = 12;
const TICK_MS = 4;

export class Attacker {
	readonly #room: FuzzRoom;
	readonly #mal: Person;
	readonly #tally: RoomTally;
	readonly #say: (words: string) => void;
	readonly #foreign: Uint8Array[] = [];
	readonly #revoked: number;
	#pending: Pending | null = null;

	constructor(room: FuzzRoom, mal: Person, tally: RoomTally, say: (words: string) => void) {
		this.#room = room;
		this.#mal = mal;
		this.#tally = tally;
		this.#say = say;
		const device = room.addDevice({ ...mal, devices: [] });
		room.tables.revoke(device);
		this.#revoked = clientIdOf(device, 0);
	}

	remember(replica: Replica): void {
		for (const { update } of replica.recent) this.#foreign.push(update);
		replica.recent = [];
		this.#foreign.splice(0, this.#foreign.length - REMEMBERED);
	}

	/** Another session: the last one is spent. */
	renew(): void {
		this.#pending = null;
	}

	/** One update of his own or of others, changed, on a line of its own. */
	async attack(chance: Prng): Promise<void> {
		const room = this.#room;
		const pending = this.#pendingIn(chance);
		const { volume } = pending;
		const known = this.#knowledge(pending);
		const base = this.#base(chance, pending);
		const mutant = mutate(chance, base, known);
		if (Buffer.compare(mutant.bytes, base) === 0) return this.sendHonestly();
		const speaker = chance.chance(0.93) ? this.#mal : room.people.get(chance.pick(['rea', 'out']))!;
		this.#say(
			`${speaker.user} sends ${mutant.names.join(', ')} in volume ${volume}: ${Buffer.from(mutant.bytes).toString('hex')}`,
		);
		await this.#send(speaker, volume, mutant.bytes, chance.chance(0.2) ? SYNC.step2 : SYNC.update);
		if (this.#pending && chance.chance(0.12)) await this.sendHonestly();
	}

	/** His own document, with something in it that nobody has seen. */
	#pendingIn(chance: Prng): Pending {
		const room = this.#room;
		if (this.#pending && (this.#pending.volume !== room.newest || chance.chance(0.05))) this.#pending = null;
		let pending = this.#pending;
		if (!pending) {
			const volume = room.newest;
			const doc = new Y.Doc({ guid: '' });
			doc.clientID = this.#unusedClient(volume);
			Y.applyUpdate(doc, room.stateOf(volume));
			this.#pending = pending = { volume, doc, vector: Y.encodeStateVector(doc) };
			this.#write(chance, pending);
		} else if (chance.chance(0.3)) this.#write(chance, pending);
		return pending;
	}

	/** A mutant may have spent some of it already. */
	#unusedClient(volume: number): number {
		const client = this.#room.newClient(this.#mal);
		return this.#room.book(volume).next.has(client) ? this.#unusedClient(volume) : client;
	}

	#write(chance: Prng, { volume, doc }: Pending): void {
		const writing = {
			user: this.#mal.user,
			volume,
			isNewest: true,
			moderates: false,
			sendsFiles: this.#room.sendsFiles,
			targets: targetsIn(this.#room.book(volume), doc),
			client: doc.clientID,
		};
		const events = Array.from({ length: chance.pick([1, 2, 3]) }, (): AuthoredEvent =>
			someEvent(chance, writing),
		);
		appendEvents(doc, events);
	}

	#base(chance: Prng, { doc, vector }: Pending): Uint8Array {
		const kind = chance.weighted({ own: 12, foreign: 2, whole: 1, state: 1 });
		if (kind === 'foreign' && this.#foreign.length > 0) return chance.pick(this.#foreign);
		if (kind === 'whole') return Y.encodeStateAsUpdate(doc);
		if (kind === 'state') return this.#room.stateOf(this.#room.newest);
		return Y.encodeStateAsUpdate(doc, vector);
	}

	#knowledge({ volume, doc }: Pending): Knowledge {
		const book = this.#room.book(volume);
		const own: [number, number] = [doc.clientID, Math.max(Y.getState(doc.store, doc.clientID) - 1, 0)];
		const refs: [number, number][] = [
			own,
			[doc.clientID, 0],
			[Math.max(book.epoch, 1), 0],
			[clientIdOf(99, 0), 0],
			[this.#revoked, 0],
		];
		const clients = [
			...book.next.keys(),
			this.#revoked,
			clientIdOf(99, 3),
			0,
			1,
			65_536,
			2 ** 53 - 1,
			doc.clientID + 1,
		];
		for (const [client, next] of book.next)
			if (client >= 65_536) refs.push([client, next - 1], [client, next >> 1]);
		return { own, refs, clients, foreign: this.#foreign };
	}

	async #send(speaker: Person, volume: number, update: Uint8Array, kind: number): Promise<void> {
		const room = this.#room;
		const book = room.book(volume);
		const before = { state: room.stateOf(volume), next: new Map(book.next), heard: room.heard(volume) };
		const line = room.phoneOf(speaker).open(room.document(volume), book.epoch, book.nextOf(book.epoch));
		await room.settle();
		const work = process.threadCpuUsage();
		const started = performance.now();
		line.send(kind, update);
		await room.settle();
		const passed = performance.now() - started;
		const { user, system } = process.threadCpuUsage(work);
		line.close();
		const added = await room.takeRows();
		this.#tally.mutants++;
		const rows = added.flat();
		if (rows.length === 0) {
			// The thread's clock may tick in milliseconds, and the other runs on while somebody else has the core.
			this.#tally.refusedMs.push(passed < TICK_MS ? passed : (user + system) / 1000);
			if (room.heard(volume) !== before.heard) throw new Violation('others heard of what was refused');
			return;
		}
		this.#judge(speaker, before, update, added[volume]!, volume);
		this.#count(rows, line);
	}

	#judge(
		{ user, right }: Person,
		before: { state: Uint8Array; next: ReadonlyMap<number, number> },
		update: Uint8Array,
		rows: readonly BookedRow[],
		volume: number,
	): void {
		const room = this.#room;
		const author = {
			user,
			level: right ? (right.level ?? 'write') : null,
			moderates: right?.moderates ?? false,
			muted: (right?.muted ?? null) !== null,
		};
		const leases = {
			ownerOf: (client: number) => room.ownerOf(client),
			isRevoked: (client: number) => Math.floor(client / 65_536) === Math.floor(this.#revoked / 65_536),
		};
		const book = room.book(volume);
		const wrong = condemn(
			{ before: before.state, nextBefore: before.next, update, rows, author, book },
			leases,
		);
		if (wrong.length > 0) throw new Violation(`a mutant was accepted: ${wrong.slice(0, 3).join('; ')}`);
	}

	#count(rows: readonly BookedRow[], { refusals }: Line): void {
		const isRefused = rows.every(({ run, row }) => (run ? run.isRefused : row.kind !== 'redact'));
		if (isRefused) this.#tally.tombstones++;
		else this.#tally.accepted++;
		if (isRefused && refusals.length === 0) throw new Violation('a tombstone of which nobody told him');
		const own = this.#pending?.doc.clientID;
		// What he wrote himself is not what stands there now.
		if (rows.some(({ run }) => run?.client === own)) this.#pending = null;
	}

	/** After all that was refused his own, unchanged update is good. */
	async sendHonestly(): Promise<void> {
		const { right } = this.#mal;
		const pending = this.#pending;
		if (!pending || !right || right.level === 'read' || right.muted) return;
		const room = this.#room;
		const { volume, doc, vector } = pending;
		const book = room.book(volume);
		const line = room.phoneOf(this.#mal).open(room.document(volume), book.epoch, book.nextOf(book.epoch));
		await room.settle();
		line.send(SYNC.update, Y.encodeStateAsUpdate(doc, vector));
		await room.settle();
		line.close();
		const rows = await room.takeRows();
		this.#tally.rows += rows.flat().length;
		this.#tally.updates++;
		if (line.refusals.length > 0 || book.nextOf(doc.clientID) < Y.getState(doc.store, doc.clientID))
			throw new Violation(`after mutants the honest update was refused: ${JSON.stringify(line.refusals)}`);
		this.#pending = null;
	}

	finish(): Promise<void> {
		return this.sendHonestly();
	}
}
