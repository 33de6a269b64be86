import type { FileSource, NamedFile } from '#lib/client/files/source.ts';
import type { Uploads } from '#lib/client/files/upload-state.ts';

/** What all files of a timeline share. */
export interface FileScene {
	conversation: string;
	source: FileSource;
	/** What this device sends; null where nothing can be sent. */
	uploads: Uploads | null;
	/** Shows it large. */
	open(named: NamedFile): void;
}

/** What everything that shows one file is given. */
export interface FileProps {
	named: NamedFile;
	files: FileScene;
	/** The reader sent it. */
	mine: boolean;
	/** Is its message the one that Tab reaches into? */
	active: boolean;
}
