import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CannotStart } from '../program/cannot-start.ts';
import { readEnv } from '../program/config.ts';

/** Set for the browser tests: the path of a Chromium, when it should not be looked for. */
const { CHROMIUM_PATH } = readEnv();

export function findChromium(): string | undefined {
	const places = [
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		chromium.executablePath(),
	];
	return CHROMIUM_PATH ?? places.find((place) => existsSync(place));
}

/** A Chromium for the browser tests: one that is there, else one installed now. Throws CannotStart. */
export function provideChromium(report: (line: string) => void): string {
	const found = findChromium();
	if (found) return found;
	report('Installing Chromium for the browser tests.');
	if (process.getuid?.() === 0 && runs('apt-get', '--version')) {
		runs('apt-get', 'update', '-q');
		runs('apt-get', 'install', '-qy', '--no-install-recommends', 'chromium', 'fonts-noto-color-emoji');
	}
	if (!findChromium()) {
		runs(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', '--with-deps', 'chromium');
	}
	const installed = findChromium();
	if (installed) return installed;
	throw new CannotStart(
		'There is no Chromium, and it could not be installed: install one, or set CHROMIUM_PATH to it.',
	);
}

function runs(program: string, ...args: string[]): boolean {
	return spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
