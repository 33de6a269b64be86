/** That no fact about those whom the rows are about was held back (SPEC E4): by the tags of all facts, and the keys of those few. */
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
import { decodePayload, type DecodedPayload } from '../row-payload.ts';
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
	override roleOf(user: string, rows: number): string | null {
		this.asked.add(userSubject(user));
		return super.roleOf(user, rows);
	}
	override mayPost(conversation: string, user: string, rows: number): boolean {
		this.asked.add(conversationSubject(conversation));
		return super.mayPost(conversation, user, rows);
	}
	override letSay(user: string, digest: string, rows: number): boolean {
		this.asked.add(userSubject(user));
		return super.letSay(user, digest, rows);
	}
	override moderates(conversation: string, user: string, rows: number): boolean {
		this.asked.add(conversationSubject(conversation));
		this.asked.add(userSubject(user));
		return super.moderates(conversation, user, rows);
	}
}

/** Kinds of rows, and the first words of what their facts are about. What was only recorded (`audit`) changes no right. */
const SUBJECTS_OF_ROWS: Partial<Record<string, readonly string[]>> = {
	device: ['device'],
	membership: ['conversation'],
	account: ['user'],
	erasure: ['user', 'conversation'],
};

/** The facts of a row, null for those that are hidden; or what is wrong with it. */
export function readFacts(
	row: DisclosedRow,
): { payload: DecodedPayload; facts: (OrganisationFact | null)[] } | string {
	const [header, ...leaves] = row.leaves;
	if (!header || !('bytes' in header)) return 'its header is not to be had';
	try {
		const facts = leaves.map((leaf) => ('bytes' in leaf ? decodeFacts(leaf.bytes, 1)[0]! : null));
		return { payload: decodePayload(header.bytes), facts };
	} catch {
		return 'it holds a fact of an unknown form';
	}
}

export class SubjectCheck {
	readonly history = new AskedHistory();
	/** Facts that are hidden, and the rows of those that have no tag. */
	sealed = 0;
	untagged = 0;
	readonly #sha256: Sha256;
	readonly #keys: ReadonlyMap<string, Uint8Array>;
	/** By the first word of the subjects. */
	readonly #keysOfKind = new Map<string, [subject: string, key: Uint8Array][]>();
	readonly #confirmed = new Set<string>();

	constructor(sha256: Sha256, keys: ReadonlyMap<string, Uint8Array>) {
		this.#sha256 = sha256;
		this.#keys = keys;
		for (const [subject, key] of keys) {
			const [kind = ''] = subject.split(' ', 1);
			this.#keysOfKind.set(kind, [...(this.#keysOfKind.get(kind) ?? []), [subject, key]]);
		}
	}

	/** The next row of the organisation's log, whose chain was verified. What is wrong with it, in words; null for nothing. */
	take(row: DisclosedRow): string | null {
		const read = readFacts(row);
		if (typeof read === 'string') return read;
		const { payload, facts } = read;
		return (
			this.history.takeFacts(row, payload, facts) ??
			this.#compare(row, facts, readTags(payload.entries, facts.length) ?? null)
		);
	}

	/** A row holds only facts of its kind (SPEC L6), and these have subjects of a few kinds: only their keys are tried. */
	#compare(
		{ seq, kind }: DisclosedRow,
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
					return `the key that was given of ${subject} is not the one of its tag`;
				this.#confirmed.add(subject);
				continue;
			}
			for (const subjects of SUBJECTS_OF_ROWS[kind] ?? [])
				for (const [about, key] of this.#keysOfKind.get(subjects) ?? [])
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
