/** In the place of `tests/support/until.ts` where nothing needs time: everything that can happen has happened after some turns. */

interface Turning {
	/** Lets happen what is due; false when nothing was. */
	turn(): boolean;
}

let ground: Turning = { turn: () => false };
/** Promises may still be on their way when no timer is. */
const QUIET_TURNS = 12;

export function settlesWith(turning: Turning): void {
	ground = turning;
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	for (let quiet = 0; ; quiet = ground.turn() ? 0 : quiet + 1) {
		if (await holds()) return;
		if (quiet > QUIET_TURNS) throw new Error(`never: ${holds.toString()}`);
		await new Promise((resolve) => setImmediate(resolve));
	}
}
