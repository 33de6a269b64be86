/** Who speaks, and what he may do (SPEC R2, R8). The port; `memory-tables.ts` and `postgres-access.ts` implement it. */
import type { DocumentName } from '#lib/protocol/document-name.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';

/** The signed-in account behind a socket or a submission. */
export interface Speaker {
	organisation: string;
	user: string;
	role: Role | 'SYSTEM';
	/** Hash of the browser's session id; null for a device token. */
	session: string | null;
	/** Device number behind a device token, or of the session once it has registered one. */
	device: number | null;
}

/** A device's lease (SPEC C2, C4). */
export interface Lease {
	user: string;
	revoked: boolean;
}

/** What one user may do in one document, and in all of its unit (`unitOf`). */
export interface Right {
	organisation: string;
	/** The id of the conversation, user, article or template. */
	conversation: string;
	/** The newest volume; 0 where there are none. */
	volume: number;
	/** `write`: a member. `read`: a public channel of one's own organisation. */
	level: 'read' | 'write';
	/** May delete others' messages (SPEC D3 `mod`). */
	moderates: boolean;
	/** Why new messages are refused (SPEC R8); null when they are not. */
	muted: RefusalCode | null;
}

export interface Access {
	/** Undefined for forbidden and for unknown alike. */
	right(speaker: Speaker, name: DocumentName): Promise<Right | undefined>;
	/** Undefined for a device that was never leased. */
	lease(device: number): Promise<Lease | undefined>;
}

/** The relay's own speaker for system events. */
export function systemSpeaker(organisation: string): Speaker {
	return { organisation, user: SYSTEM_USER, role: 'SYSTEM', session: null, device: null };
}
