/** What the audit's pages ask the server. Whatever a person can meet is a value. */
import type { Alerts, AuditedConversation, OrganisationRecord, RecordGroup } from '#lib/protocol/audit.ts';

export type AuditAnswer<Value> =
	| { ok: true; value: Value }
	/** `nothing`: missing or forbidden, alike. `reason`: it opens with one. */
	| { ok: false; problem: 'nothing' | 'reason' | 'signed-out' | 'unreachable' };

export function fetchAudited(): Promise<AuditAnswer<AuditedConversation[]>> {
	return ask('/api/audit', undefined, (response) => response.json() as Promise<AuditedConversation[]>);
}

/** One recorded visit: the conversation's rows as bytes. */
export function fetchEvidence(conversation: string, reason: string): Promise<AuditAnswer<ArrayBuffer>> {
	const path = `/api/audit/${encodeURIComponent(conversation)}`;
	return ask(path, reason === '' ? {} : { reason }, (response) => response.arrayBuffer());
}

export interface RecordQuestion {
	groups?: RecordGroup[];
	person?: string;
	from?: number;
	before?: number;
}
export function fetchRecord(question: RecordQuestion): Promise<AuditAnswer<OrganisationRecord>> {
	return ask('/api/audit/log', question, (response) => response.json() as Promise<OrganisationRecord>);
}

export function fetchAlerts(): Promise<AuditAnswer<Alerts>> {
	return ask('/api/audit/alerts', undefined, (response) => response.json() as Promise<Alerts>);
}

async function ask<Value>(
	path: string,
	body: object | undefined,
	read: (response: Response) => Promise<Value>,
): Promise<AuditAnswer<Value>> {
	try {
		const headers = { 'content-type': 'application/json' };
		const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
		const response = await fetch(path, init);
		if (response.ok) return { ok: true, value: await read(response) };
		if (response.status === 404) return { ok: false, problem: 'nothing' };
		if (response.status === 403) return { ok: false, problem: 'reason' };
		if (response.status === 401) return { ok: false, problem: 'signed-out' };
	} catch {
		// The network, or a stream that broke off.
	}
	return { ok: false, problem: 'unreachable' };
}
