/** The client as a page runs it, against the real routes, the real relay and PostgreSQL. Only the browser's store is a fake (in memory, of the same interface). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import type { Workspace } from '../../src/lib/client/workspace.ts';
import { ClientOffice, isCurrent } from '../support/client-office.ts';
import type { ClientProfile } from '../support/client-profile.ts';
import { aPerson, signedIn, type TestPerson } from '../support/organisation.ts';
import { until } from '../support/relay-server.ts';
import type { WebApplication } from '../support/web-application.ts';

let office: ClientOffice;
let app: WebApplication;
let owner: TestPerson;

beforeAll(async () => {
	office = await ClientOffice.start();
	({ app, owner } = office);
});
afterAll(() => office.stop());

const aProfile = (person: TestPerson) => office.profileOf(person);
const openAt = (profile: ClientProfile) => office.openAt(profile);

function bodies(conversation: Conversation): string[] {
	return conversation.items().flatMap((item) => (item.kind === 'message' ? [item.body] : []));
}

async function say(conversation: Conversation, ...texts: string[]): Promise<void> {
	for (const body of texts) expect(await conversation.sendMessage({ body })).toMatchObject({ ok: true });
}

describe('two people', () => {
	test('[W3][D9] what one writes the other reads, and it is called stored', async () => {
		const [annPerson, benPerson] = [
			await aPerson(app, owner.organisation),
			await aPerson(app, owner.organisation),
		];
		const ann = await openAt(await aProfile(annPerson));
		const ben = await openAt(await aProfile(benPerson));
		await Promise.all([isCurrent(ann), isCurrent(ben)]);
		const dm = ann.openDm(benPerson.id);
		if (!dm.ok) throw new Error(dm.error);
		const annSide = ann.openConversation(dm.id)!;
		await say(annSide, 'Good morning.', 'Are you there?');
		await until(
			() => annSide.items().every((item) => item.delivery === 'stored') && annSide.items().length === 2,
		);
		await until(() => ben.list().some(({ id, unread }) => id === dm.id && unread === 2));
		const benSide = ben.openConversation(dm.id)!;
		await until(() => benSide.items().length === 2);
		expect(bodies(benSide)).toEqual(['Good morning.', 'Are you there?']);
		expect(ben.list().find(({ id }) => id === dm.id)).toMatchObject({
			lastMessage: { preview: 'Are you there?' },
		});
		await isCurrent(ann);
	});

	test('[C3] what is written offline survives the tab and goes up in order', async () => {
		const [annPerson, benPerson] = [
			await aPerson(app, owner.organisation),
			await aPerson(app, owner.organisation),
		];
		const profile = await aProfile(annPerson);
		const account = await profile.account();
		const first = await openAt(profile);
		const ben = await openAt(await aProfile(benPerson));
		await Promise.all([isCurrent(first), isCurrent(ben)]);
		profile.setOnline(false);
		await until(() => first.connection.state === 'offline');
		const group = first.createGroup({ name: 'Autumn fair', memberIds: [benPerson.id] });
		if (!group.ok) throw new Error(group.error);
		const before = first.openConversation(group.id)!;
		await say(before, 'one', 'two');
		expect(before.summary.creation).toBe('pending');
		await until(() => before.items().every((item) => item.delivery === 'saved'));
		await first.close();

		const second = await profile.open(account);
		office.keep(second);
		expect(second.connection.state).toBe('offline');
		const after = second.openConversation(group.id)!;
		await until(() => after.loaded);
		expect(bodies(after)).toEqual(['one', 'two']);
		await say(after, 'three');
		profile.setOnline(true);
		await isCurrent(second);
		expect(after.summary.creation).toBe('accepted');
		expect(
			after
				.items()
				.filter((item) => item.kind === 'message')
				.map((item) => item.delivery),
		).toEqual(['stored', 'stored', 'stored']);
		const benSide = () => ben.openConversation(group.id);
		await until(() => benSide() !== undefined && bodies(benSide()!).length === 3);
		expect(bodies(benSide()!)).toEqual(['one', 'two', 'three']);
	});
});

/** Ann, Ben and a group of theirs that both hold. */
async function aGroup(): Promise<{
	ann: Workspace;
	ben: Workspace;
	annAt: ClientProfile;
	benAt: ClientProfile;
	benPerson: TestPerson;
	id: string;
}> {
	const [annPerson, benPerson] = [
		await aPerson(app, owner.organisation),
		await aPerson(app, owner.organisation),
	];
	const [annAt, benAt] = [await aProfile(annPerson), await aProfile(benPerson)];
	const [ann, ben] = [await openAt(annAt), await openAt(benAt)];
	await Promise.all([isCurrent(ann), isCurrent(ben)]);
	const group = ann.createGroup({ name: 'Grants', memberIds: [benPerson.id] });
	if (!group.ok) throw new Error(group.error);
	await isCurrent(ann);
	await until(() => ben.list().some(({ id, creation }) => id === group.id && creation === 'accepted'));
	return { ann, ben, annAt, benAt, benPerson, id: group.id };
}

