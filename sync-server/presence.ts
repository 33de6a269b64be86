/**
 * Who is connected (SPEC A4-A8): a dot beside a name. What this relay's own sockets say, and what other relays say of theirs. Nothing of it is stored.
 */
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { seesPresence } from '#lib/protocol/presence.ts';
import type { Speaker } from './access.ts';
import type { Clock, TimerHandle } from './ports.ts';

/** A socket whose person looks at dots, and may be seen by one. */
export interface Viewer {
	readonly speaker: Speaker;
	push(event: InboxEvent): void;
}

/** What one relay tells the others. A person is named by `<organisation> <user>`. */
export type PresenceWord = { relay: string } &
	/** All others say who is at theirs; with `of`, that one does. */
	(
		| { say: 'ask'; of?: string }
		/** It is there; so many people are at it. What it says next, if it follows at once, is all of them. */
		| { say: 'all' | 'beat'; count: number }
		| { say: 'on' | 'off'; people: string[] }
		/** It ends. */
		| { say: 'bye' }
	);

export interface PresenceOptions {
	clock: Clock;
	/** This relay's name among others. */
	relay: string;
	/** To all others, in this order. */
	tell?: ((word: PresenceWord) => void) | undefined;
}

/** One who opens another page is not gone: shorter than anybody waits for a dot. */
const LINGER_MS = 4_000;
/** Changes are told together. */
const FLUSH_MS = 300;
const BEAT_MS = 15_000;
/** A relay that is not heard of so long has ended, and who was at it is gone (A04: within 60 s). */
const RELAY_LOST_MS = 40_000;
/** How often one relay is asked again for all of its people. */
const ASK_MS = 5_000;

interface OtherRelay {
	heardAt: number;
	askedAt: number;
	people: Set<string>;
}

export class Presence {
	readonly #clock: Clock;
	readonly #relay: string;
	readonly #tell: (word: PresenceWord) => void;
	/** At this relay, by person. */
	readonly #here = new Map<string, Set<Viewer>>();
	/** Gone a moment ago, until when they count as here. */
	readonly #lingering = new Map<string, number>();
	readonly #others = new Map<string, OtherRelay>();
	/** By person: who looks at his dot. */
	readonly #watchers = new Map<string, Set<Viewer>>();
	/** By viewer: what he was told of each. */
	readonly #told = new Map<Viewer, Map<string, boolean | null>>();
	#changed = new Set<string>();
	/** Here or not, for the others to hear. */
	#news = new Map<string, boolean>();
	#timer: TimerHandle | null = null;
	#beatAt: number;

	constructor({ clock, relay, tell }: PresenceOptions) {
		this.#clock = clock;
		this.#relay = relay;
		this.#tell = tell ?? (() => undefined);
		this.#beatAt = clock.now();
	}

	/** Somebody is still to be told something, or to go. */
	get isBusy(): boolean {
		return this.#lingering.size > 0;
	}

