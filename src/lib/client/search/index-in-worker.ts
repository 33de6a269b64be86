import { workerUrl } from '../trusted-worker.ts';
import type { LocalAnswer } from './local-index.ts';
import type { ReadVolume, SearchIndex } from './search-index.ts';
import type { FromSearchWorker, ToSearchWorker } from './search-worker.ts';

interface Waiting {
	resolve(value: unknown): void;
	reject(error: Error): void;
}

/** The index in a worker of this tab's, which begins with the first message to it and ends with the tab: nothing of it is left anywhere. */
export function openIndexInWorker(): SearchIndex {
	const waiting = new Map<number, Waiting>();
	let last = 0;
	let worker: Worker | null = null;
	let ended: Error | null = null;
	const end = (why: string) => {
		ended ??= new Error(why);
		worker?.terminate();
		for (const { reject } of waiting.values()) reject(ended);
		waiting.clear();
	};
	const start = (): Worker => {
		const started = new Worker(workerUrl('search'), { type: 'module', name: 'search' });
		started.onerror = (event) => end(event.message);
		started.onmessage = ({ data }: MessageEvent<FromSearchWorker>) => {
			const asked = waiting.get(data.id);
			waiting.delete(data.id);
			asked?.resolve(data.kind === 'read' ? data.read : data.answer);
		};
		return started;
	};
	const post = (message: ToSearchWorker) => {
		if (!ended) (worker ??= start()).postMessage(message);
	};
	const ask = <Value>(question: (id: number) => ToSearchWorker) =>
		new Promise<Value>((resolve, reject) => {
			if (ended) return reject(ended);
			const id = ++last;
			waiting.set(id, { resolve: (value) => resolve(value as Value), reject });
			post(question(id));
		});
	return {
		feed: (feed) => post({ kind: 'feed', feed }),
		forget: (documents) => post({ kind: 'forget', documents }),
		read: (document, database) => ask<ReadVolume | null>((id) => ({ kind: 'read', id, document, database })),
		search: (query, limit) => ask<LocalAnswer>((id) => ({ kind: 'search', id, query, limit })),
		close: () => end('The index is closed.'),
	};
}