function summaryOf(workspace: Workspace, id: string) {
	return workspace.list().find((summary) => summary.id === id);
}

describe('reading', () => {
	test('unread counts and read positions are those of all devices of a person', async () => {
		const { ann, ben, benAt, benPerson, id } = await aGroup();
		const second = await openAt(await aProfile(benPerson));
		await isCurrent(second);
		// One after the other: what arrives together stands at one position of the ledger, and is read together.
		for (const text of ['one', 'two', 'three']) {
			await say(ann.openConversation(id)!, text);
			await isCurrent(ann);
		}
		await until(() => [ben, second].every((workspace) => summaryOf(workspace, id)?.unread === 3));
		ben.openConversation(id)!.markRead();
		expect(summaryOf(ben, id)?.unread).toBe(0);
		await until(() => summaryOf(second, id)?.unread === 0);
		const onSecond = second.openConversation(id)!;
		onSecond.markUnreadFrom(onSecond.items().find(({ body }) => body === 'two')!.key);
		await until(() => summaryOf(ben, id)?.unread === 2);
		benAt.setOnline(false);
		ben.openConversation(id)!.markRead();
		await ben.close();
		const again = await benAt.open(ben.account);
		office.keep(again);
		await until(() => summaryOf(again, id) !== undefined && again.openConversation(id)!.loaded);
		expect(summaryOf(again, id)?.unread).toBe(0);
		benAt.setOnline(true);
		await until(() => summaryOf(second, id)?.unread === 0);
	});

	test('a third device of a person gets everything, and what it writes is the person’s', async () => {
		const { ann, benPerson, id } = await aGroup();
		const annSide = ann.openConversation(id)!;
		await say(annSide, 'one', 'two');
		await isCurrent(ann);
		const fresh = await openAt(await aProfile(benPerson));
		await isCurrent(fresh);
		const side = fresh.openConversation(id)!;
		expect(bodies(side)).toEqual(['one', 'two']);
		await say(side, 'from the new device');
		await until(() => bodies(annSide).length === 3);
		expect(annSide.items().at(-1)).toMatchObject({ author: benPerson.id, delivery: 'stored' });
	});
});

