import * as v from 'valibot';
import { LEVELS } from '#lib/domain/concern.ts';
import { isWellFormed } from '#lib/domain/events.ts';
import {
	CHANNEL_NAME,
	CONTACT_COMMANDS,
	MAX_MEMBERS_PER_COMMAND,
	MAX_NAME_LENGTH,
	MAX_TITLE_LENGTH,
	MAX_TOPIC_LENGTH,
	type AnyCommand,
} from '#lib/protocol/commands.ts';
import { isUuid, nameOfDocument } from '#lib/protocol/document-name.ts';
import { MAX_HELD_PER_COMMAND } from '#lib/protocol/readers.ts';
import { isTimeZone } from '../time-zones.ts';
import { isCleanLine } from '../text.ts';

const id = v.custom<string>(isUuid, 'an id is a lower-case UUID');
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Read positions are stored as 32-bit integers. */
const int32 = v.pipe(v.number(), v.integer(), v.maxValue(2 ** 31 - 1));
const line = (max: number) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.check((text) => [...text].length <= max, `at most ${max} characters`),
		v.check((text) => isWellFormed(text) && isCleanLine(text), 'it has characters that do not show'),
	);
/** Several lines of such. */
const paragraph = v.pipe(
	v.string(),
	v.trim(),
	v.check(
		(text) => isWellFormed(text) && text.split('\n').every(isCleanLine),
		'it has characters that do not show',
	),
);
const base = { id, at: count };

function isEditorialText(value: unknown): boolean {
	const name = typeof value === 'string' ? nameOfDocument(value) : undefined;
	return name?.kind === 'text' && (name.of === 'k' || name.of === 't');
}

const schema = v.variant('kind', [
	v.object({
		...base,
		kind: v.literal('conversation.create'),
		conversation: id,
		type: v.picklist(['dm', 'room']),
		visibility: v.picklist(['private', 'public']),
		channel: v.boolean(),
		name: line(MAX_NAME_LENGTH),
		topic: line(MAX_TOPIC_LENGTH),
		members: v.pipe(v.array(id), v.maxLength(MAX_MEMBERS_PER_COMMAND)),
	}),
	v.object({
		...base,
		kind: v.literal('conversation.rename'),
		conversation: id,
		name: line(MAX_NAME_LENGTH),
		topic: line(MAX_TOPIC_LENGTH),
	}),
	v.object({
		...base,
		kind: v.literal('conversation.posting'),
		conversation: id,
		by: v.picklist(['all', 'admins']),
	}),
	v.object({ ...base, kind: v.literal('conversation.join'), conversation: id }),
	v.object({ ...base, kind: v.literal('conversation.leave'), conversation: id }),
	v.object({ ...base, kind: v.literal('member.add'), conversation: id, user: id }),
	v.object({ ...base, kind: v.literal('member.remove'), conversation: id, user: id }),
	v.object({
		...base,
		kind: v.literal('text.create'),
		document: v.custom<string>(isEditorialText, 'it is no article and no template'),
	}),
	v.object({
		...base,
		kind: v.literal('member.role'),
		conversation: id,
		user: id,
		role: v.picklist(['ADMIN', 'MEMBER']),
	}),
	v.object({ ...base, kind: v.literal('conversation.close'), conversation: id }),
	v.object({ ...base, kind: v.literal('conversation.mute'), conversation: id, on: v.boolean() }),
	v.object({ ...base, kind: v.literal('conversation.pin'), conversation: id, on: v.boolean() }),
	v.object({
		...base,
		kind: v.literal('profile.set'),
		title: line(MAX_TITLE_LENGTH),
		zone: v.nullable(v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, 'there is no such time zone'))),
	}),
	v.object({
		...base,
		kind: v.literal('notifications.set'),
		level: v.picklist(LEVELS),
		showText: v.boolean(),
	}),
	v.object({ ...base, kind: v.literal('notifications.seen'), through: count }),
	...CONTACT_COMMANDS.map((kind) => v.object({ ...base, kind: v.literal(kind), user: id })),
	v.object({ ...base, kind: v.literal('contacts.need'), on: v.boolean() }),
	v.object({
		...base,
		kind: v.literal('auto-reply.set'),
		on: v.boolean(),
		text: paragraph,
		until: v.nullable(count),
	}),
	v.object({
		...base,
		kind: v.literal('held.report'),
		held: v.pipe(
			v.array(
				v.object({
					conversation: id,
					volume: v.pipe(int32, v.minValue(0)),
					epoch: v.pipe(int32, v.minValue(1)),
					position: v.pipe(int32, v.minValue(0)),
				}),
			),
			v.maxLength(MAX_HELD_PER_COMMAND),
		),
	}),
	v.object({
		...base,
		kind: v.literal('read.mark'),
		conversation: id,
		mark: v.pipe(int32, v.minValue(0)),
		volume: v.pipe(int32, v.minValue(0)),
		position: v.pipe(int32, v.minValue(-1)),
	}),
]);

/** Every kind that the server takes. */
export const COMMAND_KINDS: readonly AnyCommand['kind'][] = schema.options.map(
	({ entries }) => entries.kind.literal,
);

export type ParsedCommand = { ok: true; command: AnyCommand } | { ok: false; words: string };

/** Reads a command as it came. Never throws; keys that it does not know are dropped. */
export function parseCommand(value: unknown): ParsedCommand {
	const parsed = v.safeParse(schema, value);
	if (!parsed.success) {
		const issue = parsed.issues[0];
		return { ok: false, words: `${v.getDotPath(issue) ?? 'the command'}: ${issue.message}` };
	}
	const command: AnyCommand = parsed.output;
	if (
		(command.kind === 'conversation.create' && command.type === 'room') ||
		command.kind === 'conversation.rename'
	) {
		if (command.name === '') return { ok: false, words: 'it needs a name' };
	}
	if (command.kind === 'conversation.create' && command.channel && !CHANNEL_NAME.test(command.name)) {
		return { ok: false, words: 'a channel’s name has small letters, digits and hyphens' };
	}
	return { ok: true, command };
}
