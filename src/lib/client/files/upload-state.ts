/** What a page knows of the files that this device sends. Everything is by the file's id (SPEC D14). */

export interface UploadState {
	/**
	 * `waiting`: for its turn, the network or the server; it goes on by itself. `paused`: by the person. `failed`: it does not go on by itself, see `reason`.
	 * `stored`: the server has answered for all of it.
	 */
	readonly state: 'waiting' | 'uploading' | 'paused' | 'failed' | 'stored';
	/** Bytes that the server has answered for. */
	readonly sent: number;
	/** Why it waits or has failed, a whole sentence in the reader's language. */
	readonly reason?: string;
	/** Failed, and would fail again: only `cancel` is left. */
	readonly final?: true;
}

/** On every page: `getApp().view.uploads`. */
export interface Uploads {
	/** The bytes as they are on this device: what is being sent, and what was sent a short while ago. Null for everything else. */
	stagedFile(id: string): Promise<Blob | null>;
	/** Null for what this device does not send (any more). Read in a component or `$derived`, it follows every change. */
	uploadState(id: string): UploadState | null;
	pause(id: string): void;
	/** After `paused` or `failed`. */
	resume(id: string): void;
	/** Takes the message back: what else it said and carried is in the composer again. */
	cancel(id: string): void;
}
