/** How far the members of a conversation have read: `GET /api/readers/<conversation>`, and the inbox's event `reader` for every step (SPEC W9). */

export interface Reader {
	user: string;
	volume: number;
	position: number;
}

/** In larger rooms nobody is told of each step; whoever wants to know asks. */
export const MAX_TOLD_MEMBERS = 50;

/** Has somebody who is there read what stands at this place of the ledger? */
export function hasRead(reader: Reader, volume: number, position: number): boolean {
	return volume < reader.volume || (volume === reader.volume && position <= reader.position);
}
