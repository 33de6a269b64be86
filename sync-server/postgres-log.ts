/** The log in Postgres (SPEC R10, L): one transaction for everything that waits, committed durably before anybody hears of it. */
import { randomBytes } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { conversationOf, nameOfDocument, organisationLog } from '#lib/protocol/document-name.ts';
import { LOG_CHANNEL } from '#lib/protocol/notifications.ts';
import { commitTogether } from '../drizzle/connect.ts';
import type { Lease } from './access.ts';
import type { ClockRange } from './decode.ts';
import { epochAfterRestore } from './epochs.ts';
import { EMPTY_HEAD, type AppendNeeds, type Appending, type Head } from './log.ts';
import type { Locked, Log, LogRow, Opening, RowKind, StoredRow, StoredSnapshot } from './log.ts';
import { appendedNotifications, notifyVolumes } from './postgres-notify.ts';
import { UnexpectedAnswer } from './rights.ts';
import { draftEpoch } from './row-draft.ts';
import { askRights, membershipsAsked, rightsOf } from './unit-rights.ts';

/** More than a document can have. */
const ALL_ROWS = 2 ** 31 - 1;
const NO_ORGANISATION = '00000000-0000-0000-0000-000000000000';
const FIRST_EPOCH = 'first_epoch';
/** Heads known to exist, so that only a document's first append asks. */
const KNOWN_HEADS = 100_000;

/** What `lock_for_append` answers (drizzle/0012_append_at_once.sql). */
interface LockedRow {
	/** Rows of the organisations' logs. */
	logs: [document: string, seq: number][];
	heads: [document: string, ...HeadFields][];
	leases: [number: number, user: string | null, revoked: boolean][];
	waiting: number[];
}

type HeadFields = [seq: number, hash: string, epoch: number, ledgerLength: number, ledgerTime: number];

export class PostgresLog implements Log {
	readonly #sql: Sql;
	/** Names this relay in its own notifications. */
	readonly relay: string;
	#known = new Set<string>();

	constructor(sql: Sql, relay = randomBytes(8).toString('hex')) {
		this.#sql = sql;
		this.relay = relay;
	}

