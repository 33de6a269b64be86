import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { nameOfDocument, type TextName } from '#lib/protocol/document-name.ts';
import { decodeUpdate } from './decode.ts';
import { TextIndex } from './text-index.ts';
import { newItemOf } from './text-structs.ts';

const NAME = nameOfDocument(`d/${randomUUID()}/notes`) as TextName;

/** Takes an honest update of known dependencies. */
function take(index: TextIndex, update: Uint8Array): void {
	const decoded = decodeUpdate(update, 'text');
	if (!decoded.ok) throw new Error(decoded.code);
	for (const { client, structs } of decoded.update.sections)
		for (const struct of structs)
			if (struct.clock >= index.nextClock(client))
				expect(index.place(newItemOf(client, struct)!)).toMatchObject({ ok: true });
	for (const range of decoded.update.deletes) index.delete(range);
}

/** Random numbers from a seed. */
function randomFrom(seed: number): (below: number) => number {
	return (below) => {
		seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
		return Math.floor((seed / 0x8000_0000) * below);
	};
}

const PIECES = ['a', 'bc', 'words and more', '😀', 'é😀x', '\n'];

describe('[X12] the index has what every replica of Yjs has', () => {
	test.each(Array.from({ length: 30 }, (_, i) => i + 1))('seed %i', (seed) => {
		const random = randomFrom(seed);
		const index = new TextIndex(NAME);
		const replicas = Array.from({ length: 4 }, (_, i) => {
			const doc = new Y.Doc();
			doc.clientID = 70_000 + i;
			const unsent: Uint8Array[] = [];
			doc.on('update', (update: Uint8Array, origin: unknown) => {
				if (origin !== 'relay') unsent.push(update);
			});
			return { doc, unsent };
		});
		for (let step = 0; step < 300; step++) {
			const { doc, unsent } = replicas[random(replicas.length)]!;
			const text = textOf(doc, TEXT_ROOT);
			const kind = random(10);
			if (kind < 5) text.insert(random(text.length + 1), PIECES[random(PIECES.length)]!);
			else if (kind < 7 && text.length > 0) {
				const at = random(text.length);
				text.delete(at, 1 + random(Math.min(5, text.length - at)));
			} else {
				// Syncs, as a provider does.
				for (const update of unsent.splice(0)) take(index, update);
				Y.applyUpdate(doc, index.since(Y.decodeStateVector(Y.encodeStateVector(doc))), 'relay');
			}
		}
		for (const { unsent } of replicas) for (const update of unsent) take(index, update);
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, index.since(new Map()));
		const text = textOf(fresh, TEXT_ROOT).toString();
		expect(index.textOf(TEXT_ROOT)).toBe(text);
		for (const { doc } of replicas) {
			Y.applyUpdate(doc, index.since(Y.decodeStateVector(Y.encodeStateVector(doc))), 'relay');
			expect(textOf(doc, TEXT_ROOT).toString()).toBe(text);
			expect(index.isKnown(decoded(Y.encodeStateAsUpdate(doc)))).toBe(true);
		}
	});
});

function decoded(update: Uint8Array) {
	const result = decodeUpdate(update, 'text');
	if (!result.ok) throw new Error(result.code);
	return result.update;
}

test('[X12] what is typed letter by letter is one item, and deleted text is kept nowhere', () => {
	const index = new TextIndex(NAME);
	const doc = new Y.Doc();
	doc.clientID = 70_000;
	doc.on('update', (update: Uint8Array) => take(index, update));
	const text = textOf(doc, TEXT_ROOT);
	for (const letter of 'written letter by letter') text.insert(text.length, letter);
	expect(decoded(index.since(new Map())).sections[0]!.structs).toHaveLength(1);
	text.delete(0, text.length);
	expect(decoded(index.since(new Map())).sections[0]!.structs).toMatchObject([
		{ kind: 'deleted', length: 24 },
	]);
});
