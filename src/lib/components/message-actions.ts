import type { ItsReaders } from '#lib/client/readers.ts';
import type { ShownItem } from '#lib/client/summaries.ts';
import type { FileScene } from './files/file-scene.ts';
import type { MessageSelection } from './message-selection.svelte.ts';

/** What can be done to a message from its row. */
export interface MessageActions {
	react(item: ShownItem, emoji: string, on: boolean): void;
	reply(item: ShownItem): void;
	edit(item: ShownItem): void;
	copy(item: ShownItem): void;
	forward(item: ShownItem): void;
	/** Selects it, or not any more; with `range` everything from where the last one was selected. */
	select(item: ShownItem, range: boolean): void;
	askDelete(item: ShownItem): void;
	showHistory(item: ShownItem): void;
	/** Who has read one's own message. */
	showReaders(item: ShownItem): void;
	/** The card of its author. */
	showPerson(user: string): void;
	/** What comes from here on counts as unread again. */
	markUnread(item: ShownItem): void;
	/** Scrolls to the message that this one answers. */
	jumpToAnswered(item: ShownItem): void;
	askDate(): void;
	/** Puts a refused text back into the composer. */
	resend(item: ShownItem): void;
	discard(item: ShownItem): void;
}

/** Can something be done to this message at all? Not to one that is gone or was refused. */
export function isActionable({ kind, deleted, delivery }: ShownItem): boolean {
	return kind === 'message' && !deleted && delivery !== 'refused';
}

/** What all rows of a timeline share. */
export interface Scene {
	self: string;
	nameOf: (user: string) => string;
	/** The same, but "you" for the reader. */
	nameOrYou: (user: string) => string;
	/** Who of the others has it, and has read it. */
	readersOf: (item: ShownItem) => ItsReaders;
	/** May one write here? */
	writable: boolean;
	/** May one write new messages here, answers too? */
	posts: boolean;
	/** May one delete what others wrote? */
	moderates: boolean;
	/** A body in words, its mentions as names. */
	readable: (body: string) => string;
	/** The name of another conversation; null for one that is not on this device. */
	titleOf: (conversation: string) => string | null;
	selection: MessageSelection;
	files: FileScene;
	actions: MessageActions;
	/** Folded words that are looked for in this conversation. */
	marks: readonly string[];
	/** ms, for days and times. */
	now: number;
}
