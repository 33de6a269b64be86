/** One timeline over several volumes: each in its ledger's order, and what an older volume accepted late where the newer one's ledger says so (SPEC D11). Pure. */
import type { LateEntry } from '#lib/domain/timeline.ts';
import type { ShownItem } from './summaries.ts';

export interface VolumeTimeline {
	volume: number;
	items: readonly ShownItem[];
	/** Entries of this volume's ledger about older volumes. */
	late: readonly LateEntry[];
	/** Where an entry of one of its ledgers stands among all; null for one that a restore cut off. */
	positionOf(epoch: number, entry: number): number | null;
}

/** @param volumes in ascending order */
export function mergeVolumes(volumes: readonly VolumeTimeline[]): readonly ShownItem[] {
	const [only] = volumes;
	if (volumes.length === 1 && only?.late.length === 0) return only.items;
	const moved = new Set<ShownItem>();
	const arrivals = new Map<number, { position: number; items: ShownItem[] }[]>();
	for (const volume of volumes)
		for (const late of volume.late) {
			const items = itemsOfEntry(volumes, late).filter((item) => !moved.has(item));
			if (items.length === 0) continue;
			for (const item of items) moved.add(item);
			const at = arrivals.get(volume.volume) ?? [];
			at.push({ position: late.position, items });
			arrivals.set(volume.volume, at);
		}
	return volumes.flatMap(({ volume, items }) => {
		const standing = moved.size === 0 ? items : items.filter((item) => !moved.has(item));
		return weave(standing, arrivals.get(volume) ?? []);
	});
}

/** What a late entry brought, if that volume is loaded. */
export function itemsOfEntry(volumes: readonly VolumeTimeline[], late: LateEntry): ShownItem[] {
	const source = volumes.find(({ volume }) => volume === late.volume);
	if (!source) return [];
	const position = source.positionOf(late.epoch, late.entry);
	return position === null ? [] : source.items.filter((item) => item.position === position);
}

function weave(
	items: readonly ShownItem[],
	arrivals: readonly { position: number; items: ShownItem[] }[],
): readonly ShownItem[] {
	if (arrivals.length === 0) return items;
	const woven: ShownItem[] = [];
	let next = 0;
	for (const item of items) {
		while (next < arrivals.length && (item.position === null || item.position > arrivals[next]!.position))
			woven.push(...arrivals[next++]!.items);
		woven.push(item);
	}
	for (; next < arrivals.length; next++) woven.push(...arrivals[next]!.items);
	return woven;
}
