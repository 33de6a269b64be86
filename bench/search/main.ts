/**
 * `npm run bench:search`: what the index of a device costs for 100,000 messages in 20 volumes, as its worker pays it: reading the stored replicas, making the index, its
 * memory, one new message, and looking for the newest 50 in it. Half a minute. `-- --messages N` for another number.
 */
import { cpus, loadavg } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as Y from 'yjs';
import { Fold } from '#lib/domain/fold.ts';
import { LocalIndex } from '#lib/client/search/local-index.ts';
import { parseQuery } from '#lib/client/search/parse-query.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { buildConversation, userOf } from '../core/conversation.ts';
import { percentile } from '../core/statistics.ts';
import { QUERY_KINDS, Texts, type QueryKind } from './texts.ts';

const VOLUME = 5000;
const PEOPLE = 50;
const QUERIES = 400;
const FIRST_HITS = 50;
const asked = process.argv.indexOf('--messages');
const messages = asked === -1 ? 100_000 : Number(process.argv[asked + 1]);
const volumes = Math.ceil(messages / VOLUME);
const documents = Array.from({ length: volumes }, (_, volume) =>
	conversationDocument('00000000-0000-7000-8000-000000000000', volume),
);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const texts = new Texts(1);
const since = (start: number) => performance.now() - start;
const heap = () => {
	collect();
	return process.memoryUsage().heapUsed / 1e6;
};

console.log(`${cpus().length} cores, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}`);
console.log(`${messages} messages in ${volumes} volumes`);

const { update } = buildConversation(VOLUME);
const reading = performance.now();
for (let volume = 0; volume < volumes; volume++) {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, update);
	const fold = new Fold(doc, { volume, self: '', isOwn: () => false });
	fold.advance();
	if (fold.items().length !== VOLUME) throw new Error('The replica was not read.');
	doc.destroy();
}
console.log(`reading the stored replicas: ${since(reading).toFixed(0)} ms`);

const index = new LocalIndex();
let at = 0;
const item = (volume: number, clock: number) => ({
	key: `${volume}:70000:${clock}`,
	author: userOf(at % PEOPLE),
	at: ++at,
	body: texts.message(),
});
const volumesOf = documents.map((_, volume) =>
	Array.from({ length: VOLUME }, (_, clock) => item(volume, clock)).slice(0, messages - volume * VOLUME),
);
const withTexts = heap();
const making = performance.now();
documents.forEach((document, volume) =>
	index.feed({ document, reset: true, put: volumesOf[volume]!, removed: [] }),
);
console.log(
	`making the index: ${since(making).toFixed(0)} ms, ${(heap() - withTexts).toFixed(0)} MB beside the texts`,
);

const added: number[] = [];
for (let i = 0; i < 500; i++) {
	const put = [item(volumes - 1, VOLUME + i)];
	const start = performance.now();
	index.feed({ document: documents.at(-1)!, reset: false, put, removed: [] });
	added.push(since(start));
}
console.log(`one more message: ${times(added)}`);

const names = { people: [], conversations: [], self: '', now: Date.now() };
const all: number[] = [];
for (const kind of QUERY_KINDS) all.push(...measure(kind));
console.log(`all of them: ${times(all)}`);

function measure(kind: QueryKind): number[] {
	const taken: number[] = [];
	let found = 0;
	for (let i = 0; i < QUERIES; i++) {
		const { query } = parseQuery(texts.query(kind), names);
		const start = performance.now();
		found += index.search(query, FIRST_HITS).hits.length;
		taken.push(since(start));
	}
	console.log(`${kind}: ${times(taken)}, ${(found / QUERIES).toFixed(1)} hits`);
	return taken;
}

function times(samples: number[]): string {
	const of = (share: number) => percentile(samples, share).toFixed(2);
	return `p50 ${of(0.5)} ms, p95 ${of(0.95)} ms, p99 ${of(0.99)} ms`;
}
