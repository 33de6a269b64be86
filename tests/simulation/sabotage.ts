/** Ways to break the relay on purpose, from outside, by wrapping its ports. A simulation that does not notice them proves nothing. */
import type { Appending, Log } from '../../sync-server/log.ts';
import type { Socket } from '../../sync-server/ports.ts';
import { wrapLog } from '../support/wrap-log.ts';

export interface Sabotage {
	/** Stands between the relay and its log. */
	log(log: Log): Log;
	/** Stands between the relay and one socket. */
	socket(socket: Socket): Socket;
}

export const NO_SABOTAGE: Sabotage = { log: (log) => log, socket: (socket) => socket };

const NOTHING: Appending = { rows: [], heads: [], volumes: [], outbox: [] };

/** Everything is judged and answered, and nothing is written. */
export const noAppend: Sabotage = {
	...NO_SABOTAGE,
	log: (log) =>
		wrapLog(log, {
			append: (needs, build) =>
				log.append(needs, async (locked) => {
					await build(locked);
					return NOTHING;
				}),
		}),
};

/** The relay believes that its rows are committed while they are still on their way. */
export const deliverBeforeCommit: Sabotage = {
	...NO_SABOTAGE,
	log: (log) =>
		wrapLog(log, {
			append: async (needs, build) => {
				let built = NOTHING;
				await log.append(needs, async (locked) => {
					built = await build(locked);
					return NOTHING;
				});
				void log.append(needs, () => built).catch(() => undefined);
			},
		}),
};

/** Who opens a document is answered before its rows are read. */
export const joinBeforeLoad: Sabotage = {
	...NO_SABOTAGE,
	log: (log) =>
		wrapLog(log, {
			open: () => Promise.resolve({ snapshot: undefined, rows: [], erased: [] }),
			rows: (document, from) => (from === 0 ? Promise.resolve([]) : log.rows(document, from)),
		}),
};
