import { deviceOf, isEpoch } from '#lib/domain/client-id.ts';
import type { Section } from './decode.ts';

/** Devices whose leases the judgement of these sections may ask for: the writers', and of what they name. Null when they are more than `limit`. */
export function devicesNamedBy(sections: readonly Section[], limit: number): Set<number> | null {
	const devices = new Set<number>();
	const add = (ref: unknown, at = 0) => {
		const client: unknown = Array.isArray(ref) ? ref[at] : undefined;
		if (Number.isSafeInteger(client) && (client as number) >= 0) devices.add(deviceOf(client as number));
	};
	for (const { client, structs } of sections) {
		devices.add(deviceOf(client));
		for (const struct of structs) {
			if (struct.kind !== 'values' || isEpoch(client)) continue;
			for (const value of struct.values) {
				if (typeof value !== 'object' || value === null) continue;
				const { k, of, fw, was } = value as Record<string, unknown>;
				if (was !== undefined) add(was);
				if (fw !== undefined) add(fw, 2);
				if (k === 'e' || k === 'd') add(of);
			}
			if (devices.size > limit) return null;
		}
	}
	return devices;
}
