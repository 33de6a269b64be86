/** What must hold once everything has healed and come to rest (threats "Durability"). Each function answers with the first thing that does not. */
import type { ConversationEvent } from '#lib/domain/events.ts';
import type { ShownItem } from '#lib/client/summaries.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { firstBrokenRow } from '../../sync-server/row.ts';
import type { DocumentBook } from './log-book.ts';
import { findKeptBack } from './kept-back.ts';
import type { Tab } from './tab.ts';
import type { WrittenText } from './text-book.ts';
import type { World } from './world.ts';

export async function findBroken(world: World): Promise<string | undefined> {
	return (
		(await findBrokenChain(world)) ??
		findUnfinishedRedaction(world) ??
		findUnequalReplica(world) ??
		findUnequalView(world) ??
		findLostText(world) ??
		findKeptBack(world) ??
		findLeak(world)
	);
}

/** The chain verifies; each row's author is the lease's owner; runs and entries follow each other. */
async function findBrokenChain({ server: { database } }: World): Promise<string | undefined> {
	for (const book of database.books()) {
		if (book.faults[0] !== undefined) return book.faults[0];
		const rows = await database.log.audit(book.document);
		const broken = firstBrokenRow(rows);
		if (broken !== null) return `the chain of ${book.document} breaks at row ${broken}`;
		if (rows.length !== book.rows)
			return `${book.document} has ${rows.length} rows of which ${book.rows} were seen`;
	}
	return undefined;
}

/** SPEC D10: nothing of a deleted message is left, edits that came before and after included. */
function findUnfinishedRedaction({ server: { database } }: World): string | undefined {
	for (const book of database.books()) {
		const gone = new Set<string>();
		for (const { user, event } of book.events()) {
			if (event.k !== 'd') continue;
			const target = book.logs.get(event.of[0])?.[event.of[1]];
			if (target?.json && (target.user === user || event.mod)) gone.add(event.of.join(':'));
		}
		for (const { client, clock, event } of book.events()) {
			const ref = event.k === 'e' ? event.of.join(':') : `${client}:${clock}`;
			if ((event.k === 'e' || event.k === 'm') && gone.has(ref))
				return `${client}:${clock} of ${book.document} was deleted and is still there`;
		}
	}
	return undefined;
}

/** In the log => in every member's replica, and nothing else: same clocks for every client id. */
function findUnequalReplica(world: World): string | undefined {
	for (const profile of world.profiles) {
		for (const { document, vector, hasGap } of profile.disk.replicas()) {
			if (!isMember(world, profile.user, document)) continue;
			if (hasGap) return `${profile.name} holds ${document} with a gap`;
			const book = world.server.book(document);
			const expected = book?.stateVector() ?? new Map<number, number>();
			for (const client of new Set([...vector.keys(), ...expected.keys()]))
				if (!isLevel(vector.get(client) ?? 0, expected.get(client) ?? 0, world))
					return `${profile.name} holds ${vector.get(client) ?? 0} of ${client} in ${document}, the log ${expected.get(client) ?? 0}`;
		}
	}
	for (const { running, document, user, name } of world.stockMachines) {
		if (!running || !isMember(world, user, document) || world.deliberate.has(user)) continue;
		const expected = world.server.book(document)?.stateVector() ?? new Map<number, number>();
		for (const [client, next] of expected)
			if (running.nextClock(client) < next)
				return `${name} lacks ${client} from ${running.nextClock(client)} on in ${document}`;
	}
	return undefined;
}

/** After a restore a replica may hold more than the log: what was cut, and nobody has any more to send again. It shows none of it. */
function isLevel(held: number, logged: number, world: World): boolean {
	return world.server.database.wasRestored ? held >= logged : held === logged;
}

/** All members see the same, in the order of the ledger, each text once and all of it stored. */
function findUnequalView(world: World): string | undefined {
	for (const [id, conversation] of world.office.conversations) {
		const gone = keysMayBeGone(world, id);
		const order = ledgerOrder(world, id).filter(({ key }) => !gone.has(key));
		let first: { tab: Tab; picture: string[] } | undefined;
		for (const tab of world.tabs) {
			if (!conversation.members.has(tab.user)) continue;
			if (!tab.known().includes(id)) return `${tab.host.name} does not know conversation ${id}`;
			const items = tab.items(id).filter(({ key }) => !gone.has(key));
			const found = findDoubled(items) ?? findUnstored(items) ?? findDisorder(items, order);
			if (found) return `${tab.host.name}: ${found}`;
			const picture = items.map(pictureOf);
			first ??= { tab, picture };
			const at = picture.findIndex((line, index) => line !== first!.picture[index]);
			if (at >= 0 || picture.length !== first.picture.length)
				return `${tab.host.name} and ${first.tab.host.name} see ${id} differently: ${picture[at] ?? 'less'} / ${first.picture[at] ?? 'less'} (${picture.length}, ${first.picture.length})`;
		}
	}
	return undefined;
}

