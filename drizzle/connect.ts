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
