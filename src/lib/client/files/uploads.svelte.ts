import { SvelteMap } from 'svelte/reactivity';
import type { OwnUploads } from './own-uploads.ts';
import type { UploadState, Uploads } from './upload-state.ts';

/** Uploads as Svelte sees them: whoever read how one stands reads again when that changed, and nobody else. */
export class UploadsView implements Uploads {
	readonly #own: OwnUploads | null;
	readonly #takeBack: (conversation: string, id: string) => void;
	readonly #changes = new SvelteMap<string, number>();

	/** @param own null where nothing can be sent */
	constructor(own: OwnUploads | null, takeBack: (conversation: string, id: string) => void) {
		this.#own = own;
		this.#takeBack = takeBack;
	}

	changed(id: string): void {
		this.#changes.set(id, (this.#changes.get(id) ?? 0) + 1);
	}

	stagedFile(id: string): Promise<Blob | null> {
		return this.#own?.stagedFile(id) ?? Promise.resolve(null);
	}

	uploadState(id: string): UploadState | null {
		void this.#changes.get(id);
		return this.#own?.uploadState(id) ?? null;
	}

	pause(id: string): void {
		this.#own?.pause(id);
	}

	resume(id: string): void {
		this.#own?.resume(id);
	}

	cancel(id: string): void {
		const conversation = this.#own?.conversationOf(id);
		if (conversation !== undefined) this.#takeBack(conversation, id);
	}
}
