/** Events that stand in the right place and say what their author may not say (SPEC D3, D4, R7, R9). */
import { MAX_BODY_BYTES } from '#lib/domain/events.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import { accepted, refused, tombstone, type Attack, type Outcome } from '../attack.ts';
import { append, bytes, message, objectBytes, raw, textBytes } from '../bytes.ts';
import type { Scene, SceneOptions } from '../scene.ts';

type Value = object | Uint8Array;

function says(
	name: string,
	event: (scene: Scene) => Value,
	outcome: Outcome | RefusalCode,
	scene?: SceneOptions,
): Attack {
	return {
		name,
		rule: 'R7',
		...(scene && { scene }),
		attack: (scene) => scene.append(event(scene)),
		outcome: typeof outcome === 'string' ? tombstone(outcome) : outcome,
	};
}

/** Writes one of the attacker's events that stands, and waits for it. */
function first(event: (scene: Scene) => object): (scene: Scene) => Promise<void> {
	return async (scene) => {
		scene.send(scene.append(event(scene), message('after it')));
		await scene.areStored('after it');
		scene.next += 2;
	};
}

/** Only Ada, an admin, posts from now on, and the relay is not told: what it knew when the document was opened is old. */
async function onlyAdminsPost({ ground, conversation }: Scene): Promise<void> {
	const { sql, ada } = ground;
	await sql`update memberships set role = 'ADMIN' where conversation = ${conversation} and user_id = ${ada.user.id}`;
	await sql`update conversations set posting = 'admins' where id = ${conversation}`;
}

/** Nothing shows of it, and nothing is refused. */
const SILENT: Outcome = { rows: ['run'], says: [] };
const MODERATOR: SceneOptions = { role: 'ADMIN' };

const at = (value: unknown): Value => ({ k: 'm', at: value, b: 'text' });
const ofAda = ({ victim }: Scene): [number, number] => [victim, 0];

/** Forwards Ada's first words, in whoever's name. */
const forward = ({ conversation, victim }: Scene, author: string, client = victim) => ({
	k: 'm',
	at: 1,
	b: 'text',
	fw: [conversation, 0, client, 0, author, 1],
});
const FILE_ID = '00000000-0000-7000-8000-000000000001';
/** Says of a file what an honest client says, but for one member. */
const file = (...change: [at: number, value: unknown] | []): unknown[] => {
	const honest: unknown[] = [FILE_ID, 'a.png', 'image/png', 5, 'a'.repeat(64), 1, 1, 0, ''];
	return change.length === 0 ? honest : honest.with(...change);
};
const sends = (...files: unknown[]) => ({ k: 'm', at: 1, b: 'text', fi: files });
const many = (count: number) =>
	Array.from({ length: count }, (_, i) => file(0, FILE_ID.slice(0, -2) + String(i).padStart(2, '0')));
const cut = ({ fw, ...rest }: ReturnType<typeof forward>) => ({ ...rest, fw: fw.slice(0, 5) });

