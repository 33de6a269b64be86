import { createContext, getContext, setContext } from 'svelte';
import type { WorkspaceView } from './workspace-view.svelte.ts';

/** What the keyboard asks of the open conversation. */
export interface OpenPane {
	/** Answers whether the letter meant something there. */
	letter(key: string): boolean;
	/** Closes what is open, innermost first, then goes to the composer. */
	escape(): void;
	/** Opens the field that finds words in it. */
	find(): void;
}

/** What the application's pages share. */
export interface App {
	/** Null until this device's data is read. */
	readonly view: WorkspaceView | null;
	/** When this device's data is read, or it is known that it cannot be: then null. */
	started(): Promise<WorkspaceView | null>;
	openNewMessage(): void;
	openNewGroup(): void;
	/** `name` fills the field. */
	openNewChannel(name?: string): void;
	openPalette(): void;
	/** What is known of a person, and what can be done about him. */
	showPerson(user: string): void;
	openThisDevice(): void;
	/** Downloads every text that only this device has. */
	saveCopy(): void;
	/** A short confirmation at the bottom; never the only place of an error. */
	toast(words: string): void;
	/** Refusals stand on the screen: the rail counts them no more. */
	alertsSeen(): void;
	/** The conversation on screen, for the keyboard; answers how to take it back. */
	showPane(pane: OpenPane): () => void;
}

export const [getApp, setApp] = createContext<App>();

const PHOTOS = Symbol('photos');
type PhotoOf = (user: string) => string | undefined;

/** Where pages get people's pictures from. */
export function setPhotos(photoOf: PhotoOf): void {
	setContext(PHOTOS, photoOf);
}

/** Undefined on pages without an application around them. */
export function getPhotos(): PhotoOf | undefined {
	return getContext<PhotoOf | undefined>(PHOTOS);
}
