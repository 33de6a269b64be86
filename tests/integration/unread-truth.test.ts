/** A05, E14, X11: unread is what a person would count, whatever three devices of two people do in whatever order. */
import { afterAll, beforeAll, test } from 'vitest';
import { startBuiltApplication, type BuiltApplication } from '../support/built-application.ts';
import { runUnread } from './unread/run.ts';

let app: BuiltApplication;
beforeAll(async () => {
	app = await startBuiltApplication();
});
afterAll(() => app.stop());

/** A short form of 1,000 actions: `UNREAD_ACTIONS=1000` and `UNREAD_SEED`, another seed each time, give the whole. */
const { UNREAD_SEED = '1', UNREAD_ACTIONS = '200' } = process.env;

test('[A05][E14][X11] random actions on three devices of two people leave the counts of an oracle', async () => {
	await runUnread(app, Number(UNREAD_SEED), Number(UNREAD_ACTIONS));
}, 600_000);
