/**
 * How far the members of a conversation have read, and how far their devices hold it: `GET /api/readers/<conversation>`, and the inbox's events `reader` and
 * `held` for further steps (SPEC W9, W11).
 */

export interface Reader {
	user: string;
	volume: number;
	position: number;
}

/** All of a volume through this position of its ledger. */
export interface Reach {
	volume: number;
	position: number;
}

/** Of one conversation: its volume's ledger through `position`, which in this epoch is so. */
export interface HeldPosition extends Reach {
	conversation: string;
	epoch: number;
}

/** Without a place in the ledger. */
export interface Readers {
	readers: readonly Reader[];
	/** Of each volume how far the one of the others has it who has most. */
	delivered: readonly Reach[];
}

/** With one (`?volume=&position=`): since when each other member has it, and has read it. In ms of the server's clock; null: not that it is known, 0: at an unknown time. */
export interface MessageReader {
	user: string;
	deliveredAt: number | null;
	readAt: number | null;
}

/** In larger rooms nobody is told of each step; whoever wants to know asks. */
export const MAX_TOLD_MEMBERS = 50;
export const MAX_HELD_PER_COMMAND = 500;

/** Has somebody who is there read what stands at this place of the ledger? */
export function hasRead(reader: Reader, volume: number, position: number): boolean {
	return volume < reader.volume || (volume === reader.volume && position <= reader.position);
}
