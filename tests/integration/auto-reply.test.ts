/** Feature B10, SPEC Y: the server answers for whoever is away, over the real routes, the real relay and PostgreSQL. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { ClientOffice, dmOf, isCurrent, sayStored as say } from '../support/client-office.ts';
import { until } from '../support/relay-server.ts';

let office: ClientOffice;

beforeAll(async () => {
	office = await ClientOffice.start();
});
afterAll(() => office.stop());

function answers(conversation: Conversation): string[] {
	return conversation.items().flatMap(({ system }) => (system?.a === 'auto-replied' ? [system.name!] : []));
}

const findings = async () =>
	(await verifyLog(office.app.stored.sql)).findings.map(({ row, words }) => [row, words]);

test('[Y1][Y2] it is said once in each conversation and absence, with all devices off, and every verifier knows whose it is', async () => {
	const ann = await office.someone();
	const ben = await office.someone();
	const cara = await office.someone();
	ann.workspace.setAutoReply({ on: true, text: 'Away until Monday.\nAsk Cara.', until: null });
	expect(ann.workspace.autoReply.queued).toBe(true);
	await isCurrent(ann.workspace);
	await until(() => ann.workspace.autoReply.on && !ann.workspace.autoReply.queued);
	await ann.workspace.close();

	const fromBen = await dmOf(ben, ann);
	await say(fromBen, 'Are you there?');
	await until(() => answers(fromBen).length === 1);
	await say(fromBen, 'Then on Monday');
	const fromCara = await dmOf(cara, ann);
	await say(fromCara, 'Good morning');
	await until(() => answers(fromCara).length === 1);
	expect(answers(fromCara)).toEqual(['Away until Monday.\nAsk Cara.']);
	expect(fromBen.summary.unread).toBe(0);

	// A room with Ann gets none; what is sure to come after it would have come before it.
	const group = ben.workspace.createGroup({ name: 'Rota', memberIds: [ann.person.id] });
	if (!group.ok) throw new Error(group.error);
	await isCurrent(ben.workspace);
	const room = ben.workspace.openConversation(group.id)!;
	await say(room, 'To both of us');
	const dan = await office.someone();
	const fromDan = await dmOf(dan, ann);
	await say(fromDan, 'Hello');
	await until(() => answers(fromDan).length === 1);
	expect(answers(room)).toEqual([]);
	expect(answers(fromBen)).toHaveLength(1);
	expect(await findings()).toEqual([]);
});

test('[Y1] two who are away answer each other’s words, and no answer', async () => {
	const ann = await office.someone();
	const ben = await office.someone();
	ann.workspace.setAutoReply({ on: true, text: 'Ann is away', until: null });
	ben.workspace.setAutoReply({ on: true, text: 'Ben is away', until: null });
	await Promise.all([isCurrent(ann.workspace), isCurrent(ben.workspace)]);
	const dm = await dmOf(ben, ann);
	await say(dm, 'Before I go');
	await until(() => answers(dm).length === 1);
	// Somebody else's answer comes later than Ben's to Ann's answer would.
	const cara = await office.someone();
	const fromCara = await dmOf(cara, ben);
	await say(fromCara, 'Hello');
	await until(() => answers(fromCara).length === 1);
	expect(answers(dm)).toEqual(['Ann is away']);
});

test('[Y1] it ends: turned off, or by its time; a new absence answers again', async () => {
	const ann = await office.someone();
	const ben = await office.someone();
	const dm = await dmOf(ben, ann);
	const set = async (on: boolean, until: number | null) => {
		ann.workspace.setAutoReply({ on, text: 'Away', until });
		await isCurrent(ann.workspace);
	};
	await say(dm, 'before');
	await set(true, null);
	await say(dm, 'one');
	await until(() => answers(dm).length === 1);
	await set(false, null);
	await say(dm, 'two');
	await set(true, Date.now() + 3_600_000);
	await say(dm, 'three');
	await until(() => answers(dm).length === 2);
	const texts = dm.items().map((item) => item.system?.name ?? item.body);
	expect(texts.filter((text) => text !== '')).toEqual(['before', 'one', 'Away', 'two', 'three', 'Away']);

	ann.workspace.setAutoReply({ on: true, text: 'Away', until: Date.now() - 1000 });
	await isCurrent(ann.workspace);
	await until(() => ann.workspace.notices.length === 1);
	expect(ann.workspace.notices[0]!.words).toBe('Could not change your auto-reply: its end has passed');
});

test('[Y2] words that the person did not set are found, and named by their row', async () => {
	const ann = await office.someone();
	const ben = await office.someone();
	const dm = await dmOf(ben, ann);
	await say(dm, 'Are you there?');
	expect(await findings()).toEqual([]);
	const { organisation, id } = ann.person;
	const event = JSON.stringify({ k: 's', at: 1, a: 'auto-replied', by: id, name: 'I resign' });
	await office.app.stored.sql`
		insert into outbox (organisation, conversation, event) values (${organisation}, ${dm.id}, ${event}::text::json)`;
	await office.relay.drainOutbox();
	await until(() => answers(dm).length === 1);
	expect(await findings()).toEqual([[expect.any(Number), `it answers for ${id}, who had not set this text`]]);
});
