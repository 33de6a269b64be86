/** Auto-replies (SPEC Y): what a person lets the server say for him in direct messages while he is away. */
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

/** Bytes of UTF-8: it stands in a system event's name (SPEC D3). */
export const MAX_AUTO_REPLY_BYTES = 512;

/** What the organisation's log keeps of a text that was set: enough to know it again, and nothing to read. */
export function autoReplyDigest(text: string): string {
	const hash = digest(encodeUtf8(`parley auto-reply\0${text}`));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
