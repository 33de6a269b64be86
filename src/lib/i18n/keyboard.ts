import { area } from './dictionary.ts';

export interface Shortcut {
	keys: string;
	does: string;
	/** A single letter outside text fields: it can be turned off. */
	letter: boolean;
}

export interface ShortcutGroup {
	where: string;
	shortcuts: readonly Shortcut[];
}

/** The sheet of the keyboard. */
export const keyboard = area('keyboard', {
	groups: [
		{
			where: 'Anywhere',
			shortcuts: [
				{ keys: 'Ctrl K', does: 'Search or jump to', letter: false },
				{ keys: 'Alt ↑ ↓', does: 'Previous, next conversation', letter: false },
				{ keys: 'Alt Shift ↑ ↓', does: 'Previous, next unread conversation', letter: false },
				{
					keys: 'G then T C P A N Y',
					does: 'Go to Team, Channels, People, Audit, Notifications, You',
					letter: true,
				},
				{ keys: 'N then M G C', does: 'New message, group, channel', letter: true },
				{ keys: 'F6', does: 'Next zone', letter: false },
				{ keys: 'Esc', does: 'Close, then to the composer', letter: false },
				{ keys: '?', does: 'This list', letter: true },
			],
		},
		{
			where: 'Timeline',
			shortcuts: [
				{ keys: '↑ ↓', does: 'Message', letter: false },
				{ keys: 'Home End', does: 'First, last message', letter: false },
				{ keys: 'Ctrl F', does: 'Find in this conversation', letter: false },
				{ keys: 'R', does: 'Reply', letter: true },
				{ keys: 'E', does: 'Edit', letter: true },
				{ keys: 'F', does: 'Forward', letter: true },
				{ keys: 'X', does: 'Select', letter: true },
				{ keys: '+', does: 'React', letter: true },
				{ keys: 'C', does: 'Copy', letter: true },
				{ keys: 'Del', does: 'Delete', letter: true },
				{ keys: 'U', does: 'Unread from here', letter: true },
				{ keys: 'G D', does: 'Jump to a date', letter: true },
			],
		},
		{
			where: 'Audit',
			shortcuts: [
				{ keys: '← →', does: 'Row', letter: false },
				{ keys: 'Shift ← →', does: 'Checkpoint', letter: false },
				{ keys: '[ ]', does: 'Edit or deletion', letter: false },
				{ keys: 'Space', does: 'Play, pause', letter: false },
				{ keys: 'Home End', does: 'First, last row', letter: false },
				{ keys: 'Enter', does: 'Inspector', letter: false },
			],
		},
		{
			where: 'Composer',
			shortcuts: [
				{ keys: 'Enter', does: 'Send', letter: false },
				{ keys: 'Shift Enter', does: 'New line', letter: false },
				{ keys: '↑', does: 'Edit the last message, when empty', letter: false },
				{ keys: 'Ctrl U', does: 'Attach files', letter: false },
			],
		},
	] as readonly ShortcutGroup[],
});
