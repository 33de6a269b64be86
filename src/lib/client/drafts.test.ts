/** X10: the drafts of one person on his devices, each with a store of its own, over the relay's core. */
import { beforeEach, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { draftsDocument } from '#lib/protocol/document-name.ts';
import { DraftTeam, type DraftTab } from '../../../tests/support/draft-devices.ts';
import { fakeLocks } from '../../../tests/support/fake-clock.ts';
import { DRAFT_CLIENTS } from './draft-sync.ts';
import { Drafts } from './drafts.ts';
import { MemoryKeyValue } from './memory-key-value.ts';

let team: DraftTeam;
let conversation: string;

beforeEach(() => {
	team = new DraftTeam();
	({ conversation } = team);
});

function textsIn(...tabs: DraftTab[]): string[] {
	return tabs.map(({ drafts }) => drafts.of(conversation));
}

test('[X10] what is typed on one device stands on the other, in few rows', async () => {
	const phone = await team.open(team.newDevice());
	const desk = await team.open(team.newDevice());
	for (const text of ['I', 'I w', 'I was', 'I was going']) phone.drafts.set(conversation, text);
	await team.settle();
	expect(textsIn(desk)).toEqual(['I was going']);
	expect(desk.changed).toContain(conversation);
	expect(phone.sync.isStored).toBe(true);
	expect(await team.relay.log.rows(draftsDocument(team.user), 0)).toHaveLength(1);
});

test('[X10] two devices edit one draft offline, and both texts survive', async () => {
	const phone = await team.open(team.newDevice());
	const desk = await team.open(team.newDevice());
	phone.drafts.set(conversation, 'The van leaves.');
	await team.settle();
	for (const { line } of [phone, desk]) line.cut();
	phone.drafts.set(conversation, 'The old van leaves.');
	desk.drafts.set(conversation, 'The van leaves at nine.');
	await team.settle();
	for (const { line } of [desk, phone]) {
		line.goOnline();
		await team.settle();
	}
	expect(textsIn(phone, desk)).toEqual(Array(2).fill('The old van leaves at nine.'));
});

test('[X10] a tab that begins to share takes nothing away from what another one has written since it read', async () => {
	const store = new MemoryKeyValue();
	const locks = fakeLocks();
	const changed: string[] = [];
	const open = async () => {
		const onChange = (of: string) => void changed.push(of);
		const drafts = new Drafts({ store, locks, lockName: 'drafts', onStored: () => {}, onChange });
		await drafts.load();
		return drafts;
	};
	const one = await open();
	await one.share(clientIdOf(7, 0));
	one.set(conversation, 'on my w');
	await one.idle();
	const two = await open();
	two.set('another', 'typed here before');
	one.set(conversation, 'on my way');
	await one.idle();
	await two.share(clientIdOf(7, 1));
	expect(two.of(conversation)).toBe('on my way');
	expect(changed).toContain(conversation);
	await two.idle();
	await one.load();
	expect([one.of(conversation), one.of('another')]).toEqual(['on my way', 'typed here before']);
});

test('[X10] a draft that is sent is gone everywhere', async () => {
	const phone = await team.open(team.newDevice());
	const desk = await team.open(team.newDevice());
	phone.drafts.set(conversation, 'Sent soon');
	await team.settle();
	phone.drafts.set(conversation, '');
	await team.settle();
	expect(textsIn(desk)).toEqual(['']);
});

test('[X10] what was typed offline survives a restart, and goes up after it', async () => {
	const laptop = team.newDevice();
	const before = await team.open(laptop);
	before.line.cut();
	before.drafts.set(conversation, 'Typed in a tunnel');
	await before.drafts.idle();
	before.close();
	const after = await team.open(laptop);
	expect(textsIn(after)).toEqual(['Typed in a tunnel']);
	const desk = await team.open(team.newDevice());
	expect(textsIn(desk)).toEqual(['Typed in a tunnel']);
	after.drafts.set(conversation, 'Typed in a tunnel, twice');
	await team.settle();
	expect(textsIn(desk)).toEqual(['Typed in a tunnel, twice']);
});

test('[X10] two drafts from before they were shared are both kept', async () => {
	const devices = [team.newDevice(), team.newDevice()];
	for (const [i, { store }] of devices.entries())
		await store.write([{ key: `draft/${conversation}`, value: `words ${i}. ` }]);
	const phone = await team.open(devices[0]!);
	const desk = await team.open(devices[1]!);
	await team.settle();
	for (const text of textsIn(phone, desk)) {
		expect(text).toContain('words 0. ');
		expect(text).toContain('words 1. ');
	}
});

test('[X16] forty page loads spend one client id, and tabs that are open at once one each', async () => {
	const laptop = team.newDevice();
	for (let load = 1; load <= 40; load++) {
		const tab = await team.open(laptop);
		tab.drafts.set(conversation, `Load ${load}`);
		await team.settle();
		tab.close();
	}
	expect(laptop.session).toBe(1);
	const tabs = [await team.open(laptop), await team.open(laptop), await team.open(laptop)];
	expect(laptop.session).toBe(3);
	expect(textsIn(...tabs)).toEqual(Array(3).fill('Load 40'));
	for (const tab of tabs) tab.close();
	await team.open(laptop);
	expect(laptop.session).toBe(3);
	expect(await team.relay.log.rows(draftsDocument(team.user), 0)).toHaveLength(40);
});

test('[X16] nothing goes to the relay before it is on this disk', async () => {
	const laptop = team.newDevice();
	const tab = await team.open(laptop);
	const { store } = laptop;
	const { write } = store;
	store.write = () => Promise.reject(new Error('The disk is full.'));
	tab.drafts.set(conversation, 'On no disk');
	await team.settle();
	expect(await team.relay.log.rows(draftsDocument(team.user), 0)).toHaveLength(0);
	// The page ends, and the next one has the same client id and none of that text.
	store.write = write;
	tab.close();
	const next = await team.open(laptop);
	next.drafts.set(conversation, 'Something else');
	await team.settle();
	const desk = await team.open(team.newDevice());
	expect(textsIn(next, desk)).toEqual(['Something else', 'Something else']);
	expect(laptop.session).toBe(1);
});

test('[X9] after its device was revoked a draft goes on under another one, and no text is lost or doubled', async () => {
	const laptop = team.newDevice();
	const one = await team.open(laptop);
	const two = await team.open(laptop);
	const desk = await team.open(team.newDevice());
	one.drafts.set(conversation, 'The van leaves.');
	await team.settle();
	for (const tab of [one, two, desk]) tab.line.cut();
	one.drafts.set(conversation, 'The old van leaves.');
	two.drafts.set(team.relay.conversation, 'In the other tab');
	desk.drafts.set(conversation, 'The van leaves at nine.');
	await team.settle();

	team.relay.tables.revoke(laptop.device);
	laptop.device = team.newDevice().device;
	for (const tab of [desk, one, two]) {
		tab.line.goOnline();
		await team.settle();
	}
	await team.settle();
	const third = await team.open(team.newDevice());
	for (const tab of [one, two, desk, third]) {
		expect(tab.drafts.of(conversation)).toBe('The old van leaves at nine.');
		expect(tab.drafts.of(team.relay.conversation)).toBe('In the other tab');
	}

	two.drafts.set(conversation, 'The old van leaves at nine sharp.');
	one.drafts.set(team.relay.conversation, '');
	await team.settle();
	for (const tab of [one, two, desk, third]) {
		expect(tab.drafts.of(conversation)).toBe('The old van leaves at nine sharp.');
		expect(tab.drafts.of(team.relay.conversation)).toBe('');
	}
	expect([one.sync.isStored, two.sync.isStored]).toEqual([true, true]);
	const listed = (await laptop.store.get(DRAFT_CLIENTS)) as number[];
	expect(listed.every((client) => Math.floor(client / 65_536) === laptop.device)).toBe(true);
});

test('[X9] what is typed while the relay fills another replica is in it', async () => {
	const laptop = team.newDevice();
	const tab = await team.open(laptop);
	tab.drafts.set(conversation, 'One');
	await team.settle();
	team.relay.tables.revoke(laptop.device);
	laptop.device = team.newDevice().device;
	tab.drafts.set(conversation, 'One, two');
	await team.relay.pass(1000);
	tab.drafts.set(conversation, 'One, two, three');
	await team.settle();
	const desk = await team.open(team.newDevice());
	expect(textsIn(tab, desk)).toEqual(Array(2).fill('One, two, three'));
});

test('[X9] a text that no replica can hold stays here, and the relay is not asked for ever', async () => {
	const laptop = team.newDevice();
	const tab = await team.open(laptop);
	const tooMuch = 'words '.repeat(60_000);
	tab.drafts.set(conversation, tooMuch);
	for (let minute = 0; minute < 40; minute++) {
		await team.settle();
		await team.relay.pass(60_000);
	}
	expect(textsIn(tab)).toEqual([tooMuch]);
	expect(tab.sync.isStored).toBe(false);
	expect(laptop.session).toBeLessThan(8);
});
