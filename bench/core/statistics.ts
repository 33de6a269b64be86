/** The value below which `share` of the samples lie; the samples are sorted in place. */
export function percentile(samples: number[] | Float64Array, share: number): number {
	samples.sort((a: number, b: number) => a - b);
	return samples[Math.min(samples.length - 1, Math.floor(samples.length * share))] ?? NaN;
}

export function median(samples: readonly number[]): number {
	return percentile([...samples], 0.5);
}

/** Each key's median over several repetitions of one measurement. */
export function medians<Key extends string>(runs: readonly Record<Key, number>[]): Record<Key, number> {
	const keys = Object.keys(runs[0] ?? {}) as Key[];
	return Object.fromEntries(keys.map((key) => [key, median(runs.map((run) => run[key]))])) as Record<
		Key,
		number
	>;
}
