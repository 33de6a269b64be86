/** How the files of a conversation stand to its messages. Pure. */
import type { ShownItem } from '../summaries.ts';
import type { StagedFile } from './staged-files.ts';

/** A message names it or may do so, and not both are there. */
export function isUnsettled({ upload, file, settled }: StagedFile): boolean {
	return file !== null && upload !== 'cancelled' && !settled;
}

export interface FileStanding {
	/** The server has the message, and `message` says which: nothing waits for it any more. */
	settled: StagedFile[];
	/** Their message was deleted. */
	gone: StagedFile[];
	/** They were given to a message that never came to be. */
	unnamed: StagedFile[];
	/** By id, the key of the message that names what is in the tray here. */
	late: Map<string, string>;
}

/**
 * @param open unsettled ones
 * @param items of the conversation, all that are here
 * @param patience ms: what was given to a message later than this may still get one
 */
export function standingOf(
	open: readonly StagedFile[],
	items: readonly ShownItem[],
	patience: number,
): FileStanding {
	const [byFile, byKey] = messagesOf(open, items);
	const standing: FileStanding = { settled: [], gone: [], unnamed: [], late: new Map() };
	for (const staged of open) {
		const item = byFile.get(staged.id);
		if (staged.upload === 'tray') {
			if (item?.mine) standing.late.set(staged.id, item.key);
		} else if (item?.delivery === 'stored')
			standing.settled.push({ ...staged, message: item.key, settled: true });
		else if (!item && staged.message !== null && byKey.get(staged.message)?.deleted)
			standing.gone.push(staged);
		else if (!item && staged.message === null && staged.at < patience) standing.unnamed.push(staged);
	}
	return standing;
}

/** Those that name these files, by file, and those that they were given to, by key. */
function messagesOf(files: readonly StagedFile[], items: readonly ShownItem[]) {
	const ids = new Set(files.map(({ id }) => id));
	const keys = new Set(files.map(({ message }) => message));
	const byFile = new Map<string, ShownItem>();
	const byKey = new Map<string, ShownItem>();
	for (const item of items) {
		if (keys.has(item.key)) byKey.set(item.key, item);
		for (const [id] of item.files) if (ids.has(id)) byFile.set(id, item);
	}
	return [byFile, byKey] as const;
}
