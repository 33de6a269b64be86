/** What a workspace does with the news of other tabs. */
import type { TabMessage } from './tabs.ts';
import type { WorkspaceParts } from './workspace-parts.ts';

type Stored = Extract<TabMessage, { type: 'stored' }>['prefix'];

/** Reads again what another tab stored. Answers whether conversations may be others than before. */
export async function readAgain(parts: WorkspaceParts, prefix: Stored): Promise<boolean> {
	const { ids, drafts, marks, undelivered, copy, notices, commands, multiplexer } = parts;
	switch (prefix) {
		case 'device':
			await ids.reload();
			return false;
		case 'draft/':
			await drafts.load();
			return false;
		case 'file/':
			await parts.files?.desk.reload();
			return false;
		case 'mark/':
			await marks.load();
			return false;
		case 'undelivered/':
			await undelivered.load();
			return false;
		case 'command/':
			await copy.loadRefused();
			await notices.load();
			await commands.load();
			return true;
		case 'workspace':
			// With a connection of its own a tab hears of changes itself; another tab's answer may be an older one.
			if (multiplexer.state.name !== 'open') await copy.load();
			return true;
	}
}
