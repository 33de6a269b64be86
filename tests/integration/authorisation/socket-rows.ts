/** The socket: each kind of document opened and written, and each message of the wire (SPEC W1). */
import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import type { ConversationName, TextName } from '#lib/protocol/document-name.ts';
import { parseInboxEvent } from '#lib/protocol/inbox.ts';
import { encodeClientFrame, WIRE_PROTOCOL, type ClientFrame } from '#lib/protocol/wire.ts';
import { newId } from '../../../src/lib/server/new-id.ts';
import { RawClient } from '../../support/raw-client.ts';
import { addDevice } from '../../support/test-people.ts';
import { until } from '../../support/until.ts';
import { CANARY, type Cast } from './cast.ts';
import { IN_ROOM, REST, SIGNED_IN, STAFF, type Asker, type Row } from './row.ts';

/** Somebody's socket, and the client id that he may write with. */
interface Line {
	client: RawClient;
	writer: number;
	/** Resolves when the relay has dealt with what was sent before. */
	settled(): Promise<void>;
}

const CHANNEL = 1;
const SYNC_STEP_1 = [0, 0];
const AWARENESS = [1];

/** Undefined when the relay lets nobody in. */
async function connect({ browser, person }: Asker, cast: Cast): Promise<Line | undefined> {
	const { app, url } = cast;
	const headers = { origin: app.origin, ...(browser.session && { cookie: `session=${browser.session}` }) };
	const client = new RawClient({ url }, '/sync', headers, [WIRE_PROTOCOL]);
	await until(() => client.isOpen || client.refusedWith !== null);
	if (!client.isOpen || !person) return undefined;
	const { device } = await addDevice(app.stored.sql, person.organisation, person.id);
	return {
		client,
		writer: clientIdOf(device, 0),
		async settled() {
			const before = client.framesOf('pong').length;
			client.send(encodeClientFrame({ op: 'ping' }));
			await until(() => client.framesOf('pong').length > before);
		},
	};
}

/** Opens the document; false when it is not there for this person. */
async function opens({ client }: Line, document: string): Promise<boolean> {
	client.open(CHANNEL, document);
	await until(() => client.framesOf('opened').length + client.framesOf('closed').length > 0);
	return client.framesOf('opened').length > 0;
}

/** A y-websocket message in a frame of the channel: its numbers, then its bytes. */
function say({ client }: Line, numbers: readonly number[], bytes: Uint8Array): void {
	const encoder = encoding.createEncoder();
	for (const number of numbers) encoding.writeVarUint(encoder, number);
	encoding.writeVarUint8Array(encoder, bytes);
	client.send(encodeClientFrame({ op: 'data', channel: CHANNEL, message: encoding.toUint8Array(encoder) }));
}

/** What somebody with this client id writes first: a message, or a text. */
export function firstWords(document: string, writer: number, words: string): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = writer;
	if (/^[ci]\//.test(document)) appendEvents(doc, [{ k: 'm', at: Date.now(), b: words }]);
	else textOf(doc, document.startsWith('u/') ? newId() : TEXT_ROOT).insert(0, words);
	return Y.encodeStateAsUpdate(doc);
}

function heard({ client }: Line): boolean {
	return client.received.some((frame) => Buffer.from(frame).includes(CANARY));
}

/** Is there a row that this device wrote? */
async function isStored({ app }: Cast, document: string, writer: number): Promise<boolean> {
	const device = Math.floor(writer / 65_536);
	const { sql } = app.stored;
	const rows = await sql`
		select 1 from log_rows where document = ${document} and device = ${device} and kind in ('run', 'text')`;
	return rows.length > 0;
}

/** `closed`, or `read` or `write`: what can be read is read, and whether a first word is stored is looked up in the log. */
async function reach(asker: Asker, cast: Cast, document: string): Promise<string> {
	const line = await connect(asker, cast);
	if (!line) return 'no socket';
	const { client, writer } = line;
	try {
		if (!(await opens(line, document))) {
			// Whoever writes all the same reaches nothing either.
			client.update(CHANNEL, firstWords(document, writer, 'let me in'));
			await line.settled();
			if (heard(line) || (await isStored(cast, document, writer))) return 'closed, and reached all the same';
			return 'closed';
		}
		say(line, SYNC_STEP_1, Y.encodeStateVector(new Y.Doc()));
		await until(() => heard(line));
		client.update(CHANNEL, firstWords(document, writer, `${CANARY} of ${asker.column}`));
		await until(
			async () =>
				client.framesOf('refusal').length > 0 ||
				client.framesOf('closed').length > 0 ||
				(await isStored(cast, document, writer)),
		);
		if (client.framesOf('closed').length > 0)
			return `read, then closed ${client.framesOf('closed')[0]!.code}`;
		const [refusal] = client.framesOf('refusal');
		return refusal ? `read, refused ${refusal.code}` : 'write';
	} finally {
		client.stop();
	}
}

