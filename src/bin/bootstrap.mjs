// Every npm script begins here, on any Node >= 20 and before anything is installed: plain JavaScript, no packages.
// It installs what is missing, sees to a Node that runs TypeScript files as they are, and runs the command in it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const BUNDLED_NODE = join(ROOT, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');

/** @type {Record<string, string>} */
const COMMANDS = {
	start: 'src/bin/start.ts',
	dev: 'src/bin/dev.ts',
	build: 'src/bin/build.ts',
	'org-create': 'src/bin/org-create.ts',
	relay: 'sync-server/main.ts',
	'log-verify': 'src/bin/log-verify.ts',
	'log-rebuild': 'src/bin/log-rebuild.ts',
	'log-restore': 'src/bin/log-restore.ts',
	'log-rotate-key': 'src/bin/log-rotate-key.ts',
	test: 'src/bin/test.ts',
	simulate: 'tests/simulation/main.ts',
	crash: 'tests/crash/main.ts',
	attack: 'tests/attacks/main.ts',
	fuzz: 'tests/fuzz/main.ts',
	bench: 'bench/main.ts',
	mutate: 'tests/mutation/main.ts',
	'bench-core': 'bench/core/main.ts',
	'bench-verify': 'bench/verify/main.ts',
	'bench-evidence': 'bench/evidence/main.ts',
	'bench-search': 'bench/search/main.ts',
	'bench-ui': 'bench/ui/main.ts',
	screens: 'bench/screens/main.ts',
};

const [name = '', ...args] = process.argv.slice(2);
process.chdir(ROOT);
await main();

async function main() {
	const command = COMMANDS[name];
	if (!command) fail(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
	if (!isInstalled()) install();
	endWithParent();
	if (isBundledNode() || (!existsSync(BUNDLED_NODE) && runsTypeScript())) return run(join(ROOT, command));
	if (!existsSync(BUNDLED_NODE)) fail(`Parley needs Node 22.18 or later; this is ${process.version}.`);
	runInBundledNode();
}

/** Everything the lock wants is there in the version it wants. Packages for other platforms may be missing. */
function isInstalled() {
	try {
		const wanted = readPackages('package-lock.json');
		const installed = readPackages(join('node_modules', '.package-lock.json'));
		return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
			const found = installed[path];
			if (path === '' || (!found && optional)) return true;
			return found?.version === version && found?.integrity === integrity;
		});
	} catch {
		return false;
	}
}

/**
 * @param {string} lock
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function readPackages(lock) {
	return JSON.parse(readFileSync(join(ROOT, lock), 'utf8')).packages;
}

function install() {
	console.log('Installing packages: about half a minute, this time only.');
	const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
	// Errors alone: the warnings of npm are about a Node that will not run any of these packages.
	const [program, ...rest] = [...npm, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status } = spawnSync(/** @type {string} */ (program), rest, { stdio: 'inherit' });
	if (status !== 0)
		fail('The packages could not be installed (npm ci, see above): check the network, then try again.');
}

function isBundledNode() {
	const { version } =
		readPackages('package-lock.json')[`node_modules/node-${process.platform}-${process.arch}`] ?? {};
	return version === process.versions.node;
}

function runsTypeScript() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** @param {string} file */
async function run(file) {
	if (!existsSync(file)) fail(`The command "${name}" is not part of this version (${file} is missing).`);
	process.argv = [process.execPath, file, ...args];
	try {
		await import(pathToFileURL(file).href);
	} catch (error) {
		if (error instanceof Error && error.name === 'CannotStart') fail(error.message);
		throw error;
	}
}

function runInBundledNode() {
	const child = spawn(BUNDLED_NODE, process.argv.slice(1), { stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}

/** Whoever kills npm means what it runs: without this, a killed `npm start` would go on and hold its port. */
function endWithParent() {
	if (!process.env.npm_lifecycle_event) return;
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		process.kill(process.pid, 'SIGTERM');
	}, 250);
	watch.unref();
}

/**
 * @param {string} line
 * @returns {never}
 */
function fail(line) {
	console.error(line);
	process.exit(1);
}
