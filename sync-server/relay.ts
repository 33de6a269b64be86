/** The relay over a real Postgres, real sockets and real time: what `npm start` and `main.ts` run. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect } from '../drizzle/connect.ts';
import { accountsIn, authenticate } from './authenticate.ts';
import { AutoReplies } from './auto-replies.ts';
import { listenForChanges } from './changes.ts';
import { ErasureRunner } from './erasure-runner.ts';
import { OutboxDrain } from './outbox-drain.ts';
import { pooledRandomBytes } from './random-bytes.ts';
import { PostgresAccess } from './postgres-access.ts';
import { PostgresLog } from './postgres-log.ts';
import { listenForAppends } from './postgres-notify.ts';
import { listenForPresence, PresenceTeller } from './presence-notify.ts';
import { systemClock, type Clock, type Logger, type Signer } from './ports.ts';
import { createRelayCore, type RelayCore } from './relay-core.ts';
import { SearchKeeper } from './search-keeper.ts';
import { PostgresSecurityEvents } from './security-events.ts';
import { webSocketUpgrade } from './web-socket.ts';

export interface RelayOptions {
	databaseUrl: string;
	/** Exact origins of browsers that may connect (SPEC W2). */
	origins: readonly string[];
	log: Logger;
	/** Where erasures are written down (SPEC G9); a relay without carries out none. */
	erasureFolder?: string;
	/** Signs receipts (SPEC P); without one there are none. */
	signer?: Signer;
	/** Only the demo and tests give another one. */
	clock?: Clock;
}

export interface Relay {
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Does the database answer? */
	healthy(): Promise<boolean>;
	/** Events without a socket, by the same rules: the demo, ingestion. */
	submit: RelayCore['submit'];
	/** Appends the system events that wait in the outbox; resolves when none is left. */
	drainOutbox(): Promise<void>;
	/** Reads everything that was appended for the search; resolves when the tables have it. */
	bringSearchUpToDate(): Promise<void>;
	/** Carries out what was approved; resolves when nothing is left or the log failed. */
	carryOutErasures(): Promise<void>;
	close(): Promise<void>;
}

/** Connections to Postgres beside the one that listens. Appends are grouped into one transaction at a time, so few are needed. */
const POOL = 8;
const STATEMENT_TIMEOUT_MS = 30_000;

export async function createRelay({
	databaseUrl,
	origins,
	log: logger,
	erasureFolder,
	signer,
	clock = systemClock,
}: RelayOptions): Promise<Relay> {
	const sql = connect(databaseUrl, {
		max: POOL,
		// A database that hangs is a database that fails: the connections end and come back (SPEC R11).
		connection: {
			application_name: 'parley-relay',
			statement_timeout: STATEMENT_TIMEOUT_MS,
			idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
		},
	});
	const access = new PostgresAccess(sql);
	const security = new PostgresSecurityEvents(sql, clock, logger);
	const log = new PostgresLog(sql);
	const teller = new PresenceTeller(sql, logger);
	const core = createRelayCore({
		log,
		access,
		clock,
		randomBytes: pooledRandomBytes,
		security,
		logger,
		tellPresence: (word) => teller.tell(word),
		...(signer && { signer }),
	});
	const outbox = new OutboxDrain(sql, core, clock, logger);
	const erasures = erasureFolder ? new ErasureRunner(sql, core, erasureFolder, clock, logger) : null;
	const accounts = accountsIn(sql);
	const search = new SearchKeeper(sql, clock, logger);
	const autoReplies = new AutoReplies(sql, clock, logger);
	await listenForAppends(
		sql,
		log.relay,
		(documents) => core.refresh(documents),
		(documents) => {
			search.note(documents);
			autoReplies.note(documents);
		},
	);
	const admit = async (request: IncomingMessage) => {
		const result = await authenticate(accounts, request, origins);
		if (!result.ok) security.record(result.event);
		return result;
	};
	await listenForPresence(sql, core.presence, logger);
	await listenForChanges(sql, { core, access, outbox, erasures, logger });
	void search.sweep();
	void autoReplies.sweep();

	return {
		handleUpgrade: webSocketUpgrade(core, admit, logger),
		healthy: () =>
			sql`select 1`.then(
				() => true,
				() => false,
			),
		submit: (submission) => core.submit(submission),
		drainOutbox: () => outbox.drain(),
		async bringSearchUpToDate() {
			await search.sweep();
			await search.settled();
		},
		carryOutErasures: async () => erasures?.run(),
		async close() {
			await outbox.stop();
			await erasures?.stop();
			await search.stop();
			await autoReplies.stop();
			await core.close();
			await teller.settled();
			await security.flush();
			await sql.end({ timeout: 2 });
		},
	};
}
