/** Encryption for a browser (RFC 8291 over RFC 8188, one record): only the page's own service worker can read it, not the push service. */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a push service must carry (RFC 8030). */
export const MAX_RECORD = 4096;
const LAST_RECORD = 2;
const TAG_BYTES = 16;
/** A short text and a long one look alike. */
const PADDED_TO = 1024;

export interface BrowserKeys {
	/** Uncompressed P-256 point, 65 bytes. */
	p256dh: Uint8Array;
	/** 16 bytes. */
	auth: Uint8Array;
}

/** For tests with the RFC's own numbers; otherwise fresh for every message. */
export interface Fresh {
	salt: Uint8Array;
	privateKey: Uint8Array;
	padTo: number;
}

/** The body of the request, with `Content-Encoding: aes128gcm`. Throws when the browser's key is no point of the curve, or the text too long. */
export function encryptPush(text: Uint8Array, { p256dh, auth }: BrowserKeys, fresh?: Fresh): Buffer {
	const ours = createECDH('prime256v1');
	if (fresh) ours.setPrivateKey(fresh.privateKey);
	else ours.generateKeys();
	const salt = fresh?.salt ?? randomBytes(16);
	const publicKey = ours.getPublicKey();
	const shared = ours.computeSecret(p256dh);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, publicKey]);
	const secret = derive(shared, auth, info, 32);
	const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
	const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
	const plain = Buffer.alloc(Math.max(text.length + 1, fresh?.padTo ?? PADDED_TO));
	plain.set(text);
	plain[text.length] = LAST_RECORD;
	const cipher = createCipheriv('aes-128-gcm', key, nonce);
	const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
	const size = Buffer.alloc(5);
	size.writeUInt32BE(MAX_RECORD);
	size[4] = publicKey.length;
	const body = Buffer.concat([salt, size, publicKey, sealed]);
	if (plain.length + TAG_BYTES > MAX_RECORD || body.length > MAX_RECORD)
		throw new RangeError(`A push of ${text.length} bytes is too long.`);
	return body;
}

function derive(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
