/**
 * Who may do what: the one question, default deny. The table is that of the roles' definition, for what exists. A resource of another
 * organisation is never allowed, and callers answer forbidden and missing alike where a resource's existence is not theirs to know.
 */
import { editorialRight } from '#lib/domain/document-rights.ts';
import type { ConversationKind, Role, RoomRole, Visibility } from '#lib/protocol/workspace.ts';

export interface Subject {
	organisation: string;
	user: string;
	role: Role;
}

interface Tenant {
	organisation: string;
}
interface RoleGrant extends Tenant {
	/** The role that an invitation, account or change gives. */
	role: Role;
}
interface AccountRef extends Tenant {
	user: string;
	role: Role;
}
/** A conversation as it stands to the subject. */
export interface ConversationRef extends Tenant {
	kind: ConversationKind;
	visibility: Visibility;
	/** The subject's role in it; null when not a member. */
	membership: RoomRole | null;
}
interface AuditRef extends ConversationRef {
	/** Why somebody looks into what is not his: empty when he did not say. */
	reason: string;
}
interface ErasureRef extends Tenant {
	requestedBy: string;
}
interface ChannelCreation extends Tenant {
	/** The organisation's policy: may a MEMBER create public channels? */
	membersMayCreate: boolean;
}

/** An article or a template that is being written. */
interface TextRef extends Tenant {
	owner: string;
}

interface Resources {
	'workspace.read': Tenant;
	'people.list': Tenant;
	'account.invite': RoleGrant;
	'account.create': RoleGrant;
	'account.change-role': AccountRef & { to: Role };
	'account.close': AccountRef;
	'dm.create': Tenant;
	'room.create': Tenant;
	'channel.create-public': ChannelCreation;
	/** To be made a member of anything at all. */
	'conversation.take-part': Tenant;
	'conversation.read': ConversationRef;
	'conversation.join': ConversationRef;
	'conversation.leave': ConversationRef;
	'conversation.rename': ConversationRef;
	'conversation.posting': ConversationRef;
	'conversation.close': ConversationRef;
	'conversation.mute': ConversationRef;
	'conversation.pin': ConversationRef;
	'member.add': ConversationRef;
	'member.remove': ConversationRef;
	'member.role': ConversationRef;
	'read.mark': ConversationRef;
	/** To upload what a message will name. */
	'file.send': ConversationRef;
	/** To say what one's devices have; of which conversations follows from memberships. */
	'held.report': Tenant;
	/** To see how far the others have read. */
	'readers.list': ConversationRef;
	/** One's own picture, title and time zone. */
	'profile.set': Tenant;
	/** To see pictures of one's own organisation's people. */
	'photo.read': Tenant;
	/** One's own settings. */
	'notifications.set': Tenant;
	/** To ask, answer, remove, block (SPEC V2). */
	'contact.change': Tenant;
	/** The organisation's setting. */
	'contacts.need': Tenant;
	/** Its name, and what holds for everybody in it. */
	'organisation.set': Tenant;
	/** What the server says for oneself (SPEC Y). */
	'auto-reply.set': Tenant;
	/** To see which conversations there are to audit. */
	'audit.list': Tenant;
	/** To see that there is such a conversation, and who is in it. */
	'audit.find': ConversationRef;
	/** To read every row of it. */
	'audit.read': AuditRef;
	/** To take conversations away as an evidence pack. */
	'evidence.export': Tenant;
	/** The organisation's own record, of everybody. */
	'audit.log': Tenant;
	/** Refusals that no unmodified client meets. */
	'audit.alerts': Tenant;
	'erasure.list': Tenant;
	'erasure.request': Tenant;
	'erasure.approve': ErasureRef;
	'erasure.decline': ErasureRef;
	/** To begin an article or a template, which is one's own. */
	'text.create': Tenant;
	'text.edit': TextRef;
}

export type Action = keyof Resources;
type Rule<A extends Action> = true | ((resource: Resources[A], subject: Subject) => boolean);
type Row<A extends Action> = Partial<Record<Role, Rule<A>>>;

const everyone = <A extends Action>(rule: Rule<A>): Row<A> => ({
	...staff(rule),
	READER: rule,
	AUDITOR: rule,
});
/** Everybody with messaging. */
const staff = <A extends Action>(rule: Rule<A>): Row<A> => ({
	OWNER: rule,
	ADMIN: rule,
	SUPERVISOR: rule,
	AGENT: rule,
	MEMBER: rule,
});

/** Who writes articles and templates; what each may edit is SPEC X3's. */
const editors = <A extends Action>(rule: Rule<A>): Row<A> => ({
	OWNER: rule,
	ADMIN: rule,
	SUPERVISOR: rule,
	AGENT: rule,
});

const isMember = ({ membership }: ConversationRef) => membership !== null;
const mayRead = (conversation: ConversationRef) =>
	conversation.visibility === 'public' || isMember(conversation);
