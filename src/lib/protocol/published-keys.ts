/** `GET /api/server-keys`: the server's public keys (SPEC L10, P6), each SPKI in base64. */
import * as v from 'valibot';
import { RETIRED_KEY_DOMAIN } from './evidence/checkpoint-statement.ts';

const publishedKeys = v.object({
	current: v.string(),
	/** Oldest first. `signature`: the current key's over this one; `next`: this one's over its successor. */
	retired: v.array(v.object({ key: v.string(), signature: v.string(), next: v.optional(v.string()) })),
});
export interface PublishedKeys {
	readonly current: string;
	readonly retired: readonly { key: string; signature: string; next?: string | undefined }[];
}

export function parsePublishedKeys(value: unknown): PublishedKeys | undefined {
	const parsed = v.safeParse(publishedKeys, value);
	return parsed.success ? parsed.output : undefined;
}

/** What the current key signs about one before it (SPEC L10). */
export function retiredBytes(key: string): Uint8Array {
	return new TextEncoder().encode(RETIRED_KEY_DOMAIN + key);
}

/** What a key signs to name its successor. */
export function successorBytes(key: string): Uint8Array {
	return new TextEncoder().encode(`parley next key 1\n${key}`);
}
