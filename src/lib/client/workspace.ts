/** Everything of one person on one device: conversations, people, queue and connection. One per tab. */
import type { Person } from '#lib/protocol/workspace.ts';
import type { Account } from './account.ts';
import type { Conversation } from './conversation.ts';
import type { Environment } from './environment.ts';
import type { ConnectionStatus, ConversationSummary, Notice, StorageStatus, UndeliveredText } from './summaries.ts';

export type CreateError = 'name-needed' | 'name-invalid' | 'members-needed' | 'unknown-person';
export type CreateResult = { ok: true; id: string } | { ok: false; error: CreateError };
export type SignOutResult = { ok: true } | { ok: false; unsent: number };

export abstract class Workspace {
	/** Reads what the device has; never waits for the network. `browserEnvironment()` is the environment of a page. */
	static open(_account: Account, _environment: Environment): Promise<Workspace> {
		return Promise.reject(new Error('Workspace.open is not written yet.'));
	}

	abstract readonly account: Account;
	/** People by id, closed accounts too. */
	abstract get directory(): ReadonlyMap<string, Person>;
	abstract get organisationName(): string;
	/** Newest activity first. Replaced when anything changed. */
	abstract list(): readonly ConversationSummary[];
	abstract get connection(): ConnectionStatus;
	abstract get storage(): StorageStatus;
	/** Refused commands, until dismissed. */
	abstract get notices(): readonly Notice[];
	abstract dismissNotice(id: string): void;
	/** Texts of conversations that are gone from this device ("you were removed …"), and their discarding. */
	abstract get undelivered(): readonly UndeliveredText[];
	abstract discardUndelivered(key: string): Promise<void>;
	/** Every text that only this device has, for "save a copy". */
	abstract unsentTexts(): readonly UndeliveredText[];
	abstract subscribe(listener: () => void): () => void;

	/** Undefined for an unknown one. Closed with its `close()`. */
	abstract openConversation(id: string): Conversation | undefined;
	abstract createGroup(group: { name: string; topic?: string; memberIds: readonly string[] }): CreateResult;
	abstract createChannel(channel: {
		name: string;
		topic?: string;
		visibility: 'public' | 'private';
		memberIds: readonly string[];
	}): CreateResult;
	/** The existing direct message, or a new one. */
	abstract openDm(userId: string): CreateResult;
	abstract addMember(conversation: string, userId: string): void;
	abstract removeMember(conversation: string, userId: string): void;
	abstract join(conversation: string): void;
	abstract leave(conversation: string): void;
	abstract rename(conversation: string, name: string, topic: string): void;
	/** Removes a conversation whose creation was refused, with its texts. */
	abstract discardConversation(id: string): Promise<void>;

	abstract tryNow(): void;
	/** Removes all local data of the person. With unsent items it does nothing unless they may be discarded. */
	abstract signOut(options: { discardUnsent: boolean }): Promise<SignOutResult>;
	/** The tab closes; nothing is removed. */
	abstract close(): Promise<void>;
}
