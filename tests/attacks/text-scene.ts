/** A text document of three, in which the attacker has a socket of his own making. */
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { draftsDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { RawClient } from '../support/raw-client.ts';
import { addConversation, addMember, addText, addUser, type TestUser } from '../support/test-people.ts';
import { until } from '../support/until.ts';
import { CONTENT, frame, raw, section, stateVector, struct, SYNC, syncMessage, update } from './bytes.ts';
import type { Part, Place } from './bytes.ts';
import type { Ground } from './ground.ts';
import { HonestClient, type HonestReplica } from './honest-client.ts';
import { CHANNEL } from './scene.ts';

export interface TextSceneOptions {
	/** Notes of a conversation; the attacker's own drafts, on other devices of his; an article of somebody else. */
	document?: 'notes' | 'drafts' | 'article';
	/** The attacker's role in the organisation. */
	role?: string;
	/** Another person than in the other scenes, since this one loses something for good. */
	isFresh?: boolean;
	/** He writes before he attacks; a reader does not. */
	mayWrite?: boolean;
}

/** What Ada writes first. */
export const WORDS = 'Fish and chips';
/** What the attacker adds, honestly, when he may. */
export const MINE = '!';

/** A run of text at a place. */
export function words(place: Place, text: Part): Uint8Array {
	return struct(CONTENT.string, place, text);
}

export class TextScene {
	readonly ground: Ground;
	readonly document: string;
	/** Whose members the notes have. */
	readonly conversation: string;
	readonly mal: TestUser;
	readonly mayWrite: boolean;
	/** Root of the text. */
	readonly root: string;
	ada!: HonestReplica;
	ben!: HonestReplica;
	/** The attacker's socket. */
	attacker!: RawClient;
	/** The next clock of the attacker's log. */
	next = 0;
	/** Of Ada's. */
	readonly victimNext = WORDS.length;
	readonly #honest: [HonestClient, HonestClient];
	/** Clients of this scene alone. */
	readonly #own: HonestClient[] = [];
	readonly #extra: RawClient[] = [];

	static async make(ground: Ground, options: TextSceneOptions = {}): Promise<TextScene> {
		const { document = 'notes', role, isFresh = false, mayWrite = true } = options;
		const { sql, organisation } = ground;
		const mal =
			role || isFresh || document === 'drafts' ? await addUser(sql, organisation, role) : ground.mal;
		const { conversation } = parseDocumentName(
			await addConversation(sql, [ground.ada.user, ground.ben.user]),
		)!;
		const editor = document === 'article' ? await addUser(sql, organisation, 'SUPERVISOR') : null;
		const others = document === 'drafts' ? mal : editor;
		const honest: [HonestClient, HonestClient] = others
			? [new HonestClient(ground, others), new HonestClient(ground, others)]
			: [ground.ada, ground.ben];
		let name = `d/${conversation}/notes`;
		if (document === 'drafts') name = draftsDocument(mal.id);
		else if (editor) name = await addText(sql, editor);
		else await addMember(sql, conversation, mal);
		const scene = new TextScene(ground, { document: name, conversation, mal, mayWrite, honest });
		if (others) scene.#own.push(...honest);
		await scene.#begin();
		return scene;
	}

	private constructor(
		ground: Ground,
		of: Pick<TextScene, 'document' | 'conversation' | 'mal' | 'mayWrite'> & {
			honest: [HonestClient, HonestClient];
		},
	) {
		this.ground = ground;
		this.document = of.document;
		this.conversation = of.conversation;
		this.mal = of.mal;
		this.mayWrite = of.mayWrite;
		this.root = of.document.startsWith('u/') ? of.conversation : TEXT_ROOT;
		this.#honest = of.honest;
	}

	async #begin(): Promise<void> {
		const [ada, ben] = this.#honest;
		[this.ada, this.ben] = await Promise.all([ada.open(this.document, 100), ben.open(this.document, 101)]);
		this.add(this.ada, WORDS);
		await this.reads(WORDS);
		this.attacker = await this.connect();
		if (!this.mayWrite) return;
		this.send(this.after([this.victim, this.victimNext - 1], MINE));
		this.next = MINE.length;
		await this.reads(WORDS + MINE);
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

	textOf({ doc }: HonestReplica): string {
		return textOf(doc, this.root).toString();
	}

	/** As an honest replica does, at the end. */
	add({ doc }: HonestReplica, text: string): void {
		const all = textOf(doc, this.root);
		all.insert(all.length, text);
	}

	/** The attacker's next struct, at a place and with a content of his choice. */
	mine(content: Uint8Array): Uint8Array {
		return update([section(this.own, this.next, content)]);
	}

	/** His next words, to the right of what he names. */
	after(origin: readonly [client: number, clock: number], text: Part): Uint8Array {
		return this.mine(words({ origin }, text));
	}

	/** The end of the text. */
	get end(): readonly [client: number, clock: number] {
		return this.next > 0 ? [this.own, this.next - 1] : [this.victim, this.victimNext - 1];
	}

	async reads(text: string): Promise<void> {
		await until(() => [this.ada, this.ben].every((replica) => this.textOf(replica) === text));
	}

	/** Writes something honest under a client id of its own, and waits until everybody has it. */
	async write(text: string, session: number): Promise<void> {
		const isEnded = this.attacker.framesOf('closed').some(({ channel }) => channel === CHANNEL);
		if (!this.attacker.isOpen || isEnded) this.attacker = await this.connect();
		const doc = new Y.Doc();
		doc.clientID = this.ownSession(session);
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.ben.doc));
		const before = Y.encodeStateVector(doc);
		const all = textOf(doc, this.root);
		all.insert(all.length, text);
		this.send(Y.encodeStateAsUpdate(doc, before));
		await this.reads(all.toString());
	}

	/** One more honest replica, of who joins now. */
	async joins<Result>(use: (replica: HonestReplica) => Result): Promise<Result> {
		const [, ben] = this.#honest;
		const fresh = await ben.open(this.document, 102);
		try {
			return use(fresh);
		} finally {
			ben.close(fresh);
		}
	}

	/** One more socket of his, with the document open and the first exchange done. */
	async connect(): Promise<RawClient> {
		const client = RawClient.multiplexed(this.ground, this.mal);
		this.#extra.push(client);
		await until(() => client.isOpen || client.refusedWith !== null || client.closedWith !== null);
		client.open(CHANNEL, this.document);
		await until(() => client.framesOf('opened').length + client.framesOf('closed').length > 0);
		if (client.framesOf('closed').length > 0) return client;
		client.send(frame(CHANNEL, 1, syncMessage(SYNC.step1, stateVector())));
		client.send(frame(CHANNEL, 1, syncMessage(SYNC.step2, raw(0, 0))));
		// The relay's step 1 and the answer to his.
		await until(() => client.framesOf('data').length >= 2 && client.framesOf('stored').length > 0);
		return client;
	}

	/** Sends an update on his channel. */
	send(bytes: Uint8Array): void {
		this.sendMessage(syncMessage(SYNC.update, bytes));
	}

	/** A message of the y-websocket protocol on his channel. */
	sendMessage(bytes: Uint8Array): void {
		this.attacker.send(frame(CHANNEL, 1, bytes));
	}

	leave(): void {
		const [ada, ben] = this.#honest;
		ada.close(this.ada);
		ben.close(this.ben);
		for (const client of [...this.#own, ...this.#extra]) client.stop();
	}
}
