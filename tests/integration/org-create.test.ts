import { afterAll, expect, test } from 'vitest';
import type { Workspace } from '../../src/lib/protocol/workspace.ts';
import { Browser } from '../support/browser.ts';
import { runCommand } from '../support/run-command.ts';
import { startParley } from '../support/start-parley.ts';

const parley = await startParley();
afterAll(() => parley.dispose());

const PASSWORD = 'violet tram 12 nine';
const OWNER = { name: 'Amal Haddad', email: 'amal@second.example' };

test('beside a running Parley it makes an organisation, whose owner comes by the printed link, once', async () => {
	const { exitCode, output } = await orgCreate([
		'--name',
		'Second Trust',
		'--owner-email',
		OWNER.email,
		'--owner-name',
		OWNER.name,
	]);
	expect([exitCode, output]).toEqual([
		0,
		expect.stringContaining('Second Trust is made. Amal Haddad opens this link, once'),
	]);
	const [, path] = /^http:\/\/\S+?(\/join\/\S+)$/m.exec(output)!;

	const owner = new Browser(parley.url);
	expect(await owner.submit(path!, { ...OWNER, password: PASSWORD })).toMatchObject({
		location: '/messages',
	});
	const workspace = (await (await owner.get('/api/workspace')).json()) as Workspace;
	expect(workspace).toMatchObject({
		organisation: { name: 'Second Trust' },
		self: { role: 'OWNER', ...OWNER },
		conversations: [{ name: 'general', members: [{ user: workspace.self.id, role: 'ADMIN' }] }],
	});
	expect(await new Browser(parley.url).submit(path!, { ...OWNER, password: PASSWORD })).toMatchObject({
		status: 410,
	});
});

test('it says what is wrong, and makes nothing', async () => {
	const valid = ['--name', 'Third', '--owner-email', 'x@third.example', '--owner-name', 'X'];
	const wrong: [args: string[], words: string][] = [
		[[], '--name: It is missing.'],
		[valid.slice(2), '--name: It is missing.'],
		[[...valid, '--colour', 'red'], "Unknown option '--colour'"],
		[
			['--name', 'Third', '--owner-email', 'nowhere', '--owner-name', 'X'],
			'--owner-email: This is not an email address.',
		],
		[
			['--name', 'a\u202Eb', '--owner-email', 'x@third.example', '--owner-name', 'X'],
			'--name: The name has characters that do not show.',
		],
		[
			['--name', 'Third', '--owner-email', OWNER.email.toUpperCase(), '--owner-name', 'X'],
			'There is an account with this email already.',
		],
	];
	for (const [args, words] of wrong) {
		const { exitCode, output } = await orgCreate(args);
		expect([exitCode, output]).toEqual([1, expect.stringContaining(words)]);
		expect(output).not.toContain('    at ');
	}
});

const orgCreate = (args: readonly string[]) =>
	runCommand('org-create', { DATA_DIR: parley.dataFolder }, args);
