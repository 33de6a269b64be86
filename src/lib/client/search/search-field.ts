import type { WorkspaceView } from '../workspace-view.svelte.ts';
import { SearchView } from './search-view.svelte.ts';

/** A search field's view-model. Close it with what shows it. @param within only in this conversation */
export function openSearchField(view: WorkspaceView, portion: number, within?: string): SearchView {
	const { workspace } = view;
	const names = () => ({
		people: [...workspace.directory.values()],
		conversations: workspace.list().map((summary) => ({ id: summary.id, title: view.titleOf(summary) })),
		self: workspace.account.user,
		now: Date.now(),
	});
	return new SearchView(workspace, { names, portion, ...(within === undefined ? {} : { within }) });
}
