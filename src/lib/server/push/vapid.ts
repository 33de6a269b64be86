/** Who we are to a push service (RFC 8292): one P-256 key, made at the first start and kept beside the server's other keys. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';

const FILE = 'vapid.pem';
/** A service accepts 24 h at most. */
const TOKEN_LIFE_S = 12 * 3600;
const RENEW_BEFORE_S = 3600;

export interface VapidKeys {
	/** Uncompressed point, base64url: what a browser subscribes with. */
	readonly publicKey: string;
	/** The `Authorization` header for a push service. @param now ms */
	authorization(origin: string, now: number): string;
}

/** @param folder made when it is missing @param subject https: or mailto: address of whoever runs this server */
export function openVapidKeys(folder: string, subject: string): VapidKeys {
	const file = join(folder, FILE);
	if (!existsSync(file)) write(folder, file);
	return vapidKeys(createPrivateKey(readFileSync(file, 'utf8')), subject);
}

export function vapidKeys(key: KeyObject, subject: string): VapidKeys {
	const { x, y } = createPublicKey(key).export({ format: 'jwk' });
	const point = Buffer.concat([Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
	const publicKey = point.toString('base64url');
	const tokens = new Map<string, { token: string; until: number }>();
	return {
		publicKey,
		authorization(origin, now) {
			const seconds = Math.floor(now / 1000);
			let known = tokens.get(origin);
			if (!known || known.until - RENEW_BEFORE_S < seconds) {
				// Push services are few; whoever makes up more starts the list anew.
				if (tokens.size > 100) tokens.clear();
				const until = seconds + TOKEN_LIFE_S;
				known = { token: signToken(key, { aud: origin, exp: until, sub: subject }), until };
				tokens.set(origin, known);
			}
			return `vapid t=${known.token}, k=${publicKey}`;
		},
	};
}

function signToken(key: KeyObject, claims: object): string {
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode(claims)}`;
	const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
	return `${text}.${signature.toString('base64url')}`;
}

function write(folder: string, file: string): void {
	if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const unfinished = `${file}.new`;
	const handle = openSync(unfinished, 'w', 0o600);
	writeSync(handle, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
	fsyncSync(handle);
	closeSync(handle);
	renameSync(unfinished, file);
}
