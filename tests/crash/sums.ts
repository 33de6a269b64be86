/** What a run of the crash test adds up to, in a form that is kept in a file and gone on with. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Fault } from './ground.ts';
import { FINDINGS, type Finding } from './log-check.ts';

export interface Sums {
	cycles: number;
	crashes: Partial<Record<Fault, number>>;
	conversations: number;
	volumes: number;
	/** Rows of the log, each verified. */
	rows: number;
	/** Events whose author was told that they are stored. */
	acknowledged: number;
	/** Events that reached another's device, once for each device. */
	delivered: number;
	/** How much of each kind was found. */
	found: Record<Finding['kind'], number>;
	/** The first findings, in words. */
	findings: string[];
}

const WORDS_KEPT = 20;

export function emptySums(): Sums {
	return {
		cycles: 0,
		crashes: {},
		conversations: 0,
		volumes: 0,
		rows: 0,
		acknowledged: 0,
		delivered: 0,
		found: { lost: 0, doubled: 0, reordered: 0, chain: 0, other: 0 },
		findings: [],
	};
}

interface GenerationSums {
	conversations: number;
	volumes: number;
	rows: number;
	acknowledged: number;
	delivered: number;
	findings: readonly Finding[];
}

export function addGeneration(sums: Sums, generation: GenerationSums): void {
	for (const key of ['conversations', 'volumes', 'rows', 'acknowledged', 'delivered'] as const)
		sums[key] += generation[key];
	for (const { kind, words } of generation.findings) {
		sums.found[kind]++;
		if (sums.findings.length < WORDS_KEPT) sums.findings.push(`${kind}: ${words}`);
	}
}

export function addSums(sums: Sums, more: Sums): Sums {
	const total = structuredClone(sums);
	for (const key of ['cycles', 'conversations', 'volumes', 'rows', 'acknowledged', 'delivered'] as const)
		total[key] += more[key];
	for (const [fault, count] of Object.entries(more.crashes) as [Fault, number][])
		total.crashes[fault] = (total.crashes[fault] ?? 0) + count;
	for (const kind of FINDINGS) total.found[kind] += more.found[kind];
	total.findings = [...total.findings, ...more.findings].slice(0, WORDS_KEPT);
	return total;
}

export function isClean({ found }: Sums): boolean {
	return FINDINGS.every((kind) => found[kind] === 0);
}

/** The result line. */
export function summarise(sums: Sums): string {
	const crashes = Object.entries(sums.crashes).map(([fault, count]) => `${count} ${fault}`);
	const { lost, doubled, reordered, chain, other } = sums.found;
	return [
		`${sums.cycles} crashes (${crashes.join(', ')})`,
		`${sums.rows} rows verified in ${sums.volumes} volumes of ${sums.conversations} conversations`,
		`${sums.acknowledged} events acknowledged, ${sums.delivered} deliveries`,
		`${lost} lost, ${doubled} doubled, ${reordered} reordered, ${chain} breaks of the chain, ${other} other faults`,
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
