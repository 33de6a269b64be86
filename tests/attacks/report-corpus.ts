import { CORPUS } from './corpus.ts';
import type { Ground } from './ground.ts';

/** Runs the attacks with `only` in their names, one after the other. False when one of them left something behind, or none was run. */
export async function reportCorpus(ground: Ground, only: string): Promise<boolean> {
	const costs: number[] = [];
	let held = 0;
	let broken = 0;
	for (const [title, attacks] of CORPUS) {
		const chosen = attacks.filter(({ name }) => name.includes(only));
		if (chosen.length > 0) console.log(`\n${title}`);
		for (const attack of chosen) {
			const { violations, result, cpuMs } = await attack.run(ground).catch((error: unknown) => {
				return { violations: [String(error)], result: '-', cpuMs: NaN };
			});
			if (violations.length === 0) held++;
			else broken++;
			if (!attack.isHeavy && Number.isFinite(cpuMs)) costs.push(cpuMs);
			const verdict = violations.length === 0 ? 'holds' : 'BROKEN';
			const cost = `${cpuMs.toFixed(1)} ms`.padStart(10);
			console.log(`  ${verdict.padEnd(6)} ${attack.name.padEnd(48)} ${cost}  ${result}`);
			for (const violation of violations) console.log(`         ${violation}`);
		}
	}
	const { now, peak } = ground.memoryMb;
	costs.sort((one, other) => one - other);
	const at = (share: number) => (costs[Math.floor((costs.length - 1) * share)] ?? NaN).toFixed(1);
	console.log(
		`\nCPU of the relay for a small attack: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms.`,
	);
	console.log(`Memory of the relay: ${now.toFixed(0)} MiB, at its highest ${peak.toFixed(0)} MiB.`);
	console.log(`${held} attacks leave nothing behind, ${broken} do.`);
	return held > 0 && broken === 0;
}
