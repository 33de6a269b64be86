import type { NamedFile } from '#lib/client/files/source.ts';
import type { ShownItem } from '#lib/client/summaries.ts';
import { fileKind, type FileKind } from '#lib/domain/file-kind.ts';

/** A file of a conversation with what its message says of it. */
export interface ListedFile {
	named: NamedFile;
	kind: FileKind;
	author: string;
	/** ms */
	at: number;
}

const VIEWED: ReadonlySet<FileKind> = new Set<FileKind>(['picture', 'video', 'pdf', 'text']);

/** In the order of the messages. */
export function listFiles(conversation: string, items: readonly ShownItem[]): ListedFile[] {
	return items.flatMap(({ key, author, receivedAt, at, files }) =>
		files.map((file) => ({
			named: { conversation, message: key, file },
			kind: fileKind(file),
			author,
			at: receivedAt ?? at,
		})),
	);
}

/** Can something be seen of it in the large? */
export function isViewed({ kind }: ListedFile): boolean {
	return VIEWED.has(kind);
}
