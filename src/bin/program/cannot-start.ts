/**
 * What the person at the keyboard can put right: shown as one line, without a stack, and the command ends with code 1.
 * The message says what is the matter and what to do.
 */
export class CannotStart extends Error {
	override name = 'CannotStart';
}
