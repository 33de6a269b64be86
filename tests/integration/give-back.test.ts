/** After a restore whoever holds receipts gives anybody's rows back (SPEC P7-P11): replicas over the real relay core. */
import { expect, test } from 'vitest';
import { RelayBench, type TabBench } from '../support/replica-bench.ts';
import { until } from '../support/until.ts';

async function people(...names: string[]) {
	const relay = new RelayBench();
	const tabs = names.map((name) => relay.person(name).tab());
	await until(() => tabs.every(({ replica }) => replica.synced));
	return { relay, tabs };
}

async function restore(relay: RelayBench, backup: ReturnType<RelayBench['log']['snapshot']>): Promise<void> {
	await relay.core.close();
	relay.log.restore(backup);
	await relay.log.beginEpochs(Date.now());
	await relay.restart();
}

const through = ({ replica }: TabBench) => replica.receipts!.through;
const rowsOf = (relay: RelayBench) => relay.log.audit(relay.document);

test('[P7, P9] the author never comes back, and another one’s device gives his text back', async () => {
	const { relay, tabs } = await people('ann', 'ben');
	const [ann, ben] = tabs as [TabBench, TabBench];
	await ann.say('before the backup');
	await until(() => ben.stored.length === 1 && through(ben) === 2);
	const backup = relay.log.snapshot();
	await ann.say('lost by ann');
	await until(() => ben.stored.length === 2);
	await ben.say('lost by ben');
	await until(() => ann.stored.length === 3 && ben.stored.length === 3 && through(ben) === 4);
	const { receivedAt } = (await rowsOf(relay))[2]!;
	await ann.kill();
	await restore(relay, backup);
	const all = ['before the backup', 'lost by ann', 'lost by ben'];
	await until(() => ben.replica.items().filter(({ restored }) => restored).length === 2, 20_000);
	expect(ben.stored).toEqual(all);
	const items = ben.replica.items();
	expect(items.map(({ author }) => author)).toEqual(['ann', 'ann', 'ben']);
	expect(items[0]!.restored).toBe(null);
	expect(items[1]).toMatchObject({ receivedAt, restored: { by: 'ben' } });
	expect(items[1]!.restored!.at).toBeGreaterThanOrEqual(receivedAt);
	expect((await rowsOf(relay)).map(({ kind, user }) => [kind, user])).toEqual([
		['epoch', 'system'],
		['run', 'ann'],
		['epoch', 'system'],
		['restore', 'ben'],
		['restored', 'ann'],
		['restored', 'ben'],
	]);
	expect(relay.alerts).toEqual([]);
	const cara = relay.person('cara').tab();
	await until(() => cara.stored.length === 3);
	expect(cara.stored).toEqual(all);
	await Promise.all([ben.kill(), cara.kill()]);
});

test('[P8] all come back at once: nothing is doubled, and all see the same', async () => {
	const { relay, tabs } = await people('ann', 'ben', 'cara');
	const [ann, ben, cara] = tabs as [TabBench, TabBench, TabBench];
	await ann.say('kept');
	await until(() => tabs.every((tab) => tab.stored.length === 1));
	const backup = relay.log.snapshot();
	await Promise.all(tabs.map((tab, index) => tab.say(`one ${index}`, `two ${index}`)));
	await until(() => tabs.every((tab) => tab.stored.length === 7));
	const wrong = ann.replica.items().find(({ body }) => body === 'one 0')!;
	await ann.replica.write([{ k: 'd', at: Date.now(), of: [wrong.client, wrong.clock] }]);
	await until(() => tabs.every((tab) => !tab.texts.includes('one 0')));
	const rows = (await rowsOf(relay)).length;
	await until(() => tabs.every((tab) => through(tab) === rows));
	cara.setOnline(false);
	await restore(relay, backup);
	const all = ['kept', 'one 1', 'one 2', 'two 0', 'two 1', 'two 2'];
	const isWhole = ({ replica, stored }: TabBench) =>
		replica.items().filter(({ restored }) => restored).length === 5 &&
		JSON.stringify(stored.filter(Boolean).sort()) === JSON.stringify(all);
	await until(() => isWhole(ann) && isWhole(ben), 20_000);
	cara.setOnline(true);
	await until(() => isWhole(cara) && cara.replica.synced, 20_000);
	expect(ann.stored).toEqual(ben.stored);
	expect(cara.stored).toEqual(ben.stored);
	// Nobody has its text any more; that there was one is seen as before.
	for (const { replica } of tabs)
		expect(replica.items().filter(({ deleted }) => deleted)).toMatchObject([
			{ author: 'ann', clock: wrong.clock, body: '' },
		]);
	expect((await rowsOf(relay)).filter(({ kind }) => kind === 'run').length).toBe(1);
	for (const { replica } of tabs) expect([replica.tray.size, replica.unsent]).toEqual([0, 0]);
	expect(relay.alerts).toEqual([]);
	await Promise.all(tabs.map((tab) => tab.kill()));
});
