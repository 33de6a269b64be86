/** Looks up what users may do (SPEC R2, X3): before a document is opened, and again inside every append. */
import type { Sql, TransactionSql } from 'postgres';
import type { Right } from './access.ts';
import { toRight, toTextRight, UnexpectedAnswer } from './rights.ts';
import type { AskedRight, TextRightRow, UnitKind } from './rights.ts';

/** What is asked: the user's right in the unit (`unitOf` in document-name.ts). */
export interface Asked {
	unit: string;
	user: string;
}

interface AskedOfConversation {
	kind: UnitKind;
	conversation: string;
}

/** The conversation whose members have the unit; undefined for a text that is no conversation's. */
function conversationOfUnit(unit: string): AskedOfConversation | undefined {
	if (unit[1] !== '/') return { kind: 'conversation', conversation: unit };
	const kind = unit[0];
	return kind === 'i' || kind === 'd' ? { kind, conversation: unit.slice(2) } : undefined;
}

/** Conversations, users: whose memberships answer the question. */
export function membershipsAsked(asked: readonly Asked[]): { conversations: string[]; users: string[] } {
	const pairs = asked.flatMap(({ unit, user }) => {
		const of = conversationOfUnit(unit);
		return of ? [{ conversation: of.conversation, user }] : [];
	});
	return {
		conversations: pairs.map(({ conversation }) => conversation),
		users: pairs.map(({ user }) => user),
	};
}

/**
 * The questions, not sent before they are awaited: under locks they stand behind the statements that lock. No more than two statements, whose answers
 * `rightsOf` reads.
 */
export function askRights(
	sql: Sql | TransactionSql,
	asked: readonly Asked[],
): [conversations: PromiseLike<AskedRight[]> | [], texts: PromiseLike<TextRightRow[]> | []] {
	const { conversations, users } = membershipsAsked(asked);
	const texts = asked.filter(({ unit }) => !conversationOfUnit(unit));
	return [
		conversations.length > 0 ? readConversations(sql, conversations, users) : [],
		texts.length > 0 ? readTexts(sql, texts) : [],
	];
}

/** By unit and user. Throws UnexpectedAnswer when the answers are another question's. */
export function rightsOf(
	asked: readonly Asked[],
	rows: readonly AskedRight[],
	textRows: readonly TextRightRow[],
): (unit: string, user: string) => Right | undefined {
	const rowOf = new Map(rows.map((row) => [`${row.asked} ${row.user}`, row]));
	const textOf = new Map(textRows.map((row) => [`${row.unit} ${row.user}`, row]));
	const rights = asked.map(({ unit, user }): [string, Right | undefined] => {
		const of = conversationOfUnit(unit);
		const row = of ? rowOf.get(`${of.conversation} ${user}`) : undefined;
		const text = of ? undefined : textOf.get(`${unit} ${user}`);
		// There is a row for what is not there too: none is a lost answer, and not a no.
		if (!row && !text) throw new UnexpectedAnswer('a right');
		return [`${unit} ${user}`, row ? toRight(row, of!.kind) : toTextRight(text!)];
	});
	const rightOf = new Map(rights);
	return (unit, user) => rightOf.get(`${unit} ${user}`);
}

function readConversations(
	sql: Sql | TransactionSql,
	conversations: string[],
	users: string[],
): PromiseLike<AskedRight[]> {
	return sql<AskedRight[]>`
		select n.user_id as user, n.conversation as asked, c.organisation, c.id as conversation, c.kind, c.visibility, c.posting, c.volume,
			c.internal_volume as "internalVolume", c.closed_at is not null as closed, coalesce(c.apart, false) as apart, u.role,
			m.role as membership
		from unnest(${conversations}::uuid[], ${users}::uuid[]) as n(conversation, user_id)
		left join conversations c on c.id = n.conversation
		left join users u on u.organisation = c.organisation and u.id = n.user_id and u.closed_at is null
		left join memberships m on m.conversation = c.id and m.user_id = u.id and m.ended_at is null`;
}

function readTexts(sql: Sql | TransactionSql, texts: readonly Asked[]): PromiseLike<TextRightRow[]> {
	return sql<TextRightRow[]>`
		select n.unit, n.user_id as user, u.organisation, u.role, t.owner
		from unnest(${texts.map(({ unit }) => unit)}::text[], ${texts.map(({ user }) => user)}::uuid[]) as n(unit, user_id)
		left join users u on u.id = n.user_id and u.closed_at is null
		left join text_documents t on t.organisation = u.organisation and t.document = n.unit`;
}
