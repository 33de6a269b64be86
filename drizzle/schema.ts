/**
 * The tables. Every key leads with the organisation or the document, so that they distribute over an engine such as Citus unchanged.
 * Times of the log are integers in ms, because they are hashed; the others are timestamps.
 */
import { sql } from 'drizzle-orm';
import {
	bigint,
	bigserial,
	boolean,
	customType,
	index,
	integer,
	json,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const created = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const at = (name: string) => timestamp(name, { withTimezone: true });

export const organisations = pgTable('organisations', {
	id: uuid().primaryKey(),
	name: text().notNull(),
	settings: jsonb().notNull().default({}),
	createdAt: created(),
});

export const users = pgTable(
	'users',
	{
		organisation: uuid().notNull(),
		id: uuid().notNull(),
		email: text().notNull(),
		name: text().notNull(),
		role: text().notNull(),
		/** What they do, in their own words; may be empty. */
		title: text().notNull().default(''),
		/** A name of the tz database; null where the browser's own counts. */
		timeZone: text('time_zone'),
		/** SHA-256 of the picture, in hex (`photos`); null without one. */
		photo: text(),
		passwordHash: text('password_hash').notNull(),
		/** Somebody else chose the password and knows it: it must be changed before anything else. */
		passwordTemporary: boolean('password_temporary').notNull().default(false),
		createdAt: created(),
		closedAt: at('closed_at'),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.id] }),
		uniqueIndex('users_id').on(table.id),
		uniqueIndex('users_email').on(sql`lower(${table.email})`),
	],
);

/** Sign-ins of browsers. Only a hash of the id is stored, so a dump of the table opens nothing. */
/** Pictures of people, by their content. */
export const photos = pgTable(
	'photos',
	{
		organisation: uuid().notNull(),
		/** SHA-256 in hex. */
		hash: text().notNull(),
		/** Its media type, by its content. */
		type: text().notNull(),
		bytes: bytea().notNull(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.hash] })],
);

export const sessions = pgTable(
	'sessions',
	{
		idHash: text('id_hash').primaryKey(),
		organisation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		/** The device that this browser profile registered, once it has. */
		device: bigint({ mode: 'number' }),
		userAgent: text('user_agent').notNull().default(''),
		createdAt: created(),
		seenAt: at('seen_at').notNull().defaultNow(),
		expiresAt: at('expires_at').notNull(),
	},
	(table) => [index('sessions_user').on(table.user)],
);

/** Leases of client ids (SPEC C2). A number is never leased twice, so rows stay for ever. */
export const devices = pgTable(
	'devices',
	{
		number: bigint({ mode: 'number' }).primaryKey(),
		organisation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		name: text().notNull(),
		/** Raw Ed25519 public key; null for devices that hold none. */
		publicKey: bytea('public_key'),
		/** SHA-256 of a third-party client's token; browsers have sessions instead. */
		tokenHash: text('token_hash'),
		createdAt: created(),
		revokedAt: at('revoked_at'),
	},
	(table) => [index('devices_user').on(table.user), uniqueIndex('devices_token').on(table.tokenHash)],
);

/** The server's secrets and counters: the key of the device permutation, the device sequence. */
export const serverState = pgTable('server_state', {
	name: text().primaryKey(),
	value: jsonb().notNull(),
});

export const invitations = pgTable('invitations', {
	tokenHash: text('token_hash').primaryKey(),
	organisation: uuid().notNull(),
	role: text().notNull(),
	/** Null: made at the server's command line, for the first owner. */
	createdBy: uuid('created_by'),
	/** For whom it is meant, if that was said: fills the form, decides nothing. */
	email: text().notNull().default(''),
	name: text().notNull().default(''),
	createdAt: created(),
	expiresAt: at('expires_at').notNull(),
	usedAt: at('used_at'),
	usedBy: uuid('used_by'),
});

