/** Puts the parts of a workspace together: what happens when the socket opens, the workspace changes, a command is decided, a document ends. */
import type { Command, CommandOutcome } from '#lib/protocol/commands.ts';
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import type { Person, Workspace as ServerWorkspace } from '#lib/protocol/workspace.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { Account } from './account.ts';
import { openDeviceRegistry, type DeviceRegistry } from './client-ids.ts';
import { CommandQueue } from './command-queue.ts';
import { Connection } from './connection.ts';
import type { ConversationHost } from './conversation.ts';
import { Drafts } from './drafts.ts';
import type { Environment } from './environment.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';
import { Multiplexer, type Admission, type SocketState } from './multiplexer.ts';
import { Notices, refusedWords } from './notices.ts';
import { ReadMarks } from './read-marks.ts';
import { ServerLink } from './server-link.ts';
import { Shelf } from './shelf.ts';
import type { StorageStatus, UndeliveredText } from './summaries.ts';
import { SummaryList } from './summary-list.ts';
import { Tabs } from './tabs.ts';
import { Undelivered } from './undelivered.ts';
import { textsOf } from './unsent-texts.ts';
import { uuidv7 } from '#lib/domain/conversation-id.ts';
import { WorkspaceCopy } from './workspace-copy.ts';

const AS_OF = 'as-of';
/** Databases that are read at the same time at the start. */
const OPEN_AT_ONCE = 6;
const FETCH_RETRY_MS = 3_000;

export class WorkspaceEngine {
	readonly account: Account;
	readonly copy: WorkspaceCopy;
	readonly notices: Notices;
	readonly undelivered: Undelivered;
	readonly summaries: SummaryList;
	readonly connection: Connection;
	readonly multiplexer: Multiplexer;
	readonly #environment: Environment;
	readonly #store: KeyValueStore;
	readonly #server: ServerLink;
	readonly #tabs: Tabs;
	readonly #ids: DeviceRegistry;
	readonly #commands: CommandQueue;
	readonly #marks: ReadMarks;
	readonly #drafts: Drafts;
	readonly #shelf: Shelf;
	readonly #listeners = new Set<() => void>();
	readonly #guests = new Map<string, number>();
	#directory: ReadonlyMap<string, Person> = new Map();
	#persisted: boolean | null = null;
	#storeFailed = false;
	#fetches = 0;
	#fetching: Promise<void> | null = null;
	#fetchAgain = false;
	#fetched = false;
	#opening: string[] = [];
	#openingCount = 0;
	#notifying = false;
	#asOfStored = 0;
	#closed = false;

	static async open(account: Account, environment: Environment): Promise<WorkspaceEngine> {
		const store = await environment.storage.openKeyValue(nameOf(account.user));
		const server = new ServerLink(account.user, environment);
		const tabs = new Tabs((name, receive) => environment.openChannel(name, receive), account.user);
		const ids = await openDeviceRegistry({
			user: account.user,
			store,
			locks: environment.locks,
			createKey: () => environment.createDeviceKey(),
			lease: (publicKey) => server.leaseDevice(publicKey),
			onChange: () => tabs.post({ type: 'stored', prefix: 'device' }),
		});
		const asOf = (await store.get(AS_OF)) as number | undefined;
		const engine = new WorkspaceEngine(account, environment, {
			store,
			server,
			tabs,
			ids,
			asOf: asOf ?? null,
		});
		await engine.#load();
		return engine;
	}

