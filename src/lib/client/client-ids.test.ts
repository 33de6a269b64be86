import { describe, expect, test } from 'vitest';
import { deviceOf, sessionOf } from '#lib/domain/client-id.ts';
import { fakeLocks, settle } from '../../../tests/support/fake-clock.ts';
import { openDeviceRegistry, type DeviceRegistry } from './client-ids.ts';
import { MemoryKeyValue } from './memory-key-value.ts';

/** A server's leases, and profiles whose tabs share a disk and locks. */
class Server {
	readonly revoked = new Set<number>();
	readonly keys = new Map<string, number>();
	reachable = true;
	requests = 0;
	#last = 40;

	async lease(publicKey: string): Promise<number> {
		if (!this.reachable) throw new Error('No answer.');
		this.requests++;
		const known = this.keys.get(publicKey);
		if (known !== undefined && !this.revoked.has(known)) return known;
		this.keys.set(publicKey, ++this.#last);
		return this.#last;
	}
}

class Profile {
	readonly entries = new Map<string, unknown>();
	readonly #locks = fakeLocks();
	readonly #server: Server;
	#keys = 0;

	constructor(server: Server) {
		this.#server = server;
	}

	tab(): Promise<DeviceRegistry> {
		return openDeviceRegistry({
			user: 'ann',
			store: new MemoryKeyValue(this.entries),
			locks: this.#locks,
			createKey: async () => ({ publicKey: `key ${++this.#keys}`, handle: null }),
			lease: (publicKey) => this.#server.lease(publicKey),
			onChange: () => {},
		});
	}
}

describe('DeviceRegistry', () => {
	test('without a device nothing can be written; one registration is enough for a profile', async () => {
		const server = new Server();
		const profile = new Profile(server);
		server.reachable = false;
		const tab = await profile.tab();
		expect(tab.ready).toBe(false);
		expect(await tab.take()).toBeUndefined();
		await expect(tab.register(null)).rejects.toThrow();
		server.reachable = true;
		await tab.register(null);
		expect(tab.ready).toBe(true);
		const again = await profile.tab();
		expect(again.ready).toBe(true);
		await again.register(41);
		expect(server.requests).toBe(1);
	});

	test('[C3] no two instances get the same client id, across tabs and restarts', async () => {
		const profile = new Profile(new Server());
		const left = await profile.tab();
		const right = await profile.tab();
		await left.register(null);
		const ids = await Promise.all([left.take(), right.take(), left.take(), right.take(), right.take()]);
		const later = await profile.tab();
		ids.push(await later.take());
		expect(new Set(ids).size).toBe(6);
		expect(ids.every((id) => id !== undefined && deviceOf(id) === 41)).toBe(true);
	});

	test('[C3] the counter is on disk before the id is given out', async () => {
		const profile = new Profile(new Server());
		const tab = await profile.tab();
		await tab.register(null);
		const id = await tab.take();
		const stored = profile.entries.get('device') as { devices: { nextSession: number }[] };
		expect(stored.devices[0]!.nextSession).toBeGreaterThan(sessionOf(id!));
	});

	test('one id lies ready, so that a first message need not wait', async () => {
		const tab = await new Profile(new Server()).tab();
		await tab.register(null);
		await settle();
		expect(tab.takeNow()).toBeDefined();
		expect(tab.takeNow()).toBeUndefined();
		await settle();
		expect(tab.takeNow()).toBeDefined();
	});

	test('[C3] after session 65,535 a new device is taken', async () => {
		const server = new Server();
		const profile = new Profile(server);
		await (await profile.tab()).register(null);
		await settle();
		const stored = profile.entries.get('device') as { devices: { nextSession: number }[] };
		stored.devices[0]!.nextSession = 65_535;
		profile.entries.set('device', stored);
		const tab = await profile.tab();
		const ids = [await tab.take(), await tab.take()];
		expect(ids.map((id) => [deviceOf(id!), sessionOf(id!)])).toEqual([
			[41, 65_535],
			[42, 0],
		]);
		expect(tab.isOwn(ids[0]!)).toBe(true);
	});

	test('[D9] a cloned device is given up, and used on only where no other is to be had', async () => {
		const server = new Server();
		const tab = await new Profile(server).tab();
		await tab.register(null);
		const first = (await tab.take())!;
		server.reachable = false;
		await tab.retire(first, 'cloned');
		expect(tab.mayWrite(first)).toBe(false);
		const offline = (await tab.take())!;
		expect(deviceOf(offline)).toBe(deviceOf(first));
		expect(offline).not.toBe(first);
		server.reachable = true;
		const online = (await tab.take())!;
		expect(deviceOf(online)).not.toBe(deviceOf(first));
		expect([first, offline, online].every((id) => tab.isOwn(id))).toBe(true);
	});

	test('a new sign-in keeps the device, unless its owner revoked it', async () => {
		const server = new Server();
		const tab = await new Profile(server).tab();
		await tab.register(null);
		await tab.register(null);
		const first = (await tab.take())!;
		expect(server.keys.size).toBe(1);
		server.revoked.add(deviceOf(first));
		await tab.register(null);
		const second = (await tab.take())!;
		expect(deviceOf(second)).not.toBe(deviceOf(first));
		expect([tab.mayWrite(first), tab.isOwn(first)]).toEqual([false, true]);
	});
});
