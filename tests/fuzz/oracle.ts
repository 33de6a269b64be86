/**
 * The oracle: what an accepted update did is looked at on a copy, by Yjs itself, and held against what its author may do. Slow, written from SPEC.md, and
 * without a line of the relay's own judgement.
 */
import { Script } from 'node:vm';
import * as Y from 'yjs';
import { deleted, deleteSet, endOf, section, update, values, type Place } from '../attacks/bytes.ts';
import type { BookedRow, DocumentBook } from './book.ts';
import { encoded, isCanonical, malformedBecause, type KnownEvent } from './event-form.ts';

export interface Author {
	user: string;
	level: 'write' | 'read' | null;
	moderates: boolean;
	muted: boolean;
}

/** What the oracle knows beside the document. */
export interface Leases {
	/** To whom the client id's device is leased (SPEC C4). */
	ownerOf(client: number): string | undefined;
	isRevoked(client: number): boolean;
}

const TIME_MS = 2000;

/** Runs what foreign bytes may make endless. */
export function inTime(task: () => string[]): string[] {
	const place = globalThis as { boundedTask?: () => string[] };
	place.boundedTask = task;
	try {
		return BOUNDED.runInThisContext({ timeout: TIME_MS }) as string[];
	} catch (error) {
		return [`accepted what Yjs does not come to an end with: ${String(error)}`];
	} finally {
		delete place.boundedTask;
	}
}

const BOUNDED = new Script('globalThis.boundedTask()');

/** Undefined when it throws. */
export function attempt<Result>(task: () => Result): Result | undefined {
	try {
		return task();
	} catch {
		return undefined;
	}
}

export interface Accepted {
	/** The document before, as a replica holds it. */
	before: Uint8Array;
	/** Its next clocks before. */
	nextBefore: ReadonlyMap<number, number>;
	update: Uint8Array;
	rows: readonly BookedRow[];
	author: Author;
	/** After the rows. */
	book: DocumentBook;
}

/** Why these rows should not be; empty when they may. */
export function condemn(accepted: Accepted, leases: Leases): string[] {
	return inTime(() => judge(accepted, leases));
}

function judge(accepted: Accepted, leases: Leases): string[] {
	const { before, rows, author, book } = accepted;
	const wrong: string[] = [];
	if (rows.some(({ run }) => run) && author.level !== 'write') wrong.push(`${author.user} may not write`);
	const structs = attempt(() => Y.decodeUpdate(accepted.update).structs) ?? [];
	const copy = new Y.Doc({ gc: false, guid: '' });
	Y.applyUpdate(copy, before);
	const next = new Map(accepted.nextBefore);
	for (const booked of rows) {
		const { row, run } = booked;
		if (['epoch', 'late', 'volume'].includes(row.kind)) continue;
		if (row.kind === 'redact') {
			wrong.push(...wrongRedactions(booked, book, leases));
			redact(copy, booked.redacted);
		} else if (!run) wrong.push(`a row of the kind ${row.kind} without a run`);
		else {
			if (row.user !== author.user) wrong.push(`in the name of ${row.user}`);
			if (leases.ownerOf(run.client) !== author.user) wrong.push(`${run.client} is not his`);
			if (leases.isRevoked(run.client)) wrong.push(`${run.client} is revoked`);
			if (run.client < 65_536) wrong.push('written into a ledger');
			if (run.clock !== (next.get(run.client) ?? 0)) wrong.push(`${run.client}:${run.clock} is not the next`);
			next.set(run.client, run.clock + run.length);
			if (run.isRefused && run.length > 5000) wrong.push(`${run.length} clocks were spent`);
			replay(copy, structs, run);
			if (!run.isRefused) wrong.push(...wrongEvents(copy, run, author, book, accepted.nextBefore, leases));
		}
	}
	return wrong;
}

/** Gives the copy what was sent of the accepted clocks, where it said that it stands; of the refused ones a tombstone, as everybody gets it. */
function replay(
	copy: Y.Doc,
	structs: readonly (Y.Item | Y.GC | Y.Skip)[],
	run: NonNullable<BookedRow['run']>,
): void {
	const { client, clock, length, isRefused } = run;
	const end = clock + length;
	const apply = (at: number, struct: Uint8Array) =>
		attempt(() => Y.applyUpdate(copy, update([section(client, at, struct)])));
	if (isRefused) return void apply(clock, deleted(endOf(client, clock), length));
	for (const struct of structs) {
		const { id } = struct;
		if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny) || id.client !== client)
			continue;
		const [from, to] = [Math.max(id.clock, clock), Math.min(id.clock + struct.length, end)];
		if (from >= to || from !== Y.getState(copy.store, client)) continue;
		const events = struct.content.arr.slice(from - id.clock, to - id.clock).map(encoded);
		apply(from, values(from === id.clock ? placeOf(struct) : endOf(client, from), ...events));
	}
}

