/** Replicas against the real relay core: what goes wrong between a device's copy and the relay, and that no text is lost by it. */
import { afterEach, describe, expect, test } from 'vitest';
import { RelayBench, type TabBench } from '../support/replica-bench.ts';
import { until } from '../support/relay-server.ts';

const tabs: TabBench[] = [];
function opened(tab: TabBench): TabBench {
	tabs.push(tab);
	return tab;
}
afterEach(async () => {
	await Promise.all(tabs.splice(0).map((tab) => tab.kill()));
});

async function shows(tab: TabBench, ...texts: string[]): Promise<void> {
	await until(() => JSON.stringify(tab.stored) === JSON.stringify(texts), 8_000).catch(() => {
		expect(tab.replica.items().map(({ body, delivery }) => `${body} ${delivery}`)).toEqual(texts);
	});
}

describe('in step', () => {
	test('[W3][W5] what one writes the other has, once, in the ledger’s order', async () => {
		const relay = new RelayBench();
		const ann = opened(relay.person('ann').tab());
		const ben = opened(relay.person('ben').tab());
		await ann.say('one', 'two');
		await shows(ben, 'one', 'two');
		await ben.say('three');
		await shows(ann, 'one', 'two', 'three');
	});

	test('[W4] a closed replica catches up by the length of the ledger', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const ann = opened(person.tab());
		const ben = opened(relay.person('ben').tab());
		await ann.say('one');
		await shows(ben, 'one');
		ben.setOnline(false);
		await ann.say('two');
		await shows(ann, 'one', 'two');
		await ben.say('from the train');
		ben.setOnline(true);
		await shows(ann, 'one', 'two', 'from the train');
		ann.setOnline(false);
		ann.setOnline(true);
		await ann.say('after the catch-up');
		await shows(ben, 'one', 'two', 'from the train', 'after the catch-up');
	});

	test('[W6] a backlog of many frames goes up in order', async () => {
		const relay = new RelayBench();
		const ann = opened(relay.person('ann').tab());
		const ben = opened(relay.person('ben').tab());
		await until(() => ann.replica.synced);
		ann.setOnline(false);
		const texts = Array.from({ length: 90 }, (_, index) => `${index} ${'x'.repeat(16_000)}`);
		await ann.say(...texts);
		ann.setOnline(true);
		await shows(ben, ...texts);
		expect(relay.alerts).toEqual([]);
	});

	test('[C3] a restarted tab sends what an earlier session left', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const first = person.tab();
		first.setOnline(false);
		await first.say('kept');
		await first.replica.idle();
		await first.kill();
		const second = opened(person.tab());
		await second.say('later');
		await shows(second, 'kept', 'later');
	});
});

describe('the disk', () => {
	test('an aborted write is said, kept, and written again with all that came after', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const fates: ('full' | 'write')[] = ['full'];
		person.faults = { beforeWrite: () => Promise.resolve(fates.shift() ?? 'write') };
		const tab = opened(person.tab());
		tab.setOnline(false);
		await tab.say('first');
		await until(() => tab.replica.items()[0]?.delivery === 'not-saved');
		expect(tab.replica.failure).toEqual({ full: true });
		await tab.say('second');
		await until(() => tab.replica.items().every((item) => item.delivery === 'saved'));
		expect(tab.replica.failure).toBeNull();
		await tab.kill();
		const again = opened(person.tab());
		await shows(again, 'first', 'second');
	});

	test('[D9] events behind a hole show, and are written again once the relay has said what it has', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const tab = person.tab();
		tab.setOnline(false);
		await tab.say('lost with the disk', 'second', 'third');
		await tab.replica.idle();
		await tab.kill();
		// The platter lost its first row of events.
		const [first] = person.platter.updates.keys();
		person.platter.updates.delete(first!);
		const again = opened(person.tab({}));
		again.setOnline(false);
		await again.replica.whenLoaded;
		expect(again.texts).toEqual(['second', 'third']);
		expect(again.replica.unsent).toBe(2);
		again.setOnline(true);
		await shows(again, 'second', 'third');
		const ben = opened(relay.person('ben').tab());
		await shows(ben, 'second', 'third');
	});

	test('[D9] events behind a hole that the relay can fill are not doubled', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const tab = person.tab();
		await tab.say('one');
		await shows(tab, 'one');
		tab.setOnline(false);
		await tab.say('two');
		await tab.replica.idle();
		await tab.kill();
		const rows = [...person.platter.updates];
		const first = rows.find(([, update]) => Buffer.from(update).includes('one'))!;
		person.platter.updates.delete(first[0]);
		const again = opened(person.tab());
		await shows(again, 'one', 'two');
		const ben = opened(relay.person('ben').tab());
		await shows(ben, 'one', 'two');
	});
});

