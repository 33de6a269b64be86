import { describe, expect, test } from 'vitest';
import { ROLES, TAKES_PART, type Role } from '#lib/protocol/workspace.ts';
import { authorize, grantableRoles, type Action } from './authorize.ts';

const OURS = 'our organisation';
const subject = (role: Role) => ({ organisation: OURS, user: 'me', role });
const here = { organisation: OURS };
const conversation = (
	kind: 'dm' | 'room',
	visibility: 'private' | 'public',
	membership: 'ADMIN' | 'MEMBER' | null,
) => ({
	...here,
	kind,
	visibility,
	membership,
});
const publicOutside = conversation('room', 'public', null);
const publicMember = conversation('room', 'public', 'MEMBER');
const privateOutside = conversation('room', 'private', null);
const privateMember = conversation('room', 'private', 'MEMBER');
const privateAdmin = conversation('room', 'private', 'ADMIN');
const dm = conversation('dm', 'private', 'MEMBER');

const EVERYONE = 'OWNER ADMIN SUPERVISOR AGENT MEMBER READER AUDITOR';
const STAFF = [...TAKES_PART].join(' ');

/** Every row: an action on a resource, and the roles that may; all others may not. */
const MATRIX: {
	[A in Action]: [resource: Parameters<typeof authorize<A>>[2], roles: string, what: string][];
} = {
	'workspace.read': [[here, EVERYONE, 'their own organisation']],
	'people.list': [[here, `${STAFF} AUDITOR`, 'everybody']],
	'account.invite': [
		[{ ...here, role: 'OWNER' }, 'OWNER', 'an owner'],
		[{ ...here, role: 'ADMIN' }, 'OWNER ADMIN', 'an admin'],
		[{ ...here, role: 'READER' }, 'OWNER ADMIN', 'a reader'],
	],
	'account.create': [
		[{ ...here, role: 'OWNER' }, 'OWNER', 'an owner'],
		[{ ...here, role: 'MEMBER' }, 'OWNER ADMIN', 'a member'],
	],
	'account.change-role': [
		[{ ...here, user: 'x', role: 'MEMBER', to: 'ADMIN' }, 'OWNER ADMIN', 'member to admin'],
		[{ ...here, user: 'x', role: 'MEMBER', to: 'OWNER' }, 'OWNER', 'member to owner'],
		[{ ...here, user: 'x', role: 'OWNER', to: 'MEMBER' }, 'OWNER', 'owner to member'],
		[{ ...here, user: 'me', role: 'ADMIN', to: 'OWNER' }, 'OWNER', 'oneself'],
	],
	'account.close': [
		[{ ...here, user: 'x', role: 'MEMBER' }, 'OWNER ADMIN', 'a member'],
		[{ ...here, user: 'x', role: 'OWNER' }, 'OWNER', 'an owner'],
	],
	'dm.create': [[here, STAFF, '']],
	'auto-reply.set': [[here, STAFF, '']],
	'contact.change': [[here, STAFF, '']],
	'contacts.need': [[here, 'OWNER ADMIN', '']],
	'organisation.set': [[here, 'OWNER ADMIN', '']],
	'room.create': [[here, STAFF, '']],
	'channel.create-public': [
		[{ ...here, membersMayCreate: true }, STAFF, 'members may'],
		[{ ...here, membersMayCreate: false }, 'OWNER ADMIN SUPERVISOR AGENT', 'members may not'],
	],
	'conversation.take-part': [[here, STAFF, '']],
	'conversation.read': [
		[publicOutside, `${STAFF} AUDITOR`, 'public'],
		[privateOutside, '', 'private'],
		[privateMember, EVERYONE, 'private, as a member'],
	],
	'conversation.join': [
		[publicOutside, STAFF, 'public'],
		[privateOutside, '', 'private'],
		[dm, '', 'direct message'],
	],
	'conversation.leave': [
		[privateMember, EVERYONE, 'a room'],
		[publicOutside, '', 'not a member'],
		[dm, '', 'direct message'],
	],
	'conversation.rename': [
		[privateAdmin, STAFF, 'as its ADMIN'],
		[privateMember, '', 'as a member'],
		[publicOutside, '', 'from outside'],
		[dm, '', 'direct message'],
	],
	'conversation.posting': [
		[privateAdmin, STAFF, 'as its ADMIN'],
		[publicMember, '', 'as a member'],
		[dm, '', 'direct message'],
	],
	'conversation.close': [
		[privateAdmin, STAFF, 'as its ADMIN'],
		[publicMember, '', 'as a member'],
		[publicOutside, '', 'from outside'],
		[dm, '', 'direct message'],
	],
	'conversation.mute': [
		[privateMember, EVERYONE, 'as a member'],
		[dm, EVERYONE, 'direct message'],
		[publicOutside, '', 'from outside'],
	],
	'conversation.pin': [
		[privateMember, EVERYONE, 'as a member'],
		[dm, EVERYONE, 'direct message'],
		[publicOutside, '', 'from outside'],
	],
	'member.add': [
		[publicMember, STAFF, 'public, as a member'],
		[publicOutside, '', 'public, from outside'],
		[privateMember, '', 'private, as a member'],
		[privateAdmin, STAFF, 'private, as its ADMIN'],
		[dm, '', 'direct message'],
	],
	'member.remove': [
		[privateAdmin, STAFF, 'as its ADMIN'],
		[publicMember, '', 'as a member'],
		[dm, '', 'direct message'],
	],
	'text.create': [[here, 'OWNER ADMIN SUPERVISOR AGENT', '']],
	'text.edit': [
		[{ ...here, owner: 'x' }, 'OWNER ADMIN SUPERVISOR', 'another’s'],
		[{ ...here, owner: 'me' }, 'OWNER ADMIN SUPERVISOR AGENT', 'one’s own'],
	],
	'member.role': [
		[privateAdmin, STAFF, 'as its ADMIN'],
		[publicMember, '', 'as a member'],
		[dm, '', 'direct message'],
	],
	'read.mark': [
		[publicOutside, STAFF, 'public'],
		[privateMember, STAFF, 'as a member'],
		[privateOutside, '', 'private'],
	],
	'file.send': [
		[publicOutside, '', 'public'],
		[privateMember, STAFF, 'as a member'],
		[privateOutside, '', 'private'],
	],
	'held.report': [[here, 'OWNER ADMIN SUPERVISOR AGENT MEMBER', 'one’s own devices']],
	'readers.list': [
		[publicOutside, '', 'public'],
		[privateMember, EVERYONE, 'as a member'],
		[privateOutside, '', 'private'],
	],
	'profile.set': [[here, EVERYONE, '']],
	'photo.read': [[here, EVERYONE, '']],
	'notifications.set': [[here, EVERYONE, '']],
	'audit.list': [[here, 'OWNER ADMIN SUPERVISOR AUDITOR', '']],
	'audit.find': [
		[publicOutside, 'OWNER ADMIN SUPERVISOR AUDITOR', 'public'],
		[privateMember, 'OWNER ADMIN SUPERVISOR AUDITOR', 'private, as a member'],
		[privateOutside, 'OWNER ADMIN AUDITOR', 'private'],
		[dm, 'OWNER ADMIN AUDITOR', 'direct message'],
	],
	'audit.read': [
		[{ ...publicOutside, reason: '' }, 'OWNER ADMIN SUPERVISOR AUDITOR', 'public'],
		[{ ...privateMember, reason: '' }, 'OWNER ADMIN SUPERVISOR AUDITOR', 'private, as a member'],
		[{ ...privateOutside, reason: '' }, 'AUDITOR', 'private, without a reason'],
		[{ ...privateOutside, reason: 'a complaint' }, 'OWNER ADMIN AUDITOR', 'private, with a reason'],
		[{ ...dm, reason: '' }, 'AUDITOR', 'direct message, without a reason'],
		[{ ...dm, reason: 'a complaint' }, 'OWNER ADMIN AUDITOR', 'direct message, with a reason'],
	],
	'evidence.export': [[here, 'OWNER AUDITOR', '']],
	'audit.log': [[here, 'OWNER ADMIN AUDITOR', '']],
	'audit.alerts': [[here, 'OWNER ADMIN SUPERVISOR AUDITOR', '']],
	'erasure.list': [[here, 'OWNER AUDITOR', '']],
	'erasure.request': [[here, 'OWNER', '']],
	'erasure.approve': [
		[{ ...here, requestedBy: 'x' }, 'OWNER AUDITOR', 'of somebody else'],
		[{ ...here, requestedBy: 'me' }, '', 'of oneself'],
	],
	'erasure.decline': [[{ ...here, requestedBy: 'me' }, 'OWNER AUDITOR', '']],
};

