import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { S3Settings } from '#lib/server/blobs/s3-client.ts';
import type { Clamd } from '#lib/server/files/clamd.ts';
import type { FileLimits } from '#lib/server/files/limits.ts';
import { CannotStart } from './cannot-start.ts';

export type Env = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type Config = {
	host: string;
	/** 0: any free one. */
	port: number;
	/** The address in people's browsers, when it is not the one we listen on. */
	origin: string | undefined;
	/** Absolute. */
	dataFolder: string;
	/** A PostgreSQL server of the operator's; otherwise the embedded one. */
	databaseUrl: string | undefined;
	/** Where the bytes of files live; otherwise in the data folder. */
	s3: S3Settings | undefined;
	fileLimits: FileLimits;
	/** A virus scanner that every file is shown to (SPEC M8). */
	clamd: Clamd | undefined;
	/** Origins of push services that may be asked though they are private or without https (SPEC B8). */
	pushOrigins: string[];
	/** How many proxies in front of us add to X-Forwarded-For and set X-Forwarded-Proto. */
	proxies: number;
	logLevel: (typeof LOG_LEVELS)[number];
};

/** Every variable, with the value that holds when it is absent or empty. `.env.example` shows the same. */
export const DEFAULTS = {
	PORT: '3000',
	HOST: 'localhost',
	ORIGIN: '',
	DATA_DIR: 'data',
	DATABASE_URL: '',
	S3_ENDPOINT: '',
	S3_REGION: 'us-east-1',
	S3_BUCKET: 'parley',
	S3_ACCESS_KEY: '',
	S3_SECRET_KEY: '',
	CLAMD_URL: '',
	MAX_FILE_MB: '512',
	MAX_PERSON_GB: '20',
	MAX_ORGANISATION_GB: '500',
	PROXIES: '0',
	PUSH_ORIGINS: '',
	LOG_LEVEL: 'warn',
};

/** The environment, with what `.env` adds to it. Nothing else in the program reads process.env. */
export function readEnv(): Env {
	if (existsSync('.env')) process.loadEnvFile('.env');
	return { ...process.env };
}

/** Pure. Throws one CannotStart that names every problem. */
export function toConfig(env: Env, defaults: typeof DEFAULTS = DEFAULTS): Config {
	const problems: string[] = [];
	const value = (name: keyof typeof DEFAULTS) => env[name]?.trim() || defaults[name];
	const check = (name: keyof typeof DEFAULTS, ok: boolean, rule: string) => {
		if (!ok) problems.push(`${name} is "${value(name)}" and must be ${rule}`);
	};
	const isWhole = (text: string, most: number) => /^\d{1,5}$/.test(text) && Number(text) <= most;

	check('PORT', isWhole(value('PORT'), 65_535), 'a number from 0 to 65535');
	check('HOST', isHost(value('HOST')), 'a name or an IP address');
	check(
		'ORIGIN',
		value('ORIGIN') === '' || isOrigin(value('ORIGIN')),
		'like https://chat.example.org, without a path',
	);
	check('DATABASE_URL', value('DATABASE_URL') === '' || isPostgresUrl(value('DATABASE_URL')), POSTGRES_RULE);
	check(
		'S3_ENDPOINT',
		value('S3_ENDPOINT') === '' || isOrigin(value('S3_ENDPOINT')),
		'like https://minio.example.org:9000, without a path',
	);
	check(
		'S3_BUCKET',
		/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value('S3_BUCKET')),
		'3 to 63 of a-z, 0-9, dot and hyphen',
	);
	for (const name of ['MAX_FILE_MB', 'MAX_PERSON_GB', 'MAX_ORGANISATION_GB'] as const)
		check(name, isWhole(value(name), 99_999) && value(name) !== '0', 'a whole number from 1 to 99999');
	check(
		'CLAMD_URL',
		value('CLAMD_URL') === '' || clamdAt(value('CLAMD_URL')) !== undefined,
		'like tcp://clamav:3310',
	);
	if (value('S3_ENDPOINT') !== '' && !(value('S3_ACCESS_KEY') && value('S3_SECRET_KEY')))
		problems.push('S3_ENDPOINT needs S3_ACCESS_KEY and S3_SECRET_KEY');
	const pushOrigins = value('PUSH_ORIGINS')
		.split(/[\s,]+/)
		.filter((origin) => origin !== '');
	check(
		'PUSH_ORIGINS',
		pushOrigins.every(isOrigin),
		'like https://push.example.org, several separated by commas',
	);
	check('PROXIES', isWhole(value('PROXIES'), 9), 'a number from 0 to 9');
	const logLevel = LOG_LEVELS.find((level) => level === value('LOG_LEVEL'));
	check('LOG_LEVEL', logLevel !== undefined, `one of ${LOG_LEVELS.join(', ')}`);
	if (problems.length > 0) throw new CannotStart(`${problems.join('; ')}.`);

	return {
		host: value('HOST'),
		port: Number(value('PORT')),
		origin: value('ORIGIN') || undefined,
		dataFolder: resolve(value('DATA_DIR')),
		databaseUrl: value('DATABASE_URL') || undefined,
		s3: value('S3_ENDPOINT')
			? {
					endpoint: value('S3_ENDPOINT'),
					region: value('S3_REGION'),
					bucket: value('S3_BUCKET'),
					accessKey: value('S3_ACCESS_KEY'),
					secretKey: value('S3_SECRET_KEY'),
				}
			: undefined,
		fileLimits: {
			file: Number(value('MAX_FILE_MB')) * 2 ** 20,
			person: Number(value('MAX_PERSON_GB')) * 2 ** 30,
			organisation: Number(value('MAX_ORGANISATION_GB')) * 2 ** 30,
		},
		clamd: clamdAt(value('CLAMD_URL')),
		pushOrigins,
		proxies: Number(value('PROXIES')),
		logLevel: logLevel!,
	};
}

function clamdAt(url: string): Clamd | undefined {
	const found = URL.canParse(url) ? new URL(url) : undefined;
	if (found?.protocol !== 'tcp:' || found.hostname === '' || found.port === '') return undefined;
	return { host: found.hostname.replace(/^\[|\]$/g, ''), port: Number(found.port) };
}

export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Nobody but this computer reaches us: it is where we listen, and no proxy or public address stands in front. */
export function isLocalOnly({ host, origin, proxies }: Config): boolean {
	return (
		isLoopback(host) &&
		proxies === 0 &&
		(!origin || isLoopback(new URL(origin).hostname.replace(/^\[|\]$/g, '')))
	);
}

/** The address to show, once it is known which port was taken. */
export function publicOrigin({ origin, host }: Config, port: number): string {
	if (origin) return origin;
	const everywhere = host === '0.0.0.0' || host === '::';
	const name = everywhere ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host;
	return `http://${name}${port === 80 ? '' : `:${port}`}`;
}

/** Exact origins whose pages may open a socket. On this computer it goes by three names. */
export function allowedOrigins(config: Config, port: number): string[] {
	const own = publicOrigin(config, port);
	if (config.origin || !isLoopback(config.host)) return [own];
	return [...new Set([own, ...['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}:${port}`)])];
}

const POSTGRES_RULE = 'like postgres://user:password@host:5432/database';

function isPostgresUrl(text: string): boolean {
	return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function isHost(text: string): boolean {
	return isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}