describe('two copies of one profile', () => {
	test('[D9] both keep what they wrote under the same client id', async () => {
		const relay = new RelayBench();
		const original = relay.person('ann');
		const clone = original.clone();
		const one = opened(original.tab());
		const other = opened(clone.tab());
		const ben = opened(relay.person('ben').tab());
		await until(() => one.replica.synced && other.replica.synced);
		one.setOnline(false);
		other.setOnline(false);
		await one.say('from the first');
		await other.say('from the second', 'and more');
		one.setOnline(true);
		await shows(ben, 'from the first');
		other.setOnline(true);
		// The copy's log waits, because the relay has an event of it that the copy does not name (W6); then both of its texts come anew, in their order.
		for (const tab of [ben, other, one]) await shows(tab, 'from the first', 'from the second', 'and more');
		expect(clone.retired).toMatchObject([{ why: 'cloned' }]);
		expect(relay.alerts.filter(({ code }) => code !== 'GAP')).toEqual([]);
	});
});

describe('two copies of one profile, one of which deleted something', () => {
	test('[D9] a run whose digest cannot be told calls nothing stored that the relay does not have', async () => {
		const relay = new RelayBench();
		const original = relay.person('ann');
		const clone = original.clone();
		const one = opened(original.tab());
		const other = opened(clone.tab());
		const ben = opened(relay.person('ben').tab());
		await until(() => one.replica.synced && other.replica.synced);
		one.setOnline(false);
		other.setOnline(false);
		await one.say('from the first', 'deleted again');
		const [, second] = one.replica.items();
		await one.replica.write([{ k: 'd', at: Date.now(), of: [second!.client, second!.clock] }]);
		await other.say('from the second');
		one.setOnline(true);
		await until(() => ben.stored.length === 2 && one.replica.unsent === 0);
		other.setOnline(true);
		await until(() => [ben, one, other].every((tab) => tab.stored.includes('from the second')));
		for (const tab of [ben, one, other])
			expect(tab.stored).toEqual(['from the first', '', 'from the second']);
	});

	test('[D9] an honest device that wrote and deleted offline doubles and loses nothing', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const ann = opened(person.tab());
		const ben = opened(relay.person('ben').tab());
		await until(() => ann.replica.synced);
		ann.setOnline(false);
		await ann.say('kept', 'deleted again', 'kept too');
		const second = ann.replica.items()[1]!;
		await ann.replica.write([{ k: 'd', at: Date.now(), of: [second.client, second.clock] }]);
		ann.setOnline(true);
		for (const tab of [ben, ann]) await shows(tab, 'kept', '', 'kept too');
		await ann.say('after');
		for (const tab of [ben, ann]) await shows(tab, 'kept', '', 'kept too', 'after');
		expect(person.retired).toEqual([]);
		expect(ann.replica.tray.size).toBe(0);
	});
});

