import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { hashSecret } from '#lib/protocol/session-cookie.ts';
import { database } from '../runtime.ts';

/**
 * Tries of a password. They are counted in Postgres: a restart does not reset them, and several processes count together. A try is
 * counted before it is judged, so that parallel tries do not slip through.
 */
const LIMITS = {
	/** One account, from wherever. */
	account: { points: 10, duration: 60 },
	/** The same over a longer time: slow guessing. */
	accountSlow: { points: 50, duration: 3600 },
	/** One address, over all accounts; an office shares one. */
	address: { points: 60, duration: 60 },
};

// rate-limiter-flexible asks for a client of node-postgres; this is the part of it that it uses.
const storeClient = {
	async query({ text, values }: { text: string; values: (string | number | null)[] }) {
		const rows = await database().$client.unsafe(text, values);
		return { rows: [...rows], rowCount: rows.count };
	},
};

function limiter(keyPrefix: string, limit: { points: number; duration: number }): RateLimiterPostgres {
	return new RateLimiterPostgres({
		storeClient,
		storeType: 'client',
		tableName: 'rate_limits',
		tableCreated: true,
		keyPrefix,
		...limit,
	});
}

const account = limiter('account', LIMITS.account);
const accountSlow = limiter('account-slow', LIMITS.accountSlow);
const address = limiter('address', LIMITS.address);

/** Counts a try. When there were too many, the answer is the number of seconds after which one may be made again; else undefined. */
export async function countTry(email: string, clientAddress: string): Promise<number | undefined> {
	const key = accountKey(email);
	const waits = await Promise.all([
		secondsToWait(account, key),
		secondsToWait(accountSlow, key),
		secondsToWait(address, clientAddress),
	]);
	const longest = Math.max(...waits);
	return longest > 0 ? longest : undefined;
}

/** A right password ends the count of its account. */
export async function forgetTries(email: string, clientAddress: string): Promise<void> {
	const key = accountKey(email);
	await Promise.all([account.delete(key), accountSlow.delete(key), address.reward(clientAddress, 1)]);
}

export function tooManyTries(seconds: number): string {
	return `Too many tries. Again in ${seconds} s.`;
}

async function secondsToWait(limit: RateLimiterPostgres, key: string): Promise<number> {
	try {
		await limit.consume(key);
		return 0;
	} catch (refusal) {
		if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
		throw refusal;
	}
}

/** Whether an account exists does not matter here, and the table holds no addresses of people. */
function accountKey(email: string): string {
	return hashSecret(email.toLowerCase());
}
