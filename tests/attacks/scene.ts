/** A conversation of three, in which the attacker has a socket of his own making. */
import { clientIdOf } from '#lib/domain/client-id.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { RawClient } from '../support/raw-client.ts';
import { addConversation, addMember, addUser, type TestUser } from '../support/test-people.ts';
import { until } from '../support/until.ts';
import { append, frame, message, raw, stateVector, SYNC, syncMessage } from './bytes.ts';
import type { Ground } from './ground.ts';
import { lostClient } from './lost-history.ts';
import type { HonestReplica } from './honest-client.ts';

export interface SceneOptions {
	/** What the attacker is in the conversation; `none`: no member. */
	role?: 'MEMBER' | 'ADMIN' | 'none';
	/** Another person than in the other scenes, since this one loses something for good. */
	isFresh?: boolean;
	visibility?: 'private' | 'public';
	kind?: 'room' | 'dm';
	/** The server was restored from a backup: the document begins in a later epoch. */
	isRestored?: boolean;
	/** The attacker's role in the organisation. */
	organisationRole?: string;
	/** The first word of this session of the attacker's was erased, and the log has lost both. */
	erasedSession?: number;
	/** The first text of Ada's that is given back was erased. */
	erasedOfAda?: boolean;
}

/** What Ada says first. */
export const TEXTS = ['one', 'two', 'three'] as const;
/** What the attacker says, honestly, when he may. */
export const MINE = 'mine';
/** His document's channel. */
export const CHANNEL = 1;

export class Scene {
	readonly ground: Ground;
	readonly document: string;
	readonly conversation: string;
	readonly mal: TestUser;
	readonly mayWrite: boolean;
	ada!: HonestReplica;
	ben!: HonestReplica;
	/** The attacker's socket. */
	attacker!: RawClient;
	readonly #extra: RawClient[] = [];

	static async make(ground: Ground, options: SceneOptions = {}): Promise<Scene> {
		const { role = 'MEMBER', isFresh = false, visibility, kind, isRestored, organisationRole } = options;
		const { erasedSession, erasedOfAda } = options;
		const { sql, organisation } = ground;
		const mal = isFresh || organisationRole ? await addUser(sql, organisation, organisationRole) : ground.mal;
		const document = await addConversation(sql, [ground.ada.user, ground.ben.user], { visibility, kind });
		const { conversation } = parseDocumentName(document)!;
		if (role !== 'none') await addMember(sql, conversation, mal, role);
		if (isRestored) await ground.log.beginEpoch(document, Date.now());
		if (erasedSession !== undefined)
			await ground.rememberErased(document, clientIdOf(mal.device, erasedSession), 0);
		if (erasedOfAda) await ground.rememberErased(document, lostClient(ground.ada.user.device), 0);
		const scene = new Scene(ground, document, conversation, mal, role !== 'none');
		await scene.#begin();
		return scene;
	}

	private constructor(
		ground: Ground,
		document: string,
		conversation: string,
		mal: TestUser,
		mayWrite: boolean,
	) {
		this.ground = ground;
		this.lostClient = lostClient(ground.ada.user.device);
		this.document = document;
		this.conversation = conversation;
		this.mal = mal;
		this.mayWrite = mayWrite;
	}

	async #begin(): Promise<void> {
		const { ground, document } = this;
		[this.ada, this.ben] = await Promise.all([ground.ada.open(document), ground.ben.open(document)]);
		this.ada.say(...TEXTS);
		await until(() => this.ben.stored.length === TEXTS.length);
		this.attacker = await this.connect();
		if (this.mayWrite) await this.say(MINE);
	}

	/** The attacker's client id. */
	get own(): number {
		return this.ownSession(0);
	}

	ownSession(session: number): number {
		return clientIdOf(this.mal.device, session);
	}

	/** Ada's client id. */
	get victim(): number {
		return this.ada.doc.clientID;
	}

	/** The client id of the ledger. */
	get epoch(): number {
		return this.ada.fold.epoch;
	}

	/** Whose lost rows are given back. */
	lostClient: number;

	/** The next clock of the attacker's log: he said one thing. */
	next = 1;
	/** Of Ada's. */
	readonly victimNext = TEXTS.length;

	/** An update at the end of his own log. */
	append(...events: (object | Uint8Array)[]): Uint8Array {
		return append(this.own, this.next, ...events);
	}

	/** One more socket of his, with the document open on channel 1 and the first exchange done. */
	async connect(user: TestUser = this.mal): Promise<RawClient> {
		const client = RawClient.multiplexed(this.ground, user);
		this.#extra.push(client);
		await until(() => client.isOpen || client.refusedWith !== null || client.closedWith !== null);
		if (client.isOpen) await this.open(client, CHANNEL, this.document);
		return client;
	}

	/** A socket without any document, or none: what comes of it is the caller's to look at. */
	socket(path: string, headers: Record<string, string> = {}, protocols: string[] = []): RawClient {
		const client = new RawClient(this.ground, path, headers, protocols);
		this.#extra.push(client);
		return client;
	}

	async open(client: RawClient, channel: number, document: string): Promise<void> {
		client.open(channel, document);
		const answers = () =>
			client.frames.filter((one) => 'channel' in one && one.channel === channel && one.op !== 'refusal');
		await until(() => client.closedWith !== null || answers().some(({ op }) => op !== 'opened'));
		if (answers().some(({ op }) => op === 'closed')) return;
		client.send(frame(channel, 1, syncMessage(SYNC.step1, stateVector())));
		client.send(frame(channel, 1, syncMessage(SYNC.step2, raw(0, 0))));
		await until(() => client.closedWith !== null || answers().length >= 3);
	}

	/** Sends an update on his channel. */
	send(update: Uint8Array, client = this.attacker): void {
		client.send(frame(CHANNEL, 1, syncMessage(SYNC.update, update)));
	}

	/** A message of the y-websocket protocol on his channel. */
	sendMessage(bytes: Uint8Array): void {
		this.attacker.send(frame(CHANNEL, 1, bytes));
	}

	/** Says something honest in a log of his own, and waits until everybody has it. */
	async say(text: string, session = 0): Promise<void> {
		if (!this.isConnected) this.attacker = await this.connect();
		this.send(append(this.ownSession(session), 0, message(text)));
		await this.areStored(text);
	}

	async areStored(...texts: string[]): Promise<void> {
		await until(() => texts.every((text) => this.ben.stored.includes(text)));
	}

	/** His socket is open, and on it the document. */
	get isConnected(): boolean {
		const isEnded = this.attacker.framesOf('closed').some(({ channel }) => channel === CHANNEL);
		return this.attacker.isOpen && !isEnded;
	}

	leave(): void {
		this.ground.ada.close(this.ada);
		this.ground.ben.close(this.ben);
		for (const client of this.#extra) client.stop();
	}
}
