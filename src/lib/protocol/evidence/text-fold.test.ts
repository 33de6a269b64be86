import * as Y from 'yjs';
import { writeAny, createEncoder, toUint8Array } from 'lib0/encoding';
import { expect, test } from 'vitest';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { TextFold } from './text-fold.ts';
import { readTextUpdate } from './text-update.ts';

/** As it stands in a row (SPEC X10). */
function valueOf(update: Uint8Array): Uint8Array {
	const encoder = createEncoder();
	writeAny(encoder, update);
	return toUint8Array(encoder);
}

/** Small, fast and the same everywhere. */
function random(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return Math.floor((state / 2 ** 32) * below);
	};
}

test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
	'[X10] stands as in every replica of Yjs, whatever three people write at once (seed %i)',
	(seed) => {
		const below = random(seed);
		const docs = [7, 3, 11].map((client) => {
			const doc = new Y.Doc();
			doc.clientID = client;
			return doc;
		});
		const updates: Uint8Array[] = [];
		docs.forEach((doc) => doc.on('update', (update: Uint8Array, origin) => origin ?? updates.push(update)));
		const fold = new TextFold();
		let [written, removed] = ['', ''];
		for (let round = 0; round < 12; round++) {
			for (const doc of docs) {
				const text = textOf(doc, TEXT_ROOT);
				for (let i = below(3); i >= 0; i--) {
					const at = below(text.length + 1);
					if (below(3) > 0 || text.length === 0) text.insert(at, 'abcdef'.slice(0, 1 + below(6)));
					else text.delete(Math.min(at, text.length - 1), 1 + below(Math.min(4, text.length - at || 1)));
				}
			}
			// They wrote apart, and hear of each other now.
			for (const update of updates.splice(0)) {
				const change = fold.take(readTextUpdate(valueOf(update)));
				written += change.written;
				removed += change.removed;
				for (const doc of docs) Y.applyUpdate(doc, update, 'others');
			}
			expect(fold.text(TEXT_ROOT)).toBe(textOf(docs[0]!, TEXT_ROOT).toString());
		}
		expect(written.length - removed.length).toBe(fold.text(TEXT_ROOT).length);
	},
);
