/**
 * Who may write and read the documents that are no conversation's own (SPEC X3): one table for the relay, the routes' `authorize` and whoever judges the log
 * again. Roles are those in the organisation; `isMember` and `isOwner` are of the conversation and of the text.
 */
export type DocumentRight = 'write' | 'read' | null;

/** Until there are live-chat sessions, whose teams refine it: staff who are members. */
const INTERNAL = new Set(['OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT']);
const EDITORS = new Set(['OWNER', 'ADMIN', 'SUPERVISOR']);

export function internalRight(role: string, isMember: boolean): DocumentRight {
	return isMember && INTERNAL.has(role) ? 'write' : null;
}

/** Notes and the shared reply of a conversation. */
export function conversationTextRight(role: string, isMember: boolean): DocumentRight {
	if (!isMember) return null;
	if (INTERNAL.has(role) || role === 'MEMBER') return 'write';
	return role === 'READER' || role === 'AUDITOR' ? 'read' : null;
}

/** An article or a template. */
export function editorialRight(role: string, isOwner: boolean): DocumentRight {
	if (EDITORS.has(role) || (role === 'AGENT' && isOwner)) return 'write';
	return role === 'AGENT' || role === 'AUDITOR' ? 'read' : null;
}
