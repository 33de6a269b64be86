/**
 * This browser profile's devices and the client ids leased with them (SPEC C1-C3). A session number is raised under a lock and is on disk before it is
 * given out. One is kept ready, so that the first keystroke's message does not wait.
 */
import { clientIdOf, deviceOf, SESSIONS_PER_DEVICE } from '#lib/domain/client-id.ts';
import type { DeviceKey, Locks } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';

/**
 * `cloned`: another copy of this profile used the same client id; `revoked`: its owner signed it out, the relay takes nothing from it.
 * What such a device wrote is still one's own.
 */
export type Retirement = 'cloned' | 'revoked';

interface Device {
	number: number;
	nextSession: number;
	retired: Retirement | null;
	key: DeviceKey;
}

/** As stored. The key stands there before it is registered, so that a lost answer leads to the same device. */
interface Stored {
	devices: Device[];
	nextKey: DeviceKey | null;
}

/** Gives writers their client ids. */
export interface ClientIds {
	isOwn(client: number): boolean;
	/** Its device is not retired. */
	mayWrite(client: number): boolean;
	/** A fresh id, if one lies ready. */
	takeNow(): number | undefined;
	/** A fresh id. Undefined when this profile has no device and cannot get one now. */
	take(): Promise<number | undefined>;
	retire(client: number, why: Retirement): Promise<void>;
}

export interface DeviceRegistry extends ClientIds {
	/** May anything be written here? */
	readonly ready: boolean;
	/**
	 * Registers this profile unless it is. `tied`: the device that the server knows this sign-in by, null for none.
	 * Rejects when the server does not answer.
	 */
	register(tied: number | null): Promise<void>;
	/** Another tab changed what is stored. */
	reload(): Promise<void>;
}

export interface DeviceRegistryOptions {
	user: string;
	store: KeyValueStore;
	locks: Locks;
	createKey(): Promise<DeviceKey>;
	/** `POST /api/devices`. Answers the device's number: for a known key the same, unless it was revoked. */
	lease(publicKey: string): Promise<number>;
	/** Other tabs must know a device before they see what it wrote. */
	onChange(): void;
}

const KEY = 'device';

export async function openDeviceRegistry(options: DeviceRegistryOptions): Promise<DeviceRegistry> {
	const registry = new StoredDevices(options);
	await registry.reload();
	registry.refill();
	return registry;
}

class StoredDevices implements DeviceRegistry {
	readonly #options: DeviceRegistryOptions;
	#devices: Device[] = [];
	#nextKey: DeviceKey | null = null;
	#spare: number | undefined;
	#refilling: Promise<void> | null = null;

	constructor(options: DeviceRegistryOptions) {
		this.#options = options;
	}

	get ready(): boolean {
		return this.#devices.some((device) => device.retired !== 'revoked');
	}

	isOwn(client: number): boolean {
		const number = deviceOf(client);
		return this.#devices.some((device) => device.number === number);
	}

	mayWrite(client: number): boolean {
		const number = deviceOf(client);
		return this.#devices.some((device) => device.number === number && device.retired === null);
	}

	async reload(): Promise<void> {
		const stored = (await this.#options.store.get(KEY)) as Stored | undefined;
		this.#devices = stored?.devices ?? [];
		this.#nextKey = stored?.nextKey ?? null;
		this.#dropUnfitSpare();
	}

	takeNow(): number | undefined {
		const spare = this.#spare;
		this.#spare = undefined;
		if (spare !== undefined) this.refill();
		return spare;
	}

	async take(): Promise<number | undefined> {
		await this.#refilling;
		return this.takeNow() ?? this.#allocate();
	}

	async retire(client: number, why: Retirement): Promise<void> {
		const number = deviceOf(client);
		await this.#change((devices) => {
			const device = devices.find((candidate) => candidate.number === number);
			if (device) device.retired = why;
		});
		this.#dropUnfitSpare();
		this.refill();
	}

	async register(tied: number | null): Promise<void> {
		await this.#hold(async () => {
			await this.reload();
			const device = usable(this.#devices);
			if (!device) await this.#lease();
			else if (device.number !== tied) await this.#renew(device);
		});
		this.#dropUnfitSpare();
		this.refill();
	}

	/** Keeps one id ready. Without a usable device there is none; whoever needs one then waits for `take`. */
	refill(): void {
		if (this.#spare !== undefined || !usable(this.#devices)) return;
		this.#refilling ??= this.#allocate()
			.then((client) => {
				this.#spare = client;
			})
			// The store does not work; `take` will say so to whoever writes.
			.catch(() => {})
			.finally(() => {
				this.#refilling = null;
			});
	}

	#allocate(): Promise<number | undefined> {
		return this.#hold(async () => {
			await this.reload();
			// A cloned device is better than none: its ids are found out and changed again.
			let device = usable(this.#devices);
			device ??= await this.#lease().catch(() => usable(this.#devices, 'cloned'));
			if (!device) return undefined;
			const client = clientIdOf(device.number, device.nextSession++);
			await this.#save();
			return client;
		});
	}

	async #lease(): Promise<Device> {
		if (this.#nextKey === null) {
			this.#nextKey = await this.#options.createKey();
			await this.#save();
		}
		const key = this.#nextKey;
		const number = await this.#options.lease(key.publicKey);
		const device: Device = { number, nextSession: 0, retired: null, key };
		this.#devices.push(device);
		this.#nextKey = null;
		await this.#save();
		this.#options.onChange();
		return device;
	}

	/** A new sign-in on a profile that has a device: the same key again gives the same device, unless that was revoked meanwhile. */
	async #renew(device: Device): Promise<void> {
		const number = await this.#options.lease(device.key.publicKey);
		if (number === device.number) return;
		device.retired = 'revoked';
		this.#devices.push({ number, nextSession: 0, retired: null, key: device.key });
		await this.#save();
		this.#options.onChange();
	}

	#change(change: (devices: Device[]) => void): Promise<void> {
		return this.#hold(async () => {
			await this.reload();
			change(this.#devices);
			await this.#save();
			this.#options.onChange();
		});
	}

	async #save(): Promise<void> {
		const value: Stored = { devices: this.#devices, nextKey: this.#nextKey };
		await this.#options.store.write([{ key: KEY, value }]);
	}

	#hold<Result>(run: () => Promise<Result>): Promise<Result> {
		return this.#options.locks.hold(`parley/${this.#options.user}/device`, run);
	}

	#dropUnfitSpare(): void {
		if (this.#spare !== undefined && !this.mayWrite(this.#spare)) this.#spare = undefined;
	}
}

function usable(devices: readonly Device[], retired: Retirement | null = null): Device | undefined {
	return devices.find((device) => device.retired === retired && device.nextSession < SESSIONS_PER_DEVICE);
}
