/** SPEC F: what the server finds, for whom, and what it finds no more. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { digestEvents } from '#lib/domain/digest.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import { foldText, type Has } from '#lib/domain/search-text.ts';
import type { SearchAnswer, SearchQuery } from '#lib/protocol/search.ts';
import { changeRole, lockAccount } from '../../src/lib/server/accounts.ts';
import type { Subject } from '../../src/lib/server/authorize.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { decideErasure, requestErasure } from '../../src/lib/server/erasures.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { searchMessages } from '../../src/lib/server/search.ts';
import { rebuildSearch } from '../../sync-server/search-projection.ts';
import { Prng } from '../simulation/prng.ts';
import type { Colleague } from '../support/staff.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

let history: StoredHistory;
let ada: Colleague;
let ben: Colleague;
let cleo: Colleague;

beforeEach(async () => {
	history = await aStoredHistory();
	[ada, ben, cleo] = history.staff;
	await history.relay.bringSearchUpToDate();
});
afterEach(() => history.stop());

function query(typed: string, more: Partial<SearchQuery> = {}): SearchQuery {
	const words = (typed.match(/"[^"]+"|\S+/g) ?? []).map((word) => ({
		text: foldText(word.replaceAll('"', '')),
		mentions: [] as string[],
	}));
	return { words, from: null, in: null, after: null, before: null, has: [], ...more };
}

function search(
	who: Subject,
	typed: string,
	more: Partial<SearchQuery> = {},
	limit = 50,
): Promise<SearchAnswer> {
	return searchMessages(history.database, who, query(typed, more), limit);
}

async function found(who: Subject, typed: string, more: Partial<SearchQuery> = {}): Promise<string[]> {
	const { hits, behind } = await search(who, typed, more);
	expect(behind).toEqual([]);
	return hits.map(({ body }) => body).sort();
}

async function write(who: Colleague, ...events: ConversationEvent[]): Promise<void> {
	await history.write(who, history.document, ...events);
	await history.relay.bringSearchUpToDate();
}

const message = (b: string): ConversationEvent => ({ k: 'm', at: 1, b });

async function tables(): Promise<unknown> {
	const { sql } = history.stored;
	return {
		heads: await sql`select * from search_heads order by document`,
		entries: await sql`select * from search_entries order by document, client, clock`,
	};
}

test('[F1] messages are found as they stand: not what they were, not what was deleted', async () => {
	expect(await found(ada, 'leaves nine')).toEqual(['It leaves at nine.']);
	expect(await found(ada, 'eight')).toEqual([]);
	expect(await found(ada, 'sold')).toEqual([]);
	expect(await found(ada, 'van')).toEqual(['The van is booked.', 'Whose van?']);
	const { hits } = await search(ada, 'nine leaves');
	expect(hits).toEqual([
		{
			conversation: history.document.split('/')[1],
			volume: 0,
			client: clientIdOf(ada.device, 0),
			clock: 1,
			author: ada.user,
			at: expect.any(Number) as number,
			body: 'It leaves at nine.',
		},
	]);
});

test('[F2] words of any script, within words, phrases, filters', async () => {
	await write(ben, message('Die FÖRDERANTRÄGE: 100%_sicher, https://example.org/a.pdf'));
	await write(ada, message(`今晩の会議は中止です <@${ben.user}>`), message('السَّلَامُ عَلَيْكُم'));
	for (const typed of ['forderantrage', 'antrage', 'förder', '"100%_sicher"', 'example.org'])
		expect(await found(ada, typed), typed).toHaveLength(1);
	for (const typed of ['会議', '議は', '晩', 'السلام'])
		expect(await found(ada, typed), typed).toHaveLength(1);
	for (const typed of ['ant', '会晩', '"van the"', `"x' | 'van"`, 'sicher%sicher'])
		expect(await found(ada, typed), typed).toEqual([]);
	expect(await found(ada, '"van is"')).toEqual(['The van is booked.']);
	const has = async (...what: Has[]) => (await found(ada, '', { has: what })).length;
	expect([await has('link'), await has('file', 'link'), await has('mention'), await has('code')]).toEqual([
		1, 1, 1, 0,
	]);
	expect(await found(ada, '', { words: [{ text: 'ben', mentions: [ben.user] }] })).toHaveLength(1);
	expect(await found(ada, 'van', { from: [cleo.user] })).toEqual(['Whose van?']);
	expect(await found(ada, 'desk', { in: [history.document.split('/')[1]!] })).toEqual([]);
	const { hits } = await search(ada, 'booked');
	expect(await found(ada, 'booked', { after: hits[0]!.at, before: hits[0]!.at + 1 })).toHaveLength(1);
	expect(await found(ada, 'booked', { before: hits[0]!.at })).toEqual([]);
});

test('[F2] without pg_trgm the same is found', async () => {
	await write(ben, message('Der Förderantrag ist raus'));
	await history.stored.sql`drop extension if exists pg_trgm cascade`;
	expect(await found(ada, 'antrag')).toHaveLength(1);
	expect(await found(ada, 'forder raus')).toHaveLength(1);
});

test('[F3] only what one may read at that moment', async () => {
	expect(await found(ben, 'keys')).toEqual(['Keys are at the desk.']);
	// Cleo was removed from the first group, and is still in the other.
	expect(await found(cleo, 'van')).toEqual([]);
	expect(await found(cleo, 'keys')).toHaveLength(1);
	expect(await found(cleo, 'van', { in: [history.document.split('/')[1]!] })).toEqual([]);
	const remove = { id: newId(), at: Date.now(), kind: 'member.remove', user: ben.user };
	await runCommand(history.database, ada, { ...remove, conversation: history.other.split('/')[1] });
	expect(await found(ben, 'keys')).toEqual([]);
	const stranger = { ...ben, organisation: newId() };
	expect((await search(stranger, 'van')).hits).toEqual([]);
	expect((await search(ada, 'van', {}, 1)).more).toBe(true);
});

test('[F3] what was deleted is not found while the tables are behind, and the answer says that they are', async () => {
	const { sql } = history.stored;
	const [redacted] = await sql<{ seq: string }[]>`
		select seq from log_rows where document = ${history.document} and kind = 'redact'`;
	await sql`update search_heads set seq = ${redacted!.seq} where document = ${history.document}`;
	const behind = await search(ada, 'van');
	expect(behind).toMatchObject({ hits: [], behind: [history.document] });
	expect((await search(ada, 'keys')).hits).toHaveLength(1);
	await history.relay.bringSearchUpToDate();
	expect(await found(ada, 'van')).toHaveLength(2);
	await sql`delete from search_heads where document = ${history.document}`;
	expect((await search(ada, 'van')).behind).toEqual([history.document]);
});

test('[F4] an erasure takes the texts out of the tables in its own transaction', async () => {
	const { sql } = history.stored;
	const withRole = async (person: Colleague, role: Subject['role']): Promise<Subject> => {
		await history.database.transaction(async (tx) => {
			const account = await lockAccount(tx, person.organisation, person.user);
			await changeRole(tx, account!, role);
		});
		return { ...person, role };
	};
	const owner = await withRole(ada, 'OWNER');
	const auditor = await withRole(cleo, 'AUDITOR');
	const scope = { kind: 'person', user: ben.user } as const;
	const texts = () => sql<{ body: string }[]>`select body from search_entries where author = ${ben.user}`;
	expect(await texts()).toHaveLength(3);
	const number = await history.database.transaction(async (tx) => {
		const asked = await requestErasure(tx, owner, { scope, reason: 'Asked for', reference: 'DSAR 1' });
		if (!asked.ok) throw new Error(asked.words);
		return asked.number;
	});
	await history.database.transaction((tx) => decideErasure(tx, auditor, number, true));
	await history.relay.carryOutErasures();
	expect(await texts()).toEqual([]);
	await history.relay.bringSearchUpToDate();
	expect(await texts()).toEqual([]);
	expect(await found(ada, 'keys')).toEqual([]);
	expect(await found(ada, 'van')).toEqual(['The van is booked.', 'Whose van?']);
});

test('[F4] row by row comes to the same as all of it anew', async () => {
	const random = new Prng(7);
	const next = (below: number) => random.below(below);
	const people = [ada, ben];
	const clocks = new Map([
		[ada, 3],
		[ben, 3],
	]);
	for (let turn = 0; turn < 60; turn++) {
		const who = people[next(2)]!;
		const client = clientIdOf(who.device, 0);
		const clock = clocks.get(who)!;
		const of = [client, next(clock + 2)] as const;
		const copied = { k: 'm', at: turn, b: `copied ${turn}` } as const;
		const kinds: ConversationEvent[] = [
			message(`text ${turn}`),
			{ k: 'e', at: turn, of, b: `edited ${turn}` },
			{ k: 'd', at: turn, of },
			{ ...copied, was: [client, 400 + next(3), digestEvents([copied])] },
		];
		const event = kinds[Math.min(next(6), 3) % 4]!;
		// What is refused spends its clock as well.
		const accepted = await history.write(who, history.document, event).then(
			() => true,
			() => false,
		);
		if (accepted) clocks.set(who, clock + 1);
		if (next(3) === 0) await history.relay.bringSearchUpToDate();
	}
	await history.relay.bringSearchUpToDate();
	const before = await tables();
	await history.stored.sql.begin((tx) => rebuildSearch(tx));
	expect(await tables()).toEqual(before);
});