export const EVENTS: Attack[] = [
	says('author-field-forged', ({ ground }) => message('forged', { a: ground.ada.user.id }), 'SCHEMA'),
	says('schema-extra-key', () => message('forged', { role: 'system' }), 'SCHEMA'),
	says('schema-extra-key-first', () => ({ x: 1, ...message('forged') }), 'SCHEMA'),
	says('schema-keys-in-another-order', () => ({ at: 1, k: 'm', b: 'forged' }), 'SCHEMA'),
	says('schema-key-missing', () => ({ k: 'm', b: 'no time at all' }), 'SCHEMA'),
	says('schema-unknown-kind', () => ({ k: 'x', at: 1, b: 'forged' }), 'SCHEMA'),
	says('schema-kind-is-an-array', () => ({ k: ['m'], at: 1, b: 'forged' }), 'SCHEMA'),
	says('schema-capital-kind', () => ({ k: 'M', at: 1, b: 'forged' }), 'SCHEMA'),
	says('schema-event-is-an-array', () => ['m', 1, 'forged', 'and more'], 'SCHEMA'),
	says('schema-event-is-a-ledger-entry', () => [0, 0, 1, 0, 7], 'SCHEMA'),
	says('schema-event-is-text', () => textBytes('forged forged forged'), 'SCHEMA'),
	says('schema-event-is-null', () => raw(126), 'SCHEMA'),
	says('schema-event-is-true', () => raw(120), 'SCHEMA'),
	says('schema-event-is-empty', () => ({}), 'SCHEMA'),
	says('ts-future', () => at(Date.now() + 86_400_000), accepted('text')),
	says('ts-highest', () => at(Number.MAX_SAFE_INTEGER), accepted('text')),
	says('ts-NaN', () => at(NaN), 'SCHEMA'),
	says('ts-string', () => at('now'), 'SCHEMA'),
	says('ts-negative', () => at(-1), 'SCHEMA'),
	says('ts-fraction', () => at(1.5), 'SCHEMA'),
	says('ts-2^53', () => at(2 ** 53), 'SCHEMA'),
	says('ts-1e300', () => at(1e300), 'SCHEMA'),
	says('ts-null', () => at(null), 'SCHEMA'),
	says('ts-object', () => at({ valueOf: 1 }), 'SCHEMA'),
	says('body-empty', () => message(''), 'SCHEMA'),
	says('body-blank', () => message(' \n\t\u00a0\u2003 '), 'SCHEMA'),
	says('body-number', () => ({ k: 'm', at: 1, b: 12_345_678 }), 'SCHEMA'),
	says('body-array', () => ({ k: 'm', at: 1, b: ['text', 'text'] }), 'SCHEMA'),
	says('body-NUL', () => message('before\0after'), 'SCHEMA'),
	says('body-16384-bytes', () => message('x'.repeat(MAX_BODY_BYTES)), accepted('x'.repeat(MAX_BODY_BYTES))),
	says('body-16385-bytes', () => message('x'.repeat(MAX_BODY_BYTES + 1)), 'UPDATE_TOO_LARGE'),
	says(
		'body-16384-bytes-of-emoji',
		() => message('🐟'.repeat(MAX_BODY_BYTES / 4)),
		accepted('🐟'.repeat(MAX_BODY_BYTES / 4)),
	),
	says('body-emoji-and-one', () => message('🐟'.repeat(MAX_BODY_BYTES / 4) + 'x'), 'UPDATE_TOO_LARGE'),
	says('huge-string-1MB', () => message('x'.repeat(1_000_000)), 'UPDATE_TOO_LARGE'),
	{ ...says('huge-string-15MB', () => message('x'.repeat(15_000_000)), 'UPDATE_TOO_LARGE'), isHeavy: true },
	says(
		'body-controls-and-bidi',
		() => message('\u202egnp.exe\u200b\u001b[31m'),
		accepted('\u202egnp.exe\u200b\u001b[31m'),
	),
	says(
		'body-markup',
		() => message('<img src=x onerror=alert(1)>'),
		accepted('<img src=x onerror=alert(1)>'),
	),

	says('forward-in-a-false-name', (scene) => forward(scene, scene.mal.id), 'NOT_YOURS'),
	says('forward-of-nobodys', (scene) => forward(scene, scene.ground.ada.user.id, 2 ** 50), 'NOT_YOURS'),
	says('forward-of-a-system-line', (scene) => forward(scene, scene.ground.ada.user.id, 65_536), 'NOT_YOURS'),
	says('forward-without-a-time', (scene) => cut(forward(scene, scene.mal.id)), 'SCHEMA'),
	says('honest-forward', (scene) => forward(scene, scene.ground.ada.user.id), accepted('text')),
	says('honest-files', () => sends(...many(10)), accepted('text')),
	says('files-none', () => sends(), 'SCHEMA'),
	says('files-eleven', () => sends(...many(11)), 'SCHEMA'),
	says('files-beyond-128-values', () => sends(...many(13)), refused('TOO_MANY_NODES')),
	says('files-twice-the-same', () => sends(file(), file()), 'SCHEMA'),
	says('files-that-are-a-text', () => ({ ...message('text'), fi: FILE_ID }), 'SCHEMA'),
	says(
		'files-after-an-answer',
		({ own }) => ({ k: 'm', at: 1, b: 'text', re: [0, own, 0], fi: [file()] }),
		'SCHEMA',
	),
	says('files-in-an-edit', ({ own }) => ({ k: 'e', at: 1, of: [own, 0], b: 'x', fi: [file()] }), 'SCHEMA'),
	says('files-without-words', () => ({ k: 'm', at: 1, b: '', fi: [file()] }), 'SCHEMA'),
	says('file-with-a-tenth-member', () => sends([...file(), 0]), 'SCHEMA'),
	says('file-without-its-preview', () => sends(file().slice(0, 8)), 'SCHEMA'),
	says('file-id-of-no-form', () => sends(file(0, '../../etc/passwd')), 'SCHEMA'),
	says('file-name-with-a-path', () => sends(file(1, '../../etc/passwd')), 'SCHEMA'),
	says('file-name-that-turns', () => sends(file(1, 'gnp\u202e.exe')), 'SCHEMA'),
	says('file-name-with-an-end-of-line', () => sends(file(1, 'a\r\nset-cookie: a=b')), 'SCHEMA'),
	says('file-name-of-a-device', () => sends(file(1, 'con.txt')), 'SCHEMA'),
	says('file-name-of-256-bytes', () => sends(file(1, 'x'.repeat(256))), 'SCHEMA'),
	says('file-name-that-hides-a-sign', () => sends(file(1, 'a\u200b.png')), 'SCHEMA'),
	says('file-name-that-is-a-number', () => sends(file(1, 12)), 'SCHEMA'),
	says('file-type-with-a-parameter', () => sends(file(2, 'text/html;charset=utf-7')), 'SCHEMA'),
	says('file-type-of-101-characters', () => sends(file(2, `a/${'b'.repeat(99)}`)), 'SCHEMA'),
	says('file-size-negative', () => sends(file(3, -1)), 'SCHEMA'),
	says('file-size-2^53', () => sends(file(3, 2 ** 53)), 'SCHEMA'),
	says('file-digest-of-63-digits', () => sends(file(4, 'a'.repeat(63))), 'SCHEMA'),
	says('file-width-2^31', () => sends(file(5, 2 ** 31)), 'SCHEMA'),
	says('file-height-fraction', () => sends(file(6, 0.5)), 'SCHEMA'),
	says('file-duration-null', () => sends(file(7, null)), 'SCHEMA'),
	says('file-preview-of-97-characters', () => sends(file(8, 'a'.repeat(97))), 'SCHEMA'),
	says('file-preview-with-markup', () => sends(file(8, '"><script>')), 'SCHEMA'),
	says('file-member-that-is-a-list', () => sends(file(1, ['a.png'])), 'SCHEMA'),
	says('offset-honest', () => message('text', { tz: -840 }), accepted('text')),
	says('offset-beyond-the-east', () => message('text', { tz: 841 }), 'SCHEMA'),
	says('offset-beyond-the-west', () => message('text', { tz: -841 }), 'SCHEMA'),
	says('offset-broken', () => message('text', { tz: 0.5 }), 'SCHEMA'),
	says('offset-huge', () => message('text', { tz: 2 ** 52 }), 'SCHEMA'),
	says('offset-is-text', () => message('text', { tz: 'Europe/Berlin' }), 'SCHEMA'),
	says('offset-is-nothing', () => message('text', { tz: null }), 'SCHEMA'),
	says('offset-of-an-edit', ({ own }) => ({ k: 'e', at: 1, of: [own, 0], b: 'text', tz: 60 }), 'SCHEMA'),
	says('offset-in-the-wrong-place', () => ({ k: 'm', at: 1, tz: 60, b: 'text' }), 'SCHEMA'),
	says('edit-of-other', (scene) => ({ k: 'e', at: 1, of: ofAda(scene), b: 'forged' }), 'NOT_YOURS'),
	says(
		'edit-of-unknown-target',
		({ victim }) => ({ k: 'e', at: 1, of: [victim, 999], b: 'forged' }),
		'NOT_YOURS',
	),
	says('edit-of-an-unleased-target', () => ({ k: 'e', at: 1, of: [2 ** 50, 0], b: 'forged' }), 'NOT_YOURS'),
	says('edit-of-a-ledger-entry', () => ({ k: 'e', at: 1, of: [1, 0], b: 'forged' }), 'NOT_YOURS'),
	says('edit-of-a-system-line', () => ({ k: 'e', at: 1, of: [65_536, 0], b: 'forged' }), 'NOT_YOURS'),
	says(
		'edit-by-a-moderator-of-other',
		(scene) => ({ k: 'e', at: 1, of: ofAda(scene), b: 'forged' }),
		'NOT_YOURS',
		MODERATOR,
	),
	says('edit-of-my-own-to-come', ({ own }) => ({ k: 'e', at: 1, of: [own, 500], b: 'early' }), SILENT),
	says(
		'edit-too-large',
		({ own }) => ({ k: 'e', at: 1, of: [own, 0], b: 'x'.repeat(16_385) }),
		'UPDATE_TOO_LARGE',
	),
	says('edit-with-a-triple', ({ own }) => ({ k: 'e', at: 1, of: [own, 0, 0], b: 'forged' }), 'SCHEMA'),
	says('edit-with-a-negative-clock', ({ own }) => ({ k: 'e', at: 1, of: [own, -1], b: 'forged' }), 'SCHEMA'),
	says('edit-with-a-text-as-target', () => ({ k: 'e', at: 1, of: '0:0', b: 'forged' }), 'SCHEMA'),
	says(
		'edit-with-mod',
		({ own }) => ({ k: 'e', at: 1, of: [own, 0], mod: true, b: 'forged' }),
		'SCHEMA',
		MODERATOR,
	),
	says(
		'edit-of-a-fractional-target',
		({ own }) => ({ k: 'e', at: 1, of: [own, 0.5], b: 'forged' }),
		'SCHEMA',
	),

	says('delete-of-other', (scene) => ({ k: 'd', at: 1, of: ofAda(scene) }), 'NOT_YOURS'),
	says(
		'delete-of-other-by-moderator-without-mod',
		(scene) => ({ k: 'd', at: 1, of: ofAda(scene) }),
		'NOT_YOURS',
		MODERATOR,
	),
	says('mod-without-being-one', (scene) => ({ k: 'd', at: 1, of: ofAda(scene), mod: true }), 'NOT_YOURS'),
	says(
		'mod-on-my-own-without-being-one',
		({ own }) => ({ k: 'd', at: 1, of: [own, 0], mod: true }),
		'NOT_YOURS',
	),
	says('mod-false', ({ own }) => ({ k: 'd', at: 1, of: [own, 0], mod: false }), 'SCHEMA'),
	says('mod-1', ({ own }) => ({ k: 'd', at: 1, of: [own, 0], mod: 1 }), 'SCHEMA', MODERATOR),
	says('mod-in-a-direct-message', (scene) => ({ k: 'd', at: 1, of: ofAda(scene), mod: true }), 'NOT_YOURS', {
		role: 'ADMIN',
		kind: 'dm',
	}),
	says(
		'mod-of-what-is-to-come',
		({ victim }) => ({ k: 'd', at: 1, of: [victim, 50], mod: true }),
		'NOT_YOURS',
		MODERATOR,
	),
	says(
		'mod-of-an-unknown-client',
		() => ({ k: 'd', at: 1, of: [2 ** 50, 0], mod: true }),
		'NOT_YOURS',
		MODERATOR,
	),
	says('mod-of-a-ledger-entry', () => ({ k: 'd', at: 1, of: [1, 0], mod: true }), 'SCHEMA', MODERATOR),
	says('delete-of-a-ledger-entry', () => ({ k: 'd', at: 1, of: [1, 0] }), 'NOT_YOURS'),
	says('delete-with-a-body', ({ own }) => ({ k: 'd', at: 1, of: [own, 0], b: 'x' }), 'SCHEMA'),
	{
		name: 'moderator-role-ends-before-commit',
		rule: 'R2, R7',
		scene: MODERATOR,
		attack: async (scene) => {
			const { ground, conversation, mal } = scene;
			await ground.sql`
				update memberships set role = 'MEMBER' where conversation = ${conversation} and user_id = ${mal.id}`;
			return scene.append({ k: 'd', at: 1, of: ofAda(scene), mod: true });
		},
		outcome: tombstone('NOT_YOURS'),
	},
	{
		name: 'honest-moderation',
		rule: 'D10',
		scene: MODERATOR,
		attack: (scene) => scene.append({ k: 'd', at: 1, of: ofAda(scene), mod: true }),
		outcome: { rows: ['run', 'redact'], deletes: [0] },
	},
	{
		name: 'delete-of-my-reaction',
		rule: 'R7',
		prepare: first(({ victim }) => ({ k: 'r', at: 1, of: [victim, 0], e: '👍', on: true })),
		attack: ({ own, next }) => append(own, next, { k: 'd', at: 1, of: [own, 1] }),
		outcome: tombstone('SCHEMA'),
	},
	{
		name: 'delete-of-my-edit',
		rule: 'R7',
		prepare: first(({ own }) => ({ k: 'e', at: 1, of: [own, 0], b: 'mine, mended' })),
		attack: ({ own, next }) => append(own, next, { k: 'd', at: 1, of: [own, 1] }),
		outcome: tombstone('SCHEMA'),
	},
	{
		name: 'mod-delete-of-another’s-reaction',
		rule: 'R7',
		scene: MODERATOR,
		prepare: async (scene) => {
			scene.ada.write({ k: 'r', at: 1, of: [scene.own, 0], e: '👍', on: true });
			scene.ada.say('after it');
			await scene.areStored('after it');
		},
		attack: (scene) => scene.append({ k: 'd', at: 1, of: [scene.victim, 3], mod: true }),
		outcome: tombstone('SCHEMA'),
	},
	{
		name: 'delete-twice',
		rule: 'D10',
		prepare: first(({ own }) => ({ k: 'd', at: 1, of: [own, 0] })),
		attack: ({ own, next }) => append(own, next, { k: 'd', at: 1, of: [own, 0] }),
		outcome: SILENT,
	},
	{
		name: 'edit-of-what-is-deleted',
		rule: 'D10',
		prepare: first(({ own }) => ({ k: 'd', at: 1, of: [own, 0] })),
		attack: ({ own, next }) => append(own, next, { k: 'e', at: 1, of: [own, 0], b: 'here again' }),
		outcome: { rows: ['run', 'redact'], says: [], deletes: [] },
	},

	says(
		'reaction-65-bytes',
		(scene) => ({ k: 'r', at: 1, of: ofAda(scene), e: 'x'.repeat(65), on: true }),
		'SCHEMA',
	),
	says(
		'overlay-value-bomb',
		(scene) => ({ k: 'r', at: 1, of: ofAda(scene), e: 'x'.repeat(60_000), on: true }),
		'SCHEMA',
	),
	says('reaction-empty', (scene) => ({ k: 'r', at: 1, of: ofAda(scene), e: '', on: true }), 'SCHEMA'),
	says('reaction-on-is-1', (scene) => ({ k: 'r', at: 1, of: ofAda(scene), e: '👍', on: 1 }), 'SCHEMA'),
	says('reaction-NUL', (scene) => ({ k: 'r', at: 1, of: ofAda(scene), e: '\0', on: true }), 'SCHEMA'),
	says('own-reaction', (scene) => ({ k: 'r', at: 1, of: ofAda(scene), e: '👍', on: true }), SILENT),
	says('reaction-to-nothing', () => ({ k: 'r', at: 1, of: [2 ** 50, 2 ** 50], e: '👍', on: true }), SILENT),

	says('system-event', () => ({ k: 's', at: 1, a: 'removed', who: 'ada' }), 'SCHEMA'),
	says(
		'system-event-by-moderator',
		() => ({ k: 's', at: 1, a: 'renamed', name: 'Forged' }),
		'SCHEMA',
		MODERATOR,
	),
	says('reply-to-what-is-not-there', () => message('text', { re: [60_000, 2 ** 50, 7] }), accepted('text')),
	says('reply-with-a-pair', () => message('text', { re: [0, 1] }), 'SCHEMA'),
	says('reply-after-was', ({ own }) => message('text', { was: [own, 0, 1], re: [0, own, 0] }), 'SCHEMA'),

	says('was-of-another', (scene) => message('forged', { was: [...ofAda(scene), 7] }), 'NOT_YOURS'),
	says('was-of-another’s-future', ({ victim }) => message('forged', { was: [victim, 70, 7] }), 'NOT_YOURS'),
	says('was-of-nobody', () => message('forged', { was: [2 ** 50, 0, 7] }), 'NOT_YOURS'),
	says('was-of-a-ledger-entry', () => message('forged', { was: [1, 0, 7] }), 'NOT_YOURS'),
	says('was-of-the-system', () => message('forged', { was: [65_536, 0, 7] }), 'NOT_YOURS'),
	says(
		'was-in-a-reaction-of-another',
		(scene) => ({ k: 'r', at: 1, of: ofAda(scene), e: '👍', on: true, was: [...ofAda(scene), 7] }),
		'NOT_YOURS',
	),
	says(
		'was-in-a-delete-of-another',
		({ own, victim }) => ({ k: 'd', at: 1, of: [own, 0], was: [victim, 0, 7] }),
		'NOT_YOURS',
	),
	says('was-in-a-system-event', ({ own }) => ({ k: 's', at: 1, a: 'left', was: [own, 0, 7] }), 'SCHEMA'),
	says('was-with-a-pair', ({ own }) => message('forged', { was: [own, 0] }), 'SCHEMA'),
	says('was-with-a-negative-digest', ({ own }) => message('forged', { was: [own, 0, -7] }), 'SCHEMA'),

	{
		name: 'good-bad-good',
		rule: 'R9',
		attack: (scene) => scene.append(message('good one'), { k: 'm', at: 'bad' }, message('good two')),
		outcome: {
			refused: ['SCHEMA'],
			rows: ['run', 'refused', 'run'],
			says: ['good one', 'good two'],
			tombstones: 1,
		},
	},
	{
		name: 'bad-in-two-ways',
		rule: 'R9',
		attack: (scene) =>
			scene.append({ k: 'm', at: 'bad', b: 'bad' }, { k: 'e', at: 1, of: ofAda(scene), b: 'forged' }),
		outcome: { refused: ['SCHEMA', 'NOT_YOURS'], rows: ['refused', 'refused'], tombstones: 2 },
	},
	{
		name: 'one-bad-event-in-a-backlog-of-3000',
		rule: 'R9',
		attack: (scene) => {
			const backlog: object[] = Array.from({ length: 3000 }, (_, i) => message(`backlog ${i}`));
			backlog[1703] = { k: 'm', at: 'bad', b: 'the one bad event' };
			return scene.append(...backlog);
		},
		outcome: {
			refused: ['SCHEMA'],
			rows: ['run', 'run', 'run', 'run', 'refused', 'run', 'run', 'run'],
			says: Array.from({ length: 3000 }, (_, i) => `backlog ${i}`).filter((_, i) => i !== 1703),
			tombstones: 1,
		},
		isHeavy: true,
	},
	{
		name: 'new-message-where-only-admins-post',
		rule: 'R8',
		prepare: onlyAdminsPost,
		attack: (scene) => scene.append(message('an announcement')),
		outcome: { ...tombstone('NOT_ALLOWED_HERE'), isOut: true },
	},
	{
		name: 'new-message-between-reactions-where-only-admins-post',
		rule: 'R8, R9',
		prepare: onlyAdminsPost,
		attack: (scene) => {
			const reaction = { k: 'r', at: 1, of: ofAda(scene), e: '👍', on: true };
			return scene.append(reaction, message('an announcement'), { ...reaction, on: false });
		},
		outcome: {
			...{ refused: ['NOT_ALLOWED_HERE'], rows: ['run', 'refused', 'run'], tombstones: 1 },
			...{ says: [], isOut: true },
		},
	},
	says(
		'body-with-a-needlessly-long-length',
		() =>
			objectBytes(
				['k', textBytes('m')],
				['at', raw(125, 1)],
				['b', bytes(raw(119), raw(0x84, 0), raw(0x61, 0x61, 0x61, 0x61))],
			),
		{ refused: ['MALFORMED'] },
	),
	says(
		'at-as-text-in-canonical-bytes',
		() => objectBytes(['k', textBytes('m')], ['at', textBytes('1')], ['b', textBytes('text')]),
		'SCHEMA',
	),
];
