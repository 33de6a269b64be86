/** The parts of a workspace, made and loaded. What they tell each other is the engine's. */
import { uuidv7 } from '#lib/domain/conversation-id.ts';
import type { Command, CommandOutcome } from '#lib/protocol/commands.ts';
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import type { Person } from '#lib/protocol/workspace.ts';
import type { Account } from './account.ts';
import { openDeviceRegistry, type DeviceRegistry } from './client-ids.ts';
import { CommandQueue } from './command-queue.ts';
import { Connection } from './connection.ts';
import { DraftSync } from './draft-sync.ts';
import { Drafts } from './drafts.ts';
import type { Environment } from './environment.ts';
import { openFiles, type OwnFiles } from './files/open-files.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';
import { HeldReports } from './held-reports.ts';
import { Multiplexer, type Admission, type SocketState } from './multiplexer.ts';
import { Notices } from './notices.ts';
import { ReadMarks } from './read-marks.ts';
import { Readers } from './readers.ts';
import { ServerLink } from './server-link.ts';
import { Presence } from './presence.ts';
import { PinnedKeys } from './server-trust.ts';
import { Shelf } from './shelf.ts';
import { SummaryList } from './summary-list.ts';
import { Tabs } from './tabs.ts';
import { ToldList } from './told-list.ts';
import { Undelivered } from './undelivered.ts';
import { WorkspaceCopy } from './workspace-copy.ts';

export interface WorkspaceParts {
	store: KeyValueStore;
	server: ServerLink;
	tabs: Tabs;
	ids: DeviceRegistry;
	copy: WorkspaceCopy;
	notices: Notices;
	undelivered: Undelivered;
	commands: CommandQueue;
	marks: ReadMarks;
	drafts: Drafts;
	shelf: Shelf;
	summaries: SummaryList;
	told: ToldList;
	connection: Connection;
	multiplexer: Multiplexer;
	presence: Presence;
	readers: Readers;
	held: HeldReports;
	/** Makes the drafts those of all of the person's devices, from the first time that there is a device here. */
	draftSync: DraftSync;
	/** What is sent as files; null where none can be. */
	files: OwnFiles | null;
	/** When everything was last up to date. */
	storeAsOf(asOf: number): void;
}

/** What the parts tell. */
export interface PartsListener {
	admit(): Promise<Admission>;
	takeEvent(event: InboxEvent): void;
	/** The server answered a ping. */
	heard(): void;
	connectionChanged(): void;
	takeSocket(state: SocketState): void;
	decided(command: Command, outcome: CommandOutcome): readonly Change[];
	commandsChanged(outcome?: CommandOutcome): void;
	changed(conversation?: string): void;
	documentEnded(conversation: string, code: number): void;
	presenceChanged(): void;
	/** More or fewer files are on their way. */
	filesCounted(): void;
	personOf(user: string): Person | undefined;
}

const AS_OF = 'as-of';
const PRESENCE_LATER_MS = 50;

/** Name of the person's databases, locks and channel on this browser. */
export function nameOf(user: string): string {
	return `parley/${user}`;
}

/** Rejects with the store's error where the browser stores nothing. */
export async function openParts(
	{ user }: Account,
	environment: Environment,
	listener: PartsListener,
): Promise<WorkspaceParts> {
	const { clock, locks, network, randomness, storage } = environment;
	const store = await storage.openKeyValue(nameOf(user));
	const server = new ServerLink(user, environment);
	const tabs = new Tabs((name, receive) => environment.openChannel(name, receive), user);
	const trust = new PinnedKeys({ store, environment, fetchKeys: () => server.fetchServerKeys() });
	await trust.load();
	const ids = await openDeviceRegistry({
		user,
		store,
		locks,
		createKey: () => environment.createDeviceKey(),
		async lease(publicKey) {
			const { device, serverKeys } = await server.leaseDevice(publicKey);
			await trust.take(serverKeys);
			return device;
		},
		onChange: () => tabs.post({ type: 'stored', prefix: 'device' }),
	});
	const send = (command: Command) => server.send(command);
	const newId = () => uuidv7(clock.now(), randomness.bytes(10));
	const copy = new WorkspaceCopy(user, store);
	const notices = new Notices(store);
	const undelivered = new Undelivered(store);
	const drafts = new Drafts({
		store,
		locks,
		lockName: `${nameOf(user)}/drafts`,
		onStored: () => tabs.post({ type: 'stored', prefix: 'draft/' }),
		onChange: (conversation) => listener.changed(conversation),
	});
	const commands = new CommandQueue({
		user,
		store,
		locks,
		clock,
		send,
		decided: (command, outcome) => listener.decided(command, outcome),
		onChange: (outcome) => listener.commandsChanged(outcome),
	});
	const marks = new ReadMarks({
		store,
		clock,
		newId,
		send,
		onChange: (conversation) => listener.changed(conversation),
		onStored: () => tabs.post({ type: 'stored', prefix: 'mark/' }),
	});
	const multiplexer = new Multiplexer({
		clock,
		randomness,
		network,
		admit: () => listener.admit(),
		onEvent: (event) => listener.takeEvent(event),
		onServerTime: () => listener.heard(),
		onChange: (state) => listener.takeSocket(state),
	});
	const shelf = new Shelf({
		self: user,
		store,
		storeNameOf: (document) => `${nameOf(user)}/${document}`,
		replica: { ids, storage, carrier: multiplexer, clock, locks, tabs, trust },
		beforeFirstWrite: () => commands.saved(),
		onChange: (conversation) => listener.changed(conversation),
		onClosed: (conversation, code) => listener.documentEnded(conversation, code),
	});
	const presence = new Presence({
		send: (frame) => multiplexer.send(frame),
		later: (call) => void clock.after(PRESENCE_LATER_MS, call),
		onChange: () => listener.presenceChanged(),
	});
	const readers = new Readers({
		fetch: (conversation) => server.fetchReaders(conversation),
		onChange: (conversation) => listener.changed(conversation),
	});
	const held = new HeldReports({
		...{ store, clock, newId, send },
		replicasOf: (conversation) => shelf.get(conversation)?.replicas ?? [],
		membersOf: (id) => (copy.isMember(id) ? copy.conversations.get(id)!.members.length : 0),
	});
	const draftSync = new DraftSync({
		...{ user, drafts, ids, store, locks, clock },
		...{ lockName: `${nameOf(user)}/drafts`, carrier: multiplexer },
	});
	const { personOf } = listener;
	const summaries = new SummaryList({ self: user, store, clock, copy, shelf, marks, personOf });
	const onChange = (conversation: string) => listener.changed(conversation);
	const told = new ToldList({ self: user, store, clock, copy, shelf, marks, onChange });
	const files = await openFiles({
		...{ user, environment, server, tabs, copy, shelf, newId },
		storeName: `${nameOf(user)}/files`,
		onTray: onChange,
		onCount: () => listener.filesCounted(),
	});
	const asOf = ((await store.get(AS_OF)) as number | undefined) ?? null;
	for (const part of [copy, notices, undelivered, commands, marks, held, drafts, shelf, summaries, told])
		await part.load();
	await files?.desk.load();
	return {
		store,
		server,
		tabs,
		ids,
		copy,
		notices,
		undelivered,
		commands,
		marks,
		drafts,
		draftSync,
		shelf,
		summaries,
		told,
		connection: new Connection(clock, asOf, () => listener.connectionChanged()),
		multiplexer,
		presence,
		readers,
		held,
		files,
		storeAsOf: (at) => void store.write([{ key: AS_OF, value: at }]).catch(() => {}),
	};
}
