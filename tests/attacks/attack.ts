/** One entry of the corpus: what is sent, by whom, and what must become of it. */
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { RowKind } from '../../sync-server/log.ts';
import type { Scene, SceneOptions } from './scene.ts';

export interface Outcome {
	/** What the attacker is told, in this order. */
	refused?: readonly RefusalCode[];
	/** Kinds of the rows that this adds to the log. */
	rows?: readonly RowKind[];
	/** Clocks of his own log that are spent: Deleted structs for everybody (SPEC R9, W5). */
	tombstones?: number;
	/** Texts that this adds to the timeline. */
	says?: readonly string[];
	/** Texts of the timeline that this takes away, by their place in it. */
	deletes?: readonly number[];
	/** What he is told of what he gives back (SPEC W1, op 8). */
	given?: readonly [rows: number, code: string];
	/** Clocks of somebody else come without content. */
	spends?: boolean;
	/** The relay asks for what is missing (SPEC W6). */
	asked?: boolean;
	/** Code with which the document is closed to him. */
	ended?: number;
	/** Codes with one of which his socket is closed. */
	closed?: readonly number[];
	/** HTTP status instead of a socket. */
	rejected?: number;
	/** What the others hear of him as awareness: parts of the texts. */
	heard?: readonly string[];
	/** He may write no more, so nothing honest of his follows. */
	isOut?: boolean;
}

export interface Attack {
	/** As in the table of threats where it stands there. */
	name: string;
	/** Numbers of SPEC.md. */
	rule: string;
	scene?: SceneOptions;
	/** Before anything is compared. */
	prepare?(scene: Scene): Promise<void> | void;
	/** The update that is sent on his channel; nothing when it has been sent otherwise. */
	attack(scene: Scene): Uint8Array | Promise<Uint8Array | undefined> | undefined;
	outcome: Outcome;
	/** Its bytes are many, and it may cost as much as they do. */
	isHeavy?: boolean;
}

export const NOTHING: Outcome = {};
export const ASKED: Outcome = { asked: true };

/** Nothing is written. */
export function refused(...codes: RefusalCode[]): Outcome {
	return { refused: codes };
}

/** Refused, and `length` clocks of his log are spent. */
export function tombstone(code: RefusalCode, length = 1): Outcome {
	return { refused: [code], rows: ['refused'], tombstones: length };
}

export function accepted(...says: string[]): Outcome {
	return { rows: ['run'], says };
}

export function ended(code: number): Outcome {
	return { ended: code };
}

export function closed(...codes: number[]): Outcome {
	return { closed: codes };
}

export function rejected(status: number): Outcome {
	return { rejected: status };
}
