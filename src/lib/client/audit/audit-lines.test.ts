import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventBytes } from '#lib/domain/digest.ts';
import { clientIdOf } from '#lib/domain/client-id.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import type { StoredEntry } from '#lib/domain/ledger.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { digest } from 'lib0/hash/sha256';
import { createEncoder, toUint8Array, writeAny } from 'lib0/encoding';
import { discloseRow, type DisclosedRow } from '#lib/protocol/evidence/disclosed-row.ts';
import { HASH_BYTES, sealRow, type ChainEnd } from '#lib/protocol/row-chain.ts';
import type { RowKind } from '#lib/protocol/log-row.ts';
import { AsStood } from './as-stood.ts';
import { isChange, matches, NO_FILTER, readAuditLog, rowName, standing, textAfter } from './audit-lines.ts';
import type { AuditNames } from './audit-names.ts';
import { deedWords } from './audit-words.ts';

const EMMA = { user: 'emma', device: 7 };
const CLIENT = clientIdOf(7, 0);
const DOCUMENT = 'c/01890000-0000-7000-8000-000000000000/0';
const NOTES = 'd/01890000-0000-7000-8000-000000000000/notes';

/** A log as a relay writes it: one event a row. */
function aLog(...events: ConversationEvent[]): DisclosedRow[] {
	let end: ChainEnd = { seq: 0, hash: new Uint8Array(HASH_BYTES) };
	let position = 0;
	const rows: DisclosedRow[] = [];
	const add = (kind: RowKind, entries: StoredEntry[], event?: ConversationEvent, clock = 0) => {
		const run = event ? { client: CLIENT, clock, length: 1, values: eventBytes(event), count: 1 } : null;
		const content = { epoch: 1, position, organisationRows: 1, entries, run };
		const author = event ? EMMA : { user: 'system', device: 0 };
		const { row } = sealRow(
			digest,
			end,
			DOCUMENT,
			kind,
			author,
			1_000 + end.seq,
			content,
			(n) => new Uint8Array(n),
		);
		rows.push(discloseRow(row));
		end = { seq: row.seq + 1, hash: row.hash };
		position += entries.length;
	};
	add('epoch', [['e', 0, 0, 1_000]]);
	events.forEach((event, clock) => {
		const introduced: StoredEntry[] =
			clock === 0
				? [
						['m', 'emma'],
						['w', CLIENT, 0],
					]
				: [];
		add('run', [...introduced, [0, clock, 1, 1, 0]], event, clock);
	});
	return rows;
}

const said = aLog(
	{ k: 'm', at: 1, b: 'It leaves at 8.' },
	{ k: 'm', at: 2, b: 'Sit in front.' },
	{ k: 'e', at: 3, of: [CLIENT, 0], b: 'It leaves at 9.' },
	{ k: 'd', at: 4, of: [CLIENT, 1] },
	{ k: 'e', at: 5, of: [CLIENT, 0], b: 'It leaves at 10.' },
);

describe('[K15] the conversation as it stood', () => {
	const log = readAuditLog(said);
	const [, first, second] = log.lines;

	test('before an edit, after it, and after the next', () => {
		const texts = [1, 2, 3, 4, 5].map((through) => standing(first!, through).text);
		expect(texts).toEqual([
			'It leaves at 8.',
			'It leaves at 8.',
			'It leaves at 9.',
			'It leaves at 9.',
			'It leaves at 10.',
		]);
		expect(log.lines[5]).toMatchObject({ kind: 'edit', before: 'It leaves at 9.' });
	});

	test('a deleted text is there before and after its deletion', () => {
		expect(standing(second!, 3).deletedBy).toBeNull();
		expect(standing(second!, 4)).toMatchObject({ text: 'Sit in front.', deletedBy: { row: { seq: 4 } } });
	});

	test('as its members saw it, forward and back', () => {
		const stood = new AsStood(log.rows);
		const bodies = (through: number) =>
			stood.after(through).map(({ body, deleted }) => (deleted ? null : body));
		expect(bodies(5)).toEqual(['It leaves at 10.', null]);
		expect(bodies(2)).toEqual(['It leaves at 8.', 'Sit in front.']);
		expect(bodies(3)).toEqual(['It leaves at 9.', 'Sit in front.']);
		expect(bodies(0)).toEqual([]);
	});

	test('edits and deletions are changes, and filters find lines', () => {
		expect(log.rows.filter(isChange).map(({ seq }) => seq)).toEqual([3, 4, 5]);
		const found = (filter: Partial<typeof NO_FILTER>) =>
			log.lines.filter((line) => matches(line, { ...NO_FILTER, ...filter })).map(({ row }) => row.seq);
		expect(found({ kind: 'delete' })).toEqual([4]);
		expect(found({ person: 'emma', from: 1_004 })).toEqual([4, 5]);
		expect(found({ person: 'system' })).toEqual([0]);
	});
});

