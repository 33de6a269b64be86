import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

/** The id of the direct message between two people of an organisation (SPEC N2): the same on every device, so that two who make it offline make one. */
export function directMessageId(organisation: string, one: string, other: string): string {
	const [low, high] = one < other ? [one, other] : [other, one];
	const hash = digest(encodeUtf8(['parley dm', organisation, low, high].join('\0')));
	const bytes = hash.slice(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	return formatUuid(bytes);
}

/** A UUIDv7 (RFC 9562) of the given time in ms and 10 random bytes. */
export function uuidv7(now: number, random: Uint8Array): string {
	const bytes = new Uint8Array(16);
	for (let i = 0, rest = now; i < 6; i++) {
		bytes[5 - i] = rest % 256;
		rest = Math.floor(rest / 256);
	}
	bytes.set(random.subarray(0, 10), 6);
	bytes[6] = (bytes[6]! & 0x0f) | 0x70;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	return formatUuid(bytes);
}

function formatUuid(bytes: Uint8Array): string {
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
