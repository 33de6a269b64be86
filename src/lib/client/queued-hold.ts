import type { Locks } from './environment.ts';

/** Locks of one page, for where there are no Web Locks: whoever asks for a name runs when those before have ended, however they ended. */
export function queuedHold(): Locks['hold'] {
	const queues = new Map<string, Promise<unknown>>();
	return (name, run) => {
		const result = (queues.get(name) ?? Promise.resolve()).then(run);
		queues.set(
			name,
			result.catch(() => {}),
		);
		return result;
	};
}
