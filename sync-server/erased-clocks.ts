/** What legal erasures took of a document, whether its log ever held it or not (SPEC G10). */
import { ClockRanges } from './clock-ranges.ts';
import type { ClockRange } from './decode.ts';

export class ErasedClocks {
	/** By client id. */
	readonly #clients = new Map<number, ClockRanges>();

	/** Nearly no document knows any. */
	get isEmpty(): boolean {
		return this.#clients.size === 0;
	}

	has(client: number, clock: number): boolean {
		return this.#clients.get(client)?.has(clock) ?? false;
	}

	/** The parts of these clocks that are erased, as `[clock, length]`. */
	within({ client, clock, length }: ClockRange): [clock: number, length: number][] {
		return this.#clients.get(client)?.within(clock, clock + length) ?? [];
	}

	add({ client, clock, length }: ClockRange): void {
		let ranges = this.#clients.get(client);
		if (!ranges) this.#clients.set(client, (ranges = new ClockRanges()));
		ranges.add(clock, length);
	}
}
