/** One conversation as a person sees it: its timeline over all volumes, its draft, its read position, and writing into it. */
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import {
	cleanBody,
	MAX_BODY_BYTES,
	utf8Length,
	type AuthoredEvent,
	type Forwarded,
} from '#lib/domain/events.ts';
import { itemKey } from '#lib/domain/timeline.ts';
import { refusalWords } from '#lib/client/refusal-words.ts';
import type { MessageReader, Reach } from '#lib/protocol/readers.ts';
import type { ReadPosition } from '#lib/protocol/workspace.ts';
import type { FileDesk } from './files/file-desk.ts';
import { ConversationFiles } from './files/conversation-files.ts';
import type { KnownReaders } from './readers.ts';
import type { Replica, ReplicaWrite } from './replica.ts';
import type { ConversationSummary, ShownItem, UndeliveredText } from './summaries.ts';
import type { VolumeSet } from './volume-set.ts';

/** Why nothing was written; the text stays in the box. */
export type WriteError =
	| 'blank'
	/** Over 16,384 bytes of UTF-8. */
	| 'too-long'
	/** This browser has not been online with this account yet. */
	| 'no-device'
	/** The device's store did not take what has to be on disk before the message. */
	| 'not-saved'
	/** The target is not there (any more), or not the person's own. */
	| 'no-target'
	/** Not a member, or the conversation is gone. */
	| 'not-allowed';
export type WriteResult = { ok: true; key: string } | { ok: false; error: WriteError };

/** A body that may have been taken from another message. */
export interface ForwardedMessage {
	body: string;
	fw?: Forwarded;
	/** By reference: their bytes stay where they were sent (SPEC M7). */
	files?: readonly AttachedFile[];
}

/** What a conversation needs of the workspace around it. */
export interface ConversationHost {
	readonly volumes: VolumeSet;
	now(): number;
	/** Minutes by which the person's clock is ahead of UTC at that time (ms). */
	offset(at: number): number;
	summary(): ConversationSummary;
	/** Null where no files can be sent. */
	readonly files: FileDesk | null;
	/** Is the person a member, of a conversation that exists or will? */
	mayWrite(): boolean;
	draft(): string;
	/** See Drafts. */
	draftIsShared(): boolean;
	setDraft(text: string): void;
	/** Resolves when no draft waits to be written: are they on disk? */
	draftStored(): Promise<boolean>;
	read(): ReadPosition;
	setRead(position: ReadPosition): void;
	/** How far the other members have read and have it, as far as it is known. */
	readers(): KnownReaders;
	/** Asks the server again. */
	askReaders(): Promise<void>;
	/** Who has what stands at this place, and since when; undefined without an answer. */
	readersOf(place: Reach): Promise<readonly MessageReader[] | undefined>;
	/** Calls after changes, at most once per turn of the event loop. */
	subscribe(listener: () => void): () => void;
	/** The page lets go. */
	closed(): void;
}

export class Conversation {
	readonly id: string;
	readonly #host: ConversationHost;
	/** What it sends as files; null where none can be sent. */
	readonly files: ConversationFiles | null;
	#refused: { of: string; texts: readonly UndeliveredText[] } = { of: '', texts: [] };

	constructor(id: string, host: ConversationHost) {
		this.id = id;
		this.#host = host;
		this.files = host.files && new ConversationFiles(id, host.files);
		host.volumes.newestReplica.present = true;
	}

	get summary(): ConversationSummary {
		return this.#host.summary();
	}

	/** False until the device's copy is read: then `items()` is complete as far as this device knows. */
	get loaded(): boolean {
		return this.#host.volumes.loaded;
	}

	/** Ledger order, then one's own pending ones. The array and its elements are replaced when they changed. */
	items(): readonly ShownItem[] {
		return this.#host.volumes.items();
	}

