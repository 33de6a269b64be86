import { ROLES, type Role } from '#lib/protocol/workspace.ts';
import { listAccounts } from '#lib/server/accounts.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { authorize, grantableRoles } from '#lib/server/authorize.ts';
import { listInvitations } from '#lib/server/invitations.ts';
import { close, create, invite, setRole, takeInvitationBack } from '#lib/server/people-page.ts';
import { database } from '#lib/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

/** `roles`: those that this person may give, none for most people. `mayChange`: may he change or close this account? */
export const load: PageServerLoad = async ({ locals }) => {
	const self = requireSignedIn(locals);
	const { organisation } = self;
	const roles = grantableRoles(self, ROLES);
	const accounts = await listAccounts(database(), organisation);
	const shown = authorize(self, 'people.list', { organisation })
		? accounts
		: accounts.filter(({ id }) => id === self.user);
	const people = shown.map(({ id, name, email, role, createdAt, closedAt }) => ({
		...{ id, name, email, createdAt, role: role as Role, active: closedAt === null },
		mayChange: authorize(self, 'account.close', { organisation, user: id, role: role as Role }),
	}));
	const invitations = roles.length > 0 ? await listInvitations(database(), organisation) : [];
	return { self: { user: self.user, role: self.role }, people, invitations, roles };
};

export const actions: Actions = {
	/** Fields: role, and email and name to fill the form with. Answers `{link}`. */
	invite,
	/** Fields: name, email, role. Answers `{temporaryPassword, email}`. */
	create,
	/** Fields: user, role. */
	role: setRole,
	/** Field: user. */
	close,
	/** Field: token, as listed. */
	revokeInvitation: takeInvitationBack,
};
