/** Ways to break the system on purpose, from outside: wrapped ports. A simulation that does not notice them is not a test. */
import type { Log } from '../../sync-server/log.ts';
import type { Socket } from '../../sync-server/ports.ts';

export interface Sabotage {
	/** Stands between the relay and its log. */
	log(log: Log): Log;
	/** Stands between the relay and one socket. */
	socket(socket: Socket): Socket;
}

export const NO_SABOTAGE: Sabotage = { log: (log) => log, socket: (socket) => socket };
