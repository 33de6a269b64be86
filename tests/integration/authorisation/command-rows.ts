/** What `POST /api/commands` runs, kind by kind. */
import { directMessageId } from '#lib/domain/conversation-id.ts';
import {
	CONTACT_COMMANDS,
	type CommandKind,
	type CommandOutcome,
	type TextCommand,
} from '#lib/protocol/commands.ts';
import { newId } from '../../../src/lib/server/new-id.ts';
import { CANARY, type Cast } from './cast.ts';
import { IN_ROOM, REST, SIGNED_IN, STAFF, type Asker, type Row } from './row.ts';

type Fields = Record<string, unknown>;
const NO_MEMBER = 'OWNER ADMIN SUPERVISOR AGENT MEMBER AUDITOR';

function command(
	kind: CommandKind | TextCommand['kind'],
	what: string,
	fields: (cast: Cast, asker: Asker) => Fields | Promise<Fields>,
	answers: Row['answers'],
): Row {
	return {
		...{ of: kind, what, answers: { 401: 'nobody', ...answers } },
		async ask(asker, cast) {
			const body = { id: newId(), at: Date.now(), kind, ...(await fields(cast, asker)) };
			const response = await asker.browser.post('/api/commands', body);
			const text = await response.text();
			if (asker.column === 'stranger' && text.includes(CANARY)) return text;
			if (response.status !== 200) return String(response.status);
			const outcome = JSON.parse(text) as CommandOutcome;
			return outcome.ok ? 'ok' : outcome.code;
		},
	};
}

const inSecret = async ({ aSecret }: Cast) => ({ conversation: await aSecret() });
const inSquare = async ({ aSquare }: Cast) => ({ conversation: await aSquare() });
const room = { type: 'room', visibility: 'private', channel: false, name: 'Rota', topic: '', members: [] };
/** A private room is not there for who is not in it; a public one is there for all but READERs. */
const SECRET = { ok: 'roomAdmin', FORBIDDEN: 'member staffMember', NOT_FOUND: REST };
const SQUARE = { ok: 'roomAdmin', NOT_FOUND: 'stranger READER', FORBIDDEN: REST };

/** A command on a private room and on a public channel that only its admin may give. */
const ofAdmins = (kind: CommandKind, more: (cast: Cast) => Fields | Promise<Fields> = () => ({})) => [
	command(
		kind,
		'a private room',
		async (cast) => ({ ...(await inSecret(cast)), ...(await more(cast)) }),
		SECRET,
	),
	command(
		kind,
		'a public channel',
		async (cast) => ({ ...(await inSquare(cast)), ...(await more(cast)) }),
		SQUARE,
	),
];

