/**
 * `npm run attack [-- --only NAME] [--floods [--seconds 10]]`: the corpus alone, or the attacks on resources alone, as a table.
 * Exit code 1 when anything of what is promised does not hold.
 */
import { parseArgs } from 'node:util';
import { CannotStart } from '../../src/bin/program/cannot-start.ts';
import { startPostgresProcess } from '../support/server-processes.ts';
import { Ground } from './ground.ts';
import { reportCorpus } from './report-corpus.ts';
import { reportFloods } from './report-floods.ts';

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: '' },
		floods: { type: 'boolean', default: false },
		seconds: { type: 'string', default: '10' },
	},
});
const seconds = Number(values.seconds);
if (!(seconds > 0)) throw new CannotStart('--seconds is how long each flood goes on, such as --seconds 10.');

const database = await startPostgresProcess();
const ground = await Ground.start(database.url);
const dispose = async () => {
	await ground.stop();
	await database.dispose();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void dispose().finally(() => process.exit(130)));

let holds: boolean;
try {
	holds = values.floods
		? await reportFloods(ground, values.only, seconds * 1000)
		: await reportCorpus(ground, values.only);
} finally {
	await dispose();
}
process.exit(holds ? 0 : 1);
