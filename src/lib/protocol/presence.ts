/** Who sees who is connected (SPEC A4): those who may list the organisation's people, as `authorize` has it. */
const SEE = new Set(['OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER', 'AUDITOR']);

export function seesPresence(role: string): boolean {
	return SEE.has(role);
}
