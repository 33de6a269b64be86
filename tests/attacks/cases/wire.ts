/** Frames and messages around the updates (SPEC W, N1): the multiplexed socket, the exchange, the names of documents. */
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import { accepted, closed, ended, NOTHING, refused, rejected, type Attack, type Outcome } from '../attack.ts';
import {
	append,
	bytes,
	deleteSet,
	frame,
	message,
	overlong,
	raw,
	stateVector,
	SYNC,
	syncMessage,
	TOO_LARGE,
	update,
} from '../bytes.ts';
import { CHANNEL, type Scene } from '../scene.ts';
import { addConversation, addOrganisation, addUser } from '../../support/test-people.ts';
import { until } from '../../support/until.ts';

const OPEN = 0;
const DATA = 1;
const CLOSE = 2;
const PING = 3;

/** A frame on the attacker's socket. */
function sends(name: string, bytesOf: (scene: Scene) => Uint8Array | string, outcome: Outcome): Attack {
	return {
		name,
		rule: 'W1',
		attack: (scene) => {
			scene.attacker.send(bytesOf(scene));
			return undefined;
		},
		outcome,
	};
}

/** A message on his channel. */
function speaks(name: string, bytesOf: (scene: Scene) => Uint8Array, outcome: Outcome): Attack {
	return sends(name, (scene) => frame(CHANNEL, DATA, bytesOf(scene)), outcome);
}

/** A document that he wants to open beside his own; the answer is the same for all that he may not. */
function opens(name: string, documentOf: (scene: Scene) => string | Promise<string>): Attack {
	return {
		name,
		rule: 'N1, R2, W8',
		attack: async (scene) => {
			scene.attacker.send(frame(CHANNEL + 1, OPEN, await documentOf(scene), 0, 0));
			return undefined;
		},
		outcome: ended(4403),
	};
}

/** Asks for a socket. */
function connects(
	name: string,
	status: number,
	request: (
		scene: Scene,
	) =>
		| Promise<[path: string, headers?: Record<string, string>]>
		| [path: string, headers?: Record<string, string>],
): Attack {
	return {
		name,
		rule: 'W2',
		attack: async (scene) => {
			const [path, headers] = await request(scene);
			scene.attacker = scene.socket(path, headers, [WIRE_PROTOCOL]);
			await until(() => scene.attacker.refusedWith !== null || scene.attacker.isOpen);
			return undefined;
		},
		outcome: { ...rejected(status), isOut: true },
	};
}