/** What follows in the same append is judged by what is gone by then: an update may delete what another of its sections is to stand behind. */
function redact(copy: Y.Doc, redacted: BookedRow['redacted']): void {
	const ranges = redacted.map(({ client, clock, length }) => [client, [clock, length]] as const);
	Y.applyUpdate(copy, update([], deleteSet(...ranges)));
}

function placeOf({ origin, rightOrigin, parent, parentSub }: Y.Item): Place {
	const place: Place = {};
	if (origin) place.origin = [origin.client, origin.clock];
	if (rightOrigin) place.right = [rightOrigin.client, rightOrigin.clock];
	if (parentSub !== null) place.sub = parentSub;
	const said: unknown = parent;
	if (typeof said === 'string') place.root = said;
	if (said instanceof Y.ID) place.parent = [said.client, said.clock];
	return place;
}

function wrongEvents(
	copy: Y.Doc,
	{ client, clock, values: stored }: NonNullable<BookedRow['run']>,
	author: Author,
	book: DocumentBook,
	before: ReadonlyMap<number, number>,
	leases: Leases,
): string[] {
	const wrong: string[] = [];
	stored.forEach((bytes, i) => {
		const at = clock + i;
		const say = (words: string) => wrong.push(`${client}:${at} ${words}`);
		if (!isCanonical(bytes)) say('is not canonical');
		const item = itemAt(copy, client, at);
		if (!item) return say('is nothing that Yjs took');
		if (item.parent !== copy.share.get(String(client))) say('does not stand in its own root');
		if (item.parentSub !== null) say('is a key');
		if (item.rightOrigin !== null) say('names what stands to its right');
		if (!isInOrder(item, at)) say('is no append');
		const { content } = item;
		if (!(content instanceof Y.ContentAny)) return say(`holds ${content.constructor.name}`);
		const value: unknown = content.arr[at - item.id.clock];
		if (Buffer.compare(encoded(value), bytes) !== 0) say('is not what was sent');
		const malformed = malformedBecause(value);
		if (malformed) return say(`is no event: ${malformed}`);
		const forbidden = forbiddenBecause(value as KnownEvent, author, book, before, leases);
		if (forbidden) say(forbidden);
	});
	return wrong;
}

function itemAt(doc: Y.Doc, client: number, clock: number): Y.Item | null {
	if (Y.getState(doc.store, client) <= clock) return null;
	const structs = doc.store.clients.get(client)!;
	const struct = structs[Y.findIndexSS(structs, clock)];
	return struct instanceof Y.Item ? struct : null;
}

/** Everything visible to its left is earlier in the same log, and nothing visible to its right is. */
function isInOrder(item: Y.Item, clock: number): boolean {
	for (let left = item.left; left; left = left.left)
		if (!left.deleted && (left.id.client !== item.id.client || left.id.clock >= clock)) return false;
	for (let right = item.right; right; right = right.right)
		if (!right.deleted && (right.id.client !== item.id.client || right.id.clock <= clock)) return false;
	return true;
}

/** SPEC R7, R8. */
function forbiddenBecause(
	event: KnownEvent,
	author: Author,
	book: DocumentBook,
	before: ReadonlyMap<number, number>,
	leases: Leases,
): string | undefined {
	const isOwn = (client: number) => leases.ownerOf(client) === author.user;
	if (event.was && !isOwn(event.was[0])) return 'takes the place of what another wrote';
	switch (event.k) {
		case 's':
			return 'speaks as the system';
		case 'm':
			if (event.fw && leases.ownerOf(event.fw[2]) !== event.fw[4]) return 'forwards in a false name';
			return author.muted ? 'was said by who may not' : undefined;
		case 'e':
			return isOwn(event.of![0]) ? undefined : 'edits what another wrote';
		case 'd': {
			if (event.mod && !author.moderates) return 'moderates, and may not';
			const [client, clock] = event.of!;
			// What came with it is not known when it is judged.
			const isKnown = clock < (before.get(client) ?? 0);
			const target = isKnown ? book.eventAt(event.of!) : undefined;
			if (isKnown && (client < 65_536 || (target && target.k !== 'm'))) return 'deletes what is no message';
			if (isOwn(client)) return undefined;
			if (!event.mod) return 'deletes what another wrote';
			return isKnown ? undefined : 'deletes what is not known';
		}
		default:
			return undefined;
	}
}

/** SPEC D10: what goes was written by somebody who deleted, or was deleted by a moderator. */
function wrongRedactions({ redacted }: BookedRow, book: DocumentBook, leases: Leases): string[] {
	const bySelf = new Set<string>();
	const byModerator = new Set<string | undefined>();
	for (const { event, user } of book.events()) {
		if (event.k !== 'd') continue;
		const target = leases.ownerOf(event.of![0]);
		if (target === user) bySelf.add(user);
		else if (event.mod) byModerator.add(target);
	}
	return redacted.flatMap(({ client, clock, length }) => {
		const owner = leases.ownerOf(client);
		const isDeleted = owner !== undefined && (bySelf.has(owner) || byModerator.has(owner));
		return isDeleted ? [] : [`${client}:${clock}+${length} lost its content, and nobody deleted it`];
	});
}
