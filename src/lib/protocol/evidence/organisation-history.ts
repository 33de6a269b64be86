/** Who held which device, was in which conversation and had which role, at any number of rows of an organisation's log (SPEC L6, L7). */
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { decodeFacts, FACT_ROWS, type OrganisationFact } from '../organisation-facts.ts';
import type { LogRow } from '../log-row.ts';
import { decodePayload, type DecodedPayload } from '../row-payload.ts';
import { readTags } from './subject-tags.ts';

/** What holds after the row `since`. */
interface Change<Value> {
	since: number;
	value: Value;
}

const NONE = new Uint8Array(0);
const MODERATES = new Set(['OWNER', 'ADMIN']);
/** A direct message's id is computed (SPEC N2), and nobody moderates there. */
const IS_DIRECT = /^.{14}8/;

export class OrganisationHistory {
	/** Rows read so far. */
	rows = 0;
	/** Time of the last one, ms. */
	lastTime = 0;
	readonly #leases = new Map<number, { user: string; since: number; revoked: number }>();
	/** The roles of a user in a conversation, null while he is no member. */
	readonly #members = new Map<string, Change<string | null>[]>();
	/** Who writes new messages in a conversation. */
	readonly #postings = new Map<string, Change<string | null>[]>();
	/** The roles of a user in the organisation, null once the account is closed. */
	readonly #accounts = new Map<string, Change<string | null>[]>();
	/** Texts that the server was let say for a user, by digest: since when (SPEC Y2). */
	readonly #autoReplies = new Map<string, number>();
	readonly conversations = new Set<string>();
	readonly users = new Set<string>();
	/** Articles and templates: since when, and whose own. */
	readonly texts = new Map<string, { since: number; user: string }>();
	/** Erasures whose people were owner and auditor by the word of the server alone (SPEC G9). */
	readonly enteredAgain: number[] = [];
	/** A row had tags: so have all that follow. */
	#hasTags = false;
	#hasHidden = false;
	readonly #erasures = new Map<
		number,
		{ by: string; of: string; decided: { by: string; approved: boolean; since: number } | null }
	>();

	/** Reads the next row, whose chain was verified. What is wrong with it, in words; null for nothing. */
	take(row: LogRow, payload = decodePayload(row.payload)): string | null {
		try {
			return this.takeFacts(row, payload, decodeFacts(payload.run?.values ?? NONE, payload.run?.count ?? 0));
		} catch {
			return 'it holds a fact of an unknown form';
		}
	}

