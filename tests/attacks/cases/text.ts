/** Text documents (SPEC X): notes, drafts, articles. What an ordinary relay passes on as it comes is judged here item by item. */
import { randomUUID } from 'node:crypto';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { draftsDocument, internalDocument } from '#lib/protocol/document-name.ts';
import { addConversation, addDevice, addOrganisation, addText, addUser } from '../../support/test-people.ts';
import { until } from '../../support/until.ts';
import {
	awarenessMessage,
	bytes,
	CONTENT,
	deleted,
	deleteSet,
	frame,
	gc,
	message,
	raw,
	section,
	skip,
	struct,
	update,
	values,
	type DeleteRange,
	type Place,
} from '../bytes.ts';
import { CHANNEL } from '../scene.ts';
import type { TextAttack, TextOutcome } from '../text-attack.ts';
import { MINE, words, WORDS, type TextScene } from '../text-scene.ts';

const OPEN = 0;
const BEFORE = WORDS + MINE;
const NOTHING: TextOutcome = {};
const ASKED: TextOutcome = { asked: true };
const LIMIT = 262_144;

function refused(...codes: RefusalCode[]): TextOutcome {
	return { refused: codes };
}

function accepted(text: string): TextOutcome {
	return { rows: 1, text };
}

/** One struct of his at the next clock. */
function content(
	name: string,
	of: (place: Place, scene: TextScene) => Uint8Array,
	outcome: TextOutcome,
	rule = 'X4',
): TextAttack {
	return {
		name: `text-${name}`,
		rule,
		attack: (scene) => scene.mine(of({ origin: scene.end }, scene)),
		outcome,
	};
}

/** A text of his at a place of his choice. */
function placed(
	name: string,
	place: (scene: TextScene) => Place,
	outcome: TextOutcome,
	scene?: TextAttack['scene'],
): TextAttack {
	return {
		name: `text-${name}`,
		rule: 'X6',
		...(scene && { scene }),
		attack: (scene) => scene.mine(words(place(scene), 'x')),
		outcome,
	};
}

/** A text under a client id of his choice. */
function writer(
	name: string,
	of: (scene: TextScene) => readonly [client: number, clock: number],
	outcome: TextOutcome,
): TextAttack {
	return {
		name: `text-${name}`,
		rule: 'X5',
		attack: (scene) => {
			const [client, clock] = of(scene);
			return update([section(client, clock, words({ origin: scene.end }, 'forged'))]);
		},
		outcome,
	};
}

function deleting(
	name: string,
	outcome: TextOutcome,
	...ranges: ((scene: TextScene) => DeleteRange)[]
): TextAttack {
	return {
		name: `text-delete-set-${name}`,
		rule: 'X7',
		attack: (scene) => update([], deleteSet(...ranges.map((range) => range(scene)))),
		outcome,
	};
}

/** Another document than his, on another channel of his socket. */
function opens(
	name: string,
	document: (scene: TextScene) => string | Promise<string>,
	scene: TextAttack['scene'] = {},
): TextAttack {
	return {
		name: `text-opens-${name}`,
		rule: 'X3',
		scene,
		attack: async (scene) => {
			scene.attacker.send(frame(CHANNEL + 1, OPEN, await document(scene), 0, 0));
			return undefined;
		},
		outcome: { ended: 4403 },
	};
}

const READER: TextAttack['scene'] = { role: 'READER', mayWrite: false };
const OTHER = '0190f3c0-0000-7000-8000-000000000000';

