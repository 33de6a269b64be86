import { AsyncLocalStorage } from 'node:async_hooks';
import { loadLanguage, setLanguageSource } from '#lib/i18n/dictionary.ts';
import { LANGUAGES, pickLanguage, wishedLanguages, type Language } from '#lib/i18n/language.ts';

const spoken = new AsyncLocalStorage<Language>();

/** At the start: every language is there, and each request reads its own. */
export async function loadLanguages(): Promise<void> {
	await Promise.all(LANGUAGES.map(loadLanguage));
	setLanguageSource(() => spoken.getStore() ?? 'en');
}

/** Runs something whose texts are for one person: a request, a push notification. */
export function speaking<Result>(language: Language, run: () => Result): Result {
	return spoken.run(language, run);
}

/** The device's choice, which comes as a cookie, else the browser's wish. */
export function languageOf(cookie: string | undefined, acceptLanguage: string | null): Language {
	return pickLanguage(cookie, wishedLanguages(acceptLanguage));
}