export const COMMAND_ROWS: Row[] = [
	command('conversation.create', 'a private room', () => ({ ...room, conversation: newId() }), {
		...{ ok: `stranger ${STAFF}`, FORBIDDEN: REST },
	}),
	command(
		'conversation.create',
		'a public channel',
		() => ({ ...room, conversation: newId(), name: `c-${newId()}`, visibility: 'public', channel: true }),
		{ ok: `stranger ${STAFF}`, FORBIDDEN: REST },
	),
	command(
		'conversation.create',
		'a direct message with somebody',
		async (cast, { person }) => {
			const other = await cast.victim();
			const conversation = directMessageId(cast.organisation, person?.id ?? newId(), other.id);
			return { ...room, type: 'dm', name: '', conversation, members: [other.id] };
		},
		{ ok: STAFF, INVALID: 'stranger', FORBIDDEN: REST },
	),
	...ofAdmins('conversation.rename', () => ({ name: `n-${newId()}`, topic: '' })),
	...ofAdmins('conversation.posting', () => ({ by: 'admins' })),
	...ofAdmins('conversation.close'),
	command('conversation.join', 'a private room', inSecret, {
		ok: REST,
		NOT_FOUND: `stranger ${NO_MEMBER} READER`,
		FORBIDDEN: IN_ROOM,
	}),
	command('conversation.join', 'a public channel', inSquare, {
		ok: REST,
		NOT_FOUND: 'stranger READER',
		FORBIDDEN: 'AUDITOR',
	}),
	command('conversation.leave', 'a private room', inSecret, { ok: IN_ROOM, NOT_FOUND: REST }),
	command('conversation.leave', 'a public channel', inSquare, { ok: REST, NOT_FOUND: 'stranger READER' }),
	command('conversation.leave', 'a direct message', ({ dm }) => ({ conversation: dm }), {
		FORBIDDEN: 'member roomAdmin',
		NOT_FOUND: REST,
	}),
	command('conversation.mute', 'a private room', async (cast) => ({ ...(await inSecret(cast)), on: true }), {
		ok: IN_ROOM,
		NOT_FOUND: REST,
	}),
	command(
		'conversation.mute',
		'a public channel',
		async (cast) => ({ ...(await inSquare(cast)), on: true }),
		{ ok: 'roomAdmin', NOT_FOUND: 'stranger READER', FORBIDDEN: REST },
	),
	command('conversation.pin', 'a private room', async (cast) => ({ ...(await inSecret(cast)), on: true }), {
		ok: IN_ROOM,
		NOT_FOUND: REST,
	}),
	command('conversation.pin', 'a public channel', async (cast) => ({ ...(await inSquare(cast)), on: true }), {
		ok: 'roomAdmin',
		NOT_FOUND: 'stranger READER',
		FORBIDDEN: REST,
	}),
	command(
		'member.add',
		'to a private room',
		async (cast) => ({ ...(await inSecret(cast)), user: (await cast.victim()).id }),
		SECRET,
	),
	command(
		'member.add',
		'to a public channel',
		async (cast) => ({ ...(await inSquare(cast)), user: (await cast.victim()).id }),
		SQUARE,
	),
	...ofAdmins('member.remove', ({ people }) => ({ user: people.member!.id })),
	command(
		'member.role',
		'in a private room',
		async (cast) => ({ ...(await inSecret(cast)), user: cast.people.member!.id, role: 'ADMIN' }),
		SECRET,
	),
	command(
		'read.mark',
		'in a private room',
		async (cast) => ({ ...(await inSecret(cast)), mark: 0, volume: 0, position: 1 }),
		{
			...{ ok: IN_ROOM, NOT_FOUND: REST },
		},
	),
	command(
		'read.mark',
		'in a public channel',
		async (cast) => ({ ...(await inSquare(cast)), mark: 0, volume: 0, position: 1 }),
		{
			...{ ok: STAFF, NOT_FOUND: 'stranger READER', FORBIDDEN: 'AUDITOR' },
		},
	),
	// Of a room that one is not in nothing is taken, and nothing is said about it.
	command(
		'held.report',
		'of a private room',
		async (cast) => ({ held: [{ ...(await inSecret(cast)), volume: 0, epoch: 1, position: 1 }] }),
		{ ok: `stranger ${STAFF}`, FORBIDDEN: REST },
	),
	command('profile.set', 'one’s own', () => ({ title: 'Driver', zone: null }), { ok: SIGNED_IN }),
	command('notifications.set', 'one’s own', () => ({ level: 'all', showText: true }), { ok: SIGNED_IN }),
	command('notifications.seen', 'one’s own', () => ({ through: 1 }), { ok: SIGNED_IN }),
	...CONTACT_COMMANDS.map((kind) =>
		command(kind, 'somebody who is not here', () => ({ user: newId() }), {
			...{ NOT_FOUND: `stranger ${STAFF}`, FORBIDDEN: REST },
		}),
	),
	command('contacts.need', 'the organisation’s setting', () => ({ on: false }), {
		...{ ok: 'stranger OWNER ADMIN', FORBIDDEN: REST },
	}),
	command('auto-reply.set', 'one’s own', () => ({ on: true, text: 'Away', until: null }), {
		...{ ok: `stranger ${STAFF}`, FORBIDDEN: REST },
	}),
	command('text.create', 'a template', () => ({ document: `t/${newId()}` }), {
		...{ ok: 'stranger OWNER ADMIN SUPERVISOR AGENT staffMember', FORBIDDEN: REST },
	}),
];
