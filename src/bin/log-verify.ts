/** `npm run log:verify`: judges the whole log again, beside a running Parley or without one. Exit code 1 when anything is wrong. */
import { join } from 'node:path';
import postgres from 'postgres';
import { CHECKPOINTS, readClaims } from '../../sync-server/checkpoint-claims.ts';
import { readRestorations, type Restoration } from '../../sync-server/restorations.ts';
import { readServerKeys } from '../../sync-server/server-keys.ts';
import { verifyLog, type Finding } from '../../sync-server/verify-log.ts';
import { bringCheckpoints } from './program/bring-checkpoints.ts';
import { CannotStart } from './program/cannot-start.ts';
import { readEnv, toConfig } from './program/config.ts';
import { findDatabase } from './program/find-database.ts';
import { beginLifetime } from './program/lifetime.ts';

/** Findings that are printed; their number is told. */
const SHOWN = 50;

const config = toConfig(readEnv());
const lifetime = beginLifetime();
await lifetime.stop(await run());

async function run(): Promise<number> {
	try {
		const sql = postgres(await findDatabase(config, lifetime), { max: 1, onnotice: () => undefined });
		lifetime.onStop(() => sql.end({ timeout: 3 }));
		const began = performance.now();
		// Before the log: what it says then, it holds.
		const keys = readServerKeys(join(config.dataFolder, 'keys'));
		await bringCheckpoints(config, keys);
		const restorations = readRestorations(join(config.dataFolder, 'restores'), keys);
		const signed = await readClaims(sql, keys, join(config.dataFolder, 'checkpoints'), restorations);
		const {
			documents,
			rows,
			erased,
			enteredAgain,
			findings: bad,
		} = await verifyLog(sql, signed.claims, undefined, keys);
		const findings = [...signed.findings, ...bad];
		const seconds = (performance.now() - began) / 1000;
		for (const finding of findings.slice(0, SHOWN)) console.log(words(finding));
		if (findings.length > SHOWN) console.log(`… and in ${findings.length - SHOWN} more documents.`);
		const speed = Math.round(rows / Math.max(seconds, 0.001));
		console.log(
			`${rows} rows of ${documents} documents, ${signed.checkpoints} checkpoints in ${seconds.toFixed(1)} s (${speed} rows/s).`,
		);
		for (const restoration of restorations) console.log(restorationWords(restoration));
		if (erased > 0) console.log(erasedWords(erased, findings.length));
		if (enteredAgain > 0) console.log(enteredAgainWords(enteredAgain));
		if (findings.length === 0)
			console.log('Every row is what it was, in its place, by who was entitled to it.');
		return findings.length === 0 ? 0 : 1;
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		console.error(error.message);
		return 1;
	}
}

function words({ document, row, words }: Finding): string {
	return document === CHECKPOINTS ? `Checkpoint ${row}: ${words}.` : `${document}, row ${row}: ${words}.`;
}

function restorationWords({ at, from, through }: Restoration): string {
	const aside = through > from ? `; checkpoints ${from + 1} to ${through} are set aside` : '';
	return `On ${new Date(at).toISOString()} a backup of the database was put back${aside}.`;
}

function erasedWords(values: number, findings: number): string {
	const what = values === 1 ? 'One text was' : `${values} texts were`;
	return `${what} erased by legal request.${findings === 0 ? ' The chain still verifies.' : ''}`;
}

function enteredAgainWords(erasures: number): string {
	const what = erasures === 1 ? 'One erasure was' : `${erasures} erasures were`;
	return `${what} entered again after a restore. That those who confirmed were owner and auditor is not proved.`;
}
