/** A person who writes without a pause, goes offline now and then, and follows the conversation into its next volume. */
import { setTimeout as delay } from 'node:timers/promises';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import type { AuthoredEvent, EventRef } from '#lib/domain/events.ts';
import type { Colleague } from '../support/staff.ts';
import type { Prng } from '../simulation/prng.ts';
import { Replica } from './replica.ts';

const FILLER = 'the van is due at ten, bring the list and the keys of the back room; ';
/** Own messages that an edit, a reaction or a delete is picked from. */
const RECENT = 20;
/** Folding costs more the more is on its way, so a writer does not look after every word. */
const STEPS_PER_LOOK = 20;

export class Writer {
	readonly person: Colleague;
	/** By volume. */
	readonly replicas: Replica[] = [];
	/** Every body of a message that was written, in order, with the document into which. */
	readonly written: { document: string; body: string }[] = [];
	readonly #url: string;
	readonly #conversation: string;
	readonly #prng: Prng;
	#session: number;
	#recent: EventRef[] = [];
	#offline = false;
	#running: Promise<void> | null = null;
	#stopped = false;
	#steps = 0;

	/** @param session the first of the device that was not used yet; one is taken for every volume */
	constructor(url: string, conversation: string, person: Colleague, session: number, prng: Prng) {
		this.#url = url;
		this.#conversation = conversation;
		this.person = person;
		this.#session = session;
		this.#prng = prng;
		this.#openVolume();
	}

	get newest(): Replica {
		return this.replicas.at(-1)!;
	}

	/** The first session that is left for the device's next document. */
	get nextSession(): number {
		return this.#session;
	}

	/** @param pauseMs the longest pause between two writes */
	start(pauseMs: number): void {
		this.#stopped = false;
		this.#running ??= this.#run(pauseMs).finally(() => (this.#running = null));
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#running;
		this.#goOnline();
	}

	async #run(pauseMs: number): Promise<void> {
		while (!this.#stopped) {
			this.#step();
			await delay(this.#prng.between(1, pauseMs));
		}
	}

	#step(): void {
		if (this.#offline ? this.#prng.chance(0.1) : this.#prng.chance(0.003)) {
			if (this.#offline) this.#goOnline();
			else this.#goOffline();
		}
		if (++this.#steps % STEPS_PER_LOOK === 0) this.#followVolume();
		this.#write(this.#prng.chance(0.05) ? this.#prng.between(2, 30) : 1);
	}

	#followVolume(): void {
		const { fold } = this.newest;
		fold.advance();
		if (fold.nextVolume !== null) this.#openVolume();
	}

	/** One transaction, so one update. */
	#write(count: number): void {
		const { doc, document } = this.newest;
		const events: AuthoredEvent[] = [];
		for (let i = 0; i < count; i++) events.push(this.#nextEvent());
		const first = appendEvents(doc, events);
		events.forEach((event, offset) => {
			if (event.k !== 'm') return;
			this.written.push({ document, body: event.b });
			this.#recent.push([doc.clientID, first + offset]);
			if (this.#recent.length > RECENT) this.#recent.shift();
		});
	}

	#nextEvent(): AuthoredEvent {
		const at = Date.now();
		const kind = this.#prng.weighted({ m: 88, e: 5, r: 5, d: 2 });
		const of = this.#recent[this.#prng.below(Math.max(1, this.#recent.length))];
		if (kind === 'm' || !of) return { k: 'm', at, b: this.#nextBody() };
		if (kind === 'e') return { k: 'e', at, of, b: this.#nextBody() };
		if (kind === 'r') return { k: 'r', at, of, e: '👍', on: this.#prng.chance(0.7) };
		this.#recent = this.#recent.filter((ref) => ref !== of);
		return { k: 'd', at, of };
	}

	/** Never the same twice in a run. */
	#nextBody(): string {
		const { device } = this.person;
		return `${device}/${this.#session}/${++this.#bodies} ${FILLER.repeat(this.#prng.between(1, 6))}`.trim();
	}
	#bodies = 0;

	#openVolume(): void {
		const client = clientIdOf(this.person.device, this.#session++);
		const place = { url: this.#url, conversation: this.#conversation, volume: this.replicas.length, client };
		this.replicas.push(new Replica(place, this.person));
		this.#recent = [];
	}

	#goOffline(): void {
		this.#offline = true;
		for (const replica of this.replicas) replica.goOffline();
	}

	#goOnline(): void {
		this.#offline = false;
		for (const replica of this.replicas) replica.goOnline();
	}

	/** Everything that was written is named by a ledger, and nothing that a ledger names is missing. */
	isSettled(): boolean {
		return this.replicas.every((replica) => {
			replica.fold.advance();
			const { blocked, pendingCount, mismatch } = replica.fold;
			return replica.synced && !blocked && pendingCount === 0 && mismatch === null;
		});
	}

	destroy(): void {
		for (const replica of this.replicas) replica.destroy();
	}
}
