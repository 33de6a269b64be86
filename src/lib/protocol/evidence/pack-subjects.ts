/** That no fact about those whom a pack judges was held back (SPEC E4): by the tags of all facts, and the keys of those few. */
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import {
	conversationSubject,
	decodeFacts,
	deviceSubject,
	subjectOf,
	userSubject,
	type OrganisationFact,
} from '../organisation-facts.ts';
import type { Sha256 } from '../row-chain.ts';
import { decodePayload } from '../row-payload.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { OrganisationHistory } from './organisation-history.ts';
import { readTags, tagOf } from './subject-tags.ts';

/** Remembers whom the rules asked about. */
export class AskedHistory extends OrganisationHistory {
	readonly asked = new Set<string>();

	override ownerOf(device: number, rows: number): string | undefined {
		if (device !== SYSTEM_DEVICE) this.asked.add(deviceSubject(device));
		return super.ownerOf(device, rows);
	}
	override isRevoked(device: number, rows: number): boolean {
		this.asked.add(deviceSubject(device));
		return super.isRevoked(device, rows);
	}
	override isMember(conversation: string, user: string, rows: number): boolean {
		this.asked.add(conversationSubject(conversation));
		return super.isMember(conversation, user, rows);
	}
	override hasAccount(user: string, rows: number): boolean {
		this.asked.add(userSubject(user));
		return super.hasAccount(user, rows);
	}
	override moderates(conversation: string, user: string, rows: number): boolean {
		this.asked.add(conversationSubject(conversation));
		this.asked.add(userSubject(user));
		return super.moderates(conversation, user, rows);
	}
}

export class SubjectCheck {
	readonly history = new AskedHistory();
	/** Facts that are hidden, and the rows of those that have no tag. */
	sealed = 0;
	untagged = 0;
	readonly #sha256: Sha256;
	readonly #keys: ReadonlyMap<string, Uint8Array>;
	readonly #confirmed = new Set<string>();

	constructor(sha256: Sha256, keys: ReadonlyMap<string, Uint8Array>) {
		this.#sha256 = sha256;
		this.#keys = keys;
	}

	/** The next row of the organisation's log, whose chain was verified. What is wrong with it, in words; null for nothing. */
	take(row: DisclosedRow): string | null {
		const [header, ...leaves] = row.leaves;
		if (!header || !('bytes' in header)) return 'its header is not to be had';
		let facts: (OrganisationFact | null)[];
		try {
			facts = leaves.map((leaf) => ('bytes' in leaf ? decodeFacts(leaf.bytes, 1)[0]! : null));
		} catch {
			return 'it holds a fact of an unknown form';
		}
		const payload = decodePayload(header.bytes);
		return (
			this.history.takeFacts(row, payload, facts) ??
			this.#compare(row.seq, facts, readTags(payload.entries, facts.length) ?? null)
		);
	}

	#compare(
		seq: number,
		facts: readonly (OrganisationFact | null)[],
		tags: readonly string[] | null,
	): string | null {
		for (const [index, fact] of facts.entries()) {
			const subject = fact && subjectOf(fact);
			if (!fact) this.sealed++;
			if (!tags) {
				if (!fact) this.untagged++;
				continue;
			}
			if (subject !== null) {
				const key = this.#keys.get(subject);
				if (!key) continue;
				if (tagOf(this.#sha256, key, seq, index) !== tags[index])
					return `the key that the pack gives of ${subject} is not the one of its tag`;
				this.#confirmed.add(subject);
				continue;
			}
			for (const [about, key] of this.#keys)
				if (tagOf(this.#sha256, key, seq, index) === tags[index])
					return `it holds back a fact about ${about}`;
		}
		return null;
	}

	/** Whom the rules asked about, and of whom it is not proved that all facts are there. */
	notProved(): string[] {
		return [...this.history.asked].filter((subject) => !this.#confirmed.has(subject)).sort();
	}

	get confirmed(): number {
		return this.#confirmed.size;
	}
}