export const conversations = pgTable(
	'conversations',
	{
		organisation: uuid().notNull(),
		id: uuid().notNull(),
		kind: text().notNull(),
		visibility: text().notNull(),
		channel: boolean().notNull().default(false),
		name: text().notNull().default(''),
		topic: text().notNull().default(''),
		/** Who writes new messages, `all` or `admins` (SPEC R8). */
		posting: text().notNull().default('all'),
		/** The newest volume; raised by the relay (SPEC D11). */
		volume: integer().notNull().default(0),
		/** The newest volume of its internal documents, likewise (SPEC X1). */
		internalVolume: integer('internal_volume').notNull().default(0),
		/** Of a direct message: its two people may not write to each other (SPEC V3). Follows from `contacts`, `blocks` and the setting. */
		apart: boolean().notNull().default(false),
		createdBy: uuid('created_by').notNull(),
		createdAt: created(),
		closedAt: at('closed_at'),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.id] }),
		uniqueIndex('conversations_id').on(table.id),
		uniqueIndex('conversations_channel_name')
			.on(table.organisation, table.name)
			.where(sql`channel and closed_at is null`),
	],
);

/** Tries of a sign-in, per account and per address: the columns are those of rate-limiter-flexible, times in ms. */
export const rateLimits = pgTable('rate_limits', {
	key: text().primaryKey(),
	points: integer().notNull().default(0),
	expire: bigint({ mode: 'number' }),
});

/** Current and past memberships; the one that stands has no `ended_at`. */
export const memberships = pgTable(
	'memberships',
	{
		organisation: uuid().notNull(),
		conversation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		role: text().notNull().default('MEMBER'),
		since: at('since').notNull().defaultNow(),
		endedAt: at('ended_at'),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.conversation, table.user, table.since] }),
		uniqueIndex('memberships_current')
			.on(table.conversation, table.user)
			.where(sql`ended_at is null`),
		index('memberships_user')
			.on(table.user)
			.where(sql`ended_at is null`),
	],
);

export const readPositions = pgTable(
	'read_positions',
	{
		organisation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		conversation: uuid().notNull(),
		mark: integer().notNull().default(0),
		volume: integer().notNull().default(0),
		position: integer().notNull().default(-1),
		/** The last steps to here, each a volume, a position and when it came in ms, 0 for unknown. */
		steps: bigint({ mode: 'number' })
			.array()
			.notNull()
			.default(sql`'{}'`),
		/** Notifications of this conversation are off, by the person himself. */
		muted: boolean().notNull().default(false),
		/** It stands first in his list. */
		pinned: boolean().notNull().default(false),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.user, table.conversation] }),
		index('read_positions_conversation').on(table.organisation, table.conversation),
	],
);

/** How far a person's devices have a volume on their disks: the furthest of them (SPEC W11). */
export const heldPositions = pgTable(
	'held_positions',
	{
		organisation: uuid().notNull(),
		conversation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		volume: integer().notNull(),
		position: integer().notNull(),
		/** As of read positions. */
		steps: bigint({ mode: 'number' }).array().notNull(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.conversation, table.volume, table.user] })],
);

/** Commands with their outcomes; the primary key makes them idempotent. */
export const commands = pgTable(
	'commands',
	{
		organisation: uuid().notNull(),
		id: uuid().notNull(),
		user: uuid('user_id').notNull(),
		body: jsonb().notNull(),
		outcome: jsonb().notNull(),
		receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.id] })],
);

/** System events that a command caused, for a relay to append to the conversation (design section 1). */
export const outbox = pgTable(
	'outbox',
	{
		id: bigserial({ mode: 'number' }).primaryKey(),
		organisation: uuid().notNull(),
		conversation: uuid().notNull(),
		/** A SystemEvent of domain/events.ts. `json`, since `jsonb` would not keep the order of its keys (SPEC D3). */
		event: json().notNull(),
		createdAt: created(),
		appendedAt: at('appended_at'),
	},
	(table) => [
		index('outbox_waiting')
			.on(table.id)
			.where(sql`appended_at is null`),
	],
);

/** Articles and templates that are being written together (SPEC X3): which there are, and whose own each is. */
export const textDocuments = pgTable(
	'text_documents',
	{
		organisation: uuid().notNull(),
		/** `k/<article>` or `t/<template>` */
		document: text().notNull(),
		owner: uuid().notNull(),
		createdAt: created(),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.document] }),
		uniqueIndex('text_documents_document').on(table.document),
	],
);