export const TEXT_NAMES: TextAttack[] = [
	opens('another’s-drafts', ({ ground }) => draftsDocument(ground.ada.user.id)),
	opens('drafts-of-nobody', () => draftsDocument(OTHER)),
	opens('notes-of-a-conversation-of-others', async ({ ground }) =>
		(await addConversation(ground.sql, [ground.ada.user])).replace(/^c(.*)0$/, 'd$1notes'),
	),
	opens('the-reply-of-a-public-room-of-others', async ({ ground }) =>
		(await addConversation(ground.sql, [ground.ada.user], { visibility: 'public' })).replace(
			/^c(.*)0$/,
			'd$1reply',
		),
	),
	opens('notes-of-no-conversation', () => `d/${OTHER}/notes`),
	opens('notes-of-another-name', ({ conversation }) => `d/${conversation}/secrets`),
	opens('notes-that-climb', ({ document }) => `${document}/../reply`),
	opens('internal-as-a-MEMBER', ({ conversation }) => internalDocument(conversation, 0)),
	opens('internal-as-a-READER', ({ conversation }) => internalDocument(conversation, 0), READER),
	opens('internal-as-an-AUDITOR', ({ conversation }) => internalDocument(conversation, 0), {
		role: 'AUDITOR',
		mayWrite: false,
	}),
	opens(
		'internal-as-an-AGENT-who-is-no-member',
		async ({ ground }) => (await addConversation(ground.sql, [ground.ada.user])).replace('c/', 'i/'),
		{ role: 'AGENT' },
	),
	opens('an-internal-volume-to-come', ({ conversation }) => internalDocument(conversation, 1), {
		role: 'AGENT',
	}),
	opens('an-article-that-does-not-exist', () => `k/${OTHER}`, { role: 'SUPERVISOR' }),
	opens('a-template-that-does-not-exist', () => `t/${OTHER}`, { role: 'SUPERVISOR' }),
	opens('an-article-as-a-MEMBER', async ({ ground, mal }) => addText(ground.sql, mal)),
	opens(
		'an-article-as-a-template',
		async ({ ground, mal }) => (await addText(ground.sql, mal)).replace('k/', 't/'),
		{ role: 'SUPERVISOR' },
	),
	opens(
		'an-article-of-another-organisation',
		async ({ ground: { sql } }) => addText(sql, await addUser(sql, await addOrganisation(sql), 'SUPERVISOR')),
		{ role: 'OWNER' },
	),
];

