import { files as t } from '#lib/i18n/files.ts';
import type { StagedFile, StagedFiles, UploadProblem } from './staged-files.ts';
import type { UploadQueue } from './upload-queue.ts';
import type { UploadState } from './upload-state.ts';

/** How the files of one's own stand that a message names. */
export class OwnUploads {
	readonly #files: StagedFiles;
	readonly #queue: UploadQueue;
	readonly #isThere: (conversation: string) => boolean;
	readonly #onStored: () => void;

	constructor(
		files: StagedFiles,
		queue: UploadQueue,
		isThere: (conversation: string) => boolean,
		onStored: () => void,
	) {
		this.#files = files;
		this.#queue = queue;
		this.#isThere = isThere;
		this.#onStored = onStored;
	}

	/** What goes up by itself. */
	get onTheirWay(): StagedFile[] {
		return [...this.#files.all].filter(({ upload, file }) => upload === 'waiting' && file !== null);
	}

	/** Everything that is nowhere but here: chosen and not sent, waiting, paused or failed. */
	get unfinished(): number {
		return [...this.#files.all].filter(({ upload }) => upload !== 'stored' && upload !== 'cancelled').length;
	}

	stagedFile(id: string): Promise<Blob | null> {
		return this.#files.bytes(id).catch(() => null);
	}

	/** The conversation to which it is sent. */
	conversationOf(id: string): string | undefined {
		return this.#files.get(id)?.conversation;
	}

	uploadState(id: string): UploadState | null {
		const staged = this.#files.get(id);
		if (!staged?.file) return null;
		const sent = this.#queue.sent(id);
		switch (staged.upload) {
			case 'tray':
			case 'cancelled':
				return null;
			case 'stored':
				return { state: 'stored', sent: staged.file[3] };
			case 'paused':
				return { state: 'paused', sent };
			case 'failed': {
				const problem = staged.problem ?? 'refused';
				return {
					state: 'failed',
					sent,
					reason: problemWords(problem),
					...(isFinal(problem) && { final: true }),
				};
			}
			case 'waiting':
				if (this.#queue.isActive(id)) return { state: 'uploading', sent };
				if (!this.#isThere(staged.conversation))
					return { state: 'waiting', sent, reason: t.waitsForCreation };
				if (!this.#queue.connected) return { state: 'waiting', sent, reason: t.waitsForNetwork };
				return { state: 'waiting', sent };
		}
	}

	pause(id: string): void {
		this.#set(id, 'paused');
	}

	resume(id: string): void {
		this.#queue.forget(id);
		this.#set(id, 'waiting');
	}

	#set(id: string, upload: 'paused' | 'waiting'): void {
		const staged = this.#files.get(id);
		if (!staged || !['waiting', 'paused', 'failed'].includes(staged.upload)) return;
		// Not on the disk it is so for this page only, which is no harm.
		void this.#files
			.put({ ...staged, upload, problem: null })
			.catch(() => {})
			.then(() => this.#onStored());
		this.#queue.run();
	}
}

/** It would fail again. */
function isFinal(problem: UploadProblem): boolean {
	return !['person-full', 'organisation-full', 'altered', 'no-access'].includes(problem);
}

function problemWords(problem: UploadProblem): string {
	return {
		'too-large': t.tooLargeForServer,
		'person-full': t.personFull,
		'organisation-full': t.organisationFull,
		altered: t.altered,
		'no-access': t.noAccess,
		taken: t.refusedByServer,
		gone: t.goneFromDevice,
		infected: t.infected,
		unscannable: t.unscannable,
		refused: t.refusedByServer,
	}[problem];
}