/** Where each document's chain stands. Locked while appending. */
export const documentHeads = pgTable('document_heads', {
	document: text().primaryKey(),
	organisation: uuid().notNull(),
	epoch: integer().notNull(),
	/** Number of rows: the next seq. */
	seq: bigint({ mode: 'number' }).notNull(),
	hash: bytea().notNull(),
	/** Entries in the newest epoch's ledger. */
	ledgerLength: integer('ledger_length').notNull(),
	/** The ledger's clock: the time of its last entry, ms. */
	ledgerTime: bigint('ledger_time', { mode: 'number' }).notNull(),
});

/** The hash-chained log (SPEC L1). Insert and select only; triggers refuse the rest. */
export const logRows = pgTable(
	'log_rows',
	{
		document: text().notNull(),
		seq: bigint({ mode: 'number' }).notNull(),
		prev: bytea().notNull(),
		hash: bytea().notNull(),
		kind: text().notNull(),
		user: text('user_id').notNull(),
		device: bigint({ mode: 'number' }).notNull(),
		receivedAt: bigint('received_at', { mode: 'number' }).notNull(),
		payloadHash: bytea('payload_hash').notNull(),
	},
	(table) => [primaryKey({ columns: [table.document, table.seq] })],
);

/** What the rows hold, apart from the chain, so that a legal erasure can take it and leave the chain whole (SPEC L2). */
export const logPayloads = pgTable(
	'log_payloads',
	{
		document: text().notNull(),
		seq: bigint({ mode: 'number' }).notNull(),
		payload: bytea().notNull(),
		salts: bytea().notNull(),
	},
	(table) => [primaryKey({ columns: [table.document, table.seq] })],
);

/** What the rows of a document before `seq` come to (SPEC L12): made of them, and held against them. Insert and select only, as the log. */
export const logSnapshots = pgTable(
	'log_snapshots',
	{
		document: text().notNull(),
		/** Number of rows that it covers. */
		seq: bigint({ mode: 'number' }).notNull(),
		/** Hash of the last of these. */
		rowHash: bytea('row_hash').notNull(),
		/** SHA-256 of the bytes. */
		hash: bytea().notNull(),
		/** How many bytes. */
		size: integer().notNull(),
		/** ms since 1970 */
		madeAt: bigint('made_at', { mode: 'number' }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.document, table.seq] })],
);

/** The bytes of the snapshots, apart from their hashes as the payloads are from the rows. */
export const logSnapshotBytes = pgTable(
	'log_snapshot_bytes',
	{
		document: text().notNull(),
		seq: bigint({ mode: 'number' }).notNull(),
		bytes: bytea().notNull(),
	},
	(table) => [primaryKey({ columns: [table.document, table.seq] })],
);

/** Signed checkpoints over all heads (SPEC L9). Insert and select only, as the log. */
export const checkpoints = pgTable('checkpoints', {
	/** 1, 2, … */
	number: bigint({ mode: 'number' }).primaryKey(),
	/** JSON, byte for byte as it was signed. */
	body: text().notNull(),
	/** The list of changed documents whose hash the body holds, byte for byte; null in format 1, which holds it itself. */
	changed: text(),
	/** The public key, SPKI in base64. */
	key: text().notNull(),
	signature: bytea().notNull(),
});

/** Where the documents stood at the newest checkpoint. */
export const checkpointHeads = pgTable('checkpoint_heads', {
	document: text().primaryKey(),
	seq: bigint({ mode: 'number' }).notNull(),
	hash: bytea().notNull(),
});

/** Where a document stood at each checkpoint at which it had moved, with the way to that checkpoint's root: so that an old one proves itself. Append-only. */
export const checkpointStands = pgTable(
	'checkpoint_stands',
	{
		document: text().notNull(),
		/** Number of rows. */
		rows: bigint({ mode: 'number' }).notNull(),
		checkpoint: bigint({ mode: 'number' }).notNull(),
		/** Of the last row. */
		hash: bytea().notNull(),
		/** protocol/evidence/checkpoint-statement.ts */
		path: bytea().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.document, table.checkpoint] }),
		index('checkpoint_stands_checkpoint').on(table.checkpoint),
	],
);