export const WIRE: Attack[] = [
	sends('text-frame', () => 'hello', closed(4400)),
	sends('text-frame-that-is-JSON', () => '{"op":"open","document":"*"}', closed(4400)),
	sends('empty-frame', () => raw(), closed(4400)),
	sends('frame-of-one-byte', () => raw(1), closed(4400)),
	// The relay says 1009 and hangs up at once; whether the word arrives is a matter of luck.
	{
		...sends('oversized-frame', () => new Uint8Array(16 * 1024 * 1024 + 1), closed(1009, 1006)),
		isHeavy: true,
	},
	sends('unknown-op', () => frame(CHANNEL, 77), closed(4400)),
	sends('op-overlong', () => bytes(CHANNEL, overlong(DATA)), closed(4400)),
	sends('channel-overlong', () => bytes(overlong(CHANNEL), DATA), closed(4400)),
	sends('op-of-the-relay', () => frame(0, 4, '{"type":"signed-out"}'), closed(4400)),
	sends('refusal-from-a-client', () => frame(CHANNEL, 5, 1, 1, 1, 'GAP', 0), closed(4400)),
	sends('op-beyond-2^53', () => bytes(CHANNEL, TOO_LARGE), closed(4400)),
	sends('channel-beyond-2^53', () => bytes(TOO_LARGE, DATA), closed(4400)),
	sends('varint-unending-in-a-frame', () => raw(...Array.from({ length: 64 }, () => 0xff)), closed(4400)),
	sends('open-with-trailing-bytes', ({ document }) => frame(2, OPEN, document, 0, 0, 0), closed(4400)),
	sends('open-cut-short', ({ document }) => frame(2, OPEN, document, 0), closed(4400)),
	sends('open-with-a-length-of-100MB', () => frame(2, OPEN, 100_000_000), closed(4400)),
	sends('open-with-bad-utf8', () => frame(2, OPEN, 2, raw(0xc3, 0x28), 0, 0), closed(4400)),
	sends('close-with-trailing-bytes', () => frame(CHANNEL, CLOSE, 0), closed(4400)),
	sends('ping-on-a-channel', () => frame(CHANNEL, PING), closed(4400)),
	sends('ping-with-trailing-bytes', () => frame(0, PING, 0), closed(4400)),
	sends('reused-channel', ({ document }) => frame(CHANNEL, OPEN, document, 0, 0), closed(4400)),
	sends('channel-0', ({ document }) => frame(0, OPEN, document, 0, 0), closed(4400)),
	{
		name: 'channel-reused-after-close',
		rule: 'W1',
		attack: ({ attacker, document }) => {
			attacker.send(frame(CHANNEL, CLOSE));
			attacker.send(frame(CHANNEL, OPEN, document, 0, 0));
			return undefined;
		},
		outcome: closed(4400),
	},
	{
		name: 'channels-backwards',
		rule: 'W1',
		attack: ({ attacker, document }) => {
			attacker.send(frame(9, OPEN, document, 0, 0));
			attacker.send(frame(8, OPEN, document, 0, 0));
			return undefined;
		},
		outcome: closed(4400),
	},
	{
		name: '2001-documents',
		rule: 'W1',
		attack: ({ attacker, document }) => {
			for (let channel = 2; channel <= 2001; channel++) attacker.send(frame(channel, OPEN, document, 0, 0));
			return undefined;
		},
		outcome: ended(4429),
		isHeavy: true,
	},
	sends(
		'data-on-a-channel-that-is-not-open',
		({ own, next }) => frame(5, DATA, syncMessage(SYNC.update, append(own, next, message('forged')))),
		NOTHING,
	),
	sends('close-of-a-channel-that-is-not-open', () => frame(5, CLOSE), NOTHING),
	{
		name: 'data-behind-a-close',
		rule: 'W1',
		attack: async (scene) => {
			scene.attacker.send(frame(CHANNEL, CLOSE));
			scene.send(scene.append(message('after the close')));
			scene.attacker.send(frame(CHANNEL + 1, OPEN, scene.document, 0, 0));
			scene.attacker.send(
				frame(
					CHANNEL + 1,
					DATA,
					syncMessage(SYNC.update, append(scene.ownSession(3), 0, message('on the next channel'))),
				),
			);
			await scene.areStored('on the next channel');
			return undefined;
		},
		outcome: { ...accepted('on the next channel'), isOut: true },
	},
	speaks('unknown-message-type', () => raw(77), ended(4400)),
	speaks('empty-message', () => raw(), ended(4400)),
	speaks('auth-message-from-a-client', () => bytes(2, 0, 'you may not'), ended(4400)),
	speaks('sync-message-of-a-fourth-kind', () => bytes(0, 3, 0), ended(4400)),
	speaks(
		'sync-message-with-trailing-bytes',
		(scene) => bytes(syncMessage(SYNC.update, scene.append(message('forged'))), raw(0)),
		ended(4400),
	),
	speaks(
		'sync-message-cut-short',
		(scene) => syncMessage(SYNC.update, scene.append(message('forged'))).subarray(0, -1),
		ended(4400),
	),
	speaks(
		'message-with-an-overlong-type',
		(scene) => bytes(overlong(0), SYNC.update, 2, scene.append(message('forged'))),
		ended(4400),
	),
	speaks('query-awareness-with-trailing-bytes', () => raw(3, 0), ended(4400)),
	speaks(
		'hello-with-trailing-bytes',
		() => syncMessage(SYNC.step1, bytes(stateVector(), raw(0))),
		ended(4400),
	),
	speaks('hello-count-bomb', () => syncMessage(SYNC.step1, bytes(2 ** 40)), ended(4400)),
	speaks('hello-client-beyond-2^53', () => syncMessage(SYNC.step1, bytes(1, TOO_LARGE, 0)), ended(4400)),
	speaks(
		'hello-of-4097-clients',
		() => syncMessage(SYNC.step1, stateVector(...Array.from({ length: 4097 }, (_, i) => [i, 1] as const))),
		ended(4400),
	),
	speaks(
		'hello-with-a-client-twice',
		() => syncMessage(SYNC.step1, stateVector([5, 1], [5, 9])),
		ended(4400),
	),
	{
		...speaks(
			'hello-of-4-million-clients',
			() => syncMessage(SYNC.step1, bytes(4_000_000, new Uint8Array(8_000_000))),
			ended(4400),
		),
		isHeavy: true,
	},
	speaks(
		'hello-ahead-of-everything',
		({ victim }) => syncMessage(SYNC.step1, stateVector([victim, 2 ** 53 - 1], [1, 2 ** 53 - 1])),
		NOTHING,
	),
	{
		name: 'hello-flood',
		rule: 'W3',
		attack: (scene) => {
			for (let i = 0; i < 500; i++) scene.sendMessage(syncMessage(SYNC.step1, stateVector()));
			return undefined;
		},
		outcome: NOTHING,
		isHeavy: true,
	},
	{
		name: 'step-2-instead-of-an-update',
		rule: 'R1',
		attack: (scene) => {
			scene.sendMessage(syncMessage(SYNC.step2, append(scene.victim, scene.victimNext, message('forged'))));
			return undefined;
		},
		outcome: refused('CLIENT_NOT_YOURS'),
	},
	{
		name: 'ten-frames-that-nobody-can-read',
		rule: 'R1',
		attack: (scene) => {
			for (let i = 0; i < 12; i++) scene.send(raw(9));
			return undefined;
		},
		outcome: ended(4400),
	},
	{
		name: 'update-before-the-document-is-open',
		rule: 'R2',
		attack: async (scene) => {
			const early = scene.socket(`/sync?token=${scene.mal.token}`, {}, [WIRE_PROTOCOL]);
			await until(() => early.isOpen);
			early.open(CHANNEL, scene.document);
			scene.send(append(scene.victim, scene.victimNext, message('forged')), early);
			scene.send(scene.append(message('an honest word')), early);
			await scene.areStored('an honest word');
			return undefined;
		},
		outcome: accepted('an honest word'),
	},
	{
		name: 'cursor-far-ahead',
		rule: 'W4',
		attack: async (scene) => {
			scene.attacker.send(frame(CHANNEL + 1, OPEN, scene.document, 1, 2 ** 53 - 1));
			await until(() => scene.attacker.framesOf('opened').length === 1);
			return scene.attacker.framesOf('opened')[0]!.caughtUp
				? scene.append(message('caught up with nothing'))
				: undefined;
		},
		outcome: NOTHING,
	},
	{
		name: 'cursor-of-an-epoch-to-come',
		rule: 'W4',
		attack: async (scene) => {
			scene.attacker.send(frame(CHANNEL + 1, OPEN, scene.document, 2 ** 40, 1));
			await until(() => scene.attacker.framesOf('opened').length === 1);
			return scene.attacker.framesOf('opened')[0]!.caughtUp
				? scene.append(message('caught up with nothing'))
				: undefined;
		},
		outcome: NOTHING,
	},
	{
		name: 'delete-set-as-the-first-word',
		rule: 'R6',
		attack: async (scene) => {
			const early = scene.socket(`/sync?token=${scene.mal.token}`, {}, [WIRE_PROTOCOL]);
			await until(() => early.isOpen);
			early.open(CHANNEL, scene.document);
			scene.attacker = early;
			return update([], deleteSet([scene.victim, [0, 3]]));
		},
		outcome: { ...refused('DELETE_NOT_YOURS'), asked: true },
	},
];

