import { randomBytes } from 'node:crypto';
import { uuidv7 } from '#lib/domain/conversation-id.ts';

/** A UUIDv7: ids of one time lie together in the tables. */
export function newId(): string {
	return uuidv7(Date.now(), randomBytes(10));
}

/** 256 random bits for a link or a token. Only its hash is stored. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}