describe('changing', () => {
	test('[D8] edits, deletions and reactions reach the other, and the history with them', async () => {
		const { ann, ben, id } = await aGroup();
		const annSide = ann.openConversation(id)!;
		const benSide = ben.openConversation(id)!;
		await say(annSide, 'tpyo', 'gone soon');
		await until(() => bodies(benSide).length === 2);
		const [typo, gone] = annSide.items().filter(({ kind }) => kind === 'message');
		expect(await annSide.editMessage(typo!.key, 'typo')).toMatchObject({ ok: true });
		expect(await annSide.deleteMessage(gone!.key)).toMatchObject({ ok: true });
		expect(await benSide.react(typo!.key, '👍', true)).toMatchObject({ ok: true });
		expect(await benSide.editMessage(typo!.key, 'mine now')).toEqual({ ok: false, error: 'no-target' });
		const seen = () => annSide.items().find(({ key }) => key === typo!.key)!;
		await until(() => seen().reactions.length === 1 && !seen().changePending);
		await until(() => benSide.items().find(({ key }) => key === gone!.key)!.deleted);
		expect(benSide.items().find(({ key }) => key === typo!.key)).toMatchObject({
			body: 'typo',
			history: [{ body: 'tpyo' }],
		});
		await isCurrent(ann);
		expect(annSide.refused).toEqual([]);
	});
});

describe('what the server does not take', () => {
	test('a channel whose name is taken meanwhile: its texts are kept, with the reason', async () => {
		const { ann, annAt, ben } = await aGroup();
		annAt.setOnline(false);
		const mine = ann.createChannel({ name: 'garden', visibility: 'private', memberIds: [] });
		if (!mine.ok) throw new Error(mine.error);
		const side = ann.openConversation(mine.id)!;
		await say(side, 'tulips');
		ben.createChannel({ name: 'garden', visibility: 'private', memberIds: [] });
		await isCurrent(ben);
		annAt.setOnline(true);
		await until(() => typeof side.summary.creation === 'object');
		expect(side.items()).toMatchObject([{ body: 'tulips', delivery: 'refused' }]);
		expect(side.items()[0]!.reason).toContain('garden');
		expect(ann.unsent.refused()).toMatchObject([{ body: 'tulips', place: 'creation' }]);
		await until(() => ann.connection.state === 'current');
		await ann.discardConversation(mine.id);
		expect(summaryOf(ann, mine.id)).toBeUndefined();
	});

	test('[R2] a member removed while offline keeps his texts as not delivered; the copy goes', async () => {
		const { ann, ben, benAt, benPerson, id } = await aGroup();
		await say(ann.openConversation(id)!, 'for members');
		const side = ben.openConversation(id)!;
		await until(() => bodies(side).length === 1);
		benAt.setOnline(false);
		await until(() => ben.connection.state === 'offline');
		await say(side, 'written in the tunnel');
		side.setDraft('half a thought');
		ann.removeMember(id, benPerson.id);
		await isCurrent(ann);
		benAt.setOnline(true);
		await until(() => ben.undelivered.length === 2);
		expect(
			ben.undelivered.map(({ body, words, conversationName }) => [body, words, conversationName]),
		).toEqual(
			expect.arrayContaining([
				['written in the tunnel', 'you were removed from this conversation', 'Grants'],
				['half a thought', 'you were removed from this conversation', 'Grants'],
			]),
		);
		expect(summaryOf(ben, id)).toBeUndefined();
		await until(async () => !(await benAt.databases()).some((name) => name.includes(id)));
		await until(() => ben.connection.state === 'current');
		await ben.unsent.discard(ben.unsent.refused()[0]!);
		await ben.close();
		const again = await openAt(benAt);
		expect(again.undelivered).toHaveLength(1);
	});

	test('[R2] removed while connected, and taken in again', async () => {
		const { ann, ben, benPerson, id } = await aGroup();
		await say(ann.openConversation(id)!, 'one');
		await until(() => summaryOf(ben, id)?.unread === 1);
		ann.removeMember(id, benPerson.id);
		await until(() => summaryOf(ben, id) === undefined);
		ann.addMember(id, benPerson.id);
		await until(() => summaryOf(ben, id) !== undefined);
		const side = ben.openConversation(id)!;
		await until(() => bodies(side).includes('one'));
		await say(side, 'back again');
		await until(() => bodies(ann.openConversation(id)!).includes('back again'));
	});
});

