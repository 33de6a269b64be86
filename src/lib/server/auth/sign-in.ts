import { sql } from 'drizzle-orm';
import { users } from '../../../../drizzle/schema.ts';
import { database } from '../runtime.ts';
import { QueueFull } from './bounded-queue.ts';
import { hashPassword, needsRehash, verifyPassword } from './password.ts';
import { countTry, forgetTries, tooManyTries } from './rate-limits.ts';

export type PasswordCheck =
	| { ok: true; account: { organisation: string; user: string; passwordTemporary: boolean } }
	/** `words` are the same for a wrong password and an unknown or closed account. */
	| { ok: false; words: string; retryAfterSeconds?: number };

const WRONG = 'Email or password is wrong.';
const BUSY_SECONDS = 5;

/** Is this the password of the account with this email? Tries are limited per account and per address. */
export async function checkPassword(
	email: string,
	password: string,
	clientAddress: string,
): Promise<PasswordCheck> {
	const seconds = await countTry(email, clientAddress);
	if (seconds !== undefined) return refusal(seconds);
	const [user] = await database()
		.select()
		.from(users)
		.where(sql`lower(${users.email}) = lower(${email})`);
	const account = user && user.closedAt === null ? user : undefined;
	try {
		if (!(await verifyPassword(account?.passwordHash, password)) || !account)
			return { ok: false, words: WRONG };
		if (needsRehash(account.passwordHash)) await rehash(account, password);
	} catch (error) {
		if (error instanceof QueueFull) return refusal(BUSY_SECONDS);
		throw error;
	}
	await forgetTries(email, clientAddress);
	const { organisation, id, passwordTemporary } = account;
	return { ok: true, account: { organisation, user: id, passwordTemporary } };
}

function refusal(seconds: number): PasswordCheck {
	return { ok: false, words: tooManyTries(seconds), retryAfterSeconds: seconds };
}

async function rehash(account: typeof users.$inferSelect, password: string): Promise<void> {
	const passwordHash = await hashPassword(password);
	await database()
		.update(users)
		.set({ passwordHash })
		// Not over a change that came in between.
		.where(sql`${users.id} = ${account.id} and ${users.passwordHash} = ${account.passwordHash}`);
}
