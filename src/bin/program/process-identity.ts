import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a running process from a later one with the same number (after a reboot, or in a container, where the
 * numbers start again): its moment of start. Undefined when no such process runs; a zombie does not run.
 */
export function processIdentity(pid: number): string | undefined {
	try {
		if (process.platform !== 'linux') return run('ps', ['-o', 'lstart=', '-p', String(pid)]);
		// proc_pid_stat(5): the name in brackets may hold anything; the state follows it, the start is 19 fields later.
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		return `${boot}:${fields[19]}`;
	} catch {
		return undefined;
	}
}

/** The command line of a running process, its arguments divided by blanks; empty when there is none. */
export function commandLine(pid: number): string {
	if (!processIdentity(pid)) return '';
	try {
		if (process.platform !== 'linux') return run('ps', ['-o', 'command=', '-p', String(pid)]);
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return '';
	}
}

function run(program: string, args: string[]): string {
	return execFileSync(program, args, { encoding: 'utf8' }).trim();
}