/** Refusals and other events that a supervisor should be able to see. Codes and ids, never contents. */
export const securityEvents = pgTable(
	'security_events',
	{
		id: bigserial({ mode: 'number' }).primaryKey(),
		organisation: uuid(),
		user: uuid('user_id'),
		device: bigint({ mode: 'number' }),
		document: text(),
		code: text().notNull(),
		/** True when an unmodified client cannot cause it. */
		alert: boolean().notNull().default(false),
		/** Of the first. */
		at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
		/** The same again within a minute is counted, not told again (SPEC S2). */
		minute: timestamp({ withTimezone: true })
			.notNull()
			.default(sql`date_trunc('minute', now())`),
		count: integer().notNull().default(1),
	},
	(table) => [
		index('security_events_organisation').on(table.organisation, table.id),
		unique('security_events_minute')
			.on(table.organisation, table.user, table.device, table.document, table.code, table.minute)
			.nullsNotDistinct(),
	],
);

/** Requests for an erasure (SPEC G1). Insert and select only, as everything about erasures. */
export const erasureRequests = pgTable(
	'erasure_requests',
	{
		organisation: uuid().notNull(),
		/** 1, 2, … in each organisation. */
		number: integer().notNull(),
		/** The message; null when a person's texts are asked for. */
		document: text(),
		client: bigint({ mode: 'number' }),
		clock: bigint({ mode: 'number' }),
		/** The person. */
		user: uuid('user_id'),
		reason: text().notNull(),
		reference: text().notNull(),
		requestedBy: uuid('requested_by').notNull(),
		requestedAt: at('requested_at').notNull().defaultNow(),
		/** Of a forward: the request for the message whose words it has (SPEC G12). */
		forwardOf: integer('forward_of'),
		/** After a restore, by the owner of the tables: the accounts of then are lost (SPEC G9). */
		again: boolean().notNull().default(false),
		expiresAt: at('expires_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.number] })],
);

export const erasureDecisions = pgTable(
	'erasure_decisions',
	{
		organisation: uuid().notNull(),
		number: integer().notNull(),
		approved: boolean().notNull(),
		decidedBy: uuid('decided_by').notNull(),
		decidedAt: at('decided_at').notNull().defaultNow(),
		/** As of the request. */
		again: boolean().notNull().default(false),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.number] })],
);

/** What was taken out of which payload; only the function `erase_values` adds to it (SPEC G6). */
export const erasedValues = pgTable(
	'erased_values',
	{
		document: text().notNull(),
		seq: bigint({ mode: 'number' }).notNull(),
		/** Seq of the `erase` row that says so. */
		eraseSeq: bigint('erase_seq', { mode: 'number' }).notNull(),
		organisation: uuid().notNull(),
		number: integer().notNull(),
		/** Numbers of the leaves, from 1. */
		leaves: integer().array().notNull(),
		/** SHA-256 of the payload and salts that are left. */
		result: bytea().notNull(),
		/** Of the transaction that may write them. */
		transaction: xid8().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.document, table.seq, table.eraseSeq] }),
		index('erased_values_request').on(table.organisation, table.number),
	],
);

/** What erasures took that a restored log may have lost, from DATA_DIR/erasures (SPEC G10): none of it is taken again. */
export const erasedEvents = pgTable(
	'erased_events',
	{
		document: text().notNull(),
		client: bigint({ mode: 'number' }).notNull(),
		clock: bigint({ mode: 'number' }).notNull(),
		length: integer().notNull(),
		organisation: uuid().notNull(),
		number: integer().notNull(),
	},
	(table) => [primaryKey({ columns: [table.document, table.client, table.clock, table.length] })],
);

