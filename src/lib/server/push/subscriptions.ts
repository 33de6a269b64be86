/** Where each session's browser can be reached (SPEC B1). */
import { and, eq, ne, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { attention, pushSubscriptions } from '../../../../drizzle/schema.ts';
import type { Subject } from '../authorize.ts';
import type { Queries, Transaction } from '../database.ts';
import { notify } from '../notify.ts';
import { checkEndpoint, MAX_ENDPOINT } from './endpoint.ts';

const bytes = (length: number) =>
	v.pipe(
		v.string(),
		v.regex(/^[A-Za-z0-9_-]+$/),
		v.transform((text) => new Uint8Array(Buffer.from(text, 'base64url'))),
		v.check((value) => value.length === length, `it has ${length} bytes`),
	);

export const subscriptionSchema = v.object({
	endpoint: v.pipe(v.string(), v.maxLength(MAX_ENDPOINT)),
	p256dh: bytes(65),
	auth: bytes(16),
	serverKey: v.pipe(v.string(), v.maxLength(200)),
});
type Subscription = v.InferOutput<typeof subscriptionSchema>;

export type SaveResult = { ok: true } | { ok: false; words: string };

export async function saveSubscription(
	tx: Transaction,
	{ organisation, user }: Subject,
	session: string,
	subscription: Subscription,
	{ serverKey, allowed }: { serverKey: string; allowed: readonly string[] },
): Promise<SaveResult> {
	if (subscription.serverKey !== serverKey) return { ok: false, words: 'This server has another key now.' };
	if (!checkEndpoint(subscription.endpoint, allowed))
		return { ok: false, words: 'This server does not send to that push service.' };
	// The browser profile has another session now: what its old one subscribed to is not to show up in it.
	await tx
		.delete(pushSubscriptions)
		.where(
			and(eq(pushSubscriptions.endpoint, subscription.endpoint), ne(pushSubscriptions.session, session)),
		);
	const { endpoint, p256dh, auth } = subscription;
	await tx
		.insert(pushSubscriptions)
		.values({ organisation, session, user, ...subscription })
		.onConflictDoUpdate({
			target: pushSubscriptions.session,
			set: { endpoint, p256dh, auth, serverKey, createdAt: sql`now()` },
			setWhere: sql`(${pushSubscriptions.endpoint}, ${pushSubscriptions.serverKey}) <> (${endpoint}, ${serverKey})
				or ${pushSubscriptions.p256dh} <> excluded.p256dh or ${pushSubscriptions.auth} <> excluded.auth`,
		});
	return { ok: true };
}

export async function removeSubscription(queries: Queries, session: string): Promise<void> {
	await queries.delete(pushSubscriptions).where(eq(pushSubscriptions.session, session));
}

export async function findSubscription(queries: Queries, session: string) {
	const [found] = await queries
		.select()
		.from(pushSubscriptions)
		.where(eq(pushSubscriptions.session, session));
	return found;
}

/** A page renews it well before it ends. */
const ATTENTION_S = 60;
/** Tabs of one browser that somebody can look at, and more. */
const MAX_TABS = 20;

/** Somebody looks at this page (SPEC B5), or does no longer. */
export async function keepAttention(
	queries: Queries,
	{ organisation, user }: Subject,
	session: string,
	{ tab, on }: { tab: string; on: boolean },
): Promise<void> {
	const here = and(eq(attention.organisation, organisation), eq(attention.session, session));
	await queries
		.delete(attention)
		.where(and(here, on ? sql`${attention.until} < now()` : eq(attention.tab, tab)));
	if (!on) return notify(queries, { type: 'attention', user });
	const until = sql`now() + make_interval(secs => ${ATTENTION_S})`;
	await queries.execute(sql`
		insert into attention (organisation, tab, user_id, session, until)
		select ${organisation}, ${tab}, ${user}, ${session}, ${until}
		where (select count(*) from attention where session = ${session} and tab <> ${tab}) < ${MAX_TABS}
		on conflict (organisation, session, tab) do update set until = excluded.until`);
}
