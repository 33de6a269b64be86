/**
 * How this device shows the interface. Kept in this browser, because it depends on its screen and on who sits there; the script in
 * app.html puts it on <html> before anything is painted, and tokens.css reads it there.
 */
import { isLanguage, LANGUAGE_COOKIE, type Language } from '#lib/i18n/language.ts';

/** What is missing is as the system, or the browser, has it. */
export interface Appearance {
	theme?: 'light' | 'dark';
	contrast?: 'high' | 'normal';
	density?: 'compact';
	motion?: 'reduced';
	language?: Language;
}

/** app.html knows it too. */
export const APPEARANCE_KEY = 'parley-appearance';
const SHOWN = ['theme', 'contrast', 'density', 'motion'] as const;
const VALUES: Record<(typeof SHOWN)[number], readonly string[]> = {
	theme: ['light', 'dark'],
	contrast: ['high', 'normal'],
	density: ['compact'],
	motion: ['reduced'],
};
const ONE_YEAR_S = 31_536_000;

export function readAppearance(storage: Pick<Storage, 'getItem'>): Appearance {
	let kept: unknown;
	try {
		kept = JSON.parse(storage.getItem(APPEARANCE_KEY) ?? '{}');
	} catch {
		return {};
	}
	const found: Record<string, string> = {};
	for (const [name, value] of Object.entries(kept ?? {}))
		if (name === 'language' ? isLanguage(value) : VALUES[name as 'theme']?.includes(value as string))
			found[name] = value as string;
	return found as Appearance;
}

/** Shown at once. Another language needs a reload: its texts are read when a page is made. */
export function keepAppearance(storage: Pick<Storage, 'setItem'>, appearance: Appearance): void {
	storage.setItem(APPEARANCE_KEY, JSON.stringify(appearance));
	const root = document.documentElement;
	for (const name of SHOWN) {
		const value = appearance[name];
		if (value === undefined) root.removeAttribute(`data-${name}`);
		else root.setAttribute(`data-${name}`, value);
	}
	tellLanguage(appearance.language);
}

/** For the server's first answer. Some browsers forget after a week what a script wrote, so it is told again at each start. */
export function tellLanguage(language: Language | undefined): void {
	const age = language === undefined ? 0 : ONE_YEAR_S;
	document.cookie = `${LANGUAGE_COOKIE}=${language ?? ''}; path=/; max-age=${age}; samesite=lax`;
}
