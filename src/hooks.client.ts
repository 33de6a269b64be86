import type { ClientInit } from '@sveltejs/kit/hooks';
import { speakOfPage } from '#lib/i18n/spoken-by-page.ts';

/** Before anything of a page is loaded: its texts are read in the language that the page has. */
export const init: ClientInit = speakOfPage;
