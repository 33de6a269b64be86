/** Accounts, leases, memberships and the outbox in memory: what the tables beside the log say, for tests. */
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import type { Access, Lease, Right } from './access.ts';
import type { Appending } from './log.ts';
import type { TablesBeside } from './memory-log.ts';

export class MemoryTables implements TablesBeside {
	readonly #leases = new Map<number, Lease>([[SYSTEM_DEVICE, { user: SYSTEM_USER, revoked: false }]]);
	/** conversation -> user -> right; the volume is the conversation's. */
	readonly #rights = new Map<string, Map<string, Right>>();
	readonly #volumes = new Map<string, number>();
	/** Rows of the outbox that wait. */
	readonly outbox = new Set<number>();

	/** The same, as one asks before anything is locked. */
	readonly access: Access = {
		right: async ({ organisation, user, role }, { conversation }) => {
			if (role === 'SYSTEM') return this.#granted(organisation, conversation);
			const right = this.right(conversation, user);
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
	allow(organisation: string, conversation: string, user: string, right: Partial<Right> = {}): void {
		const rights = this.#rights.get(conversation) ?? new Map<string, Right>();
		rights.set(user, { ...this.#granted(organisation, conversation), ...right });
		this.#rights.set(conversation, rights);
	}

	forbid(conversation: string, user: string): void {
		this.#rights.get(conversation)?.delete(user);
	}

	raiseVolume(conversation: string, volume: number): void {
		this.#volumes.set(conversation, Math.max(volume, this.volumeOf(conversation)));
	}

	volumeOf(conversation: string): number {
		return this.#volumes.get(conversation) ?? 0;
	}

	right(conversation: string, user: string): Right | undefined {
		const right = this.#rights.get(conversation)?.get(user);
		return right && { ...right, volume: this.volumeOf(conversation) };
	}

	lease(device: number): Lease | undefined {
		return this.#leases.get(device);
	}

	isWaiting(outbox: number): boolean {
		return this.outbox.has(outbox);
	}

	committed({ volumes, outbox }: Appending): void {
		for (const { conversation, volume } of volumes) this.raiseVolume(conversation, volume);
		for (const id of outbox) this.outbox.delete(id);
	}

	#granted(organisation: string, conversation: string): Right {
		const volume = this.volumeOf(conversation);
		return { organisation, conversation, volume, level: 'write', moderates: false, muted: null };
	}
}
