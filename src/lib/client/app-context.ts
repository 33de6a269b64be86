import { createContext } from 'svelte';
import type { WorkspaceView } from './workspace-view.svelte.ts';

/** What the application's pages share. */
export interface App {
	/** Null until this device's data is read. */
	readonly view: WorkspaceView | null;
	openNewMessage(): void;
	openNewGroup(): void;
	openThisDevice(): void;
	/** A short confirmation at the bottom; never the only place of an error. */
	toast(words: string): void;
}

export const [getApp, setApp] = createContext<App>();
