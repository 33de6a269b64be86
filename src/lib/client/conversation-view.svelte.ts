import { captionOf, namesOf } from '#lib/domain/attached-file.ts';
import { cleanBody, MAX_BODY_BYTES, utf8Length } from '#lib/domain/events.ts';
import { decodeMentions, encodeMentions, type Mentionable } from '#lib/domain/mentions.ts';
import { itemKey } from '#lib/domain/timeline.ts';
import { hasRead, type MessageReader } from '#lib/protocol/readers.ts';
import type { ReadPosition } from '#lib/protocol/workspace.ts';
import type { Conversation, ForwardedMessage, WriteError, WriteResult } from './conversation.ts';
import type { Described } from './files/describe-file.ts';
import type { NotTaken, TrayFile } from './files/tray-file.ts';
import type { ItsReaders, KnownReaders } from './readers.ts';
import { undeliveredItem } from './shown-message.ts';
import type { ConversationSummary, ShownItem } from './summaries.ts';
import { TimelineRows, type TimelineRow } from './timeline-rows.ts';

/** What the composer is for at the moment. */
export type ComposerMode =
	{ kind: 'write' } | { kind: 'reply'; item: ShownItem } | { kind: 'edit'; item: ShownItem };

/** The people of a conversation, in the words that are typed and read. */
export interface MentionWords {
	mentionables(conversation: ConversationSummary): Mentionable[];
	labelOf(user: string): string;
}

/** The view-model of an open conversation: rows, composer and what can be done to a message. */
export class ConversationView {
	readonly #conversation: Conversation;
	readonly #rows: TimelineRows<ShownItem>;
	readonly #self: string;
	readonly #words: MentionWords;
	readonly #unsubscribe: () => void;
	readonly #forgetTyping: () => void;

	/** Somebody looks at the end of the timeline: what comes is read at once. */
	#watched = false;
	/** Texts whose write has not completed: until then they are part of the draft, so that a crash leaves them in the box. */
	readonly #sending: string[] = [];
	/** The box holds what was typed in this tab; otherwise it shows the draft, whichever tab writes it. */
	#typed = false;
	/** How far was read when it was opened; null once there is nothing of that any more. */
	#opening: ReadPosition | null = null;
	#hadUnread = false;
	#loading: Promise<void> | null = null;
	/** The box's text of plain writing; `text` may be that of an edit. */
	#plain = '';
	/** What this view made the draft last. */
	#kept = '';

	summary: ConversationSummary = $state.raw()!;
	/** How far the other members have read, and have it. */
	readers: KnownReaders = $state.raw()!;
	loaded = $state(false);
	rows: readonly TimelineRow<ShownItem>[] = $state.raw([]);
	/** The last change of `rows` put some before the first one. */
	prepended = $state(false);
	hasOlder = $state(false);
	/** The first volume that shows. */
	oldest = $state(0);
	/** The first message that was unread at the opening is in a volume before those that show. */
	newIsOlder = $state(false);
	/** Text of the composer. */
	text = $state('');
	mode: ComposerMode = $state.raw({ kind: 'write' });
	/** What is sent with the next message. */
	tray: readonly TrayFile[] = $state.raw([]);
	/** What was chosen last and not taken. */
	notTaken: NotTaken | null = $state.raw(null);
	/** It is sent as soon as all of the tray is on the disk. */
	sendingSoon = $state(false);
	/** Why the last write was not taken; its text is back in the composer. */
	error: WriteError | null = $state(null);
	/** What others wrote since the conversation was opened, newest last; for the region that is read aloud. */
	arrived: readonly ShownItem[] = $state.raw([]);

