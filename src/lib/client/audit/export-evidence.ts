/** Asks for an evidence pack and takes it in, counting its rows as they come (SPEC E1). */
import { ROWS_PER_FILE } from '#lib/protocol/evidence/pack-format.ts';

export interface ExportWish {
	conversations: readonly string[];
	/** ms since 1970; null for no limit. */
	from: number | null;
	until: number | null;
	/** Whose texts; null for everybody's. */
	people: readonly string[] | null;
	/** Internal remarks, notes and shared drafts too. */
	internal: boolean;
	reason: string;
}
export interface ExportProgress {
	rows: number;
	of: number;
	bytes: number;
}
export type Exported =
	| { ok: true; name: string; pack: Blob; rows: number }
	| { ok: false; problem: 'offline' | 'not-here' | 'failed' };

/** Nothing of an answer that breaks off is kept: half a pack proves nothing. */
export async function exportEvidence(
	wish: ExportWish,
	progress: (now: ExportProgress) => void,
	signal: AbortSignal,
): Promise<Exported> {
	let response: Response;
	try {
		response = await fetch('/api/evidence', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(wish),
			signal,
		});
	} catch {
		return { ok: false, problem: 'offline' };
	}
	if (!response.ok || !response.body)
		return { ok: false, problem: response.status === 404 ? 'not-here' : 'failed' };
	const of = Number(response.headers.get('parley-rows'));
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let bytes = 0;
	let files = 0;
	const reader = response.body.getReader();
	try {
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			parts.push(part.value);
			bytes += part.value.length;
			files += countRowFiles(part.value);
			progress({ rows: Math.min(of, files * ROWS_PER_FILE), of, bytes });
		}
	} catch {
		return { ok: false, problem: signal.aborted ? 'failed' : 'offline' };
	}
	const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
	const pack = new Blob(parts, { type: 'application/zip' });
	return { ok: true, name: named?.[1] ?? 'parley-evidence.zip', pack, rows: of };
}

/** Names of row files that begin in these bytes. One that is cut in two is not counted: the number is for the eye. */
function countRowFiles(bytes: Uint8Array): number {
	let count = 0;
	for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
		if (bytes[at + 1] !== 0x4b || bytes[at + 2] !== 3 || bytes[at + 3] !== 4) continue;
		const length = (bytes[at + 26] ?? 0) + 256 * (bytes[at + 27] ?? 0);
		if (new TextDecoder().decode(bytes.subarray(at + 30, at + 30 + length)).endsWith('.jsonl')) count++;
	}
	return count;
}
