/**
 * Commands: what exactly one must stand of, or what grants access (design section 1). `POST /api/commands` with one command as JSON; idempotent by `id`, a UUIDv7 that the
 * client made: sent again it gives the recorded outcome. Queued on the device while offline.
 */
import type { NotificationLevel } from '#lib/domain/concern.ts';
import type { HeldPosition } from './readers.ts';
import type { ConversationKind, Posting, ReadPosition, RoomRole, Visibility } from './workspace.ts';

interface CommandBase {
	id: string;
	/** The author's clock, ms. */
	at: number;
}

export type ConversationCommand = CommandBase &
	(
		| {
				kind: 'conversation.create';
				conversation: string;
				type: ConversationKind;
				visibility: Visibility;
				channel: boolean;
				name: string;
				topic: string;
				/** The others; the creator is a member anyway. A direct message has exactly one. */
				members: string[];
		  }
		| { kind: 'conversation.rename'; conversation: string; name: string; topic: string }
		/** Who writes new messages there; everybody in it reads and reacts. */
		| { kind: 'conversation.posting'; conversation: string; by: Posting }
		| { kind: 'conversation.join'; conversation: string }
		| { kind: 'conversation.leave'; conversation: string }
		/** Hides a room from everybody; its record stays. */
		| { kind: 'conversation.close'; conversation: string }
		/** One's own setting, on all one's devices: no notifications, no bold count. */
		| { kind: 'conversation.mute'; conversation: string; on: boolean }
		/** One's own setting as well: it stands first in the list. */
		| { kind: 'conversation.pin'; conversation: string; on: boolean }
		| { kind: 'member.add'; conversation: string; user: string }
		| { kind: 'member.remove'; conversation: string; user: string }
		| { kind: 'member.role'; conversation: string; user: string; role: RoomRole }
		| ({ kind: 'read.mark'; conversation: string } & ReadPosition)
	);

/** One's own, on all one's devices. */
export type SettingsCommand = CommandBase &
	/** What others see of the person; `zone` is a name of the tz database, null where the browser's own counts. */
	(
		| { kind: 'profile.set'; title: string; zone: string | null }
		| { kind: 'notifications.set'; level: NotificationLevel; showText: boolean }
		/** What the notification centre lists is seen through this time of the server, ms. */
		| { kind: 'notifications.seen'; through: number }
		/** What the server says for the person while he is away (SPEC Y); `until` in ms, null for until it is turned off. */
		| { kind: 'auto-reply.set'; on: boolean; text: string; until: number | null }
	);

export const CONTACT_COMMANDS = [
	'contact.request',
	'contact.accept',
	'contact.decline',
	'contact.remove',
	'contact.block',
	'contact.unblock',
] as const;

/** Of oneself and `user` (SPEC V2). */
export type ContactCommand = CommandBase & { kind: (typeof CONTACT_COMMANDS)[number]; user: string };
/** An admin's: must colleagues be contacts before they write to each other? */
export type NeedContactsCommand = CommandBase & { kind: 'contacts.need'; on: boolean };

/** What this device has on its disk (SPEC W11); at most MAX_HELD_PER_COMMAND. */
export type HeldCommand = CommandBase & { kind: 'held.report'; held: readonly HeldPosition[] };

export type Command =
	HeldCommand | ConversationCommand | SettingsCommand | ContactCommand | NeedContactsCommand;

/** Begins an article (`k/<id>`) or a template (`t/<id>`), whose text is written together (SPEC X3). */
export type TextCommand = CommandBase & { kind: 'text.create'; document: string };

/** Of whatever kind, as the server takes them. */
export type AnyCommand = Command | TextCommand;

export type CommandKind = Command['kind'];

/** `words` complete a sentence such as "Could not add Jamie: …" */
export type CommandOutcome = { ok: true } | { ok: false; code: CommandError; words: string };

export type CommandError = 'INVALID' | 'NOT_FOUND' | 'FORBIDDEN' | 'NAME_TAKEN' | 'CONFLICT';

export const CHANNEL_NAME = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/;
export const MAX_NAME_LENGTH = 80;
export const MAX_TOPIC_LENGTH = 250;
export const MAX_TITLE_LENGTH = 80;
export const MAX_MEMBERS_PER_COMMAND = 500;
