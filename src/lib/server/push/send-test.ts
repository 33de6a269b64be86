import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { PushTestAnswer } from '#lib/protocol/push.ts';
import { database, runtime } from '../runtime.ts';
import { verdictOn } from './notice-sender.ts';
import { findSubscription, removeSubscription } from './subscriptions.ts';

const tries = new RateLimiterMemory({ points: 10, duration: 60 });

/** One push to the browser of this session, now: what became of it, for the settings page. */
export async function sendTest(session: string, test: string): Promise<PushTestAnswer> {
	const { push } = runtime();
	if (!push) return { status: 0, words: 'This server sends no push messages.' };
	const found = await findSubscription(database(), session);
	if (!found || found.serverKey !== push.serverKey)
		return { status: 0, words: 'The server has no subscription of this browser.' };
	try {
		await tries.consume(session);
	} catch {
		return { status: 429, words: 'Ten tests a minute are enough. Again in a minute.' };
	}
	const { endpoint, p256dh, auth } = found;
	const answer = await push.post.send({
		endpoint,
		p256dh,
		auth,
		payload: { v: 1, test },
		about: 'test',
		urgency: 'high',
	});
	const { hostname } = new URL(endpoint);
	switch (verdictOn(answer)) {
		case 'taken':
			return { status: answer.status, words: `${hostname} took it (${answer.status}).` };
		case 'gone':
			await removeSubscription(database(), session);
			return {
				status: answer.status,
				words: `${hostname} does not know this subscription any more. Turn notifications on again.`,
			};
		default:
			return {
				status: answer.status,
				words:
					answer.status === 0 ? `${hostname} did not answer.` : `${hostname} refused it (${answer.status}).`,
			};
	}
}