const isRoomAdmin = ({ kind, membership }: ConversationRef) => kind === 'room' && membership === 'ADMIN';
/** Anybody in a public channel, the room's ADMIN in a private one; a direct message stays between two. */
const mayAdd = (conversation: ConversationRef) =>
	conversation.kind === 'room' &&
	(conversation.visibility === 'public' ? isMember : isRoomAdmin)(conversation);
/** A supervisor's: the rooms that are public or his own. Teams and queues will widen it; colleagues' direct messages are never in it. */
const inScope = (conversation: ConversationRef) => conversation.kind === 'room' && mayRead(conversation);
/** What is out of scope opens by breaking the glass: with a reason, which everybody who audits reads. */
const inScopeOrReasoned = (conversation: AuditRef) => inScope(conversation) || conversation.reason !== '';
const auditors = <A extends Action>(rule: Rule<A>): Row<A> => ({
	OWNER: rule,
	ADMIN: rule,
	SUPERVISOR: rule,
	AUDITOR: rule,
});
/** Two people make an erasure (SPEC G1). */
const isOfAnother = ({ requestedBy }: ErasureRef, { user }: Subject) => requestedBy !== user;
const notOwner = ({ role }: { role: Role }) => role !== 'OWNER';

const TABLE: { [A in Action]: Row<A> } = {
	'workspace.read': everyone(true),
	'people.list': { ...staff(true), AUDITOR: true },
	'account.invite': { OWNER: true, ADMIN: notOwner },
	'account.create': { OWNER: true, ADMIN: notOwner },
	'account.change-role': { OWNER: true, ADMIN: (account) => notOwner(account) && account.to !== 'OWNER' },
	'account.close': { OWNER: true, ADMIN: notOwner },
	'dm.create': staff(true),
	'room.create': staff(true),
	'channel.create-public': { ...staff(true), MEMBER: ({ membersMayCreate }) => membersMayCreate },
	'conversation.take-part': staff(true),
	'conversation.read': { ...staff(mayRead), READER: isMember, AUDITOR: mayRead },
	'conversation.join': staff(({ kind, visibility }) => kind === 'room' && visibility === 'public'),
	'conversation.leave': everyone(({ kind, membership }) => kind === 'room' && membership !== null),
	'conversation.rename': staff(isRoomAdmin),
	'conversation.posting': staff(isRoomAdmin),
	'conversation.close': staff(isRoomAdmin),
	'conversation.mute': everyone(isMember),
	'conversation.pin': everyone(isMember),
	'member.add': staff(mayAdd),
	'member.remove': staff(isRoomAdmin),
	'member.role': staff(isRoomAdmin),
	'read.mark': staff(mayRead),
	'file.send': staff(isMember),
	'held.report': staff(true),
	'readers.list': everyone(isMember),
	'profile.set': everyone(true),
	'photo.read': everyone(true),
	'notifications.set': everyone(true),
	'auto-reply.set': staff(true),
	'contact.change': staff(true),
	'contacts.need': { OWNER: true, ADMIN: true },
	'organisation.set': { OWNER: true, ADMIN: true },
	'audit.list': auditors(true),
	'audit.find': { OWNER: true, ADMIN: true, SUPERVISOR: inScope, AUDITOR: true },
	'audit.read': { OWNER: inScopeOrReasoned, ADMIN: inScopeOrReasoned, SUPERVISOR: inScope, AUDITOR: true },
	'evidence.export': { OWNER: true, AUDITOR: true },
	'audit.log': { OWNER: true, ADMIN: true, AUDITOR: true },
	'audit.alerts': auditors(true),
	'erasure.list': { OWNER: true, AUDITOR: true },
	'erasure.request': { OWNER: true },
	'erasure.approve': { OWNER: isOfAnother, AUDITOR: isOfAnother },
	'erasure.decline': { OWNER: true, AUDITOR: true },
	'text.create': editors(true),
	'text.edit': editors(({ owner }, { role, user }) => editorialRight(role, owner === user) === 'write'),
};

/** True when the subject may do it. Everything that the table does not name is denied. */
export function authorize<A extends Action>(subject: Subject, action: A, resource: Resources[A]): boolean {
	if (resource.organisation !== subject.organisation) return false;
	// Own rows and roles only: what an object inherits ("constructor") grants nothing.
	if (!Object.hasOwn(TABLE, action) || !Object.hasOwn(TABLE[action], subject.role)) return false;
	const rule = TABLE[action][subject.role];
	return typeof rule === 'function' ? rule(resource, subject) : rule === true;
}

/** The roles that the subject may give, highest first. */
export function grantableRoles(subject: Subject, roles: readonly Role[]): Role[] {
	return roles.filter((role) =>
		authorize(subject, 'account.invite', { organisation: subject.organisation, role }),
	);
}
