/** An attacker in a process of his own, so that what he does to himself is not measured as the neighbour's. He goes on until he is killed. */
import { FLOODS, Flooder, NO_FLOOD, type FloodPlace } from './flood.ts';

export interface FloodOrder {
	place: FloodPlace;
	name: string;
}

process.once('message', ({ place, name }: FloodOrder) => {
	const flood = [NO_FLOOD, ...FLOODS].find((one) => one.name === name)!;
	// What he meets is his own affair; the parent sees whether he still runs.
	void flood.run(new Flooder(place));
});
process.once('disconnect', () => process.exit());
