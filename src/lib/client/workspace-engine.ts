/** Puts the parts of a workspace together: what happens when the socket opens, the workspace changes, a command is decided, a document ends. */
import { common } from '#lib/i18n/common.ts';
import type { Command, CommandOutcome } from '#lib/protocol/commands.ts';
import type { Person, Workspace as ServerWorkspace } from '#lib/protocol/workspace.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { Account } from './account.ts';
import { BackgroundSync } from './background-sync.ts';
import { connectionFacts } from './connection-facts.ts';
import type { Connection } from './connection.ts';
import type { Environment } from './environment.ts';
import { openMedia, type OpenMedia } from './files/open-media.ts';
import type { Change } from './key-value-store.ts';
import type { Admission, SocketState } from './multiplexer.ts';
import { refusedWords } from './notices.ts';
import { OpenPages } from './open-pages.ts';
import { Removals } from './removals.ts';
import { openSearch, type OpenSearch } from './search/open-search.ts';
import { RepeatingFetch } from './repeating-fetch.ts';
import type { ConnectionState, StorageStatus } from './summaries.ts';
import { readAgain } from './tab-news.ts';
import { offsetIn } from './time-zone.ts';
import { UnsentDesk } from './unsent/unsent-desk.ts';
import { nameOf, openParts, type WorkspaceParts } from './workspace-parts.ts';

const AS_OF_EVERY_MS = 15_000;
/** After a document ended although the person may read it. */
const ASK_AGAIN_MS = 3_000;

/** `documents`: only what conversations hold, of which a device that was away gets hundreds; whoever paints need not at each. */
export type News = 'documents' | 'any';

export class WorkspaceEngine {
	readonly account: Account;
	readonly parts: WorkspaceParts;
	readonly pages: OpenPages;
	readonly #environment: Environment;
	readonly #fetch: RepeatingFetch;
	readonly #background: BackgroundSync;
	readonly #removals: Removals;
	readonly search: OpenSearch | null;
	readonly media: OpenMedia | null;
	readonly unsent: UnsentDesk;
	readonly #listeners = new Set<(news: News) => void>();
	#directory: ReadonlyMap<string, Person> = new Map();
	#persisted: boolean | null = null;
	#storeFailed = false;
	/** The workspace was fetched since the socket opened. */
	#fetched = false;
	#ignoredOlder = false;
	#notifying = false;
	#news: News = 'documents';
	#connectionTold: ConnectionState | null = null;
	#alertsHeard = 0;
	#asOfStored = 0;
	#closed = false;

	/** Reads what the device has. */
	static async open(account: Account, environment: Environment): Promise<WorkspaceEngine> {
		let engine: WorkspaceEngine | null = null;
		const parts = await openParts(account, environment, {
			admit: () => engine!.#admit(),
			takeEvent: (event) => {
				if (event.type === 'workspace') engine!.#fetch.ask();
				else if (event.type === 'alert') engine!.#hearAlert();
				else if (event.type === 'presence') parts.presence.take(event);
				else if (event.type === 'reader') parts.readers.take(event.conversation, event);
				else if (event.type === 'held') parts.readers.takeHeld(event.conversation, event);
				else if (event.type === 'read') parts.marks.takeRemote(event.conversation, event);
			},
			heard: () => parts.connection.heard(),
			connectionChanged: () => engine!.#connectionChanged(),
			takeSocket: (state) => engine!.#takeSocket(state),
			decided: (command, outcome) => engine!.#decided(command, outcome),
			commandsChanged: (outcome) => {
				if (engine) engine.#commandsChanged(outcome);
			},
			changed: (conversation) => engine?.changed(conversation),
			documentEnded: (conversation, code) => engine!.#documentEnded(conversation, code),
			presenceChanged: () => engine?.tell(),
			filesCounted: () => engine?.tell(),
			personOf: (user) => engine?.directory.get(user),
		});
		engine = new WorkspaceEngine(account, environment, parts);
		engine.#begin();
		return engine;
	}

