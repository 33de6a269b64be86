import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type {
	ConversationKind,
	Person,
	Posting,
	Role,
	RoomRole,
	Visibility,
	Workspace,
	WorkspaceConversation,
} from '#lib/protocol/workspace.ts';
import {
	conversations,
	documentHeads,
	memberships,
	serverState,
	readPositions,
} from '../../../drizzle/schema.ts';
import { listAccounts } from './accounts.ts';
import { authorize, type Subject } from './authorize.ts';
import type { Queries } from './database.ts';
import { readContacts } from './contacts.ts';
import { readAutoReply } from './commands/auto-reply.ts';
import { readNotifications } from './commands/notification-settings.ts';
import { organisationName } from './organisations.ts';

const NOTHING_READ = { mark: 0, volume: 0, position: -1 };

/** What a person may know of the organisation: its people, and the conversations that he is in or that are public. */
export async function readWorkspace(queries: Queries, subject: Subject): Promise<Workspace> {
	const { organisation, user } = subject;
	const [name, accounts, shown, notifications, autoReply, contacts, [first]] = await Promise.all([
		organisationName(queries, organisation),
		listAccounts(queries, organisation),
		readConversations(queries, subject),
		readNotifications(queries, organisation, user),
		readAutoReply(queries, organisation, user),
		readContacts(queries, organisation, user),
		queries.select().from(serverState).where(eq(serverState.name, 'first_epoch')),
	]);
	const people: Person[] = accounts.map(({ id, name, email, role, title, timeZone, photo, closedAt }) => ({
		...{ id, name, email },
		role: role as Role,
		...(title !== '' && { title }),
		...(timeZone !== null && { zone: timeZone }),
		...(photo !== null && { photo }),
		active: closedAt === null,
	}));
	const self = people.find(({ id }) => id === user)!;
	const mayList = authorize(subject, 'people.list', { organisation });
	return {
		organisation: { id: organisation, name },
		self,
		people: mayList ? people : [self],
		conversations: shown,
		notifications,
		autoReply,
		contacts,
		serverTime: Date.now(),
		epoch: typeof first?.value === 'number' ? first.value : 1,
	};
}

/** The ids of what a person may read, as it stands now. */
export async function readableConversations(queries: Queries, subject: Subject): Promise<string[]> {
	return (await readConversations(queries, subject)).map(({ id }) => id);
}

async function readConversations(queries: Queries, subject: Subject): Promise<WorkspaceConversation[]> {
	const { organisation, user } = subject;
	const mine = queries
		.select({ conversation: memberships.conversation })
		.from(memberships)
		.where(
			and(
				eq(memberships.organisation, organisation),
				eq(memberships.user, user),
				isNull(memberships.endedAt),
			),
		);
	const rows = await queries
		.select({ row: conversations, read: readPositions, activeAt: documentHeads.ledgerTime })
		.from(conversations)
		.leftJoin(
			readPositions,
			and(
				eq(readPositions.organisation, organisation),
				eq(readPositions.user, user),
				eq(readPositions.conversation, conversations.id),
			),
		)
		.leftJoin(
			documentHeads,
			eq(documentHeads.document, sql`'c/' || ${conversations.id} || '/' || ${conversations.volume}`),
		)
		.where(
			and(
				eq(conversations.organisation, organisation),
				isNull(conversations.closedAt),
				or(eq(conversations.visibility, 'public'), inArray(conversations.id, mine)),
			),
		)
		.orderBy(asc(conversations.id));
	const members = await membersOf(
		queries,
		organisation,
		rows.map(({ row }) => row.id),
	);
	return rows.flatMap(({ row, read, activeAt }) => {
		const inIt = members.get(row.id) ?? [];
		const shown = toConversation(row, inIt, read, activeAt);
		const membership = inIt.find((member) => member.user === user)?.role ?? null;
		const ref = {
			organisation: row.organisation,
			kind: shown.kind,
			visibility: shown.visibility,
			membership,
		};
		return authorize(subject, 'conversation.read', ref) ? [shown] : [];
	});
}

type Members = WorkspaceConversation['members'];

async function membersOf(
	queries: Queries,
	organisation: string,
	ids: string[],
): Promise<Map<string, Members>> {
	if (ids.length === 0) return new Map();
	const rows = await queries
		.select({ conversation: memberships.conversation, user: memberships.user, role: memberships.role })
		.from(memberships)
		.where(
			and(
				eq(memberships.organisation, organisation),
				isNull(memberships.endedAt),
				sql`${memberships.conversation} = any(${sql.param(ids)}::uuid[])`,
			),
		)
		.orderBy(asc(memberships.since), asc(memberships.user));
	const members = new Map<string, Members>();
	for (const { conversation, user, role } of rows) {
		const list = members.get(conversation) ?? [];
		list.push({ user, role: role as RoomRole });
		members.set(conversation, list);
	}
	return members;
}

function toConversation(
	row: typeof conversations.$inferSelect,
	members: Members,
	read: typeof readPositions.$inferSelect | null,
	activeAt: number | null,
): WorkspaceConversation {
	return {
		id: row.id,
		kind: row.kind as ConversationKind,
		visibility: row.visibility as Visibility,
		channel: row.channel,
		name: row.name,
		topic: row.topic,
		posting: row.posting as Posting,
		volume: row.volume,
		createdAt: row.createdAt.getTime(),
		...(activeAt === null ? {} : { activeAt }),
		members,
		read: read ? { mark: read.mark, volume: read.volume, position: read.position } : NOTHING_READ,
		...(row.apart ? { apart: true } : {}),
		muted: read?.muted ?? false,
		pinned: read?.pinned ?? false,
	};
}
