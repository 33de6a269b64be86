/**
 * Opening a conversation from its stored bytes: Yjs loads them, the fold makes the timeline. Beside it the obvious shape, one Y.Array of Y.Map, in which
 * anybody may write anything anywhere: a peer for the figure, not an alternative that could be verified.
 */
import * as Y from 'yjs';
import { Fold } from '#lib/domain/fold.ts';
import { aMessage, buildConversation, userOf, writerClient, WRITERS } from './conversation.ts';
import { medians } from './statistics.ts';

export interface LoadFigures {
	messages: number;
	bytes: number;
	/** Y.applyUpdate into an empty document. */
	loadMs: number;
	/** From the document to the list that is shown. */
	listMs: number;
	totalMs: number;
	/** One more message by somebody else: applied, and the list brought up to date. */
	appendMicros: number;
}

const REPETITIONS = 5;
const APPENDS = 5;

export function measureFold(messages: number): LoadFigures {
	const { update, steps } = buildConversation(messages, APPENDS);
	return repeat(
		messages,
		update,
		() => {
			const doc = new Y.Doc();
			const fold = new Fold(doc, { volume: 0, self: userOf(0), isOwn: () => false });
			const list = () => {
				fold.advance();
				return fold.items().length;
			};
			return { doc, list };
		},
		steps,
	);
}

export function measureArrayOfMaps(messages: number): LoadFigures {
	const { update, steps } = buildArrayOfMaps(messages);
	return repeat(
		messages,
		update,
		() => {
			const doc = new Y.Doc();
			const array = doc.getArray<Y.Map<unknown>>('messages');
			// What a naive view does after every change: it reads all again.
			const list = () => (array.toJSON() as unknown[]).length;
			return { doc, list };
		},
		steps,
	);
}

interface Reader {
	doc: Y.Doc;
	/** Brings the list up to date and says how long it is. */
	list(): number;
}

function repeat(
	messages: number,
	update: Uint8Array,
	open: () => Reader,
	steps: readonly Uint8Array[],
): LoadFigures {
	const run = () => {
		globalThis.gc?.();
		const { doc, list } = open();
		const start = performance.now();
		Y.applyUpdate(doc, update);
		const loaded = performance.now();
		const count = list();
		const listed = performance.now();
		if (count !== messages) throw new Error(`${count} of ${messages} messages are shown.`);
		for (const step of steps) {
			Y.applyUpdate(doc, step);
			list();
		}
		const appended = performance.now();
		doc.destroy();
		return {
			loadMs: loaded - start,
			listMs: listed - loaded,
			totalMs: listed - start,
			appendMicros: ((appended - listed) * 1000) / steps.length,
		};
	};
	run();
	return { messages, bytes: update.length, ...medians(Array.from({ length: REPETITIONS }, run)) };
}

/** The same people and texts as buildConversation(), each message a map of four entries. */
function buildArrayOfMaps(messages: number): { update: Uint8Array; steps: Uint8Array[] } {
	const doc = new Y.Doc();
	const array = doc.getArray<Y.Map<unknown>>('messages');
	const append = (number: number) => {
		const writer = number % WRITERS;
		const { at, b } = aMessage(number);
		// Each device would have a document of its own; the bytes are the same.
		doc.clientID = writerClient(writer);
		const fields = { id: `${writer}:${number}`, author: userOf(writer), at, body: b };
		// push() walks the whole list each time, insert() remembers where it was.
		array.insert(array.length, [new Y.Map<unknown>(Object.entries(fields))]);
	};
	// One transaction: thousands would cost minutes here, and leave the same bytes.
	doc.transact(() => {
		for (let number = 0; number < messages; number++) append(number);
	});
	const update = Y.encodeStateAsUpdate(doc);
	const steps: Uint8Array[] = [];
	doc.on('update', (step: Uint8Array) => steps.push(step));
	for (let number = messages; number < messages + APPENDS; number++) append(number);
	doc.destroy();
	return { update, steps };
}
