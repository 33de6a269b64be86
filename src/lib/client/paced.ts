/** What is called at once after a calm, and then once for all that is asked for within each `everyMs`. */
import type { Clock } from './environment.ts';

export interface Paced {
	/** Now, or with the others when the time has passed. */
	ask(): void;
	/** Now; what waited is done with it. */
	hurry(): void;
	stop(): void;
}

export function paced(clock: Clock, everyMs: number, call: () => void): Paced {
	let cancel: (() => void) | null = null;
	let asked = false;
	let last = -Infinity;
	const hurry = () => {
		cancel?.();
		asked = false;
		last = clock.now();
		cancel = clock.after(everyMs, () => {
			cancel = null;
			if (asked) hurry();
		});
		call();
	};
	return {
		ask() {
			// Browsers hold the timers of hidden pages back, some for a minute; and a clock can be set back.
			const passed = Math.abs(clock.now() - last);
			if (cancel && passed < everyMs) asked = true;
			else hurry();
		},
		hurry,
		stop() {
			cancel?.();
			asked = false;
		},
	};
}