	/** The same of a row some of whose facts are sealed (SPEC E4): those are null. */
	takeFacts(
		row: Omit<LogRow, 'payload' | 'salts'>,
		{ epoch, position, organisationRows, entries, run }: DecodedPayload,
		facts: readonly (OrganisationFact | null)[],
	): string | null {
		if (row.user !== SYSTEM_USER || row.device !== 0) return 'it is not by the server';
		if (organisationRows !== row.seq) return 'it does not name its own place';
		if (row.receivedAt < this.lastTime) return 'its time is before that of the row before it';
		if (!run || run.client !== 0 || run.count !== run.length) return 'it holds no facts';
		const tags = readTags(entries, run.count);
		if (epoch !== 0 || position !== 0 || tags === undefined) return 'it has a ledger';
		if (tags === null && this.#hasTags) return 'its facts have no tags';
		this.#hasTags = tags !== null;
		this.lastTime = row.receivedAt;
		this.rows = row.seq + 1;
		for (const fact of facts) {
			if (fact === null) {
				this.#hasHidden = true;
				continue;
			}
			const fault =
				FACT_ROWS[fact.f] === row.kind
					? this.#takeFact(fact, row.seq)
					: 'it is of another kind than its facts';
			if (fault) return fault;
		}
		return null;
	}

	#takeFact(fact: OrganisationFact, row: number): string | null {
		switch (fact.f) {
			case 'lease':
				if (this.#leases.has(fact.device)) return `device ${fact.device} is leased a second time`;
				this.#leases.set(fact.device, { user: fact.user, since: row, revoked: Infinity });
				return null;
			case 'revoke': {
				const lease = this.#leases.get(fact.device);
				if (!lease || lease.revoked < Infinity) return `device ${fact.device} is revoked without a lease`;
				lease.revoked = row;
				return null;
			}
			case 'begin':
			case 'role':
			case 'end': {
				const { conversation, user } = fact;
				const key = `${conversation} ${user}`;
				const isMember = now(this.#members.get(key)) !== null;
				if (isMember === (fact.f === 'begin'))
					return `${user} is ${isMember ? 'already' : 'not'} in ${conversation}`;
				this.conversations.add(conversation);
				push(this.#members, key, { since: row, value: fact.f === 'end' ? null : fact.role });
				return null;
			}
			case 'posting':
				this.conversations.add(fact.conversation);
				push(this.#postings, fact.conversation, { since: row, value: fact.by });
				return null;
			case 'erase-request':
				return this.#takeErasureRequest(fact.request, fact.by, fact.of, row);
			case 'erase-approve':
			case 'erase-decline':
				return this.#takeErasureDecision(fact.request, fact.by, fact.f === 'erase-approve', row);
			case 'erase-again':
				return this.#takeErasureAgain(fact.request, fact.by, fact.and, fact.of, row);
			case 'text':
				if (this.texts.has(fact.document)) return `${fact.document} is made a second time`;
				this.texts.set(fact.document, { since: row, user: fact.user });
				return null;
			case 'account':
			case 'close':
				this.users.add(fact.user);
				push(this.#accounts, fact.user, { since: row, value: fact.f === 'close' ? null : fact.role });
				return null;
			case 'auto-reply': {
				const key = `${fact.user} ${fact.digest}`;
				if (!this.#autoReplies.has(key)) this.#autoReplies.set(key, row);
				return null;
			}
			case 'audit':
				// It changes no right.
				return null;
		}
	}

	#takeErasureRequest(request: number, by: string, of: string, row: number): string | null {
		if (this.#erasures.has(request)) return `erasure ${request} is asked for a second time`;
		const role = this.#roleAt(by, row);
		if (role !== undefined && role !== 'OWNER')
			return `erasure ${request} is asked for by ${by}, who was no owner`;
		this.#erasures.set(request, { by, of, decided: null });
		return null;
	}

	#takeErasureDecision(request: number, by: string, approved: boolean, row: number): string | null {
		const asked = this.#erasures.get(request);
		if (!asked || asked.decided) return `erasure ${request} is decided on without waiting for it`;
		if (approved && asked.by === by) return `erasure ${request} is approved by ${by}, who asked for it`;
		const role = this.#roleAt(by, row);
		if (role !== undefined && role !== 'OWNER' && role !== 'AUDITOR')
			return `erasure ${request} is decided on by ${by}, who was neither owner nor auditor`;
		asked.decided = { by, approved, since: row };
		return null;
	}

	/** SPEC G9: roles that the log lost nobody can judge, but not that they were two. */
	#takeErasureAgain(request: number, by: string, and: string, of: string, row: number): string | null {
		const asked = this.#erasures.get(request);
		if (asked?.decided) return `erasure ${request} is entered again, and was never lost`;
		if (asked && (asked.by !== by || asked.of !== of))
			return `erasure ${request} is entered again as another than it was`;
		if (by === and) return `erasure ${request} is approved by ${and}, who asked for it`;
		this.#erasures.set(request, { by, of, decided: { by: and, approved: true, since: row } });
		this.enteredAgain.push(request);
		return null;
	}

	/** Undefined where nothing is shown of the account, and something is hidden. */
	#roleAt(user: string, rows: number): string | null | undefined {
		if (this.#hasHidden && !this.#accounts.has(user)) return undefined;
		return at(this.#accounts.get(user), rows);
	}

	/** SPEC G1: who asked for it and who approved it, as of this number of rows. */
	approvedErasure(request: number, rows: number): { by: string; and: string } | undefined {
		const asked = this.#erasures.get(request);
		if (!asked?.decided?.approved || asked.decided.since >= rows) return undefined;
		return { by: asked.by, and: asked.decided.by };
	}

	/** Was something of this document, or this person's texts, erased? Where facts are hidden nobody can tell, and it may be. */
	hasErasure(document: string, user: string, rows: number): boolean {
		if (this.#hasHidden) return true;
		return [...this.#erasures.values()].some(
			({ of, decided }) =>
				decided?.approved === true &&
				decided.since < rows &&
				(of === `person ${user}` || of.startsWith(`message ${document} `)),
		);
	}

	/** To whom the device was ever leased, as of this number of rows; revoked or not. */
	ownerOf(device: number, rows: number): string | undefined {
		if (device === SYSTEM_DEVICE) return SYSTEM_USER;
		const lease = this.#leases.get(device);
		return lease && lease.since < rows ? lease.user : undefined;
	}

	/** Of every device that is known, with the rows in which its lease began and ended, by number. */
	leases(): { device: number; user: string; leased: number; revoked: number | null }[] {
		return [...this.#leases]
			.map(([device, { user, since, revoked }]) => ({
				...{ device, user, leased: since },
				revoked: revoked === Infinity ? null : revoked,
			}))
			.sort((one, other) => one.device - other.device);
	}

	isRevoked(device: number, rows: number): boolean {
		return (this.#leases.get(device)?.revoked ?? Infinity) < rows;
	}

	isMember(conversation: string, user: string, rows: number): boolean {
		return at(this.#members.get(`${conversation} ${user}`), rows) !== null;
	}

	/** Had he let the server say a text with this digest for him (SPEC Y2)? */
	letSay(user: string, digest: string, rows: number): boolean {
		return (this.#autoReplies.get(`${user} ${digest}`) ?? Infinity) < rows;
	}

	hasAccount(user: string, rows: number): boolean {
		return this.roleOf(user, rows) !== null;
	}

	/** Null without an account. */
	roleOf(user: string, rows: number): string | null {
		return at(this.#accounts.get(user), rows);
	}

	/** Undefined before there was such an article or template. */
	ownerOfText(document: string, rows: number): string | undefined {
		const text = this.texts.get(document);
		return text && text.since < rows ? text.user : undefined;
	}

	/** SPEC R8: may this member write new messages? */
	mayPost(conversation: string, user: string, rows: number): boolean {
		if (at(this.#postings.get(conversation), rows) !== 'admins') return true;
		return at(this.#members.get(`${conversation} ${user}`), rows) === 'ADMIN';
	}

	moderates(conversation: string, user: string, rows: number): boolean {
		const role = at(this.#members.get(`${conversation} ${user}`), rows);
		if (role === null || IS_DIRECT.test(conversation)) return false;
		return role === 'ADMIN' || MODERATES.has(at(this.#accounts.get(user), rows) ?? '');
	}
}

function push<Key>(map: Map<Key, Change<string | null>[]>, key: Key, change: Change<string | null>): void {
	const changes = map.get(key);
	if (changes) changes.push(change);
	else map.set(key, [change]);
}

function now(changes: Change<string | null>[] | undefined): string | null {
	return changes?.at(-1)?.value ?? null;
}

/** What held after the first `rows` rows. */
function at(changes: Change<string | null>[] | undefined, rows: number): string | null {
	return changes?.findLast(({ since }) => since < rows)?.value ?? null;
}
