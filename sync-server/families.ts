/**
 * Which contents a delete takes with it (SPEC D10): an original, its copies by `was` (D8), copies of these, and the edits of them all. A family is made when
 * something names a message, so that the many that nothing names cost nothing; whatever was redacted is let go, so that each content is looked at once.
 */
import type { EventRef } from '#lib/domain/events.ts';
import { refKey } from '#lib/domain/timeline.ts';
import type { EventFacts } from './event-facts.ts';

/** An event whose content goes; `target` as in SPEC D7. */
export interface Redaction {
	ref: EventRef;
	target: boolean;
}

/** What the families ask of the index. */
export interface KnownEvents {
	/** Known, and a message. */
	isMessage(ref: EventRef): boolean;
	isGone(client: number, clock: number): boolean;
	/** Digest of a known event's bytes. */
	digestOf(ref: EventRef): number;
}

interface Family {
	/** The one that this has become part of. */
	into: Family | null;
	/** Messages and edits whose content is still there. */
	contents: EventRef[];
	isDeleted: boolean;
	/** One of its messages shows as deleted. */
	isShown: boolean;
}

export class Families {
	readonly #known: KnownEvents;
	/** By the event that something names. */
	readonly #named = new Map<string, Family>();
	/** By `was`: of the copies that claim this event and digest. */
	readonly #claimed = new Map<string, Family>();
	/** Of an original that is not here: the digest by which it was first claimed. */
	readonly #awaited = new Map<string, number>();

	constructor(known: KnownEvents) {
		this.#known = known;
	}

	/** Takes the next event of a log, which the index has taken. */
	take(ref: EventRef, { kind, of, was }: EventFacts): void {
		if (kind === 'd') this.#familyOf(of!).isDeleted = true;
		if (kind === 'e') this.#familyOf(of!).contents.push(ref);
		if (kind !== 'm') return;
		this.#takeMessage(ref);
		if (was) join(this.#familyOf(ref), this.#claim([was[0], was[1]], was[2]));
	}

	/** Contents that must go because of this event, which has been taken. They are told once. */
	redactionsAfter(ref: EventRef, { kind, of }: EventFacts): Redaction[] {
		const name = kind === 'm' ? ref : kind === 'd' || kind === 'e' ? of! : null;
		const family = name && this.#find(this.#named, refKey(name));
		if (!family?.isDeleted) return [];
		const contents = family.contents.filter(([client, clock]) => !this.#known.isGone(client, clock));
		family.contents = [];
		// Wherever it is folded one message shows as deleted: the one that the delete names, or the first that is here.
		const messages = family.isShown ? [] : contents.filter((content) => this.#known.isMessage(content));
		const shown = messages.find((message) => name && refKey(message) === refKey(name)) ?? messages[0];
		if (shown) family.isShown = true;
		return contents.map((content) => ({ ref: content, target: content === shown }));
	}

	/** These clocks show as deleted. */
	showed(client: number, clock: number, length: number): void {
		for (let at = clock; at < clock + length; at++) {
			const family = this.#find(this.#named, refKey([client, at]));
			if (family) family.isShown = true;
		}
	}

	/** What comes to these from now on goes at once, as after a delete (SPEC G4). */
	erased(client: number, clock: number, length: number): void {
		for (let at = clock; at < clock + length; at++) {
			const family = this.#familyOf([client, at]);
			family.isDeleted = family.isShown = true;
		}
	}

	#takeMessage(ref: EventRef): void {
		if (this.#named.size === 0) return;
		const key = refKey(ref);
		const named = this.#find(this.#named, key);
		if (!named) return;
		const awaited = this.#awaited.get(key);
		this.#awaited.delete(key);
		const digest = awaited === undefined ? 0 : this.#known.digestOf(ref);
		// Copies that claimed another event under its name are none of its own.
		const family =
			awaited === undefined || awaited === digest ? named : this.#made(this.#claimed, claimKey(ref, digest));
		family.contents.push(ref);
		this.#named.set(key, family);
	}

	/** The family of the copies that say this of their original. */
	#claim(original: EventRef, digest: number): Family {
		const key = claimKey(original, digest);
		const claimed = this.#find(this.#claimed, key);
		if (claimed) return claimed;
		const isHere = this.#known.isMessage(original);
		if (isHere && this.#known.digestOf(original) !== digest) return this.#made(this.#claimed, key);
		const name = refKey(original);
		// Of two that claim a missing original in different words, the first is taken for it.
		if (!isHere && this.#awaited.has(name)) return this.#made(this.#claimed, key);
		if (!isHere) this.#awaited.set(name, digest);
		const family = this.#familyOf(original);
		this.#claimed.set(key, family);
		return family;
	}

	/** Of a message, or of what may become one: something names it. */
	#familyOf(ref: EventRef): Family {
		const key = refKey(ref);
		const known = this.#find(this.#named, key);
		if (known) return known;
		const family = this.#made(this.#named, key);
		if (this.#known.isMessage(ref)) family.contents.push(ref);
		return family;
	}

	#find(families: Map<string, Family>, key: string): Family | undefined {
		const family = families.get(key);
		if (!family?.into) return family;
		const root = rootOf(family);
		families.set(key, root);
		return root;
	}

	#made(families: Map<string, Family>, key: string): Family {
		let family = this.#find(families, key);
		if (!family) {
			family = { into: null, contents: [], isDeleted: false, isShown: false };
			families.set(key, family);
		}
		return family;
	}
}

function claimKey([client, clock]: EventRef, digest: number): string {
	return `${client}:${clock}:${digest}`;
}

function rootOf(family: Family): Family {
	let root = family;
	while (root.into) root = root.into;
	// The way is shortened for the next.
	while (family.into) [family.into, family] = [root, family.into];
	return root;
}

/** The smaller becomes part of the larger, so that a content moves a few times at most. */
function join(one: Family, other: Family): void {
	if (one === other) return;
	const [into, from] = one.contents.length >= other.contents.length ? [one, other] : [other, one];
	for (const content of from.contents) into.contents.push(content);
	from.contents = [];
	from.into = into;
	into.isDeleted ||= from.isDeleted;
	into.isShown ||= from.isShown;
}
