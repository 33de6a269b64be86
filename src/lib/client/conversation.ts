/** One conversation as a person sees it: its timeline over all volumes, its draft, its read position, and writing into it. */
import type { ConversationSummary, ShownItem, UndeliveredText } from './summaries.ts';

/** Why nothing was written; the text stays in the box. */
export type WriteError =
	| 'blank'
	/** Over 16,384 bytes of UTF-8. */
	| 'too-long'
	/** This browser has not been online with this account yet. */
	| 'no-device'
	/** The target is not there (any more), or not the person's own. */
	| 'no-target'
	/** Not a member, or the conversation is gone. */
	| 'not-allowed';
export type WriteResult = { ok: true; key: string } | { ok: false; error: WriteError };

export abstract class Conversation {
	abstract readonly id: string;
	abstract get summary(): ConversationSummary;
	/** False until the device's copy is read: then `items()` is complete as far as this device knows. */
	abstract get loaded(): boolean;
	/** Ledger order, then one's own pending ones. The array and its elements are replaced when they changed. */
	abstract items(): readonly ShownItem[];
	abstract readonly refused: readonly UndeliveredText[];
	abstract subscribe(listener: () => void): () => void;

	/** `re`: the key of the message that is answered. */
	abstract sendMessage(message: { body: string; re?: string }): Promise<WriteResult>;
	abstract editMessage(key: string, body: string): Promise<WriteResult>;
	abstract deleteMessage(key: string): Promise<WriteResult>;
	abstract react(key: string, emoji: string, on: boolean): Promise<WriteResult>;

	/** The unsent text of the composer; kept on the device. */
	abstract get draft(): string;
	abstract setDraft(text: string): void;

	/** Position in the newest volume through which everything is read; the first unread item is the first after it. */
	abstract get readThrough(): number;
	abstract isRead(item: ShownItem): boolean;
	abstract markRead(): void;
	abstract markUnreadFrom(key: string): void;

	abstract get hasOlder(): boolean;
	/** Loads the volume before the oldest loaded one. Resolves when the device's copy of it is there, or after the network's. */
	abstract loadOlder(): Promise<void>;

	/** Sends an undelivered text again, as a new message. */
	abstract resend(key: string): Promise<WriteResult>;
	abstract discard(key: string): Promise<void>;
	/** The page lets go of it; syncing goes on in the background. */
	abstract close(): void;
}