/**
 * A restore can lose a redaction that replicas have carried out already. Nobody can give such a text back, nor take it from those who have it again from
 * another copy of its author's; so of what was deleted nothing is expected then.
 */
function keysMayBeGone(world: World, conversation: string): Set<string> {
	if (!world.server.database.wasRestored) return new Set();
	const isGone = (body: string | null) => body === null || (world.texts.get(body)?.deleted ?? false);
	const keys = ledgerOrder(world, conversation).filter(({ body }) => isGone(body));
	const shown = world.tabs.flatMap((tab) => tab.items(conversation));
	const items = shown.filter(
		({ deleted, body, history }) =>
			deleted || isGone(body) || history.some((earlier) => isGone(earlier.body)),
	);
	return new Set([...keys, ...items].map(({ key }) => key));
}

function findDoubled(items: readonly ShownItem[]): string | undefined {
	const seen = new Set<string>();
	for (const { body, deleted, kind } of items) {
		if (kind !== 'message' || deleted) continue;
		if (seen.has(body)) return `"${short(body)}" is shown twice`;
		seen.add(body);
	}
	return undefined;
}

function findUnstored(items: readonly ShownItem[]): string | undefined {
	const item = items.find(({ delivery, changePending }) => delivery !== 'stored' || changePending);
	return (
		item &&
		`"${short(item.body)}" (${item.key}) is ${item.delivery}${item.changePending ? ', changed' : ''} at rest`
	);
}

/** Every message of the log is shown, in its order; a copy may stand for its original and the other way round (SPEC D8). */
function findDisorder(items: readonly ShownItem[], order: readonly OrderedMessage[]): string | undefined {
	const shown = new Map(items.map((item, index) => [item.key, index]));
	const bodies = new Set(
		items.flatMap(({ body, history }) => [body, ...history.map((earlier) => earlier.body)]),
	);
	let last = -1;
	for (const { key, body } of order) {
		const index = shown.get(key);
		if (index === undefined) {
			if (body !== null && !bodies.has(body)) return `"${short(body)}" (${key}) is in the log and not shown`;
			continue;
		}
		if (index < last) return `${key} is out of order`;
		last = index;
	}
	const known = new Set(order.map(({ key }) => key));
	const invented = items.find(({ key }) => !known.has(key));
	return invented && `"${short(invented.body)}" (${invented.key}) is shown and not in the log`;
}

interface OrderedMessage {
	key: string;
	/** Null for what is redacted; empty for a system line. */
	body: string | null;
}

/**
 * Messages and system lines in ledger order, volume after volume; what an older volume accepted late stands where the newer one says so (SPEC D7 `l`).
 */
function ledgerOrder(world: World, conversation: string): OrderedMessage[] {
	const volumes = new Map<number, ({ place: string; messages: OrderedMessage[] } | { late: string })[]>();
	const late = new Map<string, OrderedMessage[]>();
	for (const book of booksOf(world, conversation)) {
		const volume = parseDocumentName(book.document)!.volume;
		const writers: number[] = [];
		const steps: ({ place: string; messages: OrderedMessage[] } | { late: string })[] = [];
		for (const { epoch, index, entry } of book.chain()) {
			if (entry[0] === 'w') writers.push(entry[1] as number);
			// All documents begin their epochs together, so that the number of the epoch is the same in both.
			if (entry[0] === 'l') steps.push({ late: `${entry[1]}/${epoch}/${entry[2]}` });
			const run = entry[0] === 'r' ? entry.slice(1) : entry;
			if (typeof run[0] !== 'number') continue;
			const [writer, clock, length] = run as [number, number, number];
			const messages = messagesOf(book, volume, writers[writer]!, clock, length);
			steps.push({ place: `${volume}/${epoch}/${index}`, messages });
		}
		volumes.set(volume, steps);
		for (const step of steps) if ('late' in step) late.set(step.late, []);
	}
	for (const steps of volumes.values())
		for (const step of steps)
			if ('place' in step && late.has(step.place)) late.set(step.place, step.messages);
	return [...volumes.values()].flatMap((steps) =>
		steps.flatMap((step) =>
			'late' in step ? late.get(step.late)! : late.has(step.place) ? [] : step.messages,
		),
	);
}