/** Within one transaction: what the function `rewrite_text` is about to write (SPEC G11). Empty otherwise. */
export const textRewritings = pgTable(
	'text_rewritings',
	{
		document: text().notNull(),
		seq: bigint({ mode: 'number' }).notNull(),
		result: bytea().notNull(),
		transaction: xid8().notNull(),
	},
	(table) => [primaryKey({ columns: [table.document, table.seq] })],
);

/** Requests that were carried out. */
export const erasureOutcomes = pgTable(
	'erasure_outcomes',
	{
		organisation: uuid().notNull(),
		number: integer().notNull(),
		documents: integer().notNull(),
		/** Values that went. */
		events: integer().notNull(),
		finishedAt: at('finished_at').notNull().defaultNow(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.number] })],
);

/** Where a browser's push service takes messages for it (SPEC B1). */
export const pushSubscriptions = pgTable(
	'push_subscriptions',
	{
		organisation: uuid().notNull(),
		session: text()
			.primaryKey()
			.references(() => sessions.idHash, { onDelete: 'cascade' }),
		user: uuid('user_id').notNull(),
		endpoint: text().notNull(),
		/** The browser's public key and secret (RFC 8291). */
		p256dh: bytea().notNull(),
		auth: bytea().notNull(),
		/** Our public key that it was made for, base64url. */
		serverKey: text('server_key').notNull(),
		createdAt: created(),
	},
	(table) => [
		uniqueIndex('push_subscriptions_endpoint').on(table.endpoint),
		index('push_subscriptions_user').on(table.user),
	],
);

/** What a device is to be shown about a conversation, or shows (SPEC B4). No text: it is read when it is sent. */
export const pushNotices = pgTable(
	'push_notices',
	{
		organisation: uuid().notNull(),
		session: text()
			.notNull()
			.references(() => pushSubscriptions.session, { onDelete: 'cascade' }),
		user: uuid('user_id').notNull(),
		conversation: uuid().notNull(),
		/** The last event that it is about, and its row. */
		volume: integer().notNull(),
		client: bigint({ mode: 'number' }).notNull(),
		clock: bigint({ mode: 'number' }).notNull(),
		seq: bigint({ mode: 'number' }).notNull(),
		/** Its ledger position, as read positions count. */
		position: integer().notNull(),
		/** direct, mention, reply, message or added. */
		kind: text().notNull(),
		count: integer().notNull().default(1),
		/** due, shown or close. */
		state: text().notNull().default('due'),
		tries: integer().notNull().default(0),
		dueAt: at('due_at').notNull(),
		sentAt: at('sent_at'),
		/** When the event was received. */
		receivedAt: at('received_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.session, table.conversation] }),
		index('push_notices_due')
			.on(table.dueAt)
			.where(sql`state <> 'shown'`),
		index('push_notices_user').on(table.user, table.conversation),
	],
);

/** How far the rows of each document were looked at for notifications (SPEC B2). */
export const pushProgress = pgTable('push_progress', {
	document: text().primaryKey(),
	/** Number of rows. */
	seq: bigint({ mode: 'number' }).notNull(),
});

/** Pages that somebody looks at (SPEC B5). */
export const attention = pgTable(
	'attention',
	{
		organisation: uuid().notNull(),
		tab: uuid().notNull(),
		user: uuid('user_id').notNull(),
		session: text()
			.notNull()
			.references(() => sessions.idHash, { onDelete: 'cascade' }),
		until: at('until').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.session, table.tab] }),
		index('attention_user').on(table.user),
	],
);

/** What a person wants to be told of (SPEC B3), on all devices. */
export const notificationSettings = pgTable(
	'notification_settings',
	{
		organisation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		/** all, mentions or none. */
		level: text().notNull().default('all'),
		showText: boolean('show_text').notNull().default(true),
		/** What the notification centre lists is seen through this time of the server, ms. */
		seenThrough: bigint('seen_through', { mode: 'number' }).notNull().default(0),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.user] })],
);

/** How far each conversation document was read for the search (SPEC F). */
export const searchHeads = pgTable(
	'search_heads',
	{
		document: text().primaryKey(),
		organisation: uuid().notNull(),
		conversation: uuid().notNull(),
		/** Number of rows that were read. */
		seq: bigint({ mode: 'number' }).notNull(),
		/** Client ids by their numbers in the ledger. */
		writers: bigint({ mode: 'number' }).array().notNull(),
		/** Only all rows together say what stands. */
		whole: boolean().notNull(),
	},
	(table) => [index('search_heads_conversation').on(table.conversation)],
);

