/** What many rooms add up to, in a form that is kept in a file and gone on with. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { RoomResult } from './run.ts';

export interface Sums {
	/** The rooms so far had the seeds before this one. */
	nextSeed: number;
	rooms: number;
	updates: number;
	mutants: number;
	/** Mutants of which something is stored, which the oracle found to be right. */
	accepted: number;
	tombstones: number;
	rows: number;
	/** Milliseconds that a mutant took which was refused whole: how many took so many tenths. */
	refusedTenths: number[];
	refusedMax: number;
	codes: Record<string, number>;
	/** Rooms in which anything of what is promised did not hold. */
	failed: number;
	findings: { seed: number; steps: readonly number[]; words: string }[];
}

const LONGEST_TENTHS = 500;
const FINDINGS_KEPT = 20;

export function emptySums(seed: number): Sums {
	return {
		nextSeed: seed,
		rooms: 0,
		updates: 0,
		mutants: 0,
		accepted: 0,
		tombstones: 0,
		rows: 0,
		refusedTenths: [],
		refusedMax: 0,
		codes: {},
		failed: 0,
		findings: [],
	};
}

export function addRoom(sums: Sums, { seed, steps, tally, failure }: RoomResult): void {
	sums.nextSeed = Math.max(sums.nextSeed, seed + 1);
	sums.rooms++;
	for (const key of ['updates', 'mutants', 'accepted', 'tombstones', 'rows'] as const)
		sums[key] += tally[key];
	for (const ms of tally.refusedMs) {
		const tenths = Math.min(Math.floor(ms * 10), LONGEST_TENTHS);
		while (sums.refusedTenths.length <= tenths) sums.refusedTenths.push(0);
		sums.refusedTenths[tenths]!++;
		sums.refusedMax = Math.max(sums.refusedMax, ms);
	}
	for (const [code, count] of Object.entries(tally.codes)) sums.codes[code] = (sums.codes[code] ?? 0) + count;
	if (failure === null) return;
	sums.failed++;
	if (sums.findings.length < FINDINGS_KEPT) sums.findings.push({ seed, steps, words: failure });
}

/** So many milliseconds at most took the given part of those that were refused. */
export function refusedWithin({ refusedTenths }: Sums, part: number): number {
	let left = refusedTenths.reduce((sum, count) => sum + count, 0) * part;
	const tenths = refusedTenths.findIndex((count) => (left -= count) <= 0);
	return (tenths + 1) / 10;
}

export function summarise(sums: Sums): string {
	const { rooms, updates, mutants, accepted, tombstones, rows, refusedMax, failed } = sums;
	return [
		`${updates} honest updates and ${mutants} mutants in ${rooms} rooms (${rows} rows of honest ones)`,
		`${accepted} mutants accepted in part or whole, as they may be, ${tombstones} became tombstones, the others left nothing`,
		`a refusal took at most ${refusedWithin(sums, 0.99)} ms (p99), ${refusedMax.toFixed(1)} ms (max)`,
		failed === 0 ? 'nothing was found' : `${failed} rooms failed`,
	].join('; ');
}

/** Undefined when there is no such file yet. */
export function readSums(file: string): Sums | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Sums;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

export function writeSums(file: string, sums: Sums): void {
	writeFileSync(`${file}.new`, `${JSON.stringify(sums, null, '\t')}\n`);
	renameSync(`${file}.new`, file);
}