function messagesOf(
	book: DocumentBook,
	volume: number,
	client: number,
	clock: number,
	length: number,
): OrderedMessage[] {
	const messages: OrderedMessage[] = [];
	for (let at = clock; at < clock + length; at++) {
		const booked = book.logs.get(client)?.[at];
		const event = booked?.json ? (JSON.parse(booked.json) as ConversationEvent) : undefined;
		if (event?.k !== 'm' && event?.k !== 's') continue;
		const body = booked!.redacted ? null : event.k === 'm' ? event.b : '';
		messages.push({ key: `${volume}:${client}:${at}`, body });
	}
	return messages;
}

/** Acknowledged => in the log; and no text that was promised vanishes from pending, tray and log together. */
function findLostText(world: World): string | undefined {
	const trays = new Set(
		world.tabs.flatMap((tab) => tab.undelivered().map(({ body }) => `${tab.user} ${body}`)),
	);
	const stored = new Map<string, Set<string>>();
	for (const id of world.office.conversations.keys()) stored.set(id, storedBodies(world, id));
	for (const text of world.texts.all()) {
		const isStored = stored.get(text.conversation)?.has(`${text.author} ${text.body}`) ?? false;
		const isInTray = trays.has(`${text.author} ${text.body}`) || text.toldRefused;
		// Who was removed before he heard of the commit cannot know; a restore may refuse what had been accepted; and where the text was deleted, its digest tells nothing.
		const wasGone = world.office.conversations.get(text.conversation)?.everGone.has(text.author) ?? false;
		// Of two copies of a profile one may be refused what the other wrote again.
		const mayBeBoth = text.logReverted || text.deleted || wasGone || world.cloned.has(text.author);
		if (isStored && isInTray && !mayBeBoth)
			return `"${short(text.body)}" is stored and not delivered at once`;
		// A client without a tray keeps what it may not send in its own copy.
		const isWithStock =
			!isMemberOf(world, text.author, text.conversation) && text.profile.startsWith('stock');
		if (
			isStored ||
			isInTray ||
			isWithStock ||
			world.texts.isDeleted(text.body) ||
			!wasPromised(text, wasGone)
		)
			continue;
		return `"${short(text.body)}" of ${text.tab} is lost: ${JSON.stringify({ ...text, body: undefined })}`;
	}
	return undefined;
}

/**
 * Did the interface, or the store under it, ever give a promise that still binds? What its author deleted is nobody's loss; and what was stored goes from the device of
 * who is removed, so that nobody can send it again after a restore.
 */
function wasPromised(text: WrittenText, wasGone: boolean): boolean {
	if (text.logReverted && wasGone) return false;
	if (text.stored && !text.logReverted) return true;
	return text.written && !text.lostInMemory && !text.diskReverted;
}

/** `author body` of everything accepted, what was redacted later included. */
function storedBodies(world: World, conversation: string): Set<string> {
	const bodies = new Set<string>();
	for (const book of booksOf(world, conversation))
		for (const log of book.logs.values())
			for (const { json, user } of log) {
				const event = json === null ? undefined : (JSON.parse(json) as ConversationEvent);
				if (event?.k === 'm' || event?.k === 'e') bodies.add(`${user} ${event.b}`);
			}
	return bodies;
}

/** Who was never a member has nothing of a conversation, in memory or on disk. */
function findLeak(world: World): string | undefined {
	for (const [id, { everMembers }] of world.office.conversations) {
		const text = world.texts.all().find(({ conversation, saved }) => conversation === id && saved);
		for (const profile of world.profiles)
			if (text && !everMembers.has(profile.user) && profile.disk.contains(text.body))
				return `the disk of ${profile.name} holds "${short(text.body)}" of ${id}`;
	}
	return undefined;
}

function booksOf(world: World, conversation: string): DocumentBook[] {
	return world.server.database
		.books()
		.filter(({ document }) => parseDocumentName(document)?.conversation === conversation)
		.sort(
			(one, other) => parseDocumentName(one.document)!.volume - parseDocumentName(other.document)!.volume,
		);
}

function isMember(world: World, user: string, document: string): boolean {
	return isMemberOf(world, user, parseDocumentName(document)?.conversation ?? '');
}

function isMemberOf(world: World, user: string, conversation: string): boolean {
	return world.office.conversations.get(conversation)?.members.has(user) ?? false;
}

function pictureOf(item: ShownItem): string {
	const { key, author, kind, deleted, body, history, reactions, receivedAt } = item;
	const shownReactions = reactions.map(({ emoji, users }) => `${emoji}${users.join('+')}`).join(' ');
	const earlier = history.map((change) => short(change.body)).join('|');
	return [key, author, kind, deleted, short(body), earlier, shownReactions, receivedAt].join(' · ');
}

function short(body: string): string {
	return body.slice(0, 60);
}