	/** Texts that the relay refused, until they are taken back or discarded. */
	get refused(): readonly UndeliveredText[] {
		const entries = [...this.#host.volumes.replicas].flatMap((replica) =>
			[...replica.tray.values()].map((entry) => ({ entry, key: `${replica.volume}:${entry.ref}` })),
		);
		const of = entries.map(({ key }) => key).join(' ');
		if (of !== this.#refused.of) {
			const { name } = this.summary;
			const texts = entries.map(({ entry, key }) => ({
				key,
				conversation: this.id,
				conversationName: name,
				body: entry.body,
				at: entry.at,
				words: refusalWords(entry.code),
			}));
			this.#refused = { of, texts: texts.sort((one, other) => one.at - other.at) };
		}
		return this.#refused.texts;
	}

	subscribe(listener: () => void): () => void {
		return this.#host.subscribe(listener);
	}

	/** `files` are on this device's disk. `re`: the key of the message that is answered. `fw`: what the body was taken from. */
	async sendMessage({ body, files, re, fw }: ForwardedMessage & { re?: string }): Promise<WriteResult> {
		const text = cleanBody(body);
		const error = textError(text);
		if (error) return { ok: false, error };
		// Edits and reactions stay possible (SPEC V3).
		if (!this.#host.mayWrite() || this.summary.apart) return { ok: false, error: 'not-allowed' };
		const target = re === undefined ? undefined : this.#find(re)?.item;
		if (re !== undefined && !target) return { ok: false, error: 'no-target' };
		const at = this.#host.now();
		return this.#write(this.#host.volumes.newestReplica, {
			k: 'm',
			at,
			b: text,
			...(files && files.length > 0 ? { fi: files } : {}),
			...(target ? { re: [target.volume, target.client, target.clock] as const } : {}),
			...(fw ? { fw } : {}),
			tz: this.#host.offset(at),
		});
	}

	/** What a forward of this message says: of a forward, what that was taken from; of what the server does not know yet, its words and files alone. */
	forwardOf(item: ShownItem): ForwardedMessage {
		const { volume, client, clock, author, receivedAt, forwarded } = item;
		const said = { body: item.body, ...(item.files.length > 0 && { files: item.files }) };
		if (forwarded) return { ...said, fw: forwarded };
		return receivedAt === null ? said : { ...said, fw: [this.id, volume, client, clock, author, receivedAt] };
	}

	async editMessage(key: string, body: string): Promise<WriteResult> {
		const text = cleanBody(body);
		const error = textError(text);
		if (error) return { ok: false, error };
		return this.#change(
			key,
			(item) => item.mine,
			(item) => ({ k: 'e', at: this.#host.now(), of: [item.client, item.clock], b: text }),
		);
	}

	/** One's own message, or as an admin of the room anybody's. */
	async deleteMessage(key: string): Promise<WriteResult> {
		const moderates = (item: ShownItem) => this.summary.myRole === 'ADMIN' && item.state === 'stored';
		return this.#change(
			key,
			(item) => item.mine || moderates(item),
			(item) => {
				const at = this.#host.now();
				const of = [item.client, item.clock] as const;
				return item.mine ? { k: 'd', at, of } : { k: 'd', at, of, mod: true };
			},
		);
	}

	async react(key: string, emoji: string, on: boolean): Promise<WriteResult> {
		return this.#change(
			key,
			() => true,
			(item) => ({ k: 'r', at: this.#host.now(), of: [item.client, item.clock], e: emoji, on }),
		);
	}

	/** The unsent text of the composer; kept on the device. */
	get draft(): string {
		return this.#host.draft();
	}

	/** What changes it elsewhere is merged into what is written here. */
	get draftIsShared(): boolean {
		return this.#host.draftIsShared();
	}

	/** Ids of the others who are typing here. */
	get typists(): readonly string[] {
		return this.#host.volumes.newestReplica.typing.users;
	}

	/** Calls when `typists` changed. */
	subscribeTyping(listener: () => void): () => void {
		return this.#host.volumes.newestReplica.typing.subscribe(listener);
	}

	/** The person writes here. */
	sayTyping(): void {
		if (this.#host.mayWrite()) void this.#host.volumes.newestReplica.sayTyping();
	}

	stopTyping(): void {
		this.#host.volumes.newestReplica.typing.stop();
	}

	setDraft(text: string): void {
		this.#host.setDraft(text);
	}

	/** Resolves when the draft does not wait to be written any more: is it on disk? */
	draftStored(): Promise<boolean> {
		return this.#host.draftStored();
	}

	/** How far the other members have read and have it. Replaced when anything changed. */
	get readers(): KnownReaders {
		return this.#host.readers();
	}

	askReaders(): Promise<void> {
		return this.#host.askReaders();
	}

	/** Undefined without an answer. */
	readersOf(place: Reach): Promise<readonly MessageReader[] | undefined> {
		return this.#host.readersOf(place);
	}

	/** How far the person has read. */
	get read(): ReadPosition {
		return this.#host.read();
	}

	/** @param through how far the person has read; now, unless it is said */
	isRead(item: ShownItem, through = this.read): boolean {
		if (item.position === null || item.volume < through.volume) return true;
		return item.volume === through.volume && item.position <= through.position;
	}

	/** The oldest volume that holds anything unread for who has read so far. */
	firstUnreadVolume(read: ReadPosition): number {
		return this.#host.volumes.firstCounted(read);
	}

	markRead(): void {
		const { newest, oldestShown } = this.#host.volumes;
		// A volume that was only just begun holds nothing yet: the last message stands in the one before.
		for (let volume = newest; volume >= oldestShown; volume--) {
			const { length } = this.#host.volumes.open(volume).fold;
			if (length === 0) continue;
			return this.#host.setRead({ mark: this.#host.read().mark, volume, position: length - 1 });
		}
	}

	markUnreadFrom(key: string): void {
		const item = this.items().find((candidate) => candidate.key === key);
		if (!item || item.position === null) return;
		const { mark } = this.#host.read();
		this.#host.setRead({ mark: mark + 1, volume: item.volume, position: item.position - 1 });
	}

	/** The first volume that shows. */
	get oldest(): number {
		return this.#host.volumes.oldestShown;
	}

	/** An older volume has to be loaded for anything to show. */
	get showsNothing(): boolean {
		return this.#host.volumes.showsNothing;
	}

	get hasOlder(): boolean {
		return this.#host.volumes.oldestShown > 0;
	}

	/** Loads the volume before the oldest loaded one. Resolves when the device's copy of it is there; the network's comes after. */
	async loadOlder(): Promise<void> {
		await this.#host.volumes.showOlder();
	}

	async discard(key: string): Promise<void> {
		for (const replica of this.#host.volumes.replicas) {
			const prefix = `${replica.volume}:`;
			const ref = key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
			if (ref !== undefined && replica.tray.has(ref)) return replica.emptyTray(ref);
		}
	}

	/** The page lets go of it; syncing goes on in the background. */
	close(): void {
		this.#host.volumes.newestReplica.present = false;
		this.#host.closed();
	}

	#find(key: string): { item: ShownItem; replica: Replica } | undefined {
		for (const replica of this.#host.volumes.replicas) {
			if (!key.startsWith(`${replica.volume}:`)) continue;
			const item = replica.items().find((candidate) => candidate.key === key);
			if (item) return { item, replica };
		}
		return undefined;
	}

	async #change(
		key: string,
		allowed: (item: ShownItem) => boolean,
		event: (item: ShownItem) => AuthoredEvent,
	): Promise<WriteResult> {
		if (!this.#host.mayWrite()) return { ok: false, error: 'not-allowed' };
		const found = this.#find(key);
		if (!found || found.item.kind !== 'message' || found.item.deleted || !allowed(found.item))
			return { ok: false, error: 'no-target' };
		return this.#write(found.replica, event(found.item));
	}

	async #write(replica: Replica, event: AuthoredEvent): Promise<WriteResult> {
		const written: ReplicaWrite = await replica.write([event]);
		if (written.ok) return { ok: true, key: itemKey(replica.volume, ...written.ref) };
		return { ok: false, error: written.error === 'closed' ? 'not-allowed' : written.error };
	}
}

function textError(text: string): WriteError | undefined {
	if (text === '') return 'blank';
	return utf8Length(text) > MAX_BODY_BYTES ? 'too-long' : undefined;
}