	async append(needs: AppendNeeds, build: (locked: Locked) => Appending | Promise<Appending>): Promise<void> {
		await this.#makeHeads(needs.documents);
		await commitTogether(this.#sql, async (tx, commit) => {
			const locked = await this.#lock(tx, needs);
			return commit(await write(tx, await build(locked), this.relay));
		});
	}

	/** Outside the transaction, and in one order: two relays that make several would wait for each other. */
	async #makeHeads(documents: AppendNeeds['documents']): Promise<void> {
		const missing = documents.filter(({ document }) => !this.#known.has(document));
		if (missing.length === 0) return;
		await this.#sql`
			insert into document_heads (document, organisation, epoch, seq, hash, ledger_length, ledger_time)
			select d.document, d.organisation, 0, 0, ${EMPTY_HEAD.hash}, 0, 0
			from unnest(${missing.map((one) => one.document)}::text[], ${missing.map((one) => one.organisation)}::uuid[])
				as d(document, organisation)
			order by d.document
			on conflict do nothing`;
		if (this.#known.size > KNOWN_HEADS) this.#known.clear();
		for (const { document } of missing) this.#known.add(document);
	}

	async #lock(tx: TransactionSql, needs: AppendNeeds): Promise<Locked> {
		const documents = needs.documents.map(({ document }) => document);
		const { conversations, users } = membershipsAsked(needs.rights);
		const logs = [
			...new Set(needs.documents.map(({ organisation }) => organisationLog(organisation))),
		].sort();
		// Sent together: the questions for rights stand behind the locks.
		const [[answer], rights, textRights] = await Promise.all([
			tx<{ locked: LockedRow }[]>`
				select lock_for_append(${logs}::text[], ${documents}::text[], ${conversations}::uuid[], ${users}::uuid[],
					${needs.devices.slice()}::bigint[], ${needs.outbox.slice()}::bigint[]) as locked`,
			...askRights(tx, needs.rights),
		]);
		const { heads, leases, ...found } = answer!.locked;
		// Of what is not in the tables there is an answer too.
		if (leases.length !== needs.devices.length) throw new UnexpectedAnswer('leases');
		const headOf = new Map(heads.map(([document, ...head]) => [document, toHead(head)]));
		const isNew = documents.some((document) => (headOf.get(document)?.epoch ?? 0) === 0);
		const leaseOf = new Map<number, Lease>();
		for (const [number, user, revoked] of leases) if (user !== null) leaseOf.set(number, { user, revoked });
		leaseOf.set(SYSTEM_DEVICE, { user: SYSTEM_USER, revoked: false });
		const waiting = new Set(found.waiting);
		const rowsOf = new Map(found.logs);
		return {
			firstEpoch: isNew ? await readFirstEpoch(tx) : 1,
			organisationRows: (organisation) => rowsOf.get(organisationLog(organisation)) ?? 0,
			head: (document) => {
				const head = headOf.get(document);
				if (!head) throw new Error(`${document} is not locked`);
				return head;
			},
			rows: (document, fromSeq) => readRows(tx, document, fromSeq),
			rowsAt: (document, seqs) => readRows(tx, document, 0, seqs),
			right: rightsOf(needs.rights, rights, textRights),
			lease: (device) => leaseOf.get(device),
			isWaiting: (id) => waiting.has(id),
		};
	}

	rows(document: string, fromSeq: number): Promise<StoredRow[]> {
		return readRows(this.#sql, document, fromSeq);
	}

	async head(document: string): Promise<Head> {
		const [head] = await this.#sql<Head[]>`
			select seq::float8, hash, epoch, ledger_length as "ledgerLength", ledger_time::float8 as "ledgerTime"
			from document_heads where document = ${document}`;
		return head ?? EMPTY_HEAD;
	}

	async open(document: string): Promise<Opening> {
		// A snapshot that names another row than stands there is none of this document.
		const [[snapshot], erased] = await Promise.all([
			this.#sql<StoredSnapshot[]>`
			select s.document, s.seq::float8, s.row_hash as "rowHash", s.hash, s.made_at::float8 as "madeAt", b.bytes
			from log_snapshots s
			join log_snapshot_bytes b on b.document = s.document and b.seq = s.seq
			join log_rows r on r.document = s.document and r.seq = s.seq - 1 and r.hash = s.row_hash
			where s.document = ${document} order by s.seq desc limit 1`,
			this.#sql<ClockRange[]>`
				select client::float8, clock::float8, length from erased_events where document = ${document}`,
		]);
		return { snapshot, rows: await this.rows(document, snapshot?.seq ?? 0), erased };
	}

	async snapshotBasis(document: string, seq: number): Promise<{ rowHash: Uint8Array; newest: number }> {
		const [row] = await this.#sql<{ rowHash: Uint8Array; newest: number }[]>`
			select hash as "rowHash", coalesce((
				select max(s.seq) from log_snapshots s where s.document = r.document), 0)::float8 as newest
			from log_rows r where document = ${document} and seq = ${seq}`;
		return row!;
	}

	async keepSnapshot(snapshot: StoredSnapshot): Promise<void> {
		const { document, seq, rowHash, hash, bytes, madeAt } = snapshot;
		await this.#sql.begin(async (tx) => {
			// An erasure that commits meanwhile has not seen this one, which holds what it took (SPEC G5): one of them waits for the other.
			await tx`select 1 from document_heads where document = ${document} for share`;
			await tx`
				with made as (
					insert into log_snapshots (document, seq, row_hash, hash, size, made_at)
					select ${document}, ${seq}::bigint, ${rowHash}::bytea, ${hash}::bytea, ${bytes.length}::int, ${madeAt}::bigint
					where not exists (select from log_rows where document = ${document} and seq >= ${seq} and kind = 'erase')
					on conflict do nothing returning document, seq)
				insert into log_snapshot_bytes (document, seq, bytes) select document, seq, ${bytes}::bytea from made`;
		});
	}

	audit(document: string, fromSeq = 0, limit = ALL_ROWS): Promise<LogRow[]> {
		return this.#sql<LogRow[]>`
			select r.document, r.seq::float8, r.prev, r.hash, r.kind, r.user_id as user, r.device::float8,
				r.received_at::float8 as "receivedAt", r.payload_hash as "payloadHash", p.payload, p.salts
			from log_rows r join log_payloads p using (document, seq)
			where r.document = ${document} and r.seq >= ${fromSeq} order by r.seq limit ${limit}`;
	}

	async seqAt(document: string, time: number): Promise<number> {
		// A document's times never go back.
		const [row] = await this.#sql<{ seq: number }[]>`
			select seq::float8 from log_rows where document = ${document} and received_at >= ${time} order by seq limit 1`;
		return row?.seq ?? (await this.head(document)).seq;
	}

	async beginEpoch(document: string, now: number, known = 0): Promise<number> {
		const name = nameOfDocument(document);
		const conversation = name && conversationOf(name);
		const [owner] = conversation
			? await this.#sql<{ organisation: string }[]>`
				select organisation from conversations where id = ${conversation}`
			: [];
		const organisation = owner?.organisation ?? NO_ORGANISATION;
		let begun = 0;
		const documents = [{ document, organisation }];
		await this.append({ documents, rights: [], devices: [], outbox: [] }, (locked) => {
			const head = locked.head(document);
			begun = epochAfterRestore(now, Math.max(head.epoch, locked.firstEpoch - 1, known));
			const place = { epoch: begun, organisationRows: locked.organisationRows(organisation) };
			const draft = draftEpoch(document, head, place, now, randomBytes);
			return { rows: draft.rows, heads: [{ document, head: draft.head }], volumes: [], outbox: [] };
		});
		return begun;
	}

	/**
	 * After a restore of the whole database, before any relay runs on it. Returns the first epoch of documents that are made from now on.
	 * @param known the highest epoch that the operator knows to have been begun, if he restores one backup again within four hours (epochs.ts)
	 */
	async beginEpochs(now: number, known = 0): Promise<number> {
		const heads = await this.#sql<{ document: string }[]>`
			select document from document_heads where seq > 0 and (document like 'c/%' or document like 'i/%') order by document`;
		const before = Math.max(known, await this.#sql.begin((tx) => readFirstEpoch(tx)));
		let first = epochAfterRestore(now, before);
		for (const { document } of heads) first = Math.max(first, await this.beginEpoch(document, now, before));
		await this.#sql`
			insert into server_state (name, value) values (${FIRST_EPOCH}, to_jsonb(${first}::int))
			on conflict (name) do update set value = excluded.value`;
		return first;
	}
}

function toHead([seq, hash, epoch, ledgerLength, ledgerTime]: HeadFields): Head {
	return { seq, hash: Buffer.from(hash, 'hex'), epoch, ledgerLength, ledgerTime };
}

async function readFirstEpoch(tx: TransactionSql): Promise<number> {
	const [row] = await tx<{ value: unknown }[]>`select value from server_state where name = ${FIRST_EPOCH}`;
	return typeof row?.value === 'number' ? row.value : 1;
}

async function readRows(
	sql: Sql | TransactionSql,
	document: string,
	fromSeq: number,
	only: readonly number[] | null = null,
): Promise<StoredRow[]> {
	return sql<(StoredRow & { kind: RowKind })[]>`
		select r.seq::float8, r.kind, r.user_id as user, r.device::float8, r.received_at::float8 as "receivedAt", p.payload
		from log_rows r join log_payloads p using (document, seq)
		where r.document = ${document} and r.seq >= ${fromSeq} ${only ? sql`and r.seq = any(${[...only]}::bigint[])` : sql``}
		order by r.seq`;
}

/** Returns what is sent and not answered yet: the commit goes with it. */
async function write(
	tx: TransactionSql,
	{ rows, heads, volumes, outbox, erased, rewritten }: Appending,
	relay: string,
): Promise<Promise<unknown>[]> {
	const statements: Promise<unknown>[] = [];
	const send = (statement: PromiseLike<unknown>) => void statements.push(Promise.resolve(statement));
	if (heads.length > 0) {
		const starts: number[] = [];
		let start = 1;
		for (const { payload, salts } of rows) {
			starts.push(start);
			start += payload.length + salts.length;
		}
		const documents = heads.map(({ document }) => document);
		send(tx`
			select append_rows(${rows.map(({ document }) => document)}::text[], ${rows.map(({ seq }) => seq)}::bigint[],
				${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ user }) => user)}::text[],
				${rows.map(({ device }) => device)}::bigint[], ${rows.map(({ receivedAt }) => receivedAt)}::bigint[],
				${Buffer.concat(rows.flatMap(({ prev, hash, payloadHash }) => [prev, hash, payloadHash]))}::bytea, ${starts}::int[],
				${rows.map(({ payload }) => payload.length)}::int[], ${rows.map(({ salts }) => salts.length)}::int[],
				${Buffer.concat(rows.flatMap(({ payload, salts }) => [payload, salts]))}::bytea, ${documents}::text[],
				${heads.map(({ head }) => head.epoch)}::int[], ${heads.map(({ head }) => head.seq)}::bigint[],
				${heads.map(({ head }) => head.ledgerLength)}::int[], ${heads.map(({ head }) => head.ledgerTime)}::bigint[],
				${Buffer.concat(heads.map(({ head }) => head.hash))}::bytea, ${LOG_CHANNEL}, ${appendedNotifications(relay, documents)}::text[])`);
	}
	if (erased && erased.length > 0) {
		// Not when the search is next read, but now: it is made anew of what is left (SPEC F4).
		const documents = erased.map(({ document }) => document);
		send(tx`delete from search_heads where document = any(${documents})`);
		send(tx`delete from search_entries where document = any(${documents})`);
	}
	for (const { organisation, request, document, seq, eraseSeq, ends, values } of erased ?? [])
		send(tx`
			select erase_values(${organisation}, ${request}, ${document}, ${seq}, ${eraseSeq}, ${[...ends]}::int[],
				${values.map((value) => value + 1)}::int[])`);
	for (const { document, seq, by, request, headerEnd, salt, value } of rewritten ?? [])
		send(tx`
			select rewrite_text(${request?.organisation ?? null}, ${request?.number ?? null}, ${document}, ${seq}, ${by}, ${headerEnd}, ${salt}, ${value})`);
	if (outbox.length > 0)
		send(tx`update outbox set appended_at = now() where id = any(${[...outbox]}::bigint[])`);
	if (volumes.length > 0) await notifyVolumes(tx, volumes);
	return statements;
}
