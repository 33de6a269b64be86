/** How the files of a conversation are put together in its panel (D08). Pure. */
import { foldForSearch } from '#lib/client/conversation-list.ts';
import type { FileKind } from '#lib/domain/file-kind.ts';
import type { ListedFile } from './listed-files.ts';

export const GROUPINGS = ['date', 'kind', 'sender'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const SHOWN_KINDS = ['all', 'seen', 'heard', 'documents'] as const;
export type ShownKinds = (typeof SHOWN_KINDS)[number];

const KINDS: Record<Exclude<ShownKinds, 'all'>, readonly FileKind[]> = {
	seen: ['picture', 'video'],
	heard: ['voice', 'audio'],
	documents: ['pdf', 'text', 'other'],
};

export interface FileGroup {
	name: string;
	files: ListedFile[];
}

export interface GroupWords {
	kind(kind: FileKind): string;
	person(user: string): string;
	month(at: number): string;
}

/** The newest first, also the groups. @param typed words that its name or its sender's has to have */
export function fileGroups(
	files: readonly ListedFile[],
	{ by, show, typed }: { by: Grouping; show: ShownKinds; typed: string },
	words: GroupWords,
): FileGroup[] {
	const wanted = foldForSearch(typed).split(/\s+/).filter(Boolean);
	const groups = new Map<string, FileGroup>();
	for (const file of [...files].sort((one, other) => other.at - one.at)) {
		if (show !== 'all' && !KINDS[show].includes(file.kind)) continue;
		const said = foldForSearch(`${file.named.file[1]} ${words.person(file.author)}`);
		if (!wanted.every((word) => said.includes(word))) continue;
		const name =
			by === 'date'
				? words.month(file.at)
				: by === 'kind'
					? words.kind(file.kind)
					: words.person(file.author);
		const group = groups.get(name) ?? { name, files: [] };
		group.files.push(file);
		groups.set(name, group);
	}
	return [...groups.values()];
}
