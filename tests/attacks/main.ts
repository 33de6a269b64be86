/** `npm run attack [-- --only NAME]`: the corpus alone, as a table. Exit code 1 when anything of the invariant does not hold. */
import { parseArgs } from 'node:util';
import { CannotStart } from '../../src/bin/program/cannot-start.ts';
import { startPostgresProcess } from '../support/server-processes.ts';
import { CORPUS } from './corpus.ts';
import { Ground } from './ground.ts';
import { runAttack } from './run-attack.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = [...CORPUS].map(([title, attacks]) => {
	const wanted = attacks.filter(({ name }) => !values.only || name.includes(values.only));
	return { title, attacks: wanted };
});
if (chosen.every(({ attacks }) => attacks.length === 0))
	throw new CannotStart(`No attack has "${values.only}" in its name.`);

const database = await startPostgresProcess();
const ground = await Ground.start(database.url);
const dispose = async () => {
	await ground.stop();
	await database.dispose();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void dispose().finally(() => process.exit(130)));

const costs: number[] = [];
let held = 0;
let broken = 0;
try {
	for (const { title, attacks } of chosen) {
		if (attacks.length > 0) console.log(`\n${title}`);
		for (const attack of attacks) {
			const { violations, result, cpuMs } = await runAttack(ground, attack).catch((error: unknown) => {
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
	const of = (share: number) => (costs[Math.floor((costs.length - 1) * share)] ?? NaN).toFixed(1);
	console.log(
		`\nCPU of the relay for a small attack: median ${of(0.5)} ms, p95 ${of(0.95)} ms, most ${of(1)} ms.`,
	);
	console.log(`Memory of the relay: ${now.toFixed(0)} MiB, at its highest ${peak.toFixed(0)} MiB.`);
	console.log(`${held} attacks leave nothing behind, ${broken} do.`);
} finally {
	await dispose();
}
process.exit(broken === 0 ? 0 : 1);