	private constructor(
		account: Account,
		environment: Environment,
		{
			store,
			server,
			tabs,
			ids,
			asOf,
		}: { store: KeyValueStore; server: ServerLink; tabs: Tabs; ids: DeviceRegistry; asOf: number | null },
	) {
		const { clock, locks, network, randomness, storage } = environment;
		const { user } = account;
		this.account = account;
		this.#environment = environment;
		this.#store = store;
		this.#server = server;
		this.#tabs = tabs;
		this.#ids = ids;
		this.copy = new WorkspaceCopy(user, store);
		this.notices = new Notices(store);
		this.undelivered = new Undelivered(store);
		this.connection = new Connection(clock, asOf, () => {
			this.#keepAsOf();
			this.#notify();
		});
		this.multiplexer = new Multiplexer({
			clock,
			randomness,
			network,
			admit: () => this.#admit(),
			onEvent: (event) => this.#takeEvent(event),
			onServerTime: () => this.#heard(),
			onChange: (state) => this.#takeSocket(state),
		});
		this.#drafts = new Drafts(store, () => tabs.post({ type: 'stored', prefix: 'draft/' }));
		const send = (command: Command) => server.send(command);
		this.#commands = new CommandQueue({
			user,
			store,
			locks,
			clock,
			send,
			decided: (command, outcome) => this.#decided(command, outcome),
			onChange: (outcome) => this.#commandsChanged(outcome),
		});
		this.#marks = new ReadMarks({
			store,
			clock,
			newId: () => uuidv7(clock.now(), randomness.bytes(10)),
			send,
			onChange: (conversation) => this.changed(conversation),
		});
		this.#shelf = new Shelf({
			self: user,
			store,
			storeNameOf: (document) => `${nameOf(user)}/${document}`,
			replica: { ids, storage, carrier: this.multiplexer, clock, locks, tabs },
			beforeFirstWrite: () => this.#commands.saved(),
			onChange: (conversation) => this.changed(conversation),
			onClosed: (conversation, code) => this.#documentEnded(conversation, code),
		});
		this.summaries = new SummaryList({
			self: user,
			store,
			clock,
			copy: this.copy,
			shelf: this.#shelf,
			marks: this.#marks,
			personOf: (id) => this.#directory.get(id),
		});
		this.#listenToTabs();
	}

	get directory(): ReadonlyMap<string, Person> {
		return this.#directory;
	}

	get storageStatus(): StorageStatus {
		let [full, failed] = [false, this.#storeFailed];
		for (const set of this.#shelf.sets.values())
			for (const { failure } of set.replicas) {
				failed ||= failure !== null;
				full ||= failure?.full ?? false;
			}
		return { persisted: this.#persisted, full, failed };
	}

	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Something of this conversation changed; without an id, of the workspace. */
	changed(conversation?: string): void {
		this.summaries.changed(conversation);
		if (conversation !== undefined) this.#shelf.clearSent(conversation);
		this.#notify();
	}

	enqueue(command: Command): void {
		this.#commands.enqueue(command).catch(() => {
			this.#storeFailed = true;
			this.notices.add({ id: command.id, conversation: null, words: 'Not saved on this device' });
			this.changed();
		});
	}

	unsentTexts(): readonly UndeliveredText[] {
		const texts: UndeliveredText[] = [];
		for (const [id, set] of this.#shelf.sets) {
			const creation = this.copy.creationOf(id);
			const words = typeof creation === 'object' ? creation.refused : 'not sent yet';
			texts.push(...textsOf(set, this.summaries.get(id)?.name ?? '', words));
		}
		return texts;
	}

	hostOf(id: string): ConversationHost | undefined {
		const conversation = this.copy.conversations.get(id);
		if (!conversation || this.#closed) return undefined;
		const volumes = this.#shelf.open(id, conversation.volume);
		this.#guests.set(id, (this.#guests.get(id) ?? 0) + 1);
		this.#connectWhereAllowed(id);
		return {
			volumes,
			now: () => this.#environment.clock.now(),
			summary: () => this.summaries.get(id) ?? { ...EMPTY_SUMMARY, id },
			mayWrite: () => this.copy.isMember(id) || this.copy.creationOf(id) === 'pending',
			draft: () => this.#drafts.of(id),
			setDraft: (text) => this.#drafts.set(id, text),
			read: () => this.#marks.of(id),
			setRead: (position) => this.#marks.mark(id, position),
			subscribe: (listener) => this.subscribe(listener),
			closed: () => this.#pageClosed(id),
		};
	}

	async discardConversation(id: string): Promise<void> {
		if (typeof this.copy.creationOf(id) !== 'object') return;
		await this.#shelf.erase(id);
		await this.copy.forgetRefused(id);
		this.#drafts.set(id, '');
		this.changed();
	}

	/** Signs out: everything of this person goes from the browser. */
	async eraseAll(): Promise<void> {
		const told = await this.#server.signOut();
		this.#tabs.post({ type: 'signed-out' });
		const documents = this.#shelf.documents.map((document) => `${nameOf(this.account.user)}/${document}`);
		await this.#end();
		await this.#environment.storage.eraseAll(nameOf(this.account.user), documents);
		this.#environment.signedOut?.(told);
	}

	async close(): Promise<void> {
		await this.#drafts.idle();
		await this.#end();
	}

	async #load(): Promise<void> {
		const parts = [this.copy, this.notices, this.undelivered, this.#commands, this.#marks, this.#drafts];
		for (const part of [...parts, this.#shelf, this.summaries]) await part.load();
		this.copy.takePending(this.#commands.pending, this.#fetches);
		this.#takeServer();
		this.multiplexer.start();
		void this.#environment.storage.persist().then((persisted) => {
			this.#persisted = persisted;
			this.#notify();
		});
	}

	async #end(): Promise<void> {
		this.#closed = true;
		this.multiplexer.stop();
		this.#commands.stop();
		this.#marks.stop();
		this.summaries.stop();
		this.#tabs.close();
		await this.#shelf.closeAll();
		this.#store.close();
	}

	async #admit(): Promise<Admission> {
		const { admission, device } = await this.#server.check();
		if (admission !== 'admitted' || this.#closed) return admission;
		try {
			await this.#ids.register(device);
		} catch {
			return 'unreachable';
		}
		return admission;
	}

	#takeSocket(state: SocketState): void {
		if (state.name === 'open') {
			this.#fetched = false;
			this.#fetch();
			this.#commands.start();
			this.#marks.start();
		} else {
			this.#commands.stop();
			this.#marks.stop();
		}
		this.connection.takeSocket(state);
		this.#notify();
	}

	#takeEvent(event: InboxEvent): void {
		if (event.type === 'workspace') this.#fetch();
		else if (event.type === 'read') this.#marks.takeRemote(event.conversation, event);
	}

	#heard(): void {
		this.connection.heard();
		this.#keepAsOf();
	}

	/** So that a page that lived a few seconds only still knows, offline, how old its picture is. */
	#keepAsOf(): void {
		const { asOf } = this.connection.status;
		if (asOf === null || asOf - this.#asOfStored < 15_000 || this.#closed) return;
		this.#asOfStored = asOf;
		void this.#store.write([{ key: AS_OF, value: asOf }]).catch(() => {});
	}

	/** One fetch at a time; one that was asked for meanwhile begins after it. */
	#fetch(): void {
		this.#fetchAgain = true;
		this.#fetching ??= this.#fetchAll().finally(() => {
			this.#fetching = null;
		});
	}

	async #fetchAll(): Promise<void> {
		while (this.#fetchAgain && !this.#closed) {
			this.#fetchAgain = false;
			const fetches = ++this.#fetches;
			const server = await this.#server.fetchWorkspace();
			if (this.#closed) return;
			if (server) await this.#takeWorkspace(server, fetches);
			else if (this.multiplexer.state.name === 'open')
				this.#environment.clock.after(
					FETCH_RETRY_MS,
					() => this.multiplexer.state.name === 'open' && this.#fetch(),
				);
		}
	}

	async #takeWorkspace(server: ServerWorkspace, fetches: number): Promise<void> {
		const before = [...this.#shelf.sets.keys()].filter((id) => this.copy.isMember(id));
		const left = new Set(
			this.#commands.pending
				.filter(({ kind }) => kind === 'conversation.leave')
				.map((command) => command.conversation),
		);
		const names = new Map(before.map((id) => [id, this.summaries.get(id)?.name ?? '']));
		await this.copy.take(server, fetches);
		this.#takeServer();
		for (const id of before)
			if (!this.copy.isMember(id))
				await this.#forget(
					id,
					names.get(id)!,
					left.has(id) ? 'you left this conversation' : 'you were removed from this conversation',
				);
		this.#fetched = true;
		this.changed();
		this.#tabs.post({ type: 'stored', prefix: 'workspace' });
	}

	/** Takes over what the copy says, from the server or from the device. */
	#takeServer(): void {
		const { server } = this.copy;
		if (server) {
			this.#directory = new Map(server.people.map((person) => [person.id, person]));
			this.#marks.takeServer(server.conversations.map(({ id, read }) => [id, read]));
		}
		this.summaries.changed();
		this.#openAll();
	}

	/** Everything that the person takes part in is synced in the background, what was active last first. */
	#openAll(): void {
		const mine = this.summaries
			.list()
			.filter(({ id }) => this.copy.isMember(id) || this.copy.creationOf(id) !== 'accepted');
		for (const { id } of mine) this.#shelf.get(id)?.setNewest(this.copy.conversations.get(id)!.volume);
		this.#opening = mine.map(({ id }) => id).filter((id) => !this.#shelf.get(id));
		for (const id of this.#shelf.sets.keys()) this.#connectWhereAllowed(id);
		this.#openNext();
	}

	#openNext(): void {
		while (this.#openingCount < OPEN_AT_ONCE && !this.#closed) {
			const id = this.#opening.shift();
			if (id === undefined) break;
			const conversation = this.copy.conversations.get(id);
			if (!conversation || this.#shelf.get(id)) continue;
			this.#openingCount++;
			const set = this.#shelf.open(id, conversation.volume);
			this.#connectWhereAllowed(id);
			void set.newestReplica.whenLoaded.finally(() => {
				this.#openingCount--;
				this.#openNext();
				this.#notify();
			});
		}
	}

	/** A document connects when its conversation stands on the server, and never when that was refused. */
	#connectWhereAllowed(id: string): void {
		const set = this.#shelf.get(id);
		const creation = this.copy.creationOf(id);
		if (creation === 'accepted') set?.connect();
		else
			for (const replica of set?.replicas ?? [])
				replica.refusedWhole = creation === 'pending' ? null : creation.refused;
	}

	#decided(command: Command, outcome: CommandOutcome): readonly Change[] {
		if (outcome.ok) return [];
		const { conversation, id } = command;
		if (command.kind === 'conversation.create') return this.copy.refuse(conversation, outcome.words);
		const words = refusedWords(
			command,
			outcome.words,
			(user) => this.#directory.get(user)?.name ?? 'this person',
		);
		return this.notices.add({ id, conversation, words });
	}

	#commandsChanged(outcome?: CommandOutcome): void {
		this.copy.takePending(this.#commands.pending, this.#fetches);
		this.summaries.changed();
		this.#openAll();
		if (outcome) {
			this.#fetch();
			this.#tabs.post({ type: 'stored', prefix: 'command/' });
		}
		this.#notify();
	}

	#documentEnded(conversation: string, code: number): void {
		if (code === CLOSE.signedOut.code) return this.multiplexer.tryNow();
		if (code !== CLOSE.noAccess.code) return;
		// Whether the person was removed, the workspace says. If not, the relay did not know of the membership yet.
		this.#fetch();
		this.#environment.clock.after(FETCH_RETRY_MS, () => {
			if (this.copy.creationOf(conversation) === 'accepted') this.#shelf.get(conversation)?.reconnect();
		});
	}

	/** The person is no longer in it: unsent texts are kept aside, on disk, before the copy goes. */
	async #forget(id: string, name: string, words: string): Promise<void> {
		const set = this.#shelf.get(id);
		if (!set) return;
		await Promise.all([...set.replicas].map((replica) => replica.idle()));
		const draft = this.#drafts.of(id);
		const texts = textsOf(set, name, words);
		if (draft !== '')
			texts.push({
				key: `${id}/draft`,
				conversation: id,
				conversationName: name,
				body: draft,
				at: this.#environment.clock.now(),
				words,
			});
		await this.undelivered.add(texts, [this.summaries.forget(id)]);
		this.#drafts.set(id, '');
		this.#marks.forget(id);
		await this.#shelf.erase(id);
		if (this.#guests.has(id)) this.hostOf(id);
	}

	#pageClosed(id: string): void {
		const pages = (this.#guests.get(id) ?? 1) - 1;
		if (pages > 0) {
			this.#guests.set(id, pages);
			return;
		}
		this.#guests.delete(id);
		const set = this.#shelf.get(id);
		if (!set) return;
		set.showNewestOnly();
		// What is only read is not synced in the background.
		const mine = this.copy.isMember(id) || this.copy.creationOf(id) !== 'accepted';
		if (!mine && set.unsent === 0) void this.#shelf.close(id);
	}

	#listenToTabs(): void {
		this.#tabs.on('stored', ({ prefix }) => void this.#reload(prefix));
		this.#tabs.on('restarted', ({ document }) => {
			for (const set of this.#shelf.sets.values())
				for (const replica of set.replicas) if (replica.document === document) replica.superseded();
		});
		this.#tabs.on('signed-out', () => {
			void this.#end();
			this.connection.takeSocket({ name: 'signed-out' });
		});
	}

	async #reload(prefix: string): Promise<void> {
		if (this.#closed) return;
		if (prefix === 'device') await this.#ids.reload();
		if (prefix === 'draft/') await this.#drafts.load();
		if (prefix === 'mark/') await this.#marks.load();
		if (prefix === 'undelivered/') await this.undelivered.load();
		if (prefix === 'workspace' || prefix === 'command/') {
			await this.copy.load();
			await this.#commands.load();
			this.#takeServer();
		}
		this.changed();
	}

	/** Listeners hear once per turn, however much changed. */
	#notify(): void {
		if (this.#notifying || this.#closed) return;
		this.#notifying = true;
		queueMicrotask(() => {
			this.#notifying = false;
			this.#takeFacts();
			for (const listener of [...this.#listeners]) listener();
		});
	}

	#takeFacts(): void {
		let { length: unsent } = this.#commands.pending;
		let received = 0;
		let complete = this.#fetched && unsent === 0 && this.#opening.length === 0 && this.#openingCount === 0;
		for (const [id, set] of this.#shelf.sets) {
			received += set.received;
			const creation = this.copy.creationOf(id);
			if (typeof creation === 'object') continue;
			unsent += set.unsent;
			if (creation === 'accepted' && !set.synced) complete = false;
		}
		this.connection.takeFacts({ complete, unsent, received });
	}
}

const EMPTY_SUMMARY = {
	kind: 'room',
	visibility: 'private',
	channel: false,
	name: '',
	topic: '',
	memberIds: [],
	myRole: null,
	lastMessage: null,
	activityAt: 0,
	unread: 0,
	unsent: 0,
	creation: 'accepted',
	volume: 0,
} as const;

/** Name of the person's databases, locks and channel on this browser. */
function nameOf(user: string): string {
	return `parley/${user}`;
}