describe('one browser', () => {
	test('signing out leaves nothing of the person, unless something is unsent', async () => {
		const { ann, ben, benAt, id } = await aGroup();
		const side = ben.openConversation(id)!;
		await say(side, 'sent');
		await isCurrent(ben);
		benAt.setOnline(false);
		await until(() => ben.connection.state === 'offline');
		await say(side, 'unsent');
		expect(await ben.signOut({ discardUnsent: false })).toEqual({ ok: false, unsent: 1 });
		benAt.setOnline(true);
		await isCurrent(ben);
		expect(await ben.signOut({ discardUnsent: false })).toEqual({ ok: true });
		expect(await benAt.databases()).toEqual([]);
		expect((await benAt.browser.get('/api/session')).status).toBe(401);
		await until(() => bodies(ann.openConversation(id)!).includes('unsent'));
	});

	test('the next person sees nothing of the first and sends nothing for him; the first finds his texts again', async () => {
		const { ann, ben, benAt, benPerson, id } = await aGroup();
		const benAccount = ben.account;
		const side = ben.openConversation(id)!;
		benAt.setOnline(false);
		await until(() => ben.connection.state === 'offline');
		await say(side, 'Ben’s, unsent');
		ben.createGroup({ name: 'Ben’s own', memberIds: [ann.account.user] });
		await until(() => side.items().every(({ delivery }) => delivery !== 'saving'));

		// Cem signs in on the same browser, while Ben's tab is still open.
		const cemPerson = await aPerson(app, owner.organisation);
		benAt.browser.cookies.clear();
		for (const [name, value] of (await signedIn(app, cemPerson)).cookies)
			benAt.browser.cookies.set(name, value);
		benAt.setOnline(true);
		await until(() => ben.connection.state === 'signed-out');
		const cem = await openAt(benAt);
		await isCurrent(cem);
		expect(cem.account.user).toBe(cemPerson.id);
		// But for what is public.
		expect(cem.list().filter(({ visibility }) => visibility !== 'public')).toEqual([]);
		expect([...cem.unsent.waiting(), ...cem.unsent.refused()]).toEqual([]);
		ben.tryNow();
		await until(() => ben.connection.state === 'signed-out');
		expect(bodies(ann.openConversation(id)!)).toEqual([]);
		expect(ann.list().some(({ name }) => name === 'Ben’s own')).toBe(false);
		await cem.close();
		await ben.close();

		// Ben signs in again.
		benAt.browser.cookies.clear();
		for (const [name, value] of (await signedIn(app, benPerson)).cookies)
			benAt.browser.cookies.set(name, value);
		const again = await benAt.open(benAccount);
		office.keep(again);
		await isCurrent(again);
		await until(() => bodies(ann.openConversation(id)!).includes('Ben’s, unsent'));
		await until(() => ann.list().some(({ name }) => name === 'Ben’s own'));
	});

	test('two tabs of one person write at once, share drafts, and send each command once', async () => {
		const { ann, ben, benAt, id } = await aGroup();
		const other = await openAt(benAt);
		await isCurrent(other);
		const [left, right] = [ben.openConversation(id)!, other.openConversation(id)!];
		benAt.setOnline(false);
		await Promise.all([say(left, 'left one', 'left two'), say(right, 'right one')]);
		await until(() => bodies(left).length === 3 && bodies(right).length === 3);
		left.setDraft('half a sentence');
		await until(() => right.draft === 'half a sentence');
		const group = ben.createGroup({ name: 'Both tabs', memberIds: [ann.account.user] });
		if (!group.ok) throw new Error(group.error);
		await until(() =>
			other.list().some(({ name, creation }) => name === 'Both tabs' && creation === 'pending'),
		);
		benAt.setOnline(true);
		await Promise.all([isCurrent(ben), isCurrent(other)]);
		await until(() => bodies(ann.openConversation(id)!).length === 3);
		const stored = bodies(ann.openConversation(id)!);
		for (const side of [left, right])
			await until(() => JSON.stringify(bodies(side)) === JSON.stringify(stored));
		await until(() => ann.list().filter(({ name }) => name === 'Both tabs').length === 1);
	});
});