/** Names of the documents that the rows are about. */
export interface Documents {
	secret: string;
	square: string;
	board: string;
	dm: string;
	internal: string;
	notes: string;
	reply: string;
	drafts: string;
	article: string;
	template: string;
}

/** Puts a first text into each. */
export async function fillDocuments(cast: Cast): Promise<Documents> {
	const { secret, square, board, dm, people } = cast;
	const agent = await cast.asker('AGENT');
	const begun = async (document: string) => {
		const command = { id: newId(), at: 1, kind: 'text.create', document };
		await agent.browser.post('/api/commands', command);
		return document;
	};
	const admin = await cast.asker('roomAdmin');
	const posting = { id: newId(), at: 1, kind: 'conversation.posting', conversation: board, by: 'admins' };
	await admin.browser.post('/api/commands', posting);
	const documents: Documents = {
		...{
			secret: `c/${secret}/0`,
			square: `c/${square}/0`,
			board: `c/${board}/0`,
			dm: `c/${dm}/0`,
			internal: `i/${secret}/0`,
		},
		...{ notes: `d/${secret}/notes`, reply: `d/${secret}/reply`, drafts: `u/${people.roomAdmin!.id}` },
		...{ article: await begun(`k/${newId()}`), template: await begun(`t/${newId()}`) },
	};
	const authors: Partial<Record<keyof Documents, string>> = {
		...{ internal: 'staffMember', article: 'AGENT', template: 'AGENT' },
	};
	for (const name of Object.keys(documents) as (keyof Documents)[]) {
		const line = (await connect(await cast.asker(authors[name] ?? 'roomAdmin'), cast))!;
		if (!(await opens(line, documents[name]))) throw new Error(`${name} cannot be filled.`);
		line.client.update(CHANNEL, firstWords(documents[name], line.writer, `${CANARY} was here`));
		await until(() => isStored(cast, documents[name], line.writer));
		line.client.stop();
	}
	await cast.app.relay.bringSearchUpToDate();
	return documents;
}

type Named = (documents: Documents, cast: Cast) => string;

function document(what: string, name: Named, answers: Row['answers']): SocketRow {
	return {
		...{ of: 'open', what, answers: { 'no socket': 'nobody', closed: REST, ...answers } },
		ask: (asker, cast, documents) => reach(asker, cast, name(documents, cast)),
	};
}

interface SocketRow extends Omit<Row, 'ask'> {
	ask(asker: Asker, cast: Cast, documents: Documents): Promise<string>;
}

const READ_ONLY = 'read, refused NOT_ALLOWED_HERE';

/** Each kind of document; the compiler asks for one that is missing. */
const DOCUMENTS: Record<ConversationName['kind'] | TextName['of'], SocketRow[]> = {
	conversation: [
		document('a private room', ({ secret }) => secret, { write: IN_ROOM }),
		document('a public channel', ({ square }) => square, {
			...{ write: 'roomAdmin', closed: 'stranger READER', [READ_ONLY]: REST },
		}),
		document('a room where only admins post', ({ board }) => board, {
			...{ write: 'roomAdmin', [READ_ONLY]: 'member staffMember' },
		}),
		document('a direct message', ({ dm }) => dm, { write: 'member roomAdmin' }),
		document('a volume that is not open', ({ secret }) => secret.replace(/0$/, '7'), {}),
		document('what does not exist', () => `c/${newId()}/0`, {}),
	],
	internal: [document('of a private room', ({ internal }) => internal, { write: 'staffMember' })],
	d: [
		document('notes of a private room', ({ notes }) => notes, { write: IN_ROOM }),
		document('the shared reply of a private room', ({ reply }) => reply, { write: IN_ROOM }),
	],
	u: [document('somebody’s drafts', ({ drafts }) => drafts, { write: 'roomAdmin' })],
	k: [
		document('an article', ({ article }) => article, {
			write: 'OWNER ADMIN SUPERVISOR AGENT',
			[READ_ONLY]: 'AUDITOR staffMember',
		}),
	],
	t: [
		document('a template', ({ template }) => template, {
			write: 'OWNER ADMIN SUPERVISOR AGENT',
			[READ_ONLY]: 'AUDITOR staffMember',
		}),
	],
};

/** Opens, acts, and tells what came of it; whoever has no access sends it all the same. */
function message(
	of: ClientFrame['op'],
	what: string,
	name: Named,
	act: (line: Line, isOpen: boolean, cast: Cast) => Promise<string>,
	answers: Row['answers'],
): SocketRow {
	return {
		...{ of, what, answers: { 'no socket': 'nobody', ...answers } },
		async ask(asker, cast, documents) {
			const line = await connect(asker, cast);
			if (!line) return 'no socket';
			try {
				return await act(line, await opens(line, name(documents, cast)), cast);
			} finally {
				line.client.stop();
			}
		},
	};
}

