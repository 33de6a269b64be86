/**
 * News between the tabs of one user on one browser. The channel is named with the user's id, so nothing unsent reaches the next person. Everything that matters
 * is on disk or goes through the relay as well: a browser without channels loses only speed.
 */
import type { Channel } from './environment.ts';

export type TabMessage =
	/** A tab wrote into a document; `generation` is that of its stored replica. */
	| { type: 'update'; document: string; generation: number; update: Uint8Array }
	/** A tab opened a document and asks what the others have beyond this state vector. */
	| { type: 'hello'; document: string; generation: number; vector: Uint8Array }
	/** The stored replica was begun anew. */
	| { type: 'restarted'; document: string }
	/** The person is no longer in it and the stored copy is deleted. `words` complete "Not delivered: …" */
	| { type: 'forgotten'; conversation: string; name: string; words: string }
	/** Read the keys that begin so again. */
	| {
			type: 'stored';
			prefix: 'command/' | 'workspace' | 'draft/' | 'mark/' | 'device' | 'undelivered/' | 'file/';
	  }
	/** The tab that sends files has so many bytes of this one answered for; null: it does something else now. */
	| { type: 'upload'; id: string; sent: number | null }
	/** The person signed out: nothing may be written any more. */
	| { type: 'signed-out' };

type Listener<Type extends TabMessage['type']> = (message: Extract<TabMessage, { type: Type }>) => void;

export class Tabs {
	readonly #channel: Channel;
	readonly #listeners = new Map<TabMessage['type'], Set<(message: never) => void>>();

	constructor(open: (name: string, receive: (message: unknown) => void) => Channel, user: string) {
		this.#channel = open(`parley/${user}`, (message) => {
			// The same origin's own code sent it, perhaps of an older version.
			if (typeof message !== 'object' || message === null || !('type' in message)) return;
			const listeners = this.#listeners.get(message.type as TabMessage['type']);
			for (const listener of [...(listeners ?? [])]) listener(message as never);
		});
	}

	post(message: TabMessage): void {
		this.#channel.post(message);
	}

	on<Type extends TabMessage['type']>(type: Type, listener: Listener<Type>): () => void {
		const listeners = this.#listeners.get(type) ?? new Set();
		this.#listeners.set(type, listeners);
		listeners.add(listener);
		return () => listeners.delete(listener);
	}

	close(): void {
		this.#listeners.clear();
		this.#channel.close();
	}
}