	private constructor(account: Account, environment: Environment, parts: WorkspaceParts) {
		this.account = account;
		this.parts = parts;
		this.#environment = environment;
		const { clock } = environment;
		this.#fetch = new RepeatingFetch({
			clock,
			fetch: (number) => this.#fetchWorkspace(number),
			mayRetry: () => parts.multiplexer.state.name === 'open',
		});
		this.#background = new BackgroundSync(parts, () => this.#notify('documents'));
		this.pages = new OpenPages({
			...parts,
			now: () => clock.now(),
			offset: (at) => offsetIn(this.timeZone, at),
			connect: (id) => this.#background.connect(id),
			subscribe: (listener) => this.subscribe(listener),
		});
		const { pages } = this;
		this.#removals = new Removals(
			parts,
			pages,
			() => clock.now(),
			() => this.#closed,
		);
		this.unsent = new UnsentDesk({
			...{ account, parts },
			nameOf: (user) =>
				this.#directory.get(user)?.name ?? (user === account.user ? account.name : common.thisPerson),
			now: () => clock.now(),
			changed: () => this.changed(),
		});
		this.media = openMedia(parts, environment, account);
		this.search = openSearch(parts, environment, account, () => this.#notify('documents'));
	}

	get directory(): ReadonlyMap<string, Person> {
		return this.#directory;
	}

	/** The person's own choice; null for the browser's. */
	get timeZone(): string | null {
		return this.parts.copy.profile.zone;
	}

	get connection(): Connection {
		return this.parts.connection;
	}

	/** How often the server said that there is an alert; to whoever is none of those who may see them, never. */
	get alertsHeard(): number {
		return this.#alertsHeard;
	}

	#hearAlert(): void {
		this.#alertsHeard++;
		this.#notify();
	}

	get storageStatus(): StorageStatus {
		const { failure } = this.parts.shelf;
		return {
			persisted: this.#persisted,
			full: failure?.full ?? false,
			failed: this.#storeFailed || failure !== null,
		};
	}

	subscribe(listener: (news: News) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Something of this conversation changed; without an id, of the workspace. */
	changed(conversation?: string): void {
		const { summaries, told, shelf, held, files } = this.parts;
		summaries.changed(conversation);
		told.changed(conversation);
		if (conversation !== undefined) {
			shelf.clearSent(conversation);
			held.changed(conversation);
			files?.desk.conversationChanged(conversation);
		}
		this.search?.changed(conversation);
		this.media?.changed(conversation);
		this.#notify(conversation === undefined ? 'any' : 'documents');
	}

	/** What is no conversation's and in no store changed. */
	tell(): void {
		this.#notify();
	}

	enqueue(command: Command): void {
		const { commands, tabs } = this.parts;
		const notSaved = () => {
			this.#storeFailed = true;
			this.#notify();
		};
		void commands.enqueue(command, notSaved).then(() => {
			if (this.#closed) return;
			this.#storeFailed = false;
			tabs.post({ type: 'stored', prefix: 'command/' });
			this.#notify();
		});
	}

	/** Removes a conversation whose creation was refused. */
	async discardConversation(id: string): Promise<void> {
		const { copy, shelf, drafts, summaries, files } = this.parts;
		if (typeof copy.creationOf(id) !== 'object') return;
		await shelf.erase(id);
		await files?.desk.erase(id);
		await copy.forgetRefused(id);
		drafts.set(id, '');
		summaries.forget(id);
		this.changed();
	}

	/** Signs out: everything of this person goes from the browser. */
	async eraseAll(endSession: boolean): Promise<void> {
		const { server, tabs, shelf } = this.parts;
		if (endSession) await server.signOut();
		tabs.post({ type: 'signed-out' });
		const name = nameOf(this.account.user);
		const documents = ['files', ...shelf.documents].map((document) => `${name}/${document}`);
		await this.#end();
		await this.#environment.storage.eraseAll(name, documents);
		this.#environment.signedOut?.();
	}

	async close(): Promise<void> {
		await this.parts.drafts.idle();
		await this.#end();
	}

	#begin(): void {
		const { copy, commands, multiplexer } = this.parts;
		copy.takePending(commands.pending, 0);
		this.#takeServer();
		this.#listenToTabs();
		multiplexer.start();
		void this.parts.draftSync.start();
		void this.askToPersist();
	}

	/** Asks the browser to keep what is here. Null: it does not say. */
	async askToPersist(): Promise<boolean | null> {
		this.#persisted = await this.#environment.storage.persist().catch(() => null);
		this.#notify();
		return this.#persisted;
	}

	async #end(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		const { multiplexer, commands, marks, held, summaries, told, tabs, shelf, store } = this.parts;
		this.parts.draftSync.stop();
		multiplexer.stop();
		this.search?.close();
		this.media?.close();
		commands.close();
		this.parts.files?.close();
		for (const part of [marks, held, summaries, told, this.#fetch, this.#background]) part.stop();
		tabs.close();
		await shelf.closeAll();
		store.close();
	}

	async #admit(): Promise<Admission> {
		const { server, ids } = this.parts;
		const { admission, device } = await server.check();
		if (admission !== 'admitted' || this.#closed) return admission;
		try {
			await ids.register(device);
		} catch {
			return 'unreachable';
		}
		return admission;
	}

	#takeSocket(state: SocketState): void {
		const { commands, marks, held, connection, presence, readers } = this.parts;
		if (state.name === 'open') {
			this.#fetched = false;
			this.#fetch.ask();
			commands.start();
			marks.start();
			held.start();
			this.parts.files?.queue.start();
			void this.parts.draftSync.start();
			presence.opened();
			readers.reconnected();
		} else {
			presence.lost();
			commands.stop();
			marks.stop();
			held.stop();
			this.parts.files?.queue.stop();
		}
		connection.takeSocket(state);
		this.#notify();
	}

	/** A page that lived for a few seconds only must know, offline, how old its picture is. */
	#connectionChanged(): void {
		const { asOf, state } = this.parts.connection.status;
		if (asOf !== null && asOf - this.#asOfStored >= AS_OF_EVERY_MS && !this.#closed) {
			this.#asOfStored = asOf;
			this.parts.storeAsOf(asOf);
		}
		this.#notify(state === this.#connectionTold ? 'documents' : 'any');
		this.#connectionTold = state;
	}

	async #fetchWorkspace(number: number): Promise<boolean> {
		const server = await this.parts.server.fetchWorkspace();
		if (server && !this.#closed) await this.#takeWorkspace(server, number);
		return server !== undefined;
	}

	async #takeWorkspace(server: ServerWorkspace, number: number): Promise<void> {
		const { copy, tabs } = this.parts;
		// An answer that another tab's has overtaken must not take conversations away.
		if (copy.server && server.serverTime < copy.server.serverTime && !this.#ignoredOlder) {
			this.#ignoredOlder = true;
			return this.#fetch.ask();
		}
		this.#ignoredOlder = false;
		const forgetLost = this.#removals.expect();
		await copy.take(server, number);
		this.#takeServer();
		await forgetLost();
		this.#fetched = true;
		this.changed();
		if (!this.#closed) tabs.post({ type: 'stored', prefix: 'workspace' });
	}

	/** Takes over what the copy says, from the server or from the device. */
	#takeServer(): void {
		const { copy, marks, summaries } = this.parts;
		const { server } = copy;
		if (server) {
			this.#directory = new Map(server.people.map((person) => [person.id, person]));
			marks.takeServer(server.conversations.map(({ id, read }) => [id, read]));
		}
		summaries.changed();
		this.parts.told.changed();
		this.#background.update();
	}

	#decided(command: Command, outcome: CommandOutcome): readonly Change[] {
		if (outcome.ok) return [];
		const { copy, notices } = this.parts;
		const { id } = command;
		const conversation = 'conversation' in command ? command.conversation : null;
		if (command.kind === 'conversation.create') return copy.refuse(command.conversation, outcome.words);
		const nameOfPerson = (user: string) => this.#directory.get(user)?.name ?? common.thisPerson;
		return notices.add({ id, conversation, words: refusedWords(command, outcome.words, nameOfPerson) });
	}

	#commandsChanged(outcome?: CommandOutcome): void {
		const { copy, commands, tabs } = this.parts;
		copy.takePending(commands.pending, this.#fetch.begun);
		this.parts.summaries.changed();
		this.parts.told.changed();
		this.#background.update();
		this.parts.files?.queue.run();
		if (outcome && !this.#closed) {
			this.#fetch.ask();
			tabs.post({ type: 'stored', prefix: 'command/' });
		}
		this.#notify();
	}

	#documentEnded(conversation: string, code: number): void {
		const { copy, shelf } = this.parts;
		// Whether the person was removed, the workspace says. If not, the relay did not know of the membership yet.
		if (code === CLOSE.noAccess.code) this.#fetch.ask();
		this.#environment.clock.after(ASK_AGAIN_MS, () => {
			if (!this.#closed && copy.creationOf(conversation) === 'accepted') shelf.get(conversation)?.reconnect();
		});
	}

	#listenToTabs(): void {
		const { tabs, shelf, connection } = this.parts;
		tabs.on('stored', ({ prefix }) => void this.#reload(prefix));
		tabs.on('restarted', ({ document }) => shelf.superseded(document));
		tabs.on('forgotten', (removal) => {
			void this.#removals.letGo(removal).then(() => {
				if (this.#closed) return;
				this.#background.update();
				this.changed();
			});
		});
		tabs.on('signed-out', () => {
			void this.#end();
			connection.takeSocket({ name: 'signed-out' });
			for (const listener of [...this.#listeners]) listener('any');
		});
	}

	async #reload(prefix: Parameters<typeof readAgain>[1]): Promise<void> {
		try {
			const others = await readAgain(this.parts, prefix);
			if (others && !this.#closed) this.#takeServer();
		} catch (error) {
			// The store was closed on the way, with the tab.
			if (!this.#closed) throw error;
		}
		if (!this.#closed) this.changed();
	}

	/** Listeners hear once per turn, however much changed. */
	#notify(news: News = 'any'): void {
		if (news === 'any') this.#news = news;
		if (this.#notifying || this.#closed) return;
		this.#notifying = true;
		queueMicrotask(() => {
			this.#notifying = false;
			if (this.#closed) return;
			// Reading everything into the index comes after what shows.
			if (this.#background.complete) this.search?.begin();
			const synced = this.#fetched && this.#background.complete;
			this.parts.connection.takeFacts(connectionFacts(this.parts, synced));
			const told = this.#news;
			this.#news = 'documents';
			for (const listener of [...this.#listeners]) listener(told);
		});
	}
}
