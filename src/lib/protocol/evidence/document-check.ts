/**
 * Judges a conversation document's rows again, from the first (SPEC L8): the ledger entries that each holds, and whether its author was entitled to it by the
 * organisation's log as it stood. Written from the SPEC and not from the relay's index, so that a mistake there is found here.
 */
import { autoReplyDigest } from '#lib/domain/auto-reply.ts';
import { deviceOf, SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { digestBytes } from '#lib/domain/digest.ts';
import { internalRight } from '#lib/domain/document-rights.ts';
import { parseEvent, SYSTEM_USER, type ConversationEvent, type SystemEvent } from '#lib/domain/events.ts';
import { parseEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { createDecoder, hasContent, readAny } from 'lib0/decoding';
import type { ConversationName } from '../document-name.ts';
import type { LogRow } from '../log-row.ts';
import { decodeErasure } from '../erasure-record.ts';
import { decodePayload, type DecodedPayload, type RowContent } from '../row-payload.ts';
import type { Sha256 } from '../row-chain.ts';
import type { OrganisationHistory } from './organisation-history.ts';
import { RestoredCheck } from './restored-check.ts';

type Row = Omit<LogRow, 'salts'>;
type Run = NonNullable<RowContent['run']>;
type Entry<Kind extends LedgerEntry['kind']> = Extract<LedgerEntry, { kind: Kind }>;

export class DocumentCheck {
	readonly name: ConversationName;
	epoch = 0;
	ledgerLength = 0;
	ledgerTime = 0;
	/** The volume that follows, once it is open. */
	nextVolume: number | null = null;
	readonly #history: OrganisationHistory | undefined;
	#sealed = false;
	#organisationRows = 0;
	readonly #members: string[] = [];
	/** By the writer's number. */
	readonly #writers: number[] = [];
	readonly #writerOf = new Map<number, number>();
	readonly #next = new Map<number, number>();
	/** What is gone, as `client:clock`, with its row, until an erasure names it (SPEC G7). */
	readonly #unnamed = new Map<string, number>();
	/** What is sealed may be gone or not. */
	readonly #sealedRefs = new Set<string>();
	/** Values that were erased by legal request. */
	erased = 0;
	readonly restored: RestoredCheck;
	#leavesOf: () => readonly Uint8Array[] = () => [];

	/** @param history undefined when no organisation's log names the conversation */
	constructor(name: ConversationName, history: OrganisationHistory | undefined, sha256: Sha256) {
		this.name = name;
		this.#history = history;
		this.restored = new RestoredCheck(sha256);
	}

	/**
	 * Reads the next row, whose chain was verified. What is wrong with it, in words; null for nothing.
	 * @param leavesOf hashes of its events, asked for when it was given back
	 * @param payload the row's, of who has decoded it already
	 * @param sealed its payload is the header alone, its events are not to be had (SPEC E3): what they say is not judged
	 */
	take(
		row: Row,
		leavesOf: () => readonly Uint8Array[],
		sealed = false,
		payload = decodePayload(row.payload),
	): string | null {
		this.#sealed = sealed;
		this.#leavesOf = leavesOf;
		const entries: LedgerEntry[] = [];
		for (const stored of payload.entries) {
			const entry = parseEntry(stored);
			if (!entry) return 'it holds a ledger entry of an unknown form';
			entries.push(entry);
		}
		return this.#place(row, payload) ?? this.#judge(row, entries, payload) ?? this.#timed(row, entries);
	}

	/** No row follows. What is gone without an erasure that names it (SPEC G7); null for nothing. */
	finish(): { row: number; words: string } | null {
		const rows = [...this.#unnamed.values()];
		if (rows.length === 0) return null;
		return { row: Math.min(...rows), words: 'some of its content is gone, and no erasure names it' };
	}

	/** Its place in the ledger, and in the organisation's log. */
	#place(row: Row, { epoch, position, organisationRows }: DecodedPayload): string | null {
		if (organisationRows < this.#organisationRows)
			return `it was judged by row ${organisationRows} of the organisation's log, after one that was judged by row ${this.#organisationRows}`;
		if (this.#history && organisationRows > this.#history.rows)
			return `it was judged by ${organisationRows} rows of the organisation's log, which has ${this.#history.rows}`;
		this.#organisationRows = organisationRows;
		if (row.kind === 'epoch') {
			if (epoch <= this.epoch || position !== 0) return `it begins epoch ${epoch} after epoch ${this.epoch}`;
		} else if (epoch !== this.epoch || position !== this.ledgerLength)
			return `its entries stand at ${position} of ledger ${epoch}, where ${this.ledgerLength} of ledger ${this.epoch} is next`;
		return null;
	}

	#judge(row: Row, entries: readonly LedgerEntry[], payload: DecodedPayload): string | null {
		const { run, erased, organisationRows: rows } = payload;
		const mayBeErased = row.kind === 'run' || row.kind === 'restored' || row.kind === 'refused';
		if (erased.length > 0 && !mayBeErased) return 'content is gone that nobody may erase';
		if (payload.left) return 'other content stands in the place of its own';
		switch (row.kind) {
			case 'run':
			case 'system':
			case 'restored':
			case 'refused':
				return run ? this.#judgeRun(row, entries, run, payload) : 'it has no run';
			case 'restore':
				return this.#judgeGiver(row, entries, run, rows);
			case 'erase':
				return this.#judgeErasure(row, entries, run, rows);
			case 'epoch':
			case 'redact':
			case 'volume':
			case 'late':
				if (row.user !== SYSTEM_USER || row.device !== 0) return 'it is not by the relay';
				return run || entries.length === 0
					? 'it is no entry of the relay'
					: this.#judgeOwn(row, entries, payload.epoch);
			default:
				return `a conversation has no rows of the kind ${row.kind}`;
		}
	}

	/** What the relay itself entered. */
	#judgeOwn(row: Row, entries: readonly LedgerEntry[], epoch: number): string | null {
		const expected = { epoch: 'epoch', redact: 'redacted', volume: 'volume', late: 'late' }[
			row.kind as string
		];
		const single = row.kind === 'epoch' || row.kind === 'volume';
		if (entries.some(({ kind }) => kind !== expected) || (single && entries.length > 1))
			return 'its ledger entries are of another kind than the row';
		for (const entry of entries) {
			const fault = this.#judgeOwnEntry(entry, row, epoch);
			if (fault) return fault;
		}
		return null;
	}

	#judgeOwnEntry(entry: LedgerEntry, row: Row, epoch: number): string | null {
		switch (entry.kind) {
			case 'epoch':
				if (entry.previous !== this.epoch || entry.cut !== this.ledgerLength || entry.at !== row.receivedAt)
					return `its epoch does not follow epoch ${this.epoch} after ${this.ledgerLength} entries`;
				this.epoch = epoch;
				this.ledgerLength = 0;
				this.ledgerTime = entry.at;
				return null;
			case 'redacted': {
				const client = this.#writers[entry.writer];
				const isStored = client !== undefined && entry.clock + entry.length <= this.#nextOf(client);
				return isStored ? null : 'it redacts what was not stored';
			}
			case 'volume':
				if (entry.next !== this.name.volume + 1 || this.nextVolume !== null)
					return 'it opens a volume that is not the next';
				this.nextVolume = entry.next;
				return null;
			case 'late':
				return entry.volume < this.name.volume ? null : 'it names a volume that is not an older one';
			default:
				return 'it is no entry of the relay';
		}
	}

	/** SPEC G3, G7. */
	#judgeErasure(row: Row, entries: readonly LedgerEntry[], run: Run | null, rows: number): string | null {
		if (row.user !== SYSTEM_USER || row.device !== 0) return 'it is not by the relay';
		const [first] = entries;
		if (first?.kind !== 'erased') return 'its ledger entries are of another kind than the row';
		const { request } = first;
		const approved = this.#history?.approvedErasure(request, rows);
		if (!approved)
			return `it erases by request ${request}, which two people of the organisation did not ask for and approve`;
		let erased = 0;
		for (const entry of entries) {
			if (entry.kind !== 'erased' || entry.request !== request)
				return 'its ledger entries are of another kind than the row';
			const fault = this.#nameErased(entry);
			if (fault) return fault;
			erased += entry.length;
		}
		this.erased += erased;
		if (this.#sealed) return null;
		const record = run?.client === 0 && run.count === 1 ? decodeErasure(run.values) : undefined;
		const isSame =
			record?.erase === request &&
			record.by === approved.by &&
			record.and === approved.and &&
			record.rows.reduce((sum, count, i) => (i % 3 === 2 ? sum + count : sum), 0) === erased;
		return isSame ? null : 'it says otherwise than its ledger entries what was erased, or by whom';
	}

	#nameErased({ writer, clock, length }: Entry<'erased'>): string | null {
		const client = this.#writers[writer];
		if (client === undefined || clock + length > this.#nextOf(client)) return 'it erases what was not stored';
		for (let at = clock; at < clock + length; at++) {
			const ref = `${client}:${at}`;
			if (!this.#unnamed.delete(ref) && !this.#sealedRefs.has(ref))
				return `it erases clock ${at} of client ${client}, which is still there`;
		}
		return null;
	}

	#judgeRun(
		row: Row,
		entries: readonly LedgerEntry[],
		run: Run,
		{ erased, organisationRows: rows }: DecodedPayload,
	): string | null {
		const last = entries.at(-1);
		const isRestored = row.kind === 'restored';
		const isRun = last?.kind === 'run' && isRestored === (last.at !== undefined) && row.kind !== 'refused';
		const isSpent = last?.kind === 'refused' && (isRestored || row.kind === 'refused');
		if (!isRun && !isSpent) return 'its last ledger entry does not name its run';
		for (const entry of entries.slice(0, -1)) {
			const fault = this.#introduce(entry, row, run);
			if (fault) return fault;
		}
		for (const value of erased) this.#unnamed.set(`${run.client}:${run.clock + value}`, row.seq);
		if (this.#sealed)
			for (let i = 0; i < run.count; i++) this.#sealedRefs.add(`${run.client}:${run.clock + i}`);
		const gone = new Set(erased);
		const fault = this.#sameRun(last, run, gone);
		if (fault) return fault;
		return isRestored ? this.#provedRestored(row, run, last, rows) : this.#entitled(row, run, rows, gone);
	}

	#introduce(entry: LedgerEntry, row: Row, run: Run): string | null {
		if (entry.kind === 'member') {
			if (entry.user !== row.user || this.#members.includes(entry.user))
				return `it introduces ${entry.user} in a row of ${row.user}`;
			this.#members.push(entry.user);
			return null;
		}
		if (entry.kind !== 'writer') return 'it holds entries that are not of its run';
		if (
			entry.client !== run.client ||
			this.#writerOf.has(entry.client) ||
			this.#members[entry.member] !== row.user
		)
			return `it introduces client ${entry.client} as that of ${this.#members[entry.member] ?? 'nobody'}`;
		this.#writerOf.set(entry.client, this.#writers.length);
		this.#writers.push(entry.client);
		return null;
	}

	/** The ledger's words for the run are those of the run. */
	#sameRun(entry: Entry<'run' | 'refused'>, run: Run, gone: ReadonlySet<number>): string | null {
		if (this.#writers[entry.writer] !== run.client) return 'its ledger entry names another client';
		if (entry.clock !== run.clock || entry.length !== run.length)
			return 'its ledger entry names other clocks';
		const next = this.#nextOf(run.client);
		if (run.clock !== next)
			return `its run begins at clock ${run.clock} of client ${run.client}, where ${next} is next`;
		if (run.count !== run.length && (entry.kind !== 'refused' || run.count !== 0))
			return 'its run has not all its events';
		const isWhole = gone.size === 0 && !this.#sealed;
		if (entry.kind === 'run' && isWhole && entry.digest !== digestBytes(run.values))
			return 'its ledger entry has the digest of other events';
		this.#next.set(run.client, run.clock + run.length);
		return null;
	}

	/** SPEC P9: who may write here may give rows back. */
	#judgeGiver(row: Row, entries: readonly LedgerEntry[], run: Run | null, rows: number): string | null {
		const last = entries.at(-1);
		if (last?.kind !== 'giver' || entries.length > 2) return 'its ledger entry does not say who gives';
		const [member] = entries.length === 2 ? entries : [];
		if (member && (member.kind !== 'member' || member.user !== row.user || this.#members.includes(row.user)))
			return 'it introduces somebody else than who gives';
		if (member) this.#members.push(row.user);
		if (this.#members[last.member] !== row.user) return 'its ledger entry says that somebody else gives';
		const owner = this.#history?.ownerOf(row.device, rows);
		if (row.device !== 0 && owner !== row.user)
			return `it is by ${row.user} on device ${row.device}, which was leased to ${owner ?? 'nobody'}`;
		if (run?.client !== 0 || run.count !== run.length) return 'it brings no receipts';
		return this.#membership(row.user, rows) ?? this.restored.takeProofs(row, run.values);
	}

	/** SPEC P10. */
	#provedRestored(row: Row, run: Run, entry: Entry<'run' | 'refused'>, rows: number): string | null {
		const { user, device } = row;
		if (deviceOf(run.client) !== device)
			return `it is of device ${device}, in the log of client ${run.client}`;
		const owner = this.#history?.ownerOf(device, rows);
		if (owner !== undefined && owner !== user)
			return `it is by ${user} on device ${device}, which was leased to ${owner}`;
		const isErased = () => this.#history?.hasErasure(row.document, user, rows) ?? false;
		return this.restored.judge(row, run.client, entry, this.#leavesOf(), isErased);
	}

	/** SPEC C4, R2, R4, R7: by the organisation's log as it stood. */
	#entitled(row: Row, run: Run, rows: number, gone: ReadonlySet<number>): string | null {
		const { user, device } = row;
		if (deviceOf(run.client) !== device)
			return `it is of device ${device}, in the log of client ${run.client}`;
		if (row.kind === 'system' || user === SYSTEM_USER || device === SYSTEM_DEVICE) {
			if (row.kind !== 'system' || user !== SYSTEM_USER || device !== SYSTEM_DEVICE)
				return 'it is by the system in part';
			if (this.#sealed) return null;
			const events = this.#eventsOf(run, gone);
			if (!events?.every((event) => event.k === 's')) return 'its events are not those of the system';
			return (
				events.map((event) => this.#faultOfAutoReply(event, rows)).find((fault) => fault !== null) ?? null
			);
		}
		const history = this.#history;
		if (!history) return 'its author is in no organisation that knows the conversation';
		const owner = history.ownerOf(device, rows);
		if (owner !== user)
			return `it is by ${user} on device ${device}, which was leased to ${owner ?? 'nobody'}`;
		if (history.isRevoked(device, rows)) return `it is by device ${device}, whose lease had ended`;
		const stranger = this.#membership(user, rows);
		if (stranger) return stranger;
		if (row.kind === 'refused' || this.#sealed) return null;
		const events = this.#eventsOf(run, gone);
		if (!events) return 'it holds an event that is none';
		for (const event of events) {
			const fault = faultOfEvent(event, user, history, this.name.conversation, rows);
			if (fault) return fault;
			// SPEC R8; what staff say among themselves is nobody's announcement.
			const isPost = event.k === 'm' && this.name.kind === 'conversation';
			if (isPost && !history.mayPost(this.name.conversation, user, rows))
				return 'it is a new message by somebody who might not post here';
		}
		return null;
	}

	/** SPEC Y2: nobody is made to say what he did not let be said. */
	#faultOfAutoReply({ a, by = '', name = '' }: SystemEvent, rows: number): string | null {
		if (a !== 'auto-replied') return null;
		const history = this.#history;
		if (!history?.isMember(this.name.conversation, by, rows))
			return `it answers for ${by}, who was no member`;
		return history.letSay(by, autoReplyDigest(name), rows)
			? null
			: `it answers for ${by}, who had not set this text`;
	}

	/** SPEC R2. */
	#membership(user: string, rows: number): string | null {
		const { name } = this;
		const history = this.#history;
		if (!history?.hasAccount(user, rows)) return `it is by ${user}, who had no account`;
		if (!history.isMember(name.conversation, user, rows)) return `it is by ${user}, who was no member`;
		return name.kind === 'internal' && !internalRight(history.roleOf(user, rows) ?? '', true)
			? `it is by ${user}, who is none of the staff`
			: null;
	}

	/** Those that are not erased. Undefined when one of them is no event. */
	#eventsOf({ values, count }: Run, gone: ReadonlySet<number>): ConversationEvent[] | undefined {
		const decoder = createDecoder(values);
		const events: ConversationEvent[] = [];
		for (let i = 0; i < count; i++) {
			const value: unknown = readAny(decoder);
			if (gone.has(i)) continue;
			const parsed = parseEvent(value);
			if (!parsed.ok) return undefined;
			events.push(parsed.event);
		}
		return hasContent(decoder) ? undefined : events;
	}

	/** The times between the entries add up to the row's, and the ledger grows by them. */
	#timed(row: Row, entries: readonly LedgerEntry[]): string | null {
		for (const entry of entries) if ('elapsed' in entry) this.ledgerTime += entry.elapsed;
		if (this.ledgerTime !== row.receivedAt) return 'its ledger entries give another time than the row';
		this.ledgerLength += entries.length;
		return null;
	}

	#nextOf(client: number): number {
		return this.#next.get(client) ?? 0;
	}
}

/** SPEC R7: whose event may it change? */
function faultOfEvent(
	event: ConversationEvent,
	user: string,
	history: OrganisationHistory,
	conversation: string,
	rows: number,
): string | null {
	if (event.k === 's') return `it is an event of the system by ${user}`;
	const isOwn = ([client]: readonly [number, ...unknown[]]) =>
		history.ownerOf(deviceOf(client), rows) === user;
	if (event.was && !isOwn(event.was)) return 'it replaces an event of somebody else';
	if (event.k === 'm' && event.fw && history.ownerOf(deviceOf(event.fw[2]), rows) !== event.fw[4])
		return 'it tells somebody else as the author of what it forwards';
	if (event.k === 'e' && !isOwn(event.of)) return "it edits somebody else's message";
	if (event.k !== 'd') return null;
	if (event.mod && !history.moderates(conversation, user, rows))
		return 'it moderates, and its author may not';
	return event.mod || isOwn(event.of) ? null : "it deletes somebody else's message";
}
