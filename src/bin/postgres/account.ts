import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from '../program/cannot-start.ts';

/** PostgreSQL refuses to run as root, and initdb as a user without a name. An account is the way around it. */
export type Account = {
	/** Stands before the command line of PostgreSQL's programs. */
	prefix: readonly string[];
	/** Whom the data must belong to, when that is somebody else than we. */
	owner?: { uid: number; gid: number };
};

const NOBODY = 65534;
export const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

/**
 * The first account under which `program` runs and can reach `folder`. A folder that belongs to somebody already
 * (made by an ordinary user, started by root now) stays his.
 */
export function chooseAccount(folder: string, program: string): Account {
	const account = candidates(lstatSync(folder).uid).find((candidate) => reaches(candidate, folder, program));
	if (account) return endingWithParent(account);
	throw new CannotStart(
		'PostgreSQL does not run as this user, and this system offers no way to another: start Parley as an ordinary user who owns the data folder, or set DATABASE_URL.',
	);
}

/** Gives `path` and everything in it to the account, where it needs that. */
export function giveTo(account: Account, path: string): void {
	if (!account.owner) return;
	chownSync(path, account.owner.uid, account.owner.gid);
	if (!lstatSync(path).isDirectory()) return;
	for (const name of readdirSync(path)) giveTo(account, join(path, name));
}

function candidates(folderOwner: number): Account[] {
	if (process.getuid?.() !== 0) return hasName() ? [{ prefix: [] }] : [mapped];
	if (folderOwner !== 0) return switchedTo(folderOwner);
	return [mapped, ...switchedTo(NOBODY)];
}

/** A user namespace: nobody inside, still ourselves outside, so the files stay ours and nobody else can read them. */
const mapped: Account = { prefix: ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] };

/**
 * Where namespaces are forbidden (most containers). The capability lets that user pass folders such as /root; without
 * the secure bit access(2), by which initdb looks for its parts, would leave it out of account.
 */
function switchedTo(uid: number): Account[] {
	const owner = { uid, gid: uid };
	const change = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
	const pass = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
	return [
		{ prefix: [...change, ...pass], owner },
		{ prefix: change, owner },
	];
}

function hasName(): boolean {
	try {
		return userInfo().username !== '';
	} catch {
		return false;
	}
}

function reaches(account: Account, folder: string, program: string): boolean {
	const test = ['sh', '-c', 'test -x "$0" && exec "$1" --version', folder, program];
	return runs([...account.prefix, ...test]);
}

/** Linux can end a process with its parent: a killed Parley then leaves no PostgreSQL behind. */
function endingWithParent(account: Account): Account {
	const prefix = [...account.prefix, 'setpriv', '--pdeathsig', 'INT'];
	return runs([...prefix, 'true']) ? { ...account, prefix } : account;
}

function runs([program, ...args]: string[]): boolean {
	return spawnSync(program!, args, { stdio: 'ignore', env: { PATH: SYSTEM_PATH } }).status === 0;
}