export const TEXT_CONTENT: TextAttack[] = [
	content('honest-append', (place) => words(place, ' and peas'), accepted(`${BEFORE} and peas`)),
	content('format', (place) => struct(CONTENT.format, place, 'bold', 'true'), refused('FORBIDDEN_CONTENT')),
	content('embed', (place) => struct(CONTENT.embed, place, '{"image":"x"}'), refused('FORBIDDEN_CONTENT')),
	content('type-array', (place) => struct(CONTENT.type, place, 0), refused('FORBIDDEN_CONTENT')),
	content('type-xml', (place) => struct(CONTENT.type, place, 3, 'script'), refused('FORBIDDEN_CONTENT')),
	content('json', (place) => struct(CONTENT.json, place, 1, '"x"'), refused('FORBIDDEN_CONTENT')),
	content('binary', (place) => struct(CONTENT.binary, place, 1, raw(0)), refused('FORBIDDEN_CONTENT')),
	content(
		'subdocument',
		(place) => struct(CONTENT.doc, place, OTHER, raw(118, 0)),
		refused('FORBIDDEN_CONTENT'),
	),
	content('value-any', (place) => values(place, message('an event')), refused('FORBIDDEN_CONTENT')),
	content('unknown-content', (place) => struct(11, place, 'x'), refused('FORBIDDEN_CONTENT')),
	content('gc-of-mine', () => gc(1), refused('FORBIDDEN_CONTENT'), 'X5'),
	content('gc-of-all-clocks', () => gc(2 ** 50), refused('FORBIDDEN_CONTENT'), 'X5'),
	content('empty', (place) => words(place, ''), refused('MALFORMED')),
	...(
		[
			['bad-utf8', [0xc3, 0x28]],
			['lone-surrogate', [0xed, 0xa0, 0x80]],
			['surrogate-pair-as-two', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
			['overlong-NUL', [0xc0, 0x80]],
			['cut-character', [0x61, 0xe2, 0x82]],
		] as const
	).map(([name, octets]) =>
		content(name, (place) => words(place, bytes(octets.length, raw(...octets))), refused('BAD_UTF8')),
	),
	content('deleted-before-anybody-saw-it', (place) => deleted(place, 5), accepted(BEFORE), 'X8'),
	content('deleted-giant', (place) => deleted(place, 2 ** 50), refused('DOCUMENT_FULL'), 'X8'),
	content('deleted-one-too-many', (place) => deleted(place, LIMIT + 1), refused('DOCUMENT_FULL'), 'X8'),
	{
		...content('too-long', (place) => words(place, 'x'.repeat(LIMIT + 1)), refused('DOCUMENT_FULL'), 'X8'),
		isHeavy: true,
	},
	{
		...content(
			'one-unit-too-many-beside-the-others',
			(place) => words(place, 'x'.repeat(LIMIT - BEFORE.length + 1)),
			refused('DOCUMENT_FULL'),
			'X8',
		),
		isHeavy: true,
	},
];

export const TEXT_WRITERS: TextAttack[] = [
	writer('foreign-client-id', ({ victim, victimNext }) => [victim, victimNext], refused('CLIENT_NOT_YOURS')),
	writer('foreign-session', ({ victim }) => [victim + 30, 0], refused('CLIENT_NOT_YOURS')),
	writer('foreign-client-id-ahead', ({ victim }) => [victim, 2 ** 40], refused('CLIENT_NOT_YOURS')),
	writer('foreign-clocks-again', ({ victim }) => [victim, 0], NOTHING),
	writer('unleased-id', () => [2 ** 50, 0], refused('CLIENT_UNLEASED')),
	writer('the-ledger’s-id', () => [1, 0], refused('CLIENT_NOT_YOURS')),
	writer('the-system’s-id', () => [65_536, 0], refused('CLIENT_NOT_YOURS')),
	writer('gap', ({ own, next }) => [own, next + 4], ASKED),
	writer('clock-overflow', ({ own }) => [own, Number.MAX_SAFE_INTEGER - 1], refused('MALFORMED')),
	writer('gap-of-a-new-session', (scene) => [scene.ownSession(3), 1], ASKED),
	{
		name: 'text-lost-telephone-of-mine',
		rule: 'X5',
		attack: async ({ ground, mal, end }) => {
			const { device } = await addDevice(ground.sql, mal.organisation, mal.id);
			await ground.sql`update devices set revoked_at = now() where number = ${device}`;
			return update([section(device * 65_536, 0, words({ origin: end }, 'forged'))]);
		},
		outcome: refused('CLIENT_UNLEASED'),
	},
	{
		name: 'text-foreign-beside-honest',
		rule: 'X5, X9',
		attack: ({ own, next, victim, victimNext, end }) =>
			update([
				section(victim, victimNext, words({ origin: end }, 'forged')),
				section(own, next, words({ origin: end }, '?')),
			]),
		outcome: { ...accepted(`${BEFORE}?`), refused: ['CLIENT_NOT_YOURS'] },
	},
	{
		name: 'text-refused-once-and-again',
		rule: 'X9',
		attack: (scene) => {
			scene.send(scene.mine(words({ root: 'title' }, 'x')));
			scene.send(scene.after(scene.end, 'after the refusal'));
			return undefined;
		},
		outcome: refused('CONTAINER_NOT_YOURS'),
	},
	{
		name: 'text-section-twice',
		rule: 'X4',
		attack: ({ own, next, end }) => {
			const once = section(own, next, words({ origin: end }, 'x'));
			return update([once, once]);
		},
		outcome: refused('DUPLICATE_SECTION'),
	},
	{
		name: 'text-of-a-reader',
		rule: 'X3',
		scene: READER,
		attack: (scene) => scene.after(scene.end, 'forged'),
		outcome: refused('NOT_ALLOWED_HERE'),
	},
	{
		name: 'text-of-a-reader-in-another’s-name',
		rule: 'X3',
		scene: READER,
		attack: ({ victim, victimNext, end }) =>
			update([section(victim, victimNext, words({ origin: end }, 'forged'))]),
		outcome: refused('NOT_ALLOWED_HERE'),
	},
	{
		name: 'text-deletes-of-a-reader',
		rule: 'X3',
		scene: READER,
		attack: ({ victim }) => update([], deleteSet([victim, [0, 4]])),
		outcome: refused('NOT_ALLOWED_HERE'),
	},
	{
		name: 'text-of-an-AGENT-in-another’s-article',
		rule: 'X3',
		scene: { document: 'article', role: 'AGENT', mayWrite: false },
		attack: ({ own, victim, victimNext }) =>
			update(
				[section(own, 0, words({ origin: [victim, victimNext - 1] }, 'forged'))],
				deleteSet([victim, [0, 4]]),
			),
		outcome: refused('NOT_ALLOWED_HERE', 'NOT_ALLOWED_HERE'),
	},
	{
		name: 'text-of-who-was-removed',
		rule: 'X3, R2',
		attack: async (scene) => {
			await scene.ground.sql`
				update memberships set ended_at = now()
				where conversation = ${scene.conversation} and user_id = ${scene.mal.id}`;
			return scene.after(scene.end, 'forged');
		},
		outcome: { ended: 4403, isOut: true },
	},
	{
		name: 'text-revoked-between-check-and-commit',
		rule: 'R2, R10',
		attack: async (scene) => {
			const { sql } = scene.ground;
			await sql.begin(async (tx) => {
				await tx`
					update memberships set ended_at = now()
					where conversation = ${scene.conversation} and user_id = ${scene.mal.id}`;
				scene.send(scene.after(scene.end, 'forged'));
				// The append waits for this transaction.
				await until(async () => {
					const [waiting] = await sql`select 1 from pg_locks where not granted`;
					return waiting !== undefined;
				});
			});
			return undefined;
		},
		outcome: { ended: 4403, isOut: true },
	},
];

export const TEXT_PLACES: TextAttack[] = [
	placed('unknown-origin', ({ victim, victimNext }) => ({ origin: [victim, victimNext] }), ASKED),
	placed('unknown-right', ({ end, victim }) => ({ origin: end, right: [victim, 2 ** 40] }), ASKED),
	placed('origin-of-nobody', () => ({ origin: [2 ** 50, 0] }), ASKED),
	placed('origin-in-the-ledger', () => ({ origin: [1, 0] }), ASKED),
	placed('own-later-clock', ({ own, next }) => ({ origin: [own, next + 3] }), refused('MISSING_DEPENDENCY')),
	placed('own-clock-itself', ({ own, next }) => ({ origin: [own, next] }), refused('MISSING_DEPENDENCY')),
	placed(
		'own-later-clock-to-the-right',
		({ own, next, end }) => ({ origin: end, right: [own, next + 1] }),
		refused('MISSING_DEPENDENCY'),
	),
	placed(
		'right-before-left',
		({ victim }) => ({ origin: [victim, 5], right: [victim, 2] }),
		refused('NOT_AN_APPEND'),
	),
	placed(
		'left-is-right',
		({ victim }) => ({ origin: [victim, 5], right: [victim, 5] }),
		refused('NOT_AN_APPEND'),
	),
	// Each names what he has seen something between: no client of Yjs makes these, and replicas would not agree on their place.
	placed(
		'around-a-part-of-an-item',
		({ victim }) => ({ origin: [victim, 2], right: [victim, 9] }),
		refused('NOT_AN_APPEND'),
	),
	placed(
		'behind-a-part-and-before-the-end',
		({ victim }) => ({ origin: [victim, 2] }),
		refused('NOT_AN_APPEND'),
	),
	placed(
		'at-the-beginning-and-before-a-part',
		({ victim }) => ({ right: [victim, 5] }),
		refused('NOT_AN_APPEND'),
	),
	placed('around-everything', () => ({ root: 'text' }), refused('NOT_AN_APPEND')),
	placed(
		'around-his-own',
		({ victim, victimNext }) => ({ origin: [victim, victimNext - 1] }),
		refused('NOT_AN_APPEND'),
	),
	placed('foreign-root', () => ({ root: 'title' }), refused('CONTAINER_NOT_YOURS')),
	placed('root-of-a-feed', ({ own }) => ({ root: String(own) }), refused('CONTAINER_NOT_YOURS')),
	placed('root-of-the-ledger', () => ({ root: '1' }), refused('CONTAINER_NOT_YOURS')),
	placed('root-of-no-name', () => ({ root: '' }), refused('CONTAINER_NOT_YOURS')),
	placed('root-proto', () => ({ root: '__proto__' }), refused('CONTAINER_NOT_YOURS')),
	placed(
		'root-of-a-draft-in-notes',
		({ conversation }) => ({ root: conversation }),
		refused('CONTAINER_NOT_YOURS'),
	),
	placed('map-key', () => ({ root: 'text', sub: 'owner' }), refused('MAP_KEY_IN_FEED')),
	placed('map-key-behind-an-item', ({ end }) => ({ origin: end, sub: 'owner' }), refused('MAP_KEY_IN_FEED')),
	placed('inside-an-item', ({ victim }) => ({ parent: [victim, 0] }), refused('CONTAINER_NOT_YOURS')),
	placed('draft-root-that-is-no-id', () => ({ root: 'text' }), refused('CONTAINER_NOT_YOURS'), {
		document: 'drafts',
	}),
	placed('draft-root-in-capitals', () => ({ root: OTHER.toUpperCase() }), refused('CONTAINER_NOT_YOURS'), {
		document: 'drafts',
	}),
	{
		name: 'text-origin-in-another-root',
		rule: 'X6',
		scene: { document: 'drafts' },
		prepare: async (scene) => {
			const root = randomUUID();
			const [there, elsewhere] = [scene.ben, scene.ada].map(({ doc }) => textOf(doc, root));
			elsewhere!.insert(0, 'elsewhere');
			await until(() => there!.toString() === 'elsewhere');
			elsewhere!.delete(0, 9);
			await until(() => there!.toString() === '');
			// A draft that was emptied is forgotten (X15), by a row of its own that changes earlier ones: before the attack.
			const rows = () => scene.ground.log.audit(scene.document);
			await until(async () => [...(await rows())].some(({ kind }) => kind === 'forget'));
		},
		attack: (scene) =>
			scene.mine(words({ origin: [scene.victim, 2], right: [scene.victim, scene.victimNext + 2] }, 'x')),
		outcome: refused('CONTAINER_NOT_YOURS'),
	},
	{
		name: 'text-skip-before-a-struct',
		rule: 'X5',
		attack: ({ own, next, end }) => update([section(own, next, skip(3), words({ origin: end }, 'x'))]),
		outcome: NOTHING,
	},
	{
		name: 'text-two-that-wait-for-each-other',
		rule: 'X5',
		attack: (scene) => {
			const [one, other] = [scene.ownSession(1), scene.ownSession(2)];
			return update([
				section(one, 0, words({ origin: [other, 0] }, 'x')),
				section(other, 0, words({ origin: [one, 0] }, 'x')),
			]);
		},
		outcome: ASKED,
	},
	{
		name: 'text-between-the-halves-of-a-character',
		rule: 'X6',
		prepare: async (scene) => {
			scene.send(scene.after(scene.end, '😀'));
			scene.next += 2;
			await scene.reads(`${BEFORE}😀`);
		},
		attack: ({ own, next }) =>
			update([section(own, next, words({ origin: [own, next - 2], right: [own, next - 1] }, 'x'))]),
		outcome: accepted(`${BEFORE}\ufffdx\ufffd`),
	},
];

export const TEXT_DELETES: TextAttack[] = [
	deleting('of-another’s-words', accepted(`Fish${MINE}`), ({ victim }) => [victim, [4, 10]]),
	deleting('over-clocks-to-come', ASKED, ({ victim, victimNext }) => [victim, [victimNext, 1000]]),
	deleting('over-my-future', ASKED, ({ own, next }) => [own, [next, 1]]),
	deleting('of-nobody', ASKED, () => [2 ** 45, [0, 1]]),
	deleting('over-the-ledger', ASKED, () => [1, [0, 3]]),
	deleting('beyond-what-is-known', { ...accepted(`Fish and c${MINE}`), asked: true }, ({ victim }) => [
		victim,
		[10, 1000],
	]),
	deleting('over-all-clocks', { ...accepted(MINE), asked: true }, ({ victim }) => [victim, [0, 2 ** 52]]),
	deleting('over-more-clocks-than-there-are', refused('MALFORMED'), ({ victim }) => [
		victim,
		[1, 2 ** 53 - 1],
	]),
	deleting(
		'of-a-client-twice',
		refused('DUPLICATE_SECTION'),
		({ victim }) => [victim, [0, 1]],
		({ victim }) => [victim, [1, 1]],
	),
	{
		name: 'text-delete-set-of-what-is-gone',
		rule: 'X7',
		prepare: async (scene) => {
			textOf(scene.ada.doc, scene.root).delete(0, 4);
			await scene.reads(BEFORE.slice(4));
		},
		attack: ({ victim }) => update([], deleteSet([victim, [0, 4]])),
		outcome: NOTHING,
	},
	{
		name: 'text-delete-set-beside-a-refused-struct',
		rule: 'X7, X9',
		attack: ({ own, next, victim }) =>
			update([section(own, next, words({ root: 'title' }, 'x'))], deleteSet([victim, [4, 10]])),
		outcome: { ...accepted(`Fish${MINE}`), refused: ['CONTAINER_NOT_YOURS'] },
	},
];

function presence(
	name: string,
	states: (scene: TextScene) => Parameters<typeof awarenessMessage>[0],
	outcome: TextOutcome = NOTHING,
	scene?: TextAttack['scene'],
): TextAttack {
	return {
		name: `text-awareness-${name}`,
		rule: 'X13',
		...(scene && { scene }),
		attack: async (scene) => {
			scene.sendMessage(awarenessMessage(states(scene)));
			if (outcome.heard) await until(() => scene.ben.awareness.length > 0 && scene.ada.awareness.length > 0);
			return undefined;
		},
		outcome,
	};
}

const CARET = '{"caret":3}';

export const TEXT_PRESENCE: TextAttack[] = [
	presence('honest', ({ own }) => ({ client: own, clock: 1, json: CARET }), { heard: ['"caret":3'] }),
	presence('with-a-foreign-id', ({ victim }) => ({ client: victim, clock: 9, json: CARET })),
	presence('with-an-unleased-id', () => ({ client: 2 ** 50, clock: 9, json: CARET })),
	presence('takes-another-away', ({ victim }) => ({ client: victim, clock: 2 ** 20, json: 'null' })),
	presence('key-proto', ({ own }) => ({ client: own, clock: 1, json: '{"__proto__":{"caret":1}}' })),
	presence('of-a-reader', ({ own }) => ({ client: own, clock: 1, json: CARET }), NOTHING, READER),
];
