/** `npm test` runs every part and goes on after a failing one; `npm run test:unit` and the like run one. */
import { CannotStart } from './program/cannot-start.ts';
import { PARTS } from './testing/parts.ts';
import type { Count } from './testing/run.ts';

const [wanted, ...args] = process.argv.slice(2);
if (wanted && !PARTS[wanted])
	throw new CannotStart(`There is no part "${wanted}": ${Object.keys(PARTS).join(', ')}.`);

const total: Count = { passed: 0, failed: 0 };
for (const [name, run] of Object.entries(PARTS)) {
	if (wanted && wanted !== name) continue;
	console.log(`\n--- ${name}`);
	const { passed, failed } = await run(args).catch((error: unknown) => {
		console.error(error instanceof CannotStart ? error.message : error);
		return { passed: 0, failed: 1 };
	});
	total.passed += passed;
	total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
