import { Later } from './later.svelte.ts';

/** What the list is shown without at first. */
export const laterConversationMenu = new Later(() => import('./ConversationMenu.svelte'));

/** What a conversation is shown without at first. */
export const laterAttachments = new Later(() => import('./files/Attachments.svelte'));
export const laterTools = new Later(() => import('./MessageTools.svelte'));
export const laterEmoji = new Later(() => import('./EmojiPopover.svelte'));
export const laterQuestions = new Later(() => import('./MessageQuestions.svelte'));
export const laterTray = new Later(() => import('./files/Tray.svelte'));
export const laterRecorder = new Later(() => import('./files/Recorder.svelte'));
export const laterAttachMenu = new Later(() => import('./files/AttachMenu.svelte'));
export const laterFileViewer = new Later(() => import('./files/FileViewer.svelte'));
export const laterFiles = new Later(() => import('./files/FilesPanel.svelte'));
export const laterFind = new Later(() => import('./FindBar.svelte'));
export const laterMembers = new Later(() => import('./MembersSide.svelte'));

/** In the order in which they are likely to be wanted. */
export const CONVERSATION_PIECES = [
	laterAttachments,
	laterTools,
	laterTray,
	laterEmoji,
	laterQuestions,
	laterFileViewer,
	laterFind,
	laterMembers,
	laterFiles,
	laterRecorder,
	laterAttachMenu,
];
