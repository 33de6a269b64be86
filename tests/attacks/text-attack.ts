/** One entry of the corpus against a text document (SPEC X): what is sent, by whom, and what must become of it. */
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { TextScene, TextSceneOptions } from './text-scene.ts';

export interface TextOutcome {
	/** What the attacker is told, in this order. */
	refused?: readonly RefusalCode[];
	/** The relay asks for what is missing (SPEC X5, X7). */
	asked?: boolean;
	/** Rows that this adds to the log. */
	rows?: number;
	/** The document's text afterwards; without it, as before. */
	text?: string;
	/** Code with which the document is closed to him. */
	ended?: number;
	/** What the others hear of him as awareness: parts of the texts. */
	heard?: readonly string[];
	/** He may write no more, so nothing honest of his follows. */
	isOut?: boolean;
}

export interface TextAttack {
	name: string;
	/** Numbers of SPEC.md. */
	rule: string;
	scene?: TextSceneOptions;
	/** Before anything is compared. */
	prepare?(scene: TextScene): Promise<void> | void;
	/** The update that is sent on his channel; nothing when it has been sent otherwise. */
	attack(scene: TextScene): Uint8Array | Promise<Uint8Array | undefined> | undefined;
	outcome: TextOutcome;
	/** Its bytes are many, and it may cost as much as they do. */
	isHeavy?: boolean;
}