/** Messages as they stand, for the search (SPEC F). Another index, over `folded`, is made where the server has `pg_trgm`. */
export const searchEntries = pgTable(
	'search_entries',
	{
		document: text().notNull(),
		client: bigint({ mode: 'number' }).notNull(),
		clock: bigint({ mode: 'number' }).notNull(),
		organisation: uuid().notNull(),
		conversation: uuid().notNull(),
		author: text().notNull(),
		receivedAt: bigint('received_at', { mode: 'number' }).notNull(),
		body: text().notNull(),
		folded: text().notNull(),
		/** Bits of `heldIn` in domain/search-text.ts. */
		held: smallint().notNull(),
		terms: tsvector().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.document, table.client, table.clock] }),
		index('search_entries_conversation').on(table.conversation, table.receivedAt),
		index('search_entries_terms').using('gin', table.terms),
	],
);

/** Files of conversations (SPEC M): what was announced of each, and whether its bytes are there. */
export const files = pgTable(
	'files',
	{
		organisation: uuid().notNull(),
		/** The sender's device made it. */
		id: uuid().notNull(),
		conversation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		name: text().notNull(),
		/** By the word of the sender. */
		type: text().notNull(),
		/** By its content, once it is there. */
		contentType: text('content_type'),
		size: bigint({ mode: 'number' }).notNull(),
		sha256: text().notNull(),
		/** A message has named it. */
		named: boolean().notNull().default(false),
		createdAt: created(),
		storedAt: at('stored_at'),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.id] }),
		index('files_sha256').on(table.organisation, table.sha256),
		index('files_user').on(table.organisation, table.user),
	],
);

/** Which messages name which files now: follows from the log, and is kept with the search's tables. */
export const messageFiles = pgTable(
	'message_files',
	{
		document: text().notNull(),
		client: bigint({ mode: 'number' }).notNull(),
		clock: bigint({ mode: 'number' }).notNull(),
		file: uuid().notNull(),
		organisation: uuid().notNull(),
		conversation: uuid().notNull(),
		author: text().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.document, table.client, table.clock, table.file] }),
		index('message_files_file').on(table.organisation, table.file),
	],
);

/** What a person lets the server say for him in direct messages while he is away (SPEC Y). */
export const autoReplies = pgTable(
	'auto_replies',
	{
		organisation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		on: boolean().notNull(),
		text: text().notNull(),
		until: at('until'),
		/** When this absence began: it names it. */
		since: timestamp({ withTimezone: true, precision: 3 }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.user] })],
);

/** Where it was said, in which absence: never twice. */
export const autoReplySent = pgTable(
	'auto_reply_sent',
	{
		organisation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		conversation: uuid().notNull(),
		since: timestamp({ withTimezone: true, precision: 3 }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.user, table.conversation, table.since] })],
);

/** Two people who are contacts, asked to be, or were (SPEC V): one row for both. */
export const contacts = pgTable(
	'contacts',
	{
		organisation: uuid().notNull(),
		/** The lower id of the two. */
		low: uuid().notNull(),
		high: uuid().notNull(),
		/** asked, accepted or removed. */
		state: text().notNull(),
		/** One of them removed the other, and they have not agreed again. */
		parted: boolean().notNull().default(false),
		/** Who asked, accepted, or removed. */
		by: uuid('by_user').notNull(),
		since: at('since').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.organisation, table.low, table.high] }),
		index('contacts_high').on(table.organisation, table.high),
	],
);

/** Whom a person wants nothing of. */
export const blocks = pgTable(
	'blocks',
	{
		organisation: uuid().notNull(),
		user: uuid('user_id').notNull(),
		blocked: uuid().notNull(),
		since: at('since').notNull().defaultNow(),
	},
	(table) => [primaryKey({ columns: [table.organisation, table.user, table.blocked] })],
);
