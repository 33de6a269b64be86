import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendEvents, readLog } from '#lib/domain/conversation-document.ts';
import { piecesOf } from './own-runs.ts';

const CLIENT = 7 * 65_536 + 3;

function aLog(count: number): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = CLIENT;
	for (let i = 0; i < count; i++)
		appendEvents(doc, [{ k: 'm', at: 1_700_000_000_000 + i, b: `text ${i} é 🙂` }]);
	return doc;
}

test('[R5] a log that is sent whole has the very bytes that Yjs would send', () => {
	const doc = aLog(20);
	const pieces = piecesOf(doc, CLIENT, 0);
	expect(pieces).toHaveLength(1);
	expect(pieces[0]!.update).toEqual(Y.encodeStateAsUpdate(doc));
});

test('[R5] a tail has the very bytes that Yjs would send', () => {
	const doc = aLog(20);
	const known = Y.encodeStateVector(aLog(12));
	expect(piecesOf(doc, CLIENT, 12)[0]!.update).toEqual(Y.encodeStateAsUpdate(doc, known));
});

test('[W6] a backlog is cut into pieces that another replica takes in one after the other', () => {
	const doc = aLog(50);
	const pieces = piecesOf(doc, CLIENT, 0, 100);
	expect(pieces.length).toBeGreaterThan(5);
	const other = new Y.Doc();
	for (const { update } of pieces) Y.applyUpdate(other, update);
	expect(readLog(other, CLIENT, 0, 50)).toEqual(readLog(doc, CLIENT, 0, 50));
});

test('[R5] clocks whose content is gone are sent as such, and what follows them is not held up', () => {
	const doc = aLog(6);
	doc.transact(() => doc.get(String(CLIENT), Y.Array).delete(2, 2));
	const pieces = piecesOf(doc, CLIENT, 1);
	expect(pieces.map((piece) => [piece.clock, piece.length])).toEqual([
		[1, 1],
		[2, 2],
		[4, 2],
	]);
	const other = aLog(1);
	for (const { update } of pieces) Y.applyUpdate(other, update);
	expect(readLog(other, CLIENT, 0, 6)).toEqual(readLog(doc, CLIENT, 0, 6));
});
