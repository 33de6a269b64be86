/** The server's answers, parsed once where they come in. */
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import type { MessageReader, Readers } from '#lib/protocol/readers.ts';
import type { SearchAnswer } from '#lib/protocol/search.ts';
import type { Workspace } from '#lib/protocol/workspace.ts';
import type { Answer } from './environment.ts';

/** `GET /api/session`. */
export interface SessionAnswer {
	user: string;
	/** The device that the server knows this sign-in by. */
	device: number | null;
	/** What its sockets speak; null of a server that does not say. */
	wire: string | null;
}

export function parseSession({ status, body }: Answer): SessionAnswer | undefined {
	if (status !== 200 || !isObject(body) || typeof body.user !== 'string') return undefined;
	const device = typeof body.device === 'number' ? body.device : null;
	return { user: body.user, device, wire: typeof body.wire === 'string' ? body.wire : null };
}

/** `POST /api/devices`. */
export function parseDevice({ status, body }: Answer): { device: number; serverKeys: unknown } | undefined {
	if (status < 200 || status > 299 || !isObject(body)) return undefined;
	return typeof body.device === 'number' ? { device: body.device, serverKeys: body.serverKeys } : undefined;
}

/** `POST /api/commands`: anything but an outcome means that it is not decided. */
export function parseOutcome({ status, body }: Answer): CommandOutcome | undefined {
	if (status !== 200 || !isObject(body)) return undefined;
	if (body.ok === true) return { ok: true };
	if (body.ok !== false || typeof body.code !== 'string' || typeof body.words !== 'string') return undefined;
	return body as unknown as CommandOutcome;
}

/** `GET /api/workspace`. The server is our own; what is checked is that an answer of it is there. */
export function parseWorkspace({ status, body }: Answer): Workspace | undefined {
	if (status !== 200 || !isObject(body)) return undefined;
	const whole = Array.isArray(body.conversations) && Array.isArray(body.people) && isObject(body.self);
	return whole ? (body as unknown as Workspace) : undefined;
}

/** `POST /api/search`. */
export function parseSearchAnswer({ status, body }: Answer): SearchAnswer | undefined {
	if (status !== 200 || !isObject(body) || !Array.isArray(body.hits) || !Array.isArray(body.behind))
		return undefined;
	return body as unknown as SearchAnswer;
}

/** `GET /api/readers/<conversation>`. */
export function parseReaders({ status, body }: Answer): Readers | undefined {
	if (status !== 200 || !isObject(body) || !Array.isArray(body.readers) || !Array.isArray(body.delivered))
		return undefined;
	return body as unknown as Readers;
}

/** The same of one place in the ledger. */
export function parseMessageReaders({ status, body }: Answer): readonly MessageReader[] | undefined {
	if (status !== 200 || !isObject(body) || !Array.isArray(body.people)) return undefined;
	return body.people as MessageReader[];
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
