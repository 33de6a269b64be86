/** Where a push may go (SPEC B8): an endpoint is whatever a signed-in person says, and this server would knock there. */
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

export const MAX_ENDPOINT = 1_000;

/** @param allowed origins besides, whatever their scheme, port and address */
export function checkEndpoint(text: string, allowed: readonly string[]): URL | undefined {
	if (text.length > MAX_ENDPOINT || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
	if (allowed.includes(url.origin)) return url;
	// The parser has written every form of an address in its usual one, and left out the usual port.
	if (url.protocol !== 'https:' || url.port !== '' || isIP(url.hostname.replace(/^\[|\]$/g, '')))
		return undefined;
	// A name of one word, or of a private network's, is no push service.
	if (
		!/\.[a-z0-9-]*[a-z]\.?$/.test(url.hostname) ||
		/\.(?:localhost|local|internal|lan|home|arpa)\.?$/.test(url.hostname)
	)
		return undefined;
	return url;
}

const PRIVATE = new BlockList();
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const)
	PRIVATE.addSubnet(network, prefix, 'ipv4');
/** Of IPv6 only what is handed out to the world, without those parts of it that lead to an IPv4 address or to an example. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
const TUNNELS = new BlockList();
for (const [network, prefix] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
] as const)
	TUNNELS.addSubnet(network, prefix, 'ipv6');

export function isPublicAddress(address: string): boolean {
	if (isIPv6(address)) return GLOBAL.check(address, 'ipv6') && !TUNNELS.check(address, 'ipv6');
	return isIP(address) === 4 && !PRIVATE.check(address, 'ipv4');
}

export class PrivateAddress extends Error {
	override name = 'PrivateAddress';
}

type Resolve = (
	hostname: string,
	options: { all: true },
	callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** For the socket itself: it connects to what was checked, so that a name which changes its mind in between gains nothing. */
export function publicLookup(resolveAll: Resolve = resolve): LookupFunction {
	return (hostname, options, callback) =>
		resolveAll(hostname, { all: true }, (error, addresses) => {
			if (error) return callback(error, '', 0);
			const [first] = addresses;
			if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
				return callback(new PrivateAddress(`${hostname} leads into a private network`), '', 0);
			if (options.all) return callback(null, addresses);
			callback(null, first.address, first.family);
		});
}
