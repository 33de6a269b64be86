import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { RelayHarness } from '../tests/support/relay-harness.ts';
import { wrapLog } from '../tests/support/wrap-log.ts';
import { AppendFailed, type Log } from './log.ts';
import { decodePayload } from './row.ts';

/** Notes the events of each append. */
function counting(log: Log, appends: Map<string, number>[]): Log {
	return wrapLog(log, {
		append: (needs, build) =>
			log.append(needs, async (locked) => {
				const appending = await build(locked);
				const events = new Map<string, number>();
				for (const { document, payload } of appending.rows)
					events.set(document, (events.get(document) ?? 0) + (decodePayload(payload).run?.count ?? 0));
				appends.push(events);
				return appending;
			}),
	});
}

test('[R13] one append takes a bounded part of all backlogs, and who waited comes first in the next', async () => {
	const relay = new RelayHarness();
	const appends: Map<string, number>[] = [];
	relay.start(counting(relay.log, appends));
	relay.addMember('ada');
	const documents = Array.from({ length: 8 }, () => {
		const conversation = randomUUID();
		relay.tables.allow(relay.organisation, conversation, 'mal');
		return conversationDocument(conversation, 0);
	});
	const ada = await relay.connect('ada');
	const peers = await Promise.all(documents.map((document) => relay.connect('mal', { document })));
	// Each update is short enough to be read at once, so that all of them wait for the same append.
	for (let part = 0; part < 3; part++)
		for (const peer of peers) peer.say(...Array.from({ length: 400 }, (_, i) => `${part} ${i}`));
	ada.say('in between');
	await relay.settle();
	expect(ada.timeline).toEqual(['in between']);
	const sums = appends.map((events) => [...events.values()].reduce((sum, count) => sum + count, 0));
	expect(sums.reduce((sum, count) => sum + count, 0)).toBe(8 * 1200 + 1);
	expect(Math.max(...sums)).toBeLessThanOrEqual(1500);
	const first = (document: string) => appends.findIndex((events) => events.has(document));
	const last = (document: string) => appends.findLastIndex((events) => events.has(document));
	// Everybody has had a turn before anybody's last.
	expect(Math.max(...documents.map(first))).toBeLessThan(Math.min(...documents.map(last)));
	expect(first(relay.document)).toBeLessThan(Math.min(...documents.map(last)));
});

test('[R13] a submission that takes several appends answers with its first clock', async () => {
	const relay = new RelayHarness();
	relay.addMember('ada');
	const client = clientIdOf(relay.deviceOf('ada'), 0);
	const submit = (count: number) =>
		relay.core.submit({
			document: relay.document,
			speaker: relay.speaker('ada'),
			client,
			events: Array.from({ length: count }, (_, i) => ({ k: 'm' as const, at: 1, b: `event ${i}` })),
		});
	const outcomes = Promise.all([submit(3), submit(1700)]);
	await relay.settle();
	expect(await outcomes).toEqual([
		{ ok: true, clock: 0 },
		{ ok: true, clock: 3 },
	]);
});

/** Holds each append between its rows and their commit, until `commit` or `lose` of the oldest. */
function holdingCommits(log: Log) {
	const held: { commit: () => void; lose: () => void }[] = [];
	const wrapped = wrapLog(log, {
		append: (needs, build) =>
			log.append(needs, async (locked) => {
				const appending = await build(locked);
				await new Promise<void>((commit, lose) => {
					held.push({ commit, lose: () => lose(new AppendFailed('lost')) });
				});
				return appending;
			}),
	});
	return { held, log: wrapped };
}

describe('[R10] while one append is committed, the next is judged', () => {
	async function twoConversations() {
		const relay = new RelayHarness();
		const { held, log } = holdingCommits(relay.log);
		relay.start(log);
		const other = randomUUID();
		for (const user of ['ada', 'ben']) relay.addMember(user);
		for (const user of ['ada', 'ben']) relay.tables.allow(relay.organisation, other, user);
		const document = conversationDocument(other, 0);
		const [here, there] = [await relay.connect('ada'), await relay.connect('ben', { document })];
		const [reader, otherReader] = [await relay.connect('ben'), await relay.connect('ada', { document })];
		return { relay, held, here, there, reader, otherReader };
	}

	test('of another conversation: it is delivered when it is committed, and not before', async () => {
		const { relay, held, here, there, reader, otherReader } = await twoConversations();
		here.say('first');
		await relay.settle();
		there.say('second');
		await relay.settle();
		expect(held).toHaveLength(2);
		expect([reader.timeline, otherReader.timeline]).toEqual([[], []]);
		held[1]!.commit();
		await relay.settle();
		expect([reader.timeline, otherReader.timeline]).toEqual([[], ['second']]);
		held[0]!.commit();
		await relay.settle();
		expect(reader.timeline).toEqual(['first']);
	});

	test('of the same conversation nothing is, and of others no third', async () => {
		const { relay, held, here, there, reader } = await twoConversations();
		here.say('first');
		await relay.settle();
		here.say('after it');
		await relay.settle();
		expect(held).toHaveLength(1);
		there.say('second');
		await relay.settle();
		expect(held).toHaveLength(2);
		held[0]!.commit();
		await relay.settle();
		expect(reader.timeline).toEqual(['first']);
		expect(held).toHaveLength(3);
		for (const { commit } of held) commit();
		await relay.settle();
		expect(reader.timeline).toEqual(['first', 'after it']);
	});

	test('[R11] what fails ends its own conversation only', async () => {
		const { relay, held, here, there, otherReader } = await twoConversations();
		here.say('lost');
		await relay.settle();
		there.say('kept');
		await relay.settle();
		held[0]!.lose();
		held[1]!.commit();
		await relay.settle();
		expect([here.isClosed, there.isClosed]).toEqual([true, false]);
		expect(otherReader.timeline).toEqual(['kept']);
	});
});
