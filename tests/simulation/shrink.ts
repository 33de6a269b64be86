/**
 * Delta debugging: the smallest list that still fails, as far as leaving out ever smaller pieces finds it.
 * @param fails is called with candidates; each call may cost a whole run
 * @param budget how many candidates may be tried
 */
export async function shrink<Element>(
	list: readonly Element[],
	fails: (candidate: readonly Element[]) => Promise<boolean>,
	budget = 120,
): Promise<readonly Element[]> {
	let best = list;
	for (let size = Math.ceil(best.length / 2); size >= 1 && budget > 0;) {
		let removed = false;
		for (let start = 0; start < best.length && budget > 0;) {
			const candidate = [...best.slice(0, start), ...best.slice(start + size)];
			budget--;
			if (candidate.length < best.length && (await fails(candidate))) {
				best = candidate;
				removed = true;
			} else start += size;
		}
		if (size === 1 && !removed) break;
		size = removed ? Math.min(size, Math.max(1, Math.ceil(best.length / 2))) : Math.floor(size / 2);
	}
	return best;
}
