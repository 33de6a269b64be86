import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allowedOrigins, DEFAULTS, publicOrigin, toConfig } from './config.ts';

test('.env.example shows every variable with the value that holds without it', () => {
	const lines = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z0-9_]+)=(.*)$/gm);
	expect(Object.fromEntries([...lines].map(([, name, value]) => [name, value]))).toEqual(DEFAULTS);
});

test('an empty environment gives the defaults', () => {
	expect(toConfig({})).toMatchObject({
		host: 'localhost',
		port: 3000,
		databaseUrl: undefined,
		logLevel: 'warn',
	});
	expect(toConfig({ PORT: ' ', ORIGIN: '' })).toEqual(toConfig({}));
});

test('every problem is named at once', () => {
	const bad = { PORT: '70000', ORIGIN: 'https://chat.example.org/path', PROXIES: '-1', LOG_LEVEL: 'loud' };
	expect(() => toConfig(bad)).toThrow(/PORT is "70000".*ORIGIN is .*PROXIES is "-1".*LOG_LEVEL is "loud"/);
});

test('files go to a bucket when there is an address and keys for it', () => {
	const keys = { S3_ACCESS_KEY: 'parley', S3_SECRET_KEY: 'secret' };
	expect(toConfig({}).s3).toBeUndefined();
	expect(toConfig({ S3_ENDPOINT: 'http://minio:9000', ...keys }).s3).toEqual({
		endpoint: 'http://minio:9000',
		region: 'us-east-1',
		bucket: 'parley',
		accessKey: 'parley',
		secretKey: 'secret',
	});
	expect(() => toConfig({ S3_ENDPOINT: 'http://minio:9000' })).toThrow(/needs S3_ACCESS_KEY/);
	expect(() => toConfig({ S3_ENDPOINT: 'minio:9000/x', S3_BUCKET: 'A', ...keys })).toThrow(
		/S3_ENDPOINT is .*S3_BUCKET is/,
	);
});

test('only this computer is allowed by its three names', () => {
	expect(allowedOrigins(toConfig({}), 3000)).toEqual([
		'http://localhost:3000',
		'http://127.0.0.1:3000',
		'http://[::1]:3000',
	]);
	const origin = 'https://chat.example.org';
	expect(allowedOrigins(toConfig({ ORIGIN: origin }), 3000)).toEqual([origin]);
	expect(allowedOrigins(toConfig({ HOST: '10.0.0.7' }), 3000)).toEqual(['http://10.0.0.7:3000']);
});

test('the address to show is one that a browser can open', () => {
	expect(publicOrigin(toConfig({ HOST: '0.0.0.0' }), 8080)).toBe('http://localhost:8080');
	expect(publicOrigin(toConfig({ HOST: '::1' }), 80)).toBe('http://[::1]');
});