test('[K15] an edit of somebody else changes nothing, an edit may come before its target, and unreadable rows have a line', () => {
	const foreign = said.map((row) => (row.seq === 3 ? { ...row, user: 'mitch' } : row));
	expect(standing(readAuditLog(foreign).lines[1]!, 3).text).toBe('It leaves at 8.');
	const early = readAuditLog(
		aLog({ k: 'e', at: 1, of: [CLIENT, 1], b: 'Later.' }, { k: 'm', at: 2, b: 'Now.' }),
	);
	expect(early.lines[1]).toMatchObject({ target: { row: { seq: 2 } } });
	const broken = said.map((row) => (row.seq === 1 ? { ...row, leaves: [] } : row));
	expect(readAuditLog(broken).lines[1]).toMatchObject({ kind: 'relay', erased: true });
});

test('[K15] notes say what each row wrote and took away, and stand as they stood', () => {
	const doc = new Y.Doc();
	doc.clientID = CLIENT;
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	textOf(doc, TEXT_ROOT).insert(0, 'Keys are in the safe.');
	textOf(doc, TEXT_ROOT).delete(16, 4);
	textOf(doc, TEXT_ROOT).insert(16, 'desk');
	let end: ChainEnd = { seq: 0, hash: new Uint8Array(HASH_BYTES) };
	const rows = updates.map((update) => {
		const encoder = createEncoder();
		writeAny(encoder, update);
		const run = { client: 0, clock: 0, length: 1, values: toUint8Array(encoder), count: 1 };
		const content = { epoch: 0, position: 0, organisationRows: 1, entries: [], run };
		const [at, name] = [2_000 + end.seq, NOTES];
		const { row } = sealRow(digest, end, name, 'text', EMMA, at, content, (n) => new Uint8Array(n));
		end = { seq: row.seq + 1, hash: row.hash };
		return discloseRow(row);
	});
	const log = readAuditLog([...said, ...rows]);
	const notes = log.lines.filter(({ kind }) => kind === 'note');
	expect(notes.map(({ note }) => note)).toEqual([
		{ written: 'Keys are in the safe.', removed: '' },
		{ written: '', removed: 'safe' },
		{ written: 'desk', removed: '' },
	]);
	expect(notes.map(({ row }) => [rowName(log, row), textAfter(log, row)])).toEqual([
		['n0', 'Keys are in the safe.'],
		['n1', 'Keys are in the .'],
		['n2', 'Keys are in the desk.'],
	]);
	// They were never in the conversation.
	expect(new AsStood(log.rows).after(log.rows.length - 1)).toHaveLength(2);
});

test('[G4, G7] an erased message says when and by which request, and the row that erased it says so too', () => {
	const log = aLog({ k: 'm', at: 1, b: 'It leaves at eight.' }, { k: 'm', at: 2, b: 'Kept.' });
	const erased = log.find(({ kind, seq }) => kind === 'run' && seq === 1)!;
	const [header] = erased.leaves;
	const gone = { ...erased, leaves: [header!, { hash: new Uint8Array(HASH_BYTES) }] };
	const last = log.at(-1)!;
	const at = Date.UTC(2025, 2, 12, 12);
	const { row } = sealRow(
		digest,
		{ seq: last.seq + 1, hash: last.hash },
		DOCUMENT,
		'erase',
		{ user: 'system', device: 0 },
		at,
		{
			epoch: 1,
			position: 5,
			organisationRows: 1,
			entries: [['g', 0, 0, 1, 0, 1, 7]],
			run: { client: 0, clock: 0, length: 1, values: new Uint8Array([126]), count: 1 },
		},
		(n) => new Uint8Array(n),
	);
	const read = readAuditLog([...log.map((each) => (each === erased ? gone : each)), discloseRow(row)]);
	const names = { person: (id: string) => id, first: (id: string) => id } as AuditNames;
	const line = read.lines.find(({ erased: isErased }) => isErased)!;
	expect(line.erasure).toEqual({ request: 7, at });
	expect(deedWords(line, read, names)).toBe(
		'Erased on 12 March 2025 by legal request 7. The chain still verifies.',
	);
	expect(deedWords(read.lines.at(-1)!, read, names)).toBe('erased an event by legal request 7');
});
