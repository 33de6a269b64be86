import type { ShownItem } from '#lib/client/summaries.ts';

/** What can be done to a message from its row. */
export interface MessageActions {
	react(item: ShownItem, emoji: string, on: boolean): void;
	reply(item: ShownItem): void;
	edit(item: ShownItem): void;
	copy(item: ShownItem): void;
	askDelete(item: ShownItem): void;
	showHistory(item: ShownItem): void;
	/** Scrolls to the message that this one answers. */
	jumpToAnswered(item: ShownItem): void;
	/** Puts a refused text back into the composer. */
	resend(item: ShownItem): void;
	discard(item: ShownItem): void;
}
