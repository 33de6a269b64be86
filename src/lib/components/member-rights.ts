import type { ConversationSummary } from '#lib/client/summaries.ts';
import { room as t } from '#lib/i18n/room.ts';
import type { Role } from '#lib/protocol/workspace.ts';

/** What the interface offers here. The server decides; this only keeps from offering what it would refuse. */
export interface MemberRights {
	/** React, edit and delete one's own, and unless `post` says otherwise write. */
	write: boolean;
	/** Write new messages. */
	post: boolean;
	/** Why not, where one may not. */
	reason: string;
	join: boolean;
	add: boolean;
	remove: boolean;
	leave: boolean;
	/** Rename it, change roles, delete it. */
	manage: boolean;
	/** Delete what others wrote. */
	moderate: boolean;
}

const READING_ROLES: ReadonlySet<Role> = new Set(['READER', 'AUDITOR']);

export function memberRights(
	conversation: Pick<ConversationSummary, 'kind' | 'visibility' | 'channel' | 'myRole' | 'posting' | 'apart'>,
	role: Role,
): MemberRights {
	const member = conversation.myRole !== null;
	const reads = READING_ROLES.has(role);
	const room = conversation.kind === 'room';
	const isPublic = conversation.visibility === 'public';
	const admin = room && conversation.myRole === 'ADMIN';
	return {
		write: member && !reads,
		post: member && !reads && conversation.apart !== true && (conversation.posting === 'all' || admin),
		reason: reads ? t.roleReads : member ? (conversation.apart ? t.apart : t.adminsPost) : t.notInAnyMore,
		join: !member && !reads && room && isPublic,
		add: member && !reads && room && (isPublic || admin),
		remove: admin && !reads,
		leave: member && room,
		manage: admin && !reads,
		moderate: admin && !reads,
	};
}