/** Does who is in the room hear that this person is there? */
function presence(what: string, name: Named, answers: Row['answers']): SocketRow {
	return {
		...{ of: 'data', what, answers: { 'no socket': 'nobody', unheard: REST, ...answers } },
		async ask(asker, cast, documents) {
			const document = name(documents, cast);
			const witness = (await connect(await cast.asker('roomAdmin'), cast))!;
			const line = await connect(asker, cast);
			if (!line) return 'no socket';
			try {
				for (const each of [witness, line]) {
					const isOpen = await opens(each, document);
					// Who has not asked for the contents does not take part yet.
					say(each, SYNC_STEP_1, Y.encodeStateVector(new Y.Doc()));
					if (isOpen) await until(() => heard(each));
				}
				const awareness = new Awareness(new Y.Doc());
				awareness.clientID = line.writer;
				const mark = `here ${newId()}`;
				awareness.setLocalState({ typing: mark });
				say(line, AWARENESS, encodeAwarenessUpdate(awareness, [line.writer]));
				awareness.destroy();
				const isHeard = () => witness.client.received.some((frame) => Buffer.from(frame).includes(mark));
				if (answers.heard?.split(' ').includes(asker.column)) await until(isHeard);
				await line.settled();
				await witness.settled();
				return isHeard() ? 'heard' : 'unheard';
			} finally {
				line.client.stop();
				witness.client.stop();
			}
		},
	};
}

/** Is one told that somebody of the organisation is here? */
const WATCHING: SocketRow = {
	...{ of: 'watch', what: 'somebody who is there' },
	answers: { 'no socket': 'nobody', seen: `${STAFF} AUDITOR`, unseen: REST },
	async ask(asker, cast) {
		const watched = (await connect(await cast.asker('roomAdmin'), cast))!;
		const line = await connect(asker, cast);
		if (!line) return 'no socket';
		try {
			watched.client.send(encodeClientFrame({ op: 'watch', shown: true, users: [] }));
			await watched.settled();
			const { id } = cast.people.roomAdmin!;
			line.client.send(encodeClientFrame({ op: 'watch', shown: true, users: [id] }));
			const isSeen = () =>
				line.client.framesOf('event').some(({ json }) => {
					const event = parseInboxEvent(json);
					return event?.type === 'presence' && event.on.includes(id);
				});
			if (this.answers.seen!.split(' ').includes(asker.column)) await until(isSeen);
			await line.settled();
			return isSeen() ? 'seen' : 'unseen';
		} finally {
			line.client.stop();
			watched.client.stop();
		}
	},
};

const receipts = (what: string, name: Named, answers: Row['answers']) =>
	message(
		'receipts',
		what,
		name,
		async (line, isOpen) => {
			say(line, SYNC_STEP_1, Y.encodeStateVector(new Y.Doc()));
			if (isOpen) await until(() => heard(line));
			line.client.send(encodeClientFrame({ op: 'receipts', channel: CHANNEL, seq: 0 }));
			if (isOpen) await until(() => line.client.framesOf('receipt').length > 0);
			await line.settled();
			return line.client.framesOf('receipt').length > 0 ? 'receipts' : 'nothing';
		},
		{ nothing: REST, ...answers },
	);

/** Each message that a client may send. */
const MESSAGES: Record<ClientFrame['op'], SocketRow[]> = {
	open: Object.values(DOCUMENTS).flat(),
	data: [
		presence('presence in a private room', ({ secret }) => secret, { heard: IN_ROOM }),
		presence('presence in a public channel', ({ square }) => square, { heard: 'roomAdmin' }),
	],
	close: [
		message(
			'close',
			'one’s own document',
			({ secret }) => secret,
			async (line) => {
				line.client.send(encodeClientFrame({ op: 'close', channel: CHANNEL }));
				await line.settled();
				return line.client.isOpen ? 'goes on' : 'ended';
			},
			{ 'goes on': SIGNED_IN },
		),
	],
	ping: [
		message(
			'ping',
			'',
			({ secret }) => secret,
			async (line) => line.settled().then(() => 'pong'),
			{ pong: SIGNED_IN },
		),
	],
	watch: [WATCHING],
	receipts: [
		receipts('of a private room', ({ secret }) => secret, { receipts: IN_ROOM }),
		receipts('of a public channel', ({ square }) => square, { receipts: `${STAFF} AUDITOR` }),
	],
	give: [
		message(
			'give',
			'what is no gift, to a private room',
			({ secret }) => secret,
			async (line, isOpen) => {
				line.client.send(encodeClientFrame({ op: 'give', channel: CHANNEL, gift: new Uint8Array([1]) }));
				if (isOpen) await until(() => line.client.framesOf('given').length > 0);
				await line.settled();
				return line.client.framesOf('given')[0]?.code ?? 'nothing';
			},
			{ MALFORMED: IN_ROOM, nothing: REST },
		),
	],
};

export const SOCKET_ROWS: SocketRow[] = Object.values(MESSAGES).flat();
