import type { AnyCommand, CommandError, CommandOutcome } from '#lib/protocol/commands.ts';

export type CommandOf<Kind extends AnyCommand['kind']> = Extract<AnyCommand, { kind: Kind }>;

export const DONE: CommandOutcome = { ok: true };

/** `words` complete a sentence such as "Could not add Jamie: …" */
export function refused(code: CommandError, words: string): CommandOutcome {
	return { ok: false, code, words };
}

/** The same for a conversation that is missing, another organisation's, or not shared with the subject. */
export const NOT_FOUND = refused('NOT_FOUND', 'it is not there, or not shared with you');
