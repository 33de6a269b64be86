/** How much of this browser's room the site takes, bytes. */
export interface StorageRoom {
	used: number;
	/** What the browser would let it take; it promises nothing. */
	quota: number;
}

/** Null where the browser does not say. */
export async function readStorageRoom(): Promise<StorageRoom | null> {
	try {
		const { usage, quota } = await navigator.storage.estimate();
		return usage === undefined || quota === undefined ? null : { used: usage, quota };
	} catch {
		return null;
	}
}

/** 820 kB · 4.2 MB · 11 GB */
export function bytesWords(bytes: number): string {
	const units = ['kB', 'MB', 'GB', 'TB'];
	let value = bytes / 1000;
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
