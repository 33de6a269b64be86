import type { Role } from '#lib/protocol/workspace.ts';

/** The roles as people read them. */
export const ROLE_WORDS: Record<Role, string> = {
	OWNER: 'Owner',
	ADMIN: 'Admin',
	SUPERVISOR: 'Supervisor',
	AGENT: 'Agent',
	MEMBER: 'Member',
	READER: 'Reader',
	AUDITOR: 'Auditor',
};

/** What a role may do, in one line, where somebody chooses one. */
export const ROLE_HINTS: Record<Role, string> = {
	OWNER: 'Everything, the other owners included',
	ADMIN: 'Accounts and settings',
	SUPERVISOR: 'Live chat of a team, and team chat',
	AGENT: 'Live chat, and team chat',
	MEMBER: 'Team chat',
	READER: 'Reads what is shared with them',
	AUDITOR: 'Reads and exports the record; writes nothing',
};
