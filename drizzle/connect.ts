/**
 * The one way to a pool of connections. postgres.js 3.4.9 does not survive the loss of a connection within a transaction (its issues 1154, 1208, 1216): it
 * answers with a rollback on the socket that is gone, which ends the process or leaves a connection that hangs for ever, and what the transaction
 * still sends may run, outside of it, on the connection's successor.
 */
import postgres, { type Options, type PostgresType, type Sql, type TransactionSql } from 'postgres';

/** Postgres is back within a second of a crash: its default of up to 20 s between two tries would be most of the outage. */
const MAX_BACKOFF_S = 1;
const FIRST_BACKOFF_S = 0.05;
const CONNECT_TIMEOUT_S = 10;
const MAX_ATTEMPTS = 3;

/** The connection was lost, so nothing of the transaction is committed, unless it was committing. */
export class ConnectionLost extends Error {
	override name = 'ConnectionLost';
}

export function connect(url: string, options: Options<Record<string, PostgresType>> = {}): Sql {
	const sql = postgres(url, {
		onnotice: () => undefined,
		backoff: (retries) => Math.min(MAX_BACKOFF_S, FIRST_BACKOFF_S * 2 ** retries),
		connect_timeout: CONNECT_TIMEOUT_S,
		...options,
	}) as Sql;
	return Object.assign(sql, { begin: beginWith(sql.begin.bind(sql) as Begin) });
}

type Run = (tx: TransactionSql) => unknown;
type Begin = (options: string, run: Run) => Promise<unknown>;

function beginWith(begin: Begin): (options: string | Run, run?: Run) => Promise<unknown> {
	return async (first, second) => {
		const [options, run] = typeof first === 'string' ? [first, second!] : ['', first];
		for (let attempt = 1; ; attempt++) {
			const transaction = new Transaction(run);
			try {
				return await begin(options, (tx) => transaction.run(tx));
			} catch (error) {
				// The first statement on a connection's successor can get the error that its predecessor ended with.
				if (transaction.hasBegun || !isLoss(error) || attempt >= MAX_ATTEMPTS) throw error;
			} finally {
				transaction.isOver = true;
			}
		}
	};
}

/** Sends the last statements and the commit together, one wait less than begin(). To be returned: nothing follows it. */
export type Commit = (last: readonly PromiseLike<unknown>[]) => Promise<never>;

/** Resolves once it is committed. Rejects when anything of it failed: then it is rolled back (a lost connection aside). */
export function commitTogether(
	sql: Sql,
	run: (tx: TransactionSql, commit: Commit) => Promise<never>,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const commitIn =
			(tx: TransactionSql): Commit =>
			async (last) => {
				// After a statement that failed, `commit` rolls back.
				const committing = tx`commit`;
				const settled = await Promise.allSettled([...last, committing]);
				const failed = settled.find(({ status }) => status === 'rejected');
				if (failed?.status === 'rejected') reject(failed.reason as Error);
				else resolve();
				// postgres.js would commit once more, on a connection that serves somebody else by now.
				return new Promise<never>(() => undefined);
			};
		sql.begin((tx) => run(tx, commitIn(tx))).catch(reject);
	});
}

class Transaction {
	hasBegun = false;
	isOver = false;
	readonly #run: Run;

	constructor(run: Run) {
		this.#run = run;
	}

	async run(tx: TransactionSql): Promise<unknown> {
		this.hasBegun = true;
		try {
			return await this.#run(guard(tx, () => this.isOver));
		} catch (error) {
			if (!isLoss(error)) throw error;
			this.isOver = true;
			// No rollback, then: begin() rejects as soon as the socket has closed.
			return new Promise(() => undefined);
		}
	}
}

/** A transaction that sends nothing after its end. */
function guard(tx: TransactionSql, isOver: () => boolean): TransactionSql {
	const check = () => {
		if (isOver()) throw new ConnectionLost('The connection was lost within a transaction.');
	};
	return new Proxy(tx, {
		apply(target, self, args) {
			check();
			return Reflect.apply(target, self, args) as unknown;
		},
		get(target, key) {
			check();
			return Reflect.get(target, key) as unknown;
		},
	});
}

/** Postgres says FATAL when it ends a connection; an error of the socket itself has no severity. Others of postgres.js' own do not concern the connection. */
function isLoss(error: unknown): boolean {
	if (error instanceof ConnectionLost) return true;
	if (!(error instanceof Error)) return false;
	const {
		code = '',
		severity_local,
		severity,
	} = error as Error & {
		code?: string;
		severity?: string;
		severity_local?: string;
	};
	if (severity !== undefined || severity_local !== undefined)
		return severity === 'FATAL' || severity === 'PANIC' || severity_local === 'FATAL';
	return LOST.has(code);
}

const LOST = new Set([
	'CONNECTION_CLOSED',
	'CONNECTION_DESTROYED',
	'CONNECTION_ENDED',
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
	'ENOTCONN',
]);