export const NAMES: Attack[] = [
	opens('volume-that-does-not-exist', ({ conversation }) => conversationDocument(conversation, 1)),
	opens('volume-far-ahead', ({ conversation }) => conversationDocument(conversation, 65_535)),
	opens('volume-65536', ({ conversation }) => conversationDocument(conversation, 65_536)),
	opens('volume-with-leading-zero', ({ conversation }) => `c/${conversation}/00`),
	opens('volume-negative', ({ conversation }) => `c/${conversation}/-0`),
	opens('volume-as-a-float', ({ conversation }) => `c/${conversation}/0.0`),
	opens('volume-in-hex', ({ conversation }) => `c/${conversation}/0x0`),
	opens('volume-in-arabic-digits', ({ conversation }) => `c/${conversation}/٠`),
	opens('name-in-capitals', ({ document }) => document.toUpperCase()),
	opens('name-with-a-line-end', ({ document }) => `${document}\n`),
	opens('name-with-NUL', ({ document }) => `${document}\0`),
	opens('name-with-a-slash-behind', ({ document }) => `${document}/`),
	opens('name-with-a-query', ({ document }) => `${document}?x=1`),
	opens('name-percent-encoded', ({ document }) => document.replaceAll('/', '%2f')),
	opens('name-that-climbs', ({ document }) => `c/../${document}`),
	opens('name-of-an-internal-document', ({ conversation }) => `i/${conversation}/0`),
	opens('notes-of-a-conversation-of-which-he-is-no-member', async ({ ground }) => {
		const document = await addConversation(ground.sql, [ground.ada.user, ground.ben.user]);
		return `d/${document.split('/')[1]!}/notes`;
	}),
	opens('name-of-another’s-drafts', ({ ground }) => `u/${ground.ada.user.id}`),
	opens('name-of-the-organisation’s-log', ({ ground }) => `o/${ground.organisation}`),
	opens('name-with-SQL', () => "c/' or 1=1 --/0"),
	opens('name-empty', () => ''),
	{ ...opens('name-of-8MB', () => 'c'.repeat(8_000_000)), outcome: closed(4400), isHeavy: true },
	opens('name-of-64-bytes', () => 'c'.repeat(64)),
	opens('conversation-that-does-not-exist', () =>
		conversationDocument('00000000-0000-7000-8000-000000000000', 0),
	),
	opens('conversation-of-which-he-is-no-member', ({ ground }) =>
		addConversation(ground.sql, [ground.ada.user, ground.ben.user]),
	),
	opens('conversation-that-is-closed', async ({ ground, mal }) => {
		const document = await addConversation(ground.sql, [ground.ada.user, mal]);
		await ground.sql`update conversations set closed_at = now() where id = ${document.split('/')[1]!}`;
		return document;
	}),
	opens('room-of-another-organisation', async ({ ground }) =>
		addConversation(ground.sql, [await addUser(ground.sql, await addOrganisation(ground.sql))]),
	),
	opens('public-room-of-another-organisation', async ({ ground }) =>
		addConversation(ground.sql, [await addUser(ground.sql, await addOrganisation(ground.sql))], {
			visibility: 'public',
		}),
	),
	{
		name: 'public-channel-to-an-outsider',
		rule: 'R2',
		scene: { organisationRole: 'READER' },
		attack: async (scene) => {
			const document = await addConversation(scene.ground.sql, [scene.ground.ada.user], {
				visibility: 'public',
			});
			scene.attacker.send(frame(CHANNEL + 1, OPEN, document, 0, 0));
			return undefined;
		},
		outcome: ended(4403),
	},
	connects('socket-without-a-token', 401, () => ['/sync']),
	connects('socket-with-an-empty-token', 401, () => ['/sync?token=']),
	connects('socket-with-a-made-up-token', 401, () => ['/sync?token=0123456789abcdef']),
	connects('socket-with-the-hash-of-a-token', 401, async ({ ground, mal }) => {
		const [row] = await ground.sql<{ hash: string }[]>`
			select token_hash::text as hash from devices where number = ${mal.device}`;
		return [`/sync?token=${encodeURIComponent(row!.hash)}`];
	}),
	connects('socket-with-a-token-from-a-page', 403, ({ mal }) => [
		`/sync?token=${mal.token}`,
		{ origin: 'http://evil.example' },
	]),
	connects('socket-with-a-cookie-and-a-foreign-origin', 403, ({ mal }) => [
		'/sync',
		{ origin: 'http://evil.example', cookie: `session=${mal.cookie}` },
	]),
	connects('socket-with-a-cookie-and-no-origin', 401, ({ mal }) => [
		'/sync',
		{ cookie: `session=${mal.cookie}` },
	]),
	connects('socket-of-a-revoked-device', 401, async ({ ground }) => {
		const user = await addUser(ground.sql, ground.organisation);
		await ground.sql`update devices set revoked_at = now() where number = ${user.device}`;
		return [`/sync?token=${user.token}`];
	}),
	connects('socket-of-a-closed-account', 401, async ({ ground }) => {
		const user = await addUser(ground.sql, ground.organisation);
		await ground.sql`update users set closed_at = now() where id = ${user.id}`;
		return [`/sync?token=${user.token}`];
	}),
	connects('socket-at-another-path', 404, ({ mal }) => [`/synchronise?token=${mal.token}`]),
];