	/** Who can be mentioned here. */
	mentionables: readonly Mentionable[] = $derived.by(() => this.#words.mentionables(this.summary));
	bytes = $derived(utf8Length(this.#encoded(this.text.trim())));
	/** Bytes over the limit, or 0. */
	excess = $derived(Math.max(0, this.bytes - MAX_BODY_BYTES));
	blank = $derived(this.text.trim() === '');
	/** Something could be sent. */
	sendable = $derived.by(() => {
		if (this.excess > 0 || this.sendingSoon) return false;
		if (this.mode.kind === 'edit') return !this.blank || this.mode.item.files.length > 0;
		if (this.tray.length === 0) return !this.blank;
		return this.tray.every(({ state }) => state !== 'failed');
	});

	/** Ids of the others who are typing. */
	typists: readonly string[] = $state.raw([]);

	constructor(conversation: Conversation, self: string, words: MentionWords) {
		this.#conversation = conversation;
		this.#self = self;
		this.#words = words;
		this.#rows = new TimelineRows({
			self,
			isNew: (item) => !this.#watched && !conversation.isRead(item),
			wasNew: (item) => this.#opening !== null && !conversation.isRead(item, this.#opening),
		});
		this.#opening = conversation.read;
		this.#refresh();
		this.#unsubscribe = conversation.subscribe(() => this.#refresh());
		this.#forgetTyping = conversation.subscribeTyping(() => (this.typists = conversation.typists));
	}

	closed = false;

	close(): void {
		this.closed = true;
		this.#unsubscribe();
		this.#forgetTyping();
		this.#conversation.close();
	}

	#refresh(): void {
		const conversation = this.#conversation;
		// Before anything shows: list, title and icon would say "1 unread" for as long as it takes to paint, with each message.
		if (this.#watched && conversation.summary.unread > 0) conversation.markRead();
		const undelivered = conversation.refused.map((text) => undeliveredItem(text, this.#self));
		const items = undelivered.length === 0 ? conversation.items() : [...conversation.items(), ...undelivered];
		const known = this.loaded ? this.#lastStored() : null;
		this.prepended = this.#rows.update(items);
		this.rows = this.#rows.rows;
		this.summary = conversation.summary;
		this.readers = conversation.readers;
		this.hasOlder = conversation.hasOlder;
		this.oldest = conversation.oldest;
		this.loaded = conversation.loaded;
		this.#hadUnread ||= this.summary.unread > 0;
		this.newIsOlder = this.#beginsBefore();
		this.tray = conversation.files?.tray ?? [];
		if (known) this.#announce(known);
		this.#takeDraft();
		if (conversation.showsNothing) void this.loadOlder();
	}

	/** The draft may have been changed by another tab or device. */
	#takeDraft(): void {
		const { draft, draftIsShared } = this.#conversation;
		if (this.#sending.length > 0) return;
		// Here the box is what counts, unless what is there now has been merged with it.
		if (this.#typed && (!draftIsShared || draft === this.#kept)) return;
		if (!draftIsShared && this.mode.kind !== 'write') return;
		this.#plain = this.#kept = draft;
		if (this.mode.kind !== 'edit') this.text = draft;
	}

	#lastStored(): ShownItem | null {
		return this.rows.findLast(({ item }) => item.position !== null)?.item ?? null;
	}

	/** Tells what came after `known`, the last stored item that was there before. */
	#announce(known: ShownItem): void {
		const arrived: ShownItem[] = [];
		for (let index = this.rows.length - 1; index >= 0; index--) {
			const { item, own } = this.rows[index]!;
			if (item.position === null) continue;
			if (item.key === known.key || item.volume < known.volume) break;
			if (!own && item.kind === 'message' && !item.deleted) arrived.unshift(item);
		}
		if (arrived.length > 0) this.arrived = arrived;
	}

	/** One volume more; whoever asks while it comes waits for it. */
	loadOlder(): Promise<void> {
		if (!this.hasOlder) return Promise.resolve();
		return (this.#loading ??= this.#conversation.loadOlder().finally(() => {
			this.#loading = null;
			this.hasOlder = this.#conversation.hasOlder;
		}));
	}

	/** Loads older volumes as far as something in them was unread when the conversation was opened. */
	async loadNew(): Promise<void> {
		while (this.#beginsBefore()) await this.loadOlder();
	}

	/** Was what was unread at the opening begun in a volume before those that show? */
	#beginsBefore(): boolean {
		if (!this.#opening || !this.#hadUnread) return false;
		return this.#conversation.oldest > this.#conversation.firstUnreadVolume(this.#opening);
	}

	/** As it is stored: people are named by id. A text that is far too long anyway is not searched for them. */
	#encoded(text: string): string {
		return text.length > 4 * MAX_BODY_BYTES ? text : encodeMentions(text, this.mentionables);
	}

	/** A body as a person reads it on one line, copies or edits it. */
	readable(body: string): string {
		return decodeMentions(
			body,
			(user) => this.mentionables.find((each) => each.user === user)?.label ?? this.#words.labelOf(user),
		);
	}

	type(text: string): void {
		this.text = text;
		this.error = null;
		if (this.mode.kind === 'edit') return;
		this.#keep(text);
		if (this.blank) this.#conversation.stopTyping();
		else this.#conversation.sayTyping();
	}

