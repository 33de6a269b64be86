/** Accounts, leases, memberships and the outbox in memory: what the tables beside the log say, for tests. */
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { unitOf } from '#lib/protocol/document-name.ts';
import type { Access, Lease, Right } from './access.ts';
import type { Appending } from './log.ts';
import type { TablesBeside } from './memory-log.ts';

export class MemoryTables implements TablesBeside {
	readonly #leases = new Map<number, Lease>([[SYSTEM_DEVICE, { user: SYSTEM_USER, revoked: false }]]);
	/** Unit (`unitOf`) -> user -> right; the volume is the unit's. */
	readonly #rights = new Map<string, Map<string, Right>>();
	readonly #volumes = new Map<string, number>();
	/** Rows of the outbox that wait. */
	readonly outbox = new Set<number>();

	/** The same, as one asks before anything is locked. */
	readonly access: Access = {
		right: async ({ organisation, user, role }, name) => {
			const unit = unitOf(name);
			if (role === 'SYSTEM') return this.#granted(organisation, unit);
			const right = this.right(unit, user);
			return right?.organisation === organisation ? right : undefined;
		},
		lease: async (device) => this.lease(device),
	};

	leaseTo(user: string, device: number): void {
		this.#leases.set(device, { user, revoked: false });
	}

	revoke(device: number): void {
		const lease = this.#leases.get(device);
		if (lease) this.#leases.set(device, { ...lease, revoked: true });
	}

	/** Gives a user a right, a member's unless said otherwise. */
	allow(organisation: string, unit: string, user: string, right: Partial<Right> = {}): void {
		const rights = this.#rights.get(unit) ?? new Map<string, Right>();
		rights.set(user, { ...this.#granted(organisation, unit), ...right });
		this.#rights.set(unit, rights);
	}

	forbid(unit: string, user: string): void {
		this.#rights.get(unit)?.delete(user);
	}

	raiseVolume(unit: string, volume: number): void {
		this.#volumes.set(unit, Math.max(volume, this.volumeOf(unit)));
	}

	volumeOf(unit: string): number {
		return this.#volumes.get(unit) ?? 0;
	}

	right(unit: string, user: string): Right | undefined {
		const right = this.#rights.get(unit)?.get(user);
		return right && { ...right, volume: this.volumeOf(unit) };
	}

	lease(device: number): Lease | undefined {
		return this.#leases.get(device);
	}

	isWaiting(outbox: number): boolean {
		return this.outbox.has(outbox);
	}

	committed({ volumes, outbox }: Appending): void {
		for (const { conversation, volume, isInternal } of volumes)
			this.raiseVolume(isInternal ? `i/${conversation}` : conversation, volume);
		for (const id of outbox) this.outbox.delete(id);
	}

	#granted(organisation: string, unit: string): Right {
		const volume = this.volumeOf(unit);
		return { organisation, conversation: unit, volume, level: 'write', moderates: false, muted: null };
	}
}
