/** What an upload says to the server, and what its answers mean (SPEC M). */
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { PART_TYPE } from '#lib/protocol/files.ts';
import type { Answer } from '../environment.ts';
import type { UploadProblem } from './staged-files.ts';

export type UploadAnswer =
	/** It goes on at this byte. */
	| { kind: 'at'; offset: number }
	| { kind: 'stored' }
	/** What came is not what was announced: all of it is gone there. */
	| { kind: 'altered' }
	| { kind: 'missing' }
	| { kind: 'problem'; problem: UploadProblem }
	/** Another request writes, the server is busy, or there is none. */
	| { kind: 'later' }
	/** This sign-in may not send (any more). */
	| { kind: 'stop' };

/** A request with bytes, or without any. Rejects when there is no answer at all. `path` begins with `/api/`. */
export type Exchange = (
	method: 'POST' | 'PATCH' | 'DELETE',
	path: string,
	options: { headers: Record<string, string>; body?: Blob | string; signal?: AbortSignal },
) => Promise<Answer>;

export interface UploadLink {
	begin(conversation: string, file: AttachedFile): Promise<UploadAnswer>;
	append(
		conversation: string,
		id: string,
		offset: number,
		bytes: Blob,
		signal: AbortSignal,
	): Promise<UploadAnswer>;
	cancel(conversation: string, id: string): Promise<UploadAnswer>;
}

/** @param admitted is it still this person who is signed in here? A cookie changes hands without a word. */
export function uploadLink(exchange: Exchange, admitted: () => Promise<UploadAnswer | null>): UploadLink {
	const ask = async (...request: Parameters<Exchange>): Promise<UploadAnswer> => {
		try {
			return meaningOf(await exchange(...request));
		} catch {
			return { kind: 'later' };
		}
	};
	return {
		async begin(conversation, file) {
			const refused = await admitted();
			if (refused) return refused;
			const headers = { 'content-type': 'application/json' };
			return ask('POST', `/api/uploads/${conversation}`, { headers, body: JSON.stringify({ file }) });
		},
		append: (conversation, id, offset, body, signal) => {
			const headers = { 'content-type': PART_TYPE, 'upload-offset': String(offset) };
			return ask('PATCH', `/api/uploads/${conversation}/${id}`, { headers, body, signal });
		},
		async cancel(conversation, id) {
			const refused = await admitted();
			return refused ?? ask('DELETE', `/api/uploads/${conversation}/${id}`, { headers: {} });
		},
	};
}

export function meaningOf({ status, body }: Answer): UploadAnswer {
	const { offset, stored, error } = (body ?? {}) as {
		offset?: unknown;
		stored?: unknown;
		error?: { kind?: unknown; of?: unknown; offset?: unknown };
	};
	if (status === 200 && stored === true) return { kind: 'stored' };
	if (status === 200 && typeof offset === 'number') return { kind: 'at', offset };
	if (status === 409 && error?.kind === 'taken') return { kind: 'problem', problem: 'taken' };
	if (status === 409 && typeof error?.offset === 'number') return { kind: 'at', offset: error.offset };
	if (status === 401 || status === 403) return { kind: 'stop' };
	if (status === 404) return { kind: 'missing' };
	if (status === 413) return { kind: 'problem', problem: 'too-large' };
	if (status === 422) return { kind: 'altered' };
	if (status === 507)
		return { kind: 'problem', problem: error?.of === 'organisation' ? 'organisation-full' : 'person-full' };
	if (status !== 400) return { kind: 'later' };
	const problems: Record<string, UploadProblem> = { infected: 'infected', unknown: 'unscannable' };
	return { kind: 'problem', problem: problems[String(error?.kind)] ?? 'refused' };
}