describe.each(Object.keys(MATRIX) as Action[])('%s', (action) => {
	test.each(MATRIX[action].map(([resource, roles, what]) => ({ resource, roles, what })))(
		'$what: $roles',
		({ resource, roles }) => {
			const allowed = ROLES.filter((role) => authorize(subject(role), action, resource));
			expect(allowed.join(' ')).toBe(ROLES.filter((role) => roles.split(' ').includes(role)).join(' '));
		},
	);

	test('never in another organisation', () => {
		for (const role of ROLES) {
			for (const [resource] of MATRIX[action]) {
				expect(
					authorize(subject(role), action, { ...resource, organisation: 'theirs' } as typeof resource),
				).toBe(false);
			}
		}
	});
});

test('what the table does not name is denied', () => {
	expect(authorize(subject('OWNER'), 'server.destroy' as 'workspace.read', here)).toBe(false);
	expect(authorize(subject('SUPERUSER' as Role), 'workspace.read', here)).toBe(false);
	expect(authorize(subject('constructor' as Role), 'workspace.read', here)).toBe(false);
	expect(authorize(subject('OWNER'), 'toString' as 'workspace.read', here)).toBe(false);
});

test('nobody gives a role above his own', () => {
	expect(grantableRoles(subject('OWNER'), ROLES)).toEqual([...ROLES]);
	expect(grantableRoles(subject('ADMIN'), ROLES)).toEqual(ROLES.filter((role) => role !== 'OWNER'));
	expect(grantableRoles(subject('SUPERVISOR'), ROLES)).toEqual([]);
});
