import { expect, test } from 'vitest';
import { checkEndpoint, isPublicAddress, PrivateAddress, publicLookup } from './endpoint.ts';

test.each([
	'https://fcm.googleapis.com/fcm/send/abc:def',
	'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
	'https://web.push.apple.com/QLx',
	'https://wns2-par02p.notify.windows.com/w/?token=BQ%3d',
])('[B8] %s is an endpoint', (endpoint) => {
	expect(checkEndpoint(endpoint, [])?.href).toBe(endpoint);
});

test.each([
	'http://fcm.googleapis.com/x',
	'https://fcm.googleapis.com:8443/x',
	'https://user@fcm.googleapis.com/x',
	'https://fcm.googleapis.com@127.0.0.1/x',
	'https://fcm.googleapis.com/x#y',
	'https://127.0.0.1/x',
	'https://127.1/x',
	'https://2130706433/x',
	'https://0x7f000001/x',
	'https://0177.0.0.1/x',
	'https://[::1]/x',
	'https://[::ffff:127.0.0.1]/x',
	'https://[::ffff:a9fe:a9fe]/x',
	'https://169.254.169.254/latest/meta-data',
	'https://①②⑦.0.0.1/x',
	'https://8.8.8.8/x',
	'https://localhost/x',
	'https://a.localhost/x',
	'https://postgres/x',
	'https://printer.local/x',
	'https://metadata.google.internal/x',
	'https://1.0.0.127.in-addr.arpa/x',
	'ftp://push.example.org/x',
	'file:///etc/passwd',
	'data:text/plain,x',
	'javascript:alert(1)',
	'gopher://push.example.org/x',
	'/api/push',
	'',
	`https://push.example.org/${'x'.repeat(1_000)}`,
])('[B8] %s is none', (endpoint) => {
	expect(checkEndpoint(endpoint, [])).toBeUndefined();
});

test('[B8] an origin that the operator names is allowed whatever it is, and no other', () => {
	const allowed = ['http://127.0.0.1:9'];
	expect(checkEndpoint('http://127.0.0.1:9/x', allowed)?.pathname).toBe('/x');
	expect(checkEndpoint('http://127.0.0.1:90/x', allowed)).toBeUndefined();
	expect(checkEndpoint('http://127.0.0.1:9@evil.example/x', allowed)).toBeUndefined();
});

test('[B8] private, link-local, reserved and tunnelled addresses are not public', () => {
	const hidden = [
		...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.168.0.1'],
		...[
			'198.18.0.1',
			'203.0.113.9',
			'224.0.0.1',
			'255.255.255.255',
			'::',
			'::1',
			'::ffff:8.8.8.8',
			'fe80::1',
		],
		...['fc00::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'no address', ''],
	];
	expect(hidden.filter(isPublicAddress)).toEqual([]);
	const open = [
		'8.8.8.8',
		'142.250.74.42',
		'100.63.0.1',
		'172.32.0.1',
		'2a00:1450:4001:80b::200a',
		'2600::1',
	];
	expect(open.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test('[B8] a name that leads into a private network is not connected to, even with a public address beside it', async () => {
	const lookup = (...addresses: string[]) =>
		new Promise((resolve, reject) => {
			const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
			publicLookup((_name, _options, callback) => callback(null, all))(
				'push.example.org',
				{},
				(error, address) => (error ? reject(error) : resolve(address)),
			);
		});
	await expect(lookup('142.250.74.42')).resolves.toBe('142.250.74.42');
	await expect(lookup('142.250.74.42', '127.0.0.1')).rejects.toBeInstanceOf(PrivateAddress);
	await expect(lookup('::1')).rejects.toBeInstanceOf(PrivateAddress);
	await expect(lookup()).rejects.toBeInstanceOf(PrivateAddress);
});