describe('refusals', () => {
	test('[R9][D12] a refused text is in the tray, also after a restart, and blocks nothing', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		relay.allow('ann', { muted: 'NOT_ALLOWED_HERE' });
		const ann = person.tab();
		await ann.say('only admins may say this');
		await until(() => ann.replica.tray.size === 1);
		expect([...ann.replica.tray.values()]).toMatchObject([
			{ body: 'only admins may say this', code: 'NOT_ALLOWED_HERE' },
		]);
		expect(ann.texts).toEqual([]);
		relay.allow('ann', { muted: null });
		relay.core.recheckAll();
		await ann.say('now it goes');
		await shows(ann, 'now it goes');
		await ann.replica.idle();
		await ann.kill();
		const again = opened(person.tab());
		await again.replica.whenLoaded;
		expect([...again.replica.tray.values()].map(({ body }) => body)).toEqual(['only admins may say this']);
		await again.replica.emptyTray([...again.replica.tray.keys()][0]!);
		await again.kill();
		const third = opened(person.tab());
		await third.replica.whenLoaded;
		expect(third.replica.tray.size).toBe(0);
		await shows(third, 'now it goes');
	});

	test('[R4] a revoked device’s texts go to the tray, and a new device writes on', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const ann = opened(person.tab());
		await ann.say('before');
		await shows(ann, 'before');
		relay.tables.revoke(person.devices[0]!);
		await ann.say('from the revoked device');
		await until(() => ann.replica.tray.size === 1);
		expect(person.retired).toMatchObject([{ why: 'revoked' }]);
		await ann.say('after');
		await shows(ann, 'before', 'after');
	});

	test('[D10] what was stored and then deleted is in no tray', async () => {
		const relay = new RelayBench();
		const ann = opened(relay.person('ann').tab());
		await ann.say('said in error');
		await shows(ann, 'said in error');
		const [item] = ann.replica.items();
		await ann.replica.write([{ k: 'd', at: Date.now(), of: [item!.client, item!.clock] }]);
		await until(() => ann.replica.items()[0]!.deleted && ann.replica.unsent === 0);
		expect(ann.replica.tray.size).toBe(0);
	});
});

describe('two tabs', () => {
	test('[C3] both write at once, and see each other offline', async () => {
		const relay = new RelayBench();
		const person = relay.person('ann');
		const left = opened(person.tab());
		const right = opened(person.tab());
		left.setOnline(false);
		right.setOnline(false);
		await Promise.all([left.say('left one', 'left two'), right.say('right one')]);
		await until(() => left.texts.length === 3 && right.texts.length === 3);
		left.setOnline(true);
		right.setOnline(true);
		await until(() => left.stored.length === 3 && right.stored.length === 3);
		expect(left.stored).toEqual(right.stored);
	});
});

describe('the relay', () => {
	test('[D7] a relay restored from a backup gets what it lost from the devices', async () => {
		const relay = new RelayBench();
		const ann = opened(relay.person('ann').tab());
		const ben = opened(relay.person('ben').tab());
		await ann.say('before the backup');
		await shows(ben, 'before the backup');
		const backup = relay.log.snapshot();
		await ann.say('lost by ann', 'deleted by ann', 'lost too');
		await shows(ben, 'before the backup', 'lost by ann', 'deleted by ann', 'lost too');
		const wrong = ann.replica.items()[2]!;
		await ann.replica.write([{ k: 'd', at: Date.now(), of: [wrong.client, wrong.clock] }]);
		await until(() => ben.replica.items()[2]!.deleted && ann.replica.unsent === 0);
		await ben.say('lost by ben');
		await until(() => ann.stored.includes('lost by ben'));
		await relay.core.close();
		relay.log.restore(backup);
		await relay.log.beginEpochs(Date.now());
		await relay.restart();
		const all = ['before the backup', 'lost by ann', 'lost by ben', 'lost too'];
		await until(
			() =>
				[ann, ben].every((tab) => JSON.stringify(tab.stored.filter(Boolean).sort()) === JSON.stringify(all)),
			20_000,
		).catch(() => {
			expect(ann.replica.items().map(({ body, delivery }) => `${body} ${delivery}`)).toEqual(all);
		});
		expect(ann.stored).toEqual(ben.stored);
		expect(ann.replica.tray.size).toBe(0);
	});

	test('[R11] a relay that goes and comes loses nothing', async () => {
		const relay = new RelayBench();
		const ann = opened(relay.person('ann').tab());
		const ben = opened(relay.person('ben').tab());
		await ann.say('one');
		await shows(ben, 'one');
		const gone = relay.restart();
		await ann.say('two');
		await gone;
		await ben.say('three');
		await until(() => ann.stored.length === 3 && ben.stored.length === 3, 20_000);
		expect(ann.stored).toEqual(ben.stored);
	});
});