	/** As the text of plain writing, on the device too. */
	#keep(plain: string): void {
		this.#typed = plain !== '';
		this.#plain = plain;
		this.#kept = [...this.#sending, plain].filter((text) => text !== '').join('\n');
		this.#conversation.setDraft(this.#kept);
	}

	reply(item: ShownItem): void {
		if (this.mode.kind === 'edit') this.leaveMode();
		this.mode = { kind: 'reply', item };
	}

	edit(item: ShownItem): void {
		// The box holds what is about to be sent.
		if (this.sendingSoon) return;
		this.mode = { kind: 'edit', item };
		this.text = this.readable(captionOf(item.body, item.files));
		this.error = null;
	}

	/** Back to plain writing. The draft that an edit covered is there again. */
	leaveMode(): void {
		if (this.mode.kind === 'edit') this.text = this.#plain;
		this.mode = { kind: 'write' };
		this.error = null;
	}

	/** Edits the last message of mine that can be edited. False when there is none. */
	editLast(): boolean {
		if (this.sendingSoon) return false;
		for (let index = this.rows.length - 1; index >= 0; index--) {
			const { item, own } = this.rows[index]!;
			if (!own || item.deleted || item.delivery === 'refused') continue;
			this.edit(item);
			return true;
		}
		return false;
	}

	/** Where nothing can be attached there is no tray. */
	get attaches(): boolean {
		return this.#conversation.files !== null;
	}

	/**
	 * False: not all of them were taken.
	 * @param known what whoever recorded it knows better than any reading
	 */
	attach(chosen: readonly File[], known?: Partial<Described>): boolean {
		const left = this.#conversation.files?.add(chosen, known);
		this.notTaken = left && left.tooLarge.length + left.tooMany > 0 ? left : null;
		// The tray shows at once, also to who sends in the same breath.
		this.tray = this.#conversation.files?.tray ?? [];
		return left !== undefined && this.notTaken === null;
	}

	takeOut(id: string): void {
		this.notTaken = null;
		this.#conversation.files?.discard(id);
	}

	/** @param to its place in the tray */
	moveFile(id: string, to: number): void {
		this.#conversation.files?.move(id, to);
	}

	/** Sends or changes. The box is empty at once; a text that was not taken comes back into it. */
	async send(): Promise<void> {
		if (!this.sendable) return;
		if (this.mode.kind === 'edit') return this.#change(this.mode);
		const { files } = this.#conversation;
		if (!files || this.tray.length === 0) {
			return this.#write((body, answers) => this.#conversation.sendMessage({ body, ...answers }));
		}
		const { mode } = this;
		this.notTaken = null;
		this.sendingSoon = true;
		await files.settled();
		this.sendingSoon = false;
		this.tray = files.tray;
		// Meanwhile another page may have sent it or, after this one was left, somebody have written on; a file may not have been saved.
		const isWrittenOn = this.closed && this.#conversation.draft !== this.#kept;
		if (this.tray.length === 0 || this.mode !== mode || isWrittenOn || !this.sendable) return;
		await this.#write(async (body, answers) => {
			let result: WriteResult = { ok: false, error: 'not-saved' };
			await files.sendWith(async (given) => {
				result = await this.#conversation.sendMessage({
					body: body || namesOf(given),
					files: given,
					...answers,
				});
				return result.ok ? result.key : null;
			});
			return result;
		});
	}

	async #change(mode: ComposerMode & { kind: 'edit' }): Promise<void> {
		const { text } = this;
		// Files alone have their names as words.
		const body = this.#encoded(cleanBody(text)) || namesOf(mode.item.files);
		this.mode = { kind: 'write' };
		this.error = null;
		this.text = this.#plain;
		if (body === mode.item.body) return;
		const result = await this.#conversation.editMessage(mode.item.key, body);
		if (!result.ok) this.#giveBack(text, mode, result.error);
	}

	/** Until the write has ended the text is in the draft. */
	async #write(write: (body: string, answers: { re?: string }) => Promise<WriteResult>): Promise<void> {
		const { mode, text } = this;
		const body = this.#encoded(cleanBody(text));
		this.mode = { kind: 'write' };
		this.error = null;
		const written = write(body, mode.kind === 'reply' ? { re: mode.item.key } : {});
		this.#conversation.stopTyping();
		this.#sending.push(text);
		this.text = '';
		this.#keep('');
		const result = await written;
		this.#sending.splice(this.#sending.indexOf(text), 1);
		if (!result.ok) this.#giveBack(text, mode, result.error);
		else if (this.#conversation.draft === this.#kept) this.#keep(this.#plain);
	}

	#giveBack(text: string, mode: ComposerMode, error: WriteError): void {
		this.error = error;
		if (this.text !== '' && mode.kind !== 'edit') text = `${text}\n${this.text}`;
		this.mode = mode;
		this.text = text;
		if (mode.kind !== 'edit') this.#keep(text);
	}

	async react(item: ShownItem, emoji: string, on: boolean): Promise<void> {
		this.#note(await this.#conversation.react(item.key, emoji, on));
	}

	async remove(item: ShownItem): Promise<void> {
		this.#note(await this.#conversation.deleteMessage(item.key));
	}

	/** Puts an undelivered text into the composer, with its files, and takes it out of the timeline. */
	async editAndResend(item: ShownItem): Promise<void> {
		await this.#takeBack(item, async () => {
			await this.#conversation.discard(item.key);
			return { ok: true, key: item.key };
		});
	}

	/** Ends the sending of a file: its message is deleted, and what else that said and carried is in the composer. */
	async stopSending(file: string): Promise<void> {
		const item = this.rows.find(({ item }) => item.files.some(([id]) => id === file))?.item;
		if (item) await this.#takeBack(item, () => this.#conversation.deleteMessage(item.key), file);
	}

	/** What a message said and carried is in the composer, and on the disk, before `end` ends the message. When one of both fails the composer is as before. */
	async #takeBack(item: ShownItem, end: () => Promise<WriteResult>, without?: string): Promise<void> {
		let result: WriteResult = { ok: false, error: 'not-saved' };
		const endWith = async (said: string): Promise<boolean> => {
			this.leaveMode();
			const before = this.text;
			this.#addToText(said);
			const after = this.text;
			if (await this.#conversation.draftStored()) result = await end();
			if (!result.ok && this.text === after) this.type(before);
			return result.ok;
		};
		const { files } = this.#conversation;
		await (files ? files.takeBack(item, endWith, without) : endWith(item.body));
		this.#note(result);
	}

	#addToText(body: string): void {
		const text = this.readable(body);
		if (text !== '') this.type(this.blank ? text : `${this.text}\n${text}`);
	}

	async discard(item: ShownItem): Promise<void> {
		await this.#conversation.files?.drop(item.key);
		await this.#conversation.discard(item.key);
	}

	#note(result: WriteResult): void {
		if (!result.ok) this.error = result.error;
	}

	/** @param looking does somebody look at this window? @param atEnd is the last message in sight? */
	watch(looking: boolean, atEnd: boolean): void {
		this.#watched = looking && atEnd;
		if (this.#watched) this.#conversation.markRead();
		else if (!looking && this.summary.unread === 0) {
			this.#opening = null;
			this.#rows.forgetNew();
			this.newIsOlder = false;
			this.rows = this.#rows.rows;
		}
	}

	forwardOf(item: ShownItem): ForwardedMessage {
		return this.#conversation.forwardOf(item);
	}

	/** Writes here what was said elsewhere, or here before. */
	writeForward(message: ForwardedMessage): Promise<WriteResult> {
		return this.#conversation.sendMessage(message);
	}

	/** Loads older volumes as far as needed; null when there was nothing yet at that time. @param at ms */
	async firstFrom(at: number): Promise<string | null> {
		while (this.hasOlder && (this.rows.length === 0 || this.rows[0]!.shownAt >= at)) await this.loadOlder();
		return this.rows.find((row) => row.shownAt >= at)?.key ?? this.rows.at(-1)?.key ?? null;
	}

	/** Of the others who are members now: who has read it, who has not, and whether a device of any of them has it. */
	readersOf({ volume, position }: ShownItem): ItsReaders {
		const others = this.summary.memberIds.filter((user) => user !== this.#self);
		const { readers, delivered } = this.readers;
		const reads = (user: string) => {
			const reader = readers.get(user);
			return reader !== undefined && position !== null && hasRead(reader, volume, position);
		};
		return {
			read: others.filter(reads),
			unread: others.filter((user) => !reads(user)),
			delivered: position !== null && position <= (delivered.get(volume) ?? -1),
		};
	}

	/** Since when each of them has it and has read it; undefined without an answer. */
	async messageReaders({ volume, position }: ShownItem): Promise<readonly MessageReader[] | undefined> {
		return position === null ? undefined : this.#conversation.readersOf({ volume, position });
	}

	askReaders(): void {
		void this.#conversation.askReaders();
	}

	markUnreadFrom(item: ShownItem): void {
		this.#conversation.markUnreadFrom(item.key);
	}

	/** The key of the message that `item` answers. */
	answeredKey(item: ShownItem): string | null {
		return item.re ? itemKey(item.re[0], item.re[1], item.re[2]) : null;
	}
}
