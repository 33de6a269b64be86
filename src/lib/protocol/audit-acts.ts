/** What an organisation's log says beside rights (SPEC L6): who read, exported, signed in, or did something with accounts. */
export const AUDIT_ACTS = [
	'read',
	'read-log',
	'export',
	'sign-in',
	'sign-out',
	'sign-out-everywhere',
	'end-session',
	'revoke-device',
	'password',
	'rename',
	'invite',
	'take-back-invitation',
	'create-account',
	'change-role',
	'close-account',
	'contact',
	'organisation',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];