	/** The viewer's person is connected, and may be seen. */
	show(viewer: Viewer): void {
		const person = personOf(viewer.speaker);
		const viewers = this.#here.get(person);
		if (viewers) return void viewers.add(viewer);
		this.#here.set(person, new Set([viewer]));
		if (!this.#lingering.delete(person)) this.#note(person, true);
	}

	/** @param at once, for a socket that was silent too long already */
	hide(viewer: Viewer, atOnce = false): void {
		const person = personOf(viewer.speaker);
		const viewers = this.#here.get(person);
		if (!viewers?.delete(viewer) || viewers.size > 0) return;
		this.#here.delete(person);
		if (atOnce) return this.#note(person, false);
		this.#lingering.set(person, this.#clock.now() + LINGER_MS);
	}

	/** From now on the viewer hears of these people of his organisation, and of nobody else. */
	watch(viewer: Viewer, users: readonly string[]): void {
		const { speaker } = viewer;
		if (!seesPresence(speaker.role)) return;
		const before = this.#told.get(viewer);
		const told = new Map<string, boolean | null>();
		for (const user of users.slice(0, LIMITS.watchedPeople)) {
			const person = personOf({ ...speaker, user });
			told.set(person, before?.get(person) ?? null);
		}
		for (const person of before?.keys() ?? []) if (!told.has(person)) this.#unwatch(viewer, person);
		for (const person of told.keys()) {
			const watchers = this.#watchers.get(person);
			if (watchers) watchers.add(viewer);
			else this.#watchers.set(person, new Set([viewer]));
		}
		this.#told.set(viewer, told);
		this.#inform(viewer, [...told.keys()]);
	}

	/** Its socket is gone. */
	leave(viewer: Viewer): void {
		this.hide(viewer);
		for (const person of this.#told.get(viewer)?.keys() ?? []) this.#unwatch(viewer, person);
		this.#told.delete(viewer);
	}

	/** To be called every few seconds. */
	tick(now: number): void {
		for (const [person, until] of this.#lingering) {
			if (now < until) continue;
			this.#lingering.delete(person);
			this.#note(person, false);
		}
		for (const [relay, { heardAt }] of this.#others) if (now - heardAt > RELAY_LOST_MS) this.#forget(relay);
		if (now - this.#beatAt < BEAT_MS) return;
		this.#beatAt = now;
		this.#flush();
		this.#tell({ relay: this.#relay, say: 'beat', count: this.#count });
	}

	/** Words of others may have been missed: everything is asked for again. */
	ask(): void {
		this.#tell({ relay: this.#relay, say: 'ask' });
		this.#sayAll();
	}

	hear(word: PresenceWord): void {
		if (word.relay === this.#relay) return;
		if (word.say === 'ask') {
			if (word.of === undefined || word.of === this.#relay) this.#sayAll();
			return;
		}
		if (word.say === 'bye') return this.#forget(word.relay);
		const other = this.#otherOf(word.relay);
		switch (word.say) {
			case 'all': {
				const before = other.people;
				other.people = new Set();
				return this.#change([...before]);
			}
			case 'beat':
				return this.#compare(word.relay, other, word.count);
			case 'on':
				for (const person of word.people) other.people.add(person);
				return this.#change(word.people);
			case 'off':
				for (const person of word.people) other.people.delete(person);
				return this.#change(word.people);
		}
	}

	close(): void {
		if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
		this.#timer = null;
		this.#tell({ relay: this.#relay, say: 'bye' });
	}

	/** Of those who are here as the others know it. */
	get #count(): number {
		return this.#here.size + this.#lingering.size;
	}

	#isOnline(person: string): boolean {
		if (this.#here.has(person) || this.#lingering.has(person)) return true;
		for (const { people } of this.#others.values()) if (people.has(person)) return true;
		return false;
	}

	#otherOf(relay: string): OtherRelay {
		const now = this.#clock.now();
		let other = this.#others.get(relay);
		if (!other) this.#others.set(relay, (other = { heardAt: now, askedAt: 0, people: new Set() }));
		other.heardAt = now;
		return other;
	}

	/** Something that it said was lost on the way. */
	#compare(relay: string, other: OtherRelay, count: number): void {
		const now = this.#clock.now();
		if (other.people.size === count || now - other.askedAt < ASK_MS) return;
		other.askedAt = now;
		this.#tell({ relay: this.#relay, say: 'ask', of: relay });
	}

	#forget(relay: string): void {
		const other = this.#others.get(relay);
		this.#others.delete(relay);
		if (other) this.#change([...other.people]);
	}

	#sayAll(): void {
		this.#news.clear();
		this.#tell({ relay: this.#relay, say: 'all', count: this.#count });
		const people = [...this.#here.keys(), ...this.#lingering.keys()];
		if (people.length > 0) this.#tell({ relay: this.#relay, say: 'on', people });
	}

	#note(person: string, on: boolean): void {
		this.#news.set(person, on);
		this.#change([person]);
	}

	#change(people: readonly string[]): void {
		for (const person of people) this.#changed.add(person);
		this.#timer ??= this.#clock.setTimeout(() => {
			this.#timer = null;
			this.#flush();
		}, FLUSH_MS);
	}

	#flush(): void {
		const news = this.#news;
		this.#news = new Map();
		for (const say of ['on', 'off'] as const) {
			const people = [...news].flatMap(([person, on]) => (on === (say === 'on') ? [person] : []));
			if (people.length > 0) this.#tell({ relay: this.#relay, say, people });
		}
		const changed = this.#changed;
		this.#changed = new Set();
		const forViewer = new Map<Viewer, string[]>();
		for (const person of changed)
			for (const viewer of this.#watchers.get(person) ?? []) {
				const people = forViewer.get(viewer);
				if (people) people.push(person);
				else forViewer.set(viewer, [person]);
			}
		for (const [viewer, people] of forViewer) this.#inform(viewer, people);
	}

	/** One frame for all that he does not know yet. */
	#inform(viewer: Viewer, people: readonly string[]): void {
		const told = this.#told.get(viewer);
		if (!told) return;
		const on: string[] = [];
		const off: string[] = [];
		for (const person of people) {
			const isOnline = this.#isOnline(person);
			if (told.get(person) === isOnline) continue;
			told.set(person, isOnline);
			(isOnline ? on : off).push(person.slice(person.indexOf(' ') + 1));
		}
		if (on.length + off.length > 0) viewer.push({ type: 'presence', on, off });
	}

	#unwatch(viewer: Viewer, person: string): void {
		const watchers = this.#watchers.get(person);
		watchers?.delete(viewer);
		if (watchers?.size === 0) this.#watchers.delete(person);
	}
}

/** So that nobody ever asks for somebody of another organisation. */
function personOf({ organisation, user }: Pick<Speaker, 'organisation' | 'user'>): string {
	return `${organisation} ${user}`;
}
