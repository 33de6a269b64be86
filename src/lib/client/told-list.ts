/** What the notification centre lists: from the replicas where they are read, from what was stored before where they are not; works offline (F03). */
import type { NotificationSettings } from '#lib/protocol/workspace.ts';
import { MOST_OF_ONE, tellingsOf, type Telling } from './concerning.ts';
import type { Clock } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { ReadMarks } from './read-marks.ts';
import type { Shelf } from './shelf.ts';
import type { WorkspaceCopy } from './workspace-copy.ts';

export interface Told extends Telling {
	/** Empty where it is about none. */
	conversation: string;
	unread: boolean;
	/** Nobody is called by it: by the person's own wish. */
	muted: boolean;
	/** Unread ones of a direct message that this, the newest, stands for. */
	count: number;
}

interface Remembered {
	tellings: Telling[];
	/** The conversation was read when this was the newest of them, ms: passes reactions too. */
	visited: number;
}

export interface ToldListOptions {
	self: string;
	store: KeyValueStore;
	clock: Clock;
	copy: WorkspaceCopy;
	shelf: Shelf;
	marks: ReadMarks;
	onChange(conversation: string): void;
}

const PREFIX = 'told/';
const STORE_AFTER_MS = 1_000;
const MOST = 200;
const NOTHING: Remembered = { tellings: [], visited: 0 };

export class ToldList {
	readonly #options: ToldListOptions;
	readonly #remembered = new Map<string, Remembered>();
	readonly #current = new Map<string, readonly Telling[]>();
	readonly #unstored = new Set<string>();
	#list: readonly Told[] | null = null;
	#cancelStore: (() => void) | null = null;

	constructor(options: ToldListOptions) {
		this.#options = options;
	}

	async load(): Promise<void> {
		for (const [key, value] of await this.#options.store.entries(PREFIX))
			this.#remembered.set(key.slice(PREFIX.length), value as Remembered);
		this.changed();
	}

	/** Something about this conversation changed; without an id, about any of them. */
	changed(conversation?: string): void {
		this.#list = null;
		if (conversation === undefined) this.#current.clear();
		else this.#current.delete(conversation);
	}

	/** Newest first. */
	list(): readonly Told[] {
		return (this.#list ??= this.#read());
	}

	/** The person read this conversation to its end: reactions, which have no place in it, are read as well. */
	visited(conversation: string): void {
		const newest = this.#tellingsOf(conversation)[0]?.at ?? 0;
		const before = this.#remembered.get(conversation) ?? NOTHING;
		if (newest <= before.visited) return;
		this.#remember(conversation, { ...before, visited: newest });
		this.#list = null;
		this.#options.onChange(conversation);
	}

	/** It is gone from this device; what has to be stored about that. */
	forget(id: string): { key: string; value: undefined } {
		this.#remembered.delete(id);
		this.#unstored.delete(id);
		this.changed(id);
		return { key: PREFIX + id, value: undefined };
	}

	stop(): void {
		this.#cancelStore?.();
	}

	#read(): readonly Told[] {
		const { copy, marks } = this.#options;
		const { seenThrough }: NotificationSettings = copy.notifications;
		const all: Told[] = [];
		for (const { id: conversation, kind, muted = false } of copy.conversations.values()) {
			if (!copy.isMember(conversation)) continue;
			const read = marks.of(conversation);
			const { visited } = this.#remembered.get(conversation) ?? NOTHING;
			const isRead = ({ at, place }: Telling) =>
				at <= seenThrough ||
				(place === null
					? at <= visited
					: place.volume < read.volume || (place.volume === read.volume && place.position <= read.position));
			const told = this.#tellingsOf(conversation).map((telling) => {
				return { ...telling, conversation, muted, unread: !isRead(telling), count: 1 };
			});
			// A direct message is one line, however much was written in it.
			const [direct, ...older] = kind === 'dm' ? told.filter((one) => one.kind === 'direct') : [];
			if (direct) {
				const unread = [direct, ...older].filter((one) => one.unread);
				// It leads to the first of what is unread.
				const key = unread.at(-1)?.key ?? direct.key;
				all.push({ ...direct, key, count: Math.max(1, unread.length) });
			}
			all.push(...told.filter((one) => one.kind !== 'direct'));
		}
		all.push(...this.#requests(seenThrough));
		return all.sort((one, other) => other.at - one.at).slice(0, MOST);
	}

	/** Who asks to be a contact, until it is answered (B05). */
	#requests(seenThrough: number): Told[] {
		const { all, blocked } = this.#options.copy.contacts;
		return all
			.filter(({ user, state }) => state === 'asks' && !blocked.includes(user))
			.map(({ user, since }) => ({
				...{ id: `contact ${user}`, kind: 'contact', key: '', conversation: '', author: user },
				...{ text: '', emoji: null, place: null, at: since, unread: since > seenThrough },
				...{ muted: false, count: 1 },
			}));
	}

	#tellingsOf(conversation: string): readonly Telling[] {
		const known = this.#current.get(conversation);
		if (known) return known;
		const { copy, shelf, self } = this.#options;
		const before = this.#remembered.get(conversation) ?? NOTHING;
		const set = shelf.get(conversation);
		let tellings: readonly Telling[] = before.tellings;
		if (set?.loaded) {
			const direct = copy.conversations.get(conversation)?.kind === 'dm';
			const { volume } = set.newestReplica;
			const now = tellingsOf(set.newestReplica.items(), self, direct);
			// What older volumes told stays; those are not read for this.
			const older = before.tellings.filter(({ key }) => Number.parseInt(key) < volume);
			const merged = [...now, ...older].slice(0, MOST_OF_ONE);
			if (JSON.stringify(merged) !== JSON.stringify(before.tellings))
				this.#remember(conversation, { ...before, tellings: merged });
			tellings = merged;
		}
		this.#current.set(conversation, tellings);
		return tellings;
	}

	#remember(conversation: string, remembered: Remembered): void {
		this.#remembered.set(conversation, remembered);
		this.#unstored.add(conversation);
		this.#cancelStore ??= this.#options.clock.after(STORE_AFTER_MS, () => this.#store());
	}

	#store(): void {
		this.#cancelStore = null;
		const changes = [...this.#unstored].map((id) => ({ key: PREFIX + id, value: this.#remembered.get(id) }));
		this.#unstored.clear();
		// It can be computed again; a failed write costs nothing but that.
		void this.#options.store.write(changes).catch(() => {});
	}
}
